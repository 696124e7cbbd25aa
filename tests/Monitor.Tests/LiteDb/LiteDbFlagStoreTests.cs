using LiteDB;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Flags.Sqlite;
using Monitor.Journal;
using Monitor.LiteDb;
using Monitor.Tests.Flags;

namespace Monitor.Tests.LiteDb;

/// <summary>What only a store in LiteDB's file can do wrong.</summary>
public sealed class LiteDbFlagStoreTests : IDisposable
{
    const string FileA = "rekap.xlsx";

    readonly LiteDbStores _stores = new();

    static CancellationToken None => CancellationToken.None;

    string StoreFile => _stores.PathOf("monitor.db");

    public void Dispose() => _stores.Dispose();

    [Fact]
    public async Task AClosedStoreIsOneFileWithoutALog()
    {
        await (await FilledAsync()).DisposeAsync();

        Assert.Equal(["monitor.db", "monitor.db.lock"], Directory.GetFiles(Path.GetDirectoryName(StoreFile)!).Select(Path.GetFileName).Order());
    }

    /// <summary>What a killed process leaves: the data file and a log that holds all that was committed since.</summary>
    [Fact]
    public async Task WhatWasCommittedIsThereAfterTheProcessIsKilledAtAnyMoment()
    {
        await using var store = await FilledAsync();
        var expected = (await store.FlagsAsync(new FlagQuery(), None)).Select(flag => flag.Id).ToList();

        await using var left = await LeftBehindAsync("mati.db", log => log);

        Assert.Equal(expected, (await left.FlagsAsync(new FlagQuery(), None)).Select(flag => flag.Id));
        Assert.Empty((await left.VerifyAsync(await store.HeadAsync(None), None)).Faults);
    }

    [Fact]
    public async Task ABatchThatWasHalfWrittenIsNotThere()
    {
        await using var store = await FilledAsync();
        var whole = new FileInfo(LiteDbFile.LogOf(StoreFile)).Length;
        await store.CommitBatchAsync(SampleIngest.Batch("lain.csv", 0, 1, [SampleIngest.Flagged(9)]), None);
        var longer = new FileInfo(LiteDbFile.LogOf(StoreFile)).Length;
        Assert.True(longer > whole);

        for (var length = whole; length < longer; length += 4096)
        {
            var cut = (int)length;
            await using var left = await LeftBehindAsync($"mati-{cut}.db", log => log[..cut]);
            Assert.Null(await left.FindFileAsync(SampleIngest.Sha("lain.csv"), None));
            Assert.Equal(2, await left.CountAsync(new FlagQuery(), None));
        }
    }

    [Fact]
    public async Task HalfAnEmojiInAnyFieldDoesNotBreakTheStore()
    {
        await using var store = await OpenAsync();
        var flag = SampleIngest.Flag(SampleIngest.Key(1));
        flag = flag with { Unit = "Dinas \ud83d", Contests = [flag.Contests[0] with { Name = "\ude00 Pilkada" }] };
        await store.CommitBatchAsync(SampleIngest.Batch(FileA, 0, 1, [SampleIngest.Plain(1) with { Flag = flag }]), None);

        await store.AppendAsync(new JournalEntry(JournalKind.NameViewed, SampleIngest.Start, "p1", "F-\ud83d", "{}"), None);

        Assert.Equal("Dinas \ufffd", Assert.Single(await store.FlagsAsync(new FlagQuery(), None)).Unit);
        Assert.Empty((await store.VerifyAsync(null, None)).Faults);
    }

