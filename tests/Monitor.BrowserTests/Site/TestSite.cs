using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monitor.BrowserTests.Browser;
using Monitor.Commands;
using Monitor.Flags;
using Monitor.Review;
using Monitor.Review.Pages;
using Monitor.Review.SignIn;
using Monitor.Roster;
using Monitor.Tests.Flags;
using Monitor.Tests.Support;

namespace Monitor.BrowserTests.Site;

/// <summary>The real program with its own data folder, five people, and a week of invented flags.</summary>
sealed class TestSite : IAsyncDisposable
{
    /// <summary>A table in ditolak/ whose headers nobody knows.</summary>
    public const string RefusedTable = "laporan-kecamatan.csv";

    public const string Password = "kopi-hutan-meja-17";

    public static readonly Reviewer Ani = new("ani", "Ani Peninjau", Role.Peninjau);
    public static readonly Reviewer Budi = new("budi", "Budi Peninjau", Role.Peninjau);
    public static readonly Reviewer Citra = new("citra", "Citra Ketua", Role.Ketua);
    public static readonly Reviewer Dewi = new("dewi", "Dewi Auditor", Role.Auditor);
    public static readonly Reviewer Eko = new("eko", "Eko Admin", Role.Admin);

    readonly TemporaryFolder _folder;
    readonly WebApplication _app;
    readonly Dictionary<Reviewer, string> _signedIn = [];
    int _batches;

    TestSite(TemporaryFolder folder, WebApplication app, MovableTime time) => (_folder, _app, Time) = (folder, app, time);

    public MovableTime Time { get; }

    public Uri Address => new(_app.Urls.Last());

    /// <summary>Ids of the invented flags, in their order.</summary>
    public IReadOnlyList<string> Flags { get; private set; } = [];

    public IReadOnlyList<RosterEntry> People { get; private set; } = [];

    public IReviewStore Store => _app.Services.GetRequiredService<IReviewStore>();

    public static async Task<TestSite> OpenAsync()
    {
        var folder = new TemporaryFolder();
        File.Copy(Samples.Folder("roster.xlsx"), folder.File("roster.xlsx"));
        var time = new MovableTime(new DateTimeOffset(2024, 11, 20, 9, 0, 0, TimeSpan.FromHours(8)));
        var app = MonitorHost.BuildService(folder.Path, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Health:Url"] = "http://127.0.0.1:0",
            ["Review:Url"] = "http://127.0.0.1:0",
            ["Digest:At"] = "23:59:00",
            ["Review:RecheckShare"] = "0",
            ["Serilog:MinimumLevel:Default"] = "Error",
        }, time);
        var data = app.Services.GetRequiredService<DataFolder>();
        data.Prepare(MonitorHost.SamplesFolder);
        var invented = Samples.Folder($"contests/contoh/{InventedFlags.Contest}.json");
        File.Copy(invented, Path.Combine(data.Contests, Path.GetFileName(invented)));
        await File.WriteAllTextAsync(Path.Combine(data.Refused, RefusedTable), "Kalimat Temuan;Pemilik Akun;Waktu Temuan;Alamat Unggahan\nsebuah kalimat;seseorang;12/11/2024;https://facebook.com/x/posts/1\n");
        await RunCommand.StartAsync(app, default);

