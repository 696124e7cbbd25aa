using Monitor.Posts;

namespace Monitor.Exports.Tables;

/// <summary>Platforms as clerks write them: <c>FB</c>, <c>Insta</c>, <c>Tik Tok</c>, <c>WA</c>.</summary>
static class TypedPlatform
{
    static readonly (Platform Platform, string[] Names)[] Spellings =
    [
        (Platform.Facebook, ["fb", "facebook", "face book", "facebok", "fesbuk", "meta"]),
        (Platform.Instagram, ["ig", "insta", "instagram", "instgram", "ig story", "instastory"]),
        (Platform.TikTok, ["tt", "tiktok", "tik tok", "tik-tok"]),
        (Platform.X, ["x", "twitter", "tw", "twiter", "x/twitter", "twitter/x", "x (twitter)", "twitter (x)", "x.com"]),
        (Platform.YouTube, ["yt", "youtube", "you tube", "yutub"]),
        (Platform.Threads, ["threads", "thread"]),
    ];

    static readonly string[] Chats = ["wa", "whatsapp", "whats app", "whatapp", "messenger", "telegram", "line", "sms", "dm", "signal", "wechat"];

    /// <summary>The platform that a cell names; the first one where it names several.</summary>
    public static Platform Of(ReadOnlySpan<char> text)
    {
        var trimmed = text.Trim().Trim("()[]@:.-");
        if (trimmed.IsEmpty) return Platform.Unknown;
        if (Exact(trimmed) is not Platform.Unknown and var known) return known;

        foreach (var range in trimmed.SplitAny(" ,;/&()\n\r:-"))
        {
            if (Exact(trimmed[range].Trim()) is not Platform.Unknown and var first) return first;
        }

        return Platform.Unknown;
    }

    /// <summary>Whether a cell names a chat: what is written there is private and stays unread.</summary>
    public static bool IsChat(ReadOnlySpan<char> text)
    {
        var trimmed = text.Trim();
        if (trimmed.IsEmpty || Of(trimmed) is not Platform.Unknown) return false;

        foreach (var chat in Chats)
        {
            if (trimmed.Equals(chat, StringComparison.OrdinalIgnoreCase)) return true;
        }

        foreach (var range in trimmed.SplitAny(" ,;/&()\n\r:-"))
        {
            foreach (var chat in Chats)
            {
                if (trimmed[range].Equals(chat, StringComparison.OrdinalIgnoreCase)) return true;
            }
        }

        return false;
    }

    static Platform Exact(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty) return Platform.Unknown;
        foreach (var (platform, names) in Spellings)
        {
            foreach (var name in names)
            {
                if (word.Equals(name, StringComparison.OrdinalIgnoreCase)) return platform;
            }
        }

        return Platform.Unknown;
    }
}
