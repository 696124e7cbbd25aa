using System.Reflection;
using Microsoft.Playwright;
using Monitor.BrowserTests.Browser;

namespace Monitor.BrowserTests.Pages;

/// <summary>What must hold on every page, for whoever opens it.</summary>
[Collection(nameof(BrowserSession))]
public class EveryPageTests(BrowserSession session)
{
    [BrowserFact]
    public Task EveryPageCanBeReadAndUsedWithoutSeeingIt() => OnEachAsync(async (visitor, place) =>
        (await visitor.Page.EvaluateAsync<string[]>(PageChecks)).Select(fault => $"{place}: {fault}"));

    [BrowserFact]
    public Task EveryPageCanBeReadInEnglish() => OnEachAsync(
        async (visitor, place) =>
        {
            var text = (await visitor.TextAsync()).ReplaceLineEndings(" ");
            var left = EnglishTexts().Where(pair => pair.Indonesian != pair.English && pair.Indonesian.Split(' ').Length > 2 && text.Contains(pair.Indonesian, StringComparison.Ordinal));
            var language = await visitor.Page.Locator("html").GetAttributeAsync("lang");
            return left.Select(pair => $"{place}: '{pair.Indonesian}' is not in English").Append(language == "en" ? "" : $"{place}: the page says it is in '{language}'").Where(fault => fault.Length > 0);
        },
        english: true);

    /// <summary>Twice as large on a screen of 1280 pixels, and on a phone.</summary>
    [BrowserFact]
    public Task NothingIsLostSidewaysWhenAPageIsTwiceAsLarge() => OnEachAsync(
        async (visitor, place) => (await visitor.Page.EvaluateAsync<string[]>(Overflow)).Select(wide => $"{place}: {wide}"),
        width: 640, height: 450, scale: 2);

    [BrowserFact]
    public Task NothingIsLostSidewaysOnAPhone() => OnEachAsync(
        async (visitor, place) => (await visitor.Page.EvaluateAsync<string[]>(Overflow)).Select(wide => $"{place}: {wide}"),
        width: 360, height: 640, scale: 2);

    [BrowserFact]
    public Task EveryStopOfTheKeyboardShowsWhereItIs() => OnEachAsync(async (visitor, place) =>
    {
        List<string> faults = [];
        var stops = await visitor.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex=\"0\"]')].filter(e => e.checkVisibility()).length");
        for (var stop = 0; stop < Math.Min(stops, 60); stop++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            var fault = await visitor.Page.EvaluateAsync<string>(FocusFault);
            if (fault.Length > 0) faults.Add($"{place}: {fault}");
        }

        return faults;
    });

    static string PageChecks { get; } = Read("page-checks.js");

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

    async Task OnEachAsync(Func<Visitor, string, Task<IEnumerable<string>>> check, int width = 1280, int height = 900, float scale = 1, bool english = false)
    {
        var site = session.Site;
        List<string> faults = [];
        foreach (var (who, places) in Places.All(site).GroupBy(place => place.Who).Select(group => (group.Key, group.Select(place => place.Path))))
        {
            await using var visitor = who is null ? await Visitor.ArriveAsync(session, site.Address, width, height, scale) : await site.VisitAsync(session, who, width, height, scale);
            await visitor.GoAsync(places.First());
            if (english) await visitor.PressAsync("English");
            foreach (var path in places)
            {
                await visitor.GoAsync(path);
                await OpenAllAsync(visitor.Page);
                faults.AddRange(await check(visitor, $"{who?.Id} {path}"));
            }

            visitor.AssertNoComplaints();
        }

        Assert.Empty(faults.Distinct());
    }

    /// <summary>What a page keeps folded is part of it.</summary>
    static async Task OpenAllAsync(IPage page) => await page.EvaluateAsync("() => { for (const one of document.querySelectorAll('details')) one.open = true; }");

    static IEnumerable<(string Indonesian, string English)> EnglishTexts() =>
        Read("review/english.txt", typeof(MonitorHost).Assembly).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(parts => (parts[0], parts[1].TrimEnd('\r')));

    static string Read(string name, Assembly? from = null)
    {
        using var stream = (from ?? typeof(EveryPageTests).Assembly).GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
