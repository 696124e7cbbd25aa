using Monitor.BrowserTests.Site;
using Monitor.Flags;
using Monitor.Review;

namespace Monitor.BrowserTests.Pages;

/// <summary>Every page of the site and who opens it, on a site where each has something to show.</summary>
static class Places
{
    public static IReadOnlyList<(Reviewer? Who, string Path)> All(TestSite site) =>
    [
        (null, "/masuk"),
        (null, "/masuk?salah=Stale&pesan=keluar"),
        (null, "/aktifkan"),
        (TestSite.Ani, "/antrean"),
        (TestSite.Ani, "/antrean?lihat=Asked"),
        (TestSite.Ani, "/antrean?unit=tidak-ada"),
        (TestSite.Ani, $"/tinjau/{site.Flags[0]}"),
        (TestSite.Ani, $"/tinjau/{site.Flags[1]}"),
        (TestSite.Ani, $"/tinjau/{site.Flags[4]}"),
        (TestSite.Ani, $"/tinjau/{site.Flags[5]}?salah=Stale"),
        (TestSite.Citra, "/antrean"),
        (TestSite.Citra, "/berkas"),
        (TestSite.Citra, $"/berkas/{site.Flags[2]}"),
        (TestSite.Citra, "/statistik"),
        (TestSite.Dewi, "/uji-petik"),
        (TestSite.Dewi, "/statistik"),
        (TestSite.Dewi, "/akun"),
        (TestSite.Citra, "/akun"),
        (TestSite.Citra, "/sandi"),
        (TestSite.Dewi, "/jurnal"),
        (TestSite.Citra, "/data"),
        (TestSite.Citra, "/hak-subjek"),
        (TestSite.Citra, "/bantuan"),
        (TestSite.Dewi, "/jurnal?jenis=Decided"),
        (TestSite.Dewi, "/antrean"),
        (TestSite.Eko, "/pengguna"),
        (TestSite.Eko, "/data"),
        (TestSite.Eko, $"/data/berkas/pemilihan/{InventedFlags.Contest}.json"),
        (TestSite.Eko, "/data/berkas/roster/roster.xlsx"),
        (TestSite.Dewi, "/data/berkas/matriks/skb-2-2022.json"),
        (TestSite.Citra, "/data/pemetaan"),
        (TestSite.Citra, $"/data/pemetaan?berkas={TestSite.RefusedTable}"),
        (TestSite.Eko, "/data/masa-simpan"),
        (TestSite.Eko, "/tidak-ada"),
    ];

    /// <summary>One flag upheld by two, one asked about, one dismissed: every page has content.</summary>
    public static async Task<TestSite> OpenAsync()
    {
        var site = await TestSite.OpenAsync();
        await site.UpholdAsync(site.Flags[0], TestSite.Ani);
        await site.ActAsync(version => new ReviewAct.SettleOwnership(site.Flags[2], version, OwnershipProof.WrittenStatement, "Surat 12/BKPSDM, 19 November 2024"), site.Flags[2], TestSite.Ani);
        await site.UpholdAsync(site.Flags[2], TestSite.Ani);
        await site.UpholdAsync(site.Flags[2], TestSite.Budi);
        await site.ActAsync(version => new ReviewAct.AskReply(site.Flags[2], version, new DateOnly(2024, 11, 20)), site.Flags[2], TestSite.Citra);
        await site.ActAsync(version => new ReviewAct.Decide(site.Flags[4], version, new ReviewDecision(Verdict.NeedsClarification, Question: "Apakah ini ditujukan kepada kontestan?")), site.Flags[4], TestSite.Ani);
        await site.ActAsync(version => new ReviewAct.Decide(site.Flags[3], version, new ReviewDecision(Verdict.NoIndication, DismissalReason.OrganiserDuty)), site.Flags[3], TestSite.Budi);
        Assert.Equal(FlagStatus.Upheld, (await site.StateAsync(site.Flags[2])).Status);
        return site;
    }
}
