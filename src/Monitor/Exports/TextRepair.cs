using System.Globalization;
using System.Text;
using Monitor.Posts;

namespace Monitor.Exports;

/// <summary>
/// Mends text that an export or a spreadsheet broke. Each kind of damage is mended at most once for a text, because text that was
/// mended may by chance look broken again; a <see cref="RepairedText"/> remembers which kinds were tried.
/// </summary>
static class TextRepair
{
    const char Lost = '\uFFFD';

    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Bytes 0x80–0x9F of Windows-1252; the five that it leaves undefined stand for themselves.</summary>
    const string Windows1252Specials = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    /// <summary>
    /// JSON of Facebook, Instagram and Threads: each UTF-8 byte was written as a character of its own. Such text has no character
    /// above U+00FF; where its bytes are no UTF-8 it stays as it is.
    /// </summary>
    public static RepairedText Meta(RepairedText text)
    {
        if (!text.Untried(TextDamage.Meta)) return text;
        if (Ascii.IsValid(text.Text) || text.Text.AsSpan().IndexOfAnyExceptInRange('\0', '\u00FF') >= 0) return text.Keep(TextDamage.Meta);

        return Decoded(Encoding.Latin1.GetBytes(text.Text)) is { } mended ? text.Mend(TextDamage.Meta, mended) : text.Keep(TextDamage.Meta);
    }

    /// <summary>A CSV that was opened as Windows-1252 and saved again as UTF-8: <c>ðŸ¤²</c> for 🤲.</summary>
    public static RepairedText DoubleEncoded(RepairedText text)
    {
        if (!text.Untried(TextDamage.DoubleEncoded)) return text;
        if (Ascii.IsValid(text.Text) || Windows1252Bytes(text.Text) is not { } bytes) return text.Keep(TextDamage.DoubleEncoded);

        return Decoded(bytes) is { } mended && LeadCharacters(mended) < LeadCharacters(text.Text)
            ? text.Mend(TextDamage.DoubleEncoded, mended)
            : text.Keep(TextDamage.DoubleEncoded);
    }

    /// <summary>
    /// X escapes <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> and nothing else. Old tweet-harvest also turned the semicolon into a blank,
    /// which is damage and is mended with a warning; the escapes themselves are no damage.
    /// </summary>
    public static RepairedText XEntities(RepairedText text)
    {
        if (!text.Untried(TextDamage.Entities)) return text;
        if (!text.Text.Contains('&', StringComparison.Ordinal)) return text.Keep(TextDamage.Entities);

        var (decoded, damaged) = DecodeEntities(text.Text);
        return damaged ? text.Mend(TextDamage.Entities, decoded) : text.Keep(TextDamage.Entities, decoded);
    }

    /// <summary>Text saved by a Python program as the spelling of its bytes: <c>b'Semangat \xf0\x9f\x92\xaa'</c>.</summary>
    public static RepairedText PythonBytes(RepairedText text)
    {
        if (!text.Untried(TextDamage.PythonBytes)) return text;

        return PythonLiteral(text.Text) is { } bytes && Decoded(bytes) is { } mended
            ? text.Mend(TextDamage.PythonBytes, mended)
            : text.Keep(TextDamage.PythonBytes);
    }

    /// <summary>Text as it is, with the remark that characters are lost where the replacement character stands in it.</summary>
    public static RepairedText AsIs(string text) =>
        new(text, text.Contains(Lost, StringComparison.Ordinal) ? PostWarnings.TextDamaged : PostWarnings.None);

    static string? Decoded(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    static int LeadCharacters(string text) => text.AsSpan().Count('Ã') + text.AsSpan().Count('Â') + text.AsSpan().Count('â') + text.AsSpan().Count('ð');

    static byte[]? Windows1252Bytes(string text)
    {
        var bytes = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            var special = Windows1252Specials.IndexOf(text[i], StringComparison.Ordinal);
            if (special < 0 && text[i] > '\u00FF') return null;
            bytes[i] = (byte)(special >= 0 ? 0x80 + special : text[i]);
        }

        return bytes;
    }

    static (string Text, bool Damaged) DecodeEntities(string text)
    {
        var decoded = new StringBuilder(text.Length);
        var damaged = false;
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var plain = rest.IndexOf('&') is var next and >= 0 ? next : rest.Length;
            decoded.Append(rest[..plain]);
            rest = rest[plain..];
            if (rest.IsEmpty) break;

            var (character, length, broken) = EntityAt(rest);
            decoded.Append(length == 0 ? '&' : character);
            damaged |= broken;
            rest = rest[Math.Max(length, 1)..];
        }

        return (decoded.ToString(), damaged);
    }

    static (char Character, int Length, bool Broken) EntityAt(ReadOnlySpan<char> text)
    {
        var (character, name) = text switch
        {
            ['&', 'a', 'm', 'p', ..] => ('&', 4),
            ['&', 'l', 't', ..] => ('<', 3),
            ['&', 'g', 't', ..] => ('>', 3),
            _ => ('\0', 0),
        };
        if (name == 0) return default;

        var next = text.Length > name ? text[name] : ' ';
        if (next == ';') return (character, name + 1, false);
        if (char.IsLetterOrDigit(next)) return default;

        // The blank is the semicolon that was.
        return (character, Math.Min(text.Length, next == ' ' ? name + 1 : name), true);
    }

    static byte[]? PythonLiteral(string text)
    {
        var literal = text.AsSpan().Trim();
        if (literal.Length < 3 || literal[0] != 'b' || literal[1] is not ('\'' or '"') || literal[^1] != literal[1]) return null;

        var body = literal[2..^1];
        var bytes = new List<byte>(body.Length);
        for (var i = 0; i < body.Length;)
        {
            if (!char.IsAscii(body[i]) || body[i] == literal[1]) return null;

            var (value, length) = body[i] == '\\' ? PythonEscape(body[i..]) : ((byte)body[i], 1);
            if (length == 0) return null;

            bytes.Add(value);
            i += length;
        }

        return [.. bytes];
    }

    static (byte Value, int Length) PythonEscape(ReadOnlySpan<char> text) => text switch
    {
        ['\\', 'x', var high, var low, ..] when char.IsAsciiHexDigit(high) && char.IsAsciiHexDigit(low) =>
            (byte.Parse(text[2..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), 4),
        ['\\', 'n', ..] => ((byte)'\n', 2),
        ['\\', 'r', ..] => ((byte)'\r', 2),
        ['\\', 't', ..] => ((byte)'\t', 2),
        ['\\', var quoted and ('\\' or '\'' or '"'), ..] => ((byte)quoted, 2),
        _ => default,
    };
}

/// <summary>A text with what was done to it. A plain string converts to one that nothing was done to.</summary>
readonly record struct RepairedText(string Text, PostWarnings Warnings)
{
    TextDamage Tried { get; init; }

    public static implicit operator RepairedText(string text) => TextRepair.AsIs(text);

    public bool Untried(TextDamage damage) => (Tried & damage) == TextDamage.None;

    public RepairedText Keep(TextDamage tried, string? decoded = null) => this with { Text = decoded ?? Text, Tried = Tried | tried };

    public RepairedText Mend(TextDamage tried, string mended) =>
        this with { Text = mended, Warnings = Warnings | PostWarnings.TextRepaired | TextRepair.AsIs(mended).Warnings, Tried = Tried | tried };
}

/// <summary>The kinds of broken text that exports really hold.</summary>
[Flags]
enum TextDamage
{
    None = 0,
    Meta = 1,
    DoubleEncoded = 2,
    Entities = 4,
    PythonBytes = 8,
}
