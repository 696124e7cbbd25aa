using Monitor.Classification;
using Monitor.Contests;
using Monitor.Posts;
using Monitor.Roster;
using Monitor.Rules;

namespace Monitor.Flags;

/// <summary>A post put before people, with everything they need to judge it. Says "to be reviewed", never "violation".</summary>
public sealed record Flag
{
    /// <summary>Short id for screens and paper such as <c>F-7K2M9QXD</c>, derived from <see cref="Key"/> so that a second run gives the same.</summary>
    public required string Id { get; init; }

    public required PostKey Key { get; init; }

    public required FlagStatus Status { get; init; }

    /// <summary>High, medium or low: the order in which people look, never a measure of guilt.</summary>
    public required Priority Priority { get; init; }

    /// <summary>The model's words, or a fact such as a like of a registered campaign account.</summary>
    public required FlagOrigin Origin { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>SHA-256 of the file that it came from.</summary>
    public required string FileSha256 { get; init; }

    public required string FileName { get; init; }

    public required string Format { get; init; }

    public required Post Post { get; init; }

    /// <summary>The pseudonym under which screens show the person.</summary>
    public required string PersonCode { get; init; }

    public required string Unit { get; init; }

    public required EmploymentType Employment { get; init; }

    public required Ownership Ownership { get; init; }

    public required AttributionBasis Attribution { get; init; }

    /// <summary>Contests open at the post's local time, with phase.</summary>
    public required IReadOnlyList<FlagContest> Contests { get; init; }

    public required double Probability { get; init; }

    public required Category Category { get; init; }

    public required IReadOnlyList<Mention> Mentions { get; init; }

    /// <summary>For and against, strongest first on each side.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>What speaks for the person beside the words: organiser duty, spouse rule, before appointment, impersonated account.</summary>
    public required IReadOnlyList<ExculpatoryContext> Context { get; init; }

    /// <summary>Candidate rows; never one chosen.</summary>
    public required IReadOnlyList<LegalBasis> LegalBases { get; init; }

    public required string ModelId { get; init; }

    public required string RulePackId { get; init; }

    /// <summary>What a purge leaves: what the journal's proof and the counts need, nothing of the person and none of their words.</summary>
    public Flag WithoutWords() => this with
    {
        Status = FlagStatus.Purged,
        FileName = "",
        Post = new Post
        {
            Platform = Post.Platform,
            Activity = Post.Activity,
            Author = new PostAuthor(),
            Text = "",
            TextKind = TextKind.None,
            Place = new PostPlace("", ""),
        },
        PersonCode = "",
        Unit = "",
        Mentions = [],
        Reasons = [],
        Context = [],
        LegalBases = [],
    };
}

public sealed record FlagContest(string ContestId, string Name, Phase Phase);

public enum FlagStatus
{
    Open,
    Claimed,
    Dismissed,
    NeedsClarification,
    UpheldOnce,
    Upheld,
    Referred,
    Purged,
}

public enum Priority
{
    High,
    Medium,
    Low,
}

public enum FlagOrigin
{
    Words,
    Fact,
}

public enum ExculpatoryContext
{
    OrganiserDuty,
    SpouseOfContestant,
    BeforeAppointment,
    OwnershipNotSettled,
    WordsOfOthers,
    NewsFrame,
    Quotation,
    TimeUnknown,
    OldPost,
    MayBeAccidental,
}
