using Microsoft.Extensions.Options;
using Monitor.Exports;
using Monitor.Exports.Archives;
using Monitor.Flags;
using Polly;
using Polly.Retry;

namespace Monitor.Inbox;

/// <summary>The folder in which staff drop files, and the folders to which they go. A file moves only after the store has committed.</summary>
sealed partial class ExportInbox
{
    /// <summary>How far back a start looks for parts of archives that a stop kept from being read again.</summary>
    static readonly TimeSpan LooksBack = TimeSpan.FromDays(1);

    readonly DataFolder _folder;
    readonly ExportPipeline _pipeline;
    readonly IFlagStore _store;
    readonly SettledFiles _settled;
    readonly DroppedFolders _folders;
    readonly TimeProvider _time;
    readonly TimeZoneInfo _zone;
    readonly ResiliencePipeline _retry;
    readonly ILogger<ExportInbox> _log;

    public ExportInbox(
        DataFolder folder, ExportFormats formats, ExportPipeline pipeline, IFlagStore store, IOptions<InboxOptions> options, IOptions<MonitorOptions> monitor,
        TimeProvider time, ILogger<ExportInbox> log)
    {
        _folder = folder;
        _pipeline = pipeline;
        _store = store;
        _log = log;
        _zone = TimeZoneInfo.FindSystemTimeZoneById(monitor.Value.TimeZone);
        _settled = new SettledFiles(folder.Inbox, options.Value, time);
        _folders = new DroppedFolders(folder, formats, options.Value, time);
        _time = time;
        _retry = Retry(time);
    }

    /// <summary>Whether files are there that are still being waited for.</summary>
    public bool AnyWaiting => _settled.AnyWaiting || _folders.AnyWaiting;

    /// <summary>Looks once and takes in every settled file.</summary>
    /// <returns>The receipts, in the order in which the files were taken.</returns>
    public async Task<IReadOnlyList<ExportReceipt>> SweepAsync(CancellationToken cancellationToken)
    {
        List<ExportReceipt> receipts = [];
        foreach (var path in _settled.Sweep(_folders.Sweep()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await TakeInAsync(path, cancellationToken) is { } receipt) receipts.Add(receipt);
        }

        await TakeBackAsync(receipts, cancellationToken);
        return receipts;
    }

    /// <summary>Finishes moves that a crash cut short between the store's commit and the folder.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        foreach (var file in await _store.UnmovedFilesAsync(cancellationToken))
        {
            var source = Path.Combine(_folder.Inbox, file.FileName);
            if (file.Receipt is { } receipt && !File.Exists(source) && Landing(receipt) is { } landing && File.Exists(landing))
                await _store.MarkMovedAsync(file.Sha256, landing, cancellationToken);
        }

        // A part may have come just before the stop.
        await TakeBackAsync(await _store.ReceiptsAsync(_time.GetUtcNow() - LooksBack, DateTimeOffset.MaxValue, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Puts parts of an archive back into the inbox that were read before any part said whose archive it is. What was kept of them is
    /// recognised when they are read again.
    /// </summary>
    /// <param name="taken">Receipts of files that may say it.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    async Task TakeBackAsync(IReadOnlyList<ExportReceipt> taken, CancellationToken cancellationToken)
    {
        var sets = taken.Where(receipt => receipt.Outcome is not ReceiptOutcome.Duplicate && !ArchiveParts.LacksOwner(receipt))
            .Select(receipt => ArchiveParts.SetOf(receipt.FileName)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (sets.Count == 0) return;

        var earlier = await _store.ReceiptsAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellationToken);
        foreach (var sha in earlier.Where(receipt => ArchiveParts.LacksOwner(receipt) && ArchiveParts.SetOf(receipt.FileName) is { } set && sets.Contains(set)).Select(receipt => receipt.Sha256).Distinct(StringComparer.Ordinal))
        {
            // It may have been read again since.
            if (await _store.FindFileAsync(sha, cancellationToken) is not { Receipt: { } receipt, MovedTo: { } kept } || !ArchiveParts.LacksOwner(receipt) || !File.Exists(kept)) continue;

            File.Move(kept, FreePath.For(Path.Combine(_folder.Inbox, Path.GetFileName(kept))));
            File.Delete(kept + ".tanda-terima.txt");
            TookBack(sha);
        }
    }

    async Task<ExportReceipt?> TakeInAsync(string path, CancellationToken cancellationToken)
    {
        var name = Path.GetRelativePath(_folder.Inbox, path);
        var before = new FileInfo(path);
        try
        {
            var receipt = await _pipeline.ProcessAsync(path, name, progress: null, cancellationToken);
            if (Changed(path, before)) return null;

            await MoveAsync(path, receipt, cancellationToken);
            return receipt;
        }
        catch (IOException busy)
        {
            // A share that went away, or a program that opened the file meanwhile: the next sweep tries again.
            Postponed(busy.GetType().Name, busy.HResult);
            return null;
        }
    }

    /// <summary>A file that changed while it was read has another identity now; it stays and is read again.</summary>
    static bool Changed(string path, FileInfo before)
    {
        var after = new FileInfo(path);
        return !after.Exists || after.Length != before.Length || after.LastWriteTimeUtc != before.LastWriteTimeUtc;
    }

    async Task MoveAsync(string path, ExportReceipt receipt, CancellationToken cancellationToken)
    {
        var landing = FreePath.For(Path.Combine(FolderOf(receipt.Outcome), receipt.FileName));
        Directory.CreateDirectory(Path.GetDirectoryName(landing)!); // a file inside a folder always has one
        await _retry.ExecuteAsync(async token =>
        {
            await File.WriteAllTextAsync(landing + ".tanda-terima.txt", ReceiptText.Render(receipt, _zone), token);
            if (File.Exists(path)) File.Move(path, landing);
        }, cancellationToken);
        await _pipeline.MarkMovedAsync(receipt, landing);
        RemoveEmptyFolders(path);
    }

    string FolderOf(ReceiptOutcome outcome) => outcome switch
    {
        ReceiptOutcome.Done => _folder.Done,
        ReceiptOutcome.Duplicate => _folder.Duplicates,
        _ => _folder.Refused,
    };

    string? Landing(ExportReceipt receipt) => Path.Combine(FolderOf(receipt.Outcome), receipt.FileName);

    /// <summary>A dropped folder disappears once all its files have gone.</summary>
    void RemoveEmptyFolders(string path)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null && folder.Length > _folder.Inbox.Length; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.EnumerateFileSystemEntries(folder).Any()) return;

            Directory.Delete(folder);
        }
    }

    /// <summary>On Windows a scanner or a preview may hold a file for a moment.</summary>
    ResiliencePipeline Retry(TimeProvider time) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<IOException>().Handle<UnauthorizedAccessException>(),
                MaxRetryAttempts = 5,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(200),
                OnRetry = attempt =>
                {
                    Retrying(attempt.AttemptNumber + 1, attempt.Outcome.Exception?.GetType().Name ?? "?");
                    return default;
                },
            })
            .Build();

    [LoggerMessage(Level = LogLevel.Information, Message = "File {Sha256} is read again: another part of its archive says whose it is")]
    partial void TookBack(string sha256);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file could not be read or moved yet ({Error}, {Code:x8}); the next sweep tries again")]
    partial void Postponed(string error, int code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Moving a file failed ({Error}); attempt {Attempt} of 5")]
    partial void Retrying(int attempt, string error);
}
