using System.Text.Json;
using Monitor.Exports.Archives;
using Monitor.Exports.Tables;
using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>
/// Datasets of Apify's actors for Facebook, Instagram, TikTok and X. Comments that hang on a post are acts of those who wrote them. Which
/// actor made a record is told by its keys, for a dataset may mix them.
/// </summary>
sealed class ApifyFormat : CollectorFormat
{
    /// <summary>Keys that only one kind of actor writes.</summary>
    static readonly string[] Own =
    [
        "topLevelUrl", "facebookUrl", "feedbackId", "topReactionsCount", "groupTitle", "profileName", "shortCode", "ownerUsername", "authorMeta",
        "createTimeISO", "webVideoUrl", "videoWebUrl", "twitterUrl", "noResults", "inputUrl", "latestPosts",
    ];

    public override string Name => "apify";

    public override int Recognize(JsonHead keys, ReadOnlySpan<byte> head)
    {
        if (keys.RootKeys.Contains("_type") || keys.RootKeys.Contains("source_platform")) return 0;
        // Above the archives, whose lists may be called the same.
        if (Own.Any(keys.RootKeys.Contains)) return 94;
        if (keys.RootKeys.Contains("tweet_id") && keys.AllKeys.Contains("screen_name") && keys.AllKeys.Contains("rest_id")) return 94;
        if (keys.RootKeys.Contains("createdAt") && keys.AllKeys.Contains("userName") && keys.RootKeys.Contains("author")) return 94;

        // The shortest of Facebook's: media, url, text, likes, shares.
        return keys.RootKeys.Contains("url") && keys.RootKeys.Contains("text") && keys.RootKeys.Contains("likes") && keys.RootKeys.Contains("shares")
            && head.IndexOf("facebook.com/"u8) >= 0 ? 80 : 0;
    }

    public override IEnumerable<ReadResult> Map(JsonElement record, PostPlace place, DateTimeOffset now) => IsError(record)
        ? [Rejected(RejectReason.ToolError, place)]
        : Acts(record, place).Select(act => act.ToResult(now));

    /// <summary>Actors write what went wrong, and what they withhold from those who do not pay, between the records.</summary>
    static bool IsError(JsonElement record) =>
        record.Get("noResults").IsTrue() || record.Get("demo").IsTrue() || record.Text("type") is "mock_tweet" or "error"
        || ((record.Get("error") is not null || record.Get("errorDescription") is not null) && CollectedAct.First(record, "text", "caption", "fullText") is null);

    static IEnumerable<CollectedAct> Acts(JsonElement record, PostPlace place)
    {
        if (record.Get("latestPosts") is not null) return Profile(record, place);
        if (record.Get("shortCode") is not null || record.Get("caption") is not null) return InstagramPost(record, place);
        if (record.Get("cid") is not null && record.Get("text") is not null) return WithReplies(record, place, TikTokComment);
        if (record.Get("authorMeta") is not null || record.Get("webVideoUrl") is not null) return [TikTok(record, place)];
        if (record.Get("ownerUsername") is not null || (record.Get("owner") is not null && record.Get("postUrl") is not null)) return WithReplies(record, place, InstagramComment);
        if (record.Get("tweet_id") is not null || record.Get("twitterUrl") is not null || record.Get("author", "userName") is not null) return [Tweet(record, place)];
        return record.Get("profileName") is not null || record.Get("commentUrl") is not null || record.Get("threadingDepth") is not null
            ? [FacebookComment(record, place)]
            : FacebookPost(record, place);
    }

    static IEnumerable<CollectedAct> FacebookPost(JsonElement record, PostPlace place)
    {
        var url = CollectedAct.First(record, "url", "topLevelUrl", "facebookUrl");
        var group = CollectedAct.First(record, "groupTitle", "groupName");
        var post = new CollectedAct
        {
            Platform = Platform.Facebook,
            Place = place,
            Activity = group is not null || (url is not null && url.Contains("/groups/", StringComparison.Ordinal)) ? Activity.GroupPost : Activity.Post,
            Author = FacebookAuthor(record, url),
            Text = CollectedAct.First(record, "text", "message") ?? "",
            Written = CollectedAct.First(record, "time", "timestamp", "date"),
            Id = CollectedAct.First(record, "postId", "legacyId", "id"),
            Url = url,
            Target = CollectedAct.At(group, null, null),
        };
        if (record.Get("sharedPost") is { ValueKind: JsonValueKind.Object } shared) post = Passed(post, shared);

        return [post, .. Hanging(record, place, "topComments", FacebookComment)];
    }

    static CollectedAct Passed(CollectedAct post, JsonElement shared)
    {
        var target = CollectedAct.At(shared.Get("user")?.Text("name") ?? shared.Text("pageName"), null, shared.Text("url"));
        return string.IsNullOrWhiteSpace(post.Text.Text)
            ? post with { Activity = Activity.Share, Text = shared.Text("text") ?? "", Kind = TextKind.SharedText, Target = target }
            : post with { Target = post.Target ?? target };
    }

