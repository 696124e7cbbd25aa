using Monitor.Classification;
using Monitor.Contests;
using Monitor.Learning;

namespace Monitor.Training;

/// <summary>
/// What real posts would add to the written samples: models of written samples and some real posts, each measured on real posts that it did
/// not see. A simulation: no model of it is kept.
/// </summary>
sealed class LearningCurve(string samplesFolder, string lexiconFolder, IReadOnlyList<Contest> contests)
{
    const int Folds = 10;

    // Calibration and threshold need few folds, and there are thirty models to train.
    static readonly TrainingOptions Options = new() { Folds = 2 };
    static readonly int[] Sizes = [0, 100, 300, 1000];

    readonly List<LabelledText> _written = [.. LabelledPost.ReadFolder(samplesFolder).Where(post => !post.IsUnsure).Select(TrainingRun.AsSample)];
    readonly List<MaskAlias> _aliases = new ContestAliases(contests).Aliases;

    /// <param name="posts">Real posts; each counts as an author of its own.</param>
    /// <returns>By number of posts added; where a fold leaves fewer than asked for, all that it leaves.</returns>
    public CardCurve Measure(IReadOnlyList<LabelledPost> posts)
    {
        var real = posts.Where(post => !post.IsUnsure)
            .Select(post => new LabelledText(post.Id, SlotFiller.Fill(post.Text, post.Id), post.IsPartisan, post.IsPartisan ? post.Category : null, "real-" + post.Id)).ToList();
        Shuffle(real);
        var most = real.Count - (real.Count + Folds - 1) / Folds;
        return new CardCurve(real.Count, [.. Sizes.Select(size => Math.Min(size, most)).Distinct().Select(size => Step(real, size))]);
    }

    CardCurveStep Step(List<LabelledText> real, int added)
    {
        // Without real posts every fold would train the same model.
        (PostScorer Scorer, double Threshold)? same = added == 0 ? Train([]) : null;
        var (probabilities, partisan, flags) = (new List<double>(), new List<bool>(), new List<double>());
        foreach (var fold in Enumerable.Range(0, Folds))
        {
            var others = real.Where((_, i) => i % Folds != fold).Take(added).ToList();
            var model = same ?? Train(others);
            foreach (var post in real.Where((_, i) => i % Folds == fold))
            {
                var probability = model.Scorer.Score(post.Text).Probability;
                probabilities.Add(probability);
                flags.Add(probability >= model.Threshold ? 1 : 0);
                partisan.Add(post.Partisan);
            }
        }

        return new CardCurveStep(added, Round(Evaluation.Of(flags, partisan, 0.5).F1), Round(Evaluation.Of(probabilities, partisan, 0.5).AveragePrecision));
    }

    (PostScorer Scorer, double Threshold) Train(IReadOnlyList<LabelledText> added)
    {
        List<LabelledText> samples = [.. _written, .. added];
        var trained = new ModelTraining(new LbfgsTrainer(), Options).Train(samples, TrainingRun.LanguageOf(lexiconFolder, _written));
        var threshold = Evaluation.BestThreshold(trained.HeldOutProbabilities, [.. samples.Select(sample => sample.Partisan)]);
        return (new PostScorer(trained.Model, _aliases), threshold);
    }

    static double Round(double value) => Math.Round(value, 4, MidpointRounding.AwayFromZero);

    static void Shuffle(List<LabelledText> posts)
    {
        var random = new SplitMix(1);
        for (var i = posts.Count - 1; i > 0; i--)
        {
            var other = random.Next(i + 1);
            (posts[i], posts[other]) = (posts[other], posts[i]);
        }
    }
}
