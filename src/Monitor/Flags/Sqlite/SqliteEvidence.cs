using System.Text.Json;
using Microsoft.Data.Sqlite;
using Monitor.Exports;

namespace Monitor.Flags.Sqlite;

/// <summary>What can be checked, read through one snapshot and row by row, so that a large store needs no more memory than a small one.</summary>
static class SqliteEvidence
{
    /// <summary>What SQLite finds wrong with its pages and indexes; where there is anything, nothing else can be relied on.</summary>
    public static IReadOnlyList<string> PageFaults(SqliteConnection reader) =>
        [.. Rows(reader, "PRAGMA integrity_check", row => row.GetString(0)).Where(line => line != "ok")];

    /// <param name="reader">With an open transaction, which keeps all answers to one moment.</param>
    public static StoreEvidence Of(SqliteConnection reader) => new()
    {
        LooseEnds = Rows(reader, "PRAGMA foreign_key_check", row => $"a row of table {row.GetString(0)} refers to a row of {row.GetString(2)} that is missing"),
        Journal = Rows(reader, $"SELECT {SqliteRows.EntryColumns} FROM journal ORDER BY sequence", SqliteRows.Entry).ToAsyncEnumerable(),
        Receipts = Rows(reader, "SELECT file_sha256, journal_sequence, document FROM receipt ORDER BY number", Receipt),
        Flags = Rows(reader, "SELECT id, journal_sequence, document_sha256, document, purged_by FROM flag ORDER BY number", Flag),
        Purged = Rows(reader, """
            SELECT id, purged_by, document_sha256, document, purged_by, 0 AS sample, number FROM flag WHERE purged_by IS NOT NULL
            UNION ALL SELECT id, purged_by, document_sha256, document, purged_by, 1, number FROM sample WHERE purged_by IS NOT NULL
            ORDER BY purged_by, sample, number
            """, Flag),
        Files = Rows(reader, $"SELECT {SqliteRows.FileColumns}, f.scored_ever, f.flagged_ever FROM {SqliteRows.FileTables} ORDER BY f.sha256", File),
        SeenPosts = SeenPosts(reader),
    };

    static KeptReceipt Receipt(SqliteDataReader row)
    {
        var document = row.GetString(2);
        return new KeptReceipt(row.GetString(0), row.GetInt64(1), StoreJson.Sha256(document), Readable(() => SqliteRows.Receipt(document).Counts));
    }

    static KeptFlag Flag(SqliteDataReader row)
    {
        var raised = row.GetString(2);
        var intact = row.IsDBNull(4) ? StoreJson.Sha256(row.GetString(3)) == raised : IsEmpty(row.GetString(3));
        return new KeptFlag(row.GetString(0), row.GetInt64(1), raised, intact);
    }

    static bool IsEmpty(string document) => Readable(() => StoreJson.Write(StoreJson.Read<Flag>(document).WithoutWords())) == document;

    static KeptFile File(SqliteDataReader row)
    {
        var done = row.IsDBNull(9) ? null : Readable(() => SqliteRows.Receipt(row.GetString(9)));
        return new KeptFile(
            row.GetString(0), row.GetInt64(4), Readable(() => SqliteRows.Counts(row.GetString(5))) ?? ExportCounts.Zero,
            done?.Outcome is ReceiptOutcome.Done ? done.Counts : null, row.GetInt64(10), row.GetInt64(11));
    }

    /// <summary>Null for a document that somebody broke; what depends on it is then reported.</summary>
    static T? Readable<T>(Func<T> read) where T : class
    {
        try
        {
            return read();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static long SeenPosts(SqliteConnection reader)
    {
        using var count = new Statement(reader, "SELECT count(*) FROM seen");
        return count.Number();
    }

    static IEnumerable<T> Rows<T>(SqliteConnection reader, string sql, Func<SqliteDataReader, T> read)
    {
        using var statement = new Statement(reader, sql);
        foreach (var row in statement.Rows(read)) yield return row;
    }
}
