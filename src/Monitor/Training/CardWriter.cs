using Monitor.Classification;
using Monitor.Learning;

namespace Monitor.Training;

/// <summary>Measures a trained model by its out-of-fold probabilities and chooses threshold and bands from them.</summary>
sealed class CardWriter(IReadOnlyList<LabelledPost> posts, TrainedModel trained, int seed, int draws)
{
    const double HighPrecision = 0.95;
    const double MediumPrecision = 0.90;
    const int SmallestSlice = 40;

    /// <summary>F1 that is given up, at most, for a threshold with fewer false flags.</summary>
    const double ThresholdSlack = 0.005;

    readonly bool[] _partisan = [.. posts.Select(post => post.IsPartisan)];

    public ModelCard Write(string id, string modelSha256, string dataSha256, string trainer)
    {
        var probabilities = trained.HeldOutProbabilities;
        var threshold = Round(Evaluation.SteadyThreshold(probabilities, _partisan, ThresholdSlack));
        return new ModelCard
        {
            Id = id,
            ModelSha256 = modelSha256,
            DataSha256 = dataSha256,
            Trainer = trainer,
            Threshold = threshold,
            Bands = Bands(threshold),
            CrossValidation = Measures(threshold),
            CategoryMacroF1 = Round(LinearModel.Categories.Select((_, kind) => CategoryF1(kind)).Average()),
            Categories = [.. LinearModel.Categories.Select((_, kind) => CategoryOf(kind, threshold))],
            Cells = CorpusTables.Cells(posts),
            Slices = [.. Slices("author", post => post.Author, threshold), .. Slices("register", post => post.Register, threshold),
                .. Slices("dialect", post => post.Dialect, threshold), .. Slices("kind", post => post.Kind, threshold),
                .. Slices("length", LengthOf, threshold)],
            Terms = trained.Model.Language.Terms.Count,
            Calibration = Calibration(),
        };
    }

    CardMeasures Measures(double threshold)
    {
        var all = Evaluation.Of(trained.HeldOutProbabilities, _partisan, threshold);
        return new CardMeasures(all.Partisan, all.Neutral, Interval(threshold, all, one => one.F1), Interval(threshold, all, one => one.AveragePrecision),
            Round(all.Precision), Round(all.Recall), Round(all.Auc), Round(all.RecallAtPrecision90), Round(all.CalibrationError));
    }

    CardInterval Interval(double threshold, Evaluation all, Func<Evaluation, double> measure)
    {
        var (low, high) = Evaluation.Interval(trained.HeldOutProbabilities, _partisan, threshold, measure, draws, seed);
        return new CardInterval(Round(measure(all)), Round(low), Round(high));
    }

    List<CardBand> Bands(double threshold)
    {
        var medium = Math.Max(threshold, Round(Evaluation.ThresholdForPrecision(trained.HeldOutProbabilities, _partisan, MediumPrecision)));
        var high = Math.Max(medium, Round(Evaluation.ThresholdForPrecision(trained.HeldOutProbabilities, _partisan, HighPrecision)));
        var flagged = trained.HeldOutProbabilities.Count(p => p >= threshold);
        return [Band(ConfidenceBand.High, high, 2), Band(ConfidenceBand.Medium, medium, high), Band(ConfidenceBand.Low, threshold, medium)];

        CardBand Band(ConfidenceBand band, double from, double to)
        {
            var inside = Enumerable.Range(0, posts.Count).Where(i => trained.HeldOutProbabilities[i] >= from && trained.HeldOutProbabilities[i] < to).ToList();
            var right = inside.Count(i => _partisan[i]);
            return new CardBand(band, from, Round(right / (double)Math.Max(1, inside.Count)), Round(inside.Count / (double)Math.Max(1, flagged)));
        }
    }

    List<CardBin> Calibration() =>
    [
        .. from i in Enumerable.Range(0, posts.Count)
           group i by Math.Min(9, (int)(trained.HeldOutProbabilities[i] * 10)) into bin
           orderby bin.Key
           select new CardBin(bin.Key / 10.0, bin.Count(), Round(bin.Average(i => trained.HeldOutProbabilities[i])), Round(bin.Average(i => _partisan[i] ? 1.0 : 0.0))),
    ];

    double CategoryF1(int kind)
    {
        var name = LinearModel.Categories[kind];
        var partisan = Enumerable.Range(0, posts.Count).Where(i => _partisan[i]).ToList();
        var right = partisan.Count(i => posts[i].Category == name && trained.HeldOutCategories[i] == kind);
        var said = partisan.Count(i => trained.HeldOutCategories[i] == kind);
        var are = partisan.Count(i => posts[i].Category == name);
        return 2.0 * right / Math.Max(1, said + are);
    }

    CardCategory CategoryOf(int kind, double threshold)
    {
        var name = LinearModel.Categories[kind];
        var rows = Enumerable.Range(0, posts.Count).Where(i => _partisan[i] && posts[i].Category == name).ToList();
        return new CardCategory(name, rows.Count, Of(rows, threshold, (right, _, are) => right / Math.Max(1, are)), Round(CategoryF1(kind)));
    }

    /// <summary>A measure of some posts with its interval.</summary>
    /// <param name="rows">The posts.</param>
    /// <param name="threshold">From which they are flagged.</param>
    /// <param name="measure">Of the flags that are right, all flags, and all partisan posts.</param>
    CardInterval Of(IReadOnlyList<int> rows, double threshold, Func<double, double, double, double> measure)
    {
        List<bool> flagged = [.. rows.Select(i => trained.HeldOutProbabilities[i] >= threshold)];
        var (value, low, high) = Evaluation.CountInterval(flagged, [.. rows.Select(i => _partisan[i])], measure, draws, seed);
        return new CardInterval(Round(value), Round(low), Round(high));
    }

    IEnumerable<CardSlice> Slices(string cut, Func<LabelledPost, string?> key, double threshold) =>
        from same in Enumerable.Range(0, posts.Count).GroupBy(i => key(posts[i]) ?? "-", StringComparer.Ordinal)
        where same.Count() >= SmallestSlice
        orderby same.Key.Length, same.Key
        let rows = same.ToList()
        let measured = Evaluation.Of([.. rows.Select(i => trained.HeldOutProbabilities[i])], [.. rows.Select(i => _partisan[i])], threshold)
        select new CardSlice(cut, same.Key, measured.Partisan, measured.Neutral, Of(rows, threshold, F1), Round(measured.Precision), Round(measured.Recall));

    static string LengthOf(LabelledPost post) => post.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length switch
    {
        < 8 => "1-7 words",
        < 16 => "8-15 words",
        < 32 => "16-31 words",
        _ => "32+ words",
    };

    static double F1(double right, double flagged, double partisan) => 2 * right / Math.Max(1, flagged + partisan);

    static double Round(double value) => Math.Round(value, 4, MidpointRounding.AwayFromZero);
}
