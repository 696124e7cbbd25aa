using Monitor.Learning;
using Monitor.Tests.Support;

namespace Monitor.Tests.Learning;

public class PostScorerTests
{
    static readonly string[] Posts =
    [
        "Ayo coblos Prabowo nomor 2! ✌️", "Jadwal debat Anies Baswedan hari ini https://t.co/x", "", "   ", "\uD83D", "#GanjarMenang RT @user: m3nang", new string('a', 5000),
        "Harga cabai naik\n\nlagi?? \"kata\" ibu", "🙏🏽🙏🏽🙏🏽",
    ];

    static readonly string[] Names = ["Prabowo", "Anies Baswedan", "Ganjar", "PRABOWO", "anies baswedan"];

    [Fact]
    public void ASavedModelScoresTheSame()
    {
        using var file = new MemoryStream();
        SmallModel.Trained.Value.Model.Save(file);
        file.Position = 0;

        var (before, after) = (new PostScorer(SmallModel.Trained.Value.Model, []), new PostScorer(LinearModel.Load(file), []));

        Assert.All(Posts, post => Assert.Equal(before.Score(post), after.Score(post)));
    }

    [Fact]
    public void TrainingTwiceGivesTheSameBytes() => Assert.Equal(Bytes(SmallModel.Train(SmallModel.Language())), Bytes(SmallModel.Train(SmallModel.Language())));

    [Fact]
    public void ADamagedFileIsRefused()
    {
        var bytes = Bytes(SmallModel.Trained.Value);

        Assert.Throws<InvalidDataException>(() => LinearModel.Load(new MemoryStream(bytes[..(bytes.Length / 2)])));
        Assert.Throws<InvalidDataException>(() => LinearModel.Load(new MemoryStream([1, 2, 3])));
    }

    [Fact]
    public void ScoringAllocatesNothingOnceWarm()
    {
        var scorer = new PostScorer(SmallModel.Trained.Value.Model, []);
        foreach (var post in Posts) scorer.Score(post, kindFrom: 0, out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var post in Posts) scorer.Score(post, kindFrom: 0, out _);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void TheScoreDoesNotDependOnWhatWasScoredBefore()
    {
        var scorer = new PostScorer(SmallModel.Trained.Value.Model, []);
        var alone = Posts.Select(post => new PostScorer(SmallModel.Trained.Value.Model, []).Score(post)).ToList();

        Assert.Equal(alone, Posts.Select(post => scorer.Score(post)));
        Assert.Equal(alone.AsEnumerable().Reverse(), Posts.Reverse().Select(post => scorer.Score(post)));
    }

    [Theory]
    [InlineData("Ayo coblos {0} yg mantab!")]
    [InlineData("{0} bohong, kata tetangga")]
    [InlineData("Debat {0} jam 7, {0} lawan siapa?")]
    public void OneContestantScoresAsAnother(string text)
    {
        var scorer = new PostScorer(SmallModel.Trained.Value.Model, []);
        var scores = Names.Select(name => scorer.Score(text.Replace("{0}", name, StringComparison.Ordinal)).Logit).ToList();

        Assert.All(scores, score => Assert.Equal(scores[0], score, 1e-6));
    }

    [Fact]
    public void ReasonsStandWhereTheWordsStand()
    {
        const string text = "🙏 Ayo 𝗰𝗼𝗯𝗹𝗼𝘀 Anies Baswedan, #GanjarMenang jangan b0hong";

        var reasons = new PostScorer(SmallModel.Trained.Value.Model, []).Explain(text);

        Assert.Contains("𝗰𝗼𝗯𝗹𝗼𝘀", reasons.Select(reason => text.Substring(reason.Start, reason.Length)));
        Assert.Contains(reasons, reason => reason.Role == MaskRole.Person && text.Substring(reason.Start, reason.Length) == "Anies Baswedan");
        Assert.Contains(reasons, reason => reason.Class == "smear_topic" && text.Substring(reason.Start, reason.Length) == "b0hong");
    }

    [Fact]
    public void ReasonsAndFramesTogetherMakeTheScore()
    {
        // Without frames, since those belong to the post as a whole: what words add explains the difference between two posts of one frame.
        var scorer = new PostScorer(SmallModel.Trained.Value.Model, []);
        var model = SmallModel.Trained.Value.Model;
        const string text = "coblos";

        var shared = scorer.Explain(text).Sum(reason => reason.Weight);

        // One lower-case word without a mention: its own weight, the bias, and the frames for no mention and shortest length.
        Assert.True(Math.Sign(shared) == 1 && shared < model.Calibration.Slope * 20);
    }

    static byte[] Bytes(TrainedModel trained)
    {
        using var file = new MemoryStream();
        trained.Model.Save(file);
        return file.ToArray();
    }
}
