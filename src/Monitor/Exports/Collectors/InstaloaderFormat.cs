using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Exports.Archives;
using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>
/// instaloader: one file for each post, and one for the comments under it, in a folder named after the account, by themselves or in a zip.
/// Unless it was told otherwise it packs each file of a post (<c>.json.xz</c>).
/// </summary>
sealed partial class InstaloaderFormat : CollectorFormat
{
    public override string Name => "instaloader";

    public override int Recognize(JsonHead keys, ReadOnlySpan<byte> head)
    {
        if (keys.RootKeys.Contains("node") && keys.RootKeys.Contains("instaloader")) return 98;
        return keys.RootKeys.Contains("answers") && keys.RootKeys.Contains("likes_count") && keys.RootKeys.Contains("owner") ? 95 : 0;
    }

    public override bool Owns(string member) => PostFile().IsMatch(member);

    public override IEnumerable<ReadResult> Map(JsonElement record, PostPlace place, DateTimeOffset now)
    {
        if (record.Get("node") is { ValueKind: JsonValueKind.Object } node) return Node(record.Get("instaloader")?.Text("node_type"), node, place, now);
        if (record.Get("answers") is not null || record.Get("owner") is not null) return Comment(record, place, isReply: false).Select(comment => comment.ToResult(now));

        return [Rejected(RejectReason.NoContent, place)];
    }

    static IEnumerable<ReadResult> Node(string? type, JsonElement node, PostPlace place, DateTimeOffset now)
    {
        if (type == "Profile") return [Bio(node, place).ToResult(now)];
        if (type is not (null or "Post" or "StoryItem")) return [Rejected(RejectReason.NoContent, place)];

        var post = InstagramItems.Post(node, place);
        if (post.Author is null && node.Get("iphone_struct") is { } app) post = post with { Author = InstagramItems.Person(app.Get("user")) };
        if (type == "StoryItem") post = post with { Activity = Activity.Story };
        return
        [
            post.ToResult(now),
            .. InstagramItems.JointPosts(node, post, index => Below(place, "coauthor_producers", index)).Select(joint => joint.ToResult(now)),
        ];
    }

    static CollectedAct Bio(JsonElement profile, PostPlace place) => new()
    {
        Platform = Platform.Instagram,
        Place = place,
        Activity = Activity.Bio,
        Author = InstagramItems.Person(profile),
        Text = profile.Text("biography") ?? "",
    };

    static IEnumerable<CollectedAct> Comment(JsonElement comment, PostPlace place, bool isReply)
    {
        yield return InstagramItems.Comment(comment, place, isReply);
        if (isReply) yield break;

        var index = 0;
        foreach (var answer in comment.Items("answers"))
            foreach (var act in Comment(answer, Below(place, "answers", index++), isReply: true))
                yield return act;
    }

    [GeneratedRegex(@"(^|/)\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}_UTC(_\d+)?(_comments)?\.json(\.xz)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PostFile();
}
