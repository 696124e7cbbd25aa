using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>Makes posts of the records of an X archive.</summary>
/// <param name="owner">Who wrote what the archive calls own.</param>
/// <param name="notes">The full words of long posts.</param>
/// <param name="now">The present, against which times are judged.</param>
sealed partial class XRecords(XOwner owner, XNotes notes, DateTimeOffset now)
{
    public ReadResult Map(XMember kind, JsonElement record, PostPlace place)
    {
        if (owner.Author is not { } author) return new ReadResult.Rejected(RejectReason.NoAuthor, place);
        if (owner.IsProtected && kind != XMember.Profile) return new ReadResult.Rejected(RejectReason.NotPublic, place);

        return kind switch
        {
            XMember.Tweets => Tweet(record.Get("tweet") ?? record, author, place),
            XMember.Likes => Like(record.Get("like") ?? record, author, place),
            XMember.Follows => Follow(record.Get("following") ?? record, author, place),
            XMember.Profile => Bio(record.Get("profile") ?? record, author, place),
            _ => new ReadResult.Rejected(RejectReason.NoContent, place),
        };
    }

    ReadResult Tweet(JsonElement tweet, PostAuthor author, PostPlace place)
    {
        if ((tweet.Text("full_text") ?? tweet.Text("text")) is not { } written) return new ReadResult.Rejected(RejectReason.NoContent, place);

        var time = PlatformTime.FromX(tweet.Text("created_at"));
        var id = tweet.Text("id_str") ?? tweet.Text("id");
        var (text, warnings) = Words(tweet, written, time);
        if (time.At is null)
        {
            warnings |= tweet.Text("created_at") is null ? PostWarnings.None : PostWarnings.TimeUnreadable;
            time = PlatformTime.FromXId(id, now);
        }

        var (activity, target) = Act(tweet, text, author);
        return new ReadResult.Read(new Post
        {
            Platform = Platform.X,
            Activity = activity,
            Author = author,
            Text = text,
            TextKind = Kind(tweet, text, activity),
            Time = time,
            Target = target,
            Url = id is null || author.Handle is null ? null : $"https://x.com/{author.Handle}/status/{id}",
            PlatformId = FirstVersion(tweet) ?? id,
            Audience = Audience.Public,
            Place = place,
            Warnings = warnings | (PlatformTime.InFuture(time, now) ? PostWarnings.TimeInFuture : PostWarnings.None),
        });
    }

    (string Text, PostWarnings Warnings) Words(JsonElement tweet, string written, PostTime time)
    {
        var entities = tweet.Get("entities");
        var media = entities?.Items("media").Select(picture => picture.Text("url")) ?? [];
        foreach (var picture in media.OfType<string>().Distinct(StringComparer.Ordinal))
            written = written.Replace(picture, "", StringComparison.Ordinal);

        var links = entities?.Items("urls").Select(url => (url.Text("url"), url.Text("expanded_url"))) ?? [];
        var text = XText.Decoded(written.Trim(), links);
        if (!XText.IsCut(text.Text)) return (text.Text, text.Warnings);

        return notes.Whole(time.At, text.Text) is { } whole && !IsRetweet(text.Text)
            ? (whole.Text, whole.Warnings)
            : (text.Text, text.Warnings | (IsRetweet(text.Text) || text.Text.Length > LongestShortPost ? PostWarnings.TextTruncated : PostWarnings.None));
    }

    /// <summary>Posts above 280 characters are cut in this file; a sign of cutting in a shorter one is the author's own.</summary>
    const int LongestShortPost = 270;

    static bool IsRetweet(string text) => Retweet().IsMatch(text);

    static (Activity Activity, PostTarget? Target) Act(JsonElement tweet, string text, PostAuthor author)
    {
        if (Retweet().Match(text) is { Success: true } retweet) return (Activity.Repost, Account(retweet.Groups["handle"].Value, Name(tweet, retweet.Groups["handle"].Value), null));
        if (Quoted(tweet) is { } quoted) return (Activity.Quote, quoted);

        var answered = tweet.Text("in_reply_to_status_id_str");
        var person = tweet.Text("in_reply_to_user_id_str");
        var handle = tweet.Text("in_reply_to_screen_name");
        var isOwn = person is not null && author.PlatformId is not null ? person == author.PlatformId : string.Equals(handle, author.Handle, StringComparison.OrdinalIgnoreCase);
        if (answered is null || (isOwn && (person ?? handle) is not null)) return (Activity.Post, null);

        return (Activity.Reply, Account(handle, Name(tweet, handle), $"https://x.com/{handle ?? "i"}/status/{answered}"));
    }

