using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Posts;

namespace Monitor.Tests.Support;

/// <summary>A store that keeps everything in memory and behaves as the real one does; the contract tests run over both.</summary>
/// <param name="time">The clock of the journal's first entry.</param>
/// <param name="disk">What outlives the store; a second store over the same disk finds what the first has kept.</param>
/// <param name="path">The store's name on that disk.</param>
sealed class InMemoryFlagStore(TimeProvider time, InMemoryDisk? disk = null, string path = "monitor.db") : IFlagStore
{
    readonly Lock _gate = new();
    readonly InMemoryDisk _disk = disk ?? new InMemoryDisk();
    InMemoryDisk.Content? _open;

    InMemoryDisk.Content Kept => _open ?? throw new InvalidOperationException("Open the store first.");

    public Task OpenAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var content = _disk.Take(path);
            if (content.Journal.Count == 0) content.Append(StoreEntries.Created(Guid.NewGuid().ToString("N"), time.GetUtcNow()));
            _open = content;
        }

        return Task.CompletedTask;
    }

    public Task<FileState?> FindFileAsync(string sha256, CancellationToken cancellationToken) => Ask(kept => kept.State(sha256), cancellationToken);

    public Task<IReadOnlyList<FileState>> UnmovedFilesAsync(CancellationToken cancellationToken) => Ask<IReadOnlyList<FileState>>(kept =>
    [
        .. kept.Files.Values.Where(file => file.State.MovedTo is null)
            .OrderBy(file => file.State.ReceivedAt).ThenBy(file => file.State.Sha256, StringComparer.Ordinal)
            .Select(file => kept.State(file.State.Sha256)!), // it is one of the files
    ], cancellationToken);

    public Task<ExportCounts> CommitBatchAsync(IngestBatch batch, CancellationToken cancellationToken) => Ask(kept =>
    {
        var file = kept.Files.GetValueOrDefault(batch.FileSha256);
        if (file?.State.Receipt is not null || batch.Number != (file?.State.NextBatch ?? 0)) return file?.State.Counts ?? ExportCounts.Zero;

        var fresh = batch.Scored.Where(post => kept.Seen.Add(post.Key)).ToList();
        var raised = fresh.Select(post => post.Flag).OfType<Flag>().ToList();
        var counts = new ExportCounts
        {
            Scored = fresh.Count,
            Duplicates = batch.Scored.Count - fresh.Count,
            Flagged = raised.Count,
            OutsideContests = fresh.Count(post => post.OutsideContests),
            WithoutOwnWords = fresh.Count(post => post.WithoutOwnWords),
            WithWarnings = fresh.Count(post => post.WithWarnings),
        };
        var known = batch.Number == 0 ? null : file?.State;
        var state = new FileState(
            batch.FileSha256, known?.FileName ?? batch.FileName, known?.ReceivedAt ?? batch.ReceivedAt, batch.Number + 1, batch.ResultsConsumed,
            (file?.State.Counts ?? ExportCounts.Zero) + counts + batch.Unscored, Receipt: null, MovedTo: null)
        {
            Warnings = [.. batch.Warnings],
            RejectedPlaces = [.. batch.RejectedPlaces],
        };
        kept.Files[batch.FileSha256] = new InMemoryDisk.KeptState(state, (file?.ScoredEver ?? 0) + counts.Scored, (file?.FlaggedEver ?? 0) + counts.Flagged);
        if (raised.Count > 0) kept.Raise(batch, raised);
        kept.CountMentions(batch, fresh);
        return state.Counts;
    }, cancellationToken);

    public Task CommitReceiptAsync(ExportReceipt receipt, CancellationToken cancellationToken) => Ask(kept =>
    {
        var document = StoreJson.Write(receipt);
        var duplicate = receipt.Outcome is ReceiptOutcome.Duplicate;
        var file = kept.Files.GetValueOrDefault(receipt.Sha256)
            ?? new InMemoryDisk.KeptState(new FileState(receipt.Sha256, receipt.FileName, receipt.ReceivedAt, 0, 0, ExportCounts.Zero, null, null), 0, 0);
        if (duplicate ? kept.Receipts.Exists(known => known.Document == document) : file.State.Receipt is not null) return false;

        var entry = kept.Append(StoreEntries.ReceiptWritten(receipt, StoreJson.Sha256(document)));
        kept.Receipts.Add(new InMemoryDisk.Receipt(receipt, document, entry.Sequence, AwaitsMove: duplicate));
        kept.Files[receipt.Sha256] = duplicate ? file : file with { State = file.State with { Receipt = receipt } };
        return true;
    }, cancellationToken);

    public Task MarkMovedAsync(string sha256, string movedTo, CancellationToken cancellationToken) => Ask(kept =>
    {
        if (kept.Files.TryGetValue(sha256, out var file)) kept.Files[sha256] = file with { State = file.State with { MovedTo = movedTo } };
        return true;
    }, cancellationToken);

    public Task MarkDuplicateMovedAsync(string sha256, string fileName, CancellationToken cancellationToken) => Ask(kept =>
    {
        var oldest = kept.Receipts.FindIndex(receipt => receipt.AwaitsMove && receipt.Kept.Sha256 == sha256 && receipt.Kept.FileName == fileName);
        if (oldest >= 0) kept.Receipts[oldest] = kept.Receipts[oldest] with { AwaitsMove = false };
        return true;
    }, cancellationToken);

    public Task ReopenFileAsync(string sha256, CancellationToken cancellationToken) => Ask(kept =>
    {
        if (kept.Files.GetValueOrDefault(sha256) is { State.Receipt: not null } file)
            kept.Files[sha256] = file with { State = new FileState(sha256, file.State.FileName, file.State.ReceivedAt, 0, 0, ExportCounts.Zero, null, null) };
        return true;
    }, cancellationToken);

    public Task<Flag?> FindFlagAsync(string id, CancellationToken cancellationToken) => Ask(kept => kept.Flags.Find(flag => flag.Id == id)?.Read(), cancellationToken);

    public Task<IReadOnlyList<Flag>> FlagsAsync(FlagQuery query, CancellationToken cancellationToken) => Ask<IReadOnlyList<Flag>>(kept =>
    [
        .. kept.Flags.Select(flag => flag.Read())
            .Where(flag => query.Status is null || flag.Status == query.Status)
            .Where(flag => query.Priority is null || flag.Priority == query.Priority)
            .Where(flag => query.RaisedFrom is null || flag.RaisedAt >= query.RaisedFrom)
            .Where(flag => query.RaisedTo is null || flag.RaisedAt < query.RaisedTo)
            .Where(flag => query.ContestId is null || flag.Contests.Any(contest => contest.ContestId == query.ContestId))
            .OrderBy(flag => flag.Priority).ThenByDescending(flag => flag.RaisedAt).ThenBy(flag => flag.Id, StringComparer.Ordinal)
            .Skip(query.Offset).Take(query.Limit),
    ], cancellationToken);

    public async Task<long> CountAsync(FlagQuery query, CancellationToken cancellationToken) =>
        (await FlagsAsync(query with { Limit = int.MaxValue, Offset = 0 }, cancellationToken)).Count;

    public Task<IReadOnlyDictionary<FlagStatus, long>> CountByStatusAsync(CancellationToken cancellationToken) =>
        Ask<IReadOnlyDictionary<FlagStatus, long>>(kept =>
            kept.Flags.GroupBy(flag => flag.Read().Status).ToDictionary(status => status.Key, status => (long)status.Count()), cancellationToken);

    public Task<IReadOnlyList<ExportReceipt>> ReceiptsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        Ask<IReadOnlyList<ExportReceipt>>(kept =>
            [.. kept.Receipts.Select(receipt => receipt.Kept).Where(receipt => receipt.FinishedAt >= from && receipt.FinishedAt < to)], cancellationToken);

    public Task<IReadOnlyList<MentionCount>> MentionsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) => Ask<IReadOnlyList<MentionCount>>(kept =>
    [
        .. kept.Mentions.Where(count => count.Day >= DateOnly.FromDateTime(from.DateTime) && count.Day < DateOnly.FromDateTime(to.DateTime))
            .GroupBy(count => (count.Count.ContestId, count.Count.ContestantId), count => count.Count)
            .Select(counts => new MentionCount(counts.Key.ContestId, counts.Key.ContestantId, counts.Sum(count => count.Scored), counts.Sum(count => count.Flagged)))
            .OrderBy(count => count.ContestId, StringComparer.Ordinal).ThenBy(count => count.ContestantId, StringComparer.Ordinal),
    ], cancellationToken);

    public Task<int> FoldMentionsAsync(DateOnly before, CancellationToken cancellationToken) => Ask(
        kept =>
        {
            var days = kept.Mentions.Where(count => count.Day < new DateOnly(before.Year, before.Month, 1) && count.Day.Day != 1).ToList();
            kept.Mentions.RemoveAll(days.Contains);
            kept.Mentions.AddRange(days.Select(count => (new DateOnly(count.Day.Year, count.Day.Month, 1), count.Count)));
            return days.Count;
        },
        cancellationToken);

    public Task<JournalHead> AppendAsync(JournalEntry entry, CancellationToken cancellationToken) => Ask(kept =>
    {
        kept.Append(entry);
        return kept.Head;
    }, cancellationToken);

    public Task<JournalHead> HeadAsync(CancellationToken cancellationToken) => Ask(kept => kept.Head, cancellationToken);

    public async IAsyncEnumerable<ChainedEntry> JournalAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var entry in await Ask(kept => kept.Journal.ToList(), cancellationToken)) yield return entry;
    }

    public Task<byte[]> PseudonymKeyAsync(CancellationToken cancellationToken) => Ask(kept => kept.PseudonymKey.ToArray(), cancellationToken);

    public Task<JournalHead> BackupAsync(string path, CancellationToken cancellationToken) => Ask(kept =>
    {
        _disk.Copy(kept, path);
        return kept.Head;
    }, cancellationToken);

    /// <remarks>Memory holds nothing that was deleted.</remarks>
    public Task<bool> ScrubAsync(CancellationToken cancellationToken) => Ask(_ => true, cancellationToken);

    public async Task<StoreReport> VerifyAsync(JournalHead? anchor, CancellationToken cancellationToken) =>
        await StoreVerifier.VerifyAsync(await Ask(kept => kept.Evidence(), cancellationToken), anchor, cancellationToken);

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_open is not null) _disk.GiveBack(_open);
            _open = null;
        }

        return ValueTask.CompletedTask;
    }

    Task<T> Ask<T>(Func<InMemoryDisk.Content, T> ask, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);

        lock (_gate) return Task.FromResult(ask(Kept));
    }
}

