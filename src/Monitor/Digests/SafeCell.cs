namespace Monitor.Digests;

/// <summary>Text for a cell of a table that a person opens in a spreadsheet: never a formula, nothing that does not show, never too long for a cell.</summary>
static class SafeCell
{
    /// <summary>Excel holds 32,767 characters in a cell.</summary>
    const int Longest = 32_000;

    /// <seealso href="https://owasp.org/www-community/attacks/CSV_Injection"/>
    public static string Of(string text)
    {
        var shown = HiddenLetters.TakeOut(text.Length <= Longest ? text : text[..Longest]);
        return shown.AsSpan().TrimStart() is [var first, ..] && first is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' || shown is ['\t' or '\r', ..] ? "'" + shown : shown;
    }
}
