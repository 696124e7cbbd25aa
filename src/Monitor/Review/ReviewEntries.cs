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
            ReviewAct.Claim => (JournalKind.Claimed, StoreJson.Write(new { until = after.Lease?.Until })),
            ReviewAct.Release => (JournalKind.Claimed, StoreJson.Write(new { released = true })),
            ReviewAct.Look look => (JournalKind.Looked, StoreJson.Write(new { answer = look.Answer })),
            ReviewAct.RevealName reveal => (JournalKind.NameViewed, StoreJson.Write(new { reasonSha256 = Hash(reveal.Reason) })),
            ReviewAct.SettleOwnership settle => (JournalKind.OwnershipSettled, StoreJson.Write(new { settle.Proof, noteSha256 = Hash(settle.Note) })),
            ReviewAct.Decide { Decision: var said } => (JournalKind.Decided, StoreJson.Write(new
            {
                said.Verdict,
                said.Reason,
                moved.From,
                moved.To,
                moved.Version,
                noteSha256 = Hash(said.Note),
                questionSha256 = Hash(said.Question),
            })),
            ReviewAct.RecordAnswer answer => (JournalKind.AnswerRecorded, StoreJson.Write(new { answer.On, answerSha256 = Hash(answer.Answer) })),
            ReviewAct.Undo => (JournalKind.Undone, StoreJson.Write(moved)),
            ReviewAct.AskReply ask => (JournalKind.ReplyAsked, StoreJson.Write(new { ask.On })),
            ReviewAct.RecordReply reply => (JournalKind.ReplyRecorded, StoreJson.Write(new { reply.On, replySha256 = Hash(reply.Reply) })),
            ReviewAct.Refer refer => (JournalKind.Exported, StoreJson.Write(new { packageSha256 = refer.PackageSha256, moved.From, moved.To })),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act.GetType().Name, "This act has no journal entry; give it one."),
        };
        return new JournalEntry(kind, at, actor.Id, act.FlagId, detail);
    }

    public static JournalEntry NoteKept(ReviewAct act, Reviewer actor, Refusal why, DateTimeOffset at) =>
        new(JournalKind.NoteKept, at, actor.Id, act.FlagId, StoreJson.Write(new { refused = why, noteSha256 = Hash(act.Words) }));

    public static JournalEntry Account(string actor, string account, string change, DateTimeOffset at) =>
        new(JournalKind.AccountChanged, at, actor, account, StoreJson.Write(new { change }));

    static string? Hash(string text) => text.Length == 0 ? null : StoreJson.Sha256(text);

    sealed record Moved(FlagStatus From, FlagStatus To, long Version);
}
