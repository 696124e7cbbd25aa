namespace Monitor.Exports.Tables;

/// <summary>
/// The two forms that machines write in nearly every export, read by position: they make up almost all dates there are, and walking
/// through them word by word would cost a tenth of the whole reading.
/// </summary>
static class FixedForm
{
    const string Months = "JanFebMarAprMayJunJulAugSepOctNovDec";

    /// <returns>False for every other form, and for these forms with anything out of place.</returns>
    public static bool Read(ReadOnlySpan<char> text, ref DateTimeParts parts) => text.Length switch
    {
        30 when text[19] == ' ' => X(text, ref parts),
        >= 20 and <= 33 when text[10] is 'T' => Iso(text, ref parts),
        _ => false,
    };

    /// <summary><c>Sat Oct 12 13:15:00 +0000 2024</c></summary>
    static bool X(ReadOnlySpan<char> text, ref DateTimeParts parts)
    {
        var month = Months.AsSpan().IndexOf(text[4..7], StringComparison.Ordinal);
        if (month < 0 || month % 3 != 0 || text[3] != ' ' || text[7] != ' ' || text[10] != ' ' || !text.Slice(20, 6).SequenceEqual("+0000 ")) return false;

        return Figures(text[26..], out var year) && Figures(text.Slice(8, 2), out var day) && Clock(text.Slice(11, 8), ref parts)
            && Set(ref parts, year, (month / 3) + 1, day, 0);
    }

    /// <summary><c>2024-10-12T13:15:00.000Z</c>, <c>2024-10-12T13:15:00+00:00</c></summary>
    static bool Iso(ReadOnlySpan<char> text, ref DateTimeParts parts)
    {
        if (text[4] != '-' || text[7] != '-') return false;

        var rest = text[19..];
        var ticks = 0L;
        if (rest[0] == '.')
        {
            var scale = TimeSpan.TicksPerSecond;
            var at = 1;
            for (; at < rest.Length && char.IsAsciiDigit(rest[at]); at++) ticks += (rest[at] - '0') * (scale /= 10);
            rest = rest[at..];
        }

        return rest is "Z" or "+00:00" && Figures(text[..4], out var year) && Figures(text.Slice(5, 2), out var month) && Figures(text.Slice(8, 2), out var day)
            && Clock(text.Slice(11, 8), ref parts) && Set(ref parts, year, month, day, ticks);
    }

    static bool Set(ref DateTimeParts parts, int year, int month, int day, long ticks)
    {
        (parts.Year, parts.Month, parts.Day, parts.Ticks) = (year, month, day, ticks);
        parts.Offset = TimeSpan.Zero;
        return true;
    }

    static bool Clock(ReadOnlySpan<char> text, ref DateTimeParts parts)
    {
        if (text[2] != ':' || text[5] != ':') return false;
        if (!Figures(text[..2], out var hour) || !Figures(text.Slice(3, 2), out var minute) || !Figures(text.Slice(6, 2), out var second)) return false;

        (parts.Hour, parts.Minute, parts.Second, parts.HasTime, parts.HasSeconds) = (hour, minute, second, true, true);
        return true;
    }

    static bool Figures(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var letter in text)
        {
            if (!char.IsAsciiDigit(letter)) return false;
            value = (value * 10) + (letter - '0');
        }

        return true;
    }
}
