using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monitor.Exports.Archives;

/// <summary>
/// Instagram's <c>string_map_data</c>: values under keys that older exports wrote in the language of the account. What no known key
/// names is found by its shape: the entry with a time, the value that can be a handle, the other value.
/// </summary>
sealed partial class StringMap
{
    static readonly string[] TextKeys = ["Comment", "Text", "Opmerking", "Komentar", "Teks"];
    static readonly string[] OwnerKeys = ["Media Owner", "Media-eigenaar", "Pemilik Media"];
    static readonly string[] HandleKeys = ["Username", "Gebruikersnaam", "Nombre de usuario", "Nome utente", "Nama pengguna"];
    static readonly string[] NameKeys = ["Name", "Naam", "Nombre", "Nome", "Nama"];
    static readonly string[] PrivateKeys = ["Private Account", "Privéaccount", "Cuenta privada", "Account privato", "Akun Privat", "Akun Pribadi"];
    static readonly string[] Yes = ["True", "Yes", "Ja", "Sí", "Ya", "Benar", "1"];

    readonly List<(string Key, RepairedText Value)> _values = [];

    StringMap(JsonElement map)
    {
        foreach (var entry in map.EnumerateObject())
        {
            if (entry.Value.Mended("value") is { } value) _values.Add((TextRepair.Meta(entry.Name).Text, value));
            if (Time is null && entry.Value.Get("timestamp") is { } time && time.Text() is not (null or "0")) Time = time;
        }
    }

    /// <summary>The first time that is not zero.</summary>
    public JsonElement? Time { get; }

    /// <summary>Whether the text or the owner was found by shape.</summary>
    public bool Guessed { get; private set; }

    public static StringMap? Of(JsonElement record) =>
        record.Get("string_map_data") is { ValueKind: JsonValueKind.Object } map ? new StringMap(map) : null;

    public string? Handle() => Under(HandleKeys)?.Text;

    public string? Name() => Under(NameKeys)?.Text;

    public bool IsPrivate() => Under(PrivateKeys) is { } value && Yes.Contains(value.Text, StringComparer.OrdinalIgnoreCase);

    /// <summary>A comment: whose post, and what was written.</summary>
    public (RepairedText? Text, string? Owner) Comment()
    {
        var (text, owner) = (Under(TextKeys), Under(OwnerKeys));
        if (text is not null || owner is not null || _values.Count == 0) return (text, owner?.Text);

        Guessed = true;
        if (_values is [var only]) return (only.Value, null);

        // Where both could be a handle, Instagram's order decides: the text comes first.
        var (first, second) = (_values[0].Value, _values[1].Value);
        return LooksLikeHandle(first.Text) && !LooksLikeHandle(second.Text) ? (second, first.Text) : (first, LooksLikeHandle(second.Text) ? second.Text : null);
    }

    RepairedText? Under(string[] keys)
    {
        foreach (var (key, value) in _values)
            if (keys.Contains(key, StringComparer.OrdinalIgnoreCase))
                return value;

        return null;
    }

    static bool LooksLikeHandle(string value) => Handles().IsMatch(value);

    [GeneratedRegex(@"^[A-Za-z0-9._]{1,30}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Handles();
}
