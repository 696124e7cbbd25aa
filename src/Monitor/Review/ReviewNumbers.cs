using Monitor.Classification;
using Monitor.Exports;
using Monitor.Flags;

namespace Monitor.Review;

/// <summary>The counts of a period, from which the statistics page works out shares and intervals. Counts only: nobody is named.</summary>
public sealed record ReviewNumbers
{
    public required int Files { get; init; }

    /// <summary>Sum over the receipts of the period, duplicates left out.</summary>
    public required ExportCounts Rows { get; init; }

    /// <summary>Flags of the period by band and by what became of them.</summary>
    public required IReadOnlyList<BandCount> Bands { get; init; }

    public required IReadOnlyList<CategoryCount> Categories { get; init; }

    /// <summary>Per contestant that is named in a scored post or a flag.</summary>
    public required IReadOnlyList<ContestantCount> Contestants { get; init; }

    /// <summary>Whole hours from raising to the first decision, with how many took so long, ascending.</summary>
    public required IReadOnlyList<(int Hours, long Count)> HoursToDecision { get; init; }

    /// <summary>A word and the second word on it.</summary>
    public required IReadOnlyList<PairCount> Pairs { get; init; }

    /// <summary>First looks of flags, by band.</summary>
    public required IReadOnlyList<LookCount> Looks { get; init; }

    public required IReadOnlyList<StratumCount> Strata { get; init; }
}

/// <summary>What became of flags.</summary>
/// <param name="Raised">All.</param>
/// <param name="Dismissed">No indication.</param>
/// <param name="CannotAssess">Not to be judged.</param>
/// <param name="UpheldOnce">One voice for a strong indication.</param>
/// <param name="Upheld">Two voices, referred ones included.</param>
/// <param name="Asked">The person is asked.</param>
public readonly record struct Fates(long Raised, long Dismissed, long CannotAssess, long UpheldOnce, long Upheld, long Asked)
{
    /// <summary>Those with a final word of yes or no.</summary>
    public long Judged => Dismissed + Upheld;

    public static Fates operator +(Fates left, Fates right) => new(
        left.Raised + right.Raised, left.Dismissed + right.Dismissed, left.CannotAssess + right.CannotAssess, left.UpheldOnce + right.UpheldOnce,
        left.Upheld + right.Upheld, left.Asked + right.Asked);
}

public readonly record struct BandCount(Priority Band, FlagOrigin Origin, Fates Fates);

public readonly record struct CategoryCount(Category Category, Fates Fates);

/// <summary>What people said at one step.</summary>
/// <param name="NoIndication">No indication.</param>
/// <param name="CannotAssess">Not to be judged.</param>
/// <param name="Strong">A strong indication.</param>
public readonly record struct SaidWords(long NoIndication, long CannotAssess, long Strong)
{
    public long All => NoIndication + CannotAssess + Strong;

    public static SaidWords operator +(SaidWords left, SaidWords right) =>
        new(left.NoIndication + right.NoIndication, left.CannotAssess + right.CannotAssess, left.Strong + right.Strong);
}

/// <summary>What was done at each step with what names a contestant.</summary>
public readonly record struct ContestantCount(string ContestId, string ContestantId)
{
    /// <summary>Posts that name it and whose words were scored.</summary>
    public long Scored { get; init; }

    /// <summary>Of them, flagged for their words.</summary>
    public long Flagged { get; init; }

    /// <summary>Flags for words that people can see; of older ones the scored posts were not counted.</summary>
    public long Words { get; init; }

    /// <summary>Of them, in the highest band.</summary>
    public long HighBand { get; init; }

    /// <summary>First words on flags that name it. Being asked for more is no word yet, and another person's account says nothing about the post.</summary>
    public SaidWords First { get; init; }

    /// <summary>Second words on strong indications.</summary>
    public SaidWords Second { get; init; }

    /// <summary>The sum keeps the name of the left side.</summary>
    public static ContestantCount operator +(ContestantCount left, ContestantCount right) => left with
    {
        Scored = left.Scored + right.Scored,
        Flagged = left.Flagged + right.Flagged,
        Words = left.Words + right.Words,
        HighBand = left.HighBand + right.HighBand,
        First = left.First + right.First,
        Second = left.Second + right.Second,
    };
}

/// <summary>How often a word was followed by a blind second word on it.</summary>
public readonly record struct PairCount(Verdict First, Verdict Second, long Count);

public readonly record struct LookCount(Priority Band, FirstLook Answer, long Count);

/// <summary>The unflagged posts of one stratum of scores.</summary>
/// <param name="Stratum">From 0, the lowest scores.</param>
/// <param name="Posts">How many there were.</param>
/// <param name="Drawn">How many the lot chose.</param>
/// <param name="Judged">Of those, with a final word.</param>
/// <param name="Missed">Of those, upheld.</param>
public readonly record struct StratumCount(int Stratum, long Posts, long Drawn, long Judged, long Missed);
