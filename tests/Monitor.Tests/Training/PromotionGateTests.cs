using Monitor.Classification;
using Monitor.Training;
using Monitor.Tests.Support;

namespace Monitor.Tests.Training;

public class PromotionGateTests
{
    static readonly LabelledPost[] Posts =
    [
        .. Enumerable.Range(0, 30).SelectMany(i => new[]
        {
            Post($"p{i}", $"Ayo coblos {{A}} ke-{i}, mantap!", partisan: true), Post($"n{i}", $"Jadwal imunisasi hari ke-{i}, harga cabai naik", partisan: false),
        }),
    ];

    static readonly FrozenSet Frozen = new(
        [Suite("calls", "ajakan", ("Ayo coblos {A}!", "partisan"), ("Bersama {A} kita menang", "partisan")), Suite("days", BehaviourReport.NeutralSpeech, ("Selamat pagi semua", "neutral"))],
        [Post("g1", "Ayo coblos {A}!", partisan: true), Post("g2", "Harga cabai naik lagi", partisan: false)],
        Posts);

    static readonly PostClassifier Champion = SmallModel.Classifier(SmallModel.Trained.Value, "champion");

    [Fact]
    public void AChallengerThatSaysTheSameIsAccepted()
    {
        var report = Judge(SmallModel.Classifier(SmallModel.Trained.Value, "same"));

        Assert.True(report.Accepted, string.Join('\n', report.Refusals));
        Assert.Equal(7, report.Comparisons.Count);
        Assert.All(report.Comparisons, one => Assert.Equal(one.Champion, one.Challenger));
        Assert.All(report.Comparisons, one => Assert.Equal(0, one.Change?.Low ?? 0));
    }

    [Fact]
    public void AChallengerThatLearnedTheOppositeIsRefusedForEachReason()
    {
        var report = Judge(SmallModel.Classifier(SmallModel.Wrong.Value, "wrong"));

        foreach (var reason in (string[])["F1 at its own threshold falls by", "average precision falls by", "behaviour, all cases falls by", "golden post g1 is partisan"])
            Assert.Contains(report.Refusals, refusal => refusal.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void TheMarginSaysHowMuchWorseItMayBe()
    {
        var blind = SmallModel.Classifier(SmallModel.Trained.Value, "blind", threshold: 2);
        var set = Frozen with { Suites = [Frozen.Suites[1]], Golden = [] };
        var strict = new PromotionGate(set, [], 0.01).Judge(Champion, blind);

        Assert.Equal(["F1 at its own threshold falls by"], strict.Refusals.Select(refusal => refusal[..32]));
        Assert.Equal(0, strict.Comparisons.Single(one => one.Measure == "average precision").Change?.Value);
    }

    [Fact]
    public void ALossThatIsCertainCountsWithinTheMarginToo()
    {
        var blind = SmallModel.Classifier(SmallModel.Trained.Value, "blind", threshold: 2);

        var report = new PromotionGate(Frozen with { Golden = [] }, [], margin: 2).Judge(Champion, blind);

        Assert.Contains(report.Refusals, refusal => refusal.Contains("little but not by chance", StringComparison.Ordinal));
    }

    [Fact]
    public void AGoldenPostThatTheChampionMissesTooRefusesNobody()
    {
        var set = Frozen with { Golden = [Post("odd", "Harga cabai naik lagi", partisan: true)] };

        Assert.True(new PromotionGate(set, [], 0.01).Judge(Champion, SmallModel.Classifier(SmallModel.Trained.Value, "same")).Accepted);
        Assert.False(new PromotionGate(set, [], 0.01).Judge(null, Champion).Accepted);
    }

    [Fact]
    public void ADifferenceThatIsAlwaysTheSameHasNoWidth()
    {
        var change = PairedBootstrap.Change(50, rows => rows.Average(_ => 0.25));

        Assert.Equal(new CardInterval(0.25, 0.25, 0.25), change);
    }

    [Fact]
    public void AnIntervalHoldsWhatThePostsDisagreeAboutAndRepeats()
    {
        static double Of(int[] rows) => rows.Average(row => row % 2 == 0 ? 1.0 : -1.0);

        var change = PairedBootstrap.Change(400, Of);

        Assert.Equal(0, change.Value);
        Assert.InRange(change.Low, -0.13, -0.07); // two standard errors of 1/20 about zero
        Assert.InRange(change.High, 0.07, 0.13);
        Assert.Equal(change, PairedBootstrap.Change(400, Of));
    }

    static PromotionReport Judge(PostClassifier challenger) => new PromotionGate(Frozen, [], 0.01).Judge(Champion, challenger);

    static LabelledPost Post(string id, string text, bool partisan) => new() { Id = id, Text = text, Label = partisan ? "partisan" : "neutral" };

    static BehaviourSuite Suite(string name, string area, params (string Text, string Label)[] cases) => new()
    {
        Name = name,
        Kind = BehaviourKind.Minimum,
        Area = area,
        Description = name,
        Cases = [.. cases.Select(one => new BehaviourCase(one.Text, one.Label))],
    };
}
