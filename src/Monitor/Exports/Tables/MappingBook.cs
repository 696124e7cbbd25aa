using System.Text.Json;

namespace Monitor.Exports.Tables;

/// <summary>All mapping files of a folder. A faulty file is left out and named; the others count.</summary>
/// <param name="Mappings">In the order of their file names.</param>
/// <param name="Faults">One sentence a fault, in Indonesian, with the file's name.</param>
sealed record MappingBook(IReadOnlyList<TableMapping> Mappings, IReadOnlyList<string> Faults)
{
    const long MaxLength = 1024 * 1024;

    public static MappingBook Empty { get; } = new([], []);

    /// <summary>Reads <c>*.json</c> of a folder; a folder that is not there holds none. Schema files (<c>*.schema.json</c>) are passed over.</summary>
    public static MappingBook Load(string folder)
    {
        if (!Directory.Exists(folder)) return Empty;

        var mappings = new List<TableMapping>();
        var faults = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            if (path.EndsWith(".schema.json", StringComparison.OrdinalIgnoreCase)) continue;

            var inFile = new List<string>();
            if (Read(path, inFile) is { } mapping) mappings.Add(mapping);
            faults.AddRange(inFile.Select(fault => $"{Path.GetFileName(path)}: {fault}"));
        }

        return new MappingBook(mappings, faults);
    }

    /// <summary>The mapping whose signature the header has; of several the one that asks for most.</summary>
    public TableMapping? For(IReadOnlyList<string> names)
    {
        if (Mappings.Count == 0) return null;

        var normalized = names.Select(name => HeaderName.Normalize(name)).ToHashSet(StringComparer.Ordinal);
        return Mappings
            .Where(mapping => mapping.Signature.All(name => normalized.Contains(HeaderName.Normalize(name))))
            .MaxBy(mapping => mapping.Signature.Count);
    }

    static TableMapping? Read(string path, List<string> faults)
    {
        if (new FileInfo(path).Length > MaxLength)
        {
            faults.Add("lebih besar dari 1 MB; ini bukan berkas pemetaan.");
            return null;
        }

        try
        {
            using var stream = File.OpenRead(path);
            if (JsonSerializer.Deserialize<TableMappingFile>(stream, TableMappingFile.Json) is { } file) return file.Validate(faults);
            faults.Add("kosong.");
        }
        catch (JsonException broken)
        {
            faults.Add($"bukan JSON yang dimengerti, baris {broken.LineNumber + 1}: periksa tanda kutip, koma, dan nama kunci.");
        }

        return null;
    }
}
