using Monitor.Classification;
using Monitor.Flags;

namespace Monitor.Review;

/// <summary>Flags that are alike in every way that is counted, as one row.</summary>
sealed record AlikeFlags(Priority Band, Category Category, FlagOrigin Origin, string Named, Fates Fates)
{
    /// <summary>What became of flags that are alike. A purge takes the words and leaves what was decided.</summary>
    public static Fates FatesOf(FlagStatus status, Verdict? verdict, long count) => (status, verdict) switch
    {
        (FlagStatus.Dismissed or FlagStatus.Purged, Verdict.NoIndication) => new Fates(count, count, 0, 0, 0, 0),
        (FlagStatus.Dismissed or FlagStatus.Purged, Verdict.CannotAssess) => new Fates(count, 0, count, 0, 0, 0),
        (FlagStatus.UpheldOnce, _) => new Fates(count, 0, 0, count, 0, 0),
        (FlagStatus.Upheld or FlagStatus.Referred, _) => new Fates(count, 0, 0, 0, count, 0),
        (FlagStatus.NeedsClarification, _) => new Fates(count, 0, 0, 0, 0, count),
        _ => new Fates(count, 0, 0, 0, 0, 0),
    };

    public static IReadOnlyList<BandCount> Bands(IEnumerable<AlikeFlags> flags) =>
        [.. flags.GroupBy(row => (row.Band, row.Origin)).Select(group => new BandCount(group.Key.Band, group.Key.Origin, Sum(group))).OrderBy(row => row.Origin).ThenBy(row => row.Band)];

    public static IReadOnlyList<CategoryCount> Categories(IEnumerable<AlikeFlags> flags) =>
        [.. flags.GroupBy(row => row.Category).Select(group => new CategoryCount(group.Key, Sum(group))).OrderBy(row => row.Category)];

    public static IReadOnlyList<ContestantCount> Contestants(IEnumerable<AlikeFlags> flags) =>
    [
        .. from row in flags
           from named in row.Named.Split('\n', StringSplitOptions.RemoveEmptyEntries)
           group row by named into rows
           let parts = rows.Key.Split('\t')
           orderby rows.Key
           select new ContestantCount(parts[0], parts[1], rows.Where(row => row.Band is Priority.High).Sum(row => row.Fates.Raised), Sum(rows)),
    ];

    static Fates Sum(IEnumerable<AlikeFlags> rows) => rows.Aggregate(default(Fates), (sum, row) => sum + row.Fates);
}
