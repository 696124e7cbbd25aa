namespace Monitor.Learning;

/// <summary>Samples as scaled rows over the features that are frequent enough, and the way back to the model's features.</summary>
sealed class TrainingMatrix
{
    readonly int[] _features;
    readonly float[] _scale;

    TrainingMatrix(SparseMatrix matrix, int[] features, float[] scale) => (Matrix, _features, _scale) = (matrix, features, scale);

    public SparseMatrix Matrix { get; }

    public static TrainingMatrix Build(FeatureRows rows, TrainingOptions options)
    {
        var frequency = new int[FeatureSpace.Count];
        for (var row = 0; row < rows.Count; row++)
            foreach (var feature in rows.FeaturesOf(row)) frequency[feature]++;

        int[] least = [options.MinWordSamples, options.MinCharSamples, options.MinPairSamples];
        var column = new int[FeatureSpace.Count];
        var (features, scale) = (new List<int>(), new List<float>());
        for (var feature = 0; feature < FeatureSpace.Count; feature++)
        {
            var hashed = feature < FeatureSpace.Dense;
            if (options.LeftOut.Holds(feature)) continue;
            if (frequency[feature] < (hashed ? Math.Max(1, least[FeatureSpace.BlockOf(feature)]) : 2)) continue;
            column[feature] = features.Count + 1;
            features.Add(feature);
            scale.Add(hashed ? (float)(Half)(StableMath.Log((1.0 + rows.Count) / (1.0 + frequency[feature])) + 1) : 1);
        }

        var build = new TrainingMatrix(Fill(rows, column, scale, options), [.. features], [.. scale]);
        return build;
    }

    /// <summary>Weights per column to the model's eight numbers per feature.</summary>
    public float[] ToRows(IReadOnlyList<LinearWeights> heads, TrainingOptions options)
    {
        var rows = new float[FeatureSpace.Count * LinearModel.Lanes];
        for (var i = 0; i < _features.Length; i++)
        {
            var row = rows.AsSpan(_features[i] * LinearModel.Lanes, LinearModel.Lanes);
            var hashed = _features[i] < FeatureSpace.Dense;
            var factor = hashed ? _scale[i] * BlockScale(_features[i], options) : 1;
            for (var head = 0; head < heads.Count; head++) row[head] = heads[head].Weights[i] * factor;
            if (hashed) row[LinearModel.LengthLane] = _scale[i] * _scale[i];
        }

        return rows;
    }

    static SparseMatrix Fill(FeatureRows rows, int[] column, List<float> scale, TrainingOptions options)
    {
        var starts = new int[rows.Count + 1];
        var (index, value) = (new List<int>(), new List<float>());
        Span<float> lengths = stackalloc float[FeatureSpace.Blocks];
        for (var row = 0; row < rows.Count; row++)
        {
            var (features, values) = (rows.FeaturesOf(row).ToArray(), rows.ValuesOf(row).ToArray());
            lengths.Clear();
            for (var i = 0; i < features.Length; i++)
                if (column[features[i]] > 0 && features[i] < FeatureSpace.Dense)
                    lengths[FeatureSpace.BlockOf(features[i])] += values[i] * scale[column[features[i]] - 1] * scale[column[features[i]] - 1];

            for (var i = 0; i < features.Length; i++)
            {
                var at = column[features[i]] - 1;
                if (at < 0) continue;
                index.Add(at);
                value.Add(features[i] >= FeatureSpace.Dense
                    ? values[i]
                    : values[i] * scale[at] * BlockScale(features[i], options) / MathF.Sqrt(lengths[FeatureSpace.BlockOf(features[i])]));
            }

            starts[row + 1] = index.Count;
        }

        return new SparseMatrix(scale.Count, starts, [.. index], [.. value]);
    }

    static float BlockScale(int feature, TrainingOptions options) => FeatureSpace.BlockOf(feature) switch
    {
        0 => options.WordScale,
        1 => options.CharScale,
        _ => options.PairScale,
    };
}
