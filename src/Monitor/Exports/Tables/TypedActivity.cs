using Monitor.Posts;

namespace Monitor.Exports.Tables;

/// <summary>What somebody did, in a clerk's words: "like", "membagikan postingan", "Komentar".</summary>
static class TypedActivity
{
    // In this order: own words before passing on, passing on before a click, and "postingan" last because it is mostly what was liked or shared.
    static readonly (Activity Activity, string[] Beginnings)[] Words =
    [
        (Activity.Comment, ["komen", "comment", "mengomentari", "berkomentar"]),
        (Activity.Reply, ["balas", "membalas", "reply", "replies"]),
        (Activity.Quote, ["quote", "kutip", "mengutip"]),
        (Activity.Repost, ["repost", "retweet", "rt", "reshare", "meretweet"]),
        (Activity.Share, ["share", "sharing", "bagikan", "membagikan", "dibagikan", "sebar", "menyebar"]),
        (Activity.Like, ["like", "likes", "suka", "menyukai", "love", "react", "reaksi", "favorit"]),
        (Activity.Follow, ["follow", "ikuti", "mengikuti", "subscribe"]),
        (Activity.GroupJoin, ["gabung", "bergabung", "join"]),
        (Activity.Story, ["story", "stories", "cerita", "reels story", "instastory"]),
        (Activity.LiveChat, ["live"]),
        (Activity.Bio, ["bio", "profil", "foto profil"]),
        (Activity.GroupPost, ["grup", "group"]),
        (Activity.Post, ["post", "unggah", "mengunggah", "upload", "status", "tweet", "twit", "cuit", "video", "foto", "reel", "konten", "caption", "tulis", "menulis"]),
    ];

    public static Activity Of(ReadOnlySpan<char> text)
    {
        if (text.IsWhiteSpace()) return Activity.Unknown;
        foreach (var (activity, beginnings) in Words)
        {
            foreach (var range in text.SplitAny(" ,;/&().-+\n\r\t"))
            {
                if (BeginsWithOne(text[range], beginnings)) return activity;
            }
        }

        return Activity.Unknown;
    }

    /// <summary>Whose words stand beside an act: a like's or a share's text is what was liked or shared.</summary>
    public static TextKind KindOf(Activity activity, bool hasText) => activity switch
    {
        _ when !hasText => TextKind.None,
        Activity.Like or Activity.Follow or Activity.GroupJoin or Activity.Share or Activity.Repost => TextKind.SharedText,
        _ => TextKind.OwnText,
    };

    static bool BeginsWithOne(ReadOnlySpan<char> word, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            var fits = beginning.Length <= 2
                ? word.Equals(beginning, StringComparison.OrdinalIgnoreCase)
                : word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);
            if (fits) return true;
        }

        return false;
    }
}
