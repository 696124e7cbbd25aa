using System.Globalization;
using System.Text.Json;

namespace Monitor.Contests;

/// <summary>
/// Reads one JSON object of a data file and forgives nothing: a key that is unknown, missing, given twice or of the wrong kind is a
/// fault with its path. Reading goes on after a fault, with an empty value in its place, so that all faults come in one list.
/// </summary>
sealed class StrictJson
{
    readonly Dictionary<string, JsonElement> _values = [];
    readonly List<string> _known = [];
    readonly string _file;
    readonly List<DataFault> _faults;

    StrictJson(JsonElement element, string path, string file, List<DataFault> faults)
    {
        (Path, _file, _faults) = (path, file, faults);
        foreach (var property in element.EnumerateObject())
        {
            if (!_values.TryAdd(property.Name, property.Value))
                Fault(property.Name, "the key stands here twice; keep one");
        }
    }

    /// <summary>Path of this object from the root, <c>$</c>.</summary>
    public string Path { get; }

    /// <summary>The bytes of a file, or null (and a fault) when it cannot be opened.</summary>
    public static byte[]? ReadBytes(string path, List<DataFault> faults)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            faults.Add(new DataFault(System.IO.Path.GetFileName(path), "$", "the file does not exist; put it there, or mend the setting that names it"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add(new DataFault(System.IO.Path.GetFileName(path), "$", $"cannot be opened ({exception.GetType().Name}); close it elsewhere and look at its rights"));
        }

        return null;
    }

    /// <summary>The root object of a file, or null (and a fault) when the bytes are not a JSON object.</summary>
    public static StrictJson? Parse(byte[] bytes, string file, List<DataFault> faults)
    {
        // Notepad on Windows still writes a byte order mark, which JSON does not allow.
        ReadOnlyMemory<byte> json = bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;
        try
        {
            var root = JsonDocument.Parse(json).RootElement;
            if (root.ValueKind == JsonValueKind.Object) return new StrictJson(root, "$", file, faults);
            faults.Add(new DataFault(file, "$", "the file must hold one object, from { to }"));
        }
        catch (JsonException exception)
        {
            faults.Add(new DataFault(file, "$", string.Create(CultureInfo.InvariantCulture,
                $"is not JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}; look for a missing comma, quote or bracket there")));
        }

        return null;
    }

    public void Fault(string key, string message) => _faults.Add(new DataFault(_file, $"{Path}.{key}", message));

    /// <summary>A text that must be there and not be blank.</summary>
    public string Text(string key, string example)
    {
        if (Find(key, JsonValueKind.String, example.Length == 0 ? "a text" : $"a text such as \"{example}\"") is not { } value) return "";
        return NotBlank(key, value.GetString()!); // A string element has a string.
    }

    /// <summary>A text that may be left out.</summary>
    public string TextOr(string key, string otherwise) => Has(key) ? Text(key, otherwise) : otherwise;