    /// <summary>Who wrote it; the shortest datasets tell it only in the link.</summary>
    static PostAuthor? FacebookAuthor(JsonElement record, string? url)
    {
        var user = record.Get("user");
        var person = FacebookItems.Person(user?.Text("name") ?? record.Text("userName"), user?.Text("profileUrl"), user?.Text("id") ?? record.Text("userId"));
        var handle = CollectedAct.Said(record.Text("pageName")) ?? (url is null ? null : PostLink.Of(url).Handle);
        if (handle is null || handle.AsSpan().ContainsAny(' ', '/')) return person;

        var isNumber = !handle.AsSpan().ContainsAnyExceptInRange('0', '9');
        if (person is null) return isNumber ? CollectedAct.Person(null, null, handle) : CollectedAct.Person(handle, null, null);
        return person.Handle is null && !isNumber && (url is null || !url.Contains("/groups/", StringComparison.Ordinal)) ? person with { Handle = handle } : person;
    }

    static CollectedAct FacebookComment(JsonElement comment, PostPlace place)
    {
        var url = CollectedAct.First(comment, "commentUrl", "url");
        var post = CollectedAct.First(comment, "facebookUrl", "postUrl", "inputUrl");
        var user = comment.Get("author") ?? comment.Get("user");
        return new CollectedAct
        {
            Platform = Platform.Facebook,
            Place = place,
            Activity = comment.Text("threadingDepth") is null or "0" ? Activity.Comment : Activity.Reply,
            Author = FacebookItems.Person(
                comment.Text("profileName") ?? user?.Text("name"), CollectedAct.First(comment, "profileUrl") ?? user?.Text("profileUrl") ?? user?.Text("url"),
                comment.Text("profileId") ?? user?.Text("id")),
            Text = comment.Text("text") ?? "",
            Written = CollectedAct.First(comment, "date", "time", "timestamp"),
            Id = CollectedAct.First(comment, "id", "legacyId"),
            Url = url,
            Target = CollectedAct.At(null, null, post),
        };
    }

    /// <summary>A profile with its latest posts; the words of the profile itself carry no date.</summary>
    static IEnumerable<CollectedAct> Profile(JsonElement record, PostPlace place)
    {
        var owner = CollectedAct.Person(record.Text("username"), record.Text("fullName"), record.Text("id"));
        yield return new CollectedAct
        {
            Platform = Platform.Instagram,
            Place = place,
            Activity = Activity.Bio,
            Author = owner,
            Text = record.Text("biography") ?? "",
            Url = record.Text("url"),
        };
        foreach (var (post, at) in Items(record, place, "latestPosts"))
            foreach (var act in InstagramPost(post, at))
                yield return act.Place == at && act.Author is null ? act with { Author = owner } : act;
    }

    static IEnumerable<CollectedAct> InstagramPost(JsonElement record, PostPlace place)
    {
        var code = record.Text("shortCode");
        var post = new CollectedAct
        {
            Platform = Platform.Instagram,
            Place = place,
            Author = CollectedAct.Person(record.Text("ownerUsername"), record.Text("ownerFullName"), record.Text("ownerId")),
            Text = record.Text("caption") ?? "",
            Kind = TextKind.Caption,
            Written = record.Text("timestamp"),
            Id = record.Text("id") ?? code,
            TimeId = code,
            Url = record.Text("url") ?? (code is null ? null : $"https://www.instagram.com/p/{code}/"),
        };
        yield return post;
        foreach (var (joint, at) in Items(record, place, "coauthorProducers"))
            if (InstagramItems.Person(joint) is { } other && other.Handle != post.Author?.Handle)
                yield return post with { Author = other, Id = null, Place = at };
        foreach (var comment in Hanging(record, place, "latestComments", InstagramComment))
            yield return comment with { Target = CollectedAct.At(record.Text("ownerFullName"), record.Text("ownerUsername"), post.Url), Url = comment.Url ?? post.Url };
    }

    static CollectedAct InstagramComment(JsonElement comment, PostPlace place)
    {
        var post = comment.Text("postUrl");
        return new CollectedAct
        {
            Platform = Platform.Instagram,
            Place = place,
            Activity = Activity.Comment,
            Author = CollectedAct.Person(comment.Text("ownerUsername"), comment.Get("owner")?.Text("full_name"), comment.Get("owner")?.Text("id") ?? comment.Text("ownerId"))
                ?? InstagramItems.Person(comment.Get("owner")),
            Text = comment.Text("text") ?? "",
            Written = comment.Text("timestamp"),
            Id = comment.Text("id"),
            Url = comment.Text("commentUrl") ?? post,
            Target = CollectedAct.At(null, null, post),
        };
    }

