using System.Text.Json;
using Monitor.Exports.Archives;
using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>TikTok's own records: films and the comments under them.</summary>
static class TikTokItems
{
    public static bool IsComment(JsonElement item) => item.Get("cid") is not null && item.Get("text") is not null;

    /// <summary>A film: <c>id</c>, <c>desc</c>, <c>createTime</c>, <c>author</c> as a record or as the bare name.</summary>
    public static CollectedAct Film(JsonElement item, PostPlace place)
    {
        var author = item.Get("author");
        var person = author is { ValueKind: JsonValueKind.Object } shown
            ? CollectedAct.Person(CollectedAct.First(shown, "uniqueId", "unique_id"), shown.Text("nickname"), CollectedAct.First(shown, "id", "uid"))
            : CollectedAct.Person(author?.Text(), item.Text("nickname"), item.Text("authorId"));
        var id = CollectedAct.First(item, "id", "aweme_id");
        return new CollectedAct
        {
            Platform = Platform.TikTok,
            Place = place,
            Author = person,
            Text = item.Text("desc") ?? "",
            Kind = TextKind.Caption,
            Written = CollectedAct.First(item, "createTime", "create_time"),
            Id = id,
            TimeId = id,
            Url = id is null ? null : $"https://www.tiktok.com/@{person?.Handle}/video/{id}",
            IsClosed = CollectedAct.IsClosedAccount(author) || item.Get("privateItem").IsTrue() || item.Get("forFriend").IsTrue(),
        };
    }

    public static CollectedAct Comment(JsonElement comment, PostPlace place)
    {
        var user = comment.Get("user");
        var film = comment.Text("aweme_id");
        var url = comment.Get("share_info")?.Text("url") ?? (film is null ? null : $"https://www.tiktok.com/@/video/{film}");
        return new CollectedAct
        {
            Platform = Platform.TikTok,
            Place = place,
            Activity = CollectedAct.Said(comment.Text("reply_id")) is null or "0" ? Activity.Comment : Activity.Reply,
            Author = user is { ValueKind: JsonValueKind.Object } person ? CollectedAct.Person(person.Text("unique_id"), person.Text("nickname"), CollectedAct.First(person, "uid", "id")) : null,
            Text = comment.Text("text") ?? "",
            Written = comment.Text("create_time"),
            Id = comment.Text("cid"),
            Url = url,
            Target = CollectedAct.At(null, null, url),
        };
    }
}
