using System.IO.Compression;
using System.Text.Json;
using Monitor.Tests.Support;

namespace Monitor.Tests.Exports.Archives;

public class SampleArchiveTests
{
    /// <summary>MONITOR_WRITE_SAMPLES=1 dotnet test --filter SampleArchive writes them after a change.</summary>
    public SampleArchiveTests()
    {
        if (Environment.GetEnvironmentVariable("MONITOR_WRITE_SAMPLES") == "1") SampleArchives.Write();
    }

    [Fact]
    public void TheSamplesHoldWhatIsWrittenDown()
    {
        foreach (var (path, members) in SampleArchives.All)
        {
            using var zip = ZipFile.OpenRead(Path.Combine(SampleArchives.Folder(), path));

            Assert.Equal(members, zip.Entries.Select(entry =>
            {
                using var reader = new StreamReader(entry.Open());
                return (entry.FullName, reader.ReadToEnd());
            }));
        }
    }

    [Fact]
    public async Task EverySampleGivesTheseRowsAndNoOthers()
    {
        var lines = new List<string>();
        foreach (var path in SampleArchives.All.Keys.Order(StringComparer.Ordinal))
        {
            var read = await AllReaders.Read(Path.Combine(SampleArchives.Folder(), path));
            lines.Add($"{path} [{read.Format}]");
            lines.AddRange(read.Counts.Select(count => $"  {count}"));

            Assert.DoesNotContain("JANGAN-DIBACA", JsonSerializer.Serialize(read.Results.Select(result => result.ToString())), StringComparison.Ordinal);
            Assert.Single(read.Posts.Select(post => post.Author).Distinct());
        }

        Approved.Matches("SampleArchives.approved.txt", string.Join('\n', lines));
    }
}
