using Microsoft.Playwright;
using Monitor.BrowserTests.Browser;
using Monitor.BrowserTests.Site;
using Monitor.Review;

namespace Monitor.BrowserTests.Work;

/// <summary>What each role meets when it signs in, and when it goes where it has no business.</summary>
[Collection(nameof(BrowserSession))]
public class RolesTests(BrowserSession session)
{
    [BrowserFact]
    public async Task EachRoleSeesItsOwnMenuAndEveryEntryOpens()
    {
        (Reviewer Who, string[] Menu)[] expected =
        [
            (TestSite.Ani, ["Antrean", "Berkas", "Statistik", "Bantuan"]),
            (TestSite.Citra, ["Antrean", "Berkas", "Statistik", "Data", "Hak subjek", "Pembenaran akun", "Bantuan"]),
            (TestSite.Dewi, ["Statistik", "Uji petik", "Jurnal", "Data", "Pembenaran akun", "Bantuan"]),
            (TestSite.Eko, ["Data", "Pengguna", "Bantuan"]),
        ];
        var site = session.Site;
        foreach (var (who, menu) in expected)
        {
            await using var visitor = await site.VisitAsync(session, who);
            Assert.Equal(menu, await visitor.Page.Locator("nav a").AllInnerTextsAsync());
            foreach (var entry in menu)
            {
                await visitor.FollowAsync(visitor.Page.Locator("nav").GetByRole(AriaRole.Link, new() { Name = entry, Exact = true }));
                await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveTextAsync(entry);
            }

            visitor.AssertNoComplaints();
        }
    }

    [BrowserFact]
    public async Task WhoeverMayNotOpenAPageIsToldWhyAndWhereToGo()
    {
        (Reviewer Who, string Path)[] closed =
            [(TestSite.Eko, "/antrean"), (TestSite.Eko, "/jurnal"), (TestSite.Dewi, "/antrean"), (TestSite.Dewi, "/pengguna"), (TestSite.Ani, "/hak-subjek"), (TestSite.Ani, "/uji-petik"), (TestSite.Citra, "/jurnal"), (TestSite.Citra, "/uji-petik"), (TestSite.Eko, "/akun"), (TestSite.Citra, "/data/masa-simpan"), (TestSite.Ani, "/data"), (TestSite.Citra, "/pengguna")];
        var site = session.Site;
        foreach (var (who, path) in closed)
        {
            await using var visitor = await site.VisitAsync(session, who);

            Assert.Equal(403, await visitor.GoAsync(path));

            var text = await visitor.TextAsync();
            Assert.Contains("Halaman ini bukan untuk peran Anda", text, StringComparison.Ordinal);
            Assert.DoesNotContain(site.Flags[0], text, StringComparison.Ordinal);
            await visitor.FollowAsync(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Kembali ke halaman utama" }));
            await Assertions.Expect(visitor.Page.Locator("nav a").First).ToBeVisibleAsync();
            Assert.NotEqual(path, visitor.Path);
        }
    }

    [BrowserFact]
    public async Task ASessionEndsByItselfAndGoesOnWhereItWas()
    {
        await using var site = await TestSite.OpenAsync(); // its clock is moved
        await using var visitor = await site.VisitAsync(session, TestSite.Ani);

        site.Time.Leap(TimeSpan.FromMinutes(31));
        await visitor.GoAsync($"/tinjau/{site.Flags[0]}");
        Assert.StartsWith("/masuk", visitor.Path, StringComparison.Ordinal);
        await visitor.Page.GetByLabel("Nama akun").FillAsync(TestSite.Ani.Id);
        await visitor.Page.GetByLabel("Kata sandi").FillAsync(TestSite.Password);
        await visitor.PressAsync("Masuk");

        await visitor.Page.WaitForURLAsync($"**/tinjau/{site.Flags[0]}");
    }
}
