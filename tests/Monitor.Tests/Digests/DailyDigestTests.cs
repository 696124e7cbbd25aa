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
    public async Task ADayWithFlagsReadsAsApproved() =>
        Approved.Matches("Digest.Flags.html", await RenderAsync(Day() with
        {
            Receipts = [Some.Receipt(), Some.Receipt(ReceiptOutcome.Duplicate, "4b"), Some.Receipt(ReceiptOutcome.Refused, "5c") with { Problem = FileProblem.Truncated, Counts = ExportCounts.Zero }],
            Flags = [Some.Flag()],
            FlagCount = 1,
        }));

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
