using System.Numerics;

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

    /// <summary>The matrix without the pieces of words, from which the hidden units learn and the kinds of partisanship are told.</summary>
    public TrainingMatrix WithoutLetters()
    {
        int[] kept = [.. Enumerable.Range(0, _features.Length).Where(column => !FeatureSpace.IsChar(_features[column]))];
        return new TrainingMatrix(Matrix.Only(kept), [.. kept.Select(column => _features[column])], [.. kept.Select(column => _scale[column])]);
    }

    /// <summary>A weight per column to the model's weights per feature, with the squared scales.</summary>
    public Vector2[] ToWeights(LinearWeights head, TrainingOptions options)
    {
        var weights = new Vector2[FeatureSpace.Count];
        for (var i = 0; i < _features.Length; i++)
            weights[_features[i]] = new Vector2(head.Weights[i] * FactorOf(i, options), _features[i] < FeatureSpace.Dense ? _scale[i] * _scale[i] : 0);

        return weights;
    }

    /// <summary>Weights per column of a matrix without pieces of words to the model's category weights, packed as <see cref="LinearModel"/> keeps them, with what a step of each is worth.</summary>
    public (long[] Kinds, float[] Scales) ToKinds(IReadOnlyList<LinearWeights> heads, TrainingOptions options)
    {
        var scales = new float[LinearModel.Lanes];
        var kinds = new long[FeatureSpace.Count];
        for (var head = 0; head < heads.Count; head++)
        {
            var weights = heads[head].Weights;
            var most = Enumerable.Range(0, _features.Length).Select(column => MathF.Abs(weights[column] * FactorOf(column, options))).DefaultIfEmpty(0).Max();
            var scale = scales[head] = most == 0 ? 1 : most / sbyte.MaxValue;
            for (var column = 0; column < _features.Length; column++)
            {
                var steps = (sbyte)MathF.Round(weights[column] * FactorOf(column, options) / scale);
                kinds[_features[column]] |= (long)(byte)steps << (8 * head);
            }
        }

        return (kinds, scales);
    }

    /// <summary>Weights per column to the model's hidden layer, in steps of a byte.</summary>
    /// <param name="head">Trained on this matrix, which must hold no pieces of words.</param>
    /// <param name="options">Scales of the blocks.</param>
    /// <param name="share">By which the layer's say is multiplied.</param>
    public HiddenLayer ToHiddenLayer(HiddenWeights head, TrainingOptions options, float share)
    {
        var words = _features.Count(feature => feature < FeatureSpace.Chars);
        var scales = new float[FeatureSpace.Blocks * HiddenLayer.Units];
        for (var column = 0; column < _features.Length; column++)
            for (var unit = 0; unit < HiddenLayer.Units; unit++)
            {
                ref var scale = ref scales[FeatureSpace.BlockOf(_features[column]) * HiddenLayer.Units + unit];
                scale = Math.Max(scale, MathF.Abs(Weight(column, unit)) / sbyte.MaxValue);
            }

        var rows = new sbyte[(words + HiddenLayer.FixedRows) * HiddenLayer.Units];
        for (var column = 0; column < _features.Length; column++)
        {
            var row = column < words ? column : words + _features[column] - FeatureSpace.Pairs;
            for (var unit = 0; unit < HiddenLayer.Units; unit++)
            {
                var scale = scales[FeatureSpace.BlockOf(_features[column]) * HiddenLayer.Units + unit];
                rows[row * HiddenLayer.Units + unit] = scale == 0 ? (sbyte)0 : (sbyte)MathF.Round(Weight(column, unit) / scale);
            }
        }

        return new HiddenLayer(rows, scales, head.UnitBias, [.. head.UnitWeights.Select(weight => weight * share)]);

        float Weight(int column, int unit) => head.Rows[column * HiddenLayer.Units + unit] * FactorOf(column, options);
    }

    float FactorOf(int column, TrainingOptions options) =>
        _features[column] < FeatureSpace.Dense ? _scale[column] * BlockScale(_features[column], options) : 1;

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
