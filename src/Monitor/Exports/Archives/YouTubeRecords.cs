using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Exports.Tables;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>Makes posts of the rows of a YouTube table.</summary>
/// <param name="columns">Which column holds what.</param>
/// <param name="isChat">Whether the rows are lines of a live chat.</param>
/// <param name="channels">The owner's channels.</param>
/// <param name="now">The present, against which times are judged.</param>
sealed class YouTubeRecords(YouTubeColumns columns, bool isChat, YouTubeChannels channels, DateTimeOffset now)
{
    const int LongestText = 65_536;

    public ReadResult Map(TableRows row, PostPlace place)
    {
        string? Said(int column) => column >= 0 && row.Text(column).Trim() is { Length: > 0 } text ? text : null;

        if (channels.Author(Said(columns.Channel)) is not { } author) return new ReadResult.Rejected(RejectReason.NoAuthor, place);
        if (Said(columns.Text) is not { } written || YouTubeText.Plain(written) is not { } text || string.IsNullOrWhiteSpace(text)) return new ReadResult.Rejected(RejectReason.NoContent, place);
        if (text.Length > LongestText) return new ReadResult.Rejected(RejectReason.TooLong, place);

        var (id, isReply) = Id([.. columns.Ids.Select(Said).OfType<string>()]);
        var time = PlatformTime.FromIsoUtc(Said(columns.Time));
        var target = Said(columns.Video) is { } video ? $"https://www.youtube.com/watch?v={video}"
            : Said(columns.Post) is { } post ? $"https://www.youtube.com/post/{post}"
            : null;
        var words = TextRepair.AsIs(text);
        return new ReadResult.Read(new Post
        {
            Platform = Platform.YouTube,
            Activity = isChat ? Activity.LiveChat : isReply ? Activity.Reply : Activity.Comment,
            Author = author,
            Text = words.Text,
            TextKind = TextKind.OwnText,
            Time = time,
            Target = target is null ? null : new PostTarget(null, null, target),
            Url = target is null || id is null || isChat ? target : $"{target}{(target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lc={id}",
            PlatformId = id,
            Audience = Audience.Public,
            Place = place,
            Warnings = words.Warnings
                | (time.At is null && Said(columns.Time) is not null ? PostWarnings.TimeUnreadable : PostWarnings.None)
                | (PlatformTime.InFuture(time, now) ? PostWarnings.TimeInFuture : PostWarnings.None),
        });
    }

    /// <summary>The comment's own id among those in its row: an answer's has its parent's in front, parted by a dot.</summary>
    static (string? Id, bool IsReply) Id(IReadOnlyList<string> ids)
    {
        if (ids.Count == 0) return (null, false);

        var own = ids.FirstOrDefault(id => id.Contains('.', StringComparison.Ordinal)) ?? ids[0];
        return (own, own.Contains('.', StringComparison.Ordinal) || ids.Any(id => id != own));
    }
}

/// <summary>The owner's channels, by id. A comment names its channel itself; the profile only adds the shown name.</summary>
sealed class YouTubeChannels
{
    const int MostChannels = 100;

    readonly Dictionary<string, string?> _titles = new(StringComparer.Ordinal);

    public void Read(TableSource source)
    {
        using var table = new DelimitedRows(Utf8Text.Open(source.Open()), YouTubeTakeoutReader.DialectOf(source));
        for (var rows = 0; rows < MostChannels && table.Read(); rows++)
            if (table.Fault is null && table.Text(0).Trim() is { Length: 24 } id && id.StartsWith("UC", StringComparison.Ordinal))
                _titles[id] = table.Text(1).Trim() is { Length: > 0 } title ? title : null;
    }

    public PostAuthor? Author(string? id)
    {
        id ??= _titles.Count == 1 ? _titles.Keys.First() : null;
        return id is null ? null : new PostAuthor { PlatformId = id, DisplayName = _titles.GetValueOrDefault(id), ProfileUrl = $"https://www.youtube.com/channel/{id}" };
    }
}

/// <summary>YouTube's words in a table: pieces of JSON, with or without a list around them, at times with raw line breaks or quotes inside.</summary>
static partial class YouTubeText
{
    /// <summary>The words; null when it is JSON without any.</summary>
    public static string? Plain(string cell)
    {
        if (!cell.StartsWith('{')) return cell;

        try
        {
            using var json = JsonReading.Parse(Encoding.UTF8.GetBytes($"[{WithoutRawBreaks(cell)}]"));
            var text = string.Concat(json.RootElement.EnumerateArray().SelectMany(Segments).Select(segment => segment.Text("text")));
            return text.Length > 0 ? text : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return Torn(cell);
        }
    }

    static IEnumerable<JsonElement> Segments(JsonElement piece) => piece.Get("takeoutSegments") is { } segments ? ((JsonElement?)segments).Items() : [piece];

    static string? Torn(string cell)
    {
        try
        {
            var text = string.Concat(Pieces().Matches(cell).Select(match => JsonReading.Unescaped(Encoding.UTF8.GetBytes($"\"{match.Groups["text"].Value}\""))));
            return text.Length > 0 ? text : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>Line breaks and tabs inside strings written as JSON wants them.</summary>
    static string WithoutRawBreaks(string cell)
    {
        if (cell.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0) return cell;

        var text = new StringBuilder(cell.Length + 16);
        var inString = false;
        for (var i = 0; i < cell.Length; i++)
        {
            var letter = cell[i];
            if (letter == '"') inString = !inString;
            if (inString && letter == '\\' && i + 1 < cell.Length) text.Append(letter).Append(cell[++i]);
            else if (inString && letter < ' ') text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else text.Append(letter);
        }

        return text.ToString();
    }

    [GeneratedRegex("""
        "text"\s*:\s*"(?<text>.*?)"\s*(?=\}|,\s*"[A-Za-z]+"\s*:)
        """, RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pieces();
}
