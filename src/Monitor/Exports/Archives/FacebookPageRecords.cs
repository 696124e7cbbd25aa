using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Monitor.Exports.Tables;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>Makes posts of the entries on Facebook's pages. Their text is sound; their times are in words, in the account's zone.</summary>
/// <param name="owner">Whose archive it is.</param>
/// <param name="times">Zone and calendar of the times.</param>
sealed partial class FacebookPageRecords(FacebookPageOwner owner, TypedTimeContext times)
{
    const int LongestText = 65_536;

    static readonly string[] NameLabels = ["Name", "Nama", "Full name", "Nama lengkap"];

    public ReadResult Map(FacebookMember kind, IElement entry, PostPlace place)
    {
        if (owner.Author is null) return new ReadResult.Rejected(RejectReason.NoAuthor, place);

        var title = Title(entry);
        var words = Words(entry);
        var link = entry.QuerySelectorAll("._a6-p a[href], ._2pin a[href]").Select(anchor => anchor.GetAttribute("href")).FirstOrDefault(IsLink);
        if (words.Length > LongestText) return new ReadResult.Rejected(RejectReason.TooLong, place);

        return kind switch
        {
            FacebookMember.Comments => Said(entry, place, Activity.Comment, words, title, Target(Group(entry) ?? FacebookTitles.Target(title), null)),
            FacebookMember.GroupComments => Said(entry, place, Activity.GroupComment, words, title, Target(Group(entry) ?? FacebookTitles.Group(title), null)),
            FacebookMember.Reactions => Reaction(entry, place, title),
            FacebookMember.GroupPosts => Entry(entry, place, Activity.GroupPost, words, title, link, Group(entry) ?? FacebookTitles.Group(title)),
            FacebookMember.Stories => Said(entry, place, Activity.Story, words, title: null, target: null),
            FacebookMember.GroupsJoined => Named(entry, place, Activity.GroupJoin, title, words, link),
            FacebookMember.Follows => Named(entry, place, Activity.Follow, title, words, link),
            FacebookMember.PageLikes => Named(entry, place, Activity.Like, title, words, link),
            FacebookMember.Media => Said(entry, place, Activity.Post, words, title: null, target: null),
            _ => Entry(entry, place, Activity.Post, words, title, link, null),
        };
    }

    /// <summary>The localised sentence above an entry.</summary>
    public static string? Title(IElement entry) => (entry.QuerySelector("h2, ._a6-h") ?? entry.QuerySelector("h3")) is { } title ? NotBlank(Plain(title)) : null;

    /// <summary>The labels and values of a page of facts.</summary>
    public static IEnumerable<(string Label, string Value)> Pairs(IElement entry)
    {
        foreach (var label in entry.QuerySelectorAll("._a6_q"))
            if (label.ParentElement?.QuerySelector("._a6_r") is { } value)
                yield return (Plain(label), Plain(value));
    }

    /// <summary>The owner as the profile's page names them, or null when this is another of its entries.</summary>
    public static PostAuthor? Profile(IElement entry)
    {
        var name = Pairs(entry).FirstOrDefault(pair => NameLabels.Contains(pair.Label, StringComparer.OrdinalIgnoreCase)).Value;
        var link = entry.QuerySelectorAll("a[href]").Select(anchor => anchor.GetAttribute("href")).Concat(Pairs(entry).Select(pair => pair.Value))
            .FirstOrDefault(href => FacebookOwner.HandleIn(href) is not null || FacebookOwner.IdIn(href) is not null);
        return NotBlank(name) is null && link is null
            ? null
            : new PostAuthor { DisplayName = NotBlank(name), Handle = FacebookOwner.HandleIn(link), PlatformId = FacebookOwner.IdIn(link), ProfileUrl = link };
    }

    ReadResult Entry(IElement entry, PostPlace place, Activity activity, string words, string? title, string? link, string? group)
    {
        var target = Target(group ?? (link is null ? FacebookTitles.Target(title) : null), link);
        if (words.Length > 0) return Said(entry, place, activity, words, title, target);

        var isShare = activity == Activity.Post && (link is not null || FacebookTitles.SaysShared(title));
        if (title is null && target is null) return new ReadResult.Rejected(RejectReason.NoContent, place);

        return Read(entry, place, isShare ? Activity.Share : activity, title ?? "", title is null ? TextKind.None : TextKind.TitleOnly, target);
    }

    ReadResult Said(IElement entry, PostPlace place, Activity activity, string words, string? title, PostTarget? target)
    {
        if (words.Length > 0) return Read(entry, place, activity, words, entry.QuerySelector("._a6-p img, ._a6-p video") is null ? TextKind.OwnText : TextKind.Caption, target);

        return title is null ? new ReadResult.Rejected(RejectReason.NoContent, place) : Read(entry, place, activity, title, TextKind.TitleOnly, target);
    }

