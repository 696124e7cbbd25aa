using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Posts;

namespace Monitor.Exports.Tables;

/// <summary>
/// What the columns of a table with other headers mean, as a person wrote it down in <c>mappings/*.json</c>. It applies to every table
/// whose header has all names of <see cref="Signature"/>; case, blanks and punctuation do not matter.
/// </summary>
sealed record TableMapping
{
    /// <summary>Shown on receipts and in faults.</summary>
    public required string Name { get; init; }

    public required IReadOnlyList<string> Signature { get; init; }

    /// <summary>Headers for each field, best first.</summary>
    public required IReadOnlyDictionary<TableField, IReadOnlyList<string>> Fields { get; init; }

    /// <summary>For rows that do not name one.</summary>
    public Platform Platform { get; init; }

    /// <summary>For rows that do not name one.</summary>
    public Activity Activity { get; init; }

    /// <summary>Zone of times that name none; null for the agency's, which is then an assumption.</summary>
    public TimeZoneInfo? Zone { get; init; }

    public DateOrder DateOrder { get; init; }

    /// <summary>Nobody has seen such a file: receipts ask for a look at the columns.</summary>
    public bool IsGuess { get; init; }
}

/// <summary>A mapping file as it is written.</summary>
sealed record TableMappingFile
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public string? Name { get; init; }

    public IReadOnlyList<string>? Signature { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Fields { get; init; }

    public string? Platform { get; init; }

    public string? Activity { get; init; }

    public string? Zone { get; init; }

    public string? DateOrder { get; init; }

    public bool? Guess { get; init; }

    /// <summary>The mapping, or null with at least one fault, in Indonesian for the staff who wrote the file.</summary>
    public TableMapping? Validate(List<string> faults)
    {
        var before = faults.Count;
        if (string.IsNullOrWhiteSpace(Name)) faults.Add("\"name\" kosong; beri nama, misalnya \"Laporan Brandwatch\".");
        if (Signature is not { Count: > 1 } || Signature.Any(string.IsNullOrWhiteSpace))
            faults.Add("\"signature\" harus berisi paling sedikit dua judul kolom yang selalu ada di berkas itu.");

        var fields = ReadFields(faults);
        if (!fields.ContainsKey(TableField.Text) && !fields.ContainsKey(TableField.CommentText) && !fields.ContainsKey(TableField.Url))
            faults.Add("\"fields\" harus memetakan paling sedikit \"text\", \"commentText\" atau \"url\".");

        var platform = ReadName<Platform>(Platform, "platform", faults);
        var activity = ReadName<Activity>(Activity, "activity", faults);
        var order = ReadName<DateOrder>(DateOrder, "dateOrder", faults);
        TimeZoneInfo? zone = null;
        if (Zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out zone))
            faults.Add($"\"zone\" \"{Zone}\" tidak dikenal; pakai misalnya \"Asia/Makassar\" atau \"UTC\".");

        if (faults.Count > before) return null;

        // Both were seen above to be there.
        return new TableMapping { Name = Name!, Signature = Signature!, Fields = fields, Platform = platform, Activity = activity, Zone = zone, DateOrder = order, IsGuess = Guess ?? false };
    }

    Dictionary<TableField, IReadOnlyList<string>> ReadFields(List<string> faults)
    {
        var fields = new Dictionary<TableField, IReadOnlyList<string>>();
        foreach (var (name, headers) in Fields ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            if (!Enum.TryParse<TableField>(name, ignoreCase: true, out var field) || IsNumber(name))
                faults.Add($"\"fields\": \"{name}\" bukan nama kolom Monitor; yang dikenal: {FieldNames()}.");
            else if (headers is not { Count: > 0 })
                faults.Add($"\"fields\": \"{name}\" tidak berisi judul kolom.");
            else
                fields[field] = headers;
        }

        return fields;
    }

    static T ReadName<T>(string? value, string key, List<string> faults)
        where T : struct, Enum
    {
        if (value is null) return default;
        if (Enum.TryParse<T>(value, ignoreCase: true, out var known) && !IsNumber(value)) return known;

        faults.Add($"\"{key}\" \"{value}\" tidak dikenal; yang dikenal: {string.Join(", ", Enum.GetNames<T>())}.");
        return default;
    }

    // Enum.TryParse takes "3" for the fourth name.
    static bool IsNumber(string name) => name.Length > 0 && (char.IsAsciiDigit(name[0]) || name[0] is '-' or '+');

    static string FieldNames() =>
        string.Join(", ", Enum.GetNames<TableField>().Select(JsonNamingPolicy.CamelCase.ConvertName));
}
