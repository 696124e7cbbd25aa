using System.IO.Compression;
using System.Text;
using Monitor.Exports;
using Monitor.Exports.Tables;
using Monitor.Tests.Support;
using Workbook = Monitor.Tests.Support.Workbook;

namespace Monitor.Tests.Exports.Tables;

public class HostileTablesTests
{
    [Fact]
    public async Task FiftyThousandColumnsAreTooMany()
    {
        var reading = await TableReading.TextAsync(string.Join(',', Enumerable.Range(0, 50_000).Select(i => "kolom" + i)) + "\n1,2,3\n");

        Assert.Equal(FileProblem.TooManyColumns, reading.Unreadable?.Problem);
    }

    [Fact]
    public async Task ManyColumnsOfAScraperAreNotTooMany()
    {
        var names = Enumerable.Range(0, 9_000).Select(i => $"latestComments/{i}/text").Concat(["caption", "ownerUsername", "timestamp", "url"]);
        var reading = await TableReading.TextAsync(string.Join(',', names) + "\n" + new string(',', 9_000) + "halo,siti,2024-10-12T13:15:00.000Z,\n");

        Assert.Equal(("halo", "siti"), (reading.Post.Text, reading.Post.Author.Handle));
    }

    [Fact]
    public void TwoGigabytesInOneLineAreRefusedInFlatMemory()
    {
        var source = new TableSource("", () => new EndlessStream("Nama;Isi ", 2L << 30));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refusal = Assert.Throws<UnreadableExportException>(() => TableReading.Scan().Read(source, TableKind.Text).Count());

        Assert.Equal(FileProblem.TooLarge, refusal.Problem);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64L << 20);
    }

    [Theory]
    [InlineData("%PDF-1.7\n%âãÏÓ\n1 0 obj\n")]
    [InlineData("\u0001\u0000\u0000\u0000Nama;Isi\n")]
    [InlineData("MZ\u0090\u0000\u0003\u0000\u0000\u0000")]
    public async Task BinaryFilesAreNoText(string start)
    {
        var reading = await TableReading.BytesAsync(Encoding.Latin1.GetBytes(start + new string('x', 1000)));

        Assert.Equal(FileProblem.NotText, reading.Unreadable?.Problem);
    }

    [Fact]
    public async Task AnEmptyFileIsEmpty() => Assert.Equal(FileProblem.Empty, (await TableReading.TextAsync("")).Unreadable?.Problem);

    [Fact]
    public async Task HalfAWorkbookIsTruncated()
    {
        var whole = new Workbook().Sheet("A", ["Akun", "Isi"], ["siti", "satu"]).ToArray();

        Assert.Equal(FileProblem.Truncated, (await TableReading.BytesAsync(whole[..(whole.Length / 2)])).Unreadable?.Problem);
    }

    [Fact]
    public async Task AWorkbookWhoseSheetDoesNotUnpackIsCorrupt()
    {
        var broken = Zip(("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<workbook><sheets>"));

        Assert.Equal(FileProblem.Corrupt, (await TableReading.BytesAsync(broken)).Unreadable?.Problem);
    }

    [Fact]
    public async Task EntitiesInAWorkbookAreNotExpanded()
    {
        var bomb = Zip(
            ("[Content_Types].xml", "<x/>"),
            ("xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b \"JANGAN-DIBACA\"><!ENTITY c \"&b;&b;&b;&b;\">]><workbook><sheets><sheet name=\"&c;\"/></sheets></workbook>"));

        var reading = await TableReading.BytesAsync(bomb);

        Assert.Equal(FileProblem.Corrupt, reading.Unreadable?.Problem);
        Assert.Empty(reading.Results);
    }

    [Fact]
    public async Task ASheetThatUnpacksAThousandfoldIsUnsafe()
    {
        var sheet = new StringBuilder("<worksheet><sheetData>").Append(' ', 64 << 20).Append("</sheetData></worksheet>").ToString();
        var bomb = Zip(("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<workbook/>"), ("xl/worksheets/sheet1.xml", sheet));

        Assert.Equal(FileProblem.UnsafeArchive, (await TableReading.BytesAsync(bomb)).Unreadable?.Problem);
    }

    [Fact]
    public async Task AnOldOfficeFileThatIsNoWorkbookIsCorrupt()
    {
        byte[] ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[2000]];

        Assert.Equal(FileProblem.Corrupt, (await TableReading.BytesAsync(ole)).Unreadable?.Problem);
    }

    [Fact]
    public async Task ATextLongerThanAnyPlatformAllowsIsRejected()
    {
        var reading = await TableReading.TextAsync($"Akun;Isi\nsiti;{new string('a', 200_000)}\nbudi;dua\n");

        Assert.Equal(RejectReason.TooLong, Assert.Single(reading.Rejected).Reason);
        Assert.Equal("dua", reading.Post.Text);
    }

    [Fact]
    public async Task ReadingStopsWhenItIsToldTo()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.csv", "Akun;Isi\n" + string.Concat(Enumerable.Repeat("siti;satu\n", 1000)));
        using var stop = new CancellationTokenSource();
        var reader = new TableReader(TableReading.Scan());

        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in reader.ReadAsync(new ExportFile(path, "a.csv", "", 1), stop.Token)) await stop.CancelAsync();
        });
    }

    [Fact]
    public async Task AFileIsReadTheSameTwice()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.csv", "Akun;Tanggal;Isi\nsiti;03/04/2024;satu\nani;x;\"\nbudi;13/04/2024;dua\n");

        Assert.Equal((await TableReading.FileAsync(path)).Everything, (await TableReading.FileAsync(path)).Everything);
    }

    static byte[] Zip(params (string Name, string Text)[] members)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in members)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return stream.ToArray();
    }
}
