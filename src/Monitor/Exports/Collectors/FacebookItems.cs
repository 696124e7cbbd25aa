using System.Text.Json;
using Monitor.Exports.Archives;
using Monitor.Exports.Tables;
using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>Facebook's own records as its pages load them, which hide a post under a dozen layers of layout.</summary>
static class FacebookItems
{
    /// <summary>A story: <c>comet_sections.content.story</c>.</summary>
    public static CollectedAct Story(JsonElement record, PostPlace place)
    {
        var sections = record.Get("comet_sections");
        var story = sections?.Get("content", "story") ?? record;
        var stamp = sections?.Get("context_layout", "story", "comet_sections", "metadata").Items()
            .Select(meta => meta.Get("story")).FirstOrDefault(meta => meta?.Text("creation_time") is not null);
        var url = story.Text("wwwURL") ?? stamp?.Text("url") ?? story.Text("url");
        var shared = story.Get("attached_story");
        var words = story.Get("message")?.Text("text") ?? story.Get("comet_sections", "message", "story", "message")?.Text("text");
        var author = Actor(story);
        var act = new CollectedAct
        {
            Platform = Platform.Facebook,
            Place = place,
            Activity = url is not null && url.Contains("/groups/", StringComparison.Ordinal) ? Activity.GroupPost : Activity.Post,
            Author = author,
            Text = words ?? "",
            Written = stamp?.Text("creation_time") ?? story.Text("creation_time"),
            Id = CollectedAct.First(story, "post_id", "legacy_id") ?? record.Text("post_id"),
            Url = url,
        };
        if (shared is not { ValueKind: JsonValueKind.Object } other) return act;

        var target = CollectedAct.At(Actor(other), other.Text("wwwURL") ?? other.Text("url"));
        return words is null
            ? act with { Activity = Activity.Share, Text = other.Get("message")?.Text("text") ?? "", Kind = TextKind.SharedText, Target = target }
            : act with { Target = target };
    }

    /// <summary>The comments of a <c>Feedback</c> record.</summary>
    public static IEnumerable<JsonElement> Comments(JsonElement record) =>
        record.Get("comment_rendering_instance_for_feed_location", "comments", "edges").Items().Select(edge => edge.Get("node")).OfType<JsonElement>();

    public static CollectedAct Comment(JsonElement comment, PostPlace place)
    {
        var url = comment.Get("feedback")?.Text("url") ?? comment.Get("comment_action_links").Items().Select(link => link.Get("comment")?.Text("url")).FirstOrDefault(link => link is not null);
        return new CollectedAct
        {
            Platform = Platform.Facebook,
            Place = place,
            Activity = comment.Text("depth") is null or "0" ? Activity.Comment : Activity.Reply,
            Author = comment.Get("author") is { } author ? Person(author.Text("name"), author.Text("url"), author.Text("id")) : null,
            Text = comment.Get("body")?.Text("text") ?? comment.Get("preferred_body")?.Text("text") ?? "",
            Written = comment.Text("created_time"),
            Id = CollectedAct.First(comment, "legacy_fbid", "id"),
            Url = url,
            Target = CollectedAct.At(null, null, url),
        };
    }

    /// <summary>A person, by shown name and link; a number in the link is the account's id.</summary>
    public static PostAuthor? Person(string? name, string? url, string? id)
    {
        url = CollectedAct.Said(url);
        var handle = url is null ? null : PostLink.Of(url).Handle;
        if (handle is not null && !handle.AsSpan().ContainsAnyExceptInRange('0', '9')) (id, handle) = (CollectedAct.Said(id) ?? handle, null);
        return CollectedAct.Person(handle, name, id, url);
    }

    static PostAuthor? Actor(JsonElement story) =>
        story.Items("actors").FirstOrDefault() is { ValueKind: JsonValueKind.Object } actor ? Person(actor.Text("name"), CollectedAct.First(actor, "url", "profile_url"), actor.Text("id")) : null;
}
