namespace Monitor.Review.Measures;

/// <summary>A share with its interval of 95 %.</summary>
/// <param name="Hits">How many.</param>
/// <param name="Of">Of how many; 0 when nothing is known.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Proportion(long Hits, long Of, double Low, double High)
{
    /// <summary>Half of the normal distribution's 95 %.</summary>
    const double Z = 1.959963984540054;

    /// <summary>Up to this many the exact interval is given, beyond it Wilson's.</summary>
    const long Few = 100;

    public bool IsKnown => Of > 0;

    public double Share => Of > 0 ? (double)Hits / Of : 0;

    /// <summary>Exact (Clopper and Pearson 1934) for small numbers, Wilson (1927) for large ones.</summary>
    public static Proportion Of95(long hits, long of)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfLessThan(of, hits);
        if (of == 0) return new Proportion(0, 0, 0, 1);

        var (low, high) = of <= Few ? Exact(hits, of, 0.05) : Wilson(hits, of);
        return new Proportion(hits, of, low, high);
    }

    /// <summary>The exact interval that errs with at most the given probability.</summary>
    public static (double Low, double High) Exact(long hits, long of, double error) => (
        hits == 0 ? 0 : Solve(share => 1 - AtMost(hits - 1, of, share), error / 2, rising: true),
        hits == of ? 1 : Solve(share => AtMost(hits, of, share), error / 2, rising: false));

    static (double Low, double High) Wilson(long hits, long of)
    {
        var share = (double)hits / of;
        var middle = share + Z * Z / (2 * of);
        var half = Z * Math.Sqrt(share * (1 - share) / of + Z * Z / (4.0 * of * of));
        var scale = 1 + Z * Z / of;
        return (Math.Max(0, (middle - half) / scale), Math.Min(1, (middle + half) / scale));
    }

    /// <summary>The share at which a probability that only rises or only falls takes a value.</summary>
    static double Solve(Func<double, double> probability, double value, bool rising)
    {
        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            if (probability(middle) < value == rising) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    /// <summary>Binomial probability of at most so many hits, summed in logarithms.</summary>
    static double AtMost(long hits, long of, double share)
    {
        if (share <= 0) return 1;
        if (share >= 1) return hits >= of ? 1 : 0;

        var (sum, term) = (0.0, of * Math.Log(1 - share));
        for (var hit = 0L; hit <= hits; hit++)
        {
            sum += Math.Exp(term);
            term += Math.Log((double)(of - hit) / (hit + 1)) + Math.Log(share / (1 - share));
        }

        return Math.Min(1, sum);
    }
}
