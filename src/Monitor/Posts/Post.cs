namespace Monitor.Posts;

/// <summary>One published act, as an export told us of it.</summary>
/// <remarks>Every stage reads posts and none changes them: what a stage learns goes into a record of its own.</remarks>
public sealed record Post
{
    public required Platform Platform { get; init; }

    public required Activity Activity { get; init; }

    public required PostAuthor Author { get; init; }

    /// <summary>The words as written, repaired once where the export had broken them; empty for a like, a follow or a bare share.</summary>
    public required string Text { get; init; }

    /// <summary>Whose words <see cref="Text"/> holds. Only own words and captions are scored.</summary>
    public required TextKind TextKind { get; init; }

    public PostTime Time { get; init; } = PostTime.Missing;

    /// <summary>The account, page or person that was liked, followed, shared, answered or commented on.</summary>
    public PostTarget? Target { get; init; }

    /// <summary>The permalink, where the export has one.</summary>
    public string? Url { get; init; }

    /// <summary>The platform's own id, always as text: nineteen digits do not fit a double.</summary>
    public string? PlatformId { get; init; }

    public Audience Audience { get; init; } = Audience.Unknown;

    public required PostPlace Place { get; init; }

    public PostWarnings Warnings { get; init; }
}

/// <summary>Where in its file a post stands, so that a reviewer can find the original.</summary>
/// <param name="Member">The archive member or sheet; empty for a bare file.</param>
/// <param name="Locator">A line number, a row such as <c>Sheet1!A12</c>, or a JSON pointer.</param>
public readonly record struct PostPlace(string Member, string Locator)
{
    public override string ToString() => Member.Length == 0 ? Locator : $"{Member} · {Locator}";
}

/// <summary>Who wrote it, in the export's words. All members may be absent, but not all at once.</summary>
public sealed record PostAuthor
{
    /// <summary>The handle without <c>@</c>.</summary>
    public string? Handle { get; init; }

    public string? DisplayName { get; init; }

    public string? PlatformId { get; init; }

    public string? ProfileUrl { get; init; }

    /// <summary>The employee number, where a clerk typed one beside the post (18 digits, spaces removed).</summary>
    public string? Nip { get; init; }

    /// <summary>The agency unit, where a clerk typed one beside the post.</summary>
    public string? Unit { get; init; }
}

/// <summary>What an act was aimed at.</summary>
public sealed record PostTarget(string? Name, string? Handle, string? Url);

public enum Platform
{
    Unknown,
    Facebook,
    Instagram,
    Threads,
    X,
    TikTok,
    YouTube,
    Other,
}

public enum Activity
{
    Unknown,
    Post,
    Comment,
    Reply,
    Share,
    Quote,
    Repost,
    Like,
    Follow,
    GroupPost,
    GroupComment,
    GroupJoin,
    Story,
    LiveChat,
    Bio,
}

public enum TextKind
{
    /// <summary>No words at all.</summary>
    None,

    /// <summary>The author's own words.</summary>
    OwnText,

    /// <summary>The author's own words under a picture or film.</summary>
    Caption,

    /// <summary>Somebody else's words, passed on.</summary>
    SharedText,

    /// <summary>The platform's boilerplate, such as "Siti shared a link".</summary>
    TitleOnly,
}

public enum Audience
{
    Unknown,
    Public,
    Friends,
    Private,
}

/// <summary>What a reviewer must know about the state of a post's data.</summary>
[Flags]
public enum PostWarnings
{
    None = 0,

    /// <summary>Broken characters were repaired (Meta escapes, double encoding, Python bytes, damaged entities).</summary>
    TextRepaired = 1,

    /// <summary>Characters are lost for ever, such as emoji saved as <c>??</c>.</summary>
    TextDamaged = 2,

    /// <summary>The export cut the text.</summary>
    TextTruncated = 4,

    /// <summary>A spreadsheet rounded the id; the link's id is used where there is one.</summary>
    IdPrecisionLost = 8,

    /// <summary>The export names no zone; the agency's was assumed.</summary>
    TimeZoneAssumed = 16,

    /// <summary>The date lies in the future of the day it was read.</summary>
    TimeInFuture = 32,

    /// <summary>The date was there but could not be read; see the original.</summary>
    TimeUnreadable = 64,

    /// <summary>A spreadsheet rounded the employee number; the person was matched by name and unit.</summary>
    NipPrecisionLost = 128,

    /// <summary>A key or header was recognised by its content, not its name.</summary>
    GuessedField = 256,
}
