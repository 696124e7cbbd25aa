using System.Globalization;
using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>What became of the records so far. A known format that suddenly gives little has probably changed.</summary>
sealed class CollectedBalance
{
    /// <summary>Fewer records say nothing about a format.</summary>
    const int EnoughRecords = 10;

    readonly HashSet<ReadResult.Warned> _warned = [];
    long _strange;
    long _nameless;

    public long Records { get; private set; }

    public long Reads { get; private set; }

    /// <summary>Whether a spreadsheet was seen to have rounded an id.</summary>
    public bool NumbersRounded { get; private set; }

    /// <summary>A single record without words may be a picture without a caption; without an author it is something new.</summary>
    public bool HasChanged => (Reads == 0 && _strange > 0 && (Records > 1 || _nameless > 0)) || (Records >= EnoughRecords && 2 * _strange > Records);

    public string Detail => string.Create(CultureInfo.InvariantCulture, $"{Reads}/{Records}");

    /// <returns>False for a remark that was made before.</returns>
    public bool Count(ReadResult result)
    {
        if (result is ReadResult.Warned warned) return _warned.Add(warned);

        Records++;
        if (result is ReadResult.Read { Post.Warnings: var warnings })
        {
            Reads++;
            NumbersRounded |= warnings.HasFlag(PostWarnings.IdPrecisionLost);
        }

        if (result is not ReadResult.Rejected { Reason: RejectReason.NoContent or RejectReason.NoAuthor } rejected) return true;

        _strange++;
        if (rejected.Reason is RejectReason.NoAuthor) _nameless++;
        return true;
    }
}
