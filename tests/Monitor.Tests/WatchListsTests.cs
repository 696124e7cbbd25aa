using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Classification;
using Monitor.Diagnostics;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Posts;
using Monitor.Training;
using Monitor.Tests.Support;

namespace Monitor.Tests;

/// <summary>The set by which a running service judges, while the champion changes under it.</summary>
public sealed class WatchListsTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly ManualTime _time = new(Some.Noon);
    readonly InMemoryFlagStore _store;
    readonly WatchLists _lists;
    readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public WatchListsTests()
    {
        var data = new DataFolder(_folder.File("data"));
        Directory.CreateDirectory(data.Root);
        File.Copy(Samples.Folder("roster.xlsx"), data.Roster);
        data.Prepare(MonitorHost.SamplesFolder);
        foreach (var id in (string[])["satu", "dua"]) TrainingRun.Write(SmallModel.Finished(SmallModel.Trained.Value, id, threshold: 0.01), Models);
        ChampionModel.Name(Models, "satu");
        _store = new InMemoryFlagStore(_time);
        _lists = new WatchLists(data, _store, Options.Create(new MonitorOptions { ModelFolder = Models }), _time, NullLogger<WatchLists>.Instance);
    }

    string Models => _folder.File("models");

    [Fact]
    public async Task TheNextLookFindsTheNewChampionAndTheJournalTells()
    {
        await _store.OpenAsync(default);
        var before = await _lists.CurrentAsync(default);
        Assert.Same(before, await _lists.CurrentAsync(default));

        _time.Advance(TimeSpan.FromHours(1));
        ChampionModel.Name(Models, "dua");
        var after = await _lists.CurrentAsync(default);
        ChampionModel.RollBack(Models);
        var back = await _lists.CurrentAsync(default);

        Assert.Equal(["satu", "dua", "satu"], [before.ModelId, after.ModelId, back.ModelId]);
        var changes = _store.JournalAsync(default).ToBlockingEnumerable().Select(entry => entry.Entry).Where(entry => entry.Kind is JournalKind.ModelChanged).ToList();
        Assert.Equal(["dua", "satu"], changes.Select(entry => entry.Subject));
        Assert.All(changes, entry => Assert.Equal(Some.Noon.AddHours(1), entry.At));
        Assert.Contains("\"before\":\"satu\"", changes[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileInHandIsFinishedWithTheModelItBeganWith()
    {
        await _store.OpenAsync(default);

        await ReadAsync("a.csv", from: 0, atRow: row => { if (row == 1) ChampionModel.Name(Models, "dua"); });
        var first = await _store.FlagsAsync(new FlagQuery(), default);
        await ReadAsync("b.csv", from: 10, atRow: _ => { });
        var second = (await _store.FlagsAsync(new FlagQuery(), default)).ExceptBy(first.Select(flag => flag.Id), flag => flag.Id).ToList();

        Assert.Equal((3, 3), (first.Count, second.Count));
        Assert.All(first, flag => Assert.Equal("satu", flag.ModelId));
        Assert.All(second, flag => Assert.Equal("dua", flag.ModelId));
        Assert.Equal(["satu", "dua"], (await _store.ReceiptsAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default)).Select(receipt => receipt.ModelId));
    }

    [Fact]
    public async Task AChampionThatCannotBeReadLeavesTheLastOneAtWork()
    {
        await _store.OpenAsync(default);
        await _lists.CurrentAsync(default);
        File.WriteAllText(Path.Combine(Models, "dua", ModelCard.ModelFileName), "half a model");
        ChampionModel.Name(Models, "dua");

        var current = await _lists.CurrentAsync(default);

        Assert.Equal("satu", current.ModelId);
        Assert.DoesNotContain(_store.JournalAsync(default).ToBlockingEnumerable(), entry => entry.Entry.Kind is JournalKind.ModelChanged);
    }

    [Fact]
    public async Task AModelThatIsTrainedBesideTheChampionChangesNothing()
    {
        await _store.OpenAsync(default);
        var before = await _lists.CurrentAsync(default);

        TrainingRun.Write(SmallModel.Finished(SmallModel.Trained.Value, "tiga"), Models);

        Assert.Same(before, await _lists.CurrentAsync(default));
    }

    public void Dispose()
    {
        _lists.Dispose();
        _services.Dispose();
        _folder.Dispose();
    }

    Task<ExportReceipt> ReadAsync(string name, int from, Action<int> atRow)
    {
        var pipeline = new ExportPipeline(
            new ExportFormats([new ThreePosts(from, atRow)]), _lists.CurrentAsync, _store,
            new MonitorMetrics(_services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>()), _time, NullLogger<ExportPipeline>.Instance);
        return pipeline.ProcessAsync(_folder.Write(name, name), name, progress: null, default);
    }

    sealed class ThreePosts(int from, Action<int> atRow) : IExportReader
    {
        public string Format => "three-posts";

        public int Recognize(ExportProbe probe) => 100;

        public async IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            for (var row = 0; row < 3; row++)
            {
                atRow(row);
                var post = Some.Post("Ayo coblos nomor 1 Edi-Rendi!", $"{1_845_090_793_681_846_273 + from + row}");
                yield return new ReadResult.Read(post with { Author = new PostAuthor { Handle = "siti_contoh" } });
            }
        }
    }
}
