using Monitor.Flags;

namespace Monitor.Review.Measures;

/// <summary>What the counts of a period say, each share with its interval.</summary>
public sealed record ReviewStatistics
{
    public required ReviewNumbers Numbers { get; init; }

    /// <summary>Of the flags with a final word, how many were upheld, by band; the words of the model only.</summary>
    public required IReadOnlyList<(Priority Band, long Raised, Proportion Upheld)> Precision { get; init; }

    /// <summary>Of the posts that people would uphold, how many the model flagged; null until unflagged posts were judged in every stratum.</summary>
    public required RecallEstimate? Recall { get; init; }

    /// <summary>Agreement of two people who judged blind; null while there are none.</summary>
    public required Agreement? Agreement { get; init; }

    /// <summary>Whole hours within which half of the first decisions were made; null while there are none.</summary>
    public required int? MedianHours { get; init; }

    public required IReadOnlyList<Symmetry> Symmetry { get; init; }

    public static ReviewStatistics Of(ReviewNumbers numbers, double recheckShare) => new()
    {
        Numbers = numbers,
        Precision =
        [
            .. numbers.Bands.Where(band => band.Origin is FlagOrigin.Words)
                .Select(band => (band.Band, band.Fates.Raised, Proportion.Of95(band.Fates.Upheld, band.Fates.Judged))),
        ],
        Recall = RecallEstimate.Of(numbers),
        Agreement = Agreement.Of(numbers.Pairs, recheckShare),
        MedianHours = Median(numbers.HoursToDecision),
        Symmetry = Measures.Symmetry.Of(numbers.Contestants),
    };

    static int? Median(IReadOnlyList<(int Hours, long Count)> hours)
    {
        var half = (hours.Sum(one => one.Count) + 1) / 2;
        var passed = 0L;
        foreach (var (hour, count) in hours)
        {
            passed += count;
            if (passed >= half) return hour;
        }

        return null;
    }
}

/// <summary>
/// Recall from a stratified sample of unflagged posts: each judged sample stands for the unflagged posts of its stratum (Horvitz and
/// Thompson 1952). The interval adds the exact intervals of the strata, each as sure as the whole has to be, so it errs on the wide side.
/// </summary>
/// <param name="Found">Flags that people upheld.</param>
/// <param name="Missed">Unflagged posts that people would uphold, estimated.</param>
/// <param name="Low">Lower end of recall.</param>
/// <param name="High">Upper end of recall.</param>
/// <param name="Judged">Samples with a final word.</param>
public sealed record RecallEstimate(double Found, double Missed, double Low, double High, long Judged)
{
    public double Recall => Found + Missed > 0 ? Found / (Found + Missed) : 0;

    public static RecallEstimate? Of(ReviewNumbers numbers)
    {
        var strata = numbers.Strata.Where(stratum => stratum.Posts > 0).ToList();
        if (strata.Count == 0 || strata.Exists(stratum => stratum.Judged == 0)) return null;

        // Flags without a final word are taken to be upheld as often as those with one, band by band.
        double found = 0, foundLow = 0, foundHigh = 0;
        var parts = strata.Count + numbers.Bands.Count;
        foreach (var band in numbers.Bands.Where(band => band.Origin is FlagOrigin.Words && band.Fates.Judged > 0))
        {
            var share = Proportion.Exact(band.Fates.Upheld, band.Fates.Judged, 0.05 / parts);
            found += band.Fates.Raised * (double)band.Fates.Upheld / band.Fates.Judged;
            foundLow += band.Fates.Raised * share.Low;
            foundHigh += band.Fates.Raised * share.High;
        }

        double missed = 0, missedLow = 0, missedHigh = 0;
        foreach (var stratum in strata)
        {
            var share = Proportion.Exact(stratum.Missed, stratum.Judged, 0.05 / parts);
            missed += stratum.Posts * (double)stratum.Missed / stratum.Judged;
            missedLow += stratum.Posts * share.Low;
            missedHigh += stratum.Posts * share.High;
        }

        if (found + missed <= 0) return null;
        return new RecallEstimate(found, missed, Share(foundLow, missedHigh), Share(foundHigh, missedLow), strata.Sum(stratum => stratum.Judged));
    }

    static double Share(double found, double missed) => found + missed > 0 ? found / (found + missed) : 0;
}

