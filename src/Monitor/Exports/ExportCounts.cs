namespace Monitor.Exports;

/// <summary>The balance of one file. <see cref="Rows"/> is always the sum of what became of each row.</summary>
public sealed record ExportCounts
{
    public static ExportCounts Zero { get; } = new();

    /// <summary>Posts of people on the roster that went through the classifier or the check of facts.</summary>
    public long Scored { get; init; }

    public long NotOnRoster { get; init; }

    /// <summary>Posts that the store already had from this or another file.</summary>
    public long Duplicates { get; init; }

    public IReadOnlyDictionary<RejectReason, long> Rejected { get; init; } = new SortedDictionary<RejectReason, long>();

    /// <summary>Of the scored: posts that raised a flag.</summary>
    public long Flagged { get; init; }

    /// <summary>Of the scored: posts outside every contest's window, which raise no flag.</summary>
    public long OutsideContests { get; init; }

    /// <summary>Of the scored: acts without own words of the person (likes, follows, bare shares).</summary>
    public long WithoutOwnWords { get; init; }

    /// <summary>Of the scored: posts that carry a warning.</summary>
    public long WithWarnings { get; init; }

    public long RejectedTotal => Rejected.Values.Sum();

    public long Rows => Scored + NotOnRoster + Duplicates + RejectedTotal;

    public static ExportCounts operator +(ExportCounts left, ExportCounts right) => new()
    {
        Scored = left.Scored + right.Scored,
        NotOnRoster = left.NotOnRoster + right.NotOnRoster,
        Duplicates = left.Duplicates + right.Duplicates,
        Flagged = left.Flagged + right.Flagged,
        OutsideContests = left.OutsideContests + right.OutsideContests,
        WithoutOwnWords = left.WithoutOwnWords + right.WithoutOwnWords,
        WithWarnings = left.WithWarnings + right.WithWarnings,
        Rejected = Sum(left.Rejected, right.Rejected),
    };

    static SortedDictionary<RejectReason, long> Sum(IReadOnlyDictionary<RejectReason, long> left, IReadOnlyDictionary<RejectReason, long> right)
    {
        var sum = new SortedDictionary<RejectReason, long>(left.ToDictionary());
        foreach (var (reason, count) in right) sum[reason] = sum.GetValueOrDefault(reason) + count;
        return sum;
    }
}
