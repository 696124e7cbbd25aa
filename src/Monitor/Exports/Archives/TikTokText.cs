using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monitor.Exports.Archives;

/// <summary>
/// The text variant of TikTok's archive: a file for each section, whose names are in the language of the account. Only files of names that mean
/// a public list are opened; where no name is known the private files cannot be told from the public ones, and nothing is opened.
/// </summary>
static partial class TikTokText
{
    /// <summary>TikTok's longest text has 4,000 characters.</summary>
    const int LongestRecord = 128 * 1024;

    const int LongestLine = 64 * 1024;

    const string Date = "date";

    /// <summary>Each record as the JSON variant would have it; an undefined element is one too long to be real.</summary>
    /// <param name="text">The file.</param>
    /// <param name="file">What it holds. In the profile no value goes on in the next line.</param>
    /// <param name="cancellationToken">Stops between two lines.</param>
    public static async IAsyncEnumerable<(int Line, JsonElement Record)> ReadAsync(Stream text, TikTokTextFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(text, Encoding.UTF8);
        var (record, first, line, start, last, length) = (new Dictionary<string, string>(StringComparer.Ordinal), (string?)null, 0, 0, (string?)null, 0);
        await foreach (var written in LinesAsync(reader, cancellationToken))
        {
            line++;
            if (KeyIn(written, file, record) is { } key)
            {
                first ??= key;
                if (key == first && record.Count > 0)
                {
                    yield return (start, Element(record, file, length));
                    (record, length) = (new Dictionary<string, string>(StringComparer.Ordinal), 0);
                }

                if (record.Count == 0) start = line;
                record[key] = written[(written.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
                last = key;
            }
            else if (last is not null and not Date && !file.IsProfile && record.Count > 0 && length < LongestRecord)
            {
                record[last] = $"{record[last]}\n{written}";
            }

            length += written.Length + 1;
        }

        if (record.Count > 0) yield return (start, Element(record, file, length));
    }

    static JsonElement Element(Dictionary<string, string> record, TikTokTextFile file, int length)
    {
        if (length > LongestRecord) return default;

        // In a language that is guessed at, silence about who may see a film is no permission.
        if (file is { List: TikTokList.Videos, IsGuessed: true }) record.TryAdd("whocanview", "?");
        return JsonSerializer.SerializeToElement(record.ToDictionary(pair => pair.Key, pair => pair.Value.Trim(), StringComparer.Ordinal));
    }

    /// <summary>
    /// The value that a line begins: one whose name is known, a date under whatever name, and behind the date of a comment its words. What else
    /// looks like one stands inside somebody's words.
    /// </summary>
    static string? KeyIn(string line, TikTokTextFile file, Dictionary<string, string> record)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon is <= 0 or > 40) return null;
        if (TikTokTextNames.All.Value(line[..colon]) is { } known) return known;
        if (Moment().IsMatch(line.AsSpan(colon + 1))) return Date;

        return file.List is TikTokList.Comments && record.Count == 1 && record.ContainsKey(Date) ? "comment" : null;
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

    [GeneratedRegex(@"^\s*\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}( UTC)?\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Moment();
}
