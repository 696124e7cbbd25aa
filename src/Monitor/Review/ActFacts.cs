using Monitor.Flags;
using Monitor.Posts;
using Monitor.Roster;

namespace Monitor.Review;

/// <summary>What an act means for what is kept, whatever keeps it.</summary>
static class ActFacts
{
    /// <summary>Near-duplicates that one decision covers; more than this is taken in further decisions.</summary>
    public const int LargestGroup = 500;

    /// <summary>An uphold is about what one person did; only a dismissal can speak for every copy of a template.</summary>
    public static bool CoversGroup(ReviewDecision decision) => decision.Verdict is Verdict.NoIndication or Verdict.CannotAssess;

    /// <summary>A word on the post: neither a question nor that the account is another person's.</summary>
    public static bool IsAboutThePost(Verdict verdict, DismissalReason reason) =>
        verdict is not Verdict.NeedsClarification && reason is not DismissalReason.NotThisPerson;

    /// <summary>Near-duplicates that nobody else holds and that are no second look at another's word.</summary>
    public static bool CanBeCovered(ReviewState state) => state is { Barred: null, Status: FlagStatus.Open or FlagStatus.Claimed };

    /// <summary>The copies were never claimed one by one, so they go back to the queue.</summary>
    public static ReviewState BackToQueue(ReviewState next) =>
        next with { Lease = null, Status = next.Status is FlagStatus.Claimed ? FlagStatus.Open : next.Status };

    /// <summary>Words that were written for nothing are not lost.</summary>
    public static bool KeepsWords(ReviewState state, ReviewAct act, Refusal why) =>
        state.Status is not FlagStatus.Purged && act.Words.Length > 0
        && why is Refusal.Stale or Refusal.ClaimedByOther or Refusal.NotAllowedFromStatus or Refusal.TooLateToUndo;

    /// <summary>What is kept of an act beside the state, or null.</summary>
    public static (EventKind Kind, string Text, DateOnly? On)? NoteOf(ReviewAct act) => act switch
    {
        ReviewAct.RevealName reveal => (EventKind.NameReason, reveal.Reason, null),
        ReviewAct.SettleOwnership settle => (EventKind.Ownership, $"{settle.Proof}: {settle.Note}", null),
        ReviewAct.RecordAnswer answer => (EventKind.Answer, answer.Answer, answer.On),
        ReviewAct.AskReply ask => (EventKind.ReplyAsked, "", ask.On),
        ReviewAct.RecordReply reply => (EventKind.Reply, reply.Reply, reply.On),
        ReviewAct.Refer refer => (EventKind.Package, refer.PackageSha256, null),
        _ => null,
    };

    /// <summary>An account link was wrong: what was raised by it is no indication about this person, whatever was decided.</summary>
    public static ReviewState Withdrawn(ReviewState state) => state with
    {
        Status = FlagStatus.Dismissed,
        Version = state.Version + 1,
        Lease = null,
        FirstBy = null,
        RecheckOf = null,
        OwnershipSettled = false,
        Last = null,
    };

    /// <summary>Whether the post came from that account, however the export or the person who corrects it writes it.</summary>
    public static bool WroteAs(PostAuthor author, Platform platform, string account)
    {
        var sought = AccountName.Normalize(platform, account);
        if (sought.Length == 0) return false;
        if (AccountName.IsDisplayName(account)) return author.DisplayName is { } shown && PersonName.Key(shown) == PersonName.Key(account);

        return author.PlatformId == AccountName.Bare(account).ToString()
            || ((string?[])[author.Handle, author.ProfileUrl]).OfType<string>().Any(known => AccountName.Normalize(platform, known).Equals(sought, StringComparison.OrdinalIgnoreCase));
    }
}
