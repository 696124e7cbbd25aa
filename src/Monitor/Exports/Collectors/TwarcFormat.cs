using System.Text.Json;
using Monitor.Exports.Archives;
using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>
/// twarc: posts of X's first API, a line each; answers of its second API, a page of posts with the people and posts that they name; or
/// single posts with these put inside (<c>twarc2 flatten</c>).
/// </summary>
sealed class TwarcFormat : CollectorFormat
{
    public override string Name => "twarc";

    public override int Recognize(JsonHead keys, ReadOnlySpan<byte> head)
    {
        if (keys.RootKeys.Contains("_type")) return 0;
        if (keys.RootKeys.Contains("__twarc")) return 98;
        if (keys.RootKeys.Contains("data") && keys.AllKeys.Contains("author_id") && keys.AllKeys.Contains("text")) return 92;
        if (keys.RootKeys.Contains("author_id") && keys.RootKeys.Contains("text") && keys.RootKeys.Contains("conversation_id")) return 90;

        var isFirst = keys.RootKeys.Contains("id_str") && keys.RootKeys.Contains("created_at") && keys.AllKeys.Contains("screen_name");
        return isFirst && (keys.RootKeys.Contains("full_text") || keys.RootKeys.Contains("text")) ? 90 : 0;
    }

    public override IEnumerable<ReadResult> Map(JsonElement record, PostPlace place, DateTimeOffset now)
    {
        if (record.Get("data") is { ValueKind: JsonValueKind.Array or JsonValueKind.Object } data) return Page(record, data, place, now);
        if (record.Get("author_id") is not null || record.Get("author") is not null) return [Second(record, place, new Included(record)).ToResult(now)];
        if (record.Get("user") is not null || record.Get("id_str") is not null) return [XItems.OfFirstApi(record, place).ToResult(now)];

        var isError = record.Get("errors") is not null || record.Get("error") is not null || record.Get("meta") is not null || record.Get("status") is not null;
        return [Rejected(isError ? RejectReason.ToolError : RejectReason.NoContent, place)];
    }

    static List<ReadResult> Page(JsonElement page, JsonElement data, PostPlace place, DateTimeOffset now)
    {
        var included = new Included(page.Get("includes") ?? default);
        if (data.ValueKind == JsonValueKind.Object) return [Second(data, place, included).ToResult(now)];

        var results = new List<ReadResult>();
        foreach (var tweet in data.EnumerateArray())
        {
            var at = Below(place, "data", results.Count);
            results.Add(tweet.ValueKind == JsonValueKind.Object ? Second(tweet, at, included).ToResult(now) : Rejected(RejectReason.Malformed, at));
        }

        // An answer without a hit is no row of anything, but the line has to be accounted for.
        if (results.Count == 0) results.Add(Rejected(RejectReason.ToolError, place));
        return results;
    }

    /// <summary>A post of the second API, which names people and posts only by their ids.</summary>
    static CollectedAct Second(JsonElement tweet, PostPlace place, Included included, bool isInner = false)
    {
        var author = included.Person(tweet);
        var id = tweet.Text("id");
        var note = tweet.Get("note_tweet");
        var act = new CollectedAct
        {
            Platform = Platform.X,
            Place = place,
            Author = author,
            Text = XItems.Words(note?.Text("text") ?? tweet.Text("text"), note?.Get("entities") ?? tweet.Get("entities")),
            Kind = tweet.Get("attachments", "media_keys") is null ? TextKind.OwnText : TextKind.Caption,
            Written = tweet.Text("created_at"),
            Id = XItems.FirstOf(tweet.Get("edit_history_tweet_ids")) ?? id,
            TimeId = id,
            Url = XItems.Link(author?.Handle, id),
            IsClosed = CollectedAct.IsClosedAccount(included.Account(tweet)),
        };
        if (isInner) return act;

        if (Reference(tweet, "retweeted") is { } retweeted)
            return included.Post(retweeted) is { } original
                ? XItems.Repost(act, Second(original, place, included, isInner: true))
                : act with
                {
                    Activity = Activity.Repost,
                    Kind = TextKind.SharedText,
                    Target = CollectedAct.At(null, XItems.Retweeted(act.Text.Text), XItems.Link(null, retweeted.Text("id"))),
                    Warnings = PostWarnings.TextTruncated,
                };
        if (Reference(tweet, "quoted") is { } quoted) return act with { Activity = Activity.Quote, Target = Target(quoted, place, included) };
        if (Reference(tweet, "replied_to") is not { } answered || tweet.Text("in_reply_to_user_id") is { } person && person == author?.PlatformId) return act;

        return act with { Activity = Activity.Reply, Target = Target(answered, place, included) };
    }

    static PostTarget? Target(JsonElement reference, PostPlace place, Included included) => included.Post(reference) is { } post
        ? Second(post, place, included, isInner: true) is var other ? CollectedAct.At(other.Author, other.Url) : null
        : CollectedAct.At(null, null, XItems.Link(null, reference.Text("id")));

    static JsonElement? Reference(JsonElement tweet, string type)
    {
        foreach (var reference in tweet.Items("referenced_tweets"))
            if (reference.Text("type") == type)
                return reference;

        return null;
    }

    /// <summary>The people and posts that came with a page, by id; in a flat post they stand inside it.</summary>
    sealed class Included(JsonElement includes)
    {
        readonly Dictionary<string, JsonElement> _users = ById(includes, "users");
        readonly Dictionary<string, JsonElement> _tweets = ById(includes, "tweets");

        public JsonElement? Account(JsonElement tweet) =>
            tweet.Get("author") ?? (tweet.Text("author_id") is { } id && _users.TryGetValue(id, out var found) ? found : null);

        public PostAuthor? Person(JsonElement tweet)
        {
            var user = Account(tweet);
            return CollectedAct.Person(user?.Text("username"), user?.Text("name"), tweet.Text("author_id") ?? user?.Text("id"));
        }

        public JsonElement? Post(JsonElement reference)
        {
            if (reference.Get("text") is not null) return reference;
            return reference.Text("id") is { } id && _tweets.TryGetValue(id, out var found) ? found : null;
        }

        static Dictionary<string, JsonElement> ById(JsonElement includes, string list)
        {
            var items = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var item in includes.Items(list))
                if (item.Text("id") is { } id)
                    items[id] = item;

            return items;
        }
    }
}
