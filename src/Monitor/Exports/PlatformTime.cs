using System.Buffers;
using System.Globalization;
using Monitor.Posts;

namespace Monitor.Exports;

/// <summary>Reads the time formats of the platforms. What cannot be read is <see cref="PostTime.Missing"/>, never a guess.</summary>
static class PlatformTime
{
    /// <summary>Before the first of the platforms opened; anything earlier is a camera without a clock or an empty field.</summary>
    static readonly DateTimeOffset Earliest = new(2004, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Ids below this are X's old running numbers and hold no time.</summary>
    const long FirstXSnowflake = 30_000_000_000;

    static readonly SearchValues<char> Clock = SearchValues.Create("0123456789:.,");

    static readonly string[] XFormats = ["ddd MMM dd HH:mm:ss zzz yyyy", "ddd MMM d HH:mm:ss zzz yyyy"];

    static readonly string[] ZonedSeconds = ["yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", "yyyy-MM-ddTHHmmsszzz"];

    static readonly string[] ZonedMinutes = ["yyyy-MM-ddTHH:mmzzz"];

    static readonly string[] NaiveSeconds = ["yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHHmmss"];

    static readonly string[] NaiveMinutes = ["yyyy-MM-ddTHH:mm"];

    /// <summary>Epoch seconds, milliseconds, microseconds or nanoseconds, told apart by the number of digits.</summary>
    /// <param name="value">10, 13, 16 or 19 digits; anything else is missing.</param>
    /// <param name="now">Times after the day that follows are taken for junk, as are those before 2004.</param>
    public static PostTime FromEpoch(long value, DateTimeOffset now)
    {
        var perSecond = value switch
        {
            < 1_000_000_000 => 0L,
            < 10_000_000_000 => 1L,
            < 1_000_000_000_000 => 0L,
            < 10_000_000_000_000 => 1_000L,
            < 1_000_000_000_000_000 => 0L,
            < 10_000_000_000_000_000 => 1_000_000L,
            < 1_000_000_000_000_000_000 => 0L,
            _ => 1_000_000_000L,
        };
        if (perSecond == 0) return PostTime.Missing;

        var ticks = (long)((Int128)value * TimeSpan.TicksPerSecond / perSecond);
        var at = DateTimeOffset.UnixEpoch.AddTicks(ticks);
        return Plausible(at, now) ? PostTime.Exact(at) : PostTime.Missing;
    }

    /// <inheritdoc cref="FromEpoch(long, DateTimeOffset)"/>
    /// <param name="digits">The number as text; a fraction after a full stop is dropped.</param>
    /// <param name="now">The present.</param>
    public static PostTime FromEpoch(string? digits, DateTimeOffset now)
    {
        var text = digits.AsSpan().Trim();
        var whole = text.IndexOf('.') is var dot and > 0 ? text[..dot] : text;
        return long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? FromEpoch(value, now)
            : PostTime.Missing;
    }

    /// <summary>The form of X's first API, its archives and tweet-harvest before 2.7: <c>Sat Oct 12 13:15:00 +0000 2024</c>.</summary>
    public static PostTime FromX(string? text) =>
        DateTimeOffset.TryParseExact(text?.Trim(), XFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) && at >= Earliest
            ? PostTime.Exact(at)
            : PostTime.Missing;

    /// <summary>ISO 8601 and its everyday relatives: a blank for the <c>T</c>, any fraction, <c>Z</c>, <c>UTC</c>, <c>+07</c>, <c>+0700</c>, <c>+07:00</c>, or no zone.</summary>
    /// <param name="text">The time, to the second, the minute or the day.</param>
    /// <param name="naive">The offset of a time that names no zone.</param>
    /// <param name="zoneAssumed">Whether <paramref name="naive"/> had to be used.</param>
    public static PostTime FromIso(string? text, TimeSpan naive, out bool zoneAssumed)
    {
        zoneAssumed = false;
        if (Canonical(text) is not { } canonical) return PostTime.Missing;

        if (Zoned(canonical, ZonedSeconds) is { } exact) return Known(exact, TimePrecision.Exact);
        if (Zoned(canonical, ZonedMinutes) is { } toMinute) return Known(toMinute, TimePrecision.Minute);

        zoneAssumed = true;
        if (Naive(canonical, NaiveSeconds, naive) is { } local) return Known(local, TimePrecision.Exact);
        if (Naive(canonical, NaiveMinutes, naive) is { } localMinute) return Known(localMinute, TimePrecision.Minute);
        if (Naive(canonical, ["yyyy-MM-dd"], naive) is { } day) return Known(day.AddHours(12), TimePrecision.Day);

        zoneAssumed = false;
        return PostTime.Missing;
    }

    /// <summary>ISO 8601 where a missing zone is known to mean UTC, as in TikTok's and YouTube's exports.</summary>
    public static PostTime FromIsoUtc(string? text) => FromIso(text, TimeSpan.Zero, out _);

    /// <summary>The time inside an X id (since November 2010).</summary>
    public static PostTime FromXId(string? id, DateTimeOffset now) =>
        Id(id) is { } number and >= FirstXSnowflake ? FromIdMilliseconds((number >> 22) + 1_288_834_974_657, now) : PostTime.Missing;

    /// <summary>The time inside an Instagram media id, which may be followed by <c>_</c> and the owner's id. Within seconds of the post.</summary>
    public static PostTime FromInstagramId(string? id, DateTimeOffset now)
    {
        var media = id is not null && id.IndexOf('_', StringComparison.Ordinal) is var bar and > 0 ? id[..bar] : id;
        return Id(media) is { } number and >= 1L << 40 ? FromIdMilliseconds((number >> 23) + 1_314_220_021_721, now) : PostTime.Missing;
    }

    /// <summary>The time inside an Instagram shortcode, the part of a link after <c>/p/</c> or <c>/reel/</c>.</summary>
    public static PostTime FromInstagramShortcode(string? code, DateTimeOffset now)
    {
        // Private accounts' links carry a long key behind the eleven characters of the id.
        if (code is null || code.Length is < 9 or > 11) return PostTime.Missing;

        UInt128 id = 0;
        foreach (var letter in code)
        {
            if (Base64Digit(letter) is not { } digit) return PostTime.Missing;
            id = id * 64 + (uint)digit;
        }

        return id <= long.MaxValue ? FromInstagramId(((long)id).ToString(CultureInfo.InvariantCulture), now) : PostTime.Missing;
    }

    /// <summary>The time of upload inside a TikTok video id; publication may be hours later.</summary>
    public static PostTime FromTikTokId(string? id, DateTimeOffset now) =>
        Id(id) is { } number and >= 1L << 60 ? FromIdMilliseconds((number >> 32) * 1000, now) : PostTime.Missing;

    /// <summary>Whether a time lies after the day on which it is read, even at the other end of the world.</summary>
    public static bool InFuture(PostTime time, DateTimeOffset now) => time.At > now.AddDays(1);

    static PostTime FromIdMilliseconds(long milliseconds, DateTimeOffset now)
    {
        var at = DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds);
        return Plausible(at, now) ? new PostTime(at, TimePrecision.FromId) : PostTime.Missing;
    }

