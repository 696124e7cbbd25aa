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

    static readonly string[] Chats = ["chat", "obrolan langsung"];

    /// <summary>What a person saw, keeps, pays for or subscribes to is theirs alone, in every language that is known.</summary>
    static readonly string[] Private =
    [
        "subscriptions", "suscripciones", "abonnementen", "abonamente", "prenumeratos", "abos", "abonnements", "iscrizioni", "subscrições", "langganan", "subscription",
        "playlist", "lista", "wiedergabeliste", "afspeellijst", "daftar putar", "video", "vídeo", "vaizdo", "metadata", "fitur", "history", "histor", "geschiedenis", "riwayat", "verlauf",
        "purchases", "pembelian", "music", "library",
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
        if (IsChat(file)) return YouTubeMember.LiveChats;

        // In a language that is not listed: only rows that look like comments are read.
        return YouTubeMember.Comments;
    }

    /// <summary>Whether a name, of a file or a column, is that of live chats.</summary>
    public static bool IsChat(string name) => Array.Exists(Chats, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"^(?<before>(.*/)?)YouTube[^/]*/(?<folder>[^/]+)/(?<file>[^/]+?)( ?\(\d+\))?\.csv$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Table();
}
