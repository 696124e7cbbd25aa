using Monitor.BrowserTests.Browser;
using Monitor.BrowserTests.Site;

namespace Monitor.BrowserTests.Work;

/// <summary>A post that tries to be a page.</summary>
[Collection(nameof(BrowserSession))]
public class HostileWordsTests(BrowserSession session)
{
    const string Hostile = "<script>alert(1)</script><img src=x onerror=alert(2)> \u202Egnalut\u202C \u200B\u200B \"'><b>tebal</b> 🤟🏽👨‍👩‍👧 ";

    [BrowserFact]
    public async Task HostileWordsRunNothingHideNothingAndBreakNothing()
    {
        var site = session.Site;
        var flag = (await site.RaiseAsync(1, Hostile + new string('W', 15_000) + string.Concat(Enumerable.Repeat("🔥", 7_500))))[0];
        await using var visitor = await site.VisitAsync(session, TestSite.Budi, width: 640, height: 450);
        foreach (var path in (string[])["/antrean", $"/tinjau/{flag}"])
        {
            await visitor.GoAsync(path);
            await visitor.Page.EvaluateAsync("() => { for (const one of document.querySelectorAll('details')) one.open = true; }");

            Assert.Equal(0, await visitor.Page.Locator("main img, main script, main b").CountAsync());
            Assert.Contains("<script>alert(1)</script>", await visitor.TextAsync(), StringComparison.Ordinal);
            Assert.True(await visitor.Page.EvaluateAsync<bool>("() => document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"), $"{path} runs off the screen.");
        }

        Assert.Contains("[arah U+202E]", await visitor.TextAsync(), StringComparison.Ordinal);
        visitor.AssertNoComplaints();
    }
}
