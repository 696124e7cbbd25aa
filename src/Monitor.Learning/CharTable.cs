using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Monitor.Learning;

enum CharClass : byte
{
    Other,
    Space,

    /// <summary>Zero-width and variation marks: as if they were not there.</summary>
    Invisible,
    Letter,
    Digit,
    Apostrophe,
    Punctuation,

    /// <summary>First half of a surrogate pair.</summary>
    HighSurrogate,

    /// <summary>Symbols and pictographs inside the first plane, such as ☝ and ✌.</summary>
    Symbol,
}

/// <summary>What each UTF-16 unit is, and the plain lower-case letter that it is read as.</summary>
/// <remarks>Built once. Accents, full-width forms and look-alikes of other scripts read as the Latin letter that people see.</remarks>
static class CharTable
{
    static readonly byte[] Class = new byte[65536];
    static readonly char[] Fold = new char[65536];

    // Look-alikes that NFKD does not fold: Cyrillic and Greek letters passed off as Latin ones, and signs used as letters.
    const string LookAlike = "аaеeоoрpсcуyхxіiјjѕsԁdһhαaβbεeιiκkοoρpτtυuνvχxıiłlđdøoæaßsſs";

    static CharTable()
    {
        for (var unit = 0; unit < 65536; unit++) Describe((char)unit);
        for (var i = 0; i < LookAlike.Length; i += 2) Fold[LookAlike[i]] = LookAlike[i + 1];
        foreach (var apostrophe in "'’‘`´ʼʻ′") Class[apostrophe] = (byte)CharClass.Apostrophe;
        foreach (var mark in "⟨⟩") Class[mark] = (byte)CharClass.Punctuation;
    }

    /// <summary>What the unit is. The tables have an entry for every unit, so the look-up needs no check.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CharClass ClassOf(char unit) => (CharClass)Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Class), unit);

    /// <summary>The plain letter that the unit is read as.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static char FoldOf(char unit) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Fold), unit);

    /// <summary>Mathematical alphanumerics (U+1D400–1D7FF), enclosed letters and the like read as plain ones; 0 when it is no letter or digit.</summary>
    public static char FoldPair(char high, char low)
    {
        if (!char.IsSurrogatePair(high, low)) return '\0';
        var rune = char.ConvertToUtf32(high, low);
        return rune switch
        {
            >= 0x1D400 and <= 0x1D7FF => FoldByForm(char.ConvertFromUtf32(rune)),
            >= 0x1F130 and <= 0x1F149 => (char)('a' + rune - 0x1F130),
            >= 0x1F150 and <= 0x1F169 => (char)('a' + rune - 0x1F150),
            >= 0x1F170 and <= 0x1F189 => (char)('a' + rune - 0x1F170),
            _ => '\0',
        };
    }

    static void Describe(char unit)
    {
        Fold[unit] = unit;
        Class[unit] = (byte)CategoryOf(unit);
        if (char.IsSurrogate(unit) || unit < 0x80 && !char.IsAsciiLetterUpper(unit)) return;

        var folded = FoldByForm(unit.ToString());
        if (folded == '\0') return;
        Fold[unit] = folded;
        Class[unit] = (byte)(char.IsAsciiDigit(folded) ? CharClass.Digit : CharClass.Letter);
    }

    static char FoldByForm(string one)
    {
        string form;
        try
        {
            form = one.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            return '\0';
        }

        foreach (var part in form)
        {
            if (!char.IsLetterOrDigit(part)) continue;
            var lower = char.ToLowerInvariant(part);
            var digit = CharUnicodeInfo.GetDecimalDigitValue(lower);
            return digit >= 0 ? (char)('0' + digit) : lower;
        }

        return '\0';
    }

    static CharClass CategoryOf(char unit)
    {
        if (char.IsHighSurrogate(unit)) return CharClass.HighSurrogate;
        if (char.IsWhiteSpace(unit)) return CharClass.Space;
        if (char.IsAsciiDigit(unit)) return CharClass.Digit;
        return CharUnicodeInfo.GetUnicodeCategory(unit) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => CharClass.Letter,
            UnicodeCategory.DecimalDigitNumber => CharClass.Digit,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Control => CharClass.Invisible,
            UnicodeCategory.OtherSymbol => CharClass.Symbol,
            _ => unit is >= '\u2190' and <= '\u2BFF' ? CharClass.Symbol : CharClass.Punctuation,
        };
    }
}
