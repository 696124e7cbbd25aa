using Monitor.Digests;
using Monitor.Flags;
using Monitor.Flags.Sqlite;
using Monitor.Journal;
using Monitor.Posts;

namespace Monitor.Review.Sqlite;

/// <summary>People's work in tables beside the flags: same file, same single writer, same transaction as the journal.</summary>
/// <param name="store">The store of the flags, which must be open.</param>
/// <param name="transitions">What may follow what.</param>
/// <param name="time">The clock.</param>
/// <param name="zone">The agency's, in which days begin.</param>
/// <param name="recheckShare">Share of items whose dismissal gets a second look.</param>
sealed class SqliteReviewStore(SqliteFlagStore store, FlagTransitions transitions, TimeProvider time, TimeZoneInfo zone, double recheckShare) : IReviewStore
{
    SqliteReviewWriter? _writer;

    public async Task CatchUpAsync(DueDates due, bool wholly, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!await store.ReadAsync(reader => SqliteReviewReads.IsBehind(reader, due, now), cancellationToken)) return;

        // In stretches: a long list of new flags does not keep other writers waiting.
        while (await WriteAsync(writer => writer.CatchUp(due, now, recheckShare), cancellationToken) && wholly)
        {
        }
    }

    public Task<QueuePage> QueueAsync(QueueQuery query, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return store.ReadAsync(reader => SqliteReviewReads.Queue(reader, query, now), cancellationToken);
    }

    public Task<QueueChoices> ChoicesAsync(CancellationToken cancellationToken) => store.ReadAsync(SqliteReviewReads.Choices, cancellationToken);

    public Task<ReviewItem?> FindAsync(string flagId, CancellationToken cancellationToken) =>
        store.ReadAsync(reader => SqliteReviewReads.Item(reader, flagId), cancellationToken);

    public Task<ActOutcome> ActAsync(ReviewAct act, Reviewer actor, bool wholeGroup, CancellationToken cancellationToken) =>
        WriteAsync(
            writer =>
            {
                var now = time.GetUtcNow();
                var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
                return writer.Act(act, actor, wholeGroup, transitions, now, today);
            },
            cancellationToken);

    public Task<IReadOnlyList<QueueRow>> CasesAsync(CancellationToken cancellationToken) => store.ReadAsync(SqliteReviewReads.Cases, cancellationToken);

    public Task<ReviewerAccount?> AccountAsync(string id, CancellationToken cancellationToken) =>
        store.ReadAsync(reader => SqliteReviewReads.Account(reader, id), cancellationToken);

    public Task<IReadOnlyList<ReviewerAccount>> AccountsAsync(CancellationToken cancellationToken) => store.ReadAsync(SqliteReviewReads.Accounts, cancellationToken);

    public Task SaveAccountAsync(ReviewerAccount account, JournalEntry entry, CancellationToken cancellationToken) => WriteAsync(
        writer =>
        {
            writer.Save(account, entry);
            return true;
        },
        cancellationToken);

    public Task<bool> AddFirstAccountAsync(ReviewerAccount account, JournalEntry entry, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.AddFirst(account, entry), cancellationToken);

    public Task<ReviewerAccount?> ChangeAccountAsync(
        string id, Func<ReviewerAccount, (ReviewerAccount Account, JournalEntry? Entry)> change, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.Change(id, change), cancellationToken);

    public Task<JournalPage> JournalAsync(JournalQuery query, CancellationToken cancellationToken) =>
        store.ReadAsync(reader => SqliteReviewReads.Journal(reader, query), cancellationToken);

    public Task<ReviewNumbers> NumbersAsync(DateTimeOffset from, DateTimeOffset to, DateTimeOffset? settledBefore, CancellationToken cancellationToken) =>
        store.ReadAsync(reader => SqliteReviewNumbers.Of(reader, from, to, settledBefore), cancellationToken);

    public Task<IReadOnlyList<AgreedWord>> AgreedAsync(CancellationToken cancellationToken) =>
        store.ReadAsync(reader => SqliteAgreedWords.Of(reader, recheckShare), cancellationToken);

    public Task<(IReadOnlyList<(string FlagId, DateOnly DueOn, FlagStatus Status)> Nearest, long Overdue, long DueSoon)> DueAsync(
        DateOnly today, DateOnly until, int limit, CancellationToken cancellationToken) =>
        store.ReadAsync(reader => SqliteReviewNumbers.Due(reader, today, until, limit), cancellationToken);

    public Task<RaisedOfDay> RaisedAsync(DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken) =>
        store.ReadAsync(reader => SqliteReviewReads.Raised(reader, from, to, limit), cancellationToken);

    public Task<long> OpenAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        store.ReadAsync(reader => SqliteReviewReads.Open(reader, from, to), cancellationToken);

    public Task<DayOfDecisions> DecisionsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        store.ReadAsync(reader => SqliteReviewNumbers.Decisions(reader, from, to), cancellationToken);

    public Task<IReadOnlyList<QueueRow>> OfPersonAsync(string personCode, CancellationToken cancellationToken) =>
        store.ReadAsync(reader => SqliteReviewReads.OfPerson(reader, personCode), cancellationToken);

    public Task<PurgeOutcome> PurgeAsync(PurgeScope scope, string actor, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.Purge(scope, actor, time.GetUtcNow()), cancellationToken);

    public Task<PurgeOutcome> PurgeableAsync(PurgeScope scope, CancellationToken cancellationToken) =>
        store.ReadAsync(reader => SqlitePurge.Count(reader, scope), cancellationToken);

    public Task<bool> AwaitsScrubAsync(CancellationToken cancellationToken) => store.ReadAsync(SqlitePurge.AwaitsScrub, cancellationToken);

    public Task ScrubbedAsync(CancellationToken cancellationToken) => WriteAsync(writer => writer.Scrubbed(), cancellationToken);

    public Task<bool> NeedsFileAsync(string sha256, CancellationToken cancellationToken) =>
        store.ReadAsync(reader => SqlitePurge.NeedsFile(reader, sha256), cancellationToken);

    public Task<Withdrawal> WithdrawAsync(string personCode, Platform platform, string account, Reviewer actor, CancellationToken cancellationToken) =>
        WriteAsync(writer => writer.Withdraw(personCode, platform, account, actor, time.GetUtcNow()), cancellationToken);

    /// <summary>The statements live as long as the store's own writer, so they are compiled once for it.</summary>
    Task<T> WriteAsync<T>(Func<SqliteReviewWriter, T> write, CancellationToken cancellationToken) => store.WriteAsync(
        writer =>
        {
            if (_writer is null || !_writer.BelongsTo(writer)) _writer = new SqliteReviewWriter(writer);
            return write(_writer);
        },
        cancellationToken);
}
