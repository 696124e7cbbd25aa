using System.Reflection;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Monitor.BrowserTests.Browser;
using Monitor.Review;

namespace Monitor.BrowserTests.Pages;

/// <summary>One walk over every page by everyone who may open it, and what was found on the way.</summary>
sealed class PageWalk
{
    /// <summary>Stops of the Tab key on a page; what comes after them looks as these do.</summary>
    const int Stops = 30;

    const string Overflow = """
        () => {
          const room = document.scrollingElement.clientWidth;
          if (document.scrollingElement.scrollWidth <= room) return [];
          return [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && e.getBoundingClientRect().right > room + 1 && !e.closest('.wide,.skip,.away'))
            .slice(0, 3).map(e => `<${e.tagName.toLowerCase()} class="${e.className}"> ends at ${Math.round(e.getBoundingClientRect().right)} of ${room}`).concat([`the page is ${document.scrollingElement.scrollWidth} wide`]);
        }
        """;

    const string FocusFault = """
        () => {
          const at = document.activeElement;
          if (at === document.body) return '';
          const style = getComputedStyle(at);
          const box = at.getBoundingClientRect();
          const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
          const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0;
          return seen && inside ? '' : `<${at.tagName.toLowerCase()}${at.id ? '#' + at.id : ''}> ${at.textContent.trim().slice(0, 30)}: ${seen ? 'lies outside the screen' : 'shows no focus'}`;
        }
        """;

    /// <summary>All of WCAG 2.2, A and AA, and what axe counts as good practice.</summary>
    static readonly AxeRunOptions AxeRules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    static readonly string Checks = Read("page-checks.js", typeof(PageWalk).Assembly);

    static readonly IReadOnlyList<(string Indonesian, string English)> Texts =
    [
        .. Read("review/english.txt", typeof(MonitorHost).Assembly).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .Select(parts => (parts[0], parts[1].TrimEnd('\r'))).Where(pair => pair.Item1 != pair.Item2 && pair.Item1.Split(' ').Length > 2),
    ];

    public int Pages { get; private set; }

    /// <summary>What axe-core finds.</summary>
    public List<string> Axe { get; } = [];

    /// <summary>What would stop somebody who does not see, or sees little.</summary>
    public List<string> Reading { get; } = [];

    /// <summary>What runs off a screen of 1280 pixels at 200 %.</summary>
    public List<string> Large { get; } = [];

    /// <summary>What runs off a phone.</summary>
    public List<string> Phone { get; } = [];

    /// <summary>Where the keyboard stops and nothing shows it.</summary>
    public List<string> Keyboard { get; } = [];

    /// <summary>Indonesian that was left in English pages.</summary>
    public List<string> English { get; } = [];

    public static async Task<PageWalk> TakeAsync(BrowserSession session)
    {
        var walk = new PageWalk();
        foreach (var places in Places.All(session.Site).GroupBy(place => place.Who))
        {
            await using var visitor = await ArriveAsync(session, places.Key);
            foreach (var (_, path) in places) await walk.LookAsync(visitor, path, $"{places.Key?.Id} {path}");
            visitor.AssertNoComplaints();

            await using var english = await ArriveAsync(session, places.Key);
            await english.GoAsync("/bantuan");
            await english.PressAsync("English");
            foreach (var (_, path) in places)
            {
                await english.GoAsync(path);
                await walk.LookForIndonesianAsync(english, $"{places.Key?.Id} {path}");
            }
        }

        return walk;
    }

    /// <summary>Every state that a page can be brought into, on a site of its own.</summary>
    public static async Task<PageWalk> TakeStatesAsync(BrowserSession session)
    {
        var walk = new PageWalk();
        await using var site = await Places.OpenAsync();
        await site.DecideManyAsync();
        foreach (var states in State.All.GroupBy(state => state.Who))
        {
            await using var visitor = states.Key is { } who ? await site.VisitAsync(session, who) : await Visitor.ArriveAsync(session, site.Address);
            foreach (var state in states)
            {
                await state.ReachAsync(visitor, site);
                await walk.ExamineAsync(visitor, state.Name);
            }

            visitor.AssertNoComplaints();
            await visitor.GoAsync("/masuk");
            await visitor.ClickAsync("[name=bahasa]");
            foreach (var state in states)
            {
                await state.ReachAsync(visitor, site);
                await walk.LookForIndonesianAsync(visitor, state.Name);
            }
        }

        return walk;
    }

    public static async Task<IEnumerable<string>> AskAxeAsync(IPage page) =>
        (await page.RunAxe(AxeRules)).Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id} ({rule.Help}): {node.Html}"));

    public static Task<string[]> CheckAsync(IPage page) => page.EvaluateAsync<string[]>(Checks);

    static Task<Visitor> ArriveAsync(BrowserSession session, Reviewer? who) => who is null ? Visitor.ArriveAsync(session, session.Site.Address) : session.Site.VisitAsync(session, who);

    async Task LookAsync(Visitor visitor, string path, string place)
    {
        await visitor.GoAsync(path);
        await ExamineAsync(visitor, place);
        for (var stop = 0; stop < Stops; stop++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await visitor.Page.EvaluateAsync<string>(FocusFault) is { Length: > 0 } fault) Keyboard.Add($"{place}: {fault}");
        }
    }

    /// <summary>The page as it stands.</summary>
    async Task ExamineAsync(Visitor visitor, string place)
    {
        Pages++;
        await UnfoldAsync(visitor.Page);
        Reading.AddRange((await CheckAsync(visitor.Page)).Select(fault => $"{place}: {fault}"));
        Axe.AddRange((await AskAxeAsync(visitor.Page)).Select(fault => $"{place}: {fault}"));
        await visitor.Page.SetViewportSizeAsync(640, 450);
        Large.AddRange((await visitor.Page.EvaluateAsync<string[]>(Overflow)).Select(fault => $"{place}: {fault}"));
        await visitor.Page.SetViewportSizeAsync(360, 640);
        Phone.AddRange((await visitor.Page.EvaluateAsync<string[]>(Overflow)).Select(fault => $"{place}: {fault}"));
        await visitor.Page.SetViewportSizeAsync(1280, 900);
    }

    async Task LookForIndonesianAsync(Visitor visitor, string place)
    {
        await UnfoldAsync(visitor.Page);
        if (await visitor.Page.Locator("html").GetAttributeAsync("lang") is not "en") English.Add($"{place}: the page does not say that it is in English");

        // What stands in another language says so, and is data: an office's own words.
        await visitor.Page.EvaluateAsync("() => { for (const one of document.querySelectorAll('body [lang=id]')) one.remove(); }");
        var text = (await visitor.TextAsync()).ReplaceLineEndings(" ");
        English.AddRange(Texts.Where(pair => text.Contains(pair.Indonesian, StringComparison.Ordinal)).Select(pair => $"{place}: '{pair.Indonesian}'"));
    }

    /// <summary>What a page keeps folded is part of it.</summary>
    public static async Task UnfoldAsync(IPage page) => await page.EvaluateAsync("() => { for (const one of document.querySelectorAll('details')) one.open = true; }");

    static string Read(string name, Assembly from)
    {
        using var stream = from.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
