using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Monitor.Exports;
using Monitor.Journal;

namespace Monitor.Flags.Sqlite;

/// <summary>The store in one SQLite file: one writer with a queue, any number of readers, which see the last commit and never wait.</summary>
/// <param name="path">The store's file; its folder must be on a local disk.</param>
/// <param name="time">The clock of the journal's first entry.</param>
/// <param name="access">Whether this process writes. Any number may read beside the one that does.</param>
sealed class SqliteFlagStore(string path, TimeProvider time, StoreAccess access = StoreAccess.Write) : IFlagStore
{
    const int JournalPage = 1_000;

    readonly SqliteConnections _connections = new(path);
    readonly SemaphoreSlim _turn = new(1, 1);
    StoreLock? _lock;
    SqliteWriter? _writer;
    bool _open;

    public Task OpenAsync(CancellationToken cancellationToken) => AskAsync(Open, cancellationToken);

    public Task<FileState?> FindFileAsync(string sha256, CancellationToken cancellationToken) =>
        ReadAsync(reader => SqliteReads.File(reader, sha256), cancellationToken);

    public Task<IReadOnlyList<FileState>> UnmovedFilesAsync(CancellationToken cancellationToken) =>
        ReadAsync(SqliteReads.UnmovedFiles, cancellationToken);

    public Task<ExportCounts> CommitBatchAsync(IngestBatch batch, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.CommitBatch(batch), cancellationToken);

    public Task CommitReceiptAsync(ExportReceipt receipt, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.CommitReceipt(receipt), cancellationToken);

    public Task MarkMovedAsync(string sha256, string movedTo, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.MarkMoved(sha256, movedTo), cancellationToken);

    public Task MarkDuplicateMovedAsync(string sha256, string fileName, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.MarkDuplicateMoved(sha256, fileName), cancellationToken);

    public Task ReopenFileAsync(string sha256, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.ReopenFile(sha256), cancellationToken);

    public Task<Flag?> FindFlagAsync(string id, CancellationToken cancellationToken) =>
        ReadAsync(reader => SqliteReads.Flag(reader, id), cancellationToken);

    public Task<IReadOnlyList<Flag>> FlagsAsync(FlagQuery query, CancellationToken cancellationToken) =>
        ReadAsync(reader => SqliteReads.Flags(reader, query), cancellationToken);

    public Task<long> CountAsync(FlagQuery query, CancellationToken cancellationToken) => ReadAsync(reader => SqliteReads.Count(reader, query), cancellationToken);

    public Task<IReadOnlyDictionary<FlagStatus, long>> CountByStatusAsync(CancellationToken cancellationToken) =>
        ReadAsync(SqliteReads.CountByStatus, cancellationToken);

    public Task<IReadOnlyList<ExportReceipt>> ReceiptsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        ReadAsync(reader => SqliteReads.Receipts(reader, from, to), cancellationToken);

    public Task<IReadOnlyList<MentionCount>> MentionsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        ReadAsync(reader => SqliteReads.Mentions(reader, from, to), cancellationToken);

    public Task<int> FoldMentionsAsync(DateOnly before, CancellationToken cancellationToken) => WriteAsync(writer => writer.FoldMentions(before), cancellationToken);

    public Task<JournalHead> AppendAsync(JournalEntry entry, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.AppendEntry(entry), cancellationToken);

    public Task<JournalHead> HeadAsync(CancellationToken cancellationToken) => ReadAsync(SqliteReads.Head, cancellationToken);

