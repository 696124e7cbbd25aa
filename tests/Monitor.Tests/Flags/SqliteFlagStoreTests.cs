using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Flags.Sqlite;
using Monitor.Journal;
using Monitor.Tests.Support;

namespace Monitor.Tests.Flags;

/// <summary>What only a store in files can do wrong.</summary>
public sealed class SqliteFlagStoreTests : IDisposable
{
    const string FileA = "rekap.xlsx";

    readonly SqliteStores _stores = new();

    static CancellationToken None => CancellationToken.None;

    string StoreFile => _stores.PathOf("monitor.db");

    public void Dispose() => _stores.Dispose();

    [Fact]
    public async Task CommitsAreSynchronisedAndDeletedContentIsOverwritten()
    {
        await using var store = await OpenAsync();

        Assert.Equal("wal", Ask("PRAGMA journal_mode"));
        using var connection = new SqliteConnections(StoreFile).Writer();
        Assert.Equal("2", Ask(connection, "PRAGMA synchronous"));
        Assert.Equal("1", Ask(connection, "PRAGMA secure_delete"));
        Assert.Equal("1", Ask(connection, "PRAGMA foreign_keys"));
    }

    [Fact]
    public async Task AClosedStoreIsOneFileWithoutALog()
    {
        await (await FilledAsync()).DisposeAsync();

        Assert.Equal(["monitor.db", "monitor.db.lock"], Directory.GetFiles(Path.GetDirectoryName(StoreFile)!).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task AReaderSeesWhatIsCommittedWhileAnotherWrites()
    {
        await using var writer = await FilledAsync();
        await using var reader = new SqliteFlagStore(StoreFile, TimeProvider.System, StoreAccess.Read);

        await reader.OpenAsync(None);
        await writer.CommitBatchAsync(SampleIngest.Batch("lain.csv", 0, 1, [SampleIngest.Flagged(9)]), None);

        Assert.Equal(3, (await reader.FlagsAsync(new FlagQuery(), None)).Count);
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.MarkMovedAsync("a", "b", None));
    }

    [Fact]
    public async Task AReaderMakesNoStore()
    {
        await using var reader = new SqliteFlagStore(StoreFile, TimeProvider.System, StoreAccess.Read);

        var error = await Assert.ThrowsAsync<StoreException>(() => reader.OpenAsync(None));

        Assert.Contains("There is no store at", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(StoreFile));
    }

    [Fact]
    public async Task AStoreOfANewerProgramIsRefusedUntouched()
    {
        await (await FilledAsync()).DisposeAsync();
        Change("PRAGMA user_version = 99");
        var before = await File.ReadAllBytesAsync(StoreFile);

        var error = await Assert.ThrowsAsync<StoreException>(OpenAsync);

        Assert.Contains("version 99", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(StoreFile));
    }

    [Fact]
    public async Task ADatabaseOfAnotherProgramIsRefused()
    {
        Change("CREATE TABLE pegawai (nama TEXT)");

        var error = await Assert.ThrowsAsync<StoreException>(OpenAsync);

        Assert.Contains("another program", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatIsNoDatabaseIsCalledDamagedAndSaysWhatToDo()
    {
        await File.WriteAllTextAsync(StoreFile, string.Concat(Enumerable.Repeat("bukan basis data ", 500)));

        var error = await Assert.ThrowsAsync<StoreException>(OpenAsync);

        Assert.Contains("is damaged", error.Message, StringComparison.Ordinal);
        Assert.Contains("newest backup", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACutFileIsCalledDamaged()
    {
        await (await FilledAsync()).DisposeAsync();
        await using (var file = new FileStream(StoreFile, FileMode.Open)) file.SetLength(file.Length - 3 * 2048);

        var error = await Assert.ThrowsAsync<StoreException>(OpenAsync);

        Assert.True(error.Damaged);
    }

    [Fact]
    public async Task ADamagedPageIsFoundByTheCheck()
    {
        await (await FilledAsync()).DisposeAsync();
        var seen = int.Parse(Ask("SELECT rootpage FROM sqlite_schema WHERE name = 'seen'"), CultureInfo.InvariantCulture);
        await using (var file = new FileStream(StoreFile, FileMode.Open))
        {
            file.Position = (seen - 1) * 2048;
            file.Write(new byte[2048]);
        }

        await using var store = await OpenAsync();

        Assert.All((await store.VerifyAsync(null, None)).Faults, fault => Assert.Equal(StoreCheck.Engine, fault.Check));
        Assert.NotEmpty((await store.VerifyAsync(null, None)).Faults);
        Assert.True((await Assert.ThrowsAsync<StoreException>(() =>
            store.CommitBatchAsync(SampleIngest.Batch("lain.csv", 0, 1, [SampleIngest.Plain(7)]), None))).Damaged);
    }

    [Fact]
    public async Task AFolderThatIsNotThereIsMade()
    {
        await using var store = new SqliteFlagStore(_stores.PathOf("baru/data/monitor.db"), TimeProvider.System);

        await store.OpenAsync(None);

        Assert.Equal(1, (await store.HeadAsync(None)).Length);
    }

    [Fact]
    public async Task TheLockGoesWithItsHolder()
    {
        await (await OpenAsync()).DisposeAsync();

        await using var again = await OpenAsync();

        Assert.Equal(1, (await again.HeadAsync(None)).Length);
    }

    [Fact]
    public async Task AFailedOpeningHoldsNoLock()
    {
        await File.WriteAllTextAsync(StoreFile, string.Concat(Enumerable.Repeat("bukan basis data ", 500)));
        await Assert.ThrowsAsync<StoreException>(OpenAsync);
        File.Delete(StoreFile);

        await using var store = await OpenAsync();

        Assert.Equal(1, (await store.HeadAsync(None)).Length);
    }

    [Fact]
    public async Task AStepThatFailsLeavesTheStoreAsItWas()
    {
        await (await FilledAsync()).DisposeAsync();
        using var connection = new SqliteConnections(StoreFile).Writer();
        SqliteSchema.Execute(connection, "BEGIN IMMEDIATE");

        Assert.Throws<SqliteException>(() => SqliteSchema.Migrate(connection, [.. SqliteSchema.Steps, "CREATE TABLE later (a TEXT); CREATE TABLE broken ("]));
        SqliteSchema.Execute(connection, "ROLLBACK");

        Assert.Equal($"{SqliteSchema.Steps.Count}", Ask(connection, "PRAGMA user_version"));
        Assert.Equal("0", Ask(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'later'"));
    }

    [Fact]
    public async Task AnOlderStoreIsBroughtUpToDateWithItsContent()
    {
        await (await FilledAsync()).DisposeAsync();
        using var connection = new SqliteConnections(StoreFile).Writer();
        string[] steps = [.. SqliteSchema.Steps, "ALTER TABLE flag ADD COLUMN claimed_by TEXT"];

        Assert.True(SqliteSchema.Migrate(connection, steps));

        Assert.Equal(steps.Length, SqliteSchema.VersionOf(connection, steps.Length));
        Assert.Equal("2", Ask(connection, "SELECT count(*) FROM flag WHERE claimed_by IS NULL"));
        Assert.False(SqliteSchema.Migrate(connection, steps));
    }

    [Fact]
    public async Task WordsThatWereSaidBeforeTheStepsWereToldApartAreToldApart()
    {
        const int Before = 4;
        using (var connection = new SqliteConnections(StoreFile).Writer())
        {
            SqliteSchema.Migrate(connection, [.. SqliteSchema.Steps.Take(Before)]);
            SqliteSchema.Execute(connection, """
                INSERT INTO journal VALUES (1, 'StoreCreated', '', '', '', '', '', '');
                INSERT INTO reviewer VALUES ('ani', 'Ani', 'Peninjau', 1, NULL, NULL, NULL, '', 0, NULL);
                INSERT INTO file VALUES ('f', 'f', '', 1, 1, '{}', '[]', '[]', 1, 1, NULL, NULL);
                INSERT INTO flag (number, id, identity, version, status, priority, raised_at, person_code, unit, file_sha256, journal_sequence, document, document_sha256)
                    VALUES (1, 'F-1', x'01', 1, 'Upheld', 0, '', '', '', 'f', 1, '{}', ''), (2, 'F-2', x'02', 1, 'Open', 0, '', '', '', 'f', 1, '{}', '');
                INSERT INTO review (item, id, flag, status, version, awaiting, priority, raised_at, category, platform, phase, origin, unit, person_code, leader, recheck_chosen, ownership_settled, named, decided_at)
                    VALUES (1, 'F-1', 1, 'Upheld', 1, 0, 0, '', 0, 0, 0, 0, '', '', 1, 0, 1, '', '2024'), (2, 'F-2', 2, 'Open', 1, 1, 0, '', 0, 0, 0, 0, '', '', 2, 0, 1, '', NULL);
                INSERT INTO decision (item, reviewer, at, verdict, reason, note, question, from_status, to_status, checked_verdict, undone_at, journal_sequence)
                    VALUES (1, 'ani', '', 1, 0, '', '', '', '', NULL, NULL, 1), (1, 'ani', '', 0, 1, '', '', '', '', NULL, 'undone', 1), (1, 'ani', '', 2, 0, '', '', '', '', NULL, NULL, 1),
                        (1, 'ani', '', 3, 1, '', '', '', '', 2, 'undone', 1), (1, 'ani', '', 2, 0, '', '', '', '', 2, NULL, 1);
                """);
        }

        await (await OpenAsync()).DisposeAsync();

        Assert.Equal("2 2\n- -", Ask("SELECT coalesce(first_word, '-') || ' ' || coalesce(second_word, '-') FROM review ORDER BY item"));
    }

    [Theory]
    [InlineData("UPDATE journal SET actor = 'x' WHERE sequence = 1")]
    [InlineData("DELETE FROM journal WHERE sequence = 1")]
    [InlineData("UPDATE receipt SET document = '{}'")]
    [InlineData("DELETE FROM receipt")]
    public async Task JournalAndReceiptsOnlyGrow(string sql)
    {
        await (await FilledAsync()).DisposeAsync();

        Assert.Throws<SqliteException>(() => Change(sql));
    }

    [Theory]
    [InlineData("UPDATE journal SET detail = '{\"batch\":0,\"flags\":1}' WHERE kind = 'FlagsRaised'", nameof(StoreCheck.Journal), "a journal entry was changed")]
    [InlineData("UPDATE journal SET kind = 'Nothing' WHERE sequence = 2", nameof(StoreCheck.Journal), "no such kind")]
    [InlineData("UPDATE journal SET at = 'yesterday' WHERE sequence = 2", nameof(StoreCheck.Journal), "no time")]
    [InlineData("DELETE FROM journal WHERE sequence = 1", nameof(StoreCheck.Journal), "a journal entry was deleted")]
    [InlineData("DELETE FROM flag WHERE number = 1", nameof(StoreCheck.Flags), "a flag was deleted")]
    [InlineData("UPDATE flag SET document = replace(document, 'Ajakan', 'Netral')", nameof(StoreCheck.Flags), "a flag's document was changed")]
    [InlineData("UPDATE flag SET document_sha256 = 'ab', document = '{}' WHERE number = 2", nameof(StoreCheck.Flags), "document and hash were changed")]
    [InlineData("INSERT INTO flag SELECT 9, 'F-9', x'09', 9, status, priority, raised_at, person_code, unit, file_sha256, journal_sequence, document, document_sha256, NULL FROM flag WHERE number = 1", nameof(StoreCheck.Flags), "a flag was put in")]
    [InlineData("UPDATE receipt SET document = replace(document, '\"flagged\":2', '\"flagged\":0')", nameof(StoreCheck.Receipts), "a receipt was changed")]
    [InlineData("UPDATE receipt SET document = 'x'", nameof(StoreCheck.Receipts), "a receipt was overwritten")]
    [InlineData("UPDATE file SET receipt = NULL; DELETE FROM receipt", nameof(StoreCheck.Receipts), "a receipt was deleted")]
    [InlineData("DELETE FROM seen WHERE version IN (SELECT version FROM seen LIMIT 1)", nameof(StoreCheck.Balances), "a known post was forgotten")]
    [InlineData("UPDATE file SET counts = replace(counts, '\"notOnRoster\":1', '\"notOnRoster\":0')", nameof(StoreCheck.Balances), "a running balance was changed")]
    [InlineData("DELETE FROM flag_contest; INSERT INTO flag_contest VALUES ('pemilu', 77)", nameof(StoreCheck.Engine), "a reference hangs in the air")]
    public async Task AHandInTheStoreIsFound(string sql, string expected, string what)
    {
        await (await FilledAsync()).DisposeAsync();
        Change("PRAGMA foreign_keys = OFF; DROP TRIGGER journal_is_not_changed; DROP TRIGGER journal_is_not_cut; DROP TRIGGER receipt_is_not_changed; DROP TRIGGER receipt_is_not_cut; " + sql);

        await using var store = await OpenAsync();
        var report = await store.VerifyAsync(null, None);

        Assert.True(report.Faults.Any(fault => fault.Check.ToString() == expected), $"{what}: {string.Join(", ", report.Faults)}");
    }

    [Fact]
    public async Task AMissingEndOfTheJournalIsFoundByAnAnchor()
    {
        var store = await FilledAsync();
        var anchor = await store.AppendAsync(new JournalEntry(JournalKind.NameViewed, SampleIngest.Start, "p1", "F-1", "{}"), None);
        await store.DisposeAsync();
        Change("DROP TRIGGER journal_is_not_cut; DELETE FROM journal WHERE kind = 'NameViewed'");

        await using var cut = await OpenAsync();

        Assert.Empty((await cut.VerifyAsync(null, None)).Faults);
        Assert.Equal(StoreCheck.Journal, Assert.Single((await cut.VerifyAsync(anchor, None)).Faults).Check);
    }

    [Fact]
    public async Task ABackupHoldsNothingThatWasDeleted()
    {
        await using var store = await FilledAsync();
        Change("DELETE FROM flag_contest; DELETE FROM flag");

        await store.BackupAsync(_stores.PathOf("backup.db"), None);

        Assert.False(Holds(_stores.PathOf("backup.db"), "Coblos nomor satu"));
    }

    [Fact]
    public async Task WhatIsDeletedIsGoneFromTheFile()
    {
        await (await FilledAsync()).DisposeAsync();
        Assert.True(Holds(StoreFile, "Coblos nomor satu"));

        using (var connection = new SqliteConnections(StoreFile).Writer())
            SqliteSchema.Execute(connection, "DELETE FROM flag_contest; DELETE FROM flag; PRAGMA wal_checkpoint(TRUNCATE);");

        Assert.False(Holds(StoreFile, "Coblos nomor satu"));
    }

    [Fact]
    public async Task ABackupThatCannotBeWrittenLeavesNothingBehind()
    {
        await using var store = await FilledAsync();

        Directory.CreateDirectory(_stores.PathOf("backup.db.part"));

        var error = await Assert.ThrowsAsync<StoreException>(() => store.BackupAsync(_stores.PathOf("backup.db"), None));

        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_stores.PathOf("backup.db")));
    }

    [Theory]
    [InlineData(null, null, "the whole list")]
    [InlineData("Open", null, "the queue")]
    [InlineData("Open", "High", "one priority")]
    public async Task ListsAreReadInTheOrderOfAnIndex(string? status, string? priority, string what)
    {
        await using var store = await FilledAsync();
        var conditions = string.Join(" AND ", new[] { status is null ? null : $"status = '{status}'", priority is null ? null : "priority = 0" }.OfType<string>());

        var plan = Ask($"EXPLAIN QUERY PLAN SELECT document FROM flag {(conditions.Length > 0 ? "WHERE " + conditions : "")} ORDER BY priority, raised_at DESC, id LIMIT 100");

        Assert.True(plan.Contains("USING INDEX flag_", StringComparison.Ordinal) && !plan.Contains("TEMP B-TREE", StringComparison.Ordinal), $"{what}: {plan}");
    }

    async Task<SqliteFlagStore> OpenAsync()
    {
        var store = new SqliteFlagStore(StoreFile, new ManualTime(SampleIngest.Start));
        await store.OpenAsync(None);
        return store;
    }

    /// <summary>Two flags, three posts, one finished file, one account that is not on the roster.</summary>
    async Task<SqliteFlagStore> FilledAsync()
    {
        var store = await OpenAsync();
        var batch = SampleIngest.Batch(FileA, 0, 4, [SampleIngest.Flagged(1), SampleIngest.Plain(2), SampleIngest.Flagged(3)], ExportCounts.Zero with { NotOnRoster = 1 });
        await store.CommitReceiptAsync(SampleIngest.Receipt(FileA, await store.CommitBatchAsync(batch, None)), None);
        return store;
    }

    void Change(string sql)
    {
        using var connection = Raw();
        SqliteSchema.Execute(connection, sql);
    }

    string Ask(string sql)
    {
        using var connection = Raw();
        return Ask(connection, sql);
    }

    static string Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        List<string> lines = [];
        while (rows.Read()) lines.Add(rows.GetString(rows.FieldCount - 1));
        return string.Join('\n', lines);
    }

    SqliteConnection Raw()
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = StoreFile, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    static bool Holds(string path, string text) => File.ReadAllBytes(path).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
