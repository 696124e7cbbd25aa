using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>Makes posts of the records of a Facebook archive.</summary>
/// <param name="owner">Who wrote what the archive calls own.</param>
/// <param name="now">The present, against which times are judged.</param>
sealed partial class FacebookRecords(FacebookOwner owner, DateTimeOffset now)
{
    /// <summary>Reactions that approve. The others are acts too, but to call an angry face a like would accuse an innocent.</summary>
    public static IReadOnlyList<string> Approving { get; } = ["like", "love", "care", "suka", "super", "peduli"];

    /// <summary>What stands beside the words of a post.</summary>
    static readonly HashSet<string> PostKeys = new(StringComparer.Ordinal) { "post", "update_timestamp", "backdated_timestamp" };

    /// <summary>A key with words that stands where a post's words belong and that nobody has seen there; null when there was none.</summary>
    public string? UnknownKey { get; private set; }

    public ReadResult Map(FacebookMember kind, JsonElement record, PostPlace place)
    {
        if (owner.Author is null) return new ReadResult.Rejected(RejectReason.NoAuthor, place);

        return kind switch
        {
            FacebookMember.Posts => Entry(record, place, Activity.Post, null),
            FacebookMember.GroupPosts => Entry(record, place, Activity.GroupPost, Group(record)),
            FacebookMember.LabelledPosts => LabelledPost(record, place),
            FacebookMember.Media => Media(record, place),
            FacebookMember.Stories => Story(record, place),
            FacebookMember.Comments => Comment(record, place, Activity.Comment),
            FacebookMember.GroupComments => Comment(record, place, Activity.GroupComment),
            FacebookMember.Reactions => Reaction(record, place),
            FacebookMember.GroupsJoined => Named(record, place, Activity.GroupJoin),
            FacebookMember.Follows => Named(record, place, Activity.Follow),
            FacebookMember.PageLikes => Named(record, place, Activity.Like),
            _ => new ReadResult.Rejected(RejectReason.NoContent, place),
        };
    }

    /// <summary>A post, a share, or words on somebody's wall.</summary>
    ReadResult Entry(JsonElement record, PostPlace place, Activity activity, PostTarget? target)
    {
        UnknownKey ??= Unknown(record);
        var attachments = FacebookAttachments.Of(record);
        var text = OwnWords(record, attachments);
        var title = record.Mended("title");
        target ??= attachments.Target ?? Target(FacebookTitles.Target(title?.Text), null);
        if (text.Text.Length > 0)
        {
            var kind = attachments.HasMedia ? TextKind.Caption : TextKind.OwnText;
            return Read(record, place, activity, text, kind, target);
        }

        if (title is null && target is null && !attachments.HasMedia) return new ReadResult.Rejected(RejectReason.NoContent, place);

        // Shares keep no words of their own, and nothing but the link or the boilerplate tells them from lost statuses.
        var isShare = attachments.HasLink || (!attachments.HasMedia && FacebookTitles.SaysShared(title?.Text));
        var act = isShare && activity == Activity.Post ? Activity.Share : activity;
        return Read(record, place, act, title ?? "", title is null ? TextKind.None : TextKind.TitleOnly, target,
            isShare && !attachments.HasLink ? PostWarnings.GuessedField : PostWarnings.None);
    }

    static string? Unknown(JsonElement record)
    {
        foreach (var data in record.Items("data"))
        {
            if (data.ValueKind != JsonValueKind.Object) continue;

            foreach (var entry in data.EnumerateObject())
                if (entry.Value.ValueKind == JsonValueKind.String && !PostKeys.Contains(entry.Name) && KeyName().IsMatch(entry.Name))
                    return $"data/{entry.Name}";
        }

        return null;
    }

    static PostTarget? Group(JsonElement record) => Target(FacebookTitles.Group(record.Mended("title")?.Text), null);

    /// <summary>The words of the post, and those under its pictures where they are others.</summary>
    static RepairedText OwnWords(JsonElement record, FacebookAttachments attachments)
    {
        var words = record.Items("data").Select(data => data.Mended("post")).Concat(attachments.Words).OfType<RepairedText>();
        return Joined(words);
    }

    static RepairedText Joined(IEnumerable<RepairedText> parts)
    {
        var whole = new RepairedText("", PostWarnings.None);
        foreach (var part in parts)
            if (!whole.Text.Contains(part.Text, StringComparison.Ordinal))
                whole = new RepairedText(whole.Text.Length == 0 ? part.Text : $"{whole.Text}\n{part.Text}", whole.Warnings | part.Warnings);

        return whole with { Text = MetaText.WithoutMentionIds(whole.Text) };
    }

    ReadResult LabelledPost(JsonElement record, PostPlace place)
    {
        if (LabelValues.Of(record) is not { } labels) return Entry(record, place, Activity.Post, null);

        var (text, textGuessed) = labels.Text();
        var (target, _) = labels.Target();
        if (text is null && target is null) return new ReadResult.Rejected(RejectReason.NoContent, place);

        var words = new RepairedText(MetaText.WithoutMentionIds(text ?? ""), labels.Warnings);
        return Read(record, place, Activity.Post, words, text is null ? TextKind.None : TextKind.OwnText, target,
            textGuessed ? PostWarnings.GuessedField : PostWarnings.None);
    }

