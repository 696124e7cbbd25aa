using Monitor.Inbox;
using Monitor.Tests.Support;

namespace Monitor.Tests.Inbox;

public sealed class SettledFilesTests : IDisposable
{
    static readonly DateTimeOffset Noon = new(2024, 11, 20, 4, 0, 0, TimeSpan.Zero);

    readonly TemporaryFolder _folder = new();
    readonly ManualTime _time = new(Noon);
    readonly SettledFiles _files;

    public SettledFilesTests() => _files = new SettledFiles(
        _folder.Path, new InboxOptions { SettleTime = TimeSpan.FromSeconds(3), IncompleteAfter = TimeSpan.FromMinutes(2) }, _time);

    [Fact]
    public void AFileIsTakenOnceItStoodStillForTheSettleTime()
    {
        var path = _folder.Write("rekap.csv", "nama;isi\na;b\n");

        Assert.Empty(_files.Sweep());
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(_files.Sweep());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([path], _files.Sweep());
    }

    [Fact]
    public void AFileThatGrewIsWaitedForAnew()
    {
        var path = _folder.Write("rekap.csv", "nama;isi\na;b\n");
        _files.Sweep();
        _time.Advance(TimeSpan.FromSeconds(2));
        File.AppendAllText(path, "c;d\n");
        _files.Sweep();
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Empty(_files.Sweep());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(_files.Sweep());
    }

    [Theory]
    [InlineData("~$rekap.xlsx", "the lock file that Excel leaves beside an open workbook")]
    [InlineData("Thumbs.db", "Windows thumbnails")]
    [InlineData("desktop.ini", "Windows folder settings")]
    [InlineData(".DS_Store", "macOS folder settings")]
    [InlineData("arsip.zip.crdownload", "a download under way in Chrome")]
    [InlineData("arsip.zip.part", "a download under way in Firefox")]
    public void OfficeDroppingsAreIgnored(string name, string reason)
    {
        _folder.Write(name, "x\n");
        _files.Sweep();
        _time.Advance(TimeSpan.FromHours(1));

        Assert.True(_files.Sweep().Count == 0, reason);
    }

    [Theory]
    [InlineData("a.json", "[{\"a\":1},", "an array that does not close")]
    [InlineData("a.jsonl", "{\"a\":1}\n{\"a\":", "a line that does not close")]
    [InlineData("a.zip", "PK\u0003\u0004 half", "a zip whose directory has not come yet")]
    public void AFileWhoseEndDoesNotParseIsWaitedForUntilPatienceEnds(string name, string content, string reason)
    {
        _folder.Write(name, content);
        _files.Sweep();
        _time.Advance(TimeSpan.FromSeconds(110));
        Assert.True(_files.Sweep().Count == 0, reason);

        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Single(_files.Sweep());
    }

    [Fact]
    public void ATableWithoutALastLineBreakIsWaitedForThreeTimesAsLong()
    {
        _folder.Write("rekap.csv", "nama;isi\na;b");
        _files.Sweep();
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Empty(_files.Sweep());

        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Single(_files.Sweep());
    }

    [Fact]
    public void AFileThatAnotherProgramHoldsOpenIsLeftAlone()
    {
        var path = _folder.Write("rekap.csv", "nama;isi\na;b\n");
        _files.Sweep();
        _time.Advance(TimeSpan.FromSeconds(3));

        using (new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None)) Assert.Empty(_files.Sweep());

        Assert.Single(_files.Sweep());
    }

    [Fact]
    public void FilesInsideADroppedFolderAreFound()
    {
        var path = _folder.Write(Path.Combine("november", "rekap.csv"), "nama;isi\na;b\n");
        _files.Sweep();
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal([path], _files.Sweep());
    }

    public void Dispose() => _folder.Dispose();
}
