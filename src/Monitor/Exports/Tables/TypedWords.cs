using System.Collections.Frozen;

namespace Monitor.Exports.Tables;

/// <summary>Words that people type into a date, in Indonesian and English. All keys are lower case without apostrophes.</summary>
static class TypedWords
{
    static readonly FrozenDictionary<string, int> MonthNumbers = Table(
        (1, "jan januari january"),
        (2, "feb februari february peb pebruari"),
        (3, "mar maret mrt march"),
        (4, "apr april"),
        (5, "mei may"),
        (6, "jun juni june"),
        (7, "jul juli july"),
        (8, "agu agustus agt ags agst agust agus aug august"),
        (9, "sep sept september"),
        (10, "okt oktober oct october"),
        (11, "nov november nop nopember"),
        (12, "des desember dec december"));

    static readonly FrozenDictionary<string, int> ZoneHours = Table((7, "wib"), (8, "wita"), (9, "wit"), (0, "utc gmt z"));

    static readonly FrozenSet<string> Days = Words(
        "senin selasa rabu kamis jumat sabtu minggu ahad mon tue tues wed thu thur thurs fri sat sun " +
        "monday tuesday wednesday thursday friday saturday sunday sen sel rab kam jum sab min");

    static readonly FrozenSet<string> Fillers = Words("tgl tanggal hari pada at on th rd nd st t");

    static readonly FrozenSet<string> ClockWords = Words("pukul pkl pk jam");

    static readonly FrozenDictionary<string, int> DayParts = Table(
        ((int)DayPart.Morning, "am pagi dini"),
        ((int)DayPart.Noon, "siang"),
        ((int)DayPart.Afternoon, "pm sore"),
        ((int)DayPart.Night, "malam"));

    static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> MonthLookup = MonthNumbers.GetAlternateLookup<ReadOnlySpan<char>>();
    static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> ZoneLookup = ZoneHours.GetAlternateLookup<ReadOnlySpan<char>>();
    static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> DayPartLookup = DayParts.GetAlternateLookup<ReadOnlySpan<char>>();
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> DayLookup = Days.GetAlternateLookup<ReadOnlySpan<char>>();
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FillerLookup = Fillers.GetAlternateLookup<ReadOnlySpan<char>>();
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ClockLookup = ClockWords.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Every spelling of a month that is understood, for tests and documentation.</summary>
    public static IEnumerable<KeyValuePair<string, int>> Months => MonthNumbers;

    public static bool IsMonth(ReadOnlySpan<char> word, out int month) => MonthLookup.TryGetValue(word, out month);

    /// <summary>WIB, WITA, WIT and the names of UTC.</summary>
    public static bool IsZone(ReadOnlySpan<char> word, out TimeSpan offset)
    {
        var known = ZoneLookup.TryGetValue(word, out var hours);
        offset = TimeSpan.FromHours(hours);
        return known;
    }

    public static bool IsDay(ReadOnlySpan<char> word) => DayLookup.Contains(word);

    public static bool IsFiller(ReadOnlySpan<char> word) => FillerLookup.Contains(word);

    /// <summary>"pukul": what follows is a time of day.</summary>
    public static bool IsClockWord(ReadOnlySpan<char> word) => ClockLookup.Contains(word);

    /// <summary>am, pm, pagi, siang, sore, malam.</summary>
    public static bool IsDayPart(ReadOnlySpan<char> word, out DayPart part)
    {
        var known = DayPartLookup.TryGetValue(word, out var value);
        part = (DayPart)value;
        return known;
    }

    /// <summary>The hour from 0 to 23 that "8 malam" or "8 PM" means. An hour above twelve is on that clock already.</summary>
    public static int OnTheClock(int hour, DayPart part) => (part, hour) switch
    {
        (DayPart.Morning, 12) or (DayPart.Night, 12) => 0,
        (DayPart.Noon, >= 1 and <= 5) or (DayPart.Afternoon, >= 1 and < 12) or (DayPart.Night, >= 6 and < 12) => hour + 12,
        _ => hour,
    };

    static FrozenDictionary<string, int> Table(params ReadOnlySpan<(int Value, string Words)> rows)
    {
        var table = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (value, words) in rows)
        {
            foreach (var word in words.Split(' ')) table.Add(word, value);
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }

    static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}

/// <summary>The part of the day that a word names.</summary>
enum DayPart
{
    None,
    Morning,
    Noon,
    Afternoon,
    Night,
}
