using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Monitor.Exports.Archives;

/// <summary>
/// Cuts one of Facebook's pages into its entries without holding more than one: a page of a busy account has tens of megabytes, and its tree
/// ten times that. User text is escaped, so the tag that opens an entry stands nowhere else.
/// </summary>
sealed partial class HtmlEntries(Stream page) : IDisposable
{
    /// <summary>Characters of one entry; the longest post has a tenth with all its pictures.</summary>
    const int LongestEntry = 1 << 20;

    const int Chunk = 64 * 1024;

    /// <summary>The longest opening tag that is looked for across the border of two chunks.</summary>
    const int LongestTag = 2048;

    /// <summary>Real pages stay below 40; deeper trees are attacks on the stack.</summary>
    const int DeepestEntry = 200;

    readonly StreamReader _text = new(page, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: true);
    readonly HtmlParser _parser = new();
    readonly char[] _chunk = new char[Chunk];
    string _window = "";
    int _start;
    bool _begun;
    bool _inBody;

    /// <summary>The present entry; null when it is too long or too deep.</summary>
    public IElement? Entry { get; private set; }

    public bool IsTooLong { get; private set; }

    /// <summary>The present entry's place on the page, from one.</summary>
    public int Number { get; private set; }

    /// <summary>Characters behind the page's head, whose styles are longer than most pages.</summary>
    public long BodyLength { get; private set; }

    public bool Read()
    {
        if (!_begun && !Begin()) return false;
        if (_start == _window.Length) return false;

        Number++;
        IsTooLong = false;
        Entry = null;
        var seen = _start + 1;
        int end;
        while ((end = Next(seen)) < 0)
        {
            seen = Math.Max(_start + 1, _window.Length - LongestTag);
            if (_window.Length - _start > LongestEntry)
            {
                IsTooLong = true;
                _start = seen - 1;
            }

            seen -= _start;
            if (!Fill()) break;
        }

        if (end < 0) end = _window.Length;
        if (!IsTooLong) Entry = Parse(_window[_start..end]);
        _start = end;
        return true;
    }

    public void Dispose() => _text.Dispose();

    /// <summary>Goes to the first entry.</summary>
    bool Begin()
    {
        _begun = true;
        while (Next(0) is var first)
        {
            _start = first >= 0 ? first : Math.Max(0, _window.Length - LongestTag);
            if (first >= 0) return true;
            if (!Fill()) break;
        }

        _start = _window.Length;
        return false;
    }

    int Next(int from) => from < _window.Length && EntryTag().Match(_window, from) is { Success: true } match ? match.Index : -1;

    /// <summary>Appends what comes next, and drops what lies before the present entry.</summary>
    bool Fill()
    {
        var read = _text.ReadBlock(_chunk);
        _window = string.Concat(_window.AsSpan(_start), _chunk.AsSpan(0, read));
        _start = 0;
        Measure(_chunk.AsSpan(0, read));
        return read > 0;
    }

    void Measure(ReadOnlySpan<char> chunk)
    {
        var body = _inBody ? 0 : chunk.IndexOf("<body", StringComparison.OrdinalIgnoreCase);
        _inBody |= body >= 0;
        if (_inBody) BodyLength += chunk.Length - body;
    }

    IElement? Parse(string html) => IsTooDeep(html) ? null : _parser.ParseDocument(html).Body?.FirstElementChild;

    static bool IsTooDeep(string html)
    {
        var depth = 0;
        foreach (var tag in Tag().EnumerateMatches(html))
        {
            depth += html[tag.Index + 1] == '/' ? -1 : 1;
            if (depth > DeepestEntry) return true;
        }

        return false;
    }

    [GeneratedRegex("""<(section|div)\b[^<>]{0,1500}?\bclass="([^"<>]*\s)?_a6-g(\s[^"<>]*)?"[^<>]*>""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex EntryTag();

    /// <summary>Tags that nest; line breaks, pictures and rules have no end.</summary>
    [GeneratedRegex(@"</?(?!(br|img|hr|input|meta|link|wbr|source|area|col|embed|track|param|base)\b)[a-z]", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Tag();
}
