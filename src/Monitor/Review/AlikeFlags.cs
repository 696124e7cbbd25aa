using Monitor.Classification;
using Monitor.Flags;

namespace Monitor.Review;

/// <summary>Flags that are alike in every way that is counted, as one row.</summary>
sealed record AlikeFlags(Priority Band, Category Category, FlagOrigin Origin, string Named, Fates Fates, SaidWords First, SaidWords Second)
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

    public static SaidWords WordsOf(Verdict? word, long count) => word switch
    {
        Verdict.NoIndication => new SaidWords(count, 0, 0),
        Verdict.CannotAssess => new SaidWords(0, count, 0),
        Verdict.StrongIndication => new SaidWords(0, 0, count),
        _ => default,
    };

    public static IReadOnlyList<BandCount> Bands(IEnumerable<AlikeFlags> flags) =>
        [.. flags.GroupBy(row => (row.Band, row.Origin)).Select(group => new BandCount(group.Key.Band, group.Key.Origin, Sum(group))).OrderBy(row => row.Origin).ThenBy(row => row.Band)];

    public static IReadOnlyList<CategoryCount> Categories(IEnumerable<AlikeFlags> flags) =>
        [.. flags.GroupBy(row => row.Category).Select(group => new CategoryCount(group.Key, Sum(group))).OrderBy(row => row.Category)];

    public static IReadOnlyList<ContestantCount> Contestants(IEnumerable<AlikeFlags> flags, IReadOnlyList<MentionCount> mentions)
    {
        var raised =
            from row in flags
            from named in row.Named.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            let parts = named.Split('\t')
            select new ContestantCount(parts[0], parts[1])
            {
                Words = row.Origin is FlagOrigin.Words ? row.Fates.Raised : 0,
                HighBand = row is { Origin: FlagOrigin.Words, Band: Priority.High } ? row.Fates.Raised : 0,
                First = row.First,
                Second = row.Second,
            };
        var scored = mentions.Select(count => new ContestantCount(count.ContestId, count.ContestantId) { Scored = count.Scored, Flagged = count.Flagged });
        return
        [
            .. raised.Concat(scored).GroupBy(count => (count.ContestId, count.ContestantId), (_, rows) => rows.Aggregate((sum, row) => sum + row))
                .OrderBy(count => count.ContestId, StringComparer.Ordinal).ThenBy(count => count.ContestantId, StringComparer.Ordinal),
        ];
    }

    static Fates Sum(IEnumerable<AlikeFlags> rows) => rows.Aggregate(default(Fates), (sum, row) => sum + row.Fates);
}
