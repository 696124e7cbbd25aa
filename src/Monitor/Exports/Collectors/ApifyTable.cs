using Monitor.Exports.Archives;

namespace Monitor.Exports.Collectors;

/// <summary>Datasets of Apify's actors as CSV or XLSX, where each value of a record has a column of its own, parted by <c>/</c> or <c>.</c></summary>
sealed class ApifyTable : CollectorTable
{
    static readonly ApifyFormat Records = new();

    public override string Name => Records.Name;

    public override bool Recognizes(ColumnNames names)
    {
        var root = names.All.Select(name => name.Split('/', '.')[0]).ToHashSet(StringComparer.Ordinal);
        var all = names.All.SelectMany(name => name.Split('/', '.')).ToHashSet(StringComparer.Ordinal);
        return Records.Recognize(new JsonHead(IsList: true, root, all), []) > 0;
    }

    public override IEnumerable<ReadResult> Map(CollectedRow row, DateTimeOffset now)
    {
        using var record = row.Nested();
        return [.. Records.Map(record.RootElement, row.Place, now)];
    }
}

/// <summary>facebook-scraper's own CSV. Lists in it are written as Python writes them and are left alone.</summary>
sealed class FacebookScraperTable : CollectorTable
{
    static readonly FacebookScraperFormat Records = new();

    public override string Name => Records.Name;

    public override bool Recognizes(ColumnNames names) => names.HasAll("post_id", "post_text") && names.HasAny("shared_text", "user_url", "post_url");

    public override IEnumerable<ReadResult> Map(CollectedRow row, DateTimeOffset now)
    {
        using var record = row.Flat();
        return [.. Records.Map(record.RootElement, row.Place, now)];
    }
}
