using System.Diagnostics;
using Monitor.Flags;
using Monitor.Review;
using Monitor.Review.Measures;
using Monitor.Tests.Flags;
namespace Monitor.Tests.Review;
public class ZzSpeed
{
    [Fact]
    public async Task Measure()
    {
        await using var bench = await ReviewBench.OpenAsync(0.05);
        var random = new Random(7);
        var words = Enumerable.Range(0, 3000).Select(n => $"kata{n}").ToArray();
        var sw = Stopwatch.StartNew();
        for (var batch = 0; batch < 50; batch++)
        {
            var flags = Enumerable.Range(batch * 2000 + 1, 2000).Select(n =>
            {
                var text = n % 5 == 0 ? $"Ayo coblos nomor {n % 3} pada hari pemungutan suara nanti bersama keluarga template {n % 40}" : string.Join(' ', Enumerable.Range(0, 25).Select(_ => words[random.Next(words.Length)]));
                var f = ReviewBench.FlagNumber(n, text);
                return f with { Priority = (Priority)(n % 3), RaisedAt = SampleIngest.Start.AddMinutes(-n), Unit = $"Dinas {n % 40}", Contests = [new FlagContest("pilkada-2024-kutai-kartanegara", "Pilkada Kutai Kartanegara 2024", Monitor.Contests.Phase.Campaign), new FlagContest($"c{n % 12}", $"Contest {n % 12}", Monitor.Contests.Phase.Campaign)], Mentions = [new("pilkada-2024-kutai-kartanegara", (n % 3).ToString(), Monitor.Classification.MentionRole.Number, 0, 3)] };
            }).ToArray();
            var file = $"f{batch}";
            await bench.Flags.CommitBatchAsync(SampleIngest.Batch(file, 0, 2000, flags.Select(f => new ScoredPost(f.Key, f with { FileSha256 = SampleIngest.Sha(file) }, false, false, false)).ToArray()), default);
        }
        Log($"ingest {sw.Elapsed}"); sw.Restart();
        await bench.Store.CatchUpAsync(bench.Due, wholly: true, default);
        Log($"catch up {sw.Elapsed}"); sw.Restart();
        async Task Time(string name, Func<Task> ask)
        {
            var times = new List<double>();
            for (var i = 0; i < 11; i++) { var t = Stopwatch.StartNew(); await ask(); times.Add(t.Elapsed.TotalMilliseconds); }
            times.Sort(); Log($"{name}: median {times[5]:0.0} ms, worst {times[10]:0.0} ms");
        }
        async Task All(string when)
        {
            await Time(when + " catch-up check", () => bench.Store.CatchUpAsync(bench.Due, wholly: true, default));
            await Time(when + " queue", () => bench.QueueAsync(ReviewBench.Ani));
            await Time(when + " queue page 400", () => bench.QueueAsync(ReviewBench.Ani, q => q with { Page = 400 }));
            await Time(when + " queue unit", () => bench.QueueAsync(ReviewBench.Ani, q => q with { Unit = "Dinas 7" }));
            await Time(when + " queue contest+band", () => bench.QueueAsync(ReviewBench.Ani, q => q with { ContestId = "c5", Band = Priority.Low }));
            await Time(when + " queue nothing", () => bench.QueueAsync(ReviewBench.Ani, q => q with { Platform = Monitor.Posts.Platform.X }));
            await Time(when + " choices", () => bench.Store.ChoicesAsync(default));
            await Time(when + " statistics", async () => ReviewStatistics.Of(await bench.Store.NumbersAsync(SampleIngest.Start.AddDays(-400), SampleIngest.Start.AddDays(400), default), 0.05));
        }
        await All("open");
        sw.Restart();
        await Work(bench);
        Log($"30,000 decisions {sw.Elapsed}");
        await All("worked");
    }
    static async Task Work(ReviewBench bench)
    {
        var n = 0;
        for (var page = 0; n < 30_000; page++)
        {
            var rows = (await bench.QueueAsync(ReviewBench.Ani)).Rows;
            foreach (var row in rows)
            {
                var o = await bench.DecideAsync(row.Flag.Id, ReviewBench.Ani, n % 4 == 0 ? Say.Strong : Say.No, wholeGroup: true); n += 1 + o.Covered;
                if (n % 4 == 0 && n % 8 == 0) await bench.DecideAsync(row.Flag.Id, ReviewBench.Budi, Say.Strong);
            }
            if (rows.Count == 0 || n > 6000) break;
        }
        Log($"decided {n}");
    }
    static void Log(string s) => File.AppendAllText("/tmp/speed.txt", s + "\n");
}
