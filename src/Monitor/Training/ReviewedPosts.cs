using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monitor.Flags;
using Monitor.Posts;
using Monitor.Roster;

namespace Monitor.Training;

/// <summary>Makes labelled posts of what reviewers agreed on.</summary>
/// <param name="pseudonyms">Takes people out of the words.</param>
/// <param name="roster">Who wrote them.</param>
/// <param name="key">The store's secret: ids and authors are the same in every export, and nobody without the key can work them back.</param>
sealed class ReviewedPosts(PostPseudonyms pseudonyms, StaffRoster roster, byte[] key)
{
    public const string FileName = "reviewed.jsonl";

    readonly Dictionary<string, RosterEntry> _people = roster.Entries.GroupBy(entry => entry.PersonCode, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);

    /// <param name="flag">The post as people saw it.</param>
    /// <param name="takesSide">What they said.</param>
    /// <param name="share">Chance with which it came before them.</param>
    /// <returns>Null for an act without own words, and for a post in which something may still lead to a person.</returns>
    public LabelledPost? Of(Flag flag, bool takesSide, double share)
    {
        if (flag.Origin is not FlagOrigin.Words || !FlagPolicy.HasOwnWords(flag.Post)) return null;
        if (pseudonyms.Of(flag.Post, _people.GetValueOrDefault(flag.PersonCode)) is not { Length: > 0 } text) return null;

        return new LabelledPost
        {
            Id = "reviewed-" + Code("post", flag.Id, 12),
            Text = text,
            Label = takesSide ? "partisan" : "neutral",
            // The model's own word, which both people saw beside the post and let stand.
            Category = takesSide ? flag.Category.ToString().ToLowerInvariant() : null,
            Kind = KindOf(flag.Post.Activity),
            Author = "reviewed-" + Code("author", flag.PersonCode, 8),
            Source = "review",
            Weight = share < 1 ? Math.Round(1 / share, 3) : null,
        };
    }

    static string KindOf(Activity activity) => activity switch
    {
        Activity.Comment or Activity.GroupComment or Activity.LiveChat => "comment",
        Activity.Reply => "reply",
        Activity.Share or Activity.Quote or Activity.Repost => "share",
        Activity.Bio => "bio",
        _ => "post",
    };

    string Code(string use, string text, int length)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"label-{use}\n{text}"));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, bytes))[..length];
    }
}
