namespace Monitor.Learning;

/// <summary>Raw score to probability by a logistic curve (J. Platt, Probabilistic outputs for support vector machines, 1999).</summary>
/// <param name="Slope">Factor on the raw score.</param>
/// <param name="Offset">Log-odds added.</param>
public sealed record Calibration(double Slope, double Offset)
{
    public static Calibration None { get; } = new(1, 0);

    public double Probability(double score) => Sigmoid(Slope * score + Offset);

    /// <summary>Fits the curve to scores of samples that the model was not trained on, by Newton's method.</summary>
    public static Calibration Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive)
    {
        var (slope, offset) = (1.0, 0.0);
        for (var step = 0; step < 50; step++)
        {
            double gs = 0, go = 0, ss = 1e-9, so = 0, oo = 1e-9;
            for (var i = 0; i < scores.Length; i++)
            {
                var p = Sigmoid(slope * scores[i] + offset);
                var error = p - (positive[i] ? 1 : 0);
                var spread = p * (1 - p);
                gs += error * scores[i];
                go += error;
                ss += spread * scores[i] * scores[i];
                so += spread * scores[i];
                oo += spread;
            }

            var determinant = ss * oo - so * so;
            if (Math.Abs(determinant) < 1e-12) break;
            var (ds, d) = ((oo * gs - so * go) / determinant, (ss * go - so * gs) / determinant);
            (slope, offset) = (slope - ds, offset - d);
            if (Math.Abs(ds) + Math.Abs(d) < 1e-10) break;
        }

        return new Calibration(slope, offset);
    }

    static double Sigmoid(double logOdds)
    {
        var tail = StableMath.Exp(-Math.Abs(logOdds));
        return logOdds >= 0 ? 1 / (1 + tail) : tail / (1 + tail);
    }
}
