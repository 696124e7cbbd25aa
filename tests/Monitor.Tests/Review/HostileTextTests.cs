using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Digests;
using Monitor.Flags;
using Monitor.Review;
using Monitor.Tests.Flags;

namespace Monitor.Tests.Review;

/// <summary>One post with everything that a page, a mail, a workbook or a package could trip over.</summary>
[Collection(nameof(ReviewSite))]
public partial class HostileTextTests(ReviewSite site)
{
    const string Family = "👩‍👩‍👧‍👦";

    static readonly string Hostile = "=HYPERLINK(\"https://jahat.example\")<script>alert('kena')</script><img src=x onerror=alert(2)> \u202Ekilabret\u202C \u2066isolasi\u2069 nol\u200Blebar\uFEFF "
        + "\"'></blockquote><b>tebal</b> {{7*7}} \0\u0007 \uD83D " + string.Concat(Enumerable.Repeat(Family, 50)) + " " + new string('ж', 30_000) + " akhir";

    [Fact]
    public async Task AHostilePostShowsHarmlesslyInPagesDigestMailWorkbookAndPackage()
    {
        var id = await UpheldAsync();
        var writer = site.App.Services.GetRequiredService<DigestWriter>();
        var digest = await writer.WriteAsync(DateOnly.FromDateTime(SampleIngest.Start.DateTime), journalled: false, default);
        var client = await site.AsAsync(Role.Ketua);

        foreach (var path in (string[])["/antrean", $"/tinjau/{id}", "/berkas", $"/berkas/{id}"])
            IsHarmless(await client.GetStringAsync(new Uri(path, UriKind.Relative)), path);
        IsHarmless(await File.ReadAllTextAsync(digest), "digest");
        IsHarmlessWorkbook(await File.ReadAllBytesAsync(Path.ChangeExtension(digest, ".xlsx")));
        SaysNothing(await File.ReadAllTextAsync(Path.ChangeExtension(digest, ".eml")));
        await IsHarmlessPackageAsync(client, id);
    }

    async Task<string> UpheldAsync()
    {
        var flag = ReviewBench.FlagNumber(88_001, Hostile) with { Priority = Priority.High, Reasons = [] };
        await site.RaiseAsync(flag with { Post = flag.Post with { Url = "javascript:alert(3)", Target = new("<b>\u202Etarget", null, null) } });
        var id = FlagId.From(flag.Key);
        await ActAsync(id, version => new ReviewAct.Decide(id, version, Say.Strong with { Note = Hostile[..300] }), ReviewBench.Ani);
        await ActAsync(id, version => new ReviewAct.Decide(id, version, Say.Strong with { Note = Hostile[..300] }), ReviewBench.Budi);
        await ActAsync(id, version => new ReviewAct.AskReply(id, version, new DateOnly(2024, 10, 8)), ReviewBench.Citra);
        await ActAsync(id, version => new ReviewAct.RecordReply(id, version, Hostile[..300], new DateOnly(2024, 10, 8)), ReviewBench.Citra);
        return id;
    }

    async Task ActAsync(string id, Func<long, ReviewAct> act, Reviewer actor)
    {
        var known = actor.Role is Role.Ketua ? actor with { Id = "ketua" } : actor with { Id = actor == ReviewBench.Ani ? "peninjau" : "kedua" };
        var version = (await site.Store.FindAsync(id, default))!.State.Version; // it was raised before
        Assert.Null((await site.Store.ActAsync(act(version), known, wholeGroup: false, default)).Refused);
    }

    static void IsHarmless(string page, string where)
    {
        Assert.False(page.Contains("<script>alert", StringComparison.Ordinal) || page.Contains("<img", StringComparison.Ordinal) || page.Contains("<b>tebal", StringComparison.Ordinal), where);
        Assert.False(page.Contains("href=\"javascript", StringComparison.OrdinalIgnoreCase), where);
        Assert.False(HiddenOnes().IsMatch(WebUtility.HtmlDecode(page)), where);
    }

    static void IsHarmlessWorkbook(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        var sheets = zip.Entries.Where(entry => entry.FullName.Contains("worksheets/", StringComparison.Ordinal)).Select(TextOf).ToList();
        Assert.NotEmpty(sheets);
        Assert.All(sheets, sheet => Assert.False(sheet.Contains("<x:f>", StringComparison.Ordinal) || sheet.Contains("<f>", StringComparison.Ordinal) || sheet.Contains("<script", StringComparison.Ordinal)));
        var cells = sheets.SelectMany(sheet => Cells().Matches(sheet)).Select(cell => WebUtility.HtmlDecode(cell.Groups["text"].Value)).ToList();
        Assert.Contains(cells, cell => cell.StartsWith("'=HYPERLINK", StringComparison.Ordinal));
        Assert.All(cells, cell => Assert.False(cell is ['=' or '+' or '-' or '@', ..] || HiddenOnes().IsMatch(cell) || cell.Length > 32_767, cell.Length.ToString(CultureInfo.InvariantCulture)));
    }

    static void SaysNothing(string letter)
    {
        var bodies = letter.Split("base64\r\n\r\n").Skip(1).Select(part => Encoding.UTF8.GetString(Convert.FromBase64String(part.Split("\r\n--")[0]))).ToList();
        Assert.Equal(2, bodies.Count);
        foreach (var word in (string[])["script", "HYPERLINK", "kena", "ж", "akun.contoh", "Dinas Contoh", Family])
            Assert.All(bodies.Append(letter), body => Assert.DoesNotContain(word, body, StringComparison.OrdinalIgnoreCase));
    }

    async Task IsHarmlessPackageAsync(HttpClient client, string id)
    {
        var version = (await site.Store.FindAsync(id, default))!.State.Version; // it was raised before
        using var answer = await ReviewSite.PostAsync(client, $"/berkas/{id}", $"/berkas/{id}/paket", ("versi", version.ToString(CultureInfo.InvariantCulture)));
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        IsHarmless(TextOf(zip.GetEntry("berkas.html")!), "package"); // a package always has one
        var raw = JsonDocument.Parse(TextOf(zip.GetEntry("mentah/tanda.json")!)); // and this
        Assert.EndsWith("akhir", raw.RootElement.GetProperty("post").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    static string TextOf(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }

    [GeneratedRegex("[\u0000\u0007\u200B\u202A-\u202E\u2066-\u2069\uFEFF]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HiddenOnes();

    [GeneratedRegex("<(?:x:)?t[^>]*>(?<text>[^<]*)<", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Cells();
}
