using Monitor.Classification;
using Monitor.Contests;
using Monitor.Roster;
using Monitor.Tests.Support;

namespace Monitor.Tests.Classification;

public class PostClassifierTests
{
    static readonly ContestBook Book = ContestFiles.Load(Samples.Folder("contests"));
    static readonly PostClassifier Classifier = PostClassifier.Load(ChampionModel.FolderIn(Samples.Folder("../models")), Book.Contests);

    [Fact]
    public void MentionsNameContestantsOfOpenContestsOnly()
    {
        const string text = "Ayo coblos Isran Noor, jangan lupa Prabowo";
        var open = Book.OpenAt(new DateTimeOffset(2024, 11, 20, 0, 0, 0, TimeSpan.Zero));

        var mentions = Classifier.Classify(text, open).Mentions;

        Assert.Contains(mentions, mention => mention.ContestId == "pilkada-2024-kalimantan-timur" && text.Substring(mention.Start, mention.Length) == "Isran Noor");
        Assert.DoesNotContain(mentions, mention => mention.ContestId.StartsWith("pilpres", StringComparison.Ordinal));
    }

    [Fact]
    public void ReasonsAreSaidInIndonesianOnBothSidesAtMostEightEach()
    {
        const string text = "Menurut KPU jadwal debat hari ini, tapi ayo coblos Prabowo, mantap, menang, lanjutkan! #PrabowoGemoy";

        var reasons = Classifier.Explain(text);

        Assert.InRange(reasons.Count(reason => reason.Weight > 0), 1, 8);
        Assert.InRange(reasons.Count(reason => reason.Weight < 0), 1, 8);
        Assert.Contains(reasons, reason => reason.Explanation.StartsWith("kata memilih atau mencoblos", StringComparison.Ordinal));
        Assert.All(reasons, reason => Assert.NotEmpty(reason.Explanation));
        Assert.All(reasons, reason => Assert.InRange(reason.Start + reason.Length, 1, text.Length));
    }

    [Fact]
    public void WordsOfOthersAreNotTheAuthors()
    {
        var shared = Some.Post("Ayo coblos Prabowo! #PrabowoGemoy") with { TextKind = Monitor.Posts.TextKind.SharedText };
        var empty = Some.Post("");

        Assert.Equal(Classify(empty).Probability, Classify(shared).Probability);
    }

    [Theory]
    [InlineData("Ayo coblos nomor 2 Prabowo-Gibran, jangan lupa 14 Februari! #PrabowoGemoy", true)]
    [InlineData("KPU Kukar mengumumkan jadwal debat pasangan calon, simak di kanal resmi #TemanPemilih", false)]
    [InlineData("Selamat pagi, hari ini pelayanan KTP buka sampai jam 3", false)]
    [InlineData("Ganjar bohong lagi, janji manis doang. Jangan sampai dipilih!!", true)]
    public void PlainCasesFallOnTheirSide(string text, bool flagged) =>
        Assert.Equal(flagged, Classifier.Classify(text, []).Probability >= Classifier.Threshold);

    [Fact]
    public void BandsFallFromHighToLow()
    {
        Assert.Equal(ConfidenceBand.High, Classifier.BandOf(0.999));
        Assert.Equal(ConfidenceBand.Low, Classifier.BandOf(Classifier.Threshold));
    }

    [Fact]
    public void AModelThatIsNotItsCardsIsRefused()
    {
        using var folder = new TemporaryFolder();
        var champion = ChampionModel.FolderIn(Samples.Folder("../models"));
        File.Copy(Path.Combine(champion, ModelCard.FileName), folder.File(ModelCard.FileName));
        folder.Write(ModelCard.ModelFileName, "something else");

        Assert.Throws<InvalidDataException>(() => PostClassifier.Load(folder.Path, []));
    }

    static Prediction Classify(Monitor.Posts.Post post)
    {
        var person = new RosterEntry { PersonCode = "P-1", Name = "Siti", Unit = "Dinas", Employment = EmploymentType.Pns };
        return Classifier.Classify(new PostInContext(new AttributedPost(post, person, null, AttributionBasis.Handle), []));
    }
}
