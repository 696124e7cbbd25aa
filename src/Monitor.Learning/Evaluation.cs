namespace Monitor.Learning;

/// <summary>How well probabilities tell partisan posts from neutral ones.</summary>
public sealed record Evaluation
{
    public required int Partisan { get; init; }

    public required int Neutral { get; init; }

    /// <summary>Probability from which a post counts as flagged.</summary>
    public required double Threshold { get; init; }

    public required double Precision { get; init; }

    public required double Recall { get; init; }

    public required double F1 { get; init; }

    /// <summary>Mean of the precisions at each partisan post, going down from the highest probability.</summary>
    public required double AveragePrecision { get; init; }

    /// <summary>Chance that a partisan post stands above a neutral one.</summary>
    public required double Auc { get; init; }

    /// <summary>The most partisan posts that can be found while nine flags in ten are right, as a share.</summary>
    public required double RecallAtPrecision90 { get; init; }

    /// <summary>Expected calibration error over ten equal-width bins.</summary>
    public required double CalibrationError { get; init; }

    public static Evaluation Of(IReadOnlyList<double> probabilities, IReadOnlyList<bool> partisan, double threshold)
    {
        var order = Enumerable.Range(0, probabilities.Count).OrderByDescending(i => probabilities[i]).ToArray();
        var yes = partisan.Count(is1 => is1);
        var flagged = Enumerable.Range(0, probabilities.Count).Where(i => probabilities[i] >= threshold).ToArray();
        var right = flagged.Count(i => partisan[i]);
        var (average, at90) = Ranking(order, probabilities, partisan, yes);
        return new Evaluation
        {
            Partisan = yes,
            Neutral = probabilities.Count - yes,
            Threshold = threshold,
            Precision = flagged.Length == 0 ? 0 : right / (double)flagged.Length,
            Recall = yes == 0 ? 0 : right / (double)yes,
            F1 = 2.0 * right / Math.Max(1, flagged.Length + yes),
            AveragePrecision = average,
            Auc = AucOf(order, probabilities, partisan, yes),
            RecallAtPrecision90 = at90,
            CalibrationError = CalibrationErrorOf(probabilities, partisan),
        };
    }

    /// <summary>The probability that gives the best F1 on these posts.</summary>
    public static double BestThreshold(IReadOnlyList<double> probabilities, IReadOnlyList<bool> partisan) => SteadyThreshold(probabilities, partisan, slack: 0);

    /// <summary>
    /// The highest cut between two scores whose F1 comes within <paramref name="slack"/> of the best. F1 hardly changes over a wide stretch
    /// of cuts; of those that do as well, the one with the fewest false flags is fair to the people concerned, and it does not jump about.
    /// </summary>
    public static double SteadyThreshold(IReadOnlyList<double> probabilities, IReadOnlyList<bool> partisan, double slack)
    {
        var cuts = Cuts(probabilities, partisan).ToList();
        var best = cuts.Select(cut => cut.F1).DefaultIfEmpty(0).Max();
        return cuts.Where(cut => cut.F1 >= best - slack).Select(cut => cut.At).DefaultIfEmpty(0.5).First();
    }

    /// <summary>Every place where the posts can be parted, from the highest probability down.</summary>
    static IEnumerable<(double At, double F1)> Cuts(IReadOnlyList<double> probabilities, IReadOnlyList<bool> partisan)
    {
        var order = Enumerable.Range(0, probabilities.Count).OrderByDescending(i => probabilities[i]).ToArray();
        var (yes, right) = (partisan.Count(is1 => is1), 0);
        for (var i = 0; i < order.Length; i++)
        {
            if (partisan[order[i]]) right++;
            if (i + 1 < order.Length && probabilities[order[i + 1]] == probabilities[order[i]]) continue;
            var at = i + 1 < order.Length ? (probabilities[order[i]] + probabilities[order[i + 1]]) / 2 : probabilities[order[i]];
            yield return (at, 2.0 * right / (i + 1 + yes));
        }
    }

    /// <summary>The lowest probability from which flags are right at least so often; 1 when none is.</summary>
    public static double ThresholdForPrecision(IReadOnlyList<double> probabilities, IReadOnlyList<bool> partisan, double precision)
    {
        var order = Enumerable.Range(0, probabilities.Count).OrderByDescending(i => probabilities[i]).ToArray();
        var (right, threshold) = (0, 1.0);
        for (var i = 0; i < order.Length; i++)
        {
            if (partisan[order[i]]) right++;
            if (right >= precision * (i + 1)) threshold = probabilities[order[i]];
        }

        return threshold;
    }