    /// <remarks>Read in pages, each from a snapshot of its own: a slow consumer never keeps the log from shrinking.</remarks>
    public async IAsyncEnumerable<ChainedEntry> JournalAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var after = 0L; ;)
        {
            var from = after;
            var page = await ReadAsync(reader => SqliteReads.Journal(reader, from, JournalPage), cancellationToken);
            foreach (var entry in page) yield return entry;
            if (page.Count < JournalPage) yield break;

            after = page[^1].Sequence;
        }
    }

    public Task<ChainedEntry?> LastEntryAsync(JournalKind kind, string subject, CancellationToken cancellationToken) =>
        ReadAsync(reader => SqliteReads.LastOf(reader, kind, subject), cancellationToken);

    public Task<byte[]> PseudonymKeyAsync(CancellationToken cancellationToken) => ReadAsync(SqliteReads.PseudonymKey, cancellationToken);

    public Task<JournalHead> BackupAsync(string path, CancellationToken cancellationToken)
    {
        MustBeOpen();
        return AskAsync(() => SqliteBackup.Write(_connections, path), cancellationToken);
    }

    /// <remarks>Rewrites the database and empties its log.</remarks>
    public Task<bool> ScrubAsync(CancellationToken cancellationToken) => WriteAsync(writer => writer.Scrub(), cancellationToken);

    public async Task<StoreReport> VerifyAsync(JournalHead? anchor, CancellationToken cancellationToken)
    {
        MustBeOpen();
        try
        {
            return await AskAsync(async () =>
            {
                await using var reader = _connections.Reader();
                await using var snapshot = reader.BeginTransaction(deferred: true);
                return SqliteEvidence.PageFaults(reader) is { Count: > 0 } faults
                    ? StoreReport.Unreadable(faults)
                    : await StoreVerifier.VerifyAsync(SqliteEvidence.Of(reader), anchor, cancellationToken);
            }, cancellationToken);
        }
        catch (StoreException error) when (error.Damaged)
        {
            // Some damage stops even the engine's own check.
            return StoreReport.Unreadable([error.Message]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        // Also after an opening that failed: a reader that is kept would go on reading the file that was there then.
        _connections.Clear();
        _open = false;
        _writer?.Dispose();
        _writer = null;
        _lock?.Dispose();
        _lock = null;
        _turn.Release();
    }

    bool Open()
    {
        if (access is StoreAccess.Write) OpenForWriting();
        else OpenForReading();

        return _open = true;
    }

    void OpenForWriting()
    {
        if (Path.GetDirectoryName(Path.GetFullPath(_connections.Path)) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        _lock = StoreLock.Take(_connections.Path, "reading with 'monitor flags', 'receipts' and 'verify' works meanwhile.");
        try
        {
            _writer = SqliteWriter.Open(_connections, time);
        }
        catch
        {
            _lock.Dispose();
            _lock = null;
            throw;
        }
    }

    void OpenForReading()
    {
        if (!File.Exists(_connections.Path))
            throw new StoreException($"There is no store at '{_connections.Path}'. Give the data folder with --data; 'monitor ingest' or 'monitor run' makes a store in it.");

        using var reader = _connections.Reader();
        if (SqliteSchema.VersionOf(reader, SqliteSchema.Steps.Count) < SqliteSchema.Steps.Count)
            throw new StoreException($"The store '{_connections.Path}' was written by an older Monitor. Start 'monitor run' once; it brings the store up to date.");
    }

    /// <summary>Reads for a slice that keeps its own tables in the same file, as the store reads for itself.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        MustBeOpen();
        return AskAsync(() =>
        {
            using var reader = _connections.Reader();
            return read(reader);
        }, cancellationToken);
    }

    async Task WriteAsync(Action<SqliteWriter> write, CancellationToken cancellationToken) => await WriteAsync(writer =>
    {
        write(writer);
        return true;
    }, cancellationToken);

    /// <summary>Writes for a slice that keeps its own tables in the same file, in turn with the store's own writes.</summary>
    /// <remarks>Once its turn has come, a write is finished whatever is cancelled.</remarks>
    public async Task<T> WriteAsync<T>(Func<SqliteWriter, T> write, CancellationToken cancellationToken)
    {
        MustBeOpen();
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var writer = _writer ?? throw new InvalidOperationException("The store was opened for reading, or is closed.");
            return await AskAsync(() => write(writer), CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>SQLite works on the calling thread; its callers have other work to do meanwhile.</summary>
    Task<T> AskAsync<T>(Func<T> ask, CancellationToken cancellationToken) => AskAsync(() => Task.FromResult(ask()), cancellationToken);

    Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken) => Task.Run(async () =>
    {
        try
        {
            return await ask();
        }
        catch (SqliteException error)
        {
            throw SqliteErrors.Explain(_connections.Path, error);
        }
        catch (JsonException unreadable)
        {
            throw new StoreException($"A document in the store '{_connections.Path}' cannot be read. Run 'monitor verify' to see which.", unreadable) { Damaged = true };
        }
    }, cancellationToken);

    void MustBeOpen()
    {
        if (!_open) throw new InvalidOperationException("Open the store first.");
    }
}
