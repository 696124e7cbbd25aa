using Monitor.Classification;
using Monitor.Contests;
using Monitor.Posts;
using Monitor.Roster;
using Monitor.Rules;
using Monitor.Tests.Support;

namespace Monitor.Tests.Rules;

public sealed class RulePackTests
{
    static readonly RulePack Pack = RuleFiles.Load(Path.Combine(Samples.Folder("rules"), "skb-2-2022.json"));
    static readonly ContestBook Contests = ContestFiles.Load(Samples.Folder("contests"));

    [Fact]
    public void TheSamplePackHoldsTheWholeMatrix()
    {
        Assert.Equal(
            ["E1", "E2", "E3", "E4", "E5", "E6", "E7", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10", "D11", "D12", "D13"],
            Pack.Rows.Where(row => row.Track != RuleTrack.OtherLaw).Select(row => row.Id));
        Assert.All(Pack.Rows, row => Assert.DoesNotMatch("(?i)hukuman|sanksi|penurunan|pemberhentian", row.Act + row.Note));
    }

    [Fact]
    public void TheSameWordsAreEthicsBeforeDeterminationAndDisciplineFromItOn()
    {
        Assert.Equal(["E2", "E4"], Candidates(Phase.BeforeDetermination, Category.Dukungan, Activity.Comment));
        foreach (var phase in new[] { Phase.BeforeCampaign, Phase.Campaign, Phase.QuietPeriod, Phase.VotingDay, Phase.After })
            Assert.Equal(["D2", "D6", "D13"], Candidates(phase, Category.Dukungan, Activity.Comment));
    }

    [Fact]
    public void BothTracksAreListedWhereThePhaseIsUnknown() =>
        Assert.Equal(["E2", "E4", "D2", "D6", "D13"], Candidates(Phase.Unknown, Category.Dukungan, Activity.Comment));

    [Fact]
    public void ALikeOfTheWinningTeamFitsTheLikeRowsOnly()
    {
        Assert.Equal(["E4"], Candidates(Phase.BeforeDetermination, Category.Netral, Activity.Like, textKind: TextKind.None));
        Assert.Equal(["D6"], Candidates(Phase.Campaign, Category.Netral, Activity.Like, textKind: TextKind.None));
        Assert.Equal(["D6"], Candidates(Phase.Campaign, Category.Netral, Activity.Follow, textKind: TextKind.None));
        // The liked post's words are not the person's own: whatever the model said of them does not count.
        Assert.Equal(["D6"], Candidates(Phase.Campaign, Category.Ajakan, Activity.Like, textKind: TextKind.SharedText));
    }

    [Fact]
    public void OwnWordsThatTakeNoSideFitNoRow() => Assert.Empty(Candidates(Phase.Campaign, Category.Netral, Activity.Post));

    [Fact]
    public void ActsThatLieBeforeDeterminationByTheirNatureAreListedThereAlthoughTheyAreDiscipline() =>
        Assert.Equal(["E3", "E4", "E6", "D3", "D10"], Candidates(Phase.BeforeDetermination, Category.Kegiatan, Activity.Comment));

    [Fact]
    public void TheRowForSpousesIsForSpousesOnly()
    {
        Assert.DoesNotContain("E7", Candidates(Phase.BeforeDetermination, Category.Kegiatan, Activity.Post));
        Assert.Contains("E7", Candidates(Phase.BeforeDetermination, Category.Kegiatan, Activity.Post, spouseOf: "Paslon A"));
    }

    [Fact]
    public void EachKindOfStaffHasItsOwnRows()
    {
        Assert.Equal(["D2", "D6", "D13", "P1"], Candidates(Phase.Campaign, Category.Dukungan, Activity.Comment, EmploymentType.Pppk));
        Assert.Equal(["N1"], Candidates(Phase.Campaign, Category.Dukungan, Activity.Comment, EmploymentType.NonAsn));
        Assert.Equal(["V1"], Candidates(Phase.Campaign, Category.Dukungan, Activity.Comment, EmploymentType.VillageOfficial));
        Assert.Empty(Candidates(Phase.Campaign, Category.Netral, Activity.Like, EmploymentType.VillageOfficial, TextKind.None));
    }

    [Fact]
    public void TheLawOfPemiluAndOfPilkadaStaysWithItsOwnKindOfContest()
    {
        Assert.Equal(["D8", "D11", "D12", "D13", "K1"], Candidates(Phase.Campaign, Category.Jabatan, Activity.Comment));
        Assert.Equal(["D8", "D11", "D12", "D13", "U2", "U3"], Candidates(Phase.Campaign, Category.Jabatan, Activity.Comment, contest: "pilpres-2024"));
    }

    [Fact]
    public void EveryOpenContestGetsItsOwnTrack()
    {
        // As on 1 December 2023: the campaign of Pemilu runs, Pilkada has no candidates yet.
        var prediction = Prediction(
            [Open("pilpres-2024", Phase.Campaign), Open("pilkada-2024-kutai-timur", Phase.BeforeDetermination)], Category.Dukungan, Activity.Comment);

        Assert.Equal(
            [
                ("pilkada-2024-kutai-timur", "E2"), ("pilkada-2024-kutai-timur", "E4"),
                ("pilpres-2024", "D2"), ("pilpres-2024", "D6"), ("pilpres-2024", "D13"),
            ],
            Pack.CandidatesFor(prediction).Select(basis => (Assert.Single(basis.ContestIds), basis.RuleId)));
    }

    [Fact]
    public void ACandidateCarriesWhatTheReviewerMustKnow()
    {
        var basis = Pack.CandidatesFor(Prediction([Open("pilkada-2024-kutai-timur", Phase.Campaign)], Category.Netral, Activity.Like, textKind: TextKind.None)).Single();

        Assert.Equal(("skb-2-2022", "D6", RuleTrack.Discipline, Certainty.Certain), (basis.RulePackId, basis.RuleId, basis.Track, basis.Certainty));
        Assert.Contains("PP 94/2021 Pasal 5 huruf n", basis.Basis, StringComparison.Ordinal);
        Assert.Contains("tanpa sengaja", basis.Note, StringComparison.Ordinal);
    }

    static IEnumerable<string> Candidates(
        Phase phase, Category category, Activity activity, EmploymentType employment = EmploymentType.Pns, TextKind textKind = TextKind.OwnText,
        string? spouseOf = null, string contest = "pilkada-2024-kutai-timur") =>
        Pack.CandidatesFor(Prediction([Open(contest, phase)], category, activity, employment, textKind, spouseOf)).Select(basis => basis.RuleId);

    static OpenContest Open(string id, Phase phase) => new(Contests.Contests.Single(contest => contest.Id == id), phase);

    static Prediction Prediction(
        IReadOnlyList<OpenContest> open, Category category, Activity activity, EmploymentType employment = EmploymentType.Pns,
        TextKind textKind = TextKind.OwnText, string? spouseOf = null)
    {
        var post = new Post
        {
            Platform = Platform.Facebook,
            Activity = activity,
            Author = new PostAuthor { Handle = "siti.contoh" },
            Text = textKind == TextKind.None ? "" : "contoh",
            TextKind = textKind,
            Place = new PostPlace("", "1"),
        };
        var person = new RosterEntry { PersonCode = "P-1", Name = "Siti", Unit = "Dinas", Employment = employment, SpouseOf = spouseOf };
        return new Prediction(new PostInContext(new AttributedPost(post, person, null, AttributionBasis.Handle), open), 0.9, category, [], "m");
    }
}
