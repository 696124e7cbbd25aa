using System.Text.Json;
using Monitor.Exports.Archives;
using Monitor.Exports.Tables;
using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>snscrape's JSONL: each record names its kind in <c>_type</c>. The modules for X, Facebook and Instagram are read.</summary>
sealed class SnscrapeFormat : CollectorFormat
{
    public override string Name => "snscrape";

    public override int Recognize(JsonHead keys, ReadOnlySpan<byte> head)
    {
        if (keys.RootKeys.Contains("_type") && head.IndexOf("snscrape.modules."u8) >= 0) return 98;
        if (keys.RootKeys.Contains("renderedContent") && keys.RootKeys.Contains("url")) return 90;
        return keys.RootKeys.Contains("cleanUrl") && keys.RootKeys.Contains("dirtyUrl") ? 90 : 0;
    }

    public override IEnumerable<ReadResult> Map(JsonElement record, PostPlace place, DateTimeOffset now)
    {
        var type = record.Text("_type") ?? "";
        if (type.StartsWith("snscrape.modules.facebook.", StringComparison.Ordinal) || (type.Length == 0 && record.Get("cleanUrl") is not null)) return [Facebook(record, place).ToResult(now)];
        if (type.StartsWith("snscrape.modules.instagram.", StringComparison.Ordinal)) return [Instagram(record, place).ToResult(now)];
        if (type.EndsWith(".User", StringComparison.Ordinal)) return [Bio(record, place).ToResult(now)];
        if (type.Length == 0 || type.StartsWith("snscrape.modules.twitter.", StringComparison.Ordinal)) return [Tweet(record, place).ToResult(now)];

        return [Rejected(RejectReason.NoContent, place)];
    }

    static CollectedAct Tweet(JsonElement record, PostPlace place, int depth = 0)
    {
        var author = Person(record.Get("user")) ?? CollectedAct.Person(record.Text("username"), null, null);
        var id = record.Text("id");
        var links = record.Items("links").Select(link => (link.Text("tcourl"), link.Text("url")));
        var act = new CollectedAct
        {
            Platform = Platform.X,
            Place = place,
            Author = author,
            Text = XText.Decoded((CollectedAct.First(record, "rawContent", "content", "renderedContent") ?? "").Trim(), links),
            Kind = record.Get("media") is null ? TextKind.OwnText : TextKind.Caption,
            Written = record.Text("date"),
            Id = id,
            TimeId = id,
            Url = record.Text("url") ?? XItems.Link(author?.Handle, id),
            IsClosed = CollectedAct.IsClosedAccount(record.Get("user")),
        };
        if (depth == 0 && record.Get("retweetedTweet") is { ValueKind: JsonValueKind.Object } retweeted) return XItems.Repost(act, Tweet(retweeted, place, depth + 1));
        if (XItems.Retweeted(act.Text.Text) is { } handle)
            return act with { Activity = Activity.Repost, Kind = TextKind.SharedText, Target = CollectedAct.At(null, handle, null), Warnings = PostWarnings.TextTruncated };
        if (depth == 0 && record.Get("quotedTweet") is { ValueKind: JsonValueKind.Object } quoted && Tweet(quoted, place, depth + 1) is var other)
            return act with { Activity = Activity.Quote, Target = CollectedAct.At(other.Author, other.Url) };

        var answered = record.Text("inReplyToTweetId");
        var person = Person(record.Get("inReplyToUser"));
        if (answered is null || (person?.Handle is { } name && name == author?.Handle)) return act;
        return act with { Activity = Activity.Reply, Target = CollectedAct.At(person, XItems.Link(person?.Handle, answered)) };
    }

    static CollectedAct Bio(JsonElement user, PostPlace place) => new()
    {
        Platform = Platform.X,
        Place = place,
        Activity = Activity.Bio,
        Author = Person(user),
        Text = TextRepair.XEntities(CollectedAct.First(user, "rawDescription", "description") ?? ""),
        Url = user.Text("url"),
    };

    /// <summary>The module names no author: the link does.</summary>
    static CollectedAct Facebook(JsonElement record, PostPlace place)
    {
        var url = CollectedAct.First(record, "cleanUrl", "url", "dirtyUrl");
        var handle = url is null ? null : PostLink.Of(url).Handle;
        return new CollectedAct
        {
            Platform = Platform.Facebook,
            Place = place,
            Activity = url is not null && url.Contains("/groups/", StringComparison.Ordinal) ? Activity.GroupPost : Activity.Post,
            Author = handle is not null && !handle.AsSpan().ContainsAnyExceptInRange('0', '9') ? CollectedAct.Person(null, null, handle) : CollectedAct.Person(handle, null, null),
            Text = record.Text("content") ?? "",
            Written = record.Text("date"),
            Url = url,
        };
    }

    static CollectedAct Instagram(JsonElement record, PostPlace place)
    {
        var url = CollectedAct.First(record, "url", "cleanUrl", "dirtyUrl");
        var code = url is null ? null : PostLink.Of(url).PostId;
        return new CollectedAct
        {
            Platform = Platform.Instagram,
            Place = place,
            Author = CollectedAct.Person(record.Text("username"), null, null),
            Text = record.Text("content") ?? "",
            Kind = TextKind.Caption,
            Written = record.Text("date"),
            Id = code,
            TimeId = code,
            Url = url,
        };
    }

    static PostAuthor? Person(JsonElement? user) => user is { ValueKind: JsonValueKind.Object } person
        ? CollectedAct.Person(person.Text("username"), CollectedAct.First(person, "displayname", "displayName"), person.Text("id"))
        : null;
}
