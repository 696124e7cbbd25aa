using Monitor.Exports;
using Monitor.Journal;
using Monitor.Posts;

namespace Monitor.Flags;

/// <summary>The truth of Monitor: flags, seen posts, receipts and the journal. Every write is idempotent and one transaction.</summary>
/// <remarks>Any number of readers, one writer at a time; implementations queue writers. Durable when the task completes.</remarks>
interface IFlagStore : IAsyncDisposable
{
    /// <summary>Creates or migrates the store.</summary>
    /// <exception cref="StoreException">The store is newer than the program, damaged, or locked by another process.</exception>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>What is known of a file, or null when its bytes were never met.</summary>
    Task<FileState?> FindFileAsync(string sha256, CancellationToken cancellationToken);

    /// <summary>Files that were begun or finished but not yet moved out of the inbox.</summary>
    Task<IReadOnlyList<FileState>> UnmovedFilesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Keeps one batch of a file, all or nothing: new posts' keys, the flags of new posts, the running balance, one journal entry when flags were raised.
    /// </summary>
    /// <returns>The file's balance so far, in which posts that were seen before are counted as duplicates.</returns>
    /// <remarks>
    /// A batch whose <see cref="IngestBatch.Number"/> is not the next of its file changes nothing and gives the balance as it stands; so does
    /// any batch of a finished file. A post whose identity is known with other words is a new version of it and no duplicate.
    /// </remarks>
    Task<ExportCounts> CommitBatchAsync(IngestBatch batch, CancellationToken cancellationToken);

    /// <summary>Keeps the receipt with its journal entry and marks the file as finished, all or nothing.</summary>
    /// <remarks>
    /// A finished file keeps its receipt: a second one that is no <see cref="ReceiptOutcome.Duplicate"/> changes nothing, and neither does a
    /// duplicate's receipt that is kept already. A duplicate leaves the file's own receipt as it is.
    /// </remarks>
    Task CommitReceiptAsync(ExportReceipt receipt, CancellationToken cancellationToken);

    /// <summary>Notes that the finished file was moved, and where to.</summary>
    Task MarkMovedAsync(string sha256, string movedTo, CancellationToken cancellationToken);

    /// <summary>Notes that the oldest unmoved duplicate of that name was moved.</summary>
    Task MarkDuplicateMovedAsync(string sha256, string fileName, CancellationToken cancellationToken);

    /// <summary>
    /// Lets a finished file be read again from its start: a refused one once a mapping or a newer program may read it, one with strangers
    /// in it once the roster has grown. Its earlier receipts and what it raised stay; posts kept before count as duplicates now. Changes
    /// nothing for a file that is still being read.
    /// </summary>
    Task ReopenFileAsync(string sha256, CancellationToken cancellationToken);

    Task<Flag?> FindFlagAsync(string id, CancellationToken cancellationToken);

    /// <summary>Flags newest first within priority; those raised together by id.</summary>
    Task<IReadOnlyList<Flag>> FlagsAsync(FlagQuery query, CancellationToken cancellationToken);

    /// <summary>How many flags match, whatever the query's limit and offset.</summary>
    Task<long> CountAsync(FlagQuery query, CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<FlagStatus, long>> CountByStatusAsync(CancellationToken cancellationToken);

    /// <summary>Receipts in the order in which they were kept, duplicates included.</summary>
    /// <param name="from">Finished at this moment or later.</param>
    /// <param name="to">Finished before this moment.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<IReadOnlyList<ExportReceipt>> ReceiptsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>
    /// How often contestants were named in posts whose words were scored, and how often those posts were flagged; kept in the transaction of
    /// their batch, so that a post which is read again counts once. By contest and contestant.
    /// </summary>
    /// <param name="from">Read on the UTC day that is called as this moment's own day, or later.</param>
    /// <param name="to">Read before the UTC day that is called as this moment's own day.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<IReadOnlyList<MentionCount>> MentionsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>Keeps counts by day no longer than what they were counted from: whole months before a day become one number each.</summary>
    /// <returns>Rows that went.</returns>
    Task<int> FoldMentionsAsync(DateOnly before, CancellationToken cancellationToken);

    /// <summary>Adds to the chain.</summary>
    Task<JournalHead> AppendAsync(JournalEntry entry, CancellationToken cancellationToken);

    Task<JournalHead> HeadAsync(CancellationToken cancellationToken);

    /// <summary>The chain from the first entry on.</summary>
    IAsyncEnumerable<ChainedEntry> JournalAsync(CancellationToken cancellationToken);

    /// <summary>The newest entry of a kind about a subject, or null.</summary>
    async Task<ChainedEntry?> LastEntryAsync(JournalKind kind, string subject, CancellationToken cancellationToken)
    {
        ChainedEntry? last = null;
        await foreach (var chained in JournalAsync(cancellationToken))
        {
            if (chained.Entry.Kind == kind && chained.Entry.Subject == subject) last = chained;
        }

        return last;
    }

    /// <summary>A secret made once for this store, from which pseudonyms are derived. 32 bytes.</summary>
    Task<byte[]> PseudonymKeyAsync(CancellationToken cancellationToken);

    /// <summary>Writes a sound copy of the whole store as it stands at one moment, while work goes on. Nothing that was deleted is in it.</summary>
    /// <param name="path">A file that does not exist yet. It opens as a store when put in the place of one.</param>
    /// <param name="cancellationToken">Stops the copy; nothing is left behind.</param>
    /// <returns>The head of the journal in the copy: its anchor.</returns>
    /// <exception cref="StoreException">The file exists or cannot be written.</exception>
    Task<JournalHead> BackupAsync(string path, CancellationToken cancellationToken);

    /// <summary>Takes what was deleted out of the store's own files too, its log included.</summary>
    /// <returns>False when somebody reads for too long; then some of it may still stand there, and it is to be done again.</returns>
    Task<bool> ScrubAsync(CancellationToken cancellationToken);

    /// <summary>Checks everything that can be checked, as it stood at one moment. Changes nothing.</summary>
    /// <param name="anchor">Length and hash of the journal known from earlier, or null.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    Task<StoreReport> VerifyAsync(JournalHead? anchor, CancellationToken cancellationToken);
}

/// <summary>One stretch of a file, at most a few thousand rows.</summary>
sealed record IngestBatch
{
    public required string FileSha256 { get; init; }