/// <summary>What outlives an in-memory store, by path.</summary>
sealed class InMemoryDisk
{
    readonly Dictionary<string, Content> _contents = [];
    readonly HashSet<Content> _taken = [];

    public Content Take(string path)
    {
        if (!_contents.TryGetValue(path, out var content)) _contents[path] = content = new Content();
        return _taken.Add(content) ? content : throw new StoreException($"'{path}' is being written by another store.");
    }

    public void GiveBack(Content content) => _taken.Remove(content);

    public void Copy(Content content, string path)
    {
        if (!_contents.TryAdd(path, content.Copy())) throw new StoreException($"'{path}' exists already.");
    }

    public sealed class Content
    {
        HashSet<string> _ids = [];

        public Dictionary<string, KeptState> Files { get; private init; } = [];

        public HashSet<PostKey> Seen { get; private init; } = [];

        public List<FlagRow> Flags { get; private init; } = [];

        public List<Receipt> Receipts { get; private init; } = [];

        public List<ChainedEntry> Journal { get; private init; } = [];

        public List<(DateOnly Day, MentionCount Count)> Mentions { get; private init; } = [];

        public byte[] PseudonymKey { get; private init; } = RandomNumberGenerator.GetBytes(32);

        public JournalHead Head => Journal.Count == 0 ? JournalChain.Empty : new JournalHead(Journal[^1].Sequence, Journal[^1].Hash);

