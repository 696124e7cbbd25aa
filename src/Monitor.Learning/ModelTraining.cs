namespace Monitor.Learning;

/// <summary>From labelled samples to a calibrated model with an honest estimate of how good it is.</summary>
/// <param name="trainer">Finds the weights of each head.</param>
/// <param name="options">Scales and limits.</param>
public sealed class ModelTraining(ILinearTrainer trainer, TrainingOptions options)
{
    /// <summary>Trains on all samples; calibration and the out-of-fold scores come from models that never saw the sample's author.</summary>
    /// <exception cref="ArgumentException">Fewer than two authors, or no sample of one label.</exception>
    public TrainedModel Train(IReadOnlyList<LabelledText> samples, Language language)
    {
        if (samples.Select(sample => sample.Group).Distinct(StringComparer.Ordinal).Count() < 2)
            throw new ArgumentException("Cross-validation needs samples of at least two authors.", nameof(samples));
        if (samples.All(sample => sample.Partisan) || !samples.Any(sample => sample.Partisan))
            throw new ArgumentException("Training needs partisan and neutral samples.", nameof(samples));

        var mask = new ContestantMask(language, []);
        var rows = new FeatureRows(bigrams: !options.LeftOut.HasFlag(FeatureKinds.Bigrams));
        foreach (var sample in samples) rows.Add(mask, sample.Text);
        var matrix = TrainingMatrix.Build(rows, options);
        var partisan = samples.Select(sample => sample.Partisan).ToArray();
        var letterless = matrix.WithoutLetters();
        var held = HeldOutScores(samples, matrix.Matrix, letterless);
        var calibration = Calibration.Fit(held.Logits, partisan);
        var head = Fit(matrix.Matrix, samples);
        var kinds = FitCategories(letterless, samples, [.. Enumerable.Range(0, samples.Count)]);
        var kindBias = new float[LinearModel.Lanes];
        for (var kind = 0; kind < kinds.Count; kind++) kindBias[kind] = kinds[kind].Bias;

        var (packed, scales) = matrix.ToKinds(kinds, options);
        var model = new LinearModel(language, matrix.ToWeights(head, options), packed, scales, head.Bias, kindBias, calibration);
        return new TrainedModel(Settle(model), held.Logits, [.. held.Logits.Select(calibration.Probability)], held.Categories);
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

    (double[] Logits, int[] Categories) HeldOutScores(IReadOnlyList<LabelledText> samples, SparseMatrix matrix, SparseMatrix letterless)
    {
        var folds = FoldsByGroup(samples, options.Folds);
        var (logits, categories) = (new double[samples.Count], new int[samples.Count]);
        foreach (var fold in folds.Distinct().Order())
        {
            var inside = Enumerable.Range(0, samples.Count).Where(row => folds[row] != fold).ToArray();
            var head = Fit(matrix.Take(inside), [.. inside.Select(row => samples[row])]);
            var kinds = FitCategories(letterless, samples, inside);
            for (var row = 0; row < samples.Count; row++)
            {
                if (folds[row] != fold) continue;
                logits[row] = Dot(head, matrix, row);
                var current = row;
                categories[row] = Enumerable.Range(0, kinds.Count).MaxBy(kind => Dot(kinds[kind], letterless, current));
            }
        }

        return (logits, categories);
    }

    /// <summary>Both labels weigh the same in total.</summary>
    LinearWeights Fit(SparseMatrix matrix, IReadOnlyList<LabelledText> samples)
    {
        var (partisan, all) = (samples.Where(sample => sample.Partisan).Sum(sample => sample.Weight), samples.Sum(sample => sample.Weight));
        var (yes, no) = (all / (2f * Math.Max(1, partisan)), all / (2f * Math.Max(1, all - partisan)));
        return trainer.Train(matrix, [.. samples.Select(sample => sample.Partisan)], [.. samples.Select(sample => sample.Weight * (sample.Partisan ? yes : no))]);
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
}

/// <param name="Model">Trained on all samples.</param>
/// <param name="HeldOutLogits">Raw score of each sample by a model that never saw its author.</param>
/// <param name="HeldOutProbabilities">The same, calibrated.</param>
/// <param name="HeldOutCategories">Likeliest category of each sample by such a model, an index into <see cref="LinearModel.Categories"/>.</param>
public sealed record TrainedModel(
    LinearModel Model, IReadOnlyList<double> HeldOutLogits, IReadOnlyList<double> HeldOutProbabilities, IReadOnlyList<int> HeldOutCategories);
