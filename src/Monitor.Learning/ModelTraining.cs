namespace Monitor.Learning;

/// <summary>From labelled samples to a calibrated model with an honest estimate of how good it is.</summary>
/// <param name="trainer">Finds the weights of each head.</param>
/// <param name="options">Scales and limits.</param>
public sealed class ModelTraining(ILinearTrainer trainer, TrainingOptions options)
{
    /// <summary>The linear part's share of the say where hidden units stand beside it.</summary>
    public const double LinearSay = 0.35;

    /// <summary>Trains on all samples; calibration and the out-of-fold scores come from models that never saw the sample's author.</summary>
    /// <exception cref="ArgumentException">Fewer than two authors, or no sample of one label.</exception>
    public TrainedModel Train(IReadOnlyList<LabelledText> samples, Language language)
    {
        if (samples.Select(sample => sample.Group).Distinct(StringComparer.Ordinal).Count() < 2)
            throw new ArgumentException("Cross-validation needs samples of at least two authors.", nameof(samples));
        if (samples.All(sample => sample.Partisan) || !samples.Any(sample => sample.Partisan))
            throw new ArgumentException("Training needs partisan and neutral samples.", nameof(samples));

        var mask = new ContestantMask(language, []);
        var rows = new FeatureRows();
        foreach (var sample in samples) rows.Add(mask, sample.Text);
        var matrix = TrainingMatrix.Build(rows, options);
        var partisan = samples.Select(sample => sample.Partisan).ToArray();
        var letterless = matrix.WithoutLetters();
        var held = HeldOutScores(samples, matrix.Matrix, letterless.Matrix);
        var mixture = Mixture.Of(held.Linear, held.Hidden);
        var logits = mixture.Mix(held.Linear, held.Hidden);
        var calibration = Calibration.Fit(logits, partisan);
        var head = mixture.Scale(Fit(matrix.Matrix, samples));
        var (hidden, hiddenBias) = options.Hidden ? FitHidden(letterless, samples, mixture) : (null, 0);
        var kinds = FitCategories(letterless.Matrix, samples, [.. Enumerable.Range(0, samples.Count)]);
        var kindBias = new float[LinearModel.Lanes];
        for (var kind = 0; kind < kinds.Count; kind++) kindBias[kind] = kinds[kind].Bias;

        var (packed, scales) = letterless.ToKinds(kinds, options);
        var model = new LinearModel(language, matrix.ToWeights(head, options), packed, scales, head.Bias + hiddenBias, kindBias, calibration, hidden);
        return new TrainedModel(Settle(model), logits, [.. logits.Select(calibration.Probability)], held.Categories);
    }

    /// <summary>Folds of whole authors, the largest first into the emptiest; for the samples in order, the fold of each.</summary>
    public static int[] FoldsByGroup(IReadOnlyList<LabelledText> samples, int folds)
    {
        var sizes = new int[folds];
        var foldOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var group in samples.GroupBy(sample => sample.Group, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            var fold = Array.IndexOf(sizes, sizes.Min());
            foldOf[group.Key] = fold;
            sizes[fold] += group.Count();
        }

        return [.. samples.Select(sample => foldOf[sample.Group])];
    }

    /// <summary>What a reader of the file will get, so that nothing is measured on finer numbers than are shipped.</summary>
    static LinearModel Settle(LinearModel model)
    {
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;
        return LinearModel.Load(file);
    }

    HeldOut HeldOutScores(IReadOnlyList<LabelledText> samples, SparseMatrix matrix, SparseMatrix letterless)
    {
        var folds = FoldsByGroup(samples, options.Folds);
        var (linear, hidden, categories) = (new double[samples.Count], new double[samples.Count], new int[samples.Count]);
        foreach (var fold in folds.Distinct().Order())
        {
            var inside = Enumerable.Range(0, samples.Count).Where(row => folds[row] != fold).ToArray();
            List<LabelledText> seen = [.. inside.Select(row => samples[row])];
            var head = Fit(matrix.Take(inside), seen);
            var units = options.Hidden ? FitHidden(letterless.Take(inside), seen) : null;
            var kinds = FitCategories(letterless, samples, inside);
            for (var row = 0; row < samples.Count; row++)
            {
                if (folds[row] != fold) continue;
                linear[row] = Dot(head, matrix, row);
                if (units is not null) hidden[row] = units.Score(letterless, row);
                var current = row;
                categories[row] = Enumerable.Range(0, kinds.Count).MaxBy(kind => Dot(kinds[kind], letterless, current));
            }
        }

        return new HeldOut(linear, options.Hidden ? hidden : null, categories);
    }

