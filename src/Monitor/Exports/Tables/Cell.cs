using System.Globalization;

namespace Monitor.Exports.Tables;

/// <summary>One cell as a person sees it, with the number or moment behind it where the sheet has one.</summary>
/// <param name="Text">Never null; empty for an empty cell.</param>
/// <param name="Number">A spreadsheet's number; null for text.</param>
/// <param name="Moment">A spreadsheet's date or time; it names no zone.</param>
readonly record struct Cell(string Text, double? Number = null, DateTime? Moment = null)
{
    public static Cell Empty => new("");

    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

    public static Cell Of(object? value) => value switch
    {
        null => Empty,
        string text => new(text),
        double number => new(Show(number), number),
        int number => new(number.ToString(CultureInfo.InvariantCulture), number),
        DateTime moment => new(moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), null, moment),
        TimeSpan time => new(time.ToString("hh\\:mm\\:ss", CultureInfo.InvariantCulture), null, DateTime.UnixEpoch.Date + time),
        IFormattable other => new(other.ToString(null, CultureInfo.InvariantCulture)),
        _ => new(value.ToString() ?? ""),
    };

    // A double holds fifteen digits for certain. Beyond, the exponent stays in sight so that nobody takes the digits for an id.
    static string Show(double number) =>
        Math.Abs(number) < 1e15 && double.IsInteger(number)
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
}
