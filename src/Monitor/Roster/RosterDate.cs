using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Roster;

/// <summary>Days as Indonesian offices write them. No host culture is asked: they differ about Agt, Nopember and Sept.</summary>
static partial class RosterDate
{
    /// <summary>First letters that no two months share.</summary>
    static readonly string[][] Months =
    [
        ["jan"], ["feb", "peb"], ["mar", "mrt"], ["apr"], ["mei", "may"], ["jun"], ["jul"], ["agu", "agt", "ags", "aug"], ["sep"], ["okt", "oct"], ["nov", "nop"], ["des", "dec"],
    ];

    /// <summary>A day within a longer text.</summary>
    public const string Pattern = @"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\d{1,2}\s+\p{L}{3,9}\.?\s+\d{4}";

    /// <summary>A cell that Excel knows as a date, a serial number, or a text with the day before the month.</summary>
    public static DateOnly? Read(object? cell) => cell switch
    {
        DateTime moment => DateOnly.FromDateTime(moment),
        double serial and > 3_000 and < 80_000 => DateOnly.FromDateTime(DateTime.FromOADate(serial)),
        string text => Read(text),
        _ => null,
    };

    static DateOnly? Read(string text)
    {
        var match = Day().Match(text.Trim());
        if (!match.Success) return null;

        var month = match.Groups["name"] is { Success: true } name ? MonthOf(name.Value) : int.Parse(match.Groups["month"].ValueSpan, CultureInfo.InvariantCulture);
        var year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        var day = int.Parse(match.Groups["day"].ValueSpan, CultureInfo.InvariantCulture);
        return month is >= 1 and <= 12 && year >= 1900 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    static int MonthOf(string name) => 1 + Array.FindIndex(Months, starts => starts.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase)));

    [GeneratedRegex(
        @"^(?:\p{L}+['’]?\p{L}*,\s*)?(?:(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})|(?<day>\d{1,2})[/.\-](?<month>\d{1,2})[/.\-](?<year>\d{4})|(?<day>\d{1,2})\s+(?<name>\p{L}{3,9})\.?\s+(?<year>\d{4}))$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Day();
}