    LinearWeights Fit(SparseMatrix matrix, IReadOnlyList<LabelledText> samples) => trainer.Train(matrix, [.. samples.Select(sample => sample.Partisan)], Importance(samples));

    static HiddenWeights FitHidden(SparseMatrix letterless, IReadOnlyList<LabelledText> samples) =>
        new HiddenLayerTrainer().Train(letterless, [.. samples.Select(sample => sample.Partisan)], Importance(samples));

    (HiddenLayer Layer, float Bias) FitHidden(TrainingMatrix letterless, IReadOnlyList<LabelledText> samples, Mixture mixture)
    {
        var weights = FitHidden(letterless.Matrix, samples);
        return (letterless.ToHiddenLayer(weights, options, mixture.HiddenShare), weights.Bias * mixture.HiddenShare);
    }

    /// <summary>Both labels weigh the same in total.</summary>
    static float[] Importance(IReadOnlyList<LabelledText> samples)
    {
        var (partisan, all) = (samples.Where(sample => sample.Partisan).Sum(sample => sample.Weight), samples.Sum(sample => sample.Weight));
        var (yes, no) = (all / (2f * Math.Max(1, partisan)), all / (2f * Math.Max(1, all - partisan)));
        return [.. samples.Select(sample => sample.Weight * (sample.Partisan ? yes : no))];
    }

    IReadOnlyList<LinearWeights> FitCategories(SparseMatrix matrix, IReadOnlyList<LabelledText> samples, int[] inside)
    {
        var partisan = inside.Where(row => samples[row].Partisan).ToArray();
        var categories = LinearModel.Categories.ToList();
        return trainer.TrainClasses(
            matrix.Take(partisan), [.. partisan.Select(row => categories.FindIndex(category => category == samples[row].Category))], categories.Count,
            [.. partisan.Select(row => samples[row].Weight)]);
    }

    static double Dot(LinearWeights head, SparseMatrix matrix, int row)
    {
        var score = (double)head.Bias;
        var index = matrix.IndexOf(row);
        var value = matrix.ValueOf(row);
        for (var i = 0; i < index.Length; i++) score += head.Weights[index[i]] * value[i];
        return score;
    }

    /// <param name="Linear">Scores of the linear part.</param>
    /// <param name="Hidden">Scores of the hidden units; null when there are none.</param>
    /// <param name="Categories">Likeliest categories.</param>
    sealed record HeldOut(double[] Linear, double[]? Hidden, int[] Categories);

    /// <summary>
    /// Each learner's say, in standard deviations of what each says of samples that it has not seen: the two make different mistakes. Between half
    /// and two thirds for the hidden units makes no difference to written samples; real posts gain by it.
    /// </summary>
    sealed record Mixture(float LinearShare, float HiddenShare)
    {
        public static Mixture Of(double[] linear, double[]? hidden) =>
            hidden is null ? new Mixture(1, 0) : new Mixture((float)(LinearSay / Deviation(linear)), (float)((1 - LinearSay) / Deviation(hidden)));

        public double[] Mix(double[] linear, double[]? hidden) =>
            hidden is null ? linear : [.. linear.Select((score, i) => score * LinearShare + hidden[i] * HiddenShare)];

        public LinearWeights Scale(LinearWeights head) => new([.. head.Weights.Select(weight => weight * LinearShare)], head.Bias * LinearShare);

        static double Deviation(double[] scores)
        {
            var mean = scores.Average();
            return Math.Max(1e-9, Math.Sqrt(scores.Average(score => (score - mean) * (score - mean))));
        }
    }
}

/// <param name="Model">Trained on all samples.</param>
/// <param name="HeldOutLogits">Raw score of each sample by a model that never saw its author.</param>
/// <param name="HeldOutProbabilities">The same, calibrated.</param>
/// <param name="HeldOutCategories">Likeliest category of each sample by such a model, an index into <see cref="LinearModel.Categories"/>.</param>
public sealed record TrainedModel(
    LinearModel Model, IReadOnlyList<double> HeldOutLogits, IReadOnlyList<double> HeldOutProbabilities, IReadOnlyList<int> HeldOutCategories);
