using System.Text.RegularExpressions;
using Monitor.Posts;

namespace Monitor.Roster;

/// <summary>Account names as platforms, browsers and clerks write them, brought to one form.</summary>
static partial class AccountName
{
    /// <summary>The longest name looked up; longer ones belong to nobody.</summary>
    public const int MaxLength = 100;

    static readonly string[] Hosts = ["facebook.com", "fb.com", "instagram.com", "threads.net", "threads.com", "x.com", "twitter.com", "tiktok.com", "youtube.com"];

    static readonly string[] PathsBeforeTheName = ["_u", "channel", "c", "user", "people"];

    /// <summary>First parts of links to posts, groups and searches, which name no account.</summary>
    static readonly string[] PathsWithoutAName =
        ["p", "i", "reel", "reels", "stories", "story.php", "permalink.php", "photo.php", "photo", "groups", "watch", "share", "sharer", "hashtag", "search", "intent", "explore", "video", "t", "tag", "shorts", "live", "playlist"];

    /// <summary>The account's own part of what was written: without <c>@</c>, and taken out of a link.</summary>
    /// <returns>A slice of <paramref name="written"/>; empty when there is none.</returns>
    public static ReadOnlySpan<char> Bare(ReadOnlySpan<char> written)
    {
        var text = written.Trim();
        if (text.IndexOf('/') >= 0) text = FromLink(text);
        return text.TrimStart('@').Trim();
    }

    /// <summary>Writes the form under which accounts of a platform are compared: Facebook does not count dots. Case is left to the comparer.</summary>
    /// <returns>Characters written, or 0 when there is no name or it is longer than any.</returns>
    public static int Normalize(Platform platform, ReadOnlySpan<char> written, Span<char> destination)
    {
        var bare = Bare(written);
        if (bare.Length > destination.Length) return 0;

        var length = 0;
        foreach (var character in bare)
        {
            if (character == '.' && platform == Platform.Facebook) continue;
            destination[length++] = character;
        }

        return length;
    }

    public static string Normalize(Platform platform, string written)
    {
        Span<char> buffer = stackalloc char[MaxLength];
        return new string(buffer[..Normalize(platform, written, buffer)]);
    }

    /// <summary>Which platform a link belongs to, or null.</summary>
    public static Platform? PlatformOfLink(string written) => LinkHost().Match(written).Groups["host"].Value.ToLowerInvariant() switch
    {
        "facebook.com" or "fb.com" => Platform.Facebook,
        "instagram.com" => Platform.Instagram,
        "threads.net" or "threads.com" => Platform.Threads,
        "x.com" or "twitter.com" => Platform.X,
        "tiktok.com" => Platform.TikTok,
        "youtube.com" => Platform.YouTube,
        _ => null,
    };

    /// <summary>A Facebook account that is known by the name it shows.</summary>
    public static bool IsDisplayName(string account) => account.AsSpan().Trim().Contains(' ');

    /// <summary>Whether a name can exist on the platform. Facebook accounts may also be listed by the name they show.</summary>
    public static bool IsPossible(Platform platform, string bare) => platform switch
    {
        Platform.Facebook => FacebookName().IsMatch(bare) || DisplayName().IsMatch(bare),
        Platform.Instagram or Platform.Threads => InstagramName().IsMatch(bare),
        Platform.X => XName().IsMatch(bare),
        Platform.TikTok => TikTokName().IsMatch(bare),
        Platform.YouTube => YouTubeName().IsMatch(bare),
        _ => false,
    };

    /// <summary>Whether a name is the platform's own unchanging id.</summary>
    public static bool IsPlatformId(Platform platform, ReadOnlySpan<char> bare) => platform switch
    {
        Platform.Facebook => bare.Length >= 9 && !bare.ContainsAnyExceptInRange('0', '9'),
        Platform.YouTube => bare.Length == 24 && bare.StartsWith("UC", StringComparison.Ordinal),
        _ => false,
    };

    static ReadOnlySpan<char> FromLink(ReadOnlySpan<char> link)
    {
        var path = AfterHost(link);
        if (path.StartsWith("profile.php?id=", StringComparison.OrdinalIgnoreCase))
        {
            var id = path["profile.php?id=".Length..];
            var end = id.IndexOfAnyExceptInRange('0', '9');
            return end < 0 ? id : id[..end];
        }

        var name = Segment(ref path);
        foreach (var other in PathsWithoutAName)
        {
            if (name.Equals(other, StringComparison.OrdinalIgnoreCase)) return default;
        }

        foreach (var prefix in PathsBeforeTheName)
        {
            if (!name.Equals(prefix, StringComparison.OrdinalIgnoreCase) || path.IsEmpty) continue;
            name = Segment(ref path);
            // facebook.com/people/Siti-Contoh/100000000000001/ names the person first and the account's id after.
            return prefix == "people" && !path.IsEmpty ? Segment(ref path) : name;
        }

        return name;
    }

    static ReadOnlySpan<char> AfterHost(ReadOnlySpan<char> link)
    {
        var scheme = link.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0) link = link[(scheme + 3)..];
        var slash = link.IndexOf('/');
        if (slash < 0) return default;

        foreach (var host in Hosts)
        {
            var named = link[..slash];
            if (named.EndsWith(host, StringComparison.OrdinalIgnoreCase) && (named.Length == host.Length || named[^(host.Length + 1)] == '.')) return link[(slash + 1)..];
        }

        return default;
    }

    static ReadOnlySpan<char> Segment(scoped ref ReadOnlySpan<char> path)
    {
        var end = path.IndexOfAny('/', '?', '#');
        var segment = end < 0 ? path : path[..end];
        path = end < 0 || path[end] != '/' ? default : path[(end + 1)..];
        return segment;
    }

    [GeneratedRegex(@"(?:^|[/.])(?<host>(?:facebook|fb|instagram|threads|x|twitter|tiktok|youtube)\.(?:com|net))/", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LinkHost();

    [GeneratedRegex(@"^[A-Za-z0-9.]{5,50}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FacebookName();

    [GeneratedRegex(@"^\p{L}[\p{L}\p{M}\p{N}.'’\-]*(?: [\p{L}\p{M}\p{N}.'’\-]+){1,6}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DisplayName();

    [GeneratedRegex(@"^[A-Za-z0-9._]{1,30}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex InstagramName();

    [GeneratedRegex(@"^[A-Za-z0-9_]{1,20}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex XName();

    [GeneratedRegex(@"^[A-Za-z0-9._]{2,24}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TikTokName();

    [GeneratedRegex(@"^[\p{L}\p{N}._\-·]{3,30}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex YouTubeName();
}
