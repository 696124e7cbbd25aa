using Microsoft.Playwright;
using Monitor.BrowserTests.Pages;
using Monitor.BrowserTests.Site;

namespace Monitor.BrowserTests.Browser;

/// <summary>One Chromium and one site for all tests; each visitor has a profile of its own in it.</summary>
public sealed class BrowserSession : IAsyncLifetime
{
    IPlaywright? _driver;
    IBrowser? _browser;

    TestSite? _site;
    Task<PageWalk>? _walk, _states;

    /// <summary>Every page once, for the tests that ask something of each.</summary>
    internal Task<PageWalk> WalkAsync() => _walk ??= PageWalk.TakeAsync(this);

    /// <summary>Every state once.</summary>
    internal Task<PageWalk> WalkStatesAsync() => _states ??= PageWalk.TakeStatesAsync(this);

    internal TestSite Site => _site ?? throw new InvalidOperationException(Chromium.Absence);

    public IBrowser Browser => _browser ?? throw new InvalidOperationException(Chromium.Absence);

    public async Task InitializeAsync()
    {
        if (Chromium.Path is not { } path) return; // Every test says so.

        Assertions.SetDefaultExpectTimeout(60_000);
        _driver = await Playwright.CreateAsync();
        _browser = await _driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Chromium.Arguments });
        _site = await Places.OpenAsync();
    }

    public async Task DisposeAsync()
    {
        if (_site is not null) await _site.DisposeAsync();
        if (_browser is not null) await _browser.DisposeAsync();
        _driver?.Dispose();
    }
}

[CollectionDefinition(nameof(BrowserSession))]
public sealed class BrowserSessions : ICollectionFixture<BrowserSession>;