        var site = new TestSite(folder, app, time);
        await site.InviteAsync();
        site.People = await app.Services.GetRequiredService<CurrentRoster>()(default);
        site.Flags = await site.RaiseAsync(InventedFlags.All(site.People, time.GetUtcNow()));
        return site;
    }

    /// <summary>A visitor who is signed in; by the form the first time, by the same session after it.</summary>
    public async Task<Visitor> VisitAsync(BrowserSession session, Reviewer who, int width = 1280, int height = 900, float scale = 1)
    {
        var visitor = await Visitor.ArriveAsync(session, Address, width, height, scale, _signedIn.GetValueOrDefault(who));
        if (!_signedIn.ContainsKey(who))
        {
            await visitor.SignInAsync(who.Id, Password);
            _signedIn[who] = await visitor.StateAsync();
        }

        await visitor.GoAsync("/");
        return visitor;
    }

    /// <summary>New flags for a test alone, each with words of its own unless a text is given.</summary>
    public async Task<IReadOnlyList<string>> RaiseAsync(int count, string? text = null)
    {
        var first = InventedFlags.All(People, Time.GetUtcNow())[0];
        return await RaiseAsync([.. Enumerable.Range(0, count).Select(number =>
        {
            var mark = $"{_batches}x{number}";
            var key = SampleIngest.Key(1000 + _batches * 10 + number);
            return first with
            {
                Key = key,
                Id = FlagId.From(key),
                Post = first.Post with { Text = text ?? $"satu{mark} dua{mark} tiga{mark} empat{mark} lima{mark} enam{mark}" },
                Reasons = [],
                Mentions = [],
            };
        })]);
    }

    public async Task<ReviewState> StateAsync(string id) => (await Store.FindAsync(id, default))?.State ?? throw new InvalidOperationException($"There is no {id}.");

    /// <summary>A step as its page would take it, for what a test needs but is not about.</summary>
    public async Task ActAsync(Func<long, ReviewAct> act, string id, Reviewer who)
    {
        var outcome = await Store.ActAsync(act((await StateAsync(id)).Version), who, wholeGroup: false, default);
        Assert.Null(outcome.Refused);
    }

    public Task UpholdAsync(string id, Reviewer who) =>
        ActAsync(version => new ReviewAct.Decide(id, version, new ReviewDecision(Verdict.StrongIndication, Note: "Mengajak memilih dengan menyebut nomor.")), id, who);

    /// <summary>Some weeks of work, so that the statistics have something to say.</summary>
    public async Task DecideManyAsync()
    {
        const int Many = 36;
        var first = InventedFlags.All(People, Time.GetUtcNow())[0];
        var ids = await RaiseAsync([.. Enumerable.Range(0, Many).Select(number =>
        {
            var key = SampleIngest.Key(5000 + number);
            return first with
            {
                Key = key,
                Id = FlagId.From(key),
                Priority = (Priority)(number % 3),
                RaisedAt = Time.GetUtcNow().AddDays(-number),
                Post = first.Post with { Text = $"satu{number} dua{number} tiga{number} empat{number} lima{number} enam{number}" },
                Reasons = [],
                Mentions = [new Monitor.Classification.Mention(InventedFlags.Contest, number % 2 == 0 ? "paslon-a" : "paslon-b", Monitor.Classification.MentionRole.Person, 0, 4)],
            };
        })]);
        for (var number = 0; number < Many - 6; number++)
        {
            if (number % 3 == 2 || number % 7 == 0)
            {
                await ActAsync(version => new ReviewAct.Decide(ids[number], version, new ReviewDecision(Verdict.NoIndication, DismissalReason.News)), ids[number], Ani);
                continue;
            }

            await UpholdAsync(ids[number], Ani);
            await UpholdAsync(ids[number], Budi);
        }

        Time.Leap(TimeSpan.FromMinutes(6)); // until the decisions count
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>An account that nobody has confirmed yet, with its password set.</summary>
    public async Task InviteAsync(Reviewer who)
    {
        var accounts = _app.Services.GetRequiredService<Accounts>();
        Assert.Null(await accounts.ActivateAsync(who.Id, await accounts.InviteAsync(Eko, who, default) ?? "", Password, default));
    }

    async Task InviteAsync()
    {
        var accounts = _app.Services.GetRequiredService<Accounts>();
        foreach (var who in (Reviewer[])[Ani, Budi, Citra, Dewi, Eko])
        {
            Assert.Null(await accounts.ActivateAsync(who.Id, await accounts.InviteAsync(Eko, who, default) ?? "", Password, default));
            await accounts.ConfirmAsync(Citra, who.Id, isTheirs: true, default);
        }
    }

    async Task<IReadOnlyList<string>> RaiseAsync(IReadOnlyList<Flag> flags)
    {
        var file = $"rekap-{_batches++}.xlsx";
        ScoredPost[] posts = [.. flags.Select(flag => new ScoredPost(flag.Key, flag with { FileSha256 = SampleIngest.Sha(file), FileName = file }, false, false, false))];
        var store = _app.Services.GetRequiredService<IFlagStore>();
        await store.CommitBatchAsync(SampleIngest.Batch(file, 0, posts.Length, posts), default);
        await Store.CatchUpAsync(_app.Services.GetRequiredService<CurrentDueDates>()(), wholly: true, default);
        return [.. flags.Select(flag => flag.Id)];
    }
}
