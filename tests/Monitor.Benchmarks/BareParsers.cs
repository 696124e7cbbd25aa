using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CsvHelper;
using ExcelDataReader;

namespace Monitor.Benchmarks;

/// <summary>The parsers below our readers, used as their makers show: everything is taken apart and nothing understood.</summary>
static class BareParsers
{
    static BareParsers() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static int Csv(string path)
    {
        using var csv = CsvReader.FromFile(path);
        var (rows, letters) = (0, 0L);
        while (csv.Read())
        {
            rows++;
            for (var column = 0; column < csv.FieldCount; column++) letters += csv.GetString(column).Length;
        }

        return letters > 0 ? rows : 0;
    }

    public static int Workbook(string path)
    {
        using var stream = File.OpenRead(path);
        using var sheet = ExcelReaderFactory.CreateReader(stream);
        var (rows, filled) = (-1, 0L);
        while (sheet.Read())
        {
            rows++;
            for (var column = 0; column < sheet.FieldCount; column++)
                if (sheet.GetValue(column) is not null) filled++;
        }

        return filled > 0 ? rows : 0;
    }

    public static int JsonLines(string path)
    {
        var rows = 0;
        var bytes = File.ReadAllBytes(path).AsSpan();
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var line = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? default : bytes[(end + 1)..];
            if (!line.IsEmpty) rows += Walk(line, "text");
        }

        return rows;
    }

    /// <param name="path">The zip.</param>
    /// <param name="end">How the member's name ends.</param>
    /// <param name="key">A key that each record has once.</param>
    public static int ZippedJson(string path, string end, string key)
    {
        using var zip = ZipFile.OpenRead(path);
        using var member = zip.Entries.Single(entry => entry.FullName.EndsWith(end, StringComparison.Ordinal)).Open();
        using var all = new MemoryStream();
        member.CopyTo(all);
        var bytes = all.GetBuffer().AsSpan(0, (int)all.Length);
        return Walk(bytes[bytes.IndexOf((byte)'[')..], key);
    }

    /// <summary>Every token, and every value as a string.</summary>
    static int Walk(ReadOnlySpan<byte> json, string key)
    {
        var reader = new Utf8JsonReader(json);
        var (found, letters) = (0, 0L);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(key)) found++;
            if (reader.TokenType == JsonTokenType.String) letters += reader.GetString()?.Length ?? 0;
        }

        return letters > 0 ? found : 0;
    }
}
