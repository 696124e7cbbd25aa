using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Journal;

namespace Monitor.LiteDb;

/// <summary>The store in one LiteDB file, which one process has to itself. Whoever asks or writes takes turns.</summary>
/// <param name="path">The store's file, on a local disk.</param>
/// <param name="time">The clock of the journal's first entry.</param>
/// <param name="access">Whether this process writes. Even to read, no other may have the file open.</param>
sealed class LiteDbFlagStore(string path, TimeProvider time, StoreAccess access = StoreAccess.Write) : IFlagStore
{
    public const string PseudonymKeyName = "pseudonym_key";

    const int JournalPage = 1_000;

    readonly SemaphoreSlim _turn = new(1, 1);
    StoreLock? _lock;
    LiteDbFile? _file;
    LiteDbContent? _content;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await AskAsync(OpenAsync, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task<FileState?> FindFileAsync(string sha256, CancellationToken cancellationToken) =>
        ReadAsync(content => LiteDbReads.File(content, sha256), cancellationToken);

    public Task<IReadOnlyList<FileState>> UnmovedFilesAsync(CancellationToken cancellationToken) => ReadAsync(LiteDbReads.UnmovedFiles, cancellationToken);

    public Task<ExportCounts> CommitBatchAsync(IngestBatch batch, CancellationToken cancellationToken) =>
        WriteAsync(content => LiteDbIngest.CommitBatch(content, batch), cancellationToken);

    public Task CommitReceiptAsync(ExportReceipt receipt, CancellationToken cancellationToken) =>
        WriteAsync(content => LiteDbIngest.CommitReceipt(content, receipt), cancellationToken);

    public Task MarkMovedAsync(string sha256, string movedTo, CancellationToken cancellationToken) =>
        WriteAsync(content => LiteDbIngest.MarkMoved(content, sha256, movedTo), cancellationToken);

    public Task MarkDuplicateMovedAsync(string sha256, string fileName, CancellationToken cancellationToken) =>
        WriteAsync(content => LiteDbIngest.MarkDuplicateMoved(content, sha256, fileName), cancellationToken);

    public Task ReopenFileAsync(string sha256, CancellationToken cancellationToken) =>
        WriteAsync(content => LiteDbIngest.ReopenFile(content, sha256), cancellationToken);

    public Task<Flag?> FindFlagAsync(string id, CancellationToken cancellationToken) =>
        ReadAsync(content => content.FindFlag(id) is { } row ? content.Read(row) : null, cancellationToken);

    public Task<IReadOnlyList<Flag>> FlagsAsync(FlagQuery query, CancellationToken cancellationToken) =>
        ReadAsync(content => LiteDbReads.Flags(content, query), cancellationToken);

    public Task<long> CountAsync(FlagQuery query, CancellationToken cancellationToken) => ReadAsync(content => LiteDbReads.Count(content, query), cancellationToken);

    public Task<IReadOnlyDictionary<FlagStatus, long>> CountByStatusAsync(CancellationToken cancellationToken) =>
        ReadAsync(LiteDbReads.CountByStatus, cancellationToken);

    public Task<IReadOnlyList<ExportReceipt>> ReceiptsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        ReadAsync(content => LiteDbReads.Receipts(content, from, to), cancellationToken);

    public Task<IReadOnlyList<MentionCount>> MentionsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        ReadAsync(content => LiteDbReads.Mentions(content, from, to), cancellationToken);

    public Task<int> FoldMentionsAsync(DateOnly before, CancellationToken cancellationToken) =>
        WriteAsync(content => LiteDbIngest.FoldMentions(content, before), cancellationToken);

    public Task<JournalHead> AppendAsync(JournalEntry entry, CancellationToken cancellationToken) => WriteAsync(
        content =>
        {
            content.Append(entry);
            return content.Head;
        },
        cancellationToken);

    public Task<JournalHead> HeadAsync(CancellationToken cancellationToken) => ReadAsync(content => content.Head, cancellationToken);

    /// <remarks>Read in pages: a slow consumer keeps nobody waiting.</remarks>
    public async IAsyncEnumerable<ChainedEntry> JournalAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var after = 0L; ;)
        {
            var from = after;
            var page = await ReadAsync(content => LiteDbReads.Journal(content, from, JournalPage), cancellationToken);
            foreach (var entry in page) yield return entry;
            if (page.Count < JournalPage) yield break;

            after = page[^1].Sequence;
        }
    }

    public Task<ChainedEntry?> LastEntryAsync(JournalKind kind, string subject, CancellationToken cancellationToken) =>
        ReadAsync(content => LiteDbReads.LastEntry(content, kind, subject), cancellationToken);

    public Task<byte[]> PseudonymKeyAsync(CancellationToken cancellationToken) => ReadAsync(LiteDbReads.PseudonymKey, cancellationToken);

    public Task<JournalHead> BackupAsync(string path, CancellationToken cancellationToken) => ReadAsync(content => LiteDbCopy.Write(content, path), cancellationToken);

    /// <remarks>A copy of what is live takes the file's place. It gets its name in one step: at each moment there is one whole file.</remarks>
    public async Task<bool> ScrubAsync(CancellationToken cancellationToken)
    {
        await TakeTurnAsync(cancellationToken);
        try
        {
            return await AskAsync(
                () =>
                {
                    if (access is not StoreAccess.Write) throw new InvalidOperationException("The store was opened for reading.");

                    var fresh = path + ".new";
                    LiteDbCopy.WriteUnfinished(Content(), fresh);
                    Close();
                    try
                    {
                        File.Move(fresh, path, overwrite: true);
                    }
                    finally
                    {
                        _file = new LiteDbFile(path);
                    }

                    return Task.FromResult(true);
                },
                CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<StoreReport> VerifyAsync(JournalHead? anchor, CancellationToken cancellationToken)
    {
        await TakeTurnAsync(cancellationToken);
        try
        {
            return await AskAsync(() => VerifyAsync(Content(), anchor, cancellationToken), cancellationToken);
        }
        catch (StoreException error) when (error.Damaged)
        {
            return StoreReport.Unreadable([error.Message]);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        try
        {
            Close();
            _lock?.Dispose();
            _lock = null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Asks for a slice that keeps its own collections in the same file, as the store asks for itself.</summary>
    public async Task<T> ReadAsync<T>(Func<LiteDbContent, T> read, CancellationToken cancellationToken)
    {
        await TakeTurnAsync(cancellationToken);
        try
        {
            return await AskAsync(() => Task.FromResult(read(Content())), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes for a slice that keeps its own collections in the same file: one transaction.</summary>
    /// <remarks>Once its turn has come, a write is finished whatever is cancelled.</remarks>
    public async Task<T> WriteAsync<T>(Func<LiteDbContent, T> write, CancellationToken cancellationToken)
    {
        await TakeTurnAsync(cancellationToken);
        try
        {
            if (access is not StoreAccess.Write) throw new InvalidOperationException("The store was opened for reading.");

            return await AskAsync(() => Task.FromResult(InTransaction(write)), CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    async Task WriteAsync(Action<LiteDbContent> write, CancellationToken cancellationToken) => await WriteAsync(
        content =>
        {
            write(content);
            return true;
        },
        cancellationToken);

    T InTransaction<T>(Func<LiteDbContent, T> write)
    {
        var content = Content();
        try
        {
            return content.File.InTransaction(() => write(content));
        }
        catch
        {
            // What is in memory may be ahead of what was rolled back; it is read anew when it is next asked for.
            _content = null;
            throw;
        }
    }

    async Task<bool> OpenAsync()
    {
        if (access is StoreAccess.Read && !File.Exists(path))
            throw new StoreException($"There is no store at '{path}'. Give the data folder with --data; 'monitor ingest' or 'monitor run' makes a store in it.");

        LocalDisk.Require(path);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        _lock = StoreLock.Take(path, "LiteDB lets one process have its file, so commands that read wait too; the review pages and the digest show the same meanwhile.");
        try
        {
            LiteDbErrors.RefuseSqlite(path);
            _file = new LiteDbFile(path);
            Prepare(_file);
            await CheckAsync(_file.WasLeftOpen);
            return true;
        }
        catch
        {
            Close();
            _lock.Dispose();
            _lock = null;
            throw;
        }
    }

    void Prepare(LiteDbFile file)
    {
        if (access is StoreAccess.Write)
        {
            file.InTransaction(() => LiteDbSchema.Migrate(file.Database, path, LiteDbSchema.Steps));
            if (file.Database.UserVersion < LiteDbSchema.Steps.Count) file.Database.UserVersion = LiteDbSchema.Steps.Count;
            InTransaction(Begin);
        }
        else if (LiteDbSchema.VersionOf(file.Database, path, LiteDbSchema.Steps.Count) < LiteDbSchema.Steps.Count)
        {
            throw new StoreException($"The store '{path}' was written by an older Monitor. Start 'monitor run' once; it brings the store up to date.");
        }
    }

    /// <summary>Gives a new store its identity and its secret.</summary>
    bool Begin(LiteDbContent content)
    {
        if (content.Head.Length > 0) return false;

        var storeId = Guid.NewGuid().ToString("N");
        content.Meta.Insert(new MetaRow { Id = "store_id", Value = Encoding.ASCII.GetBytes(storeId) });
        content.Meta.Insert(new MetaRow { Id = PseudonymKeyName, Value = RandomNumberGenerator.GetBytes(32) });
        content.Append(StoreEntries.Created(storeId, time.GetUtcNow()));
        return true;
    }

    /// <summary>A file that was closed shows by its ends that it is whole; after a crash everything in it is looked at.</summary>
    async Task CheckAsync(bool wasLeftOpen)
    {
        var content = Content();
        if (!wasLeftOpen && content.Journal.LongCount() == content.Head.Length) return;

        var report = await VerifyAsync(content, anchor: null, CancellationToken.None);
        if (report.Faults.Count == 0) return;

        var fault = report.Faults[0];
        throw new StoreException($"The store '{path}' did not survive what stopped Monitor: {fault.Subject}: {fault.Explanation}. {LiteDbErrors.WhatMends}") { Damaged = true };
    }

    static async Task<StoreReport> VerifyAsync(LiteDbContent content, JournalHead? anchor, CancellationToken cancellationToken) =>
        LiteDbEvidence.PageFaults(content) is { Count: > 0 } faults
            ? StoreReport.Unreadable(faults)
            : await StoreVerifier.VerifyAsync(LiteDbEvidence.Of(content), anchor, cancellationToken);

    LiteDbContent Content() => _content ??= new LiteDbContent(_file ?? throw new InvalidOperationException("Open the store first."));

    void Close()
    {
        _content = null;
        _file?.Dispose();
        _file = null;
    }

    async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        if (_file is null) throw new InvalidOperationException("Open the store first.");

        await _turn.WaitAsync(cancellationToken);
    }

    /// <summary>LiteDB works on the calling thread and keeps a transaction by thread; callers have other work to do meanwhile.</summary>
    Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken) => Task.Run(async () =>
    {
        try
        {
            return await ask();
        }
        catch (Exception failure) when (LiteDbErrors.IsOfTheStore(failure))
        {
            throw LiteDbErrors.Explain(path, failure);
        }
    }, cancellationToken);
}
