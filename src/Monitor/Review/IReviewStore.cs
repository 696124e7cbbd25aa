using Monitor.Classification;
using Monitor.Contests;
using Monitor.Digests;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Posts;

namespace Monitor.Review;

/// <summary>What people did and have to do. Every change and its journal entry are one transaction, in the store of the flags.</summary>
interface IReviewStore
{
    /// <summary>Takes up flags and samples that came since the last call, and gives back claims that ran out.</summary>
    /// <param name="due">The days that hold now.</param>
    /// <param name="wholly">Until nothing is left; otherwise one stretch, so that a page does not wait for a large file.</param>
    /// <param name="cancellationToken">Stops between two stretches.</param>
    Task CatchUpAsync(DueDates due, bool wholly, CancellationToken cancellationToken);

    /// <summary>One page of what awaits people, near-duplicates as one row, in the order in which to look.</summary>
    Task<QueuePage> QueueAsync(QueueQuery query, CancellationToken cancellationToken);

    /// <summary>What the filters can be set to.</summary>
    Task<QueueChoices> ChoicesAsync(CancellationToken cancellationToken);

    /// <summary>Everything about one flag, whoever looks; what a second reviewer may not see yet is for the caller to hide.</summary>
    Task<ReviewItem?> FindAsync(string flagId, CancellationToken cancellationToken);

    /// <summary>Does it, or says why not; of an act that came too late the words are kept as a note.</summary>
    /// <param name="act">What.</param>
    /// <param name="actor">By whom.</param>
    /// <param name="wholeGroup">Whether a dismissal covers the near-duplicates that are open.</param>
    /// <param name="cancellationToken">Before its turn has come.</param>
    Task<ActOutcome> ActAsync(ReviewAct act, Reviewer actor, bool wholeGroup, CancellationToken cancellationToken);

    /// <summary>Upheld and referred flags, newest decision first.</summary>
    Task<IReadOnlyList<QueueRow>> CasesAsync(CancellationToken cancellationToken);

    Task<ReviewerAccount?> AccountAsync(string id, CancellationToken cancellationToken);

    Task<IReadOnlyList<ReviewerAccount>> AccountsAsync(CancellationToken cancellationToken);

    /// <summary>Keeps an account as it is now, with the entry that tells of it.</summary>
    Task SaveAccountAsync(ReviewerAccount account, JournalEntry entry, CancellationToken cancellationToken);

    /// <summary>Makes the first account; false when there is one already, so that two people cannot both be first.</summary>
    Task<bool> AddFirstAccountAsync(ReviewerAccount account, JournalEntry entry, CancellationToken cancellationToken);

    /// <summary>Changes an account in one step, so that two wrong passwords at once are counted as two.</summary>
    /// <returns>The account as it is then, or null when there is none.</returns>
    Task<ReviewerAccount?> ChangeAccountAsync(string id, Func<ReviewerAccount, (ReviewerAccount Account, JournalEntry? Entry)> change, CancellationToken cancellationToken);

    Task<JournalPage> JournalAsync(JournalQuery query, CancellationToken cancellationToken);

    /// <summary>The numbers of a period.</summary>
    /// <param name="from">Its first moment.</param>
    /// <param name="to">The moment after its last.</param>
    /// <param name="settledBefore">
    /// Decisions from this moment on are not counted yet, nor first looks before a decision that is; null counts all. A flag is counted
    /// here and a sample is not, so whoever could see a number move while they can still change their mind would know which of the two they had before them.
    /// </param>
    /// <param name="cancellationToken">Stops the count.</param>
    Task<ReviewNumbers> NumbersAsync(DateTimeOffset from, DateTimeOffset to, DateTimeOffset? settledBefore, CancellationToken cancellationToken);

    /// <summary>Posts of which two people said the same, one of each template, for a model to learn from.</summary>
    Task<IReadOnlyList<AgreedWord>> AgreedAsync(CancellationToken cancellationToken);

