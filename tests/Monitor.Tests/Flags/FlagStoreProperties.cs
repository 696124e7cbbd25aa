using FsCheck;
using FsCheck.Fluent;
using Monitor.Exports;
using Monitor.Flags;

namespace Monitor.Tests.Flags;

/// <summary>However files are cut into batches, and wherever a run is broken off and begun again, a store ends the same.</summary>
public class FlagStoreProperties
{
    static readonly string[] Files = ["a.csv", "b.csv", "c.csv"];

    [Fact]
    public void SqliteEndsTheSameHoweverTheWorkIsCut() => Check(() => new SqliteStores(), runs: 60);

    [Fact]
    public void TheDoubleEndsTheSameHoweverTheWorkIsCut() => Check(() => new InMemoryStores(), runs: 200);

    internal static void Check(Func<IStores> stores, int runs)
    {
        var post = from number in Gen.Choose(0, 9) from version in Gen.Choose(0, 2) select new Row(number, version);
        var work = from rows in Gen.Three(Gen.ListOf(post))
                   from steps in Gen.NonEmptyListOf(Gen.Zip(Gen.Choose(1, 7), Gen.Elements(Enum.GetValues<Mishap>()), (size, mishap) => new Step(size, mishap)))
                   select new Work([[.. rows.Item1], [.. rows.Item2], [.. rows.Item3]], [.. steps]);

        Prop.ForAll(work.ToArbitrary(), async work =>
        {
            using var whole = new InMemoryStores();
            using var cut = stores();
            var expected = await EndAsync(whole, work with { Steps = [new Step(int.MaxValue, Mishap.None)] });

            Assert.Equal(expected, await EndAsync(cut, work));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(runs));
    }

    /// <summary>Takes the work in as the pipeline does, asking after each mishap where to go on.</summary>
    static async Task<string> EndAsync(IStores stores, Work work)
    {
        var run = new Run(stores);
        await run.OpenAsync();
        var step = 0;
        for (var file = 0; file < Files.Length; file++)
        {
            while (await run.NextAsync(Files[file], work.Files[file], work.Steps[step % work.Steps.Count])) step++;
            await run.FinishAsync(Files[file]);
        }

        return await run.EndAsync();
    }

    enum Mishap
    {
        None,

        /// <summary>The answer never came, so the same batch is sent again.</summary>
        SentTwice,

        /// <summary>The process ended after the commit.</summary>
        Restart,

        /// <summary>The process ended, and a batch that was on its way arrives late.</summary>
        LateAfterRestart,

        /// <summary>A batch was lost on the way and the next arrives before it.</summary>
        OutOfTurn,
    }

    sealed record Row(int Post, int Version)
    {
        public ScoredPost Scored(string file) =>
            (Post + Version) % 3 == 0 ? SampleIngest.Flagged(Post, Version, file) : SampleIngest.Plain(Post, Version) with { OutsideContests = Post % 2 == 0 };
    }

    sealed record Step(int Size, Mishap Mishap);

    sealed record Work(IReadOnlyList<IReadOnlyList<Row>> Files, IReadOnlyList<Step> Steps);

    sealed class Run(IStores stores)
    {
        IFlagStore _store = stores.At("monitor.db");

        public Task OpenAsync() => _store.OpenAsync(CancellationToken.None);

        /// <returns>False when the file was at its end.</returns>
        public async Task<bool> NextAsync(string file, IReadOnlyList<Row> rows, Step step)
        {
            var known = await _store.FindFileAsync(SampleIngest.Sha(file), CancellationToken.None);
            var from = (int)(known?.ResultsConsumed ?? 0);
            if (from >= rows.Count && known is not null) return false;

            ScoredPost[] posts = [.. rows.Skip(from).Take(step.Size).Select(row => row.Scored(file))];
            var batch = SampleIngest.Batch(file, known?.NextBatch ?? 0, from + posts.Length, posts, ExportCounts.Zero);
            if (step.Mishap is Mishap.OutOfTurn) await SendAsync(batch with { Number = batch.Number + 1 });
            await SendAsync(batch);
            if (step.Mishap is Mishap.Restart or Mishap.LateAfterRestart) await RestartAsync();
            if (step.Mishap is Mishap.SentTwice or Mishap.LateAfterRestart) await SendAsync(batch);
            return true;
        }

        public async Task FinishAsync(string file)
        {
            var known = await _store.FindFileAsync(SampleIngest.Sha(file), CancellationToken.None);
            var receipt = SampleIngest.Receipt(file, known?.Counts ?? ExportCounts.Zero);
            await _store.CommitReceiptAsync(receipt, CancellationToken.None);
            await _store.CommitReceiptAsync(receipt, CancellationToken.None);
        }

        /// <summary>Everything that must be the same, as text.</summary>
        public async Task<string> EndAsync()
        {
            var flags = await _store.FlagsAsync(new FlagQuery(Limit: int.MaxValue), CancellationToken.None);
            var receipts = await _store.ReceiptsAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, CancellationToken.None);
            var report = await _store.VerifyAsync(anchor: null, CancellationToken.None);
            await _store.DisposeAsync();

            Assert.Empty(report.Faults);
            return string.Join('\n', [
                .. flags.Select(flag => StoreJson.Write(flag)),
                .. receipts.Select(receipt => StoreJson.Write(receipt)),
            ]);
        }

        Task<ExportCounts> SendAsync(IngestBatch batch) => _store.CommitBatchAsync(batch, CancellationToken.None);

        async Task RestartAsync()
        {
            await _store.DisposeAsync();
            _store = stores.At("monitor.db");
            await OpenAsync();
        }
    }
}
