using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using ExcelDataReader;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Digests;
using Monitor.Exports;
using Monitor.Journal;
using Monitor.Tests.Support;

namespace Monitor.Tests.Digests;

public class DailyDigestTests
{
    [Fact]
    public async Task ADayWithFlagsReadsAsApproved() => Approved.Matches("Digest.Flags.html", await RenderAsync(BusyDay()));

    [Fact]
    public void TheWorkbookReadsAsApproved() => Approved.Matches("Digest.Workbook.txt", TextOf(DigestWorkbook.Write(BusyDay())));

    [Fact]
    public void TheWorkbookIsAsItsStandardAsks()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(DigestWorkbook.Write(BusyDay())), isEditable: false);

        Assert.Empty(new OpenXmlValidator().Validate(document).Select(fault => $"{fault.Path?.XPath}: {fault.Description}"));
    }

    [Fact]
    public void TheLetterReadsAsApprovedAndHoldsIdsAndCountsOnly()
    {
        var letter = DigestLetter.Of(BusyDay(), new byte[32], "contoh.go.id");
        var file = LetterFile.Write(letter, "monitor@contoh.go.id", ["ketua@contoh.go.id", "peninjau@contoh.go.id"], isDraft: true);

        Approved.Matches("Digest.Letter.eml", file);
        Approved.Matches("Digest.Letter.txt", letter.Text);
        foreach (var secret in (string[])["P-4F7K2Q9M", "Dinas Pendidikan", "siti.contoh", "nomor satu", "lanjutkan", "tweets.csv", "Contoh A"])
        {
            Assert.DoesNotContain(secret, letter.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(secret, letter.Html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void ADayIsOneMessageHoweverOftenItIsMadeAndStoresDiffer()
    {
        var later = BusyDay() with { WrittenAt = Some.Noon.AddDays(1), FlagCount = 7 };

        Assert.Equal(DigestLetter.Of(BusyDay(), new byte[32], "a.id").MessageId, DigestLetter.Of(later, new byte[32], "a.id").MessageId);
        Assert.NotEqual(DigestLetter.Of(BusyDay(), new byte[32], "a.id").MessageId, DigestLetter.Of(BusyDay(), [.. new byte[31], 1], "a.id").MessageId);
        Assert.NotEqual(DigestLetter.Of(BusyDay(), new byte[32], "a.id").MessageId, DigestLetter.Of(BusyDay() with { Day = new DateOnly(2024, 11, 21) }, new byte[32], "a.id").MessageId);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")")]
    [InlineData("+62 812", "'+62 812")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\u200B=1+1", "'=1+1", "what does not show may not hide the sign")]
    [InlineData("  =1+1", "'  =1+1", "some programs trim")]
    [InlineData("＝1+1", "'＝1+1", "a full-width sign is a formula in some languages")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("pukul 10 = siang", "pukul 10 = siang")]
    [InlineData("", "")]
    public void TextInACellIsNeverAFormula(string text, string cell, string why = "") => Assert.True(SafeCell.Of(text) == cell, $"{why} {SafeCell.Of(text)}");

    [Fact]
    public async Task AQuietDaySaysThatItWasQuiet()
    {
        var html = await RenderAsync(Day() with { Receipts = [Some.Receipt()] });

        Assert.Contains("tidak ada yang perlu ditinjau", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Tidak ada berkas yang masuk", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADayWithoutFilesSaysThatNothingCameIn()
    {
        var html = await RenderAsync(Day());

        Assert.Contains("Tidak ada berkas yang masuk", html, StringComparison.Ordinal);
        Assert.Contains("Ini tidak berarti tidak ada unggahan", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HostileTextShowsHarmlessly()
    {
        const string hostile = "<script>alert(1)</script> \u202Eterbalik\u202C <img src=x onerror=alert(2)> 👩‍👩‍👧‍👦";

        var html = await RenderAsync(Day() with { Receipts = [Some.Receipt()], Flags = [Some.Flag(hostile) with { Reasons = [] }], FlagCount = 1 });

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", html, StringComparison.Ordinal);
    }

    static Digest BusyDay() => Day() with
    {
        Receipts = [Some.Receipt(), Some.Receipt(ReceiptOutcome.Duplicate, "4b"), Some.Receipt(ReceiptOutcome.Refused, "5c") with { Problem = FileProblem.Truncated, Counts = ExportCounts.Zero }],
        Flags = [Some.Flag()],
        FlagCount = 1,
        Work = new DigestWork
        {
            Deadlines = [new Deadline("F-7K2M9QXD", new DateOnly(2024, 11, 19), "terbuka"), new Deadline("F-90000001", new DateOnly(2024, 11, 22), "perlu klarifikasi")],
            Overdue = 1,
            DueSoon = 4,
            ClockChecked = "Belum diperiksa ahli hukum instansi.",
            Decisions = new DayOfDecisions(5, 1, 2, 1, 1, 1),
            Raised = RaisedOfDay.None,
            OpenByAge = [],
            Imbalances = [new Imbalance("Pilkada Contoh", "Contoh A", "peninjau kedua: dibenarkan", 0.8, 0.7, 0.9, 0.2)],
        },
        SilentSources = [new SilentSource("facebook-archive", Some.Noon.AddDays(-9))],
        LastSweep = Some.Noon.AddHours(2),
        ReviewUrl = "https://monitor.contoh.go.id:5443/",
    };

    /// <summary>Each sheet as lines with tabs, read as a person's program reads it.</summary>
    static string TextOf(byte[] workbook)
    {
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(workbook));
        var text = new StringBuilder();
        do
        {
            text.Append("# ").AppendLine(reader.Name);
            while (reader.Read())
                text.AppendJoin('\t', Enumerable.Range(0, reader.FieldCount).Select(at => Convert.ToString(reader.GetValue(at), CultureInfo.InvariantCulture))).AppendLine();
        }
        while (reader.NextResult());
        return text.ToString();
    }

    static Digest Day() => new()
    {
        Day = new DateOnly(2024, 11, 20),
        Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Makassar"),
        WrittenAt = Some.Noon.AddHours(3),
        Receipts = [],
        Flags = [],
        FlagCount = 0,
        OpenByAge = [new OpenAge("sampai 1 hari", 1), new OpenAge("2–3 hari", 0)],
        Journal = new JournalHead(12, new string('b', 64)),
        LastReceipt = null,
    };

    static async Task<string> RenderAsync(Digest digest)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Digest"] = digest });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<DailyDigest>(parameters)).ToHtmlString());
    }
}