/// <summary>
/// Cohen's kappa (1960) of first and second word. Second words on strong indications are all that there are; those on dismissals are a
/// lot, so each of them counts for as many as it was drawn from.
/// </summary>
/// <param name="Kappa">1 full agreement, 0 no more than by chance.</param>
/// <param name="Agree">Share of pairs that agree, weighted.</param>
/// <param name="Pairs">Pairs behind it.</param>
public sealed record Agreement(double Kappa, double Agree, long Pairs)
{
    public static Agreement? Of(IReadOnlyList<PairCount> pairs, double recheckShare)
    {
        var judged = pairs.Where(pair => Is(pair.First) is not null && Is(pair.Second) is not null).ToList();
        if (judged.Count == 0) return null;

        double yesYes = 0, yesNo = 0, noYes = 0, noNo = 0;
        foreach (var pair in judged)
        {
            var weight = pair.Count * (Is(pair.First) is true || recheckShare <= 0 ? 1 : 1 / recheckShare);
            switch (Is(pair.First), Is(pair.Second))
            {
                case (true, true): yesYes += weight; break;
                case (true, false): yesNo += weight; break;
                case (false, true): noYes += weight; break;
                default: noNo += weight; break;
            }
        }

        var all = yesYes + yesNo + noYes + noNo;
        var agree = (yesYes + noNo) / all;
        var chance = ((yesYes + yesNo) * (yesYes + noYes) + (noNo + noYes) * (noNo + yesNo)) / (all * all);
        return new Agreement(chance < 1 ? (agree - chance) / (1 - chance) : 1, agree, judged.Sum(pair => pair.Count));
    }

    static bool? Is(Verdict verdict) => verdict switch
    {
        Verdict.StrongIndication => true,
        Verdict.NoIndication => false,
        _ => null,
    };
}

/// <summary>Each step for one contestant beside all others of the contest. An interval that leaves out the others' asks for a closer look; it proves nothing by itself.</summary>
/// <param name="ContestId">The contest.</param>
/// <param name="ContestantId">The contestant.</param>
/// <param name="Shares">Every step's share, of what came to that step.</param>
/// <param name="Differences">Steps at which its interval and that of the others have nothing in common.</param>
public sealed record Symmetry(
    string ContestId, string ContestantId, IReadOnlyDictionary<SymmetryStep, Proportion> Shares, IReadOnlyList<SymmetryDifference> Differences)
{
    public bool Differs => Differences.Count > 0;

    public static IReadOnlyList<Symmetry> Of(IReadOnlyList<ContestantCount> contestants) =>
    [
        .. from contest in contestants.GroupBy(contestant => contestant.ContestId)
           from one in contest
           let rest = contest.Where(other => other != one).Aggregate(new ContestantCount(contest.Key, ""), (sum, other) => sum + other)
           let shares = SharesOf(one)
           select new Symmetry(one.ContestId, one.ContestantId, shares, [.. Differing(shares, SharesOf(rest))]),
    ];

    static Dictionary<SymmetryStep, Proportion> SharesOf(ContestantCount count) => new()
    {
        [SymmetryStep.Flagged] = Proportion.Of95(count.Flagged, count.Scored),
        [SymmetryStep.HighBand] = Proportion.Of95(count.HighBand, count.Words),
        [SymmetryStep.FirstDismisses] = Proportion.Of95(count.First.NoIndication, count.First.All),
        [SymmetryStep.FirstCannotAssess] = Proportion.Of95(count.First.CannotAssess, count.First.All),
        [SymmetryStep.FirstPasses] = Proportion.Of95(count.First.Strong, count.First.All),
        [SymmetryStep.SecondDismisses] = Proportion.Of95(count.Second.NoIndication, count.Second.All),
        [SymmetryStep.SecondUpholds] = Proportion.Of95(count.Second.Strong, count.Second.All),
    };

    static IEnumerable<SymmetryDifference> Differing(Dictionary<SymmetryStep, Proportion> own, Dictionary<SymmetryStep, Proportion> rest) =>
        from step in Enum.GetValues<SymmetryStep>()
        where own[step].IsKnown && rest[step].IsKnown && (own[step].Low > rest[step].High || own[step].High < rest[step].Low)
        select new SymmetryDifference(step, own[step], rest[step]);
}

/// <summary>The steps at which contestants could be treated unlike, each with a denominator of its own.</summary>
public enum SymmetryStep
{
    /// <summary>The model: flagged, of the scored posts that name it.</summary>
    Flagged,

    /// <summary>The model: in the highest band, of the flags for words.</summary>
    HighBand,

    /// <summary>The first person: no indication, of all first words.</summary>
    FirstDismisses,

    /// <summary>The first person: not to be judged, of all first words.</summary>
    FirstCannotAssess,

    /// <summary>The first person: a strong indication, of all first words.</summary>
    FirstPasses,

    /// <summary>The second person: no indication, of all second words on a strong indication.</summary>
    SecondDismisses,

    /// <summary>The second person: confirmed, of all second words on a strong indication.</summary>
    SecondUpholds,
}

public sealed record SymmetryDifference(SymmetryStep Step, Proportion Own, Proportion Rest);
