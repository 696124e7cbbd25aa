using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Commands;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Review;
using Monitor.Review.SignIn;

namespace Monitor.Benchmarks;

/// <summary>
/// How long reviewers wait: the whole pages, asked over the network of this machine, from a store with many flags of which a twelfth are
/// decided. Statistics are asked for another period each time, so that no answer is one that was kept.
/// </summary>
sealed partial class ReviewBenchmark : IBenchmark
{
    const int BatchSize = 2_000;
    const string Password = "kopi-hutan-meja-17";

    static readonly DateTimeOffset Start = new(2024, 9, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task RunAsync(int? size, int? rounds, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("monitor-benchmark-");
        File.Copy(Path.Combine(MonitorHost.SamplesFolder, "roster.xlsx"), Path.Combine(folder.FullName, "roster.xlsx"));
        var clock = new LeapingTime();
        await using var app = MonitorHost.BuildService(folder.FullName, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Health:Url"] = "http://127.0.0.1:0",
            ["Review:Url"] = "http://127.0.0.1:0",
            ["Digest:At"] = "23:59:00",
            ["Serilog:MinimumLevel:Default"] = "Error",
        }, clock);
        try
        {
            await RunCommand.StartAsync(app, default);
            var flags = size ?? 100_000;
            await FillAsync(app, flags);
            clock.Leap(TimeSpan.FromHours(1)); // decisions of the last minutes are few in an office; here all would be
            using var client = await EnterAsync(app);
            await output.WriteLineAsync("| flags | page | median ms | slowest ms | processor ms |");
            await output.WriteLineAsync("|---|---|---|---|---|");
            foreach (var (name, path) in Pages)
                await output.WriteLineAsync(await LineAsync(client, flags, name, path, rounds ?? 15));
        }
        finally
        {
            await app.StopAsync();
            folder.Delete(recursive: true);
        }
    }

    static (string Name, Func<int, string> Path)[] Pages =>
    [
        ("queue", _ => "/antrean"),
        ("queue, one contest and one band", _ => "/antrean?pemilihan=pilkada-2024-kutai-kartanegara&pita=High"),
        ("queue, page 40", _ => "/antrean?hal=40"),
        ("statistics, 90 days", round => string.Create(CultureInfo.InvariantCulture, $"/statistik?dari={Start.AddDays(1 + round):yyyy-MM-dd}&sampai={Start.AddDays(91 + round):yyyy-MM-dd}")),
        ("statistics, all", round => string.Create(CultureInfo.InvariantCulture, $"/statistik?dari={Start.AddDays(-1 - round):yyyy-MM-dd}&sampai={Start.AddDays(400):yyyy-MM-dd}")),
    ];

    static async Task<string> LineAsync(HttpClient client, int flags, string name, Func<int, string> path, int rounds)
    {
        List<double> times = [];
        var worked = TimeSpan.Zero;
        for (var round = 0; round <= rounds; round++)
        {
            if (round == 1) worked = Process.GetCurrentProcess().TotalProcessorTime;
            var begun = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(new Uri(path(round), UriKind.Relative));
            var page = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode is not HttpStatusCode.OK || page.Length < 500) throw new InvalidOperationException($"{path(round)} answers {answer.StatusCode}.");
            if (round > 0) times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        // On a machine that does other work too, the processor's time says more than the clock's.
        var each = (Process.GetCurrentProcess().TotalProcessorTime - worked).TotalMilliseconds / rounds;
        times.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"| {flags} | {name} | {times[times.Count / 2]:F0} | {times[^1]:F0} | {each:F0} |");
    }

    static async Task FillAsync(WebApplication app, int flags)
    {
        var store = app.Services.GetRequiredService<IFlagStore>();
        var reviews = app.Services.GetRequiredService<IReviewStore>();
        for (var from = 0; from < flags; from += BatchSize)
        {
            var sha256 = StoreJson.Sha256(from.ToString(CultureInfo.InvariantCulture));
            ScoredPost[] posts = [.. Enumerable.Range(from, Math.Min(BatchSize, flags - from)).Select(number => MadeFlags.Post(number, sha256, Start))];
            await store.CommitBatchAsync(
                new IngestBatch
                {
                    FileSha256 = sha256,
                    FileName = "buatan.csv",
                    ReceivedAt = Start,
                    Number = 0,
                    ResultsConsumed = posts.Length,
                    Scored = posts,
                    Unscored = ExportCounts.Zero,
                    At = Start.AddMinutes(from * 2),
                },
                default);
        }

        await reviews.CatchUpAsync(app.Services.GetRequiredService<CurrentDueDates>()(), wholly: true, default);
        await EnterReviewersAsync(app);
        Reviewer[] people = [new("ani", "Ani", Role.Peninjau), new("budi", "Budi", Role.Peninjau)];
        for (var number = 0; number < flags; number += 12)
        {
            var id = FlagId.From(MadeFlags.KeyOf(number));
            var decision = number % 24 == 0 ? new ReviewDecision(Verdict.NoIndication, DismissalReason.NoSide) : new ReviewDecision(Verdict.StrongIndication, Note: "ajakan");
            if ((await reviews.ActAsync(new ReviewAct.Decide(id, 1, decision), people[number / 12 % 2], wholeGroup: false, default)).Refused is { } refused) throw new InvalidOperationException($"{refused}");
        }
    }

    static async Task EnterReviewersAsync(WebApplication app)
    {
        var accounts = app.Services.GetRequiredService<Accounts>();
        var admin = new Reviewer("admin", "Admin", Role.Admin);
        foreach (var reviewer in (Reviewer[])[new("ani", "Ani", Role.Peninjau), new("budi", "Budi", Role.Peninjau), new("citra", "Citra", Role.Ketua)])
            await accounts.ActivateAsync(reviewer.Id, await accounts.InviteAsync(admin, reviewer, default) ?? "", Password, default);
    }

    static async Task<HttpClient> EnterAsync(WebApplication app)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(app.Urls.Last()) };
        var token = Token().Match(await client.GetStringAsync(new Uri("/masuk", UriKind.Relative))).Groups["token"].Value;
        using var form = new FormUrlEncodedContent([new("nama", "citra"), new("sandi", Password), new("ke", "/"), new("__RequestVerificationToken", token)]);
        using var answer = await client.PostAsync(new Uri("/masuk", UriKind.Relative), form);
        if (answer.StatusCode is not HttpStatusCode.Redirect) throw new InvalidOperationException($"Nobody could sign in: {answer.StatusCode}.");
        return client;
    }

    /// <summary>The system's clock, set forward.</summary>
    sealed class LeapingTime : TimeProvider
    {
        TimeSpan _leapt;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _leapt;

        public void Leap(TimeSpan by) => _leapt += by;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token();
}
