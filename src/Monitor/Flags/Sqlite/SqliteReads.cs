using System.Globalization;
using Microsoft.Data.Sqlite;
using Monitor.Exports;
using Monitor.Journal;

namespace Monitor.Flags.Sqlite;

/// <summary>The questions that the store answers, over a connection that only reads.</summary>
static class SqliteReads
{
    public const string LastEntry = "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1";

    public static JournalHead Head(Statement lastEntry) =>
        lastEntry.Rows(row => new JournalHead(row.GetInt64(0), row.GetString(1))).FirstOrDefault(JournalChain.Empty);

    public static JournalHead Head(SqliteConnection reader)
    {
        using var lastEntry = new Statement(reader, LastEntry);
        return Head(lastEntry);
    }

    public static FileState? File(SqliteConnection reader, string sha256)
    {
        using var find = new Statement(reader, $"SELECT {SqliteRows.FileColumns} FROM {SqliteRows.FileTables} WHERE f.sha256 = ?1");
        return find.First(SqliteRows.File, sha256) is { } file ? WithDuplicates(reader, file) : null;
    }

    public static IReadOnlyList<FileState> UnmovedFiles(SqliteConnection reader)
    {
        using var list = new Statement(
            reader, $"SELECT {SqliteRows.FileColumns} FROM {SqliteRows.FileTables} WHERE f.moved_to IS NULL ORDER BY f.received_at, f.sha256");
        return [.. list.Rows(SqliteRows.File).ToList().Select(file => WithDuplicates(reader, file))];
    }

    public static Flag? Flag(SqliteConnection reader, string id)
    {
        using var find = new Statement(reader, "SELECT document, status FROM flag WHERE id = ?1");
        return find.First(SqliteRows.Flag, id);
    }

    public static IReadOnlyList<Flag> Flags(SqliteConnection reader, FlagQuery query)
    {
        var (where, values) = Where(query);
        values.AddRange([(long)query.Limit, (long)query.Offset]);
        var sql = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT document, status FROM flag {where} ORDER BY priority, raised_at DESC, id LIMIT ?{values.Count - 1} OFFSET ?{values.Count}");
        using var list = new Statement(reader, sql);
        return [.. list.Rows(SqliteRows.Flag, values.ToArray())];
    }

    /// <summary>How many flags match, whatever the query's limit.</summary>
    public static long Count(SqliteConnection reader, FlagQuery query)
    {
        var (where, values) = Where(query);
        using var count = new Statement(reader, $"SELECT count(*) FROM flag {where}");
        return count.Rows(row => row.GetInt64(0), values.ToArray()).First();
    }

    static (string Where, List<object?> Values) Where(FlagQuery query)
    {
        List<object?> values = [];
        List<string> conditions = [];
        if (query.Status is { } status) conditions.Add($"status = {Value(status.ToString())}");
        if (query.Priority is { } priority) conditions.Add($"priority = {Value((long)priority)}");
        if (query.RaisedFrom is { } from) conditions.Add($"raised_at >= {Value(JournalChain.InstantText(from))}");
        if (query.RaisedTo is { } to) conditions.Add($"raised_at < {Value(JournalChain.InstantText(to))}");
        if (query.ContestId is { } contest)
            conditions.Add($"EXISTS (SELECT 1 FROM flag_contest c WHERE c.contest_id = {Value(contest)} AND c.flag = flag.number)");

        return (conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions), values);

        string Value(object value)
        {
            values.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"?{values.Count}");
        }
    }

    public static IReadOnlyDictionary<FlagStatus, long> CountByStatus(SqliteConnection reader)
    {
        using var count = new Statement(reader, "SELECT status, count(*) FROM flag GROUP BY status");
        return count.Rows(row => (Status: Enum.Parse<FlagStatus>(row.GetString(0)), Count: row.GetInt64(1))).ToDictionary(pair => pair.Status, pair => pair.Count);
    }

    public static IReadOnlyList<ExportReceipt> Receipts(SqliteConnection reader, DateTimeOffset from, DateTimeOffset to)
    {
        using var list = new Statement(reader, "SELECT document FROM receipt WHERE finished_at >= ?1 AND finished_at < ?2 ORDER BY number");
        return [.. list.Rows(row => SqliteRows.Receipt(row.GetString(0)), JournalChain.InstantText(from), JournalChain.InstantText(to))];
    }

    public static IReadOnlyList<MentionCount> Mentions(SqliteConnection reader, DateTimeOffset from, DateTimeOffset to)
    {
        using var sum = new Statement(reader, """
            SELECT contest_id, contestant_id, sum(scored), sum(flagged) FROM mention WHERE day >= ?1 AND day < ?2 GROUP BY contest_id, contestant_id ORDER BY contest_id, contestant_id
            """);
        return [.. sum.Rows(row => new MentionCount(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3)), MentionCounts.CountedDay(from), MentionCounts.CountedDay(to))];
    }

    /// <summary>Some entries after <paramref name="after"/>, in order.</summary>
    public static IReadOnlyList<ChainedEntry> Journal(SqliteConnection reader, long after, int limit)
    {
        using var page = new Statement(reader, $"SELECT {SqliteRows.EntryColumns} FROM journal WHERE sequence > ?1 ORDER BY sequence LIMIT ?2");
        return [.. page.Rows(SqliteRows.Entry, after, (long)limit)];
    }

    public static ChainedEntry? LastOf(SqliteConnection reader, JournalKind kind, string subject)
    {
        using var find = new Statement(reader, $"SELECT {SqliteRows.EntryColumns} FROM journal WHERE subject = ?1 AND kind = ?2 ORDER BY sequence DESC LIMIT 1");
        return find.First(SqliteRows.Entry, subject, kind.ToString());
    }

    public static byte[] PseudonymKey(SqliteConnection reader)
    {
        using var find = new Statement(reader, "SELECT value FROM meta WHERE name = 'pseudonym_key'");
        return find.First(row => row.GetFieldValue<byte[]>(0)) ?? throw new StoreException("The store has lost its pseudonym key. Put the newest backup in its place.");
    }

    static FileState WithDuplicates(SqliteConnection reader, FileState file)
    {
        using var list = new Statement(reader, "SELECT document FROM receipt WHERE file_sha256 = ?1 AND awaits_move = 1 ORDER BY number");
        return file with { UnmovedDuplicates = [.. list.Rows(row => SqliteRows.Receipt(row.GetString(0)), file.Sha256)] };
    }
}
