using Microsoft.Playwright;
using Monitor.BrowserTests.Browser;
using Monitor.BrowserTests.Site;
using Monitor.Flags;

namespace Monitor.BrowserTests.Work;

/// <summary>Two people at the same flag.</summary>
[Collection(nameof(BrowserSession))]
public class TwoPeopleTests(BrowserSession session)
{
    TestSite Shared => session.Site;

    [BrowserFact]
    public async Task WhoeverComesLateKeepsTheirWordsButNotTheDecision()
    {
        var flag = (await Shared.RaiseAsync(1))[0];
        await using var ani = await Shared.VisitAsync(session, TestSite.Ani);
        await using var budi = await Shared.VisitAsync(session, TestSite.Budi);
        await ani.GoAsync($"/tinjau/{flag}");
        await budi.GoAsync($"/tinjau/{flag}");

        await DismissAsync(ani, "meneruskan berita", "dari Ani");
        await DismissAsync(budi, "kata-kata orang lain", "kata-kata Budi yang terlambat");

        await Assertions.Expect(budi.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("sudah berubah sejak Anda membukanya");
        await Assertions.Expect(budi.Page.Locator(".events")).ToContainTextAsync("kata-kata Budi yang terlambat");
        Assert.Equal("ani", (await Shared.StateAsync(flag)).Last?.By);
        ani.AssertNoComplaints();
        budi.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task OnlyOneOfTwoWhoClaimAtOnceHoldsTheFlag()
    {
        var flag = (await Shared.RaiseAsync(1))[0];
        await using var ani = await Shared.VisitAsync(session, TestSite.Ani);
        await using var budi = await Shared.VisitAsync(session, TestSite.Budi);
        foreach (var visitor in (Visitor[])[ani, budi]) await visitor.GoAsync($"/tinjau/{flag}");

        await Task.WhenAll(ani.PressAsync("Klaim untuk saya"), budi.PressAsync("Klaim untuk saya"));

        var holder = (await Shared.StateAsync(flag)).Lease?.By;
        var (winner, other) = holder == "ani" ? (ani, budi) : (budi, ani);
        await Assertions.Expect(winner.Page.GetByText("klaim Anda sampai")).ToBeVisibleAsync();
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("sedang ditinjau orang lain");
    }

    [BrowserFact]
    public async Task AClaimThatRanOutIsAnybodys()
    {
        await using var site = await TestSite.OpenAsync();
        await using var ani = await site.VisitAsync(session, TestSite.Ani);
        await using var budi = await site.VisitAsync(session, TestSite.Budi);
        var flag = site.Flags[0];
        await ani.GoAsync($"/tinjau/{flag}");
        await ani.PressAsync("Klaim untuk saya");
        await budi.GoAsync("/antrean");
        await Assertions.Expect(budi.Page.Locator(".row", new() { HasText = flag })).ToContainTextAsync("ditinjau Ani Peninjau sampai");

        site.Time.Leap(TimeSpan.FromMinutes(21));
        await budi.GoAsync($"/tinjau/{flag}");
        await budi.PressAsync("Klaim untuk saya");

        await Assertions.Expect(budi.Page.GetByText("klaim Anda sampai")).ToBeVisibleAsync();
        Assert.Equal("budi", (await site.StateAsync(flag)).Lease?.By);
        await DismissAsync(ani, "meneruskan berita", "ditulis terlalu lama");
        await Assertions.Expect(ani.Page.Locator(".events")).ToContainTextAsync("ditulis terlalu lama");
        Assert.Equal(FlagStatus.Claimed, (await site.StateAsync(flag)).Status);
    }

    [BrowserFact]
    public async Task ASecondReviewerJudgesWithoutTheFirstOnesWordsAndCannotBeTheFirst()
    {
        var flag = (await Shared.RaiseAsync(1))[0];
        await Shared.UpholdAsync(flag, TestSite.Ani);
        await using var ani = await Shared.VisitAsync(session, TestSite.Ani);
        await using var budi = await Shared.VisitAsync(session, TestSite.Budi);

        await ani.GoAsync($"/tinjau/{flag}");
        Assert.Equal(0, await ani.Page.GetByText("Simpan putusan").CountAsync());
        await budi.GoAsync($"/tinjau/{flag}");
        var page = await budi.TextAsync();
        Assert.DoesNotContain("Mengajak memilih dengan menyebut nomor.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("menunggu peninjau kedua", page, StringComparison.Ordinal);

        await DismissAsync(budi, "tidak memihak siapa pun", "menurut saya biasa saja");
        Assert.Equal(FlagStatus.Dismissed, (await Shared.StateAsync(flag)).Status);
    }

    [BrowserFact]
    public async Task OneDecisionCoversTheCopiesOfATemplateAndIsTakenBackForAll()
    {
        var flags = await Shared.RaiseAsync(2, "Titip sebar ke grup kantor: jangan lupa hadir di lapangan, pilihan kita sudah jelas, menang satu putaran");
        await using var ani = await Shared.VisitAsync(session, TestSite.Ani);
        await Assertions.Expect(ani.Page.Locator(".row", new() { HasText = flags[0] })).ToContainTextAsync("2 unggahan serupa");
        Assert.Equal(0, await ani.Page.Locator(".row", new() { HasText = flags[1] }).CountAsync());
        await ani.GoAsync($"/tinjau/{flags[0]}");
        await ani.Page.GetByLabel("Bila bukan indikasi atau tidak dapat dinilai").CheckAsync();

        await DismissAsync(ani, "kata-kata orang lain", "");
        Assert.Equal(FlagStatus.Dismissed, (await Shared.StateAsync(flags[1])).Status);
        await ani.PressAsync($"Urungkan {flags[0]}");

        await Assertions.Expect(ani.Page.GetByText("Putusan diurungkan.")).ToBeVisibleAsync();
        Assert.Equal(FlagStatus.Open, (await Shared.StateAsync(flags[1])).Status);
    }

    static async Task DismissAsync(Visitor visitor, string reason, string note)
    {
        await visitor.Page.GetByLabel("1 bukan indikasi").CheckAsync();
        await visitor.Page.Locator("#alasan-1").SelectOptionAsync(new SelectOptionValue { Label = reason });
        await visitor.Page.Locator("#catatan-1").FillAsync(note);
        await visitor.PressAsync("Simpan putusan");
    }
}
