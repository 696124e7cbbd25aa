using Monitor.Posts;

namespace Monitor.Exports.Tables;

/// <summary>What a link to a post or profile says by itself.</summary>
/// <param name="Platform">By its host.</param>
/// <param name="Handle">The account in its path, where the path has one.</param>
/// <param name="PostId">The id of the post in its path.</param>
/// <param name="IsProfile">Whether it leads to an account and not to a post.</param>
/// <param name="IsChat">Whether it leads into a chat, which is private.</param>
readonly record struct PostLink(Platform Platform, string? Handle, string? PostId, bool IsProfile, bool IsChat)
{
    static readonly string[] FacebookPages =
        ["groups", "permalink.php", "story.php", "photo", "photo.php", "photos", "watch", "reel", "reels", "share", "sharer", "stories", "events", "media", "video.php", "people", "pages", "hashtag"];

    static readonly string[] InstagramPages = ["p", "reel", "reels", "tv", "stories", "explore", "share"];

    public static bool Looks(ReadOnlySpan<char> text)
    {
        var trimmed = text.Trim();
        return trimmed.StartsWith("http", StringComparison.OrdinalIgnoreCase) || trimmed.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
            || (!trimmed.Contains(' ') && trimmed.Contains('/') && Of(trimmed).Platform is not (Platform.Unknown or Platform.Other));
    }

    public static PostLink Of(ReadOnlySpan<char> url)
    {
        var rest = WithoutScheme(url.Trim());
        var slash = rest.IndexOfAny('/', '?');
        var host = slash < 0 ? rest : rest[..slash];
        var (platform, chat) = PlatformOf(host);
        if (chat) return new PostLink(Platform.Other, null, null, false, IsChat: true);
        if (platform is Platform.Unknown || slash < 0) return new PostLink(platform, null, null, false, false);

        var path = new PathParts(rest[slash..]);
        return platform switch
        {
            Platform.X => X(path),
            Platform.Facebook => Facebook(path),
            Platform.Instagram => Instagram(path),
            Platform.TikTok => AtSign(Platform.TikTok, path, "video", "photo"),
            Platform.Threads => AtSign(Platform.Threads, path, "post", "post"),
            Platform.YouTube => YouTube(path),
            _ => new PostLink(platform, null, null, false, false),
        };
    }

    static ReadOnlySpan<char> WithoutScheme(ReadOnlySpan<char> url)
    {
        var scheme = url.IndexOf("://");
        return scheme is > 0 and < 8 ? url[(scheme + 3)..] : url;
    }

    static (Platform Platform, bool Chat) PlatformOf(ReadOnlySpan<char> host)
    {
        if (Is(host, "x.com") || Is(host, "twitter.com")) return (Platform.X, false);
        if (Is(host, "facebook.com") || Is(host, "fb.com") || Is(host, "fb.watch") || Is(host, "fb.me")) return (Platform.Facebook, false);
        if (Is(host, "instagram.com") || Is(host, "instagr.am")) return (Platform.Instagram, false);
        if (Is(host, "tiktok.com")) return (Platform.TikTok, false);
        if (Is(host, "youtube.com") || Is(host, "youtu.be")) return (Platform.YouTube, false);
        if (Is(host, "threads.net") || Is(host, "threads.com")) return (Platform.Threads, false);
        if (Is(host, "wa.me") || Is(host, "whatsapp.com") || Is(host, "m.me") || Is(host, "messenger.com")) return (Platform.Other, true);
        return (Platform.Unknown, false);
    }

    /// <summary>The host itself or one below it, such as m.facebook.com.</summary>
    static bool Is(ReadOnlySpan<char> host, ReadOnlySpan<char> domain) =>
        host.EndsWith(domain, StringComparison.OrdinalIgnoreCase)
        && (host.Length == domain.Length || host[host.Length - domain.Length - 1] == '.');

    static PostLink X(PathParts path)
    {
        if (path.First.IsEmpty || path.First is "search" or "hashtag" or "home" or "explore") return new(Platform.X, null, null, false, false);

        // "undefined" is what tweet-harvest writes for a name that it did not get; "i" is X's own stand-in.
        var handle = path.First is "undefined" or "i" or "intent" ? null : HandleOf(path.First);
        var isPost = path.Second is "status" or "statuses";
        var id = isPost ? Digits(path.Third) : null;
        return new PostLink(Platform.X, handle, id, IsProfile: !isPost && path.Second.IsEmpty, false);
    }

    static PostLink Facebook(PathParts path)
    {
        if (path.First is "profile.php") return new(Platform.Facebook, path.Query("id"), null, IsProfile: true, false);

        // The post's own id changes with who looks; the other is that of the account on whose page it stands.
        if (path.First is "permalink.php" or "story.php") return new(Platform.Facebook, path.Query("id"), null, IsProfile: false, false);
        if (path.First.IsEmpty || IsOneOf(path.First, FacebookPages)) return new(Platform.Facebook, null, null, false, false);

        // 123_456 is a post's id and no account.
        var bar = path.First.IndexOf('_');
        var isPostId = bar > 0 && !path.First[..bar].ContainsAnyExceptInRange('0', '9') && !path.First[(bar + 1)..].ContainsAnyExceptInRange('0', '9');
        var handle = isPostId ? null : HandleOf(path.First);
        return new(Platform.Facebook, handle, null, IsProfile: path.Second.IsEmpty, false);
    }

    static PostLink Instagram(PathParts path)
    {
        if (path.First is "stories") return new(Platform.Instagram, HandleOf(path.Second), null, false, false);
        if (path.First is "p" or "reel" or "reels" or "tv") return new(Platform.Instagram, null, Text(path.Second), false, false);
        if (path.Second is "p" or "reel") return new(Platform.Instagram, HandleOf(path.First), Text(path.Third), false, false);
        return path.First.IsEmpty || IsOneOf(path.First, InstagramPages)
            ? new(Platform.Instagram, null, null, false, false)
            : new(Platform.Instagram, HandleOf(path.First), null, IsProfile: true, false);
    }

    static PostLink AtSign(Platform platform, PathParts path, ReadOnlySpan<char> kind, ReadOnlySpan<char> otherKind)
    {
        if (path.First.IsEmpty || path.First[0] != '@') return new(platform, null, null, false, false);

        var isPost = path.Second.SequenceEqual(kind) || path.Second.SequenceEqual(otherKind);
        return new(platform, HandleOf(path.First[1..]), isPost ? Text(path.Third) : null, IsProfile: path.Second.IsEmpty, false);
    }

    static PostLink YouTube(PathParts path)
    {
        if (!path.First.IsEmpty && path.First[0] == '@') return new(Platform.YouTube, HandleOf(path.First[1..]), null, IsProfile: true, false);
        return new(Platform.YouTube, null, path.Query("lc") ?? path.Query("v"), IsProfile: path.First is "channel" or "c" or "user", false);
    }

    static string? HandleOf(ReadOnlySpan<char> part) => part.IsEmpty ? null : Text(part.TrimStart('@'));

    static string? Text(ReadOnlySpan<char> part) => part.IsEmpty ? null : part.ToString();

    static string? Digits(ReadOnlySpan<char> part)
    {
        var end = part.IndexOfAnyExceptInRange('0', '9');
        return Text(end < 0 ? part : part[..end]);
    }

    static bool IsOneOf(ReadOnlySpan<char> part, string[] names)
    {
        foreach (var name in names)
        {
            if (part.Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>The first three parts of a path, and what follows the question mark.</summary>
    readonly ref struct PathParts
    {
        readonly ReadOnlySpan<char> _query;

        public PathParts(ReadOnlySpan<char> path)
        {
            var question = path.IndexOfAny('?', '#');
            _query = question < 0 ? default : path[(question + 1)..];
            var rest = question < 0 ? path : path[..question];
            First = Next(ref rest);
            Second = Next(ref rest);
            Third = Next(ref rest);
        }

        public ReadOnlySpan<char> First { get; }

        public ReadOnlySpan<char> Second { get; }

        public ReadOnlySpan<char> Third { get; }

        public string? Query(ReadOnlySpan<char> name)
        {
            foreach (var range in _query.Split('&'))
            {
                var pair = _query[range];
                if (pair.Length > name.Length + 1 && pair[name.Length] == '=' && pair.StartsWith(name, StringComparison.Ordinal))
                    return pair[(name.Length + 1)..].ToString();
            }

            return null;
        }

        static ReadOnlySpan<char> Next(scoped ref ReadOnlySpan<char> rest)
        {
            rest = rest.TrimStart('/');
            var slash = rest.IndexOf('/');
            var part = slash < 0 ? rest : rest[..slash];
            rest = slash < 0 ? default : rest[slash..];
            return part;
        }
    }
}
