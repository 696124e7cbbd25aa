using Monitor.Flags;

namespace Monitor.Review;

/// <summary>
/// What may follow what. One table says which status an act leads to; the guards beside it say who may act and when. Pure: the store
/// asks within its transaction and keeps what it is told.
/// </summary>
sealed class FlagTransitions(ReviewLimits limits)
{
    /// <summary>All that is possible; what has no row is refused.</summary>
    static readonly Dictionary<(FlagStatus From, Step Step), FlagStatus> Table = new()
    {
        [(FlagStatus.Open, Step.Claim)] = FlagStatus.Claimed,
        [(FlagStatus.Open, Step.Dismiss)] = FlagStatus.Dismissed,
        [(FlagStatus.Open, Step.Ask)] = FlagStatus.NeedsClarification,
        [(FlagStatus.Open, Step.Uphold)] = FlagStatus.UpheldOnce,

        [(FlagStatus.Claimed, Step.Claim)] = FlagStatus.Claimed,
        [(FlagStatus.Claimed, Step.Release)] = FlagStatus.Open,
        [(FlagStatus.Claimed, Step.Dismiss)] = FlagStatus.Dismissed,
        [(FlagStatus.Claimed, Step.Ask)] = FlagStatus.NeedsClarification,
        [(FlagStatus.Claimed, Step.Uphold)] = FlagStatus.UpheldOnce,

        [(FlagStatus.NeedsClarification, Step.Claim)] = FlagStatus.NeedsClarification,
        [(FlagStatus.NeedsClarification, Step.Release)] = FlagStatus.NeedsClarification,
        [(FlagStatus.NeedsClarification, Step.Answer)] = FlagStatus.NeedsClarification,
        [(FlagStatus.NeedsClarification, Step.Dismiss)] = FlagStatus.Dismissed,
        [(FlagStatus.NeedsClarification, Step.Ask)] = FlagStatus.NeedsClarification,
        [(FlagStatus.NeedsClarification, Step.Uphold)] = FlagStatus.UpheldOnce,

        // Whoever comes second confirms, doubts or denies; a denial ends it in the person's favour.
        [(FlagStatus.UpheldOnce, Step.Claim)] = FlagStatus.UpheldOnce,
        [(FlagStatus.UpheldOnce, Step.Release)] = FlagStatus.UpheldOnce,
        [(FlagStatus.UpheldOnce, Step.Dismiss)] = FlagStatus.Dismissed,
        [(FlagStatus.UpheldOnce, Step.Ask)] = FlagStatus.NeedsClarification,
        [(FlagStatus.UpheldOnce, Step.Uphold)] = FlagStatus.Upheld,

        // A dismissal chosen for a second look; the look may only confirm it, or begin anew.
        [(FlagStatus.Dismissed, Step.Claim)] = FlagStatus.Dismissed,
        [(FlagStatus.Dismissed, Step.Release)] = FlagStatus.Dismissed,
        [(FlagStatus.Dismissed, Step.Dismiss)] = FlagStatus.Dismissed,
        [(FlagStatus.Dismissed, Step.Ask)] = FlagStatus.NeedsClarification,
        [(FlagStatus.Dismissed, Step.Uphold)] = FlagStatus.UpheldOnce,

        [(FlagStatus.Upheld, Step.AskReply)] = FlagStatus.Upheld,
        [(FlagStatus.Upheld, Step.Reply)] = FlagStatus.Upheld,
        [(FlagStatus.Upheld, Step.Refer)] = FlagStatus.Referred,
        [(FlagStatus.Referred, Step.Reply)] = FlagStatus.Referred,
        [(FlagStatus.Referred, Step.Refer)] = FlagStatus.Referred,
    };

    enum Step
    {
        Claim,
        Release,
        Dismiss,
        Ask,
        Uphold,
        Answer,
        AskReply,
        Reply,
        Refer,
    }

