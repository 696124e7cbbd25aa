using System.Buffers;
using System.Globalization;
using Monitor.Posts;

namespace Monitor.Exports.Tables;

/// <summary>
/// Dates and times as people and office programs write them. What cannot be read for certain is not read: the caller says so on the
/// post instead of inventing a time.
/// </summary>
/// <remarks>Month spellings and forms: Indonesian offices' tables, where the id-ID culture of .NET fails on Agt, Nopember, Jum'at and WIB.</remarks>
static class TypedTime
{
    const int FirstYear = 2004;

    static readonly SearchValues<char> Decimal = SearchValues.Create("0123456789.,");

    /// <summary>Excel's serials between 2000 and 2064: what else is a five-digit number in a column of dates?</summary>
    const double FirstSerial = 36526;
    const double LastSerial = 60000;

    /// <summary>Days between Excel's two calendars.</summary>
    public const int Days1904 = 1462;

    /// <param name="date">The date, perhaps with a time of day and a zone.</param>
    /// <param name="time">A time of day from a column of its own, or an empty cell.</param>
    /// <param name="context">Zone, order and calendar of the column.</param>
    /// <param name="read">What was understood.</param>
    /// <returns>False when there is a value that cannot be read for certain.</returns>
    public static bool TryRead(Cell date, Cell time, TypedTimeContext context, out TypedTimeRead read)
    {
        read = default;
        var parts = default(DateTimeParts);
        if (!TakeDate(date, context, ref parts, out var instant)) return false;
        if (instant is { } exact)
        {
            read = new TypedTimeRead(exact, ZoneAssumed: false);
            return true;
        }

        // A second column that repeats the day ("2024-10-12 20:15") still tells the time of day; one that says nothing readable spoils nothing but precision.
        if (!parts.HasTime && !time.IsBlank && !TakeTime(time, ref parts)) return false;
        return Assemble(parts, context, out read);
    }

    public static DateShape ShapeOf(string date, string time)
    {
        var parts = default(DateTimeParts);
        if (!TypedTimeParser.Parse(date, DateOrder.Unknown, ref parts)) return DateShape.None;

        if (parts.Shape == DateShape.Ambiguous && time.Length > 0)
        {
            var clock = default(DateTimeParts);
            if (TypedTimeParser.ParseClock(time, ref clock)) parts.IndonesianClock |= clock.IndonesianClock;
        }

        return parts.Shape is DateShape.Ambiguous or DateShape.None && parts.IndonesianClock ? DateShape.DayFirstInWords : parts.Shape;
    }

    static bool TakeDate(Cell date, TypedTimeContext context, ref DateTimeParts parts, out PostTime? instant)
    {
        instant = null;
        if (date.Moment is { } moment) return TakeMoment(moment, ref parts);
        if (Serial(date) is { } serial) return TakeSerial(serial + (context.Is1904 ? Days1904 : 0), ref parts);

        var text = date.Text.AsSpan().Trim();
        if (IsEpoch(text))
        {
            instant = PlatformTime.FromEpoch(text.ToString(), context.Now);
            return instant.Value.At is not null;
        }

        return TypedTimeParser.Parse(text, context.Order, ref parts) && parts.Shape != DateShape.Ambiguous;
    }

    /// <summary>Ten digits or more; pandas adds a fraction.</summary>
    static bool IsEpoch(ReadOnlySpan<char> text)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        var whole = digits < 0 ? text : text[..digits];
        return whole.Length is 10 or 13 or 16 or 19 && (digits < 0 || (text[digits] == '.' && !text[(digits + 1)..].ContainsAnyExceptInRange('0', '9')));
    }

    static bool TakeTime(Cell time, ref DateTimeParts parts)
    {
        if (time.Moment is { } moment)
        {
            parts.SetTime(moment.Hour, moment.Minute, moment.Second);
            return true;
        }

        if (time.Number is { } fraction and >= 0 and < 1)
        {
            var clock = DateTime.UnixEpoch.AddSeconds(Math.Round(fraction * 86400));
            parts.SetTime(clock.Hour, clock.Minute, clock.Second);
            return true;
        }

        return TypedTimeParser.ParseClock(time.Text, ref parts);
    }

    static bool TakeMoment(DateTime moment, ref DateTimeParts parts)
    {
        (parts.Year, parts.Month, parts.Day) = (moment.Year, moment.Month, moment.Day);
        if (moment.TimeOfDay != TimeSpan.Zero) parts.SetTime(moment.Hour, moment.Minute, moment.Second);
        return true;
    }

    static bool TakeSerial(double serial, ref DateTimeParts parts)
    {
        // To the second: a serial's fraction is binary and misses full minutes by a hair.
        var moment = DateTime.FromOADate(Math.Floor(serial)).AddSeconds(Math.Round((serial - Math.Floor(serial)) * 86400));
        return TakeMoment(moment, ref parts);
    }

    static double? Serial(Cell date)
    {
        if (date.Number is { } number) return number is >= FirstSerial and < LastSerial ? number : null;

        var text = date.Text.AsSpan().Trim();
        if (text.Length < 5 || text.Length > 20 || text.ContainsAnyExcept(Decimal)) return null;
        if (text.Length > 5 && text[5] is not ('.' or ',')) return null;

        var serial = text.ToString().Replace(',', '.');
        return double.TryParse(serial, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= FirstSerial and < LastSerial
            ? value
            : null;
    }

    static bool Assemble(DateTimeParts parts, TypedTimeContext context, out TypedTimeRead read)
    {
        read = default;
        if (!parts.IsDate || parts.Year < FirstYear) return false;

        var day = new DateTime(parts.Year, parts.Month, parts.Day, 0, 0, 0, DateTimeKind.Unspecified);
        var clock = parts.HasTime ? new TimeSpan(parts.Hour, parts.Minute, parts.Second) : TimeSpan.FromHours(12);
        var local = day + clock + TimeSpan.FromTicks(parts.Ticks);
        var offset = parts.Offset ?? parts.Zone?.GetUtcOffset(local) ?? context.Zone.GetUtcOffset(local);
        var precision = !parts.HasTime ? TimePrecision.Day : parts.HasSeconds ? TimePrecision.Exact : TimePrecision.Minute;

        // A bare day was meant as a day of the place where it was typed.
        var assumed = parts.HasTime && parts.Offset is null && parts.Zone is null && !context.ZoneIsKnown;
        read = new TypedTimeRead(new PostTime(new DateTimeOffset(local, offset), precision), assumed);
        return true;
    }
}

/// <summary>What must be known of a column to read its dates.</summary>
/// <param name="Zone">Where the table was made.</param>
/// <param name="ZoneIsKnown">Whether the format states that zone, so that using it is no assumption.</param>
/// <param name="Order">What the column's values say.</param>
/// <param name="Is1904">Serials count from 1904.</param>
/// <param name="Now">The present.</param>
readonly record struct TypedTimeContext(TimeZoneInfo Zone, bool ZoneIsKnown, DateOrder Order, bool Is1904, DateTimeOffset Now);

/// <param name="Time">The time with its precision.</param>
/// <param name="ZoneAssumed">Whether the value names no zone.</param>
readonly record struct TypedTimeRead(PostTime Time, bool ZoneAssumed);