    public required string FileName { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>From 0, without gaps within a file.</summary>
    public required int Number { get; init; }

    /// <summary>Read results consumed up to the end of this batch, warnings included: where a second run goes on.</summary>
    public required long ResultsConsumed { get; init; }

    /// <summary>Posts of people on the roster, in file order.</summary>
    public required IReadOnlyList<ScoredPost> Scored { get; init; }

    /// <summary>The balance of what was not scored in this batch: not on roster, rejected.</summary>
    public required ExportCounts Unscored { get; init; }

    /// <summary>Warnings and the first rejected places of the file so far, so that a second run prints the same receipt.</summary>
    public IReadOnlyList<ReadResult.Warned> Warnings { get; init; } = [];

    public IReadOnlyList<ReadResult.Rejected> RejectedPlaces { get; init; } = [];

    public required DateTimeOffset At { get; init; }
}

/// <summary>A scored post as the store keeps it: its key, and its flag when one was raised. Nothing of an unflagged post's text is kept, but for the few that the lot draws.</summary>
readonly record struct ScoredPost(PostKey Key, Flag? Flag, bool OutsideContests, bool WithoutOwnWords, bool WithWarnings)
{
    /// <summary>For an unflagged post that was scored: how far below the threshold it lay.</summary>
    public int? Stratum { get; init; }

    /// <summary>Each contestant that the scored words name, once; empty where no words were scored.</summary>
    public IReadOnlyList<NamedContestant> Named { get; init; } = [];

    /// <summary>The unflagged post as a flag would show it, when the lot drew it for people to look at.</summary>
    public DrawnSample? Sample { get; init; }
}

/// <param name="Flag">What people are shown; nothing in it tells that it is a sample.</param>
/// <param name="Stratum">Where its score lay.</param>
/// <param name="Share">Share of the stratum that is drawn.</param>
sealed record DrawnSample(Flag Flag, int Stratum, double Share);

/// <summary>How far a file has come.</summary>
/// <param name="Sha256">Its identity.</param>
/// <param name="FileName">The name under which it was first met.</param>
/// <param name="ReceivedAt">When it was first met.</param>
/// <param name="NextBatch">Number of the next batch to commit.</param>
/// <param name="ResultsConsumed">Read results already dealt with.</param>
/// <param name="Counts">The balance so far.</param>
/// <param name="Receipt">Its own receipt when finished, never that of a duplicate.</param>
/// <param name="MovedTo">Where it was moved, or null while it is still in the inbox.</param>
sealed record FileState(
    string Sha256, string FileName, DateTimeOffset ReceivedAt, int NextBatch, long ResultsConsumed, ExportCounts Counts,
    ExportReceipt? Receipt, string? MovedTo)
{
    public IReadOnlyList<ReadResult.Warned> Warnings { get; init; } = [];

    public IReadOnlyList<ReadResult.Rejected> RejectedPlaces { get; init; } = [];

    /// <summary>Receipts of duplicates that still lie in the inbox, oldest first: a second run moves them and writes no new receipt.</summary>
    public IReadOnlyList<ExportReceipt> UnmovedDuplicates { get; init; } = [];
}

/// <summary>Which flags to list. Null means any; <c>RaisedFrom</c> is included, <c>RaisedTo</c> is not.</summary>
sealed record FlagQuery(
    FlagStatus? Status = null, DateTimeOffset? RaisedFrom = null, DateTimeOffset? RaisedTo = null, Priority? Priority = null,
    string? ContestId = null, int Limit = 100, int Offset = 0);

/// <summary>The store cannot be used. The host stops with a non-zero code.</summary>
sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What is kept can no longer be read, as opposed to a store that is locked, too new or away.</summary>
    public bool Damaged { get; init; }

    /// <summary>Another process of Monitor is writing it; reading works meanwhile.</summary>
    public bool HeldByAnother { get; init; }
}
