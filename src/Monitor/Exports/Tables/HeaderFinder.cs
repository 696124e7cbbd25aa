using System.Text.RegularExpressions;
using Monitor.Exports.Collectors;
using Monitor.Posts;

namespace Monitor.Exports.Tables;

/// <summary>
/// Finds the header among the first rows of a sheet or text: the row, or pair of rows, with the most names that are known. A header
/// must name the words or the link and one thing more; columns are never guessed by their position.
/// </summary>
sealed partial class HeaderFinder(HeaderAliases aliases, MappingBook mappings)
{
    /// <summary>Rows that are looked at.</summary>
    public const int Depth = 20;

    const int NoDoubt = 3;

    const int LongestLink = 2048;

    /// <summary>Columns that are looked at for a second header.</summary>
    const int MaxSecond = 200;

    static readonly char[] Packs = [';', ',', '\t', '|'];

    /// <summary>The header, or null when no row has one.</summary>
    /// <exception cref="UnreadableExportException">The columns are those of private messages.</exception>
    public TableHeader? Find(IReadOnlyList<string[]> rows) => FindPlain(rows) ?? FindPacked(rows);

    /// <summary>Whether a row further down begins another table.</summary>
    public bool IsOtherHeader(TableRows rows)
    {
        var cells = new string[Math.Min(rows.Count, MaxSecond)];
        for (var column = 0; column < cells.Length; column++) cells[column] = rows.Text(column);

        var plan = ColumnPlan.Of(cells, aliases);
        return plan.Fields >= 3 && plan.HasContent && !plan.Guessed;
    }

    TableHeader? FindPlain(IReadOnlyList<string[]> rows)
    {
        TableHeader? best = null;
        for (var row = 0; row < Math.Min(rows.Count, Depth); row++)
        {
            var header = Better(Header(rows[row], row + 1), row + 1 < rows.Count ? Header(Joined(rows[row], rows[row + 1]), row + 2) : null);
            best = Better(best, header);

            // The first that is beyond doubt: a table further down may have more columns and is still the second.
            if (best is not null && Weight(best) >= NoDoubt) break;
        }

        if (best is not null) best = best with { SourceUrl = SourceUrl(rows.Take(best.HeaderRow - 1)) };
        return best is null || !IsNumbering(rows, best.DataRow) ? best : best with { DataRow = best.DataRow + 1 };
    }

    static string? SourceUrl(IEnumerable<string[]> above) =>
        above.SelectMany(row => row).Select(cell => cell.Trim()).FirstOrDefault(cell => cell.Length < LongestLink && PostLink.Looks(cell) && PostLink.Of(cell).Platform is not Platform.Unknown);

    /// <summary>The whole text in column A, as after opening a CSV with the wrong separator.</summary>
    TableHeader? FindPacked(IReadOnlyList<string[]> rows)
    {
        for (var row = 0; row < Math.Min(rows.Count, Depth); row++)
        {
            var packed = PackedText.Join(rows[row]);
            foreach (var mark in Packs)
            {
                if (packed.AsSpan().Count(mark) == 0) continue;
                if (Header(PackedText.Split(packed, mark), row + 1) is { } header) return header with { PackedWith = mark };
            }
        }

        return null;
    }

    static TableHeader? Better(TableHeader? one, TableHeader? other)
    {
        if (one is null || other is null) return one ?? other;
        return Weight(other) > Weight(one) ? other : one;
    }

    /// <summary>What a person wrote down outweighs a tool's own header, and that every likeness.</summary>
    public static int Weight(TableHeader header) => header switch
    {
        { Mapping: not null } => 1000,
        { Tool: not null } => 500,
        _ => header.Plan.Fields,
    };

    TableHeader? Header(string[]? names, int dataRow)
    {
        if (names is null) return null;

        var (own, hasNeighbour) = FirstTable(names);
        var plan = ColumnPlan.Of(own, aliases);

        // Before the mapping files: nobody can map private messages into the open.
        if (plan.IsMessages) throw new UnreadableExportException(FileProblem.PrivateMessages, $"row {dataRow}");
        if (mappings.For(names) is { } mapping)
            return new TableHeader { DataRow = dataRow, HeaderRow = dataRow, Names = names, Plan = ColumnPlan.Of(names, mapping), Mapping = mapping };

        if (CollectorTables.For(names) is { } tool) return new TableHeader { DataRow = dataRow, HeaderRow = dataRow, Names = names, Plan = plan, Tool = tool };
        if (!IsHeader(plan, own)) return null;

        return new TableHeader
        {
            DataRow = dataRow,
            HeaderRow = dataRow,
            Names = own,
            Plan = plan,
            HasNeighbour = hasNeighbour,
            IsDamaged = own.Any(IsValue),
        };
    }

    static bool IsHeader(ColumnPlan plan, string[] names)
    {
        if (!plan.HasContent || plan.Fields < 2) return false;
        return plan.Fields >= 4 || plan.Fields * 3 >= names.Count(name => name.Length > 0);
    }

    /// <summary>
    /// Two tables side by side: behind an empty column names come again. Only the first is read, because nobody can say which belongs
    /// to which.
    /// </summary>
    (string[] Names, bool HasNeighbour) FirstTable(string[] names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var gap = -1;
        for (var column = 0; column < names.Length; column++)
        {
            var name = HeaderName.Normalize(names[column]);
            if (name.Length == 0 || name.StartsWith("unnamed", StringComparison.Ordinal))
            {
                if (seen.Count > 0) gap = column;
                continue;
            }

            var known = aliases.ByName(name) is { Field: not TableField.Ignore };
            if (gap >= 0 && known && seen.Contains(name)) return (BeforeGap(names, gap), true);
            if (known) seen.Add(name);
        }

        return (names, false);
    }

    static string[] BeforeGap(string[] names, int gap) => [.. names.Select((name, column) => column < gap ? name : "")];

    /// <summary>A header of two rows: the lower one names parts of what the upper one groups.</summary>
    string[]? Joined(string[] upper, string[] lower)
    {
        var width = Math.Max(upper.Length, lower.Length);
        var joined = new string[width];
        var below = 0;
        var known = 0;
        for (var column = 0; column < width; column++)
        {
            var over = column < upper.Length ? upper[column].Trim() : "";
            var under = column < lower.Length ? lower[column].Trim() : "";
            joined[column] = under.Length > 0 ? under : over;
            if (under.Length == 0) continue;

            // A row of data has something under nearly every name; a second header row only under groups.
            below++;
            if (under.Length > 40 || IsValue(under)) return null;
            if (aliases.ByName(HeaderName.Normalize(under)) is not null) known++;
            else if (over.Length > 0) joined[column] = $"{over} {under}";
        }

        var named = upper.Count(name => !string.IsNullOrWhiteSpace(name));
        return known > 0 && below * 2 <= Math.Max(named, 2) ? joined : null;
    }

    /// <summary>The row "(1) (2) (3)" that many offices put under a header.</summary>
    static bool IsNumbering(IReadOnlyList<string[]> rows, int row)
    {
        if (row >= rows.Count) return false;

        var filled = rows[row].Select(cell => cell.Trim().Trim('(', ')', '.')).Where(cell => cell.Length > 0).ToList();
        return filled.Count > 2 && filled.Select((cell, i) => cell == (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)).All(fits => fits);
    }

    static bool IsValue(string name) => name.Length > 60 || Value().IsMatch(name);

    [GeneratedRegex(@"^\s*(?:\d[\d.,]*E\+\d+|'?\d{8,}|https?://\S+|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \w{3} \d\d .*|\d{4}-\d\d-\d\d.*)\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Value();
}
