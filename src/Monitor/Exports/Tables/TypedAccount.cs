using System.Buffers;
using Monitor.Posts;

namespace Monitor.Exports.Tables;

/// <summary>An account as a clerk typed it: <c>@siti</c>, <c>siti (ig)</c>, <c>FB: Siti Contoh</c>, a link, or several in one cell.</summary>
/// <param name="Platform">Unknown when the cell does not say.</param>
/// <param name="Handle">Without <c>@</c>.</param>
/// <param name="DisplayName">A name with blanks, which is no handle.</param>
/// <param name="ProfileUrl">Where the cell held a link.</param>
/// <param name="IsChat">Whether it is a number or name in a chat.</param>
readonly record struct TypedAccount(Platform Platform, string? Handle, string? DisplayName, string? ProfileUrl, bool IsChat = false)
{
    static readonly SearchValues<char> Marks = SearchValues.Create(" ,;/|:()&\n\r\t");

    /// <param name="cell">The cell.</param>
    /// <param name="platform">The row's platform; of several accounts the first of that platform is meant.</param>
    public static TypedAccount Of(string cell, Platform platform)
    {
        var text = cell.AsSpan().Trim();
        if (text.IsEmpty) return default;
        if (!text.ContainsAny(Marks)) return Bare(text, cell);

        TypedAccount? first = null;
        foreach (var part in Parts(text))
        {
            var account = One(part);
            if (account == default) continue;
            if (platform is Platform.Unknown || account.Platform == platform) return account;
            if (first is null || (first.Value.Platform is not Platform.Unknown && account.Platform is Platform.Unknown)) first = account;
        }

        return first ?? default;
    }

    static List<string> Parts(ReadOnlySpan<char> text)
    {
        var parts = new List<string>();
        foreach (var range in text.SplitAny(",;|\n\r"))
        {
            var part = text[range].Trim();
            if (part.IsEmpty) continue;
            if (part.Contains("://", StringComparison.Ordinal) || PostLink.Looks(part))
            {
                parts.Add(part.ToString());
                continue;
            }

            foreach (var inner in part.SplitAny("/&"))
            {
                if (!part[inner].IsWhiteSpace()) parts.Add(part[inner].Trim().ToString());
            }
        }

        return parts;
    }

    static TypedAccount One(string typed)
    {
        var text = typed.AsSpan().Trim();
        if (PostLink.Looks(text))
        {
            var link = PostLink.Of(text);
            return new TypedAccount(link.Platform, link.Handle, null, typed, link.IsChat);
        }

        var platform = Platform.Unknown;
        var chat = false;
        TakeNote(ref text, ref platform, ref chat);
        TakePrefix(ref text, ref platform, ref chat);
        text = text.Trim().Trim("()[]:-").Trim();
        if (text.IsEmpty) return chat ? new TypedAccount(Platform.Unknown, null, null, null, IsChat: true) : default;

        // A bare platform name in a list ("FB, IG") is no account.
        if (platform is Platform.Unknown && TypedPlatform.Of(text) is not Platform.Unknown && !text.Contains('@')) return default;

        return Bare(text, null) with { Platform = platform, IsChat = chat };
    }

    /// <summary>siti (ig)</summary>
    static void TakeNote(ref ReadOnlySpan<char> text, ref Platform platform, ref bool chat)
    {
        var open = text.LastIndexOf('(');
        if (open < 0) return;

        platform = TypedPlatform.Of(text[open..]);
        chat = TypedPlatform.IsChat(text[open..]);
        if (platform is not Platform.Unknown || chat) text = text[..open];
    }

    /// <summary>FB: Siti Contoh, IG - siti, ig @siti</summary>
    static void TakePrefix(ref ReadOnlySpan<char> text, ref Platform platform, ref bool chat)
    {
        var end = text.IndexOfAny(":@");
        if (end <= 0) end = text.IndexOf(" - ", StringComparison.Ordinal);
        if (end <= 0) return;

        var found = TypedPlatform.Of(text[..end]);
        var isChat = TypedPlatform.IsChat(text[..end]);
        if (found is Platform.Unknown && !isChat) return;

        if (found is not Platform.Unknown) platform = found;
        chat |= isChat;
        text = text[(text[end] == '@' ? end : end + 1)..].TrimStart(" -:");
    }

    static TypedAccount Bare(ReadOnlySpan<char> text, string? whole)
    {
        var handle = text.TrimStart('@').Trim();
        if (handle.IsEmpty || handle is "-" or "undefined") return default;

        var value = whole is not null && whole.Length == handle.Length ? whole : handle.ToString();
        return value.AsSpan().ContainsAny(" \u00A0")
            ? new TypedAccount(Platform.Unknown, null, value, null)
            : new TypedAccount(Platform.Unknown, value, null, null);
    }
}
