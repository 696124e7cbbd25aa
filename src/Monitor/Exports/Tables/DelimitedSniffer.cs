using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Exports.Tables;

/// <summary>How a delimited text is to be read, found from its beginning.</summary>
/// <param name="Dialect">How to cut it.</param>
/// <param name="Header">Its header, or null when none is known.</param>
/// <param name="IsAnsi">Whether the beginning holds Windows-1252 characters.</param>
/// <param name="FirstRows">Its first rows, cut in that way.</param>
sealed record DelimitedShape(Dialect Dialect, TableHeader? Header, bool IsAnsi, IReadOnlyList<string[]> FirstRows);

/// <summary>Finds delimiter, quoting and header of a text by trying each on its beginning.</summary>
sealed partial class DelimitedSniffer(HeaderFinder finder)
{
    const int HeadLength = 64 * 1024;
    const int Sample = 60;

    static readonly byte[] Delimiters = ";,\t|"u8.ToArray();

    /// <exception cref="UnreadableExportException">No text, one endless line, too many columns, or private messages.</exception>
    public DelimitedShape Sniff(TableSource source)
    {
        using var text = Utf8Text.Open(source.Open());
        var (head, isWhole) = Head(text);
        if (head.Length == 0) throw new UnreadableExportException(FileProblem.Empty);
        if (IsBinary(head)) throw new UnreadableExportException(FileProblem.NotText);
        if (IsChat(head)) throw new UnreadableExportException(FileProblem.PrivateMessages, "chat lines");

        var isAnsi = Utf8Text.LooksAnsi(isWhole ? head : head[..Math.Max(1, head.Length - 4)]);
        var mac = !head.Contains((byte)'\n') && head.Contains((byte)'\r');
        var best = Candidates(head).Select(delimiter => Try(head, isWhole, new Dialect(delimiter, MacLines: mac), isAnsi)).MaxBy(Weight);

        // There is always a candidate.
        var dialect = TweetHarvestForm.Refine(best!, head, isWhole);
        return best! with { Dialect = dialect, FirstRows = FirstRows(head, isWhole, dialect) };
    }

    static (byte[] Head, bool IsWhole) Head(Stream text)
    {
        var head = Take(text, HeadLength);
        if (head.Length < HeadLength) return (head, true);
        if (head.AsSpan().Count((byte)'\n') > 1 || (!head.Contains((byte)'\n') && head.Contains((byte)'\r'))) return (head, false);

        // One line fills the head: a very wide table, or no table.
        var rest = Take(text, DelimitedRows.MaxRecord);
        head = [.. head, .. rest];
        if (head.Contains((byte)'\n')) return (head, rest.Length < DelimitedRows.MaxRecord);
        if (Delimiters.Max(delimiter => head.AsSpan().Count(delimiter)) >= TableRows.MaxColumns) throw new UnreadableExportException(FileProblem.TooManyColumns);
        if (rest.Length == DelimitedRows.MaxRecord) throw new UnreadableExportException(FileProblem.TooLarge, "one line of more than 2 MB");

        return (head, true);
    }

    static byte[] Take(Stream text, int length)
    {
        var buffer = new byte[length];
        var taken = text.ReadAtLeast(buffer, length, throwOnEndOfStream: false);
        return taken == length ? buffer : buffer[..taken];
    }

    static bool IsBinary(ReadOnlySpan<byte> head)
    {
        // A text that lost power while it was written ends in zeros, but it does not begin with them.
        return head.StartsWith("%PDF"u8) || head[..Math.Min(head.Length, 512)].Contains((byte)0);
    }

    /// <summary>Lines of a chat export: a date, a time, a name, a colon.</summary>
    static bool IsChat(ReadOnlySpan<byte> head)
    {
        var start = Encoding.UTF8.GetString(head[..Math.Min(head.Length, 8192)]);
        var lines = start.Split('\n').Take(20).ToList();
        return lines.Count(line => ChatLine().IsMatch(line)) is var hits && (hits >= 3 || (hits > 0 && hits * 2 >= lines.Count(line => line.Trim().Length > 0)));
    }

    static byte[] Candidates(ReadOnlySpan<byte> head) =>
        head.Length > 5 && head[..4].SequenceEqual("sep="u8) && head[4] is not ((byte)'\r' or (byte)'\n') ? [head[4]] : Delimiters;

    DelimitedShape Try(byte[] head, bool isWhole, Dialect dialect, bool isAnsi)
    {
        var rows = FirstRows(head, isWhole, dialect);
        return new DelimitedShape(dialect, finder.Find(rows), isAnsi, rows);
    }

    /// <summary>The first complete rows of a text's beginning.</summary>
    public static List<string[]> FirstRows(byte[] head, bool isWhole, Dialect dialect)
    {
        var found = new List<string[]>();
        using var rows = new DelimitedRows(new MemoryStream(head), dialect);
        while (found.Count < Sample && rows.Read())
        {
            var cells = new string[rows.Count];
            for (var column = 0; column < cells.Length; column++) cells[column] = rows.Text(column);
            found.Add(cells);
        }

        // The last row of a cut-off beginning is half a row.
        if (!isWhole && found.Count is > 1 and < Sample) found.RemoveAt(found.Count - 1);
        return found;
    }

    static (int Fields, bool Plain, int Regular) Weight(DelimitedShape shape) =>
        shape.Header is not { } header ? (0, false, Regular(shape.FirstRows)) : (HeaderFinder.Weight(header), header.PackedWith is null, 0);

    /// <summary>Without a header that is known: how many rows have the same number of cells, one cell apart.</summary>
    static int Regular(IReadOnlyList<string[]> rows) =>
        rows.Where(row => row.Length > 1).GroupBy(row => row.Length).Select(group => group.Count()).DefaultIfEmpty().Max();

    [GeneratedRegex(@"^[\u200E\uFEFF]?\[?\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4},? (?:pukul )?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?(?:\]| -) [^:;,]{1,60}: ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ChatLine();
}
