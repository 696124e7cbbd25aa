using System.Security.Cryptography;
using System.Threading.Channels;
using Monitor.Diagnostics;
using Monitor.Exports;
using Monitor.Exports.Archives;
using Monitor.Flags;

namespace Monitor;

/// <summary>Takes one settled file from the inbox to flags awaiting review: read, attribute, place, judge, keep.</summary>
/// <remarks>
/// Safe to stop or kill at any moment: each batch is one transaction with the balance so far, and a second run of the same bytes goes
/// on after the last batch that was kept.
/// </remarks>
sealed partial class ExportPipeline(
    ExportFormats formats, CurrentWatchList watchList, IFlagStore store, MonitorMetrics metrics, TimeProvider time, ILogger<ExportPipeline> log)
{
    /// <summary>Read results per transaction. Large enough to hide the cost of a commit, small enough to finish within a stop.</summary>
    const int BatchSize = 2_000;

    /// <summary>Rejected rows whose places are named on the receipt.</summary>
    const int NamedPlaces = 20;

    /// <summary>Processes the whole file and accounts for every row of it.</summary>
    /// <param name="path">The file, which must not change meanwhile.</param>
    /// <param name="name">The name that its owner gave it.</param>
    /// <param name="progress">Told the balance so far after each batch that was kept; null when nobody watches.</param>
    /// <param name="cancellationToken">Stops after the batch in hand; the next run goes on from there.</param>
    public async Task<ExportReceipt> ProcessAsync(string path, string name, IProgress<ExportCounts>? progress, CancellationToken cancellationToken)
    {
        var begun = time.GetUtcNow();
        var export = await IdentifyAsync(path, name, cancellationToken);
        var known = await store.FindFileAsync(export.Sha256, cancellationToken);
        if (known is { Receipt: { } kept, MovedTo: null } && known.FileName == name) return kept;
        if (known?.UnmovedDuplicates.FirstOrDefault(duplicate => duplicate.FileName == name) is { } unmoved) return unmoved;

        var watching = await watchList(cancellationToken);
        if (known?.Receipt is { } first)
        {
            if (!MayGiveMore(first, watching) && !CameBack(known)) return await FinishAsync(Duplicate(export, first, begun));

            await store.ReopenFileAsync(export.Sha256, cancellationToken);
            known = null;
        }

        return await FinishAsync(await ReadAsync(export, known, watching, known?.ReceivedAt ?? begun, progress, cancellationToken));
    }

    /// <summary>Notes where the file of a receipt went, so that a second run does not account for it again.</summary>
    public Task MarkMovedAsync(ExportReceipt receipt, string movedTo) => receipt.Outcome is ReceiptOutcome.Duplicate
        ? store.MarkDuplicateMovedAsync(receipt.Sha256, receipt.FileName, CancellationToken.None)
        : store.MarkMovedAsync(receipt.Sha256, movedTo, CancellationToken.None);

    static async Task<ExportFile> IdentifyAsync(string path, string name, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var hash = await SHA256.HashDataAsync(file, cancellationToken);
        return new ExportFile(path, name, Convert.ToHexStringLower(hash), file.Length);
    }

    ExportReceipt Duplicate(ExportFile export, ExportReceipt first, DateTimeOffset begun) => first with
    {
        FileName = export.Name,
        Outcome = ReceiptOutcome.Duplicate,
        FirstReceivedAt = first.ReceivedAt,
        ReceivedAt = begun,
        FinishedAt = time.GetUtcNow(),
    };

    /// <summary>
    /// A file that was refused may be readable now that a mapping is there; one with strangers in it, now that the roster has grown. What was
    /// kept before is recognised and counted as such.
    /// </summary>
    static bool MayGiveMore(ExportReceipt first, WatchList watching) =>
        first.Outcome is ReceiptOutcome.Refused || (first.Counts.NotOnRoster > 0 && first.RosterSha256 != watching.Roster.Sha256);

    /// <summary>The kept file is gone from its place: the inbox took it back, because a part came since that says whose archive it is.</summary>
    static bool CameBack(FileState known) => known is { Receipt: { } receipt, MovedTo: { } kept } && ArchiveParts.LacksOwner(receipt) && !File.Exists(kept);

    async Task<ExportReceipt> ReadAsync(
        ExportFile export, FileState? known, WatchList watching, DateTimeOffset receivedAt, IProgress<ExportCounts>? watcher, CancellationToken cancellationToken)
    {
        var progress = new Progress(known);
        string? format = null;
        try
        {
            var reader = formats.Pick(ExportProbe.Open(export.Path));
            format = reader.Format;
            var source = new FlagSource(export.Sha256, export.Name, format, receivedAt);
            await KeepAsync(BatchesAsync(reader, export, watching, source, progress, cancellationToken), progress, watcher, cancellationToken);
            if (progress.Counts.Rows == progress.Counts.RejectedTotal) throw new UnreadableExportException(FileProblem.NoUsableRows);

            // What came before the end is kept, but the person must know that the rest is missing.
            if (progress.Warnings.Find(warned => warned.Warning is ExportWarning.EndedEarly) is { } early)
                throw new UnreadableExportException(FileProblem.Truncated, early.Detail);

            return Receipt(ReceiptOutcome.Done);
        }
        catch (UnreadableExportException unreadable)
        {
            Unreadable(export.Sha256, unreadable.Problem, unreadable.Detail);
            return Receipt(ReceiptOutcome.Refused) with { Problem = unreadable.Problem, ProblemDetail = unreadable.Detail };
        }

        ExportReceipt Receipt(ReceiptOutcome outcome) => new()
        {
            Sha256 = export.Sha256,
            FileName = export.Name,
            Length = export.Length,
            Format = format,
            Outcome = outcome,
            Counts = progress.Counts,
            Warnings = [.. progress.Warnings],
            RejectedPlaces = [.. progress.Places],
            ReceivedAt = receivedAt,
            FinishedAt = time.GetUtcNow(),
            RosterSha256 = watching.Roster.Sha256,
            ModelId = watching.ModelId,
        };
    }

    /// <summary>Reads and judges on one side while the store commits on the other; the channel waits when the store is behind.</summary>
    async Task KeepAsync(IAsyncEnumerable<IngestBatch> batches, Progress progress, IProgress<ExportCounts>? watcher, CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<IngestBatch>(2);
        var reading = Task.Run(
            async () =>
            {
                try
                {
                    await foreach (var batch in batches) await channel.Writer.WriteAsync(batch, cancellationToken);
                    channel.Writer.TryComplete();
                }
                catch (Exception stopped)
                {
                    channel.Writer.TryComplete(stopped);
                }
            },
            CancellationToken.None);

        try
        {
            // A batch in hand is finished even while the program stops.
            await foreach (var batch in channel.Reader.ReadAllAsync(cancellationToken))
            {
                progress.Counts = await store.CommitBatchAsync(batch, CancellationToken.None);
                watcher?.Report(progress.Counts);
            }
        }
        finally
        {
            channel.Writer.TryComplete();
            await reading;
        }
    }

    async IAsyncEnumerable<IngestBatch> BatchesAsync(
        IExportReader reader, ExportFile export, WatchList watching, FlagSource source, Progress progress,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new OpenBatch();
        UnreadableExportException? broken = null;
        await using var results = reader.ReadAsync(export, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (broken is null)
        {
            try
            {
                if (!await results.MoveNextAsync()) break;
            }
            catch (UnreadableExportException unreadable)
            {
                broken = unreadable;
                break;
            }

            if (progress.SkipKnown()) continue;

            batch.Take(results.Current, watching, source, progress);
            if (batch.Size >= BatchSize) yield return Close();
        }

        // Rows that came before the break are kept: when the whole file comes, they are recognised.
        if (batch.Size > 0) yield return Close();
        if (broken is not null) throw broken;

        IngestBatch Close()
        {
            progress.Consumed += batch.Size;
            var closed = batch.Close(export, progress, source.At, time.GetUtcNow());
            batch = new OpenBatch();
            return closed;
        }
    }

    async Task<ExportReceipt> FinishAsync(ExportReceipt receipt)
    {
        await store.CommitReceiptAsync(receipt, CancellationToken.None);
        metrics.Count(receipt);
        var counts = receipt.Counts;
        Finished(
            receipt.Sha256, receipt.Format ?? "unknown", receipt.Outcome, counts.Rows, counts.Scored, counts.NotOnRoster, counts.Duplicates,
            counts.RejectedTotal, counts.Flagged);
        return receipt;
    }

    /// <summary>How far the file has come, over all runs.</summary>
    sealed class Progress(FileState? known)
    {
        long _skip = known?.ResultsConsumed ?? 0;

        public int NextBatch { get; set; } = known?.NextBatch ?? 0;

        public long Consumed { get; set; } = known?.ResultsConsumed ?? 0;

        public ExportCounts Counts { get; set; } = known?.Counts ?? ExportCounts.Zero;

        public List<ReadResult.Warned> Warnings { get; } = [.. known?.Warnings ?? []];

        public List<ReadResult.Rejected> Places { get; } = [.. known?.RejectedPlaces ?? []];

        /// <summary>Whether this result was dealt with in an earlier run that was cut short.</summary>
        public bool SkipKnown() => _skip > 0 && _skip-- > 0;
    }

    /// <summary>A batch that is being filled.</summary>
    sealed class OpenBatch
    {
        readonly List<ScoredPost> _scored = [];
        readonly SortedDictionary<RejectReason, long> _rejected = [];
        long _notOnRoster;

        public int Size { get; private set; }

        public void Take(ReadResult result, WatchList watching, FlagSource source, Progress progress)
        {
            Size++;
            switch (result)
            {
                case ReadResult.Read(var post):
                    if (watching.Roster.Attribute(post) is { } attributed)
                        _scored.Add(watching.Policy.Judge(watching.Contests.Place(attributed), source));
                    else
                        _notOnRoster++;
                    break;
                case ReadResult.Rejected rejected:
                    _rejected[rejected.Reason] = _rejected.GetValueOrDefault(rejected.Reason) + 1;
                    if (progress.Places.Count < NamedPlaces) progress.Places.Add(rejected);
                    break;
                case ReadResult.Warned warned when !progress.Warnings.Contains(warned):
                    progress.Warnings.Add(warned);
                    break;
            }
        }

        public IngestBatch Close(ExportFile export, Progress progress, DateTimeOffset receivedAt, DateTimeOffset now) => new()
        {
            FileSha256 = export.Sha256,
            FileName = export.Name,
            ReceivedAt = receivedAt,
            Number = progress.NextBatch++,
            ResultsConsumed = progress.Consumed,
            Scored = _scored,
            Unscored = ExportCounts.Zero with { NotOnRoster = _notOnRoster, Rejected = _rejected },
            Warnings = [.. progress.Warnings],
            RejectedPlaces = [.. progress.Places],
            At = now,
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message =
        "File {Sha256} ({Format}) {Outcome}: {Rows} rows = {Scored} scored + {NotOnRoster} not on roster + {Duplicates} duplicates + {Rejected} rejected; {Flagged} flagged")]
    partial void Finished(
        string sha256, string format, ReceiptOutcome outcome, long rows, long scored, long notOnRoster, long duplicates, long rejected, long flagged);

    [LoggerMessage(Level = LogLevel.Warning, Message = "File {Sha256} cannot be read: {Problem} {Detail}")]
    partial void Unreadable(string sha256, FileProblem problem, string detail);
}
