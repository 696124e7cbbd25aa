using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Classification;
using Monitor.Contests;
using Monitor.Diagnostics;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Posts;
using Monitor.Roster;
using Monitor.Rules;
using Monitor.Tests.Support;

namespace Monitor.Tests;

public sealed class ExportPipelineTests : IDisposable
{
    const int Rows = 7_000;

    static readonly ContestBook Contests = ContestFiles.Load(Samples.Folder("contests"));
    static readonly PostClassifier Classifier = PostClassifier.Load(ChampionModel.FolderIn(Samples.Folder("../models")), Contests.Contests);
    static readonly FlagPolicy Policy = new(Classifier, RuleFiles.Load(Samples.Folder("rules/skb-2-2022.json")));

    readonly TemporaryFolder _folder = new();
    readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    readonly string _path;

    public ExportPipelineTests() => _path = _folder.Write("ekspor.csv", "isi apa saja");

    [Fact]
    public async Task TheCountClosesForEveryKindOfRow()
    {
        await using var store = await StoreAsync();

        var receipt = await Pipeline(store, new MadeUpReader(Rows)).ProcessAsync(_path, "ekspor.csv", progress: null, default);

        Assert.Equal(ReceiptOutcome.Done, receipt.Outcome);
        Assert.Equal(Rows, receipt.Counts.Rows);
        Assert.Equal(Rows / 10, receipt.Counts.NotOnRoster);
        Assert.Equal(Rows / 100, receipt.Counts.RejectedTotal);
        Assert.Equal(receipt.Counts.Flagged, await store.CountAsync(new FlagQuery(), default));
        Assert.True(receipt.Counts.Flagged > 0);
    }

    [Fact]
    public async Task WhatNamesAContestantIsCountedWhetherItIsFlaggedOrNot()
    {
        await using var store = await StoreAsync();
        await using var impersonated = await StoreAsync();

        var receipt = await Pipeline(store, new MadeUpReader(Rows)).ProcessAsync(_path, "ekspor.csv", progress: null, default);
        await Pipeline(impersonated, new MadeUpReader(Rows), Ownership.Impersonated).ProcessAsync(_path, "ekspor.csv", progress: null, default);

        var taking = Assert.Single(await MentionsAsync(store), count => count.Flagged > 0);
        var asking = Assert.Single(await MentionsAsync(store), count => count.Flagged == 0);
        Assert.Equal((Rows / 50, receipt.Counts.Flagged, Rows / 50), (taking.Scored, taking.Flagged, asking.Scored));
        Assert.Equal(taking.ContestId, asking.ContestId);
        Assert.Empty(await MentionsAsync(impersonated)); // not scored, so not counted
    }

    [Theory]
    [InlineData(1, "before the first batch is full")]
    [InlineData(2_500, "in the second batch")]
    [InlineData(6_999, "at the last row")]
    public async Task AStopLosesNothingAndTheNextRunGivesWhatAnUndisturbedOneWouldHave(int stopAt, string moment)
    {
        await using var undisturbed = await StoreAsync();
        var expected = await Pipeline(undisturbed, new MadeUpReader(Rows)).ProcessAsync(_path, "ekspor.csv", progress: null, default);

        await using var store = await StoreAsync();
        using var stopping = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Pipeline(store, new MadeUpReader(Rows) { AtRow = row => { if (row == stopAt) stopping.Cancel(); } }).ProcessAsync(_path, "ekspor.csv", progress: null, stopping.Token));
        var receipt = await Pipeline(store, new MadeUpReader(Rows)).ProcessAsync(_path, "ekspor.csv", progress: null, default);