    /// <summary>Flags whose last day is that day or earlier and that still await people or a package: the nearest of them, and how many there are before and from a day on.</summary>
    Task<(IReadOnlyList<(string FlagId, DateOnly DueOn, FlagStatus Status)> Nearest, long Overdue, long DueSoon)> DueAsync(DateOnly today, DateOnly until, int limit, CancellationToken cancellationToken);

    /// <summary>What came before people in a period, flags and samples alike: the first by priority, and how many.</summary>
    Task<RaisedOfDay> RaisedAsync(DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken);

    /// <summary>How many of them nobody has taken up.</summary>
    Task<long> OpenAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>Decisions of a period that still stand.</summary>
    Task<DayOfDecisions> DecisionsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>Ids of all flags of a person.</summary>
    Task<IReadOnlyList<QueueRow>> OfPersonAsync(string personCode, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the words out of what is finished and past its time, some at a time: each call is one transaction with its certificate. Keys,
    /// counts and what was decided stay, so that a post that comes again is no new flag.
    /// </summary>
    /// <returns>What went; nothing when nothing is left.</returns>
    Task<PurgeOutcome> PurgeAsync(PurgeScope scope, string actor, CancellationToken cancellationToken);

    /// <summary>What <see cref="PurgeAsync"/> would take now, without taking it.</summary>
    Task<PurgeOutcome> PurgeableAsync(PurgeScope scope, CancellationToken cancellationToken);

    /// <summary>Whether words were purged and may still stand in the store's log or in a backup.</summary>
    Task<bool> AwaitsScrubAsync(CancellationToken cancellationToken);

    /// <summary>Notes that they do not any more.</summary>
    Task ScrubbedAsync(CancellationToken cancellationToken);

    /// <summary>Whether something that is open or upheld came from the file, so that the file is still needed.</summary>
    Task<bool> NeedsFileAsync(string sha256, CancellationToken cancellationToken);

    /// <summary>Withdraws what was raised for an account that turned out not to be the person's: dismissed, with the reason, whatever was decided before.</summary>
    /// <param name="personCode">Whose it is not.</param>
    /// <param name="platform">Where.</param>
    /// <param name="account">Its name, link or number, as people write them.</param>
    /// <param name="actor">Whoever corrects it.</param>
    /// <param name="cancellationToken">Before its turn has come.</param>
    Task<Withdrawal> WithdrawAsync(string personCode, Platform platform, string account, Reviewer actor, CancellationToken cancellationToken);
}

/// <summary>An account as the store keeps it.</summary>
sealed record ReviewerAccount
{
    public required Reviewer Reviewer { get; init; }

    public bool Active { get; init; } = true;

    public string? PasswordHash { get; init; }

    /// <summary>SHA-256 of a code with which the person sets a password.</summary>
    public string? InvitationHash { get; init; }

    public DateTimeOffset? InvitationUntil { get; init; }

    /// <summary>A session that knows another one has ended.</summary>
    public required string Stamp { get; init; }

    /// <summary>Wrong passwords in a row.</summary>
    public int Failures { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Set while a lead or an auditor has yet to confirm that the account is the person's; until then nobody can sign in with it.</summary>
    public AwaitedConfirmation? Awaits { get; init; }

    /// <summary>Whether whoever has it can confirm the accounts of others.</summary>
    public bool CanConfirm => Active && Awaits is null && PasswordHash is not null && Reviewer.Confirms;
}

/// <param name="From">The administrator who made the code or reopened the account.</param>
/// <param name="Since">When.</param>
public sealed record AwaitedConfirmation(string From, DateTimeOffset Since);

/// <summary>Which of the waiting flags to list. Null means any. What the viewer may not judge is left out.</summary>
public sealed record QueueQuery(
    string Viewer, string? ContestId = null, Category? Category = null, Phase? Phase = null, string? Unit = null, Platform? Platform = null,
    Priority? Band = null, QueueView View = QueueView.Open, int Page = 0)
{
    public const int PageSize = 25;
}

public enum QueueView
{
    /// <summary>What somebody should look at now.</summary>
    Open,

    /// <summary>What the viewer has claimed.</summary>
    Mine,

