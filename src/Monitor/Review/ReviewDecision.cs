namespace Monitor.Review;

/// <summary>What a reviewer says of a flag. Never that the person is guilty.</summary>
public enum Verdict
{
    /// <summary>Bukan indikasi.</summary>
    NoIndication,

    /// <summary>Perlu klarifikasi: the person is asked first.</summary>
    NeedsClarification,

    /// <summary>Indikasi kuat: for a second, different reviewer to confirm.</summary>
    StrongIndication,

    /// <summary>Tidak dapat dinilai: words or circumstances do not suffice.</summary>
    CannotAssess,
}

/// <summary>Why a flag is no indication, or cannot be judged.</summary>
public enum DismissalReason
{
    None,
    NoSide,
    OrganiserDuty,
    SpouseRule,
    OfficialDuty,
    News,
    Quotation,
    WordsOfOthers,
    Criticism,
    EverydayWords,
    BeforeAppointment,
    OldPost,
    Accidental,
    NotThisPerson,
    TextDamaged,
    MissingContext,
    Other,
}

/// <summary>A decision as it is asked for.</summary>
/// <param name="Verdict">The word.</param>
/// <param name="Reason">From the list; required with <see cref="Verdict.NoIndication"/> and <see cref="Verdict.CannotAssess"/>.</param>
/// <param name="Note">The reviewer's words; required with <see cref="DismissalReason.Other"/> and <see cref="Verdict.StrongIndication"/>.</param>
/// <param name="Question">What the person is asked; required with <see cref="Verdict.NeedsClarification"/>.</param>
public sealed record ReviewDecision(Verdict Verdict, DismissalReason Reason = DismissalReason.None, string Note = "", string Question = "")
{
    /// <summary>Longest note or question; a longer one belongs into a file of its own.</summary>
    public const int LongestText = 4_000;

    /// <summary>What is missing before the decision says enough, or null.</summary>
    public Refusal? Incomplete => this switch
    {
        { Note.Length: > LongestText } or { Question.Length: > LongestText } => Refusal.TextTooLong,
        { Verdict: Verdict.NoIndication or Verdict.CannotAssess, Reason: DismissalReason.None } => Refusal.ReasonMissing,
        { Verdict: Verdict.NoIndication or Verdict.CannotAssess, Reason: DismissalReason.Other, Note: "" } => Refusal.NoteMissing,
        { Verdict: Verdict.StrongIndication, Note: "" } => Refusal.NoteMissing,
        { Verdict: Verdict.NeedsClarification, Question: "" } => Refusal.QuestionMissing,
        _ => null,
    };
}

/// <summary>The first look, before the score is shown: it measures whether person and model agree.</summary>
public enum FirstLook
{
    Yes,
    No,
    Unsure,
}

/// <summary>How it was settled that an account is the person's.</summary>
public enum OwnershipProof
{
    WrittenStatement,
    ShownInPerson,
    OfficialAccountList,
    NotTheirs,
}

/// <summary>Why an act was refused. Each has a sentence for the reviewer that says what to do.</summary>
public enum Refusal
{
    UnknownFlag,

    /// <summary>Somebody else changed the flag meanwhile; the words are kept as a note.</summary>
    Stale,
    ClaimedByOther,
    NotAllowedFromStatus,
    SamePersonTwice,
    OwnershipOpen,
    RoleMayNot,
    ReasonMissing,
    NoteMissing,
    QuestionMissing,
    AnswerMissing,
    TextTooLong,
    DateInFuture,
    TooLateToUndo,
    NotYours,
    ReplyNotAsked,
    NothingAsked,
}
