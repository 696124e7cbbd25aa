using System.Text.Json;
using Monitor.Exports.Archives;
using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>The Python library facebook-scraper, saved as JSON. Its <c>username</c> is the shown name, its <c>time</c> that of the collector's computer.</summary>
sealed class FacebookScraperFormat : CollectorFormat
{
    public override string Name => "facebook-scraper";

    public override int Recognize(JsonHead keys, ReadOnlySpan<byte> head) =>
        keys.RootKeys.Contains("post_id") && keys.RootKeys.Contains("post_text") && (keys.RootKeys.Contains("shared_text") || keys.RootKeys.Contains("user_url") || keys.RootKeys.Contains("post_url")) ? 95
        : keys.RootKeys.Contains("comment_id") && keys.RootKeys.Contains("commenter_name") ? 95
        : 0;

    public override IEnumerable<ReadResult> Map(JsonElement record, PostPlace place, DateTimeOffset now)
    {
        if (record.Get("comment_id") is not null && record.Get("post_id") is null) return Comment(record, place, null).Select(Result);

        var post = Post(record, place);
        return
        [
            Result(post),
            .. record.Items("comments_full").SelectMany((comment, index) => Comment(comment, Below(place, "comments_full", index), post.Url)).Select(Result),
        ];

        // Without a timestamp the time is that of the collector's computer, which mostly stands in the agency.
        ReadResult Result(CollectedAct act) => (act with { Naive = now.Offset }).ToResult(now);
    }

    static CollectedAct Post(JsonElement record, PostPlace place)
    {
        var url = CollectedAct.First(record, "post_url", "w3_fb_url");
        var own = CollectedAct.First(record, "post_text");
        var shared = CollectedAct.First(record, "shared_text", "original_text");
        var target = CollectedAct.At(record.Text("shared_username"), null, record.Text("shared_post_url"));
        var post = new CollectedAct
        {
            Platform = Platform.Facebook,
            Place = place,
            Activity = url is not null && url.Contains("/groups/", StringComparison.Ordinal) ? Activity.GroupPost : Activity.Post,
            Author = FacebookItems.Person(record.Text("username"), record.Text("user_url"), record.Text("user_id")),
            Text = own ?? CollectedAct.First(record, "text") ?? "",
            Written = CollectedAct.First(record, "timestamp", "time"),
            Id = record.Text("post_id"),
            Url = url,
            Target = target,
        };
        return own is null && shared is not null ? post with { Activity = Activity.Share, Text = shared, Kind = TextKind.SharedText } : post;
    }

    static IEnumerable<CollectedAct> Comment(JsonElement comment, PostPlace place, string? post, bool isReply = false)
    {
        yield return new CollectedAct
        {
            Platform = Platform.Facebook,
            Place = place,
            Activity = isReply ? Activity.Reply : Activity.Comment,
            Author = FacebookItems.Person(comment.Text("commenter_name"), comment.Text("commenter_url"), comment.Text("commenter_id")),
            Text = comment.Text("comment_text") ?? "",
            Written = comment.Text("comment_time"),
            Id = comment.Text("comment_id"),
            Url = comment.Text("comment_url") ?? post,
            Target = CollectedAct.At(null, null, post),
        };
        if (isReply) yield break;

        var index = 0;
        foreach (var reply in comment.Items("replies"))
            foreach (var act in Comment(reply, Below(place, "replies", index++), post, isReply: true))
                yield return act;
    }
}
