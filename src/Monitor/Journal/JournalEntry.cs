namespace Monitor.Journal;

/// <summary>Something that happened and must stay provable. Ids, hashes and counts only: no names, no text.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When.</param>
/// <param name="Actor">The program (<c>monitor</c>), an operating-system user at the command line, or a reviewer's id.</param>
/// <param name="Subject">What it is about: a file's SHA-256, a flag id, a model id.</param>
/// <param name="Detail">JSON object with counts and hashes.</param>
public sealed record JournalEntry(JournalKind Kind, DateTimeOffset At, string Actor, string Subject, string Detail);

public enum JournalKind
{
    StoreCreated,
    ReceiptWritten,
    FlagsRaised,
    ModelChanged,
    ConfigurationChanged,
    NameViewed,
    Decided,
    Exported,
    Purged,
    DigestWritten,
    Verified,
    Claimed,
    Looked,
    Undone,
    NoteKept,
    OwnershipSettled,
    AnswerRecorded,
    ReplyAsked,
    ReplyRecorded,
    AccountChanged,
    SignedIn,
    SignInRefused,
    Sampled,
    SubjectAnswered,
    FilesDeleted,
    DigestMailed,
}

/// <summary>An entry as it stands in the chain.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="Entry">What happened.</param>
/// <param name="PreviousHash">Hash of the entry before; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 over sequence, entry and previous hash, lower-case hexadecimal.</param>
public sealed record ChainedEntry(long Sequence, JournalEntry Entry, string PreviousHash, string Hash);

/// <summary>Length and last hash of the chain: an anchor that can be printed and compared later.</summary>
public readonly record struct JournalHead(long Length, string Hash);
