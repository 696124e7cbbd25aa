using Microsoft.Playwright;

namespace Monitor.BrowserTests.Browser;

/// <summary>One person at one screen. Whatever the browser complains of while they work is kept for the test to see.</summary>
sealed class Visitor : IAsyncDisposable
{
    /// <summary>Milliseconds: long enough for a machine that builds something else meanwhile.</summary>
    const float Patience = 90_000;

    readonly IBrowserContext _context;
    readonly Uri _site;
    readonly List<string> _complaints = [];

    Visitor(IBrowserContext context, IPage page, Uri site)
    {
        (_context, Page, _site) = (context, page, site);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !IsPlainRefusal(message)) _complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Add($"{page.Url}: {error}");
        page.Dialog += async (_, dialog) =>
        {
            _complaints.Add($"{page.Url}: a dialog opened: {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.RequestFailed += (_, request) =>
        {
            if (!request.IsNavigationRequest) _complaints.Add($"{request.Url}: {request.Failure}");
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) _complaints.Add($"asked elsewhere: {request.Url}");
        };
    }

    public IPage Page { get; }

    public static async Task<Visitor> ArriveAsync(BrowserSession session, Uri site, int width = 1280, int height = 900, float scale = 1, string? state = null)
    {
        var context = await session.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            DeviceScaleFactor = scale,
            Locale = "id-ID",
            StorageState = state,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(Patience);
        return new Visitor(context, await context.NewPageAsync(), site);
    }

    /// <summary>Goes there as by the address bar.</summary>
    /// <returns>The status of the answer.</returns>
    public async Task<int> GoAsync(string path) => (await Page.GotoAsync(new Uri(_site, path).AbsoluteUri))?.Status ?? 0;

    public async Task SignInAsync(string id, string password)
    {
        await GoAsync("/masuk");
        await Page.GetByLabel("Nama akun").FillAsync(id);
        await Page.GetByLabel("Kata sandi").FillAsync(password);
        await PressAsync("Masuk");
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Keluar" })).ToBeVisibleAsync();
    }

    /// <summary>The cookies, with which another visitor can go on as the same person.</summary>
    public Task<string> StateAsync() => _context.StorageStateAsync();

    /// <summary>Presses a button that leads to another page, and waits for that page.</summary>
    public Task PressAsync(string button) => LeaveAsync(() => ButtonOf(button).ClickAsync());

    /// <summary>Follows a link and waits for its page.</summary>
    public Task FollowAsync(ILocator link) => LeaveAsync(() => link.ClickAsync());

    public ILocator ButtonOf(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public async Task FillAsync(params IReadOnlyList<(string Field, string Value)> fields)
    {
        foreach (var (field, value) in fields) await Page.Locator(field).FillAsync(value);
    }

    /// <summary>Presses what leads to another page, and waits for that page.</summary>
    public Task ClickAsync(string selector) => LeaveAsync(() => Page.Locator(selector).ClickAsync());

    /// <summary>Sends the form of a field by its first button, and waits for the answer.</summary>
    public Task SendAsync(string field) =>
        LeaveAsync(() => Page.Locator($"form:has({field})").First.Locator("button:not([type=button])").First.ClickAsync());

    /// <summary>A click starts a navigation that may end later: the page that is left is marked, and its mark is waited away.</summary>
    async Task LeaveAsync(Func<Task> act)
    {
        await Page.EvaluateAsync("() => { document.documentElement.dataset.left = 'yes'; }");
        await act();
        // Between the two pages there is a moment without any element.
        await Page.WaitForFunctionAsync(
            "() => document.documentElement !== null && document.documentElement.dataset.left === undefined && document.readyState === 'complete'");
    }

    public Task<string> TextAsync() => Page.Locator("body").InnerTextAsync();

    public string Path => new Uri(Page.Url).PathAndQuery;

    /// <summary>Fails when a script broke, the page's policy stopped something, or anything was asked of another machine.</summary>
    public void AssertNoComplaints() => Assert.Empty(_complaints);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    /// <summary>A refused page is a page; that the browser notes its status is no fault of it.</summary>
    static bool IsPlainRefusal(IConsoleMessage message) =>
        message.Text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal) && !message.Location.Contains("/aset/", StringComparison.Ordinal);
}
