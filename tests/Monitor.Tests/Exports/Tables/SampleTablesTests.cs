using Monitor.Posts;
using Monitor.Tests.Support;

namespace Monitor.Tests.Exports.Tables;

/// <summary>The samples of the demo, row by row accounted for.</summary>
public class SampleTablesTests
{
    [Theory]
    [InlineData("tabel/rekap-medsos-november-2024.xlsx", "table", 23, "NoAuthor NoContent PrivateMessage", "NumbersRounded SheetSkipped")]
    [InlineData("tabel/laporan-kecamatan-ansi.csv", "table", 10, "PrivateMessage", "NumbersRounded")]
    [InlineData("tweet-harvest/kukar-november-2024.csv", "tweet-harvest", 30, "NoContent", "HeaderDamaged")]
    [InlineData("tweet-harvest/oktober-versi-lama.csv", "tweet-harvest", 12, "", "")]
    [InlineData("json/kukar-snscrape.jsonl", "records", 8, "Malformed", "")]
    public async Task EachSampleComesToItsRows(string file, string format, int posts, string rejected, string warnings)
    {
        var reading = await TableReading.FileAsync(Path.Combine(Samples.Folder("exports"), file));

        Assert.Null(reading.Unreadable);
        Assert.Equal((format, posts), (reading.Format, reading.Posts.Count));
        Assert.Equal(rejected, string.Join(' ', reading.Rejected.Select(row => row.Reason.ToString()).Order(StringComparer.Ordinal)));
        Assert.Equal(warnings, string.Join(' ', reading.Warnings));
        Assert.All(reading.Posts, post => Assert.NotEqual(TimePrecision.Missing, post.Time.Precision));
    }

    [Fact]
    public async Task TheSamplesHoldATweetInTwoFiles()
    {
        var november = await TableReading.FileAsync(Path.Combine(Samples.Folder("exports"), "tweet-harvest/kukar-november-2024.csv"));
        var october = await TableReading.FileAsync(Path.Combine(Samples.Folder("exports"), "tweet-harvest/oktober-versi-lama.csv"));

        var keys = november.Posts.Select(post => PostKey.Of(post, "P-1")).ToHashSet();
        Assert.Equal(2, october.Posts.Count(post => keys.Contains(PostKey.Of(post, "P-1"))));
    }
}