    /// <summary>What waits for a person's answer.</summary>
    Asked,
}

/// <param name="Rows">At most <see cref="QueueQuery.PageSize"/>.</param>
/// <param name="Total">Rows over all pages, each near-duplicate counted.</param>
/// <param name="More">Whether a further page follows.</param>
public sealed record QueuePage(IReadOnlyList<QueueRow> Rows, long Total, bool More);

/// <param name="Flag">As it was raised, with the status as it is.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DueOn">The last day for a report, where a rule says one.</param>
/// <param name="GroupSize">Near-duplicates that wait, itself included.</param>
public sealed record QueueRow(Flag Flag, ReviewState State, DateOnly? DueOn, int GroupSize);

public sealed record QueueChoices(IReadOnlyList<(string Id, string Name)> Contests, IReadOnlyList<string> Units);

/// <summary>One flag with all that people did about it.</summary>
public sealed record ReviewItem
{
    public required Flag Flag { get; init; }

    public required ReviewState State { get; init; }

    public DateOnly? DueOn { get; init; }

    /// <summary>SHA-256 of the flag's document as it was raised.</summary>
    public required string DocumentSha256 { get; init; }

    /// <summary>The document itself, byte for byte.</summary>
    public required string Document { get; init; }

    /// <summary>Other flags of the same person that wait.</summary>
    public required int OthersOfPerson { get; init; }

    /// <summary>Near-duplicates that wait, itself left out.</summary>
    public required int OthersInGroup { get; init; }

    public required IReadOnlyList<ReviewEvent> Events { get; init; }

    /// <summary>First looks, by reviewer.</summary>
    public required IReadOnlyDictionary<string, FirstLook> Looks { get; init; }
}

/// <summary>One thing that was done or said: by which reviewer's id, and for an answer or reply on which day it was given.</summary>
public sealed record ReviewEvent(
    DateTimeOffset At, string By, EventKind Kind, Verdict? Verdict, DismissalReason Reason, string Text, string Question, DateOnly? On, bool Undone);

public enum EventKind
{
    Decision,
    StaleNote,
    NameReason,
    Ownership,
    Answer,
    ReplyAsked,
    Reply,
    Package,
}

/// <param name="State">As it is now; null for an unknown flag.</param>
/// <param name="Refused">Why nothing changed.</param>
/// <param name="NoteKept">Whether the words of a refused act were kept.</param>
/// <param name="Covered">Near-duplicates that were decided with it.</param>
public sealed record ActOutcome(ReviewState? State, Refusal? Refused, bool NoteKept = false, int Covered = 0);

/// <param name="Flags">Withdrawn.</param>
/// <param name="Referred">Of those, how many had left the office in a package: whoever got it is to be told.</param>
public readonly record struct Withdrawal(int Flags, int Referred);

/// <summary>What a purge takes: dismissals that nobody looks at any more, and samples that nobody has begun.</summary>
/// <param name="DecidedBefore">Dismissed before this moment.</param>
/// <param name="DrawnBefore">For samples: drawn before this moment, dismissed or not yet opened.</param>
/// <param name="PersonCode">Only of this person, who asked for it; then what was dismissed as not theirs goes at once.</param>
public sealed record PurgeScope(DateTimeOffset DecidedBefore, DateTimeOffset DrawnBefore, string? PersonCode = null);

/// <param name="Flags">Flags.</param>
/// <param name="Samples">Unflagged posts.</param>
/// <param name="Texts">Notes, questions and answers.</param>
public sealed record PurgeOutcome(int Flags, int Samples, int Texts)
{
    public static PurgeOutcome Nothing { get; } = new(0, 0, 0);

    public bool IsEmpty => Flags + Samples == 0;

    public static PurgeOutcome operator +(PurgeOutcome left, PurgeOutcome right) =>
        new(left.Flags + right.Flags, left.Samples + right.Samples, left.Texts + right.Texts);
}

/// <summary>Entries before a number (0 for the end), newest first, with the text in actor, subject or detail.</summary>
public sealed record JournalQuery(JournalKind? Kind = null, string Text = "", long Before = 0, int Limit = 50);

public sealed record JournalPage(IReadOnlyList<ChainedEntry> Entries, JournalHead Head, bool More);
