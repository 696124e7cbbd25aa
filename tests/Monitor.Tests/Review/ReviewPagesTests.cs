using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Commands;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Review;
using Monitor.Review.CaseFiles;
using Monitor.Review.Pages;
using Monitor.Tests.Support;

namespace Monitor.Tests.Review;

[Collection(nameof(ReviewSite))]
public partial class ReviewPagesTests(ReviewSite site)
{
    const string Hostile =
        "<script>alert(1)</script><img src=x onerror=alert(2)> \u202Egnalut\u202C \u200B\u200B nol \"'><b>tebal 🤟🏽👨‍👩‍👧 \u0000\u0007";

    static int _next = 500;

    [Fact]
    public async Task AFlagGoesFromTheQueueToAPackageThatCanBeCheckedOffline()
    {
        var roster = await site.App.Services.GetRequiredService<CurrentRoster>()(default);
        var person = roster[0];
        var id = await RaiseAsync(flag => flag with { PersonCode = person.PersonCode });
        var (first, second, lead) = (await site.AsAsync(Role.Peninjau), await site.EnterAsync("kedua"), await site.AsAsync(Role.Ketua));

        Assert.Equal($"/tinjau/{id}", await StepAsync(first, id, "klaim"));
        Assert.DoesNotContain(person.Name, await PageAsync(first, $"/tinjau/{id}"), StringComparison.Ordinal);
        var decided = await StepAsync(first, id, "putusan", ("putusan", "StrongIndication"), ("catatan-StrongIndication", "catatan-orang-pertama"));
        Assert.StartsWith("/antrean?pesan=diputus", decided, StringComparison.Ordinal);

        Assert.DoesNotContain("catatan-orang-pertama", await PageAsync(second, $"/tinjau/{id}"), StringComparison.Ordinal);
        await StepAsync(second, id, "putusan", ("putusan", "StrongIndication"), ("catatan-StrongIndication", "catatan-orang-kedua"));
        Assert.Contains("catatan-orang-pertama", await PageAsync(second, $"/tinjau/{id}"), StringComparison.Ordinal);

        Assert.Equal($"/berkas/{id}?salah=ReplyNotAsked", await SendAsync(lead, $"/berkas/{id}", $"/berkas/{id}/paket", ("versi", await VersionAsync(id))));
        Assert.Equal($"/berkas/{id}?pesan=diminta", await SendAsync(lead, $"/berkas/{id}", $"/berkas/{id}/minta-tanggapan", ("versi", await VersionAsync(id)), ("tanggal", "2024-11-20")));
        using var answer = await ReviewSite.PostAsync(lead, $"/berkas/{id}", $"/berkas/{id}/paket", ("versi", await VersionAsync(id)));
        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);

        using var folder = new TemporaryFolder();
        var path = folder.Write("paket.zip", await answer.Content.ReadAsByteArrayAsync());
        var report = PackageVerifier.Verify(path);
        Assert.Empty(report.Faults);
        Assert.Equal(id, report.Manifest?.Flag);
        var told = (await site.Store.JournalAsync(new JournalQuery(JournalKind.Exported, id), default)).Entries[0];
        Assert.Contains(report.Sha256, told.Entry.Detail, StringComparison.Ordinal); // anyone who is handed a package can look it up
        await using (var zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            await using var stream = zip.GetEntry(CasePackage.RawName)!.Open(); // the package was checked above
            stream.WriteByte((byte)'x');
        }

