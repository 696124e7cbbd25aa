using System.Text.Json;
using Monitor.Exports.Tables;

namespace Monitor.Review.DataFiles;

/// <summary>A mapping as a person fills it in: each column of the table with its meaning.</summary>
public sealed record MappingDraft
{
    /// <summary>The mapping file; empty for a new one.</summary>
    public string File { get; init; } = "";

    /// <summary>SHA-256 of the file as it was opened; empty for a new one.</summary>
    public string Seen { get; init; } = "";

    /// <summary>Shown on receipts.</summary>
    public string Name { get; init; } = "";

    public IReadOnlyList<MappedColumn> Columns { get; init; } = [];

    public string Platform { get; init; } = "";

    public string Activity { get; init; } = "";

    public string Zone { get; init; } = "";

    public string DateOrder { get; init; } = "";

    /// <summary>What a column can mean, as mapping files spell it, with the word for people.</summary>
    public static IReadOnlyList<(string Field, string Word)> Meanings { get; } =
    [
        ("", "tidak dibaca"), ("text", "isi unggahan"), ("commentText", "isi komentar"), ("sharedText", "kata orang lain yang dibagikan"), ("url", "tautan"), ("date", "tanggal"),
        ("time", "jam"), ("dateOrTime", "tanggal atau jam"), ("zone", "zona waktu"), ("handle", "nama akun"), ("name", "nama orang"), ("nip", "NIP"), ("unit", "unit kerja"),
        ("authorId", "nomor akun"), ("profileUrl", "tautan profil"), ("platform", "platform"), ("activity", "jenis aktivitas"), ("id", "nomor unggahan"), ("replyTo", "membalas kepada"),
        ("conversation", "nomor percakapan"), ("isRepost", "apakah unggah ulang"), ("isQuote", "apakah kutipan"), ("isReply", "apakah balasan"), ("target", "ditujukan kepada"),
        ("error", "pesan galat alat"), ("sender", "pengirim pesan pribadi"), ("chat", "nama obrolan pribadi"),
    ];

    /// <summary>Every column that a table's first row names.</summary>
    internal static MappingDraft Of(TableHead head) => new()
    {
        Columns = [.. head.Names.Where(name => !string.IsNullOrWhiteSpace(name) && !TableHead.IsValue(name)).Distinct(StringComparer.OrdinalIgnoreCase).Select(name => new MappedColumn(name.Trim(), ""))],
    };

    /// <summary>A mapping file for correction; null when it cannot be read.</summary>
    public static MappingDraft? Of(DataFileContent file)
    {
        try
        {
            if (JsonSerializer.Deserialize<TableMappingFile>(file.Text, TableMappingFile.Json) is not { } known) return null;

            var fields = (known.Fields ?? new Dictionary<string, IReadOnlyList<string>>()).SelectMany(pair => pair.Value.Select(column => new MappedColumn(column, pair.Key))).ToList();
            var rest = (known.Signature ?? []).Where(column => !fields.Exists(mapped => string.Equals(mapped.Column, column, StringComparison.OrdinalIgnoreCase)));
            return new MappingDraft
            {
                File = file.Name,
                Seen = file.Sha256,
                Name = known.Name ?? "",
                Columns = [.. fields, .. rest.Select(column => new MappedColumn(column, ""))],
                Platform = known.Platform ?? "",
                Activity = known.Activity ?? "",
                Zone = known.Zone ?? "",
                DateOrder = known.DateOrder ?? "",
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The columns by which a file knows its tables; null when it cannot be read.</summary>
    internal static IReadOnlyList<string>? SignatureOf(DataFileContent file)
    {
        try
        {
            return JsonSerializer.Deserialize<TableMappingFile>(file.Text, TableMappingFile.Json)?.Signature;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The file to write: a table has this shape when it has all of its columns.</summary>
    /// <param name="signature">The columns that mark the shape; those of the draft when it is null.</param>
    internal byte[] ToFile(IReadOnlyList<string>? signature)
    {
        var file = new TableMappingFile
        {
            Name = Name,
            Signature = signature ?? [.. Columns.Select(column => column.Column)],
            Fields = Columns.Where(column => column.Field.Length > 0).GroupBy(column => column.Field, StringComparer.Ordinal)
                .ToDictionary(field => field.Key, field => (IReadOnlyList<string>)[.. field.Select(column => column.Column)], StringComparer.Ordinal),
            Platform = Given(Platform),
            Activity = Given(Activity),
            Zone = Given(Zone),
            DateOrder = Given(DateOrder),
        };
        return MappingWriter.Bytes(file);
    }

    static string? Given(string text) => text.Length > 0 ? text : null;
}

/// <param name="Column">The header as the table writes it.</param>
/// <param name="Field">What it means; empty when it is not read.</param>
public readonly record struct MappedColumn(string Column, string Field);
