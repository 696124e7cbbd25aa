using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Commands;
using Monitor.Flags;
using Monitor.Review;
using Monitor.Review.SignIn;
using Monitor.Tests.Flags;
using Monitor.Tests.Support;

namespace Monitor.Tests.Review;

/// <summary>The real program on a port of its own, with one account for each role. Shared by the tests of the pages.</summary>
public sealed partial class ReviewSite : IAsyncLifetime
{
    public const string Password = "kopi-hutan-meja-17";

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monitor-site-");
    readonly Dictionary<Role, HttpClient> _clients = [];
    WebApplication? _app;
    int _batches;

    public WebApplication App => _app ?? throw new InvalidOperationException("Start the site first.");

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    internal IReviewStore Store => App.Services.GetRequiredService<IReviewStore>();

    internal IFlagStore Flags => App.Services.GetRequiredService<IFlagStore>();

    public async Task InitializeAsync()
    {
        File.Copy(Samples.Folder("roster.xlsx"), Path.Combine(_folder.FullName, "roster.xlsx"));
        _app = MonitorHost.BuildService(_folder.FullName, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Health:Url"] = "http://127.0.0.1:0",
            ["Review:Url"] = "http://127.0.0.1:0",
            ["Review:LockAfter"] = "3",
            ["Digest:At"] = "23:59:00",
        });
        await RunCommand.StartAsync(_app, default);
        Address = new Uri(_app.Urls.Last());
        var admin = new Reviewer("admin", "Admin", Role.Admin);
        var accounts = App.Services.GetRequiredService<Accounts>();
        foreach (var role in Enum.GetValues<Role>()) await AddAsync(accounts, admin, new Reviewer(role.ToString().ToLowerInvariant(), $"Bapak {role}", role));
        await AddAsync(accounts, admin, new Reviewer("kedua", "Ibu Kedua", Role.Peninjau));
    }

    public async Task DisposeAsync()
    {
        foreach (var client in _clients.Values) client.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Keeps flags as a file that came in.</summary>
    internal async Task RaiseAsync(params Flag[] flags)
    {
        var file = $"berkas-{Interlocked.Increment(ref _batches)}-{flags[0].Key}.xlsx";
        ScoredPost[] posts = [.. flags.Select(flag => new ScoredPost(flag.Key, flag with { FileSha256 = SampleIngest.Sha(file), FileName = file }, false, false, false))];
        await Flags.CommitBatchAsync(SampleIngest.Batch(file, 0, posts.Length, posts), default);
        await Store.CatchUpAsync(App.Services.GetRequiredService<CurrentDueDates>()(), wholly: true, default);
    }

    /// <summary>Keeps an unflagged post that the lot has drawn.</summary>
    internal async Task DrawAsync(Flag post)
    {
        var file = $"berkas-{Interlocked.Increment(ref _batches)}-{post.Key}.xlsx";
        var sample = new DrawnSample(post with { FileSha256 = SampleIngest.Sha(file), FileName = file }, Stratum: 2, Share: 0.05);
        var scored = new ScoredPost(post.Key, null, false, false, false) { Stratum = 2, Sample = sample };
        await Flags.CommitBatchAsync(SampleIngest.Batch(file, 0, 1, [scored]), default);
        await Store.CatchUpAsync(App.Services.GetRequiredService<CurrentDueDates>()(), wholly: true, default);
    }

    /// <summary>A browser without a session; redirects are for the test to see.</summary>
    public HttpClient Stranger() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    public async Task<HttpClient> AsAsync(Role role)
    {
        if (_clients.TryGetValue(role, out var known)) return known;

        return _clients[role] = await EnterAsync(role.ToString().ToLowerInvariant());
    }

    public async Task<HttpClient> EnterAsync(string id)
    {
        var client = Stranger();
        using var answer = await PostAsync(client, "/masuk", "/masuk", ("nama", id), ("sandi", Password), ("ke", "/"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    /// <summary>Fills in a form of a page and sends it.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string page, string action, params (string Field, string Value)[] fields)
    {
        var token = TokenIn(await client.GetStringAsync(new Uri(page, UriKind.Relative)));
        var all = fields.Select(field => KeyValuePair.Create(field.Field, field.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", token));
        using var content = new FormUrlEncodedContent(all);
        return await client.PostAsync(new Uri(action, UriKind.Relative), content);
    }

    public static string TokenIn(string page) => Token().Match(page).Groups["token"].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token();

    static async Task AddAsync(Accounts accounts, Reviewer admin, Reviewer who)
    {
        Assert.Null(await accounts.ActivateAsync(who.Id, await accounts.InviteAsync(admin, who, default) ?? "", Password, default));
        await accounts.ConfirmAsync(new Reviewer("ketua", "Bapak Ketua", Role.Ketua), who.Id, isTheirs: true, default);
    }
}

[CollectionDefinition(nameof(ReviewSite))]
public sealed class ReviewSiteTests : ICollectionFixture<ReviewSite>;
