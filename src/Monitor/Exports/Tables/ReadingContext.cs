using Monitor.Posts;

namespace Monitor.Exports.Tables;

/// <summary>What is known of a whole table or file of records while its rows are read.</summary>
sealed class ReadingContext
{
    /// <summary>The agency's zone.</summary>
    public required TimeZoneInfo AgencyZone { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>For rows that name no activity.</summary>
    public Activity Activity { get; init; }

    /// <summary>The zone of times that name none, where the format states it.</summary>
    public TimeZoneInfo? Zone { get; init; }

    public bool Is1904 { get; init; }

    /// <summary>Reads the date column once more to settle the order of its parts; asked only when a row needs it.</summary>
    public required Lazy<DateOrder> DateOrder { get; init; }

    /// <summary>Set when a spreadsheet was seen to have rounded numbers.</summary>
    public bool NumbersRounded { get; set; }

    public TypedTimeContext Times(DateOrder order) => new(Zone ?? AgencyZone, Zone is not null, order, Is1904, Now);
}
