using Microsoft.Playwright;
using Monitor.BrowserTests.Browser;
using Monitor.BrowserTests.Site;
using Monitor.Flags;

namespace Monitor.BrowserTests.Work;

/// <summary>A day's work without a mouse.</summary>
[Collection(nameof(BrowserSession))]
public class KeyboardTests(BrowserSession session)
{
    [BrowserFact]
    public async Task AFlagIsFoundClaimedAndDecidedByKeysAlone()
    {
        var site = session.Site;
        await using var visitor = await Visitor.ArriveAsync(session, site.Address);
        await visitor.GoAsync("/masuk");
        await Assertions.Expect(visitor.Page.GetByLabel("Nama akun")).ToBeFocusedAsync(); // given with the first painting, which may come after the page's load
        await TypeAsync(visitor, TestSite.Ani.Id, "Tab", TestSite.Password, "Enter");
        await visitor.Page.WaitForURLAsync("**/antrean");

        await KeysAsync(visitor, "j", "j", "k", "j");
        var second = await visitor.Page.Locator(".row a.open").Nth(1).InnerTextAsync();
        Assert.Equal(second, await FocusedTextAsync(visitor));
        await KeysAsync(visitor, "Enter");
        await visitor.Page.WaitForURLAsync($"**/tinjau/{second}");
        await KeysAsync(visitor, "c");
        await Assertions.Expect(visitor.Page.GetByText("klaim Anda sampai")).ToBeVisibleAsync();
        await visitor.Page.WaitForLoadStateAsync(); // words show before the keys work
        await KeysAsync(visitor, "1");
        await ChooseAsync(visitor, "meneruskan");
        await KeysAsync(visitor, "Tab", "Tab", "Enter");
        await Assertions.Expect(visitor.Page.GetByText("Putusan disimpan.")).ToBeVisibleAsync();

        Assert.Equal(FlagStatus.Dismissed, (await site.StateAsync(second)).Status);
        visitor.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task TheSlashGoesToTheFiltersAndLettersInABoxAreOnlyLetters()
    {
        var site = session.Site;
        await using var visitor = await site.VisitAsync(session, TestSite.Ani);

        await KeysAsync(visitor, "/");
        Assert.Equal("lihat", await visitor.Page.EvaluateAsync<string>("() => document.activeElement.id"));
        var flag = (await site.RaiseAsync(1))[0];
        await visitor.GoAsync($"/tinjau/{flag}");
        await KeysAsync(visitor, "3", "Tab");
        await visitor.Page.Locator("#catatan-3").FocusAsync();
        await visitor.Page.Keyboard.TypeAsync("j1c/k");

        Assert.Equal("j1c/k", await visitor.Page.Locator("#catatan-3").InputValueAsync());
        Assert.Equal($"/tinjau/{flag}", visitor.Path);
    }

    [BrowserFact]
    public async Task TheFirstStopOfEveryPageLeadsPastTheMenu()
    {
        var site = session.Site;
        await using var visitor = await site.VisitAsync(session, TestSite.Citra);

        await KeysAsync(visitor, "Tab");
        Assert.Equal("Langsung ke isi", await FocusedTextAsync(visitor));
        await KeysAsync(visitor, "Enter", "Tab");

        Assert.True(await visitor.Page.EvaluateAsync<bool>("() => document.activeElement.closest('main') !== null"));
    }

    static async Task TypeAsync(Visitor visitor, string first, string key, string second, string last)
    {
        await visitor.Page.Keyboard.TypeAsync(first);
        await visitor.Page.Keyboard.PressAsync(key);
        await visitor.Page.Keyboard.TypeAsync(second);
        await visitor.Page.Keyboard.PressAsync(last);
    }

    static async Task KeysAsync(Visitor visitor, params string[] keys)
    {
        foreach (var key in keys) await visitor.Page.Keyboard.PressAsync(key);
    }

    /// <summary>Goes down the focused list. Typing the word's letters would not do: the list forgets them when they come slowly.</summary>
    static async Task ChooseAsync(Visitor visitor, string word)
    {
        const string Chosen = "() => document.activeElement.selectedOptions[0].textContent.trim()";
        while (!(await visitor.Page.EvaluateAsync<string>(Chosen)).StartsWith(word, StringComparison.OrdinalIgnoreCase))
        {
            var before = await visitor.Page.EvaluateAsync<string>(Chosen);
            await KeysAsync(visitor, "ArrowDown");
            Assert.NotEqual(before, await visitor.Page.EvaluateAsync<string>(Chosen)); // the end of the list
        }
    }

    static Task<string> FocusedTextAsync(Visitor visitor) => visitor.Page.EvaluateAsync<string>("() => document.activeElement.textContent.trim()");
}
