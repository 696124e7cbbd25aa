using LiteDB;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Journal;

namespace Monitor.LiteDb;

/// <summary>The questions of the flag store.</summary>
static class LiteDbReads
{
    public static FileState? File(LiteDbContent content, string sha256) => content.Files.FindById(sha256) is { } row ? State(content, row) : null;

    public static IReadOnlyList<FileState> UnmovedFiles(LiteDbContent content) =>
    [
        .. content.Files.Find(Query.EQ(nameof(FileRow.IsMoved), false)).ToList()
            .OrderBy(row => row.ReceivedAt, StringComparer.Ordinal).ThenBy(row => row.Id, StringComparer.Ordinal)
            .Select(row => State(content, row)),
    ];

    /// <summary>Receipts of a file in the order in which they were kept.</summary>
    public static List<ReceiptRow> ReceiptsOf(LiteDbContent content, string sha256) =>
        [.. content.Receipts.Find(Query.EQ(nameof(ReceiptRow.FileSha256), sha256)).ToList().OrderBy(row => row.Id)];

    public static IReadOnlyList<ExportReceipt> Receipts(LiteDbContent content, DateTimeOffset from, DateTimeOffset to)
    {
        var finished = nameof(ReceiptRow.FinishedAt);
        var rows = content.Receipts.Find(Query.And(Query.GTE(finished, JournalChain.InstantText(from)), Query.LT(finished, JournalChain.InstantText(to)))).ToList();
        return [.. rows.OrderBy(row => row.Id).Select(row => StoreJson.Read<ExportReceipt>(row.Document))];
    }

    public static IReadOnlyList<MentionCount> Mentions(LiteDbContent content, DateTimeOffset from, DateTimeOffset to)
    {
        var (first, end) = (MentionCounts.CountedDay(from), MentionCounts.CountedDay(to));
        return
        [
            .. from row in content.Mentions.FindAll().ToList()
               where string.CompareOrdinal(row.Day, first) >= 0 && string.CompareOrdinal(row.Day, end) < 0
               group row by (row.ContestId, row.ContestantId) into same
               orderby same.Key.ContestId, same.Key.ContestantId
               select new MentionCount(same.Key.ContestId, same.Key.ContestantId, same.Sum(row => row.Scored), same.Sum(row => row.Flagged)),
        ];
    }

    public static IReadOnlyList<Flag> Flags(LiteDbContent content, FlagQuery query) =>
        [.. Matching(content, query).Skip(query.Offset).Take(query.Limit).Select(content.Read)];

    public static long Count(LiteDbContent content, FlagQuery query) => Matching(content, query).LongCount();

    public static IReadOnlyDictionary<FlagStatus, long> CountByStatus(LiteDbContent content) =>
        content.Flags.GroupBy(flag => flag.Status).ToDictionary(same => same.Key, same => same.LongCount());

    public static IReadOnlyList<ChainedEntry> Journal(LiteDbContent content, long after, int limit) =>
        [.. content.Journal.Find(Query.GT("_id", after), 0, limit).ToList().OrderBy(row => row.Id).Select(row => row.Read())];

    public static ChainedEntry? LastEntry(LiteDbContent content, JournalKind kind, string subject) =>
        content.Journal.Find(Query.EQ(nameof(JournalRow.About), JournalRow.AboutOf(subject))).ToList()
            .Where(row => row.Kind == kind.ToString() && row.Subject == subject).MaxBy(row => row.Id)?.Read();

    public static byte[] PseudonymKey(LiteDbContent content) =>
        content.Meta.FindById(LiteDbFlagStore.PseudonymKeyName)?.Value
        ?? throw new StoreException("The store has lost its pseudonym key. Put the newest backup in its place.");

    static FileState State(LiteDbContent content, FileRow row)
    {
        var receipts = ReceiptsOf(content, row.Id);
        return new FileState(
            row.Id, row.Name, Spelling.Instant(row.ReceivedAt), row.NextBatch, row.ResultsConsumed, StoreJson.Read<ExportCounts>(row.Counts),
            receipts.Find(receipt => receipt.Id == row.Receipt) is { } own ? StoreJson.Read<ExportReceipt>(own.Document) : null, row.MovedTo)
        {
            Warnings = StoreJson.Read<List<ReadResult.Warned>>(row.Warnings),
            RejectedPlaces = StoreJson.Read<List<ReadResult.Rejected>>(row.RejectedPlaces),
            UnmovedDuplicates = [.. receipts.Where(receipt => receipt.AwaitsMove).Select(receipt => StoreJson.Read<ExportReceipt>(receipt.Document))],
        };
    }

    static IEnumerable<FlagRow> Matching(LiteDbContent content, FlagQuery query)
    {
        var from = query.RaisedFrom is { } first ? JournalChain.InstantText(first) : null;
        var to = query.RaisedTo is { } end ? JournalChain.InstantText(end) : null;
        return content.Flags.Where(flag =>
            (query.Status is null || flag.Status == query.Status)
            && (query.Priority is null || flag.Priority == query.Priority)
            && (from is null || string.CompareOrdinal(flag.RaisedAt, from) >= 0)
            && (to is null || string.CompareOrdinal(flag.RaisedAt, to) < 0)
            && (query.ContestId is null || flag.Contests.Contains(query.ContestId, StringComparer.Ordinal)));
    }
}