    /// <summary>A link to another post makes a quote; a link to a picture of one's own does not.</summary>
    static PostTarget? Quoted(JsonElement tweet)
    {
        foreach (var url in tweet.Get("entities", "urls").Items())
            if (url.Text("expanded_url") is { } link && Status().Match(link) is { Success: true } match)
                return Account(match.Groups["handle"].Value, null, link);

        return null;
    }

    static TextKind Kind(JsonElement tweet, string text, Activity activity)
    {
        if (text.Length == 0) return TextKind.None;
        if (activity == Activity.Repost) return TextKind.SharedText;
        return tweet.Get("entities", "media") is null ? TextKind.OwnText : TextKind.Caption;
    }

    /// <summary>An edited post has an id for each version; the first names them all.</summary>
    static string? FirstVersion(JsonElement tweet) =>
        tweet.Get("edit_info", "edit")?.Text("initialTweetId") is { } initial ? initial
        : tweet.Get("edit_info", "initial", "editTweetIds").Items().Select(id => id.Text()).FirstOrDefault(id => id is not null);

    static string? Name(JsonElement tweet, string? handle) =>
        tweet.Get("entities", "user_mentions").Items()
            .FirstOrDefault(person => handle is not null && string.Equals(person.Text("screen_name"), handle, StringComparison.OrdinalIgnoreCase)) is { ValueKind: JsonValueKind.Object } named
            ? named.Text("name")
            : null;

    /// <summary>The archive knows neither the time of a like nor whose post it was. The words of the other are left where they are.</summary>
    static ReadResult Like(JsonElement like, PostAuthor author, PostPlace place)
    {
        var url = like.Text("expandedUrl") ?? (like.Text("tweetId") is { } id ? $"https://x.com/i/web/status/{id}" : null);
        return Act(Activity.Like, author, url, place);
    }

    /// <summary>The archive knows the number of the account that is followed and no more.</summary>
    static ReadResult Follow(JsonElement following, PostAuthor author, PostPlace place)
    {
        var url = following.Text("userLink") ?? (following.Text("accountId") is { } id ? $"https://x.com/intent/user?user_id={id}" : null);
        return Act(Activity.Follow, author, url, place);
    }

    // No PlatformId: the id is that of the other's post or account, and two people may like the same.
    static ReadResult Act(Activity activity, PostAuthor author, string? url, PostPlace place) => url is null
        ? new ReadResult.Rejected(RejectReason.NoContent, place)
        : new ReadResult.Read(new Post
        {
            Platform = Platform.X,
            Activity = activity,
            Author = author,
            Text = "",
            TextKind = TextKind.None,
            Target = new PostTarget(null, null, url),
            Url = url,
            Place = place,
        });

    static ReadResult Bio(JsonElement profile, PostAuthor author, PostPlace place)
    {
        if (profile.Get("description")?.Text("bio") is not { } bio || string.IsNullOrWhiteSpace(bio)) return new ReadResult.Rejected(RejectReason.NoContent, place);

        var text = TextRepair.XEntities(bio);
        return new ReadResult.Read(new Post
        {
            Platform = Platform.X,
            Activity = Activity.Bio,
            Author = author,
            Text = text.Text,
            TextKind = TextKind.OwnText,
            Url = author.ProfileUrl,
            Audience = Audience.Public,
            Place = place,
            Warnings = text.Warnings,
        });
    }

    static PostTarget? Account(string? handle, string? name, string? url) => handle is null && url is null ? null : new PostTarget(name, handle, url);

    [GeneratedRegex(@"^RT @(?<handle>\w{1,15}): ", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Retweet();

    [GeneratedRegex(@"^https?://(www\.|mobile\.)?(twitter|x)\.com/(?<handle>\w{1,15})/status/\d+/?(\?.*)?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Status();
}
