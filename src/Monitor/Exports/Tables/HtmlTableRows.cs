using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Exports.Tables;

/// <summary>
/// Rows of the tables in a web page, which many offices' programs write under the name of a spreadsheet. Tags are taken one by one as
/// they come, so neither depth nor length costs memory; scripts are passed over and nothing is loaded.
/// </summary>
/// <param name="page">UTF-8 or ANSI, without a byte order mark (<see cref="Utf8Text.Open"/>).</param>
sealed partial class HtmlTableRows(Stream page) : TableRows
{
    /// <summary>Characters of one row.</summary>
    const int MaxRow = DelimitedRows.MaxRecord;

    const int LongestTag = 8192;

    // Bytes as they stand: a cell is decoded as a whole, because only then is it clear whether it is UTF-8.
    readonly StreamReader _text = new(page, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024);
    readonly List<string> _cells = [];
    readonly List<string?> _links = [];
    readonly StringBuilder _cell = new();
    string? _link;
    bool _inCell;
    int _span;
    int _letters;
    int _row;
    bool _isAnsi;

    public override int Count => _cells.Count;

    public override RejectReason? Fault => _letters > MaxRow ? RejectReason.TooLong : null;

    public override bool IsAnsi => _isAnsi;

    public override string Locator => _row.ToString(CultureInfo.InvariantCulture);

    public override Cell this[int column] => (uint)column < (uint)_cells.Count ? new Cell(_cells[column]) : Cell.Empty;

    public override string? Link(int column) => (uint)column < (uint)_links.Count ? _links[column] : null;

    public override bool Read()
    {
        _cells.Clear();
        _links.Clear();
        _letters = 0;
        for (int letter; (letter = _text.Read()) >= 0;)
        {
            if (letter != '<') Append((char)letter);
            else if (EndsRow(Tag())) return Finish();
        }

        EndCell();
        return _cells.Count > 0 && Finish();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _text.Dispose();
        base.Dispose(disposing);
    }

    bool Finish()
    {
        _row++;
        return true;
    }

    /// <summary>Takes a tag in.</summary>
    /// <returns>Whether a row with cells ends here.</returns>
    bool EndsRow(string tag)
    {
        switch (Name().Match(tag).Value.ToLowerInvariant())
        {
            case "script" or "style":
                SkipElement(Name().Match(tag).Value);
                return false;
            case "td" or "th":
                EndCell();
                _inCell = true;
                _span = Span().Match(tag) is { Success: true } span && int.TryParse(span.Groups["count"].Value, CultureInfo.InvariantCulture, out var count) ? Math.Clamp(count, 1, MaxColumns) : 1;
                return false;
            case "/td" or "/th":
                EndCell();
                return false;
            case "tr" or "/tr" or "/table":
                EndCell();
                return _cells.Count > 0;
            case "br" or "/p" or "/div" or "/li":
                Append('\n');
                return false;
            case "a" when _inCell && Href().Match(tag) is { Success: true } link:
                _link ??= WebUtility.HtmlDecode(link.Groups["url"].Value);
                return false;
            default:
                return false;
        }
    }

    void Append(char letter)
    {
        if (_inCell && ++_letters <= MaxRow) _cell.Append(letter);
    }

    void EndCell()
    {
        if (!_inCell) return;
        if (_cells.Count + _span > MaxColumns) throw new UnreadableExportException(FileProblem.TooManyColumns, $"row {_row + 1}");

        var written = Utf8Text.Decode(Encoding.Latin1.GetBytes(_cell.ToString()), out var ansi);
        _isAnsi |= ansi;
        _cells.Add(WebUtility.HtmlDecode(written).Replace('\u00A0', ' ').Trim());
        _links.Add(_link);
        for (; _span > 1; _span--)
        {
            _cells.Add("");
            _links.Add(null);
        }

        _cell.Clear();
        (_link, _inCell) = (null, false);
    }

    /// <summary>What stands between the brackets; the beginning of it when it is longer than any real one.</summary>
    string Tag()
    {
        var tag = new StringBuilder();
        for (int letter; (letter = _text.Read()) >= 0 && letter != '>';)
        {
            if (tag.Length < LongestTag) tag.Append((char)letter);
            if (tag.Length == 3 && tag[0] == '!' && tag[1] == '-' && tag[2] == '-')
            {
                SkipTo("-->");
                return "";
            }
        }

        return tag.ToString();
    }

    void SkipElement(string name)
    {
        while (_text.Peek() >= 0)
        {
            SkipTo("</");
            if (Tag().StartsWith(name, StringComparison.OrdinalIgnoreCase)) return;
        }
    }

    void SkipTo(string end)
    {
        var matched = 0;
        for (int letter; matched < end.Length && (letter = _text.Read()) >= 0;)
            matched = letter == end[matched] ? matched + 1 : letter == end[0] ? 1 : 0;
    }

    [GeneratedRegex(@"^/?[A-Za-z][A-Za-z0-9]*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex("""\bcolspan\s*=\s*["']?(?<count>\d{1,5})""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Span();

    [GeneratedRegex("""\bhref\s*=\s*["']?(?<url>https?://[^"'\s>]+)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Href();
}