    /// <summary>Where the act leads, or why it may not be.</summary>
    /// <param name="state">The flag as it stands.</param>
    /// <param name="act">What is to be done.</param>
    /// <param name="actor">By whom.</param>
    /// <param name="now">When.</param>
    /// <param name="today">The agency's day.</param>
    public Transition Apply(ReviewState state, ReviewAct act, Reviewer actor, DateTimeOffset now, DateOnly today)
    {
        if (!actor.Judges) return Refusal.RoleMayNot;
        if (state.Status is FlagStatus.Purged) return Refusal.NotAllowedFromStatus;
        if (act is not (ReviewAct.Claim or ReviewAct.Look or ReviewAct.RevealName) && act.Version != state.Version) return Refusal.Stale;
        if (act.Words.Length > 2 * ReviewDecision.LongestText) return Refusal.TextTooLong;

        return act switch
        {
            ReviewAct.Claim => Claim(state, actor, now),
            ReviewAct.Release => Release(state, actor, now),
            ReviewAct.Look => new Transition(state),
            ReviewAct.RevealName reveal => reveal.Reason.Length == 0 ? Refusal.ReasonMissing : new Transition(state),
            ReviewAct.SettleOwnership settle => SettleOwnership(state, settle, actor, now),
            ReviewAct.Decide decide => Decide(state, decide.Decision, actor, now),
            ReviewAct.RecordAnswer answer => Answer(state, answer, actor, now, today),
            ReviewAct.Undo => Undo(state, actor, now),
            ReviewAct.AskReply ask => AskReply(state, ask, actor, today),
            ReviewAct.RecordReply reply => Reply(state, reply, actor, today),
            ReviewAct.Refer => Refer(state, actor),
            _ => Refusal.NotAllowedFromStatus,
        };
    }

    Transition Claim(ReviewState state, Reviewer actor, DateTimeOffset now)
    {
        if (Next(state, Step.Claim) is not { } to || !state.Awaiting) return Refusal.NotAllowedFromStatus;
        if (state.Barred == actor.Id) return Refusal.SamePersonTwice;
        if (HeldByOther(state, actor, now)) return Refusal.ClaimedByOther;

        var mine = state.Lease?.By == actor.Id;
        return new Transition(state with { Status = to, Lease = new Lease(actor.Id, now + limits.LeaseTime), Version = mine ? state.Version : state.Version + 1 });
    }

    static Transition Release(ReviewState state, Reviewer actor, DateTimeOffset now)
    {
        if (state.Lease is not { } lease || Next(state, Step.Release) is not { } to) return Refusal.NotAllowedFromStatus;
        if (lease.By != actor.Id && lease.Until > now) return Refusal.NotYours;

        return new Transition(state with { Status = to, Lease = null, Version = state.Version + 1 });
    }

    static Transition SettleOwnership(ReviewState state, ReviewAct.SettleOwnership settle, Reviewer actor, DateTimeOffset now)
    {
        if (!state.Awaiting) return Refusal.NotAllowedFromStatus;
        if (HeldByOther(state, actor, now)) return Refusal.ClaimedByOther;
        if (settle.Note.Length == 0) return Refusal.NoteMissing;

        return new Transition(state with { OwnershipSettled = settle.Proof is not OwnershipProof.NotTheirs, Version = state.Version + 1 });
    }

    static Transition Decide(ReviewState state, ReviewDecision decision, Reviewer actor, DateTimeOffset now)
    {
        if (decision.Incomplete is { } missing) return missing;

        var step = decision.Verdict switch
        {
            Verdict.StrongIndication => Step.Uphold,
            Verdict.NeedsClarification => Step.Ask,
            _ => Step.Dismiss,
        };
        if (Next(state, step) is not { } to || !state.Awaiting) return Refusal.NotAllowedFromStatus;
        if (HeldByOther(state, actor, now)) return Refusal.ClaimedByOther;
        if (state.Barred == actor.Id) return Refusal.SamePersonTwice;
        if (step is Step.Uphold && !state.OwnershipSettled) return Refusal.OwnershipOpen;

        return new Transition(state with
        {
            Status = to,
            Version = state.Version + 1,
            Lease = null,
            FirstBy = to is FlagStatus.UpheldOnce ? actor.Id : null,
            RecheckOf = to is FlagStatus.Dismissed && state is { Barred: null, RecheckChosen: true } ? actor.Id : null,
            Last = new LastDecision(actor.Id, now, state.Status, state.FirstBy, state.RecheckOf),
        });
    }

