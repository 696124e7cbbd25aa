using System.Text;

namespace Monitor.Exports;

/// <summary>
/// People's text with its shape kept and its content gone: every letter becomes x or X, every digit 9. Enough to see whether a column holds
/// names, dates or sentences, and nothing that anybody wrote.
/// </summary>
static class MaskedText
{
    /// <summary>The masked text; as long as the original in UTF-16 units.</summary>
    public static string Of(string text)
    {
        var masked = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) masked.Append(Mask(rune), rune.Utf16SequenceLength);
        return masked.ToString();
    }

    static char Mask(Rune rune)
    {
        if (Rune.IsDigit(rune)) return '9';
        if (Rune.IsUpper(rune)) return 'X';
        if (rune.Value is > 32 and < 127 && !Rune.IsLetter(rune)) return (char)rune.Value;

        // Emoji and marks say something too, and control characters would play with the screen.
        return Rune.IsLetterOrDigit(rune) ? 'x' : Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) ? ' ' : '*';
    }
}
