using System.Text.Json;
using Monitor.Exports.Archives;
using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>
/// Posts of X in the shapes of X itself: the web page's results, and the first API. Words of others that were passed on are shared text;
/// of a quoted post only the author is kept.
/// </summary>
static class XItems
{
    /// <summary>Posts within posts within posts: nobody's browser shows more.</summary>
    const int Deepest = 3;

    /// <summary>A result of the web page: <c>rest_id</c>, <c>core</c>, <c>legacy</c>, perhaps inside <c>tweet</c>.</summary>
    public static CollectedAct OfPage(JsonElement result, PostPlace place, int depth = 0)
    {
        var tweet = result.Get("tweet") ?? result;
        if (tweet.Get("legacy") is not { } legacy) return OfFirstApi(tweet, place, depth);

        var note = tweet.Get("note_tweet", "note_tweet_results", "result");
        var id = tweet.Text("rest_id") ?? legacy.Text("id_str");
        var author = PageAuthor(tweet.Get("core", "user_results", "result")) ?? CollectedAct.Person(null, null, legacy.Text("user_id_str"));
        var act = Compose(
            legacy, place, author, id,
            Inner(legacy.Get("retweeted_status_result", "result"), place, depth, OfPage),
            Inner(tweet.Get("quoted_status_result", "result"), place, depth, OfPage));
        var versions = tweet.Get("edit_control", "edit_tweet_ids") ?? tweet.Get("edit_control", "edit_control_initial", "edit_tweet_ids");
        act = act with { Id = FirstOf(versions) ?? id, IsClosed = IsClosed(tweet.Get("core", "user_results", "result")) };
        return act.Activity == Activity.Repost || note?.Text("text") is not { } words ? act : act with { Text = Words(words, note.Value.Get("entity_set")), Warnings = PostWarnings.None };
    }

    /// <summary>A post of the first API: <c>id_str</c>, <c>full_text</c> or <c>text</c>, <c>user</c>.</summary>
    public static CollectedAct OfFirstApi(JsonElement tweet, PostPlace place, int depth = 0)
    {
        // The number may be rounded in the file; its text is not.
        var id = tweet.Text("id_str") ?? tweet.Text("id");
        var act = Compose(
            tweet, place, ApiAuthor(tweet), id,
            Inner(tweet.Get("retweeted_status"), place, depth, OfFirstApi),
            Inner(tweet.Get("quoted_status"), place, depth, OfFirstApi));
        return act with { IsClosed = CollectedAct.IsClosedAccount(tweet.Get("user")) };
    }

    /// <summary>Words with their links written out and without the links to the post's own pictures.</summary>
    public static RepairedText Words(string? written, JsonElement? entities)
    {
        if (written is null) return "";

        foreach (var picture in (entities?.Items("media") ?? []).Concat((entities?.Items("urls") ?? []).Where(IsPicture)))
            if (picture.Text("url") is { } link)
                written = written.Replace(link, "", StringComparison.Ordinal);

        return XText.Decoded(written.Trim(), (entities?.Items("urls") ?? []).Select(url => (url.Text("url"), url.Text("expanded_url"))));
    }

    /// <summary>The second API lists a post's own pictures among its links.</summary>
    static bool IsPicture(JsonElement url) =>
        url.Get("media_key") is not null || url.Text("display_url")?.StartsWith("pic.", StringComparison.Ordinal) == true;

    public static string? Link(string? handle, string? id) => id is null ? null : $"https://x.com/{handle ?? "i"}/status/{id}";

    /// <summary>An edited post has an id for each version; the first names them all.</summary>
    public static string? FirstOf(JsonElement? versions) => versions.Items().Select(id => id.Text()).FirstOrDefault(id => id is not null);

    static CollectedAct? Inner(JsonElement? tweet, PostPlace place, int depth, Func<JsonElement, PostPlace, int, CollectedAct> read) =>
        tweet is { ValueKind: JsonValueKind.Object } inner && depth < Deepest ? read(inner, place, depth + 1) : null;

