using System.Diagnostics;
using System.Globalization;
using Monitor.Contests;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Review;

namespace Monitor.Benchmarks;

/// <summary>
/// The store engines that are built in, by turns in one run: keeping flags in batches of several sizes, opening, the queue's page and the
/// file's size at the full number of flags. With <c>-p:LiteDb=true</c> that is SQLite beside LiteDB.
/// </summary>
sealed class StoreBenchmark : IBenchmark
{
    const int PerSize = 4_000;
    const int LargestBatch = 2_000;

    static readonly DateTimeOffset Start = new(2024, 9, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly int[] BatchSizes = [1, 10, 100, 1_000, LargestBatch];
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Makassar");

    public async Task RunAsync(int? size, int? rounds, TextWriter output)
    {
        await output.WriteLineAsync("| engine | what | value |");
        await output.WriteLineAsync("|---|---|---|");
        foreach (var batch in BatchSizes)
        {
            foreach (var engine in StoreEngines.Built) await RowAsync(output, engine, $"flags/s in batches of {batch}", await InsertAsync(engine, batch));
        }

        foreach (var engine in StoreEngines.Built) await FullAsync(engine, size ?? 100_000, rounds ?? 15, output);
    }

    static async Task<double> InsertAsync(IStoreEngine engine, int batch)
    {
        var folder = Directory.CreateTempSubdirectory("monitor-benchmark-");
        try
        {
            await using var store = engine.Flags(Path.Combine(folder.FullName, "monitor.db"), TimeProvider.System, StoreAccess.Write);
            await store.OpenAsync(default);
            var count = Math.Min(PerSize, batch * 200);
            await FillAsync(store, 0, batch, batch); // The first batch warms up.
            var begun = Stopwatch.GetTimestamp();
            await FillAsync(store, batch, count, batch);
            return count / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task FullAsync(IStoreEngine engine, int flags, int rounds, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("monitor-benchmark-");
        var path = Path.Combine(folder.FullName, "monitor.db");
        try
        {
            var due = new DueDates(StatutoryClock.Load(Path.Combine(MonitorHost.SamplesFolder, "review", "tenggat.json")), ContestFiles.Load(Path.Combine(MonitorHost.SamplesFolder, "contests")), Zone);
            await using (var store = engine.Flags(path, TimeProvider.System, StoreAccess.Write))
            {
                await store.OpenAsync(default);
                await FillAsync(store, 0, flags, LargestBatch);
                await Reviews(engine, store).CatchUpAsync(due, wholly: true, default);
            }

            var begun = Stopwatch.GetTimestamp();
            await using var reopened = engine.Flags(path, TimeProvider.System, StoreAccess.Write);
            await reopened.OpenAsync(default);
            await RowAsync(output, engine, $"opening with {flags} flags, ms", Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            var reviews = Reviews(engine, reopened);
            await RowAsync(output, engine, "queue, first page, median ms", await MedianAsync(() => reviews.QueueAsync(new QueueQuery("ani"), default), rounds));
            await RowAsync(output, engine, "queue, one contest and band, median ms", await MedianAsync(() => reviews.QueueAsync(new QueueQuery("ani", "pilkada-2024-kutai-timur", Band: Priority.High), default), rounds));
            await RowAsync(output, engine, "statistics, all, median ms", await MedianAsync(() => reviews.NumbersAsync(Start, Start.AddYears(1), settledBefore: null, default), rounds));
            await reopened.DisposeAsync();
            await RowAsync(output, engine, "file, MiB", Directory.EnumerateFiles(folder.FullName).Sum(file => new FileInfo(file).Length) / 1048576.0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static IReviewStore Reviews(IStoreEngine engine, IFlagStore store) =>
        engine.Reviews(store, new ReviewRules(new FlagTransitions(new ReviewLimits(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(5))), TimeProvider.System, Zone, 0.05));

    static async Task<double> MedianAsync(Func<Task> ask, int rounds)
    {
        List<double> times = [];
        for (var round = 0; round <= rounds; round++)
        {
            var begun = Stopwatch.GetTimestamp();
            await ask();
            if (round > 0) times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    static Task RowAsync(TextWriter output, IStoreEngine engine, string what, double value) =>
        output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {engine.Name} | {what} | {value:F1} |"));

    static async Task FillAsync(IFlagStore store, int first, int flags, int batchSize)
    {
        for (var from = first; from < first + flags; from += batchSize)
        {
            var sha256 = StoreJson.Sha256(from.ToString(CultureInfo.InvariantCulture));
            ScoredPost[] posts = [.. Enumerable.Range(from, Math.Min(batchSize, first + flags - from)).Select(number => MadeFlags.Post(number, sha256, Start))];
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
                    At = Start,
                },
                default);
        }
    }
}
