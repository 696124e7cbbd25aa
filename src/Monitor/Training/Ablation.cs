using Monitor.Classification;
using Monitor.Learning;

namespace Monitor.Training;

/// <summary>What each kind of feature brings: models trained without it, cross-validated over authors. No model of it is kept.</summary>
sealed class Ablation(ILinearTrainer trainer, TrainingOptions options, string samplesFolder, string lexiconFolder)
{
    static readonly (string Name, FeatureKinds Kinds)[] Kinds =
    [
        ("letters in words", FeatureKinds.Letters),
        ("class pairs", FeatureKinds.Pairs),
        ("word classes, class pairs", FeatureKinds.Classes | FeatureKinds.Pairs),
        ("classes near a mention", FeatureKinds.NearMention),
        ("frames", FeatureKinds.Frames),
    ];

    readonly List<LabelledText> _samples = [.. LabelledPost.ReadFolder(samplesFolder).Where(post => !post.IsUnsure).Select(TrainingRun.AsSample)];

    /// <summary>The whole model first, then one without each kind, as each is done.</summary>
    /// <remarks>Without masking, names, parties, tags and accounts are words; ballot numbers are told by the words around them and stay masked.</remarks>
    public IEnumerable<CardAblation> Measure()
    {
        yield return Without("nothing", FeatureKinds.None);
        yield return Without("masking", FeatureKinds.None, figures: false);
        yield return Without("hidden units", FeatureKinds.None, hidden: false);
        foreach (var (name, kinds) in Kinds) yield return Without(name, kinds);
    }

    CardAblation Without(string name, FeatureKinds kinds, bool figures = true, bool hidden = true)
    {
        var language = TrainingRun.LanguageOf(lexiconFolder, _samples, figures);
        var held = new ModelTraining(trainer, options with { LeftOut = kinds, Hidden = options.Hidden && hidden }).Train(_samples, language).HeldOutProbabilities;
        var partisan = _samples.Select(sample => sample.Partisan).ToList();
        var measured = Evaluation.Of(held, partisan, Evaluation.BestThreshold(held, partisan));
        return new CardAblation(name, Math.Round(measured.F1, 4), Math.Round(measured.AveragePrecision, 4));
    }
}
