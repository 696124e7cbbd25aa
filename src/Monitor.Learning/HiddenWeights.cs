namespace Monitor.Learning;

/// <summary>What <see cref="HiddenLayerTrainer"/> finds.</summary>
/// <param name="Rows">For each column of the features, its weight into each of the <see cref="HiddenLayer.Units"/> units.</param>
/// <param name="UnitBias">What each unit starts from.</param>
/// <param name="UnitWeights">What each unit adds to the score, a unit of its output.</param>
/// <param name="Bias">Log-odds when no unit speaks.</param>
sealed record HiddenWeights(float[] Rows, float[] UnitBias, float[] UnitWeights, float Bias)
{
    /// <summary>Log-odds of the row.</summary>
    public double Score(SparseMatrix features, int row)
    {
        Span<float> sums = stackalloc float[HiddenLayer.Units];
        UnitBias.CopyTo(sums);
        var index = features.IndexOf(row);
        var value = features.ValueOf(row);
        for (var i = 0; i < index.Length; i++)
        {
            var weights = Rows.AsSpan(index[i] * HiddenLayer.Units, HiddenLayer.Units);
            for (var unit = 0; unit < sums.Length; unit++) sums[unit] += weights[unit] * value[i];
        }

        var score = (double)Bias;
        for (var unit = 0; unit < sums.Length; unit++) score += UnitWeights[unit] * Math.Max(0, sums[unit]);
        return score;
    }
}