        Assert.True(StoreJson.Write(expected.Counts) == StoreJson.Write(receipt.Counts), moment);
        Assert.Equal(await IdsAsync(undisturbed), await IdsAsync(store));
        Assert.Equal(await MentionsAsync(undisturbed), await MentionsAsync(store));
    }

    [Fact]
    public async Task RowsBeforeABreakAreKeptAndTheFileIsRefused()
    {
        await using var store = await StoreAsync();

        var receipt = await Pipeline(store, new MadeUpReader(Rows) { BreaksAt = 3_000 }).ProcessAsync(_path, "ekspor.csv", progress: null, default);

        Assert.Equal((ReceiptOutcome.Refused, FileProblem.Corrupt, 3_000), (receipt.Outcome, receipt.Problem, receipt.Counts.Rows));
    }

    [Fact]
    public async Task AStoreThatFailsIsThrownOnAndTheFileIsNotAccountedFor()
    {
        await using var store = await StoreAsync();
        await store.DisposeAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => Pipeline(store, new MadeUpReader(Rows)).ProcessAsync(_path, "ekspor.csv", progress: null, default));
    }

    [Fact]
    public async Task AnImpersonatedAccountRaisesNoFlag()
    {
        await using var store = await StoreAsync();

        await Pipeline(store, new MadeUpReader(Rows), Ownership.Impersonated).ProcessAsync(_path, "ekspor.csv", progress: null, default);

        Assert.Equal(0, await store.CountAsync(new FlagQuery(), default));
    }

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    ExportPipeline Pipeline(IFlagStore store, IExportReader reader, Ownership ownership = Ownership.Declared)
    {
        var person = new RosterEntry
        {
            PersonCode = "P-4F7K2Q9M",
            Name = "Siti Contoh",
            Unit = "Dinas Contoh",
            Employment = EmploymentType.Pns,
            Accounts = [new RosterAccount(Platform.X, "siti_contoh", ownership)],
        };
        var watching = new WatchList(new StaffRoster([person], "roster"), Contests, Policy, Classifier.ModelId);
        return new ExportPipeline(
            new ExportFormats([reader]), _ => Task.FromResult(watching), store, new MonitorMetrics(_services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>()),
            new ManualTime(Some.Noon), NullLogger<ExportPipeline>.Instance);
    }

    static async Task<IFlagStore> StoreAsync()
    {
        var store = new InMemoryFlagStore(new ManualTime(Some.Noon));
        await store.OpenAsync(default);
        return store;
    }

    static Task<IReadOnlyList<MentionCount>> MentionsAsync(IFlagStore store) => store.MentionsAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default);

    static async Task<IEnumerable<string>> IdsAsync(IFlagStore store) =>
        (await store.FlagsAsync(new FlagQuery(Limit: int.MaxValue), default)).Select(flag => flag.Id).Order(StringComparer.Ordinal);

    /// <summary>Rows of every kind: one in ten by a stranger, one in a hundred unreadable, one in fifty taking a side, one in fifty telling of another.</summary>
    sealed class MadeUpReader(int rows) : IExportReader
    {
        public Action<int> AtRow { get; init; } = _ => { };

        public int? BreaksAt { get; init; }

        public string Format => "made-up";

        public int Recognize(ExportProbe probe) => 100;

        public async IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            for (var row = 0; row < rows; row++)
            {
                if (row == BreaksAt) throw new UnreadableExportException(FileProblem.Corrupt, "row");

                AtRow(row);
                cancellationToken.ThrowIfCancellationRequested();
                yield return Row(row);
            }
        }

        static ReadResult Row(int row)
        {
            var place = new PostPlace("", $"line {row}");
            if (row % 100 == 7) return new ReadResult.Rejected(RejectReason.Malformed, place);

            var text = (row % 50) switch
            {
                0 => "Ayo coblos nomor 1 Edi-Rendi, satu periode lagi! #KukarIdaman",
                25 => "KPU menetapkan Dendi-Alif sebagai peserta pilkada",
                _ => "Rapat pagi ini lancar",
            };
            var post = Some.Post(text, $"{1_845_090_793_681_846_273 + row}");
            return new ReadResult.Read(post with { Author = new PostAuthor { Handle = row % 10 == 3 ? "orang_luar" : "siti_contoh" }, Place = place });
        }
    }
}
