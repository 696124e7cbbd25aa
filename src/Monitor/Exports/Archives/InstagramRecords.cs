using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>Makes posts of the records of an Instagram archive, in which Threads is a folder.</summary>
/// <param name="owner">Who wrote what the archive calls own.</param>
/// <param name="now">The present, against which times are judged.</param>
sealed partial class InstagramRecords(InstagramOwner owner, DateTimeOffset now)
{
    public ReadResult Map(InstagramMember kind, JsonElement record, PostPlace place)
    {
        if (owner.Author is null) return new ReadResult.Rejected(RejectReason.NoAuthor, place);
        if (IsClosed(kind)) return new ReadResult.Rejected(RejectReason.NotPublic, place);

        return kind switch
        {
            InstagramMember.Posts => Published(record, place, Platform.Instagram, Activity.Post),
            InstagramMember.Stories => Published(record, place, Platform.Instagram, Activity.Story),
            InstagramMember.Threads => Published(record, place, Platform.Threads, Activity.Post),
            InstagramMember.Comments => Comment(record, place),
            InstagramMember.Likes => Like(record, place, Platform.Instagram),
            InstagramMember.ThreadsLikes => Like(record, place, Platform.Threads),
            InstagramMember.Reposts => Repost(record, place),
            InstagramMember.Follows => Follow(record, place, Platform.Instagram),
            InstagramMember.ThreadsFollows => Follow(record, place, Platform.Threads),
            _ => new ReadResult.Rejected(RejectReason.NoContent, place),
        };
    }

    /// <summary>What a closed account publishes only its followers see. Its comments and likes stand under the posts of others.</summary>
    bool IsClosed(InstagramMember kind) => kind switch
    {
        InstagramMember.Posts or InstagramMember.Stories or InstagramMember.Reposts => owner.IsPrivate,
        InstagramMember.Threads => owner.IsPrivateOnThreads,
        _ => false,
    };

    /// <summary>A single picture carries the caption and the time itself; a carousel carries them around its pictures.</summary>
    ReadResult Published(JsonElement record, PostPlace place, Platform platform, Activity activity)
    {
        var caption = record.Mended("title") ?? record.Items("media").Select(media => media.Mended("title")).FirstOrDefault(title => title is not null);
        if (caption is not { } text) return new ReadResult.Rejected(RejectReason.NoContent, place);

        var times = record.Items("media").Select(media => media.Get("creation_timestamp"))
            .Select(seconds => MetaText.Time(seconds, now)).Where(time => time.Time.At is not null || time.Warnings != PostWarnings.None);
        var time = record.Get("creation_timestamp") is { } own ? MetaText.Time(own, now) : times.OrderBy(time => time.Time.At ?? DateTimeOffset.MaxValue).FirstOrDefault();
        return Read(place, platform, activity, text, platform == Platform.Threads ? TextKind.OwnText : TextKind.Caption, null, time);
    }

    ReadResult Comment(JsonElement record, PostPlace place)
    {
        if (StringMap.Of(record) is { } map)
        {
            var (text, mediaOwner) = map.Comment();
            return text is { } words
                ? Read(place, Platform.Instagram, Activity.Comment, words, TextKind.OwnText, Account(mediaOwner, null), MetaText.Time(map.Time, now), map.Guessed)
                : new ReadResult.Rejected(RejectReason.NoContent, place);
        }

        // 2021: the owner of the post as title, the words as value.
        var entry = FirstEntry(record);
        return entry?.Mended("value") is { } old
            ? Read(place, Platform.Instagram, Activity.Comment, old, TextKind.OwnText, Account(record.Mended("title")?.Text, entry?.Text("href")), Time(entry))
            : new ReadResult.Rejected(RejectReason.NoContent, place);
    }

    ReadResult Like(JsonElement record, PostPlace place, Platform platform)
    {
        if (LabelValues.Of(record) is { } labels)
        {
            var (owned, guessed) = labels.Target();
            return Act(place, platform, Activity.Like, owned, MetaText.Time(record.Get("timestamp"), now), guessed);
        }

        var entry = FirstEntry(record);
        return Act(place, platform, Activity.Like, Account(record.Mended("title")?.Text, entry?.Text("href")), Time(entry));
    }

    /// <summary>The text of a repost may be the original's, so it is not taken for the owner's.</summary>
    ReadResult Repost(JsonElement record, PostPlace place)
    {
        if (StringMap.Of(record) is not { } map) return new ReadResult.Rejected(RejectReason.NoContent, place);

        var (text, _) = map.Comment();
        return Read(place, Platform.Instagram, Activity.Repost, text ?? "", text is null ? TextKind.None : TextKind.SharedText, null, MetaText.Time(map.Time, now), map.Guessed);
    }

    /// <summary>Older exports write the account as value, newer ones as title, and both in the link.</summary>
    ReadResult Follow(JsonElement record, PostPlace place, Platform platform)
    {
        var entry = FirstEntry(record);
        var link = entry?.Text("href");
        var account = entry?.Mended("value")?.Text ?? record.Mended("title")?.Text ?? HandleIn(link);
        return Act(place, platform, Activity.Follow, Account(account, link), Time(entry));
    }

    ReadResult Act(PostPlace place, Platform platform, Activity activity, PostTarget? target, (PostTime, PostWarnings) time, bool guessed = false) => target is null
        ? new ReadResult.Rejected(RejectReason.NoContent, place)
        : Read(place, platform, activity, "", TextKind.None, target, time, guessed);

    ReadResult.Read Read(
        PostPlace place, Platform platform, Activity activity, RepairedText text, TextKind kind, PostTarget? target,
        (PostTime Time, PostWarnings Warnings) time, bool guessed = false) => new(new Post
        {
            Platform = platform,
            Activity = activity,
            // A record gets here only when there is an owner.
            Author = owner.Author!,
            Text = text.Text,
            TextKind = kind,
            Time = time.Time,
            Target = target,
            // The export has no permalinks of own posts; a link here is that of what was liked or followed.
            Url = activity is Activity.Like or Activity.Follow ? target?.Url : null,
            Place = place,
            Warnings = text.Warnings | time.Warnings | (guessed ? PostWarnings.GuessedField : PostWarnings.None),
        });

    (PostTime, PostWarnings) Time(JsonElement? entry) => MetaText.Time(entry?.Get("timestamp"), now);

    static JsonElement? FirstEntry(JsonElement record) =>
        record.Items("string_list_data").Select(entry => (JsonElement?)entry).FirstOrDefault(entry => entry?.ValueKind == JsonValueKind.Object);

    static PostTarget? Account(string? handle, string? url) => handle is null && url is null ? null : new PostTarget(null, handle, url);

    static string? HandleIn(string? link) => link is not null && ProfileLink().Match(link) is { Success: true } match ? match.Groups["handle"].Value : null;

    [GeneratedRegex(@"(instagram\.com|threads\.(net|com))/(_u/|@)?(?<handle>[A-Za-z0-9._]{1,30})/?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ProfileLink();
}
