using System.Text.RegularExpressions;

namespace Monitor.Exports.Tables;

/// <summary>The beginning of a table as it stands in its file. Its cells are people's words: only <see cref="MaskedText"/> of them may be shown.</summary>
/// <param name="Member">The zip's member; empty for a bare file.</param>
/// <param name="Sheet">The sheet's name; empty outside workbooks.</param>
/// <param name="IsHidden">Whether the sheet is hidden, and so left unread.</param>
/// <param name="Header">What was understood of the header, or null.</param>
/// <param name="Rows">The first rows as they stand, the header and what is above it included.</param>
sealed partial record TableHead(string Member, string Sheet, bool IsHidden, TableHeader? Header, IReadOnlyList<string[]> Rows)
{
    /// <summary>Rows of data that are shown.</summary>
    public const int Shown = 5;

    const int LongestName = 60;

    /// <summary>The first rows of data, cut as the reader cuts them; without a known header the rows below the likely one.</summary>
    public IEnumerable<IReadOnlyList<string>> Data()
    {
        var skip = Header?.DataRow ?? LikelyHeaderRow;
        var rows = Rows.Skip(skip).Where(row => !row.All(string.IsNullOrWhiteSpace)).Take(Shown);
        return Header?.PackedWith is { } mark ? rows.Select(row => PackedText.Split(PackedText.Join(row), mark)) : rows;
    }

    /// <summary>
    /// The row that a person would take for the header of a table that nobody knows, counted from one; 0 when there is none. Its cells are
    /// short, all different, and no numbers or links.
    /// </summary>
    public int LikelyHeaderRow
    {
        get
        {
            for (var row = 0; row < Math.Min(Rows.Count - 1, HeaderFinder.Depth); row++)
            {
                if (IsLikelyHeader(Rows[row])) return row + 1;
            }

            return 0;
        }
    }

    /// <summary>The names of the header, known or likely; empty when there is neither.</summary>
    public IReadOnlyList<string> Names => Header?.Names ?? (LikelyHeaderRow is > 0 and var row ? Rows[row - 1] : []);

    /// <summary>The names of the first row that has all of some names, as that row writes them; null when no row has.</summary>
    public IReadOnlyList<string>? NamesWith(IReadOnlyCollection<string> wanted)
    {
        var normalized = wanted.Select(name => HeaderName.Normalize(name)).ToList();
        return Rows.Take(HeaderFinder.Depth).FirstOrDefault(row => normalized.TrueForAll(name => row.Any(cell => HeaderName.Normalize(cell) == name)));
    }

    /// <summary>Whether a cell is a value and no name of a column.</summary>
    public static bool IsValue(string cell) => cell.Length > LongestName || !cell.Any(char.IsLetter) || Value().IsMatch(cell);

    static bool IsLikelyHeader(string[] row)
    {
        var names = row.Where(cell => !string.IsNullOrWhiteSpace(cell)).ToList();
        return names.Count > 1 && !names.Exists(IsValue) && names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Count;
    }

    [GeneratedRegex(@"^@|://|@\w+\.|\d{4,}|\d[.:/-]\d", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Value();
}
