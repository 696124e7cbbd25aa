using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Exports.Archives;

/// <summary>
/// Which column of a YouTube table holds what. Headers are translated and their order changed three times since 2023, so what stands in
/// the rows decides, and a header's words only where the rows leave it open.
/// </summary>
sealed partial class YouTubeColumns
{
    /// <summary>Rows that are looked at.</summary>
    public const int Sample = 40;

    public const int MostColumns = 32;

    /// <summary>Bytes in which the first row of data begins.</summary>
    const int FirstRows = 4096;

    /// <summary>A table without these is older than chats with answers: six columns are a chat's.</summary>
    const int ChatColumns = 6;

    public YouTubeColumns(string[] header, IReadOnlyList<string[]> rows)
    {
        var width = Math.Max(header.Length, rows.Count == 0 ? 0 : rows.Max(row => row.Length));
        int Most(Regex form) => Best(width, column => rows.Count(row => column < row.Length && form.IsMatch(row[column].Trim())));
        int Named(Regex name) => Array.FindIndex(header, cell => name.IsMatch(cell));

        Channel = Either(Most(ChannelId()), Named(ChannelHeader()));
        Time = Either(Most(IsoTime()), Named(TimeHeader()));
        Text = Either(Most(JsonText()), Named(TextHeader()));
        Video = Either(Best(width, column => column == Time ? 0 : rows.Count(row => column < row.Length && VideoId().IsMatch(row[column].Trim()))), Named(VideoHeader()));
        Post = Either(Most(PostId()), Named(PostHeader()));
        Ids = [.. Enumerable.Range(0, width).Where(column => column != Post && rows.Any(row => column < row.Length && CommentId().IsMatch(row[column].Trim())))];
        if (Ids.Count == 0) Ids = [.. Enumerable.Range(0, header.Length).Where(column => column != Channel && column != Video && column != Post && IdHeader().IsMatch(header[column]))];
        SaysChat = header.Any(YouTubeMembers.IsChat) || (header.Length == 0 && width is > 0 and <= ChatColumns);
    }

    /// <summary>−1 where there is none, as with the others.</summary>
    public int Channel { get; }

    public int Time { get; }

    public int Text { get; }

    public int Video { get; }

    /// <summary>The community post under which a comment stands.</summary>
    public int Post { get; }

    /// <summary>The columns of the comment's own id, its parent's, and that of the first in the thread; their order changed.</summary>
    public IReadOnlyList<int> Ids { get; }

    public bool SaysChat { get; }

    /// <summary>A row without a time or a channel's id, in which no cell is JSON.</summary>
    public static bool IsHeader(string[] row) => !Array.Exists(row, cell => IsoTime().IsMatch(cell.Trim()) || ChannelId().IsMatch(cell.Trim()) || JsonText().IsMatch(cell.Trim()));

    /// <summary>Whether a file by itself begins as such a table does.</summary>
    public static bool Recognize(ReadOnlySpan<byte> head)
    {
        // Among the first rows, or it is another file that speaks of such a table.
        head = head[..Math.Min(head.Length, FirstRows)];
        if (HasHeader(head)) return true;
        if (head.IndexOf("{\"\"text\"\":"u8) < 0 && head.IndexOf("{\"\"takeoutSegments\"\":"u8) < 0) return false;

        return head.IndexOf(",UC"u8) >= 0 || head.IndexOf(";UC"u8) >= 0 || head.IndexOf("\tUC"u8) >= 0 || head.StartsWith("UC"u8) || head.IndexOf("\nUC"u8) >= 0;
    }

    /// <summary>Whether the first line names the ids of a channel and of a film, a time and a text, in whichever language is known.</summary>
    static bool HasHeader(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Encoding.UTF8.Preamble)) head = head[3..];
        var end = head.IndexOfAny((byte)'\r', (byte)'\n');
        var names = Encoding.UTF8.GetString(end < 0 ? head : head[..end]).Split([',', ';', '\t']);
        return names.Length is >= ChatColumns and <= MostColumns
            && Array.Exists(names, name => ChannelHeader().IsMatch(name) && IdHeader().IsMatch(name)) && Array.Exists(names, name => VideoHeader().IsMatch(name) && IdHeader().IsMatch(name))
            && Array.Exists(names, TimeHeader().IsMatch) && Array.Exists(names, TextHeader().IsMatch);
    }

    static int Best(int width, Func<int, int> votes)
    {
        var (best, most) = (-1, 0);
        for (var column = 0; column < width; column++)
            if (votes(column) is var count && count > most)
                (best, most) = (column, count);

        return best;
    }

    static int Either(int byContent, int byName) => byContent >= 0 ? byContent : byName;

    [GeneratedRegex(@"^UC[\w-]{22}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ChannelId();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IsoTime();

    [GeneratedRegex(@"^[\w-]{11}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VideoId();

    [GeneratedRegex(@"^Ug[\w.-]+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    public static partial Regex CommentId();

    /// <summary>Longer than a comment's.</summary>
    [GeneratedRegex(@"^Ugk[\w-]{30,}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PostId();

    [GeneratedRegex("""^\{\s*"(text|takeoutSegments)"\s*:""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex JsonText();

    [GeneratedRegex(@"channel|canal|kanaal|kanal|saluran", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ChannelHeader();

    [GeneratedRegex(@"timestamp|marca de tiempo|tijdstempel|zeitstempel|laiko žymė|marcaj|stempel waktu|waktu", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TimeHeader();

    [GeneratedRegex(@"te[xks]s?t|teks", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TextHeader();

    [GeneratedRegex(@"v[ií]deo|vaizdo", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VideoHeader();

    [GeneratedRegex(@"^post id$|id de publicación|id postingan", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PostHeader();

    [GeneratedRegex(@"\bid\b|-id\b|\bid-", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IdHeader();
}
