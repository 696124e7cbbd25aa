using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Exports.Archives;

/// <summary>What a file of an X archive holds. Files that are not here are never opened.</summary>
enum XMember
{
    Denied,
    Manifest,
    Account,
    Protection,
    Tweets,
    Notes,
    Likes,
    Follows,
    Profile,
}

static partial class XMembers
{
    const string GlobalName = "window.YTD.";

    static readonly Dictionary<string, XMember> ByName = new(StringComparer.Ordinal)
    {
        ["manifest"] = XMember.Manifest,
        ["account"] = XMember.Account,
        ["protected-history"] = XMember.Protection,
        ["tweets"] = XMember.Tweets,
        ["tweet"] = XMember.Tweets,
        ["community-tweet"] = XMember.Tweets,
        ["note-tweet"] = XMember.Notes,
        ["like"] = XMember.Likes,
        ["following"] = XMember.Follows,
        ["profile"] = XMember.Profile,
    };

    /// <summary>Entries have a wrapper named after their kind; a bare one stands where a tool unpacked a list of one.</summary>
    public static JsonShape Shape { get; } = new ListShape(
        [], ["tweet", "noteTweet", "like", "following", "profile", "account", "protectedHistory", "userInfo", "id_str", "full_text"]);

    public static XMember Of(string member)
    {
        // The viewer's own scripts lie beside the data.
        if (ArchivePrivacy.Denies(member) || $"/{member}".Contains("/assets/", StringComparison.Ordinal)) return XMember.Denied;

        return File().Match(member) is { Success: true } match ? ByName.GetValueOrDefault(match.Groups["name"].Value) : XMember.Denied;
    }

    /// <summary>What a file by itself holds, by the name that it gives itself; null when it is no file of X.</summary>
    public static XMember? OfContent(ReadOnlySpan<byte> head) => NameIn(head) is { } name ? ByName.GetValueOrDefault(name) : OfKeys(head);

    /// <summary>A tool may have taken off what stands before the JSON; the wrapper around each post is X's own.</summary>
    static XMember? OfKeys(ReadOnlySpan<byte> head)
    {
        var keys = JsonHead.Of(head);
        return keys.IsList && keys.RootKeys.Contains("tweet") && keys.AllKeys.Contains("full_text") && keys.AllKeys.Contains("id_str") ? XMember.Tweets : null;
    }

    /// <summary>Whether a file by itself holds messages.</summary>
    public static bool IsMessages(ReadOnlySpan<byte> head) => NameIn(head) is { } name && ArchivePrivacy.Denies(name);

    static string? NameIn(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Encoding.UTF8.Preamble)) head = head[3..];
        var text = Encoding.ASCII.GetString(head[..Math.Min(head.Length, 200)]).TrimStart();
        return text.StartsWith(GlobalName, StringComparison.Ordinal)
            ? text[GlobalName.Length..].Split('.', ' ', '=')[0].Replace('_', '-')
            : null;
    }

    /// <summary>Names of a person's own posts; their headers and what was deleted are known and left alone.</summary>
    [GeneratedRegex(@"(^|/)data/(?!tweet-headers)(tweet|note-tweet|community-tweet|post)[^/]*\.js$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    public static partial Regex OwnActs();

    [GeneratedRegex(@"(^|/)(?<name>[a-z-]+?)(-part\d+)?\.js$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex File();
}
