using Monitor.Exports;
using Monitor.Flags;
using Monitor.Journal;

namespace Monitor.Digests;

/// <summary>Everything that one digest says, before it becomes a page.</summary>
public sealed record Digest
{
    /// <summary>The local day that it covers, from midnight to midnight.</summary>
    public required DateOnly Day { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>Receipts of the day, duplicates and refused files included.</summary>
    public required IReadOnlyList<ExportReceipt> Receipts { get; init; }

    /// <summary>New flags, highest priority first; at most as many as are printed in full.</summary>
    public required IReadOnlyList<Flag> Flags { get; init; }

    /// <summary>All new flags of the day, printed or not.</summary>
    public required long FlagCount { get; init; }

    public required IReadOnlyList<OpenAge> OpenByAge { get; init; }

    public required JournalHead Journal { get; init; }

    /// <summary>Last time a file came in at all, or null when none ever did.</summary>
    public required DateTimeOffset? LastReceipt { get; init; }

    /// <summary>What people have to do and did; null where that is not known.</summary>
    public DigestWork? Work { get; init; }

    public IReadOnlyList<SilentSource> SilentSources { get; init; } = [];

    /// <summary>When the inbox was last looked at; null where this process does not look.</summary>
    public DateTimeOffset? LastSweep { get; init; }

    /// <summary>The address of the review pages; empty for no links.</summary>
    public string ReviewUrl { get; init; } = "";

    /// <summary>The local day on which it is written, by which days left are counted.</summary>
    public DateOnly WrittenOn => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(WrittenAt, Zone).DateTime);

    public Uri? LinkToStatistics => Link("statistik");

    /// <summary>The page of a flag, or null without an address.</summary>
    public Uri? LinkTo(string flagId) => Link("tinjau/" + Uri.EscapeDataString(flagId));

    Uri? Link(string path) => ReviewUrl.Length == 0 ? null : new Uri(ReviewUrl.TrimEnd('/') + "/" + path);

    public ExportCounts Total => Receipts.Where(receipt => receipt.Outcome is not ReceiptOutcome.Duplicate)
        .Aggregate(ExportCounts.Zero, (sum, receipt) => sum + receipt.Counts);

    public int Count(ReceiptOutcome outcome) => Receipts.Count(receipt => receipt.Outcome == outcome);
}

/// <param name="Format">The kind of file.</param>
/// <param name="Last">When the last one was read.</param>
public sealed record SilentSource(string Format, DateTimeOffset Last);

/// <param name="Label">The age in Indonesian.</param>
/// <param name="Count">Open flags of that age.</param>
public sealed record OpenAge(string Label, long Count);
