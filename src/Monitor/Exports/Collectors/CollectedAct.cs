using System.Text.Json;
using Monitor.Exports.Archives;
using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>What a collecting tool tells of one act. Not yet a post: it may lack an author or words.</summary>
sealed record CollectedAct
{
    /// <summary>Facebook allows 63,206 characters, the others less.</summary>
    const int LongestText = 65_536;

    public required Platform Platform { get; init; }

    public required PostPlace Place { get; init; }

    public Activity Activity { get; init; } = Activity.Post;

    public PostAuthor? Author { get; init; }

    public RepairedText Text { get; init; } = "";

    public TextKind Kind { get; init; } = TextKind.OwnText;

    /// <summary>The time as the tool wrote it: a number of seconds, milliseconds or microseconds, ISO 8601, or X's form.</summary>
    public string? Written { get; init; }

    /// <summary>The time where the tool writes it in a form of its own, read by whoever knows that form.</summary>
    public PostTime Known { get; init; } = PostTime.Missing;

    public string? Id { get; init; }

    /// <summary>An id that holds the time where <see cref="Id"/> does not.</summary>
    public string? TimeId { get; init; }

    public string? Url { get; init; }

    public PostTarget? Target { get; init; }

    public PostWarnings Warnings { get; init; }

    /// <summary>Whether only those see it whom the author lets: a collector who is signed in may be one of them.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The offset of times that name none; UTC unless the tool writes those of its own computer.</summary>
    public TimeSpan Naive { get; init; }

    /// <summary>The post, or why there is none.</summary>
    public ReadResult ToResult(DateTimeOffset now)
    {
        if (Author is null) return new ReadResult.Rejected(RejectReason.NoAuthor, Place);
        if (IsClosed) return new ReadResult.Rejected(RejectReason.NotPublic, Place);

        var isBlank = string.IsNullOrWhiteSpace(Text.Text);
        if (isBlank && (Target is null || Activity is not (Activity.Repost or Activity.Share or Activity.Like or Activity.Follow)))
            return new ReadResult.Rejected(RejectReason.NoContent, Place);
        if (Text.Text.Length > LongestText) return new ReadResult.Rejected(RejectReason.TooLong, Place);

        var (id, idWarnings) = Exact(Id);
        var (time, timeWarnings) = Known.At is null ? TimeOf(Written, now) : (Known, PostWarnings.None);
        if (time.At is null) time = FromId(TimeId ?? id, now);
        return new ReadResult.Read(new Post
        {
            Platform = Platform,
            Activity = Activity,
            Author = Author,
            Text = isBlank ? "" : Text.Text,
            TextKind = isBlank ? TextKind.None : Kind,
            Time = time,
            Target = Target,
            Url = Url,
            PlatformId = id,
            Place = Place,
            Warnings = Warnings | Text.Warnings | idWarnings | timeWarnings | (PlatformTime.InFuture(time, now) ? PostWarnings.TimeInFuture : PostWarnings.None),
        });
    }

    /// <summary>The author, or null when nothing names one.</summary>
    public static PostAuthor? Person(string? handle, string? name, string? id, string? url = null)
    {
        handle = Said(handle)?.TrimStart('@');
        (name, id, url) = (Said(name), Said(id), Said(url));
        return handle is null && name is null && id is null && url is null
            ? null
            : new PostAuthor { Handle = handle, DisplayName = name, PlatformId = id, ProfileUrl = url };
    }

    /// <summary>The target, or null when nothing is known of it.</summary>
    public static PostTarget? At(string? name, string? handle, string? url)
    {
        (name, handle, url) = (Said(name), Said(handle)?.TrimStart('@'), Said(url));
        return name is null && handle is null && url is null ? null : new PostTarget(name, handle, url);
    }

    public static PostTarget? At(PostAuthor? person, string? url) => At(person?.DisplayName, person?.Handle, url);

    /// <summary>A text that says something; tools write <c>""</c> and <c>"null"</c> for nothing.</summary>
    public static string? Said(string? text) => string.IsNullOrWhiteSpace(text) || text is "null" or "None" or "undefined" ? null : text.Trim();

    /// <summary>The first of several keys that holds a text or number.</summary>
    public static string? First(JsonElement record, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (Said(record.Text(key)) is { } text)
                return text;

        return null;
    }

    /// <summary>Whether an account is open to its followers only, in the words of whichever platform.</summary>
    public static bool IsClosedAccount(JsonElement? account) =>
        account is { ValueKind: JsonValueKind.Object } person && Array.Exists(Closed, key => person.Get(key).IsTrue());

    static readonly string[] Closed = ["protected", "isProtected", "is_private", "isPrivate", "privateAccount", "secret"];

    (PostTime Time, PostWarnings Warnings) TimeOf(string? written, DateTimeOffset now)
    {
        if (Said(written) is not { } text) return (PostTime.Missing, PostWarnings.None);

        var zoneAssumed = false;
        var time = PlatformTime.FromEpoch(text, now);
        if (time.At is null) time = PlatformTime.FromX(text);
        if (time.At is null) time = PlatformTime.FromIso(text, Naive, out zoneAssumed);
        return (time, time.At is null ? PostWarnings.TimeUnreadable : zoneAssumed ? PostWarnings.TimeZoneAssumed : PostWarnings.None);
    }

    /// <summary>A number in scientific form has lost its last digits and names another post, or none.</summary>
    static (string? Id, PostWarnings Warnings) Exact(string? id) => Said(id) is not { } said
        ? (null, PostWarnings.None)
        : char.IsAsciiDigit(said[0]) && said.AsSpan().IndexOfAny("eE.") >= 0 && double.TryParse(said, System.Globalization.CultureInfo.InvariantCulture, out _)
            ? (null, PostWarnings.IdPrecisionLost)
            : (said, PostWarnings.None);

    PostTime FromId(string? id, DateTimeOffset now) => Platform switch
    {
        Platform.X => PlatformTime.FromXId(id, now),
        Platform.TikTok => PlatformTime.FromTikTokId(id, now),
        Platform.Instagram or Platform.Threads when Activity is not (Activity.Comment or Activity.Reply) => FromInstagram(id, now),
        _ => PostTime.Missing,
    };

    static PostTime FromInstagram(string? id, DateTimeOffset now) =>
        PlatformTime.FromInstagramId(id, now) is { At: not null } time ? time : PlatformTime.FromInstagramShortcode(id, now);
}
