using System.Text;
using Monitor.Exports;
using Monitor.Exports.Archives;
using Monitor.Exports.Collectors;
using Monitor.Exports.Records;
using Monitor.Exports.Tables;
using Monitor.Tests.Exports.Archives;

namespace Monitor.Tests.Exports;

/// <summary>Every reader there is, as the program has them, so that each file goes to the one that is surest.</summary>
static class AllReaders
{
    static readonly TimeZoneInfo Wita = TimeZoneInfo.FindSystemTimeZoneById("Asia/Makassar");

    public static IExportReader[] Of(TimeProvider time, ZipPolicy? zips)
    {
        var scan = new TableScan(Wita, time, () => MappingBook.Empty);
        var records = new RecordsReader(Wita, time);
        CollectorReader[] collectors =
        [
            new(new ZeeschuimerFormat(), Wita, time, zips), new(new ApifyFormat(), Wita, time, zips), new(new TwarcFormat(), Wita, time, zips),
            new(new SnscrapeFormat(), Wita, time, zips), new(new InstaloaderFormat(), Wita, time, zips), new(new FacebookScraperFormat(), Wita, time, zips),
        ];
        return
        [
            new TableReader(scan), new TweetHarvestReader(scan), records, new ZippedTablesReader(scan, records, collectors),
            new XArchiveReader(time, zips), new FacebookArchiveReader(time, zips), new InstagramArchiveReader(time, zips), new TikTokArchiveReader(time, zips),
            new FacebookPageReader(Wita, time, zips), new YouTubeTakeoutReader(time, zips),
            .. CollectorTables.All.Select(table => new CollectorTableReader(table, scan)),
            .. collectors,
        ];
    }

    public static Task<ReadArchive> Read(string path, string? name = null) => ReadArchive.Of(path, policy: null, name, Of);

    public static Task<ReadArchive> ReadText(string text) => ReadBytes(Encoding.UTF8.GetBytes(text));

    public static async Task<ReadArchive> ReadBytes(byte[] bytes, string name = "unduhan")
    {
        var path = Path.Combine(Path.GetTempPath(), $"monitor-{Guid.NewGuid():n}");
        await File.WriteAllBytesAsync(path, bytes);
        try
        {
            return await Read(path, name);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
