using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>Makes posts of the records of a TikTok archive. Its text is sound UTF-8, its times are UTC.</summary>
/// <param name="owner">Whose archive it is; null when the file does not say.</param>
/// <param name="now">The present, against which times are judged.</param>
sealed partial class TikTokRecords(PostAuthor? owner, DateTimeOffset now)
{
    static readonly string[] Everyone = ["Public", "Everyone", "Publik", "Semua orang"];

    /// <summary>Where a share can be seen by all. The others are chats between people.</summary>
    static readonly string[] PublicWays = ["facebook", "twitter", "x", "threads", "instagram_story", "facebook_story", "repost"];

    public ReadResult Map(JsonElement record, PostPlace place) => Map(TikTokShape.ListOf(place.Locator), record, place);

    public ReadResult Map(TikTokList list, JsonElement record, PostPlace place)
    {
        if (owner is not { } author) return new ReadResult.Rejected(RejectReason.NoAuthor, place);

        return list switch
        {
            TikTokList.Videos => Video(record, author, place),
            TikTokList.Comments => Words(record, Said(record, "comment"), Activity.Comment, author, place),
            TikTokList.LiveComments => Words(record, Said(record, "CommentContent"), Activity.LiveChat, author, place),
            TikTokList.Likes => Linked(record, Activity.Like, author, place),
            TikTokList.Reposts => Linked(record, Activity.Repost, author, place),
            TikTokList.Shares => Share(record, author, place),
            TikTokList.Follows => Follow(record, author, place),
            _ => new ReadResult.Rejected(RejectReason.NoContent, place),
        };
    }

    public static ReadResult Bio(JsonElement profile, PostAuthor author, PostPlace place) => Said(profile, "bioDescription") is { } bio
        ? new ReadResult.Read(Post(author, place, Activity.Bio, TextRepair.AsIs(bio), TextKind.OwnText) with { Url = author.ProfileUrl, Audience = Audience.Public })
        : new ReadResult.Rejected(RejectReason.NoContent, place);

    ReadResult Video(JsonElement video, PostAuthor author, PostPlace place)
    {
        var audience = Said(video, "WhoCanView");
        if (audience is not null && !Everyone.Contains(audience, StringComparer.OrdinalIgnoreCase)) return new ReadResult.Rejected(RejectReason.NotPublic, place);
        if (Said(video, "Title") is not { } title) return new ReadResult.Rejected(RejectReason.NoContent, place);

        // Links of one's own films mostly point to a server and run out after days.
        var link = Said(video, "Link");
        var id = link is not null && Film().Match(link) is { Success: true } match ? match.Groups["id"].Value : null;
        return new ReadResult.Read(Timed(video, id, Post(author, place, Activity.Post, TextRepair.AsIs(title), TextKind.Caption)) with
        {
            PlatformId = id,
            Url = id is null ? null : link,
            Audience = audience is null ? Audience.Unknown : Audience.Public,
        });
    }

    ReadResult Words(JsonElement record, string? text, Activity activity, PostAuthor author, PostPlace place)
    {
        if (text is null) return new ReadResult.Rejected(RejectReason.NoContent, place);

        var url = Said(record, "url");
        return new ReadResult.Read(Timed(record, null, Post(author, place, activity, TextRepair.AsIs(text), TextKind.OwnText)) with
        {
            Url = url,
            Target = url is null ? null : new PostTarget(null, null, url),
        });
    }

    ReadResult Share(JsonElement record, PostAuthor author, PostPlace place) => Said(record, "Method") is { } way && PublicWays.Contains(way, StringComparer.OrdinalIgnoreCase)
        ? Linked(record, Activity.Share, author, place)
        : new ReadResult.Rejected(RejectReason.PrivateMessage, place);

    // No PlatformId: the id is that of the other's film, and two people may like the same.
    ReadResult Linked(JsonElement record, Activity activity, PostAuthor author, PostPlace place) => Said(record, "link") is { } link
        ? new ReadResult.Read(Timed(record, null, Post(author, place, activity, "", TextKind.None)) with { Url = link, Target = new PostTarget(null, null, link) })
        : new ReadResult.Rejected(RejectReason.NoContent, place);

    ReadResult Follow(JsonElement record, PostAuthor author, PostPlace place) => Said(record, "UserName") is { } handle
        ? new ReadResult.Read(Timed(record, null, Post(author, place, Activity.Follow, "", TextKind.None)) with { Target = new PostTarget(null, handle, null) })
        : new ReadResult.Rejected(RejectReason.NoContent, place);

    static Post Post(PostAuthor author, PostPlace place, Activity activity, RepairedText text, TextKind kind) => new()
    {
        Platform = Platform.TikTok,
        Activity = activity,
        Author = author,
        Text = text.Text,
        TextKind = kind,
        Place = place,
        Warnings = text.Warnings,
    };

    Post Timed(JsonElement record, string? id, Post post)
    {
        var written = Said(record, "date") ?? Said(record, "CommentTime");
        var time = PlatformTime.FromEpoch(Said(record, "RawTime"), now);
        if (time.At is null) time = PlatformTime.FromIsoUtc(written);

        var warnings = written is not null && time.At is null ? PostWarnings.TimeUnreadable : PostWarnings.None;
        if (time.At is null) time = PlatformTime.FromTikTokId(id, now);
        if (PlatformTime.InFuture(time, now)) warnings |= PostWarnings.TimeInFuture;
        return post with { Time = time, Warnings = post.Warnings | warnings };
    }

    /// <summary>A value, whatever the capitals of its key; TikTok writes <c>N/A</c> for none.</summary>
    static string? Said(JsonElement record, string key)
    {
        foreach (var property in record.EnumerateObject())
            if (property.Name.Equals(key, StringComparison.OrdinalIgnoreCase))
                return property.Value.Text() is { } text && !string.IsNullOrWhiteSpace(text) && text != "N/A" ? text : null;

        return null;
    }

    public static PostAuthor? Author(JsonElement profile)
    {
        var (handle, name) = (Said(profile, "userName"), Said(profile, "displayName"));
        return handle is null && name is null
            ? null
            : new PostAuthor { Handle = handle, DisplayName = name, ProfileUrl = handle is null ? null : $"https://www.tiktok.com/@{handle}" };
    }

    [GeneratedRegex(@"/(share/)?video/(?<id>\d{15,19})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Film();
}
