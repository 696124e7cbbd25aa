using System.Text.Json;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>What hangs on a Facebook entry: pictures with captions, links, notes, polls, events.</summary>
sealed record FacebookAttachments
{
    public bool HasMedia { get; private init; }

    public bool HasLink { get; private init; }

    /// <summary>The owner's words among the attachments, in order.</summary>
    public IReadOnlyList<RepairedText?> Words { get; private init; } = [];

    /// <summary>The page, event or place that was passed on.</summary>
    public PostTarget? Target { get; private init; }

    static readonly FacebookAttachments None = new();

    public static FacebookAttachments Of(JsonElement record)
    {
        if (record.Get("attachments") is null) return None;

        var items = record.Items("attachments").SelectMany(attachment => attachment.Items("data")).Where(item => item.ValueKind == JsonValueKind.Object).ToList();
        return new FacebookAttachments
        {
            HasMedia = items.Exists(item => item.Get("media") is not null),
            HasLink = items.Exists(item => item.Get("external_context") is not null),
            Words = [.. items.SelectMany(WordsOf)],
            Target = items.Select(TargetOf).FirstOrDefault(target => target is not null),
        };
    }

    static IEnumerable<RepairedText?> WordsOf(JsonElement item)
    {
        yield return item.Get("media")?.Mended("description");
        yield return item.Get("note")?.Mended("title");
        yield return item.Get("note")?.Mended("text");
        yield return item.Mended("text");
        yield return item.Get("poll")?.Mended("question");
        if (item.Get("poll") is not { } poll) yield break;

        foreach (var option in poll.Items("options")) yield return option.Mended("option");
    }

    static PostTarget? TargetOf(JsonElement item)
    {
        if (item.Get("external_context") is { } link)
            return Named((link.Mended("name") ?? link.Mended("source"))?.Text, link.Text("url"));
        if (item.Get("event") is { } shown) return Named(shown.Mended("name")?.Text, null);
        return item.Get("place") is { } place ? Named(place.Mended("name")?.Text, place.Text("url")) : null;
    }

    static PostTarget? Named(string? name, string? url) => name is null && url is null ? null : new PostTarget(name, null, url);
}
