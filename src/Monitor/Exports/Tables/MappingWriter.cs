using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Monitor.Exports.Tables;

/// <summary>Writes a mapping that a person gave once, so that it holds for all files of the same shape.</summary>
static partial class MappingWriter
{
    static readonly JsonSerializerOptions Json = new(TableMappingFile.Json)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes <c>NAME.json</c>, when it is without fault.</summary>
    /// <param name="folder">The folder of mapping files; made when it is missing.</param>
    /// <param name="name">The file's name without ending.</param>
    /// <param name="mapping">What it shall hold.</param>
    /// <param name="overwrite">Whether a file of that name may be replaced.</param>
    /// <returns>What is wrong, in Indonesian; empty when the file was written.</returns>
    public static IReadOnlyList<string> Write(string folder, string name, TableMappingFile mapping, bool overwrite)
    {
        var faults = new List<string>();
        if (!FileName().IsMatch(name)) faults.Add($"Nama pemetaan \"{name}\" tidak dapat dipakai; pakai huruf, angka, spasi, titik, garis bawah atau tanda hubung.");
        mapping.Validate(faults);
        if (faults.Count > 0) return faults;

        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{name}.json");
        var fresh = $"{path}.baru";
        File.WriteAllBytes(fresh, Bytes(mapping));
        try
        {
            File.Move(fresh, path, overwrite);
            return [];
        }
        catch (IOException) when (!overwrite && File.Exists(path))
        {
            File.Delete(fresh);
            return [$"Pemetaan \"{name}\" sudah ada; pakai --force untuk menggantinya, atau nama lain."];
        }
    }

    /// <summary>The mapping as its file holds it: UTF-8 without a mark in front.</summary>
    public static byte[] Bytes(TableMappingFile mapping) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(mapping, Json) + "\n");

    /// <summary>No folder, no ending that passes for a schema, and nothing that Windows refuses.</summary>
    [GeneratedRegex(@"^(?!.*\.schema$)[\p{L}\p{N}_-](?:[\p{L}\p{N} ._-]{0,78}[\p{L}\p{N}_-])?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex FileName();
}
