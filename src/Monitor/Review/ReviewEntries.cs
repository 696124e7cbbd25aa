using Monitor.Flags;
using Monitor.Journal;

namespace Monitor.Review;

/// <summary>The journal entries of people's work: who, what, from where to where. What somebody wrote stands in them as a hash only.</summary>
static class ReviewEntries
{
    public static JournalEntry Of(ReviewAct act, ReviewState before, ReviewState after, Reviewer actor, DateTimeOffset at)
    {
        var moved = new Moved(before.Status, after.Status, after.Version);
        var (kind, detail) = act switch
        {
            ReviewAct.Claim => (JournalKind.Claimed, Detail(("until", after.Lease?.Until))),
            ReviewAct.Release => (JournalKind.Claimed, Detail(("released", true))),
            ReviewAct.Look look => (JournalKind.Looked, Detail(("answer", look.Answer))),
            ReviewAct.RevealName reveal => (JournalKind.NameViewed, Detail(("reasonSha256", Hash(reveal.Reason)))),
            ReviewAct.SettleOwnership settle => (JournalKind.OwnershipSettled, Detail(("proof", settle.Proof), ("noteSha256", Hash(settle.Note)))),
            ReviewAct.Decide { Decision: var said } => (JournalKind.Decided, Detail(("verdict", said.Verdict), ("reason", said.Reason), ("from", moved.From), ("to", moved.To), ("version", moved.Version), ("noteSha256", Hash(said.Note)), ("questionSha256", Hash(said.Question)))),
            ReviewAct.RecordAnswer answer => (JournalKind.AnswerRecorded, Detail(("on", answer.On), ("answerSha256", Hash(answer.Answer)))),
            ReviewAct.Undo => (JournalKind.Undone, StoreJson.Write(moved)),
            ReviewAct.AskReply ask => (JournalKind.ReplyAsked, Detail(("on", ask.On))),
            ReviewAct.RecordReply reply => (JournalKind.ReplyRecorded, Detail(("on", reply.On), ("replySha256", Hash(reply.Reply)))),
            ReviewAct.Refer refer => (JournalKind.Exported, Detail(("packageSha256", refer.PackageSha256), ("from", moved.From), ("to", moved.To))),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act.GetType().Name, "This act has no journal entry; give it one."),
        };
        return new JournalEntry(kind, at, actor.Id, act.FlagId, detail);
    }

    public static JournalEntry NoteKept(ReviewAct act, Reviewer actor, Refusal why, DateTimeOffset at) =>
        new(JournalKind.NoteKept, at, actor.Id, act.FlagId, Detail(("refused", why), ("noteSha256", Hash(act.Words))));

    public static JournalEntry Account(string actor, string account, string change, DateTimeOffset at) =>
        new(JournalKind.AccountChanged, at, actor, account, Detail(("change", change)));

    /// <summary>A step in answering a person about their own data.</summary>
    public static JournalEntry Subject(string personCode, Reviewer actor, DateTimeOffset at, params ReadOnlySpan<(string Name, object? Value)> members) =>
        new(JournalKind.SubjectAnswered, at, actor.Id, personCode, Detail(members));

    /// <summary>A JSON object of what is given; null is left as null, so that an entry tells that there was nothing.</summary>
    public static string Detail(params ReadOnlySpan<(string Name, object? Value)> members)
    {
        Dictionary<string, object?> detail = new(StringComparer.Ordinal);
        foreach (var (name, value) in members) detail.Add(name, value);
        return StoreJson.Write(detail);
    }

    static string? Hash(string text) => text.Length == 0 ? null : StoreJson.Sha256(text);

    sealed record Moved(FlagStatus From, FlagStatus To, long Version);
}