        public ChainedEntry Append(JournalEntry entry)
        {
            Journal.Add(JournalChain.Link(Head, entry));
            return Journal[^1];
        }

        public void Raise(IngestBatch batch, List<Flag> raised)
        {
            var sequence = Head.Length + 1;
            List<FlagRow> rows = [];
            foreach (var flag in raised)
            {
                var length = FlagId.ShortLength;
                while (!_ids.Add(FlagId.From(flag.Key, length))) length++;
                var id = FlagId.From(flag.Key, length);
                rows.Add(new FlagRow(id, StoreJson.Write(flag with { Id = id }), sequence));
            }

            Append(StoreEntries.FlagsRaised(batch, [.. rows.Select(row => StoreJson.Sha256(row.Document))]));
            Flags.AddRange(rows);
        }

        public void CountMentions(IngestBatch batch, IEnumerable<ScoredPost> fresh) =>
            Mentions.AddRange(
                from post in fresh
                from named in post.Named
                select (
                    DateOnly.FromDateTime(batch.At.UtcDateTime), new MentionCount(named.ContestId, named.ContestantId, 1, post.Flag is { Origin: FlagOrigin.Words } ? 1 : 0)));

        public FileState? State(string sha256) => Files.GetValueOrDefault(sha256) is not { } file
            ? null
            : file.State with { UnmovedDuplicates = [.. Receipts.Where(receipt => receipt.AwaitsMove && receipt.Kept.Sha256 == sha256).Select(receipt => receipt.Kept)] };

        public StoreEvidence Evidence() => new()
        {
            LooseEnds = [],
            Journal = Journal.ToList().ToAsyncEnumerable(),
            Receipts = [.. Receipts.Select(receipt => new KeptReceipt(receipt.Kept.Sha256, receipt.JournalSequence, StoreJson.Sha256(receipt.Document), receipt.Kept.Counts))],
            Flags = [.. Flags.Select(flag => new KeptFlag(flag.Id, flag.JournalSequence, StoreJson.Sha256(flag.Document), Intact: true))],
            Files =
            [
                .. Files.Values.Select(file => new KeptFile(
                    file.State.Sha256, file.State.ResultsConsumed, file.State.Counts,
                    file.State.Receipt is { Outcome: ReceiptOutcome.Done } done ? done.Counts : null, file.ScoredEver, file.FlaggedEver)),
            ],
            SeenPosts = Seen.Count,
        };

        public Content Copy() => new()
        {
            Files = new(Files),
            Seen = [.. Seen],
            Flags = [.. Flags],
            Receipts = [.. Receipts],
            Journal = [.. Journal],
            Mentions = [.. Mentions],
            PseudonymKey = PseudonymKey,
            _ids = [.. _ids],
        };
    }

    public sealed record KeptState(FileState State, long ScoredEver, long FlaggedEver);

    public sealed record Receipt(ExportReceipt Kept, string Document, long JournalSequence, bool AwaitsMove);

    /// <summary>Kept as its document, as a real store does, so that what is read is never the object that was written.</summary>
    public sealed record FlagRow(string Id, string Document, long JournalSequence)
    {
        public Flag Read() => StoreJson.Read<Flag>(Document);
    }
}