    static bool Plausible(DateTimeOffset at, DateTimeOffset now) => at >= Earliest && at <= now.AddDays(1);

    static PostTime Known(DateTimeOffset at, TimePrecision precision) => at >= Earliest ? new PostTime(at, precision) : PostTime.Missing;

    static long? Id(string? text) =>
        text is { Length: > 0 and <= 19 } && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    static int? Base64Digit(char letter) => letter switch
    {
        >= 'A' and <= 'Z' => letter - 'A',
        >= 'a' and <= 'z' => letter - 'a' + 26,
        >= '0' and <= '9' => letter - '0' + 52,
        '-' => 62,
        '_' => 63,
        _ => null,
    };

    /// <summary>One spelling for the many: <c>T</c> between day and time, at most seven fraction digits, the offset as <c>+hh:mm</c>.</summary>
    static string? Canonical(string? text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length is < 10 or > 48 || !char.IsAsciiDigit(trimmed[0])) return null;

        var day = trimmed[..10].ToString().Replace('/', '-');
        var rest = trimmed[10..];
        if (rest.Length == 0) return day;
        if (rest[0] is not ('T' or 't' or ' ')) return null;

        var (clock, zone) = SplitZone(rest[1..].TrimStart());
        return zone is null ? null : $"{day}T{ShortFraction(clock)}{zone}";
    }

    static (string Clock, string? Zone) SplitZone(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExcept(Clock);
        if (end < 0) return (text.ToString(), "");

        return (text[..end].ToString(), Zone(text[end..].Trim()));
    }

    static string? Zone(ReadOnlySpan<char> zone)
    {
        if (zone is "Z" or "z" or "UTC" or "GMT") return "+00:00";
        if (zone[0] is not ('+' or '-')) return null;

        var digits = zone[1..].ToString().Replace(":", "", StringComparison.Ordinal);
        if (!digits.All(char.IsAsciiDigit)) return null;

        return digits.Length switch
        {
            2 => $"{zone[0]}{digits}:00",
            4 => $"{zone[0]}{digits[..2]}:{digits[2..]}",
            _ => null,
        };
    }

    static string ShortFraction(string clock)
    {
        var point = clock.IndexOfAny(['.', ',']);
        if (point < 0) return clock;

        var fraction = clock[(point + 1)..];
        return $"{clock[..point]}.{fraction[..Math.Min(7, fraction.Length)]}";
    }

    static DateTimeOffset? Zoned(string text, string[] formats) =>
        DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;

    static DateTimeOffset? Naive(string text, string[] formats, TimeSpan offset) =>
        DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) && at.Year > 1
            ? new DateTimeOffset(at, offset)
            : null;
}
