namespace Monitor.Digests;

/// <summary>Characters that do not show or that turn the direction of writing, by which a text can read otherwise than it was written.</summary>
static class HiddenLetters
{
    /// <summary>Joiners between emoji belong to the picture; everywhere else what does not show counts.</summary>
    public static bool IsAt(string text, int at)
    {
        var letter = text[at];
        if (letter is '\n' or '\r' or '\t') return false;
        if (letter is '\u200D') return !(at > 0 && at + 1 < text.Length && IsPicture(text[at - 1]) && IsPicture(text[at + 1]));

        return letter is '\uFEFF' or '\u00AD' or '\u061C' or '\u115F' or '\u1160' or '\u180E' or '\u3164' or '\uFFA0' or '\uFFFE' or '\uFFFF'
            or (>= '\u200B' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2060' and <= '\u206F')
            || char.IsControl(letter) || IsLone(text, at) || IsTag(text, at);
    }

    /// <summary>The text without them.</summary>
    public static string TakeOut(string text) => string.Concat(text.Where((_, at) => !IsAt(text, at)));

    static bool IsPicture(char letter) => char.IsSurrogate(letter) || letter is '\uFE0F' or (>= '\u2190' and <= '\u2BFF');

    static bool IsLone(string text, int at) => char.IsSurrogate(text[at])
        && !(char.IsHighSurrogate(text[at]) ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) : at > 0 && char.IsHighSurrogate(text[at - 1]));

    /// <summary>Tag characters (plane 14) spell words that nobody sees.</summary>
    static bool IsTag(string text, int at) => text[at] is '\uDB40' || (at > 0 && text[at - 1] is '\uDB40' && char.IsLowSurrogate(text[at]));
}
