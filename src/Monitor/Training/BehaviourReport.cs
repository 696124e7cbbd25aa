using Monitor.Classification;

namespace Monitor.Training;

/// <summary>What a model did on the behaviour suites.</summary>
/// <param name="Model">Its id.</param>
/// <param name="Threshold">From its card.</param>
/// <param name="Results">One a suite, in the order of the suites.</param>
sealed record BehaviourReport(string Model, double Threshold, IReadOnlyList<BehaviourResult> Results)
{
    /// <summary>The area whose cases must hardly ever fail: a neutral post that is flagged costs a person a question.</summary>
    public const string NeutralSpeech = "neutral-speech";

    /// <summary>Least share of <see cref="NeutralSpeech"/> that must pass.</summary>
    public const double NeutralSpeechAim = 0.95;

    public IReadOnlyList<CardPasses> Areas =>
    [
        .. from result in Results
           group result by result.Suite.Area into area
           orderby area.Key
           select new CardPasses(area.Key, area.Sum(result => result.Passed), area.Sum(result => result.Suite.Cases.Count)),
    ];

    /// <summary>Whether enough of the neutral speech passes; true where no suite is of that area.</summary>
    public bool LeavesNeutralSpeechAlone => Areas.All(area => area.Name != NeutralSpeech || area.Share >= NeutralSpeechAim);

    public static BehaviourReport Of(PostClassifier classifier, IReadOnlyList<BehaviourSuite> suites) =>
        new(classifier.ModelId, classifier.Threshold, [.. suites.Select(suite => ResultOf(classifier, suite))]);

    public CardBehaviour ToCard() => new(
        Results.Sum(result => result.Passed), Results.Sum(result => result.Suite.Cases.Count), Areas,
        [.. Results.Select(result => new CardPasses(result.Suite.Name, result.Passed, result.Suite.Cases.Count))]);

    static BehaviourResult ResultOf(PostClassifier classifier, BehaviourSuite suite)
    {
        var failures = new List<BehaviourFailure>();
        for (var i = 0; i < suite.Cases.Count; i++)
        {
            var (text, variant) = suite.Filled(i);
            var probability = classifier.Classify(text, []).Probability;
            double? changed = variant is null ? null : classifier.Classify(variant, []).Probability;
            if (!Passes(suite, suite.Cases[i], probability, changed ?? probability, classifier.Threshold))
                failures.Add(new BehaviourFailure(i + 1, text, variant, probability, changed));
        }

        return new BehaviourResult(suite, suite.Cases.Count - failures.Count, failures);
    }

    static bool Passes(BehaviourSuite suite, BehaviourCase one, double before, double after, double threshold) => suite.Kind switch
    {
        BehaviourKind.Minimum => before >= threshold == (one.Label == "partisan"),
        BehaviourKind.Direction => one.Direction == BehaviourDirection.Up ? after > before : after < before,
        _ when suite.Tolerance is { } most => Math.Abs(after - before) <= most,
        _ => before >= threshold == after >= threshold || Math.Abs(after - before) <= BehaviourSuite.UsualTolerance,
    };
}

/// <param name="Suite">The suite.</param>
/// <param name="Passed">How many of its cases the model handled as it must.</param>
/// <param name="Failures">The others.</param>
sealed record BehaviourResult(BehaviourSuite Suite, int Passed, IReadOnlyList<BehaviourFailure> Failures);

/// <param name="Case">Its number in the suite, from 1.</param>
/// <param name="Text">With names filled in.</param>
/// <param name="Variant">The changed text where the suite compares two.</param>
/// <param name="Probability">Of the text.</param>
/// <param name="VariantProbability">Of the variant.</param>
sealed record BehaviourFailure(int Case, string Text, string? Variant, double Probability, double? VariantProbability);
