using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>How one collecting tool writes a table. What the columns mean is the tool's own affair, so it is told by its names and never guessed.</summary>
abstract class CollectorTable
{
    /// <summary>The reader's <see cref="IExportReader.Format"/>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a header is the tool's own.</summary>
    public abstract bool Recognizes(ColumnNames names);

    /// <summary>Everything that one row holds: its own act, and those of others that the tool hung on it.</summary>
    /// <returns>At least one <see cref="ReadResult.Read"/> or <see cref="ReadResult.Rejected"/>, each with a place of its own.</returns>
    public abstract IEnumerable<ReadResult> Map(CollectedRow row, DateTimeOffset now);

    protected static PostPlace Below(PostPlace place, string list, int index) =>
        place with { Locator = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{place.Locator}/{list}/{index}") };
}

/// <summary>All tables of collecting tools that Monitor reads.</summary>
static class CollectorTables
{
    /// <summary>Those that ask for most come first, because a tool's header may hold another's.</summary>
    public static IReadOnlyList<CollectorTable> All { get; } =
    [
        new FourCatTable(), new TwarcTable(), new TwintTable(), new CrowdTangleTable(), new ContentLibraryTable(), new FacebookScraperTable(),
        new SnscrapeTable(), new YouTubeCommentsTable(), new ExportCommentsTable(), new TikTokResearchTable(), new ApifyTable(),
    ];

    /// <summary>The tool that wrote a header, or null.</summary>
    public static CollectorTable? For(IReadOnlyList<string> names)
    {
        var columns = new ColumnNames(names);
        return columns.Count < ColumnNames.Fewest ? null : All.FirstOrDefault(table => table.Recognizes(columns));
    }
}

/// <summary>The names of a header, letter case apart.</summary>
sealed class ColumnNames
{
    /// <summary>No tool writes fewer columns.</summary>
    public const int Fewest = 4;

    readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);

    public ColumnNames(IReadOnlyList<string> names)
    {
        for (var column = 0; column < names.Count; column++)
            if (names[column].Trim().TrimStart('\uFEFF') is { Length: > 0 } name)
                _columns.TryAdd(name, column);
    }

    public int Count => _columns.Count;

    public IEnumerable<string> All => _columns.Keys;

    /// <summary>The columns by name, in the order of the table.</summary>
    public IReadOnlyDictionary<string, int> Columns => _columns;

    public bool HasAll(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (!_columns.ContainsKey(name))
                return false;

        return true;
    }

    public bool HasAny(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (_columns.ContainsKey(name))
                return true;

        return false;
    }
}