    [Fact]
    public async Task AReaderMakesNoStoreAndChangesNone()
    {
        await using var reader = new LiteDbFlagStore(StoreFile, TimeProvider.System, StoreAccess.Read);
        Assert.Contains("There is no store at", (await Assert.ThrowsAsync<StoreException>(() => reader.OpenAsync(None))).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(StoreFile));

        await (await FilledAsync()).DisposeAsync();
        await reader.OpenAsync(None);

        Assert.Equal(2, (await reader.FlagsAsync(new FlagQuery(), None)).Count);
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.MarkMovedAsync("a", "b", None));
    }

    [Fact]
    public async Task AReaderBesideAWriterIsToldThatLiteDbServesOneProcess()
    {
        await using var writer = await FilledAsync();
        await using var reader = new LiteDbFlagStore(StoreFile, TimeProvider.System, StoreAccess.Read);

        var error = await Assert.ThrowsAsync<StoreException>(() => reader.OpenAsync(None));

        Assert.True(error.HeldByAnother);
        Assert.Contains("one process", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStoreOfANewerProgramIsRefused()
    {
        await (await FilledAsync()).DisposeAsync();
        Change(database => database.UserVersion = 99);

        var error = await Assert.ThrowsAsync<StoreException>(OpenAsync);

        Assert.Contains("version 99", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADatabaseOfAnotherProgramIsRefused()
    {
        Change(database => database.GetCollection("pegawai").Insert(new BsonDocument { ["nama"] = "x" }));

        Assert.Contains("another program", (await Assert.ThrowsAsync<StoreException>(OpenAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStoreOfSqliteIsNamedAndNotCalledDamaged()
    {
        await using (var sqlite = new SqliteFlagStore(StoreFile, TimeProvider.System)) await sqlite.OpenAsync(None);

        var error = await Assert.ThrowsAsync<StoreException>(OpenAsync);

        Assert.False(error.Damaged);
        Assert.Contains("is a store of SQLite", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SqliteNamesAStoreOfLiteDb()
    {
        await (await FilledAsync()).DisposeAsync();
        await using var sqlite = new SqliteFlagStore(StoreFile, TimeProvider.System);

        var error = await Assert.ThrowsAsync<StoreException>(() => sqlite.OpenAsync(None));

        Assert.False(error.Damaged);
        Assert.Contains("is a store of LiteDB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatIsNoDatabaseIsCalledDamagedAndSaysWhatToDo()
    {
        await File.WriteAllTextAsync(StoreFile, string.Concat(Enumerable.Repeat("bukan basis data ", 1_000)));

        var error = await Assert.ThrowsAsync<StoreException>(OpenAsync);

        Assert.True(error.Damaged);
        Assert.Contains("monitor rebuild", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFailedOpeningHoldsNoLock()
    {
        await File.WriteAllTextAsync(StoreFile, string.Concat(Enumerable.Repeat("bukan basis data ", 1_000)));
        await Assert.ThrowsAsync<StoreException>(OpenAsync);
        File.Delete(StoreFile);
        File.Delete(LiteDbFile.LogOf(StoreFile));

        await using var store = await OpenAsync();

        Assert.Equal(1, (await store.HeadAsync(None)).Length);
    }

    [Fact]
    public async Task ACutFileIsCalledDamaged()
    {
        await (await FilledAsync()).DisposeAsync();
        await using (var file = new FileStream(StoreFile, FileMode.Open)) file.SetLength(file.Length / 2 / 8192 * 8192);

        Assert.True((await Assert.ThrowsAsync<StoreException>(OpenAsync)).Damaged);
    }

    [Fact]
    public async Task ALostEndOfTheJournalShowsWhenTheStoreIsOpened()
    {
        await (await FilledAsync()).DisposeAsync();
        Change(database => database.GetCollection(LiteDbSchema.Journal).Delete(2));

        var error = await Assert.ThrowsAsync<StoreException>(OpenAsync);

        Assert.True(error.Damaged);
        Assert.Contains("did not survive", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LiteDbSchema.Flags, 1, StoreCheck.Flags)]
    [InlineData(LiteDbSchema.FlagDocuments, 1, StoreCheck.Flags)]
    [InlineData(LiteDbSchema.Receipts, 3, StoreCheck.Receipts)]
    public async Task AHandInTheStoreIsFound(string collection, long id, object expected)
    {
        await (await FilledAsync()).DisposeAsync();
        Change(database => Assert.True(database.GetCollection(collection).Delete(id)));

        await using var store = await OpenAsync();

        Assert.Contains((await store.VerifyAsync(null, None)).Faults, fault => fault.Check.Equals(expected));
    }

    [Fact]
    public async Task AStepThatFailsLeavesTheStoreAsItWas()
    {
        await (await FilledAsync()).DisposeAsync();
        using var file = new LiteDbFile(StoreFile);

        Assert.Throws<LiteException>(() => file.InTransaction(() => LiteDbSchema.Migrate(file.Database, StoreFile,
        [
            .. LiteDbSchema.Steps,
            database => database.GetCollection("later").Insert(new BsonDocument()),
            database => database.GetCollection("not a name").Insert(new BsonDocument()),
        ])));

        Assert.DoesNotContain("later", file.Database.GetCollectionNames());
        Assert.Equal(LiteDbSchema.Steps.Count, file.Database.UserVersion);
    }

    [Theory]
    [InlineData(@"\\server\bagian\monitor.db", DriveType.Fixed, "NTFS", true, "a share by its name")]
    [InlineData(@"Z:\data\monitor.db", DriveType.Network, "NTFS", true, "a share by its letter")]
    [InlineData("/mnt/kantor/monitor.db", DriveType.Unknown, "cifs", true, "mounted on Linux")]
    [InlineData("/srv/monitor/monitor.db", DriveType.Fixed, "ext4", false, "a disk")]
    [InlineData("/tmp/monitor.db", DriveType.Ram, "tmpfs", false, "memory")]
    public void ANetworkShareIsRefused(string path, DriveType type, string format, bool refused, string why)
    {
        var error = Record.Exception(() => LocalDisk.Require(path, (type, format)));

        Assert.True(error is StoreException == refused, why);
        if (refused) Assert.Contains("network share", error!.Message, StringComparison.Ordinal); // refused, so there is an error
    }

    async Task<IFlagStore> OpenAsync()
    {
        var store = _stores.At("monitor.db");
        await store.OpenAsync(None);
        return store;
    }

    /// <summary>Two flags, three posts, one finished file, one account that is not on the roster.</summary>
    async Task<IFlagStore> FilledAsync()
    {
        var store = await OpenAsync();
        var batch = SampleIngest.Batch(FileA, 0, 4, [SampleIngest.Flagged(1), SampleIngest.Plain(2), SampleIngest.Flagged(3)], ExportCounts.Zero with { NotOnRoster = 1 });
        await store.CommitReceiptAsync(SampleIngest.Receipt(FileA, await store.CommitBatchAsync(batch, None)), None);
        return store;
    }

    /// <summary>The files as they stand while the store is open, opened elsewhere as after a crash.</summary>
    async Task<IFlagStore> LeftBehindAsync(string name, Func<byte[], byte[]> log)
    {
        await File.WriteAllBytesAsync(_stores.PathOf(name), Read(StoreFile));
        await File.WriteAllBytesAsync(LiteDbFile.LogOf(_stores.PathOf(name)), log(Read(LiteDbFile.LogOf(StoreFile))));
        var left = _stores.At(name);
        await left.OpenAsync(None);
        return left;
    }

    static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    void Change(Action<LiteDatabase> change)
    {
        using var file = new LiteDbFile(StoreFile);
        change(file.Database);
    }
}
