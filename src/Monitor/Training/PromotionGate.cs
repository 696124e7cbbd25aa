using System.Globalization;
using Monitor.Classification;
using Monitor.Contests;
using Monitor.Learning;

namespace Monitor.Training;

/// <summary>Compares a challenger with the champion and says whether it may take its place.</summary>
/// <param name="frozen">What both are measured on.</param>
/// <param name="contests">Whose contestants are exchanged for one another.</param>
/// <param name="margin">How much worse a share or score may be before it counts; a loss that is certainly none of chance counts however small.</param>
sealed class PromotionGate(FrozenSet frozen, IReadOnlyList<Contest> contests, double margin)
{
    public const double UsualMargin = 0.01;

    /// <summary>How much more a name that no contest knows may move the probability than it does with the champion.</summary>
    const double UnknownNameMargin = 0.005;

    /// <summary>As finely as fairness is written down.</summary>
    const double Exact = 1e-9;

    /// <param name="champion">Null where none is named, or where the one that is cannot be read by this program.</param>
    /// <param name="challenger">The model that wants its place.</param>
    public PromotionReport Judge(PostClassifier? champion, PostClassifier challenger)
    {
        var failed = frozen.Golden.Where(post => !IsRight(challenger, post)).ToList();
        if (champion is null) return new PromotionReport(null, challenger.ModelId, [], [.. failed.Select(Wrong)]);

        List<ModelComparison> comparisons = [.. OnPosts(champion, challenger), .. OnBehaviour(champion, challenger), .. OnFairness(champion, challenger)];
        var lost = failed.Where(post => IsRight(champion, post)).ToList();
        comparisons.Add(new ModelComparison(
            "golden posts", frozen.Golden.Count, ShareRight(champion), ShareRight(challenger), null, lost.Count == 0 ? null : string.Join("; ", lost.Select(Wrong))));
        return new PromotionReport(champion.ModelId, challenger.ModelId, comparisons, [.. comparisons.Select(one => one.Refusal).OfType<string>()]);
    }

    IEnumerable<ModelComparison> OnPosts(PostClassifier champion, PostClassifier challenger)
    {
        if (frozen.Posts.Count == 0) yield break;
        var partisan = frozen.Posts.Select(post => post.IsPartisan).ToArray();
        var (one, other) = (Scores(champion), Scores(challenger));
        yield return Compared("F1 at its own threshold", measured => measured.F1);
        yield return Compared("average precision", measured => measured.AveragePrecision);

        ModelComparison Compared(string measure, Func<Evaluation, double> of)
        {
            var change = PairedBootstrap.Change(partisan.Length, rows => of(On(other, challenger, rows)) - of(On(one, champion, rows)));
            var all = Enumerable.Range(0, partisan.Length).ToArray();
            return new ModelComparison(measure, all.Length, of(On(one, champion, all)), of(On(other, challenger, all)), change, Worse(measure, change));
        }

        double[] Scores(PostClassifier model) => [.. frozen.Posts.Select(post => ProbabilityOf(model, post))];

        Evaluation On(double[] scores, PostClassifier model, int[] rows) =>
            Evaluation.Of([.. rows.Select(row => scores[row])], [.. rows.Select(row => partisan[row])], model.Threshold);
    }

    IEnumerable<ModelComparison> OnBehaviour(PostClassifier champion, PostClassifier challenger)
    {
        var (one, other) = (Passes(champion), Passes(challenger));
        yield return Compared("behaviour, all cases", _ => true);
        var calm = Compared("behaviour, " + BehaviourReport.NeutralSpeech, area => area == BehaviourReport.NeutralSpeech);
        if (calm.Items == 0) yield break;
        yield return calm.Refusal is null && calm is { Champion: >= BehaviourReport.NeutralSpeechAim, Challenger: < BehaviourReport.NeutralSpeechAim }
            ? calm with { Refusal = string.Create(CultureInfo.InvariantCulture, $"{calm.Measure} falls below {BehaviourReport.NeutralSpeechAim:0.00}, which the champion reaches") }
            : calm;

        ModelComparison Compared(string measure, Func<string, bool> takes)
        {
            var rows = Enumerable.Range(0, one.Count).Where(i => takes(one[i].Area)).ToArray();
            if (rows.Length == 0) return new ModelComparison(measure, 0, 0, 0, null, null);
            var change = PairedBootstrap.Change(rows.Length, drawn => drawn.Average(i => Value(other[rows[i]].Passed) - Value(one[rows[i]].Passed)));
            return new ModelComparison(
                measure, rows.Length, rows.Average(i => Value(one[i].Passed)), rows.Average(i => Value(other[i].Passed)), change, Worse(measure, change));
        }

        static double Value(bool passed) => passed ? 1 : 0;
    }

    List<(string Area, bool Passed)> Passes(PostClassifier model) =>
    [
        .. from result in BehaviourReport.Of(model, frozen.Suites).Results
           let failed = result.Failures.Select(failure => failure.Case).ToHashSet()
           from number in Enumerable.Range(1, result.Suite.Cases.Count)
           select (result.Suite.Area, !failed.Contains(number)),
    ];

    IEnumerable<ModelComparison> OnFairness(PostClassifier champion, PostClassifier challenger)
    {
        var (one, other) = (new FairnessReport(champion, frozen.Suites).Measure(contests), new FairnessReport(challenger, frozen.Suites).Measure(contests));
        yield return Allowed("known contestant exchanged, largest change", other.KnownSwaps, one.KnownMax, other.KnownMax, Math.Max(FairnessReport.KnownAim, one.KnownMax));
        yield return Allowed(
            "unknown name exchanged, mean change", other.Unknown.Sum(drawn => drawn.Texts), one.UnknownMean, other.UnknownMean,
            Math.Max(FairnessReport.UnknownAim, one.UnknownMean + UnknownNameMargin));

        static ModelComparison Allowed(string measure, int items, double champion, double challenger, double most) => new(
            measure, items, champion, challenger, null,
            challenger <= most + Exact ? null : string.Create(CultureInfo.InvariantCulture, $"{measure}: {challenger:0.######}, allowed is {most:0.######}"));
    }

    string? Worse(string measure, CardInterval change)
    {
        if (change.Value < -margin) return string.Create(CultureInfo.InvariantCulture, $"{measure} falls by {-change.Value:0.0000}, more than the margin of {margin:0.0000}");
        if (change.High < 0) return string.Create(CultureInfo.InvariantCulture, $"{measure} falls by {-change.Value:0.0000}, little but not by chance (95 %: {-change.High:0.0000} to {-change.Low:0.0000})");
        return null;
    }

    double ShareRight(PostClassifier model) => frozen.Golden.Count(post => IsRight(model, post)) / (double)Math.Max(1, frozen.Golden.Count);

    static bool IsRight(PostClassifier model, LabelledPost post) => ProbabilityOf(model, post) >= model.Threshold == post.IsPartisan;

    static double ProbabilityOf(PostClassifier model, LabelledPost post) => model.Classify(SlotFiller.Fill(post.Text, post.Id), []).Probability;

    static string Wrong(LabelledPost post) => $"golden post {post.Id} is {post.Label}, and the challenger says otherwise";
}