    static CollectedAct Compose(JsonElement tweet, PostPlace place, PostAuthor? author, string? id, CollectedAct? retweeted, CollectedAct? quoted)
    {
        var extended = tweet.Get("extended_tweet");
        var written = extended?.Text("full_text") ?? tweet.Text("full_text") ?? tweet.Text("text");
        var entities = extended?.Get("entities") ?? tweet.Get("entities");
        var words = Words(written, entities);
        var act = new CollectedAct
        {
            Platform = Platform.X,
            Place = place,
            Author = author,
            Id = id,
            TimeId = id,
            Url = Link(author?.Handle, id),
            Written = tweet.Text("created_at"),
            Text = words,
            Kind = entities?.Get("media") is null ? TextKind.OwnText : TextKind.Caption,
            Warnings = tweet.Get("truncated").IsTrue() && extended is null ? PostWarnings.TextTruncated : PostWarnings.None,
        };
        if (retweeted is not null) return Repost(act, retweeted);
        if (Retweeted(words.Text) is { } handle)
            return act with { Activity = Activity.Repost, Kind = TextKind.SharedText, Target = CollectedAct.At(null, handle, null), Warnings = PostWarnings.TextTruncated };
        if (quoted is not null) return act with { Activity = Activity.Quote, Target = CollectedAct.At(quoted.Author, quoted.Url) };
        return Answer(tweet, act);
    }

    /// <summary>The words are those of the other, and whole; the retweet's own are cut.</summary>
    public static CollectedAct Repost(CollectedAct act, CollectedAct original) => act with
    {
        Activity = Activity.Repost,
        Text = original.Text,
        Kind = TextKind.SharedText,
        Target = CollectedAct.At(original.Author, original.Url),
        Warnings = original.Warnings,
    };

    /// <summary>Whose words follow <c>RT @name:</c>, the form in which retweets lose their end.</summary>
    public static string? Retweeted(string text)
    {
        if (!text.StartsWith("RT @", StringComparison.Ordinal)) return null;

        var end = text.IndexOf(':', StringComparison.Ordinal);
        return end is > 4 and < 25 ? text[4..end] : null;
    }

    static CollectedAct Answer(JsonElement tweet, CollectedAct act)
    {
        var answered = CollectedAct.Said(tweet.Text("in_reply_to_status_id_str") ?? tweet.Text("in_reply_to_status_id"));
        var person = CollectedAct.Said(tweet.Text("in_reply_to_user_id_str"));
        if (answered is null || (person is not null && person == act.Author?.PlatformId)) return act;

        var handle = tweet.Text("in_reply_to_screen_name");
        return act with { Activity = Activity.Reply, Target = CollectedAct.At(null, handle, Link(handle, answered)) };
    }

    static bool IsClosed(JsonElement? user) =>
        CollectedAct.IsClosedAccount(user?.Get("legacy")) || CollectedAct.IsClosedAccount(user?.Get("privacy")) || CollectedAct.IsClosedAccount(user);

    static PostAuthor? PageAuthor(JsonElement? user) => user is not { } shown
        ? null
        : CollectedAct.Person(
            shown.Get("core")?.Text("screen_name") ?? shown.Get("legacy")?.Text("screen_name"),
            shown.Get("core")?.Text("name") ?? shown.Get("legacy")?.Text("name"),
            shown.Text("rest_id"));

    static PostAuthor? ApiAuthor(JsonElement tweet) => tweet.Get("user") is { } user
        ? CollectedAct.Person(CollectedAct.First(user, "screen_name", "unique_id"), CollectedAct.First(user, "name", "nickname"), user.Text("id_str") ?? user.Text("id"))
        : CollectedAct.Person(null, null, CollectedAct.First(tweet, "user_id_str", "user_id"));
}
