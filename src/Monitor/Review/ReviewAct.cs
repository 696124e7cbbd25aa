using Monitor.Flags;

namespace Monitor.Review;

/// <summary>Something a person does to a flag. <see cref="Version"/> is that of the page on which they did it.</summary>
/// <param name="FlagId">The flag.</param>
/// <param name="Version">What <see cref="ReviewState.Version"/> was when the person saw it.</param>
public abstract record ReviewAct(string FlagId, long Version)
{
    /// <summary>What the person wrote, which is kept as a note when the act comes too late.</summary>
    public virtual string Words => "";

    /// <summary>Takes the flag for a while, or takes it again for longer.</summary>
    public sealed record Claim(string FlagId, long Version) : ReviewAct(FlagId, Version);

    /// <summary>Gives it back.</summary>
    public sealed record Release(string FlagId, long Version) : ReviewAct(FlagId, Version);

    /// <summary>The first look.</summary>
    public sealed record Look(string FlagId, long Version, FirstLook Answer) : ReviewAct(FlagId, Version);

    /// <summary>Opens name and employee number; its reason is journalled by its hash and kept.</summary>
    public sealed record RevealName(string FlagId, long Version, string Reason) : ReviewAct(FlagId, Version)
    {
        public override string Words => Reason;
    }

    /// <summary>Settles whose account it is.</summary>
    public sealed record SettleOwnership(string FlagId, long Version, OwnershipProof Proof, string Note) : ReviewAct(FlagId, Version)
    {
        public override string Words => Note;
    }

    public sealed record Decide(string FlagId, long Version, ReviewDecision Decision) : ReviewAct(FlagId, Version)
    {
        public override string Words => $"{Decision.Note}\n{Decision.Question}".Trim();
    }

    /// <summary>What the person answered when asked, and on which day.</summary>
    public sealed record RecordAnswer(string FlagId, long Version, string Answer, DateOnly On) : ReviewAct(FlagId, Version)
    {
        public override string Words => Answer;
    }

    /// <summary>Takes back the last decision, by whoever made it.</summary>
    public sealed record Undo(string FlagId, long Version) : ReviewAct(FlagId, Version);

    /// <summary>The person was told of the case and asked for their side.</summary>
    public sealed record AskReply(string FlagId, long Version, DateOnly On) : ReviewAct(FlagId, Version);

    /// <summary>The person's side, or that none came by the day set.</summary>
    public sealed record RecordReply(string FlagId, long Version, string Reply, DateOnly On) : ReviewAct(FlagId, Version)
    {
        public override string Words => Reply;
    }

    /// <summary>A case-file package was made and handed to the lead.</summary>
    public sealed record Refer(string FlagId, long Version, string PackageSha256) : ReviewAct(FlagId, Version);
}

/// <summary>Where a flag stands in the work of people.</summary>
public sealed record ReviewState
{
    public required FlagStatus Status { get; init; }

    /// <summary>Grows with each act that another person's page would not know of.</summary>
    public required long Version { get; init; }

    public Lease? Lease { get; init; }

    /// <summary>Who said <see cref="Verdict.StrongIndication"/> first, while a second voice is awaited.</summary>
    public string? FirstBy { get; init; }

    /// <summary>Who dismissed it, while a second, blind look at the dismissal is awaited.</summary>
    public string? RecheckOf { get; init; }

    /// <summary>Whether a dismissal of it is to be looked at by a second person, so that agreement can be measured. Chosen beforehand, by lot.</summary>
    public bool RecheckChosen { get; init; }

    /// <summary>Whether it is settled that the account is the person's.</summary>
    public bool OwnershipSettled { get; init; }

    /// <summary>The last decision that still stands, with where it came from, so that it can be undone.</summary>
    public LastDecision? Last { get; init; }

    public DateOnly? ReplyAskedOn { get; init; }

    public DateOnly? ReplyOn { get; init; }

    /// <summary>Whether somebody should look at it now.</summary>
    public bool Awaiting => Status is FlagStatus.Open or FlagStatus.Claimed or FlagStatus.UpheldOnce or FlagStatus.NeedsClarification || RecheckOf is not null;

    /// <summary>Whoever may not give the next voice, because theirs is the one that is checked.</summary>
    public string? Barred => FirstBy ?? RecheckOf;
}

/// <summary>Whose turn it is, and until when nobody else may decide.</summary>
public readonly record struct Lease(string By, DateTimeOffset Until);

/// <param name="By">Who decided.</param>
/// <param name="At">When.</param>
/// <param name="From">The status before.</param>
/// <param name="FirstBy">What <see cref="ReviewState.FirstBy"/> was before.</param>
/// <param name="RecheckOf">What <see cref="ReviewState.RecheckOf"/> was before.</param>
public sealed record LastDecision(string By, DateTimeOffset At, FlagStatus From, string? FirstBy, string? RecheckOf);
