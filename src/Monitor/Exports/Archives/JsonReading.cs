using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Monitor.Exports.Archives;

/// <summary>Reads records whose shape is only roughly known: what is absent, null or of another kind is simply not there.</summary>
static class JsonReading
{
    const char Lost = '\uFFFD';

    /// <summary>The real ones stay below 20; deeper ones are attacks.</summary>
    static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowTrailingCommas = true };

    /// <exception cref="JsonException">It is no JSON, or nested too deep.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json) => JsonDocument.Parse(json, Options);

    /// <summary>The value under a key, or null.</summary>
    public static JsonElement? Get(this JsonElement element, string key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The value at the end of a path of keys, or null.</summary>
    public static JsonElement? Get(this JsonElement element, params ReadOnlySpan<string> path)
    {
        JsonElement? at = element;
        foreach (var key in path) at = at?.Get(key);
        return at;
    }

    /// <summary>A text or number under a key, as text; null where it is absent or empty.</summary>
    public static string? Text(this JsonElement element, string key) => element.Get(key)?.Text();

    /// <summary>A text or number as text; null where it is neither, or empty.</summary>
    public static string? Text(this JsonElement element)
    {
        var text = element.ValueKind switch
        {
            JsonValueKind.String => String(element),
            JsonValueKind.Number => element.GetRawText(),
            _ => null,
        };
        return text is { Length: > 0 } ? text : null;
    }

    /// <summary>The elements of a list; a single object stands for a list of one, as Meta writes it; anything else is an empty list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement? element) => element?.ValueKind switch
    {
        JsonValueKind.Array => element.Value.EnumerateArray(),
        JsonValueKind.Object => [element.Value],
        _ => [],
    };

    /// <summary>The elements of a list under a key.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string key) => element.Get(key).Items();

    public static bool IsTrue(this JsonElement? element) => element?.ValueKind == JsonValueKind.True;

    /// <summary>
    /// The text inside a JSON string, quotes included, with the replacement character for what is no text: bytes that are no UTF-8, and
    /// halves of characters, which X leaves where it cuts a post.
    /// </summary>
    public static string Unescaped(ReadOnlySpan<byte> quoted)
    {
        var raw = Encoding.UTF8.GetString(quoted).AsSpan().Trim();
        raw = raw is ['"', .. var inside, '"'] ? inside : raw;
        if (!raw.Contains('\\')) return raw.ToString();

        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length;)
        {
            var (character, length) = raw[i] == '\\' ? Escape(raw[i..]) : (raw[i], 1);
            text.Append(character);
            i += length;
        }

        return WithoutHalves(text);
    }

    static string String(JsonElement element)
    {
        try
        {
            // The caller saw that it is a string, so there is one.
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescaped(JsonMarshal.GetRawUtf8Value(element));
        }
    }

    static (char Character, int Length) Escape(ReadOnlySpan<char> text) => text switch
    {
        ['\\', 'u', _, _, _, _, ..] => ushort.TryParse(text[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? ((char)code, 6)
            : (Lost, 2),
        ['\\', 'n', ..] => ('\n', 2),
        ['\\', 'r', ..] => ('\r', 2),
        ['\\', 't', ..] => ('\t', 2),
        ['\\', 'b', ..] => ('\b', 2),
        ['\\', 'f', ..] => ('\f', 2),
        ['\\', var other, ..] => (other, 2),
        _ => (Lost, 1),
    };

    static string WithoutHalves(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;

            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) i++;
            else text[i] = Lost;
        }

        return text.ToString();
    }
}
