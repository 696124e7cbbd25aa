using System.Net;
using System.Text.Json;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Review;
using Monitor.Review.Retention;
using Monitor.Tests.Flags;
using Monitor.Tests.Support;

namespace Monitor.Tests.Review;

/// <summary>What a person can ask of the office about their own data.</summary>
[Collection(nameof(ReviewSite))]
public class SubjectTests(ReviewSite site)
{
    static int _next = 70_000;

    [Fact]
    public async Task ThePersonGetsTheirOwnWordsAndAnswersButNoReviewersNote()
    {
        var (code, id) = await RaiseAsync();
        await ActAsync(id, version => new ReviewAct.Decide(id, version, Say.Ask with { Question = "Apakah ini akun Anda?", Note = "catatan-kantor" }));
        await ActAsync(id, version => new ReviewAct.RecordAnswer(id, version, "Ya, itu saya", new DateOnly(2024, 11, 1)));
        await ActAsync(id, version => new ReviewAct.Decide(id, version, Say.No with { Note = "catatan-putusan" }));

        using var answer = await ReviewSite.PostAsync(await site.AsAsync(Role.Ketua), "/hak-subjek", "/hak-subjek/salinan", ("kode", code));
        var copy = await answer.Content.ReadAsStringAsync();

        var kept = JsonDocument.Parse(copy).RootElement.GetProperty("kept")[0];
        Assert.Equal(id, kept.GetProperty("id").GetString());
        Assert.StartsWith("kata", kept.GetProperty("post").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(["NeedsClarification", "Ya, itu saya", "NoIndication"], kept.GetProperty("events").EnumerateArray().Select(told => told.GetProperty("answer").GetString() is { Length: > 0 } said ? said : told.GetProperty("verdict").GetString()));
        Assert.DoesNotContain("catatan-", copy, StringComparison.Ordinal);
        Assert.DoesNotContain("peninjau", copy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFirstVoiceIsNotToldWhileASecondIsAwaited()
    {
        var (code, id) = await RaiseAsync();
        await ActAsync(id, version => new ReviewAct.SettleOwnership(id, version, OwnershipProof.WrittenStatement, "surat"));
        await ActAsync(id, version => new ReviewAct.Decide(id, version, Say.Strong));

        using var answer = await ReviewSite.PostAsync(await site.AsAsync(Role.Ketua), "/hak-subjek", "/hak-subjek/salinan", ("kode", code));

        Assert.DoesNotContain("StrongIndication", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAccountOfSomebodyElseIsWithdrawnAndErasedWithACertificate()
    {
        var (code, id) = await RaiseAsync();
        var client = await site.AsAsync(Role.Ketua);
        using (var corrected = await ReviewSite.PostAsync(client, "/hak-subjek", "/hak-subjek/koreksi", ("kode", code), ("platform", "Facebook"), ("akun", "@akun.contoh")))
            Assert.Equal("/hak-subjek?pesan=ditarik", corrected.Headers.Location?.ToString());

        using var answer = await ReviewSite.PostAsync(client, "/hak-subjek", "/hak-subjek/hapus", ("kode", code));
        var paper = await answer.Content.ReadAsStringAsync();

        Assert.Contains("Dihapus         : 1 unggahan", paper, StringComparison.Ordinal);
        Assert.Contains("Masih disimpan  : 0 unggahan", paper, StringComparison.Ordinal);
        Assert.Equal(FlagStatus.Purged, (await site.Flags.FindFlagAsync(id, default))?.Status);
        var told = (await site.Store.JournalAsync(new JournalQuery(Text: code), default)).Entries;
        Assert.Equal([JournalKind.SubjectAnswered, JournalKind.Purged, JournalKind.SubjectAnswered], told.Select(entry => entry.Entry.Kind));
        Assert.Contains(told[0].Hash, paper, StringComparison.Ordinal);
        using var again = await ReviewSite.PostAsync(client, "/hak-subjek", "/hak-subjek", ("kode", code));
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task WhatIsStillNeededIsNotErasedAndThePaperSaysSo()
    {
        var (code, id) = await RaiseAsync();

        using var answer = await ReviewSite.PostAsync(await site.AsAsync(Role.Ketua), "/hak-subjek", "/hak-subjek/hapus", ("kode", code));

        Assert.Contains("Masih disimpan  : 1 unggahan yang masih ditinjau", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(FlagStatus.Open, (await site.Flags.FindFlagAsync(id, default))?.Status);
        using var page = await ReviewSite.PostAsync(await site.AsAsync(Role.Ketua), "/hak-subjek", "/hak-subjek", ("kode", code));
        Assert.Contains("masih dibutuhkan", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheCertificateReadsAsApproved() => Approved.Matches(
        "Certificate.txt",
        new ErasureCertificate("P-4F7K2Q9DXM", SampleIngest.Start, "Bu Citra", 3, 5, 1, IsClean: true, new JournalHead(1_204, new string('c', 64))).Render(ReviewBench.Wita));

    /// <summary>A flag of a person who is not on the roster any more.</summary>
    async Task<(string Code, string Id)> RaiseAsync()
    {
        var number = Interlocked.Increment(ref _next);
        var flag = ReviewBench.FlagNumber(number) with { PersonCode = $"P-SUBJEK{number}" };
        await site.RaiseAsync(flag);
        return (flag.PersonCode, FlagId.From(flag.Key));
    }

    async Task ActAsync(string id, Func<long, ReviewAct> act)
    {
        var version = (await site.Store.FindAsync(id, default))!.State.Version; // it was raised before
        Assert.Null((await site.Store.ActAsync(act(version), new Reviewer("peninjau", "Bapak Peninjau", Role.Peninjau), wholeGroup: false, default)).Refused);
    }
}
