using System.Reflection;
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

    static readonly string Checks = Read("page-checks.js", typeof(PageWalk).Assembly);

    static readonly IReadOnlyList<(string Indonesian, string English)> Texts =
    [
        .. Read("review/english.txt", typeof(MonitorHost).Assembly).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .Select(parts => (parts[0], parts[1].TrimEnd('\r'))).Where(pair => pair.Item1 != pair.Item2 && pair.Item1.Split(' ').Length > 2),
    ];

    public int Pages { get; private set; }

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
            foreach (var (_, path) in places) await walk.LookForIndonesianAsync(english, path, $"{places.Key?.Id} {path}");
        }

        return walk;
    }

    public static Task<string[]> CheckAsync(IPage page) => page.EvaluateAsync<string[]>(Checks);

    static Task<Visitor> ArriveAsync(BrowserSession session, Reviewer? who) => who is null ? Visitor.ArriveAsync(session, session.Site.Address) : session.Site.VisitAsync(session, who);

    async Task LookAsync(Visitor visitor, string path, string place)
    {
        Pages++;
        await visitor.GoAsync(path);
        await UnfoldAsync(visitor.Page);
        Reading.AddRange((await CheckAsync(visitor.Page)).Select(fault => $"{place}: {fault}"));
        await visitor.Page.SetViewportSizeAsync(640, 450);
        Large.AddRange((await visitor.Page.EvaluateAsync<string[]>(Overflow)).Select(fault => $"{place}: {fault}"));
        await visitor.Page.SetViewportSizeAsync(360, 640);
        Phone.AddRange((await visitor.Page.EvaluateAsync<string[]>(Overflow)).Select(fault => $"{place}: {fault}"));
        await visitor.Page.SetViewportSizeAsync(1280, 900);
        for (var stop = 0; stop < Stops; stop++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await visitor.Page.EvaluateAsync<string>(FocusFault) is { Length: > 0 } fault) Keyboard.Add($"{place}: {fault}");
        }
    }

    async Task LookForIndonesianAsync(Visitor visitor, string path, string place)
    {
        await visitor.GoAsync(path);
        await UnfoldAsync(visitor.Page);
        if (await visitor.Page.Locator("html").GetAttributeAsync("lang") is not "en") English.Add($"{place}: the page does not say that it is in English");

        // What stands in another language says so, and is data: an office's own words.
        await visitor.Page.EvaluateAsync("() => { for (const one of document.querySelectorAll('body [lang=id]')) one.remove(); }");
        var text = (await visitor.TextAsync()).ReplaceLineEndings(" ");
        English.AddRange(Texts.Where(pair => text.Contains(pair.Indonesian, StringComparison.Ordinal)).Select(pair => $"{place}: '{pair.Indonesian}'"));
    }

    /// <summary>What a page keeps folded is part of it.</summary>
    static async Task UnfoldAsync(IPage page) => await page.EvaluateAsync("() => { for (const one of document.querySelectorAll('details')) one.open = true; }");

    static string Read(string name, Assembly from)
    {
        using var stream = from.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
