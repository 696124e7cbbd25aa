using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monitor.Exports.Archives;

/// <summary>
/// The text variant of TikTok's archive: a file for each section, whose names are in the language of the account. The English names are known,
/// and of the Dutch that of comments; with any other the private files cannot be told from the public ones, and nothing is opened.
/// </summary>
static partial class TikTokText
{
    /// <summary>TikTok's longest text has 4,000 characters.</summary>
    const int LongestRecord = 128 * 1024;

    const int LongestLine = 64 * 1024;

    static readonly Dictionary<string, TikTokList> Lists = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Comments"] = TikTokList.Comments,
        ["Reacties"] = TikTokList.Comments,
        ["Posts"] = TikTokList.Videos,
        ["Videos"] = TikTokList.Videos,
        ["Like List"] = TikTokList.Likes,
        ["Reposts"] = TikTokList.Reposts,
        ["Share History"] = TikTokList.Shares,
        ["Following"] = TikTokList.Follows,
        ["Following List"] = TikTokList.Follows,
    };

    /// <summary>Names of values without blanks. What else looks like one stands inside somebody's words.</summary>
    static readonly HashSet<string> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        "Date", "Comment", "Photo", "Url", "Link", "UserName", "DisplayName", "Title", "Likes", "WhoCanView", "AllowComments", "AllowStitches", "AllowDuets",
        "AllowSharing", "AllowSharingToStory", "ContentDisclosure", "AIGeneratedContent", "Sound", "Location", "AddYoursText", "Method", "SharedContent", "BioDescription", "CoverImage", "AlternateText",
    };

    /// <summary>What a file holds; the profile's list is none.</summary>
    public static (TikTokList List, bool IsProfile) Of(string member)
    {
        if (ArchivePrivacy.Denies(member) || File().Match(member) is not { Success: true } match) return (TikTokList.None, false);

        var name = match.Groups["name"].Value;
        return (Lists.GetValueOrDefault(name), match.Groups["folder"].Value.StartsWith("Profile", StringComparison.OrdinalIgnoreCase) && name.StartsWith("Profile Info", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Each record as the JSON variant would have it; an undefined element is one too long to be real.</summary>
    /// <param name="text">The file.</param>
    /// <param name="oneLine">Whether no value goes on in the next line, as in the profile.</param>
    /// <param name="cancellationToken">Stops between two lines.</param>
    public static async IAsyncEnumerable<(int Line, JsonElement Record)> ReadAsync(Stream text, bool oneLine, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(text, Encoding.UTF8);
        var (record, first, line, start, last, length) = (new Dictionary<string, string>(StringComparer.Ordinal), (string?)null, 0, 0, (string?)null, 0);
        await foreach (var written in LinesAsync(reader, cancellationToken))
        {
            line++;
            if (KeyIn(written) is { } key)
            {
                first ??= key;
                if (key == first && record.Count > 0)
                {
                    yield return (start, Element(record, length));
                    (record, length) = (new Dictionary<string, string>(StringComparer.Ordinal), 0);
                }

                if (record.Count == 0) start = line;
                record[key] = written[(written.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
                last = key;
            }
            else if (last is not null && !oneLine && record.Count > 0 && length < LongestRecord)
            {
                record[last] = $"{record[last]}\n{written}";
            }

            length += written.Length + 1;
        }

        if (record.Count > 0) yield return (start, Element(record, length));
    }

    static JsonElement Element(Dictionary<string, string> record, int length) =>
        length > LongestRecord ? default : JsonSerializer.SerializeToElement(record.ToDictionary(pair => pair.Key, pair => pair.Value.Trim(), StringComparer.Ordinal));

    static string? KeyIn(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon is <= 0 or > 40) return null;

        var key = line[..colon].Replace(" ", "", StringComparison.Ordinal);
        return Keys.Contains(key) ? key : null;
    }

    /// <summary>Lines of any length, of which no more than <see cref="LongestLine"/> characters are kept.</summary>
    static async IAsyncEnumerable<string> LinesAsync(StreamReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new char[16 * 1024];
        var line = new StringBuilder();
        for (int read; (read = await reader.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            for (var rest = buffer.AsMemory(0, read); !rest.IsEmpty;)
            {
                var end = rest.Span.IndexOf('\n');
                var piece = end < 0 ? rest : rest[..end];
                line.Append(piece.Span[..Math.Min(piece.Length, LongestLine - line.Length)]);
                rest = end < 0 ? default : rest[(end + 1)..];
                if (end < 0) continue;

                yield return line.ToString().TrimEnd('\r');
                line.Clear();
            }
        }

        if (line.Length > 0) yield return line.ToString();
    }

    [GeneratedRegex(@"(^|/)TikTok/(?<folder>[^/]+)/(?<name>[^/]+)\.txt$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex File();
}
