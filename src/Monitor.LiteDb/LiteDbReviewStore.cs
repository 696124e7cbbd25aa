using Monitor.Digests;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Posts;
using Monitor.Review;

namespace Monitor.LiteDb;

/// <summary>People's work beside the flags: same file, same turn, same transaction as the journal.</summary>
/// <param name="store">The store of the flags, which must be open.</param>
/// <param name="rules">What the work goes by.</param>
sealed class LiteDbReviewStore(LiteDbFlagStore store, ReviewRules rules) : IReviewStore
{
    public async Task CatchUpAsync(DueDates due, bool wholly, CancellationToken cancellationToken)
    {
        var now = rules.Time.GetUtcNow();
        if (!await store.ReadAsync(content => LiteDbIntake.IsBehind(content, due, now), cancellationToken)) return;

        // In stretches: a long list of new flags does not keep others waiting.
        while (await store.WriteAsync(content => LiteDbIntake.CatchUp(content, due, now, rules.RecheckShare), cancellationToken) && wholly)
        {
        }
    }

    public Task<QueuePage> QueueAsync(QueueQuery query, CancellationToken cancellationToken)
    {
        var now = rules.Time.GetUtcNow();
        return store.ReadAsync(content => LiteDbReviewReads.Queue(content, query, now), cancellationToken);
    }

    public Task<QueueChoices> ChoicesAsync(CancellationToken cancellationToken) => store.ReadAsync(LiteDbReviewReads.Choices, cancellationToken);

    public Task<ReviewItem?> FindAsync(string flagId, CancellationToken cancellationToken) =>
        store.ReadAsync(content => LiteDbReviewReads.Item(content, flagId), cancellationToken);

    public Task<ActOutcome> ActAsync(ReviewAct act, Reviewer actor, bool wholeGroup, CancellationToken cancellationToken) =>
        WriteAsync(work => work.Act(act, actor, wholeGroup), cancellationToken);

    public Task<IReadOnlyList<QueueRow>> CasesAsync(CancellationToken cancellationToken) => store.ReadAsync(LiteDbReviewReads.Cases, cancellationToken);

    public Task<ReviewerAccount?> AccountAsync(string id, CancellationToken cancellationToken) =>
        store.ReadAsync(content => LiteDbReviewReads.Account(content, id), cancellationToken);

    public Task<IReadOnlyList<ReviewerAccount>> AccountsAsync(CancellationToken cancellationToken) => store.ReadAsync(LiteDbReviewReads.Accounts, cancellationToken);

    public Task SaveAccountAsync(ReviewerAccount account, JournalEntry entry, CancellationToken cancellationToken) => store.WriteAsync(
        content =>
        {
            Save(content, account);
            return content.Append(entry);
        },
        cancellationToken);

    public Task<bool> AddFirstAccountAsync(ReviewerAccount account, JournalEntry entry, CancellationToken cancellationToken) => store.WriteAsync(
        content =>
        {
            if (content.Accounts.LongCount() > 0) return false;

            Save(content, account);
            content.Append(entry);
            return true;
        },
        cancellationToken);

    public Task<ReviewerAccount?> ChangeAccountAsync(
        string id, Func<ReviewerAccount, (ReviewerAccount Account, JournalEntry? Entry)> change, CancellationToken cancellationToken) => store.WriteAsync(
        content =>
        {
            if (LiteDbReviewReads.Account(content, id) is not { } known) return null;

            var (account, entry) = change(known);
            if (account != known) Save(content, account);
            if (entry is not null) content.Append(entry);
            return account;
        },
        cancellationToken);

    public Task<JournalPage> JournalAsync(JournalQuery query, CancellationToken cancellationToken) =>
        store.ReadAsync(content => LiteDbReviewReads.Journal(content, query), cancellationToken);

    public Task<ReviewNumbers> NumbersAsync(DateTimeOffset from, DateTimeOffset to, DateTimeOffset? settledBefore, CancellationToken cancellationToken) =>
        store.ReadAsync(content => LiteDbReviewNumbers.Of(content, from, to, settledBefore), cancellationToken);

    public Task<IReadOnlyList<AgreedWord>> AgreedAsync(CancellationToken cancellationToken) =>
        store.ReadAsync(content => LiteDbReviewReads.Agreed(content, rules.RecheckShare), cancellationToken);

    public Task<(IReadOnlyList<(string FlagId, DateOnly DueOn, FlagStatus Status)> Nearest, long Overdue, long DueSoon)> DueAsync(
        DateOnly today, DateOnly until, int limit, CancellationToken cancellationToken) =>
        store.ReadAsync(content => LiteDbReviewNumbers.Due(content, today, until, limit), cancellationToken);

    public Task<RaisedOfDay> RaisedAsync(DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken) =>
        store.ReadAsync(content => LiteDbReviewReads.Raised(content, from, to, limit), cancellationToken);

    public Task<long> OpenAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        store.ReadAsync(content => LiteDbReviewReads.Open(content, from, to), cancellationToken);

    public Task<DayOfDecisions> DecisionsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        store.ReadAsync(content => LiteDbReviewNumbers.Decisions(content, from, to), cancellationToken);

    public Task<IReadOnlyList<QueueRow>> OfPersonAsync(string personCode, CancellationToken cancellationToken) =>
        store.ReadAsync(content => LiteDbReviewReads.OfPerson(content, personCode), cancellationToken);

    public Task<PurgeOutcome> PurgeAsync(PurgeScope scope, string actor, CancellationToken cancellationToken) =>
        store.WriteAsync(content => LiteDbPurge.Purge(content, scope, actor, rules.Time.GetUtcNow()), cancellationToken);

    public Task<PurgeOutcome> PurgeableAsync(PurgeScope scope, CancellationToken cancellationToken) =>
        store.ReadAsync(content => LiteDbPurge.Count(content, scope), cancellationToken);

    public Task<bool> AwaitsScrubAsync(CancellationToken cancellationToken) => store.ReadAsync(LiteDbPurge.AwaitsScrub, cancellationToken);

    public Task ScrubbedAsync(CancellationToken cancellationToken) => store.WriteAsync(LiteDbPurge.Scrubbed, cancellationToken);

    public Task<bool> NeedsFileAsync(string sha256, CancellationToken cancellationToken) =>
        store.ReadAsync(content => LiteDbPurge.NeedsFile(content, sha256), cancellationToken);

    public Task<Withdrawal> WithdrawAsync(string personCode, Platform platform, string account, Reviewer actor, CancellationToken cancellationToken) =>
        WriteAsync(work => work.Withdraw(personCode, platform, account, actor), cancellationToken);

    Task<T> WriteAsync<T>(Func<LiteDbReviewWork, T> write, CancellationToken cancellationToken) => store.WriteAsync(
        content =>
        {
            var now = rules.Time.GetUtcNow();
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, rules.Zone).DateTime);
            return write(new LiteDbReviewWork(content, rules.Transitions, now, today));
        },
        cancellationToken);

    static void Save(LiteDbContent content, ReviewerAccount account) =>
        content.Accounts.Upsert(new AccountRow { Id = account.Reviewer.Id, Document = StoreJson.Write(account) });
}
