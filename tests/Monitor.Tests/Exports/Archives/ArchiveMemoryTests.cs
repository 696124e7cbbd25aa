using Monitor.Exports;
using Monitor.Tests.Support;

namespace Monitor.Tests.Exports.Archives;

/// <summary>Measures the memory of the whole process, so nothing else may run meanwhile.</summary>
[Collection(Alone.Name)]
public class ArchiveMemoryTests
{
    const string PostsFile = "posts/your_posts_1.json";

    const string Profile = """{"profile_v2":{"name":{"full_name":"Siti Contoh"}}}""";

    [Fact]
    public async Task ManyRecordsNeedLittleMemory()
    {
        const int rows = 200_000;
        var json = $"[{string.Join(',', Enumerable.Range(0, rows).Select(i => $$"""{"timestamp":{{1728738900 + i}},"data":[{"post":"Kiriman nomor {{i}} {{i * 7919L}}"}],"title":"Siti Contoh memperbarui statusnya."}"""))}]";
        var path = Path.Combine(Path.GetTempPath(), $"monitor-{Guid.NewGuid():n}");
        await File.WriteAllBytesAsync(path, ReadArchive.Zip(("profile_information/profile_information.json", Profile), (PostsFile, json)));
        json = "";

        var reader = new Monitor.Exports.Archives.FacebookArchiveReader(new ManualTime(ReadArchive.Now));
        var (count, peak, start) = (0, 0L, GC.GetTotalMemory(forceFullCollection: true));
        await foreach (var _ in reader.ReadAsync(new ExportFile(path, "x.zip", "", 0), CancellationToken.None))
            if (++count % 20_000 == 0)
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - start);
        File.Delete(path);

        Assert.Equal(rows, count);
        Assert.InRange(peak, long.MinValue, 8_000_000);
    }
}
