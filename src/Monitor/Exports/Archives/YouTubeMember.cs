using System.Text.RegularExpressions;

namespace Monitor.Exports.Archives;

/// <summary>What a table below Takeout's YouTube folder holds. Everything else is never opened.</summary>
enum YouTubeMember
{
    Denied,
    Channel,
    Comments,
    LiveChats,
}

static partial class YouTubeMembers
{
    static readonly string[] Channels = ["channel", "canal", "kanaal", "kanal", "kanalas", "canale", "chaîne", "saluran"];

    static readonly string[] Comments =
        ["comments", "comentarios", "reacties", "comentarii", "komentarai", "kommentare", "commentaires", "commenti", "comentários", "komentar", "community posts"];

    /// <summary>What a person saw, keeps, pays for or subscribes to is theirs alone, in every language that is known.</summary>
    static readonly string[] Private =
    [
        "subscriptions", "suscripciones", "abonnementen", "abonamente", "prenumeratos", "abos", "abonnements", "iscrizioni", "subscrições", "langganan", "subscription",
        "playlists", "history", "historial", "geschiedenis", "riwayat", "verlauf", "purchases", "pembelian", "music", "library",
    ];

    public static YouTubeMember Of(string member)
    {
        if (Table().Match(member) is not { Success: true } match || ArchivePrivacy.Denies(match.Groups["before"].Value)) return YouTubeMember.Denied;

        var folder = match.Groups["folder"].Value.ToLowerInvariant();
        var file = match.Groups["file"].Value.Trim().ToLowerInvariant();
        if (Array.Exists(Private, folder.Contains)) return YouTubeMember.Denied;
        if (Channels.Contains(file)) return YouTubeMember.Channel;

        // Channels' settings name the chat as well; its own folder bears the name of its file.
        if (file != folder) return Comments.Contains(file) ? YouTubeMember.Comments : YouTubeMember.Denied;
        if (file.Contains("chat", StringComparison.Ordinal)) return YouTubeMember.LiveChats;

        // In a language that is not listed: only rows that look like comments are read.
        return YouTubeMember.Comments;
    }

    [GeneratedRegex(@"^(?<before>(.*/)?)YouTube[^/]*/(?<folder>[^/]+)/(?<file>[^/]+?)( ?\(\d+\))?\.csv$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Table();
}