    static Transition Answer(ReviewState state, ReviewAct.RecordAnswer answer, Reviewer actor, DateTimeOffset now, DateOnly today)
    {
        if (Next(state, Step.Answer) is not { } to) return Refusal.NothingAsked;
        if (HeldByOther(state, actor, now)) return Refusal.ClaimedByOther;
        if (answer.Answer.Length == 0) return Refusal.AnswerMissing;
        if (answer.On > today) return Refusal.DateInFuture;

        // The answer cannot be undone away: what the person said stands.
        return new Transition(state with { Status = to, Version = state.Version + 1, Last = null });
    }

    Transition Undo(ReviewState state, Reviewer actor, DateTimeOffset now)
    {
        if (state.Last is not { } last || state.Status is FlagStatus.Referred || state.ReplyAskedOn is not null) return Refusal.NotAllowedFromStatus;
        if (last.By != actor.Id) return Refusal.NotYours;
        if (HeldByOther(state, actor, now)) return Refusal.ClaimedByOther;
        if (now - last.At > limits.UndoTime) return Refusal.TooLateToUndo;

        return new Transition(state with
        {
            Status = last.From is FlagStatus.Open ? FlagStatus.Claimed : last.From,
            Version = state.Version + 1,
            Lease = new Lease(actor.Id, now + limits.LeaseTime),
            FirstBy = last.FirstBy,
            RecheckOf = last.RecheckOf,
            Last = null,
        });
    }

    static Transition AskReply(ReviewState state, ReviewAct.AskReply ask, Reviewer actor, DateOnly today)
    {
        if (actor.Role is not Role.Ketua) return Refusal.RoleMayNot;
        if (Next(state, Step.AskReply) is not { } to) return Refusal.NotAllowedFromStatus;
        if (ask.On > today) return Refusal.DateInFuture;

        return new Transition(state with { Status = to, ReplyAskedOn = ask.On, Version = state.Version + 1, Last = null });
    }

    static Transition Reply(ReviewState state, ReviewAct.RecordReply reply, Reviewer actor, DateOnly today)
    {
        if (actor.Role is not Role.Ketua) return Refusal.RoleMayNot;
        if (Next(state, Step.Reply) is not { } to) return Refusal.NotAllowedFromStatus;
        if (state.ReplyAskedOn is null) return Refusal.ReplyNotAsked;
        if (reply.Reply.Length == 0) return Refusal.AnswerMissing;
        if (reply.On > today) return Refusal.DateInFuture;

        return new Transition(state with { Status = to, ReplyOn = reply.On, Version = state.Version + 1 });
    }

    static Transition Refer(ReviewState state, Reviewer actor)
    {
        if (actor.Role is not Role.Ketua) return Refusal.RoleMayNot;
        if (Next(state, Step.Refer) is not { } to) return Refusal.NotAllowedFromStatus;
        if (state.ReplyAskedOn is null) return Refusal.ReplyNotAsked;

        return new Transition(state with { Status = to, Version = state.Version + 1, Last = null });
    }

    static FlagStatus? Next(ReviewState state, Step step) => Table.TryGetValue((state.Status, step), out var to) ? to : null;

    static bool HeldByOther(ReviewState state, Reviewer actor, DateTimeOffset now) => state.Lease is { } lease && lease.By != actor.Id && lease.Until > now;
}

/// <summary>The state that an act leads to, or why it may not be.</summary>
readonly record struct Transition(ReviewState? Next, Refusal? Refused = null)
{
    public static implicit operator Transition(Refusal refusal) => new(null, refusal);
}

/// <summary>The times that the table depends on.</summary>
/// <param name="LeaseTime">How long a claim holds.</param>
/// <param name="UndoTime">How long a decision can be taken back.</param>
sealed record ReviewLimits(TimeSpan LeaseTime, TimeSpan UndoTime);