        Assert.NotEmpty(PackageVerifier.Verify(path).Faults);
    }

    [Fact]
    public async Task TheNameIsShownOnceAndJournalledWithWhoAsked()
    {
        var person = (await site.App.Services.GetRequiredService<CurrentRoster>()(default))[0];
        var id = await RaiseAsync(flag => flag with { PersonCode = person.PersonCode });
        var client = await site.AsAsync(Role.Peninjau);

        using var refused = await ReviewSite.PostAsync(client, $"/tinjau/{id}", $"/tinjau/{id}/nama", ("versi", "1"), ("alasan", ""));
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        using var answer = await ReviewSite.PostAsync(client, $"/tinjau/{id}", $"/tinjau/{id}/nama", ("versi", "1"), ("alasan", "menghubungi untuk klarifikasi"));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Contains(person.Name, page, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Name, await PageAsync(client, $"/tinjau/{id}"), StringComparison.Ordinal);
        var told = Assert.Single((await site.Store.JournalAsync(new JournalQuery(JournalKind.NameViewed, id), default)).Entries);
        Assert.Equal("peninjau", told.Entry.Actor);
    }

    [Fact]
    public async Task TheModelIsSilentUntilTheFirstLookAndGivesItsNumberOnlyAfterTheDecision()
    {
        var id = await RaiseAsync(flag => flag with { Probability = 0.8125 });
        var client = await site.AsAsync(Role.Peninjau);
        Assert.DoesNotContain("Kata model: prioritas", await PageAsync(client, $"/tinjau/{id}"), StringComparison.Ordinal);

        await StepAsync(client, id, "pandangan", ("pandangan", "Yes"));
        var looked = await PageAsync(client, $"/tinjau/{id}");
        await StepAsync(client, id, "putusan", ("putusan", "NoIndication"), ("alasan-NoIndication", "News"));

        Assert.Contains("Kata model: prioritas", looked, StringComparison.Ordinal);
        Assert.DoesNotContain("81,", looked, StringComparison.Ordinal); // a sample's number would give it away
        Assert.DoesNotContain("81,", await PageAsync(client, $"/tinjau/{id}"), StringComparison.Ordinal); // the decision can still be taken back
        Assert.False(await ShowsScoreAsync(TimeSpan.FromMinutes(4)));
        Assert.True(await ShowsScoreAsync(TimeSpan.FromMinutes(6)));

        async Task<bool> ShowsScoreAsync(TimeSpan later) => JudgeModel.Of(
            await site.Store.FindAsync(id, default) ?? throw new InvalidOperationException(id), new Reviewer("peninjau", "", Role.Peninjau), new ReviewOptions(), TimeProvider.System.GetUtcNow() + later,
            new Dictionary<string, string>()).ShowsScore;
    }

    [Fact]
    public async Task AFailureShowsAPageOfOursWithEveryProtectionAndNoneOfItsWords()
    {
        using var folder = new TemporaryFolder();
        await using var app = MonitorHost.BuildService(folder.Path, new Dictionary<string, string?>(StringComparer.Ordinal) { ["Health:Url"] = "http://127.0.0.1:0", ["Review:Url"] = "http://127.0.0.1:0", ["Serilog:MinimumLevel:Default"] = "Fatal" });
        app.MapGet("/rusak", string () => throw new InvalidOperationException("rahasia-kesalahan"));
        await RunCommand.StartAsync(app, default);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Last()) };

        using var answer = await client.GetAsync(new Uri("/rusak", UriKind.Relative));
        await app.StopAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("rahasia-kesalahan", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task WhoeverJudgesSeesNoCountOfTheDaysWhoseFlagsMayLieBeforeThem()
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), ReviewBench.Wita).DateTime);
        var asked = string.Create(CultureInfo.InvariantCulture, $"/statistik?sampai={today:yyyy-MM-dd}");

        Assert.Contains($"name=\"sampai\" type=\"date\" value=\"{today:yyyy-MM-dd}\"", await PageAsync(await site.AsAsync(Role.Auditor), asked), StringComparison.Ordinal);
        foreach (var role in (Role[])[Role.Peninjau, Role.Ketua])
        {
            var page = await PageAsync(await site.AsAsync(role), asked);
            Assert.Contains($"name=\"sampai\" type=\"date\" value=\"{today.AddDays(-StatisticsEndpoints.HiddenDays):yyyy-MM-dd}\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ALeadWhoAnswersAPersonLearnsNothingOfAFirstVoiceOnWhatTheyMayStillJudge()
    {
        var id = await RaiseAsync(flag => flag with { PersonCode = "P-HAKSUBJEK", Probability = 0.8125 });
        await StepAsync(await site.AsAsync(Role.Peninjau), id, "putusan", ("putusan", "StrongIndication"), ("catatan-StrongIndication", "catatan"));
        var lead = await site.AsAsync(Role.Ketua);

        using var shown = await ReviewSite.PostAsync(lead, "/hak-subjek", "/hak-subjek", ("kode", "P-HAKSUBJEK"));
        using var copied = await ReviewSite.PostAsync(lead, "/hak-subjek", "/hak-subjek/salinan", ("kode", "P-HAKSUBJEK"));

        var (page, copy) = (await shown.Content.ReadAsStringAsync(), await copied.Content.ReadAsStringAsync());
        Assert.Contains(id, page, StringComparison.Ordinal);
        Assert.DoesNotContain("menunggu peninjau kedua", page, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"Open\"", copy, StringComparison.Ordinal);
        Assert.DoesNotContain("0.8125", copy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABlindSampleCannotBeToldFromAFlag()
    {
        Flag Post() => ReviewBench.FlagNumber(Interlocked.Increment(ref _next)) with { Reasons = [], PersonCode = "P-UJIPETIK" };
        var (flag, sample) = (Post(), Post() with { Probability = 0.02 });
        await site.RaiseAsync(flag);
        await site.DrawAsync(sample);
        var client = await site.AsAsync(Role.Peninjau);

        Assert.Equal(await ShapeAsync(flag), await ShapeAsync(sample));
        foreach (var post in (Flag[])[flag, sample]) await StepAsync(client, FlagId.From(post.Key), "pandangan", ("pandangan", "No"));
        Assert.Equal(await ShapeAsync(flag), await ShapeAsync(sample));

        async Task<string> ShapeAsync(Flag post)
        {
            var id = FlagId.From(post.Key);
            var page = (await PageAsync(client, $"/tinjau/{id}")).Replace(id, "ID", StringComparison.Ordinal).Replace(post.Post.Text, "KATA", StringComparison.Ordinal);
            return Marks().Replace(page, "");
        }
    }

    [Fact]
    public async Task HostileWordsShowAsWordsOnEveryPage()
    {
        var id = await RaiseAsync(flag => flag with { Post = flag.Post with { Text = Hostile + new string('ж', 30_000), Target = new("<b>\u202Etarget", null, null) } });
        var (client, second) = (await site.AsAsync(Role.Peninjau), await site.EnterAsync("kedua"));
        await StepAsync(client, id, "putusan", ("putusan", "StrongIndication"), ("catatan-StrongIndication", Hostile.Replace("\u0000", "", StringComparison.Ordinal)));
        await StepAsync(second, id, "putusan", ("putusan", "StrongIndication"), ("catatan-StrongIndication", Hostile.Replace("\u0000", "", StringComparison.Ordinal)));

        foreach (var path in (string[])["/antrean", $"/tinjau/{id}", "/berkas", $"/berkas/{id}"])
        {
            var page = await client.GetStringAsync(new Uri(path, UriKind.Relative));
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
            Assert.DoesNotContain("\"'><b>", page, StringComparison.Ordinal);
            Assert.DoesNotMatch("[\u202A-\u202E\u200B\u0000\u0007]", WebUtility.HtmlDecode(page));
        }
    }

    [Fact]
    public async Task NoPageHoldsScriptOrStyleOfItsOwnAndEachForbidsThem()
    {
        var id = await RaiseAsync(flag => flag);
        foreach (var (role, path) in ((Role, string)[])[
            (Role.Peninjau, "/antrean"), (Role.Peninjau, $"/tinjau/{id}"), (Role.Ketua, "/berkas"), (Role.Ketua, "/statistik"), (Role.Auditor, "/jurnal"), (Role.Admin, "/pengguna")])
        {
            using var answer = await (await site.AsAsync(role)).GetAsync(new Uri(path, UriKind.Relative));
            var page = await answer.Content.ReadAsStringAsync();

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("default-src 'none'", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.True(answer.Headers.CacheControl?.NoStore);
            Assert.DoesNotMatch(OwnCode(), page);
            Assert.InRange(page.Length, 500, 100_000);
            Assert.Equal(Fields().Count(page), Fields().Matches(page).Count(field => page.Contains($"for=\"{field.Groups["id"].Value}\"", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task AStaleDecisionIsRefusedOnThePageAndItsWordsStand()
    {
        var id = await RaiseAsync(flag => flag);
        var (first, second) = (await site.AsAsync(Role.Peninjau), await site.EnterAsync("kedua"));
        var version = await VersionAsync(id);
        await StepAsync(first, id, "putusan", ("putusan", "NoIndication"), ("alasan-NoIndication", "News"));

        var to = await SendAsync(
            second, "/antrean", $"/tinjau/{id}/putusan", ("versi", version), ("putusan", "NoIndication"), ("alasan-NoIndication", "Other"), ("catatan-NoIndication", "kata-yang-terlambat"));

        Assert.Equal($"/tinjau/{id}?salah=Stale", to);
        Assert.Contains("kata-yang-terlambat", await PageAsync(second, $"/tinjau/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatWasWrittenComesBackWhenADecisionLacksSomething()
    {
        var id = await RaiseAsync(flag => flag);
        var client = await site.AsAsync(Role.Peninjau);

        using var answer = await ReviewSite.PostAsync(
            client, $"/tinjau/{id}", $"/tinjau/{id}/putusan", ("versi", await VersionAsync(id)), ("putusan", "NoIndication"), ("catatan-NoIndication", "sudah-saya-tulis"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("sudah-saya-tulis", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADecisionIsTakenBackFromTheNoticeInTheQueue()
    {
        var id = await RaiseAsync(flag => flag);
        var client = await site.AsAsync(Role.Peninjau);
        var queue = await StepAsync(client, id, "putusan", ("putusan", "NoIndication"), ("alasan-NoIndication", "News"));
        Assert.Contains($"action=\"/tinjau/{id}/urungkan\"", await client.GetStringAsync(new Uri(queue, UriKind.Relative)), StringComparison.Ordinal);

        await StepAsync(client, id, "urungkan");

        Assert.Equal(FlagStatus.Claimed, (await site.Store.FindAsync(id, default))!.State.Status); // it was raised above
    }

    [Fact]
    public async Task EveryWordOfThePagesHasItsEnglish()
    {
        using var english = site.Stranger();
        await SendAsync(english, "/masuk", "/bahasa", ("bahasa", "en"), ("ke", "/masuk"));
        Assert.Contains("<html lang=\"en\">", await english.GetStringAsync(new Uri("/masuk", UriKind.Relative)), StringComparison.Ordinal);

        var folder = Path.Combine(Samples.Folder(), "../src/Monitor/Review/Pages");
        var missing = Directory.EnumerateFiles(folder, "*.razor").SelectMany(file => Spoken().Matches(File.ReadAllText(file))).Select(match => match.Groups["text"].Value)
            .Concat(Enum.GetValues<Refusal>().Select(ReviewWords.Of)).Concat(Enum.GetValues<Verdict>().Select(ReviewWords.Of)).Concat(Enum.GetValues<FlagStatus>().Select(ReviewWords.Of))
            .Concat(Enum.GetValues<DismissalReason>().Select(ReviewWords.Of)).Concat(Enum.GetValues<Role>().Select(ReviewWords.Of)).Concat(Enum.GetValues<JournalKind>().Select(ReviewWords.Of))
            .Where(text => text.Length > 0 && !Texts.Knows(text)).Distinct();
        Assert.Empty(missing);
    }

    async Task<string> RaiseAsync(Func<Flag, Flag> change)
    {
        var flag = change(ReviewBench.FlagNumber(Interlocked.Increment(ref _next)));
        await site.RaiseAsync(flag);
        return FlagId.From(flag.Key);
    }

    async Task<string> VersionAsync(string id) => (await site.Store.FindAsync(id, default))!.State.Version.ToString(CultureInfo.InvariantCulture); // it was raised before

    /// <summary>Where a step on a flag leads, taken with the version as it is.</summary>
    async Task<string> StepAsync(HttpClient client, string id, string step, params (string, string)[] fields) =>
        await SendAsync(client, "/antrean", $"/tinjau/{id}/{step}", [("versi", await VersionAsync(id)), .. fields]);

    static async Task<string> SendAsync(HttpClient client, string page, string action, params (string, string)[] fields)
    {
        using var answer = await ReviewSite.PostAsync(client, page, action, fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location?.ToString() ?? "";
    }

    static async Task<string> PageAsync(HttpClient client, string path) => WebUtility.HtmlDecode(await client.GetStringAsync(new Uri(path, UriKind.Relative)));

    /// <summary>What differs between any two pages: token, file, clock.</summary>
    [GeneratedRegex("value=\"CfDJ[^\"]*\"|<code>[0-9a-f]{12}</code>|[0-9]{2}[.][0-9]{2} WITA", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Marks();

    [GeneratedRegex("<style|<script(?! src=\"/aset/)| style=\"| on[a-z]+=\"|javascript:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OwnCode();

    [GeneratedRegex("<(?:select|textarea|input(?! type=\"hidden\"))[^>]* id=\"(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Fields();

    [GeneratedRegex("(?<![A-Za-z])T\\(\"(?<text>[^\"]+)\"\\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spoken();
}
