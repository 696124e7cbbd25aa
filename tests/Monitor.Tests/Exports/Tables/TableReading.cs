using System.Runtime.CompilerServices;
using System.Text;
using Monitor.Exports;
using Monitor.Exports.Collectors;
using Monitor.Exports.Records;
using Monitor.Exports.Tables;
using Monitor.Posts;
using Monitor.Tests.Support;

namespace Monitor.Tests.Exports.Tables;

/// <summary>Reads a file as the program would: the surest reader gets it.</summary>
static class TableReading
{
    public static readonly DateTimeOffset Now = new(2024, 12, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly TimeZoneInfo Wita = TimeZoneInfo.FindSystemTimeZoneById("Asia/Makassar");

    public static string Files([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Files");

    public static TableScan Scan(MappingBook? mappings = null) => new(Wita, new ManualTime(Now), () => mappings ?? MappingBook.Empty);

    public static IExportReader[] Readers(MappingBook? mappings = null)
    {
        var scan = Scan(mappings);
        var records = new RecordsReader(Wita, new ManualTime(Now));
        return [new TableReader(scan), new TweetHarvestReader(scan), records, new ZippedTablesReader(scan, records), .. CollectorTables.All.Select(table => new CollectorTableReader(table, scan))];
    }

    public static Task<Reading> TextAsync(string text, MappingBook? mappings = null) => BytesAsync(Encoding.UTF8.GetBytes(text), mappings);

    public static async Task<Reading> BytesAsync(byte[] bytes, MappingBook? mappings = null)
    {
        using var folder = new TemporaryFolder();
        return await FileAsync(folder.Write("berkas", bytes), mappings);
    }

    public static async Task<Reading> FileAsync(string path, MappingBook? mappings = null)
    {
        var results = new List<ReadResult>();
        string? format = null;
        try
        {
            var reader = new ExportFormats(Readers(mappings)).Pick(ExportProbe.Open(path));
            format = reader.Format;
            await foreach (var result in reader.ReadAsync(new ExportFile(path, "berkas", "", new FileInfo(path).Length), CancellationToken.None)) results.Add(result);
            return new Reading(format, results, null);
        }
        catch (UnreadableExportException unreadable)
        {
            return new Reading(format, results, unreadable);
        }
    }
}

sealed record Reading(string? Format, IReadOnlyList<ReadResult> Results, UnreadableExportException? Unreadable)
{
    public IReadOnlyList<Post> Posts => [.. Results.OfType<ReadResult.Read>().Select(read => read.Post)];

    public IReadOnlyList<ReadResult.Rejected> Rejected => [.. Results.OfType<ReadResult.Rejected>()];

    public IReadOnlyList<ExportWarning> Warnings => [.. Results.OfType<ReadResult.Warned>().Select(warned => warned.Warning)];

    public Post Post => Assert.Single(Posts);

    /// <summary>Everything that came out, as text, to look for what must not.</summary>
    public string Everything => string.Join('\n', Results.Select(result => result.ToString())) + Unreadable;
}
