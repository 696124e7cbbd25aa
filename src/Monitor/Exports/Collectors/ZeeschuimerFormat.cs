using System.Text.Json;
using Monitor.Exports.Archives;
using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>
/// Zeeschuimer, a browser extension that keeps what the pages of a platform load: each line an envelope with the platform's own record in
/// <c>data</c>. 4CAT hands the same out as the bare record with the envelope in <c>__import_meta</c>.
/// </summary>
sealed class ZeeschuimerFormat : CollectorFormat
{
    public override string Name => "zeeschuimer";

    public override int Recognize(JsonHead keys, ReadOnlySpan<byte> head) =>
        keys.RootKeys.Contains("source_platform") && (keys.RootKeys.Contains("nav_index") || keys.RootKeys.Contains("data")) ? 98
        : keys.RootKeys.Contains("__import_meta") ? 95
        : 0;

    public override IEnumerable<ReadResult> Map(JsonElement record, PostPlace place, DateTimeOffset now)
    {
        var envelope = record.Get("__import_meta") ?? record;
        var data = record.Get("data") is { ValueKind: JsonValueKind.Object } inside && record.Get("__import_meta") is null ? inside : record;
        var platform = envelope.Text("source_platform") ?? "";
        var results = Acts(platform, data, place, now)?.Select(act => act.ToResult(now)).ToList();
        if (results is { Count: > 0 }) return results;

        return
        [
            Rejected(RejectReason.NoContent, place),
            new ReadResult.Warned(ExportWarning.FormatMayHaveChanged, results is null && IsName(platform) ? platform : ""),
        ];
    }

    /// <summary>Null for a platform that is not read.</summary>
    static IEnumerable<CollectedAct>? Acts(string platform, JsonElement data, PostPlace place, DateTimeOffset now) => platform switch
    {
        "twitter.com" or "x.com" or "twitter-comments" => [XItems.OfPage(data, place)],
        "instagram.com" or "ig_stories" or "instagram-stories" => InstagramPosts(data, place),
        "instagram-comments" => [InstagramItems.Comment(data, place)],
        "tiktok.com" or "tiktok-comments" or "tiktok.com-comments" => TikTokItems.IsComment(data) ? TikTokComments(data, place) : [TikTokItems.Film(data, place)],
        "threads.net" or "threads.com" => [InstagramItems.Thread(data, place)],
        "facebook.com" or "facebook-comments" => data.Get("comment_rendering_instance_for_feed_location") is null
            ? [FacebookItems.Story(data, place)]
            : FacebookItems.Comments(data).Select((comment, index) => FacebookItems.Comment(comment, Below(place, "comments", index))),
        _ => null,
    };

    static IEnumerable<CollectedAct> InstagramPosts(JsonElement data, PostPlace place)
    {
        var post = InstagramItems.Post(data, place);
        return [post, .. InstagramItems.JointPosts(data, post, index => Below(place, "coauthor_producers", index))];
    }

    static IEnumerable<CollectedAct> TikTokComments(JsonElement comment, PostPlace place) =>
        [TikTokItems.Comment(comment, place), .. comment.Items("reply_comment").Where(TikTokItems.IsComment).Select((reply, index) => TikTokItems.Comment(reply, Below(place, "reply_comment", index)))];

    /// <summary>Short and plain enough to be shown on a receipt.</summary>
    static bool IsName(string platform) => platform.Length is > 0 and < 40 && platform.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-');
}
