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

    /// <summary>By axe-core, which knows more rules than ours and is nobody's of this project.</summary>
    [BrowserFact]
    public async Task AxeFindsNothingOnAnyPage() => None((await session.WalkAsync()).Axe);

    [BrowserFact]
    public async Task NeitherAxeNorOurOwnChecksFindAnythingInAnyState()
    {
        var walk = await session.WalkStatesAsync();
        None([.. walk.Axe, .. walk.Reading]);
    }

    [BrowserFact]
    public async Task NothingIsLostSidewaysInAnyState()
    {
        var walk = await session.WalkStatesAsync();
        None([.. walk.Large, .. walk.Phone]);
    }

    [BrowserFact]
    public async Task EveryStateSpeaksEnglishWhereAsked() => None((await session.WalkStatesAsync()).English);

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

        var axe = (await PageWalk.AskAxeAsync(visitor.Page)).ToList();
        foreach (var rule in (string[])["html-has-lang", "document-title", "landmark-one-main", "heading-order", "label", "button-name", "color-contrast", "image-alt", "tabindex"])
            Assert.Contains(axe, fault => fault.StartsWith(rule, StringComparison.Ordinal));
    }

    static void None(List<string> faults) => Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct()));
}