    /// <summary>A list of texts that may be left out.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        if (!Has(key)) return [];
        return [.. Items(key, JsonValueKind.String, "a list of texts").Select(item => NotBlank(item.Key, item.Value.GetString()!))];
    }

    public DateOnly Date(string key)
    {
        const string Expected = "a day such as \"2024-11-27\"";
        if (Find(key, JsonValueKind.String, Expected) is not { } value) return default;
        if (DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;

        Fault(key, $"is '{value.GetString()}'; give {Expected}");
        return default;
    }

    public int NumberOr(string key, int otherwise)
    {
        const string Expected = "a whole number";
        if (!Has(key) || Find(key, JsonValueKind.Number, Expected) is not { } value) return otherwise;
        if (value.TryGetInt32(out var number)) return number;

        Fault(key, $"is {value.GetRawText()}; give {Expected}");
        return otherwise;
    }

    public bool TruthOr(string key, bool otherwise)
    {
        if (!Has(key)) return otherwise;
        if (_values[key].ValueKind is JsonValueKind.True or JsonValueKind.False) return _values[key].GetBoolean();

        Fault(key, "must be true or false, without quotes");
        return otherwise;
    }

    /// <summary>One of the enum's names, spelled exactly.</summary>
    public TEnum Choice<TEnum>(string key) where TEnum : struct, Enum =>
        Find(key, JsonValueKind.String, $"one of {Listed(Enum.GetNames<TEnum>())}") is { } value
            ? Choice<TEnum>(key, value.GetString()!, Enum.GetNames<TEnum>())
            : default;

    /// <summary>A list, which must be there and not be empty, of the enum's names.</summary>
    /// <param name="key">The key.</param>
    /// <param name="except">A name that means nothing in data.</param>
    public IReadOnlyList<TEnum> Choices<TEnum>(string key, TEnum? except = null) where TEnum : struct, Enum
    {
        var names = Enum.GetNames<TEnum>().Where(name => name != except?.ToString()).ToArray();
        var expected = $"a list of {Listed(names)}";
        var items = Items(key, JsonValueKind.String, expected).ToList();
        if (_values.TryGetValue(key, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() == 0)
            Fault(key, $"is empty; give {expected}");
        if (items.DistinctBy(item => item.Value.GetString()).Count() != items.Count) Fault(key, "names one thing twice; keep one");
        return [.. items.Select(item => Choice<TEnum>(item.Key, item.Value.GetString()!, names))]; // A string element has a string.
    }

    /// <summary>A list of the enum's names that may be left out, but not be empty.</summary>
    public IReadOnlyList<TEnum> ChoicesOrNone<TEnum>(string key) where TEnum : struct, Enum => Has(key) ? Choices<TEnum>(key) : [];

    /// <summary>An object that must be there.</summary>
    public StrictJson? Object(string key) =>
        Find(key, JsonValueKind.Object, "an object, from { to }") is { } value ? new StrictJson(value, $"{Path}.{key}", _file, _faults) : null;

    /// <summary>A list of objects that must be there.</summary>
    public IReadOnlyList<StrictJson> Objects(string key) =>
        [.. Items(key, JsonValueKind.Object, "a list of objects").Select(item => new StrictJson(item.Value, $"{Path}.{item.Key}", _file, _faults))];

    /// <summary>A list of objects that may be left out.</summary>
    public IReadOnlyList<StrictJson> ObjectsOrNone(string key) => Has(key) ? Objects(key) : [];

    /// <summary>Call when all keys were asked for: whatever else stands in the object is a fault.</summary>
    public void NothingElse()
    {
        foreach (var unknown in _values.Keys.Except(_known))
            Fault(unknown, $"is no known key; the keys here are {string.Join(", ", _known)}");
    }

    bool Has(string key)
    {
        Know(key);
        return _values.ContainsKey(key);
    }

    void Know(string key)
    {
        if (!_known.Contains(key)) _known.Add(key);
    }

    JsonElement? Find(string key, JsonValueKind kind, string expected)
    {
        Know(key);
        if (!_values.TryGetValue(key, out var value)) Fault(key, $"is missing; give {expected}");
        else if (value.ValueKind != kind) Fault(key, $"must be {expected}");
        else return value;

        return null;
    }

    IEnumerable<KeyValuePair<string, JsonElement>> Items(string key, JsonValueKind kind, string expected)
    {
        if (Find(key, JsonValueKind.Array, expected) is not { } list) yield break;

        var index = 0;
        foreach (var value in list.EnumerateArray())
        {
            var item = string.Create(CultureInfo.InvariantCulture, $"{key}[{index++}]");
            if (value.ValueKind == kind) yield return KeyValuePair.Create(item, value);
            else Fault(item, $"the list must be {expected}");
        }
    }

    TEnum Choice<TEnum>(string key, string name, string[] names) where TEnum : struct, Enum
    {
        // Enum.TryParse would also take "3" and "a, b".
        if (names.Contains(name)) return Enum.Parse<TEnum>(name);

        Fault(key, $"is '{name}'; give one of {Listed(names)}");
        return default;
    }

    string NotBlank(string key, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) Fault(key, "is blank; write something or take it out");
        else if (text.Length != text.Trim().Length) Fault(key, $"'{text}' begins or ends with a space; take it out");

        return text;
    }

    static string Listed(string[] names) => string.Join(", ", names);
}