    /// <summary>95 % interval of a measure by drawing the posts again with replacement.</summary>
    public static (double Low, double High) Interval(
        IReadOnlyList<double> probabilities, IReadOnlyList<bool> partisan, double threshold, Func<Evaluation, double> measure, int draws, int seed)
    {
        var random = new SplitMix((ulong)seed);
        var values = new double[draws];
        var (p, y) = (new double[probabilities.Count], new bool[probabilities.Count]);
        for (var draw = 0; draw < draws; draw++)
        {
            for (var i = 0; i < p.Length; i++)
            {
                var from = random.Next(p.Length);
                (p[i], y[i]) = (probabilities[from], partisan[from]);
            }

            values[draw] = measure(Of(p, y, threshold));
        }

        Array.Sort(values);
        return (values[(int)(draws * 0.025)], values[Math.Min(draws - 1, (int)(draws * 0.975))]);
    }

    /// <summary>A measure that only counts, with its 95 % interval by drawing the posts again with replacement.</summary>
    /// <param name="flagged">Whether each post was flagged.</param>
    /// <param name="partisan">Whether it takes a side.</param>
    /// <param name="measure">Of the flags that are right, all flags, and all partisan posts.</param>
    /// <param name="draws">How many times.</param>
    /// <param name="seed">Same seed, same interval.</param>
    public static (double Value, double Low, double High) CountInterval(
        IReadOnlyList<bool> flagged, IReadOnlyList<bool> partisan, Func<double, double, double, double> measure, int draws, int seed)
    {
        var random = new SplitMix((ulong)seed);
        var values = new double[draws];
        for (var draw = 0; draw < draws; draw++) values[draw] = Count(() => random.Next(flagged.Count));
        Array.Sort(values);
        var next = 0;
        return (Count(() => next++), values[(int)(draws * 0.025)], values[Math.Min(draws - 1, (int)(draws * 0.975))]);

        double Count(Func<int> pick)
        {
            var (right, flags, are) = (0, 0, 0);
            for (var i = 0; i < flagged.Count; i++)
            {
                var post = pick();
                if (flagged[post]) flags++;
                if (partisan[post]) are++;
                if (flagged[post] && partisan[post]) right++;
            }

            return measure(right, flags, are);
        }
    }

    static (double Average, double At90) Ranking(int[] order, IReadOnlyList<double> probabilities, IReadOnlyList<bool> partisan, int yes)
    {
        var (right, sum, at90, before) = (0, 0.0, 0.0, 0);
        for (var i = 0; i < order.Length; i++)
        {
            if (partisan[order[i]]) right++;
            if (i + 1 < order.Length && probabilities[order[i + 1]] == probabilities[order[i]]) continue;
            var precision = right / (double)(i + 1);
            sum += (right - before) * precision;
            before = right;
            if (precision >= 0.9) at90 = right / (double)Math.Max(1, yes);
        }

        return (yes == 0 ? 0 : sum / yes, at90);
    }

    static double AucOf(int[] order, IReadOnlyList<double> probabilities, IReadOnlyList<bool> partisan, int yes)
    {
        var no = order.Length - yes;
        if (yes == 0 || no == 0) return 0;
        var (area, above) = (0.0, 0);
        for (var i = 0; i < order.Length;)
        {
            var (j, tiedYes, tiedNo) = (i, 0, 0);
            for (; j < order.Length && probabilities[order[j]] == probabilities[order[i]]; j++)
            {
                if (partisan[order[j]]) tiedYes++;
                else tiedNo++;
            }

            area += tiedNo * (above + tiedYes / 2.0);
            above += tiedYes;
            i = j;
        }

        return area / yes / no;
    }

    static double CalibrationErrorOf(IReadOnlyList<double> probabilities, IReadOnlyList<bool> partisan)
    {
        var (count, sum, right) = (new int[10], new double[10], new int[10]);
        for (var i = 0; i < probabilities.Count; i++)
        {
            var bin = Math.Min(9, (int)(probabilities[i] * 10));
            count[bin]++;
            sum[bin] += probabilities[i];
            if (partisan[i]) right[bin]++;
        }

        return Enumerable.Range(0, 10).Sum(bin => Math.Abs(sum[bin] - right[bin])) / Math.Max(1, probabilities.Count);
    }
}