    /// <summary>A picture or film by itself; without a caption it says nothing that can be read.</summary>
    ReadResult Media(JsonElement record, PostPlace place) => record.Mended("description") is { } caption
        ? Read(record, place, Activity.Post, Joined([caption]), TextKind.Caption, null, timeKey: "creation_timestamp")
        : new ReadResult.Rejected(RejectReason.NoContent, place);

    ReadResult Story(JsonElement record, PostPlace place)
    {
        var text = OwnWords(record, FacebookAttachments.Of(record));
        return text.Text.Length > 0
            ? Read(record, place, Activity.Story, text, TextKind.Caption, null)
            : new ReadResult.Rejected(RejectReason.NoContent, place);
    }

    ReadResult Comment(JsonElement record, PostPlace place, Activity activity)
    {
        var comment = record.Items("data").Select(data => data.Get("comment")).FirstOrDefault(comment => comment is not null);
        var title = record.Mended("title");
        var target = Target(comment?.Mended("group")?.Text, null) ?? Target(FacebookTitles.Target(title?.Text), null);
        var author = comment?.Mended("author")?.Text;
        if (comment?.Mended("comment") is { } words)
            return Read(record, place, activity, Joined([words]), TextKind.OwnText, target, author: author);

        // A sticker or a picture.
        return title is null && record.Get("attachments") is null
            ? new ReadResult.Rejected(RejectReason.NoContent, place)
            : Read(record, place, activity, title ?? "", title is null ? TextKind.None : TextKind.TitleOnly, target, author: author);
    }

    ReadResult Reaction(JsonElement record, PostPlace place)
    {
        if (LabelValues.Of(record) is { } labels)
        {
            var (target, guessed) = labels.Target();
            return Reaction(record, place, labels.Reaction(), target, guessed ? PostWarnings.GuessedField : PostWarnings.None);
        }

        var reaction = record.Items("data").Select(data => data.Get("reaction")).FirstOrDefault(reaction => reaction is not null);
        var name = FacebookTitles.Target(record.Mended("title")?.Text);
        return Reaction(record, place, reaction?.Text("reaction"), Target(name, null), PostWarnings.None, reaction?.Mended("actor")?.Text);
    }

    ReadResult Reaction(JsonElement record, PostPlace place, string? reaction, PostTarget? target, PostWarnings warnings, string? author = null)
    {
        if (reaction is null && target is null) return new ReadResult.Rejected(RejectReason.NoContent, place);

        return reaction is null || Approving.Contains(reaction, StringComparer.OrdinalIgnoreCase)
            ? Read(record, place, Activity.Like, "", TextKind.None, target, warnings, author)
            : Read(record, place, Activity.Unknown, reaction, TextKind.TitleOnly, target, warnings, author);
    }

    /// <summary>A group, page or person that was joined, liked or followed.</summary>
    ReadResult Named(JsonElement record, PostPlace place, Activity activity)
    {
        var name = record.Mended("name") ?? record.Items("data").Select(data => data.Mended("name")).FirstOrDefault(name => name is not null) ?? record.Mended("title");
        var target = Target(name?.Text, record.Text("url"));
        return target is null
            ? new ReadResult.Rejected(RejectReason.NoContent, place)
            : Read(record, place, activity, "", TextKind.None, target);
    }

    ReadResult.Read Read(
        JsonElement record, PostPlace place, Activity activity, RepairedText text, TextKind kind, PostTarget? target,
        PostWarnings warnings = PostWarnings.None, string? author = null, string timeKey = "timestamp")
    {
        var (time, timeWarnings) = MetaText.Time(record.Get(timeKey), now);
        return new ReadResult.Read(new Post
        {
            Platform = Platform.Facebook,
            Activity = activity,
            Author = Author(author),
            Text = text.Text,
            TextKind = kind,
            Time = time,
            Target = target,
            // The export has no permalinks; a link here is that of what was liked or shared.
            Url = activity is Activity.Like or Activity.Unknown or Activity.Follow ? target?.Url : null,
            Place = place,
            Warnings = text.Warnings | timeWarnings | warnings | (owner.Guessed ? PostWarnings.GuessedField : PostWarnings.None),
        });
    }

    /// <summary>The owner, unless the export says that another name wrote it: a page that the owner runs.</summary>
    PostAuthor Author(string? name) => name is null || owner.Names.Count == 0 || owner.Is(name)
        // A record gets here only when there is an owner.
        ? owner.Author!
        : new PostAuthor { DisplayName = name };

    static PostTarget? Target(string? name, string? url) => name is null && url is null ? null : new PostTarget(name, null, url);

    /// <summary>A name that a program gave; anything else may be somebody's words.</summary>
    [GeneratedRegex(@"^[a-z][a-z_0-9]{1,30}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KeyName();
}
