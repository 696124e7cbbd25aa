using System.Buffers;

namespace Monitor.Exports.Tables;

/// <summary>NIP as clerks and spreadsheets write it.</summary>
static class EmployeeNumber
{
    const int Digits = 18;

    /// <param name="cell">As typed: with blanks, dots, a leading apostrophe, or as a number.</param>
    /// <param name="rounded">Whether a spreadsheet rounded it: a double holds fifteen of its digits.</param>
    /// <returns>Eighteen digits, or null.</returns>
    public static string? Read(Cell cell, out bool rounded)
    {
        rounded = false;
        if (cell.IsBlank) return null;
        if (cell.Number is { } number)
        {
            rounded = Math.Abs(number) >= 1e15;
            return null;
        }

        var text = cell.Text.AsSpan().Trim();
        rounded = RoundedNumber.IsScientific(text);
        if (rounded) return null;

        Span<char> digits = stackalloc char[Digits];
        var count = 0;
        foreach (var letter in text)
        {
            if (char.IsAsciiDigit(letter))
            {
                if (count == Digits) return null;
                digits[count++] = letter;
            }
            else if (!char.IsWhiteSpace(letter) && letter is not ('\'' or '’' or '.' or '-' or '`' or '"' or '\u200B'))
            {
                return null;
            }
        }

        if (count != Digits) return null;

        // The last three digits count from 001, so 000 is what a spreadsheet leaves of them.
        rounded = digits[^3..].SequenceEqual("000");
        return rounded ? null : digits.ToString();
    }
}

/// <summary>Long numbers that went through a double.</summary>
static class RoundedNumber
{
    static readonly SearchValues<char> Mantissa = SearchValues.Create("0123456789.,");

    /// <summary>1,69E+18, 1.72385316540424E+018.</summary>
    public static bool IsScientific(ReadOnlySpan<char> text)
    {
        var e = text.IndexOfAny('E', 'e');
        if (e <= 0 || e + 2 >= text.Length || text[e + 1] is not ('+' or '-')) return false;
        return !text[..e].ContainsAnyExcept(Mantissa) && !text[(e + 2)..].ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>Sixteen digits or more of which at most the first fifteen are not zero.</summary>
    public static bool IsRounded(ReadOnlySpan<char> digits) =>
        digits.Length > 15 && !digits.ContainsAnyExceptInRange('0', '9') && !digits[15..].ContainsAnyExcept('0');

    /// <summary>The digits of an id that is exact, or null for one that a spreadsheet spoiled.</summary>
    public static string? Exact(Cell cell, out bool rounded)
    {
        rounded = false;
        var text = cell.Text.AsSpan().Trim().Trim("'’\"");
        if (text.IsEmpty) return null;

        rounded = IsScientific(text) || IsRounded(text) || cell.Number is { } number && Math.Abs(number) >= 1e15;
        if (rounded) return null;
        return text.Length == cell.Text.Length ? cell.Text : text.ToString();
    }
}
