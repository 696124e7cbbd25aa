namespace Monitor.Learning;

/// <summary>
/// Exponential and logarithm in plain arithmetic. The runtime's own differ in the last bit between operating systems, and a model
/// must come out of training the same everywhere.
/// </summary>
static class StableMath
{
    const double Ln2High = 6.93147180369123816490e-01;
    const double Ln2Low = 1.90821492927058770002e-10;
    const double InverseLn2 = 1.44269504088896338700;
    const int Terms = 13;
    static readonly double[] InverseFactorials = [.. Enumerable.Range(0, Terms + 1).Select(term => 1 / Enumerable.Range(1, term).Aggregate(1.0, (product, one) => product * one))];

    /// <summary>Within two units in the last place; 0 below -708, not meant for arguments above 708.</summary>
    public static double Exp(double x)
    {
        if (x < -708) return 0;
        var power = Math.Floor(x * InverseLn2 + 0.5);
        var rest = x - power * Ln2High - power * Ln2Low;
        // Taylor to the 13th order: the rest is at most ln 2 / 2.
        var sum = InverseFactorials[Terms];
        for (var term = Terms - 1; term >= 0; term--) sum = sum * rest + InverseFactorials[term];
        return Math.ScaleB(sum, (int)power);
    }

    /// <summary>Natural logarithm of a positive number.</summary>
    public static double Log(double x)
    {
        var power = Math.ILogB(x);
        var mantissa = Math.ScaleB(x, -power);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            power++;
        }

        return power * Ln2High + (power * Ln2Low + TwiceArtanh((mantissa - 1) / (mantissa + 1)));
    }

    /// <summary>ln(1 + x) for x from 0 to 1.</summary>
    public static double LogOnePlus(double x) => TwiceArtanh(x / (2 + x));

    static double TwiceArtanh(double s)
    {
        var square = s * s;
        var sum = 0.0;
        for (var term = 35; term > 0; term -= 2) sum = sum * square + 1.0 / term;
        return 2 * s * sum;
    }
}
