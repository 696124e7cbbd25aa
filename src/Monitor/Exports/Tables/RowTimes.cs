using System.Globalization;
using Monitor.Posts;

namespace Monitor.Exports.Tables;

/// <summary>When a row's post was published, from its date columns or, as a last resort, from an id that encodes time.</summary>
sealed class RowTimes(ReadingContext context)
{
    const long XEpoch = 1_288_834_974_657;

    public PostTime Read(FieldRow row, Platform platform, string? id, string? roundedId, ref PostWarnings warnings)
    {
        var time = Typed(row, platform, id, roundedId, ref warnings);
        if (time.At is null) time = FromId(platform, id);
        if (PlatformTime.InFuture(time, context.Now)) warnings |= PostWarnings.TimeInFuture;
        return time;
    }

    /// <summary>Whether a rounded id, taken as one of X, tells the same day as the date beside it.</summary>
    public bool LooksLikeX(FieldRow row, string roundedId)
    {
        if (Approximate(roundedId) is not { } moment) return false;

        var date = row[TableField.Date];
        return !date.IsBlank && (Near(date, DateOrder.DayFirst, moment) || Near(date, DateOrder.MonthFirst, moment));
    }

    PostTime Typed(FieldRow row, Platform platform, string? id, string? roundedId, ref PostWarnings warnings)
    {
        var clock = Clock(row);
        var unreadable = false;
        for (var rank = 0; row.TryGet(TableField.Date, rank, out var date); rank++)
        {
            if (date.IsBlank) continue;
            if (TryRead(date, clock, platform, id, roundedId, out var read))
            {
                if (read.ZoneAssumed) warnings |= PostWarnings.TimeZoneAssumed;
                return read.Time;
            }

            unreadable = true;
        }

        if (unreadable) warnings |= PostWarnings.TimeUnreadable;
        return PostTime.Missing;
    }

    bool TryRead(Cell date, Cell clock, Platform platform, string? id, string? roundedId, out TypedTimeRead read)
    {
        if (TypedTime.TryRead(date, clock, context.Times(DateOrder.Unknown), out read)) return true;
        if (TypedTime.ShapeOf(date.Text, "") is not (DateShape.Ambiguous or DateShape.DayFirstInWords)) return false;

        // An id of X knows the day, so it can say which of the two readings was meant.
        var moment = platform is Platform.X && id is not null ? PlatformTime.FromXId(id, context.Now).At : null;
        if ((moment ?? Approximate(roundedId)) is { } known)
        {
            var order = Near(date, DateOrder.DayFirst, known) ? DateOrder.DayFirst : DateOrder.MonthFirst;
            if (Near(date, order, known)) return TypedTime.TryRead(date, clock, context.Times(order), out read);
        }

        return TypedTime.TryRead(date, clock, context.Times(context.DateOrder.Value), out read);
    }

    bool Near(Cell date, DateOrder order, DateTimeOffset moment) =>
        TypedTime.TryRead(date, Cell.Empty, context.Times(order), out var read) && (read.Time.At - moment)?.Duration() < TimeSpan.FromDays(2);

    /// <summary>A zone in a column of its own belongs to the clock (twint).</summary>
    static Cell Clock(FieldRow row)
    {
        var clock = row[TableField.Time];
        var zone = row[TableField.Zone];
        return zone.IsBlank || clock.IsBlank || clock.Moment is not null ? clock : new Cell($"{clock.Text} {zone.Text}");
    }

    PostTime FromId(Platform platform, string? id) => platform switch
    {
        _ when id is null => PostTime.Missing,
        Platform.X => PlatformTime.FromXId(id, context.Now),
        Platform.TikTok => PlatformTime.FromTikTokId(id, context.Now),
        Platform.Instagram when id.AsSpan().ContainsAnyExceptInRange('0', '9') => PlatformTime.FromInstagramShortcode(id, context.Now),
        Platform.Instagram => PlatformTime.FromInstagramId(id, context.Now),
        _ => PostTime.Missing,
    };

    /// <summary>The day inside an id of X of which a spreadsheet left at least four digits: they are worth some hours.</summary>
    DateTimeOffset? Approximate(string? roundedId)
    {
        var text = roundedId.AsSpan().Trim().ToString().Replace(',', '.');
        if (text.Length < 6 || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var id) || id is < 1e17 or > 9e18) return null;

        var mantissa = text.IndexOfAny(['e', 'E']) is var e and > 0 ? text[..e] : text;
        if (mantissa.Count(char.IsAsciiDigit) < 4) return null;

        var moment = DateTimeOffset.FromUnixTimeMilliseconds((long)(id / 4194304) + XEpoch);
        return moment <= context.Now.AddDays(1) ? moment : null;
    }
}
