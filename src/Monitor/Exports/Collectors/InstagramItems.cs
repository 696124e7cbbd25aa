using System.Text.Json;
using Monitor.Exports.Archives;
using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>Instagram's own records: items of its lists, nodes of its pages, comments; and those of Threads, which are alike.</summary>
static class InstagramItems
{
    /// <summary>A post: <c>code</c>, <c>caption</c>, <c>user</c>, or <c>shortcode</c>, <c>edge_media_to_caption</c>, <c>owner</c>.</summary>
    public static CollectedAct Post(JsonElement record, PostPlace place)
    {
        var item = record.Get("node") ?? record.Get("media") ?? record;
        var code = CollectedAct.First(item, "code", "shortcode");
        var author = Person(item.Get("user")) ?? Person(item.Get("owner"));
        var isStory = item.Text("product_type") == "story" || item.Text("__typename")?.StartsWith("GraphStory", StringComparison.Ordinal) == true;
        return new CollectedAct
        {
            Platform = Platform.Instagram,
            Place = place,
            Activity = isStory ? Activity.Story : Activity.Post,
            Author = author,
            Text = Caption(item) ?? "",
            Kind = TextKind.Caption,
            Written = CollectedAct.First(item, "taken_at", "taken_at_timestamp", "created_time"),
            Id = Number(CollectedAct.First(item, "pk", "id")) ?? code,
            TimeId = code,
            Url = code is null ? null : $"https://www.instagram.com/p/{code}/",
            IsClosed = CollectedAct.IsClosedAccount(item.Get("user")) || CollectedAct.IsClosedAccount(item.Get("owner")),
        };
    }

    /// <summary>The others whose post it is too: a joint post is published by each of them.</summary>
    public static IEnumerable<CollectedAct> JointPosts(JsonElement record, CollectedAct post, Func<int, PostPlace> place)
    {
        var item = record.Get("node") ?? record.Get("media") ?? record;
        var index = 0;
        foreach (var other in item.Items("coauthor_producers"))
        {
            // The post's id is its first author's: another person's act has an identity of its own.
            if (Person(other) is { } author && author.Handle != post.Author?.Handle) yield return post with { Author = author, Id = null, Place = place(index) };
            index++;
        }
    }

    /// <summary>A comment: <c>text</c>, <c>user</c> or <c>owner</c>, <c>created_at</c>.</summary>
    public static CollectedAct Comment(JsonElement comment, PostPlace place, bool isReply = false)
    {
        var post = CollectedAct.First(comment, "post_url", "postUrl");
        isReply |= CollectedAct.First(comment, "parent_comment_id", "replied_to_comment_id") is not null;
        return new CollectedAct
        {
            Platform = Platform.Instagram,
            Place = place,
            Activity = isReply ? Activity.Reply : Activity.Comment,
            Author = Person(comment.Get("user")) ?? Person(comment.Get("owner")) ?? CollectedAct.Person(comment.Text("ownerUsername"), null, null),
            Text = comment.Text("text") ?? "",
            Written = CollectedAct.First(comment, "created_at", "created_at_utc", "timestamp"),
            Id = CollectedAct.First(comment, "comment_id", "pk", "id"),
            Url = post,
            Target = CollectedAct.At(null, null, post),
        };
    }

    /// <summary>A post of Threads.</summary>
    public static CollectedAct Thread(JsonElement item, PostPlace place, int depth = 0)
    {
        var code = item.Text("code");
        var author = Person(item.Get("user"));
        var info = item.Get("text_post_app_info");
        var act = new CollectedAct
        {
            Platform = Platform.Threads,
            Place = place,
            Author = author,
            Text = Caption(item) ?? "",
            Written = item.Text("taken_at"),
            Id = Number(CollectedAct.First(item, "pk", "id")) ?? code,
            TimeId = code,
            Url = code is null ? null : $"https://www.threads.net/@{author?.Handle}/post/{code}",
            IsClosed = item.Get("user", "text_post_app_is_private").IsTrue(),
        };
        if (depth == 0 && info?.Get("share_info", "reposted_post") is { ValueKind: JsonValueKind.Object } reposted)
            return XItems.Repost(act, Thread(reposted, place, depth + 1));
        if (depth == 0 && info?.Get("share_info", "quoted_post") is { ValueKind: JsonValueKind.Object } quoted && Thread(quoted, place, depth + 1) is var other)
            return act with { Activity = Activity.Quote, Target = CollectedAct.At(other.Author, other.Url) };

        return info?.Get("reply_to_author") is { } answered && Person(answered) is { } target
            ? act with { Activity = Activity.Reply, Target = CollectedAct.At(target, null) }
            : act;
    }

    public static PostAuthor? Person(JsonElement? user) => user is { ValueKind: JsonValueKind.Object } person
        ? CollectedAct.Person(CollectedAct.First(person, "username", "unique_id"), CollectedAct.First(person, "full_name", "nickname"), CollectedAct.First(person, "pk", "id", "pk_id"))
        : null;

    static string? Caption(JsonElement item)
    {
        if (item.Get("caption") is { } caption) return caption.ValueKind == JsonValueKind.Object ? caption.Text("text") : caption.Text();

        return item.Get("edge_media_to_caption", "edges").Items().Select(edge => edge.Get("node")?.Text("text")).FirstOrDefault(text => text is not null);
    }

    /// <summary>Instagram's ids carry the owner's id behind a line: <c>3700000000000000001_5600000000</c>.</summary>
    static string? Number(string? id) => id?.IndexOf('_', StringComparison.Ordinal) is > 0 and var line ? id[..line] : id;
}