    static CollectedAct TikTok(JsonElement record, PostPlace place)
    {
        var author = record.Get("authorMeta");
        var id = record.Text("id");
        return new CollectedAct
        {
            Platform = Platform.TikTok,
            Place = place,
            Author = CollectedAct.Person(author?.Text("name"), author?.Text("nickName"), author?.Text("id"))
                ?? CollectedAct.Person(record.Text("webVideoUrl") is { } film ? PostLink.Of(film).Handle : null, null, null),
            Text = record.Text("text") ?? "",
            Kind = TextKind.Caption,
            Written = CollectedAct.First(record, "createTimeISO", "createTime"),
            Id = id,
            TimeId = id,
            Url = record.Text("webVideoUrl"),
        };
    }

    static CollectedAct TikTokComment(JsonElement comment, PostPlace place)
    {
        var film = CollectedAct.First(comment, "videoWebUrl", "submittedVideoUrl");
        return new CollectedAct
        {
            Platform = Platform.TikTok,
            Place = place,
            Activity = CollectedAct.Said(comment.Text("repliesToId")) is null ? Activity.Comment : Activity.Reply,
            Author = CollectedAct.Person(comment.Text("uniqueId"), null, comment.Text("uid")),
            Text = comment.Text("text") ?? "",
            Written = CollectedAct.First(comment, "createTimeISO", "createTime"),
            Id = comment.Text("cid"),
            Url = film,
            Target = CollectedAct.At(null, null, film),
        };
    }

    static CollectedAct Tweet(JsonElement record, PostPlace place, int depth = 0)
    {
        var author = record.Get("author") ?? record.Get("user") ?? record.Get("user_info");
        var person = author is { ValueKind: JsonValueKind.Object } shown
            ? CollectedAct.Person(CollectedAct.First(shown, "userName", "screen_name", "username"), shown.Text("name"), CollectedAct.First(shown, "id", "rest_id", "id_str"))
            : CollectedAct.Person(CollectedAct.First(record, "screen_name", "username"), null, null);
        var id = CollectedAct.First(record, "id", "tweet_id", "id_str");
        var act = new CollectedAct
        {
            Platform = Platform.X,
            Place = place,
            Author = person,
            Text = XItems.Words(CollectedAct.First(record, "fullText", "full_text", "text"), record.Get("entities")),
            Written = CollectedAct.First(record, "createdAt", "created_at"),
            Id = id,
            TimeId = id,
            Url = CollectedAct.First(record, "url", "twitterUrl") ?? XItems.Link(person?.Handle, id),
            IsClosed = CollectedAct.IsClosedAccount(author),
        };
        if (depth == 0 && (record.Get("retweet") ?? record.Get("retweeted_tweet") ?? record.Get("retweeted")) is { ValueKind: JsonValueKind.Object } original)
            return XItems.Repost(act, Tweet(original, place, depth + 1));
        if (XItems.Retweeted(act.Text.Text) is { } handle)
            return act with { Activity = Activity.Repost, Kind = TextKind.SharedText, Target = CollectedAct.At(null, handle, null), Warnings = PostWarnings.TextTruncated };
        if (depth == 0 && (record.Get("quote") ?? record.Get("quoted")) is { ValueKind: JsonValueKind.Object } quote && Tweet(quote, place, depth + 1) is { Author: not null } quoted)
            return act with { Activity = Activity.Quote, Target = CollectedAct.At(quoted.Author, quoted.Url) };

        var answered = CollectedAct.First(record, "inReplyToId", "in_reply_to_status_id_str");
        var whom = CollectedAct.First(record, "inReplyToUsername", "in_reply_to_screen_name");
        return record.Get("isReply").IsTrue() || answered is not null
            ? act with { Activity = Activity.Reply, Target = CollectedAct.At(null, whom, XItems.Link(whom, answered)) }
            : act;
    }

    static IEnumerable<CollectedAct> WithReplies(JsonElement comment, PostPlace place, Func<JsonElement, PostPlace, CollectedAct> read)
    {
        var act = read(comment, place);
        return [act, .. Hanging(comment, place, "replies", read, depth: 1).Select(reply => reply with { Url = reply.Url ?? act.Url, Target = reply.Target ?? CollectedAct.At(act.Author, act.Url) })];
    }

    /// <summary>The comments of others under a record, and the answers to them.</summary>
    static IEnumerable<CollectedAct> Hanging(JsonElement record, PostPlace place, string list, Func<JsonElement, PostPlace, CollectedAct> read, int depth = 0)
    {
        foreach (var (comment, at) in Items(record, place, list))
        {
            yield return depth == 0 ? read(comment, at) : read(comment, at) with { Activity = Activity.Reply };
            if (depth >= 3) continue;

            foreach (var reply in Hanging(comment, at, "replies", read, depth + 1)) yield return reply;
        }
    }

    static IEnumerable<(JsonElement Item, PostPlace Place)> Items(JsonElement record, PostPlace place, string list) =>
        record.Items(list).Select((item, index) => (item, Below(place, list, index))).Where(pair => pair.item.ValueKind == JsonValueKind.Object);
}
