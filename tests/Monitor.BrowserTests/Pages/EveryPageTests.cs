using Monitor.BrowserTests.Browser;

namespace Monitor.BrowserTests.Pages;

/// <summary>What must hold on every page, for whoever opens it.</summary>
[Collection(nameof(BrowserSession))]
public class EveryPageTests(BrowserSession session)
{
    /// <summary>Names, labels, headings, order, contrast, size of targets; and no complaint of the browser.</summary>
    [BrowserFact]
    public async Task EveryPageCanBeReadAndUsedWithoutSeeingIt() => None((await session.WalkAsync()).Reading);

    [BrowserFact]
    public async Task NothingIsLostSidewaysWhenAPageIsTwiceAsLarge() => None((await session.WalkAsync()).Large);

    [BrowserFact]
    public async Task NothingIsLostSidewaysOnAPhone() => None((await session.WalkAsync()).Phone);

    [BrowserFact]
    public async Task EveryStopOfTheKeyboardShowsWhereItIs() => None((await session.WalkAsync()).Keyboard);

    [BrowserFact]
    public async Task EveryPageSpeaksEnglishWhereAsked() => None((await session.WalkAsync()).English);

    /// <summary>The checks themselves notice what they are for.</summary>
    [BrowserFact]
    public async Task APageWithEveryFaultIsFoundOut()
    {
        await using var visitor = await Visitor.ArriveAsync(session, session.Site.Address);
        await visitor.Page.SetContentAsync("""
            <html><body><h1>a</h1><h3>b</h3><input><button></button><table><tr><td>c</td></tr></table><p style="color:#999">pale</p><img src="data:,"><a href="#" tabindex="3">d</a></body></html>
            """);

        var found = await PageWalk.CheckAsync(visitor.Page);

        foreach (var rule in (string[])["language", "title", "main", "heading order", "label", "name", "table", "contrast", "alt", "tabindex", "target size"])
            Assert.Contains(found, fault => fault.StartsWith(rule, StringComparison.Ordinal));
    }

    static void None(List<string> faults) => Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct()));
}