    /// <summary>Which reaction it was stands only in the name of its picture.</summary>
    ReadResult Reaction(IElement entry, PostPlace place, string? title)
    {
        var picture = entry.QuerySelectorAll("img[src]").Select(image => image.GetAttribute("src") ?? "").Select(source => ReactionPicture().Match(source)).FirstOrDefault(match => match.Success);
        var reaction = picture?.Groups["name"].Value ?? "";
        var target = Target(FacebookTitles.Target(title), null);
        if (reaction.Length == 0 && target is null) return new ReadResult.Rejected(RejectReason.NoContent, place);

        return reaction.Length == 0 || FacebookRecords.Approving.Contains(reaction, StringComparer.OrdinalIgnoreCase)
            ? Read(entry, place, Activity.Like, "", TextKind.None, target)
            : Read(entry, place, Activity.Unknown, reaction, TextKind.TitleOnly, target);
    }

    ReadResult Named(IElement entry, PostPlace place, Activity activity, string? title, string words, string? link)
    {
        var target = Target(title ?? NotBlank(words), link);
        return target is null ? new ReadResult.Rejected(RejectReason.NoContent, place) : Read(entry, place, activity, "", TextKind.None, target);
    }

    ReadResult.Read Read(IElement entry, PostPlace place, Activity activity, string text, TextKind kind, PostTarget? target)
    {
        var (time, warnings) = Time(entry);
        var words = TextRepair.AsIs(text);
        return new ReadResult.Read(new Post
        {
            Platform = Platform.Facebook,
            Activity = activity,
            // Map came this far only with an owner.
            Author = owner.Author!,
            Text = words.Text,
            TextKind = kind,
            Time = time,
            Target = target,
            Url = activity is Activity.Like or Activity.Follow ? target?.Url : null,
            Place = place,
            Warnings = words.Warnings | warnings | (owner.Guessed ? PostWarnings.GuessedField : PostWarnings.None),
        });
    }

    (PostTime Time, PostWarnings Warnings) Time(IElement entry)
    {
        if ((entry.QuerySelector("footer") ?? entry.QuerySelector("._a72d, ._3-94")) is not { } footer || NotBlank(Plain(footer)) is not { } written)
            return (PostTime.Missing, PostWarnings.None);
        if (written.Length > 64 || !TypedTime.TryRead(new Cell(written), Cell.Empty, times, out var read)) return (PostTime.Missing, PostWarnings.TimeUnreadable);

        return (read.Time, (read.ZoneAssumed ? PostWarnings.TimeZoneAssumed : PostWarnings.None)
            | (PlatformTime.InFuture(read.Time, times.Now) ? PostWarnings.TimeInFuture : PostWarnings.None));
    }

    /// <summary>The person's words: the innermost boxes of an entry, without links, dates of change and names of groups.</summary>
    static string Words(IElement entry)
    {
        var boxes = entry.QuerySelectorAll("._2pin").Where(box => box.QuerySelector("._2pin") is null).ToList();
        if (boxes.Count == 0 && entry.QuerySelector("._a6-p") is { } body) boxes.Add(body);

        var whole = new StringBuilder();
        foreach (var text in boxes.Where(box => box.QuerySelector("._a6_m") is null).Select(Plain).Concat(entry.QuerySelectorAll("._a7nf ._3-95").Where(box => box.QuerySelector("._3-95") is null).Select(Plain)))
        {
            if (text.Length == 0 || IsLink(text) || Changed().IsMatch(text) || whole.ToString().Contains(text, StringComparison.Ordinal)) continue;
            if (whole.Length > 0) whole.Append('\n');
            whole.Append(text);
        }

        return whole.ToString();
    }

    /// <summary>Text with line breaks where the page shows them, and nothing of scripts and styles.</summary>
    static string Plain(IElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.Descendants())
        {
            if (node is IText { ParentElement.LocalName: not ("script" or "style" or "noscript") } words) text.Append(words.Data);
            else if (node is IElement { LocalName: "br" or "p" or "li" }) text.Append('\n');
        }

        return text.ToString().Trim();
    }

    /// <summary>"Group: NAME", in any language: the label has a class of its own.</summary>
    static string? Group(IElement entry) =>
        entry.QuerySelector("._a6_m") is { ParentElement: { } box } label ? NotBlank(Plain(box)[Math.Min(Plain(label).Length, Plain(box).Length)..].Trim(' ', ':')) : null;

    static bool IsLink(string? text) =>
        text is not null && (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) && !text.AsSpan().ContainsAny(' ', '\n');

    static PostTarget? Target(string? name, string? url) => name is null && url is null ? null : new PostTarget(name, null, url);

    static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex(@"^(Updated|Diperbarui|Diupdate|Terakhir diperbarui|Mis à jour|Bijgewerkt)\b.{0,60}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Changed();

    [GeneratedRegex(@"(^|/)(?<name>like|love|care|haha|wow|sad|angry|sorry|anger|support)[^/]*\.(png|gif|svg|jpg)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ReactionPicture();
}
