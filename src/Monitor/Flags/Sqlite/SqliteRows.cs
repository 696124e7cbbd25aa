using System.Globalization;
using Microsoft.Data.Sqlite;
using Monitor.Exports;
using Monitor.Journal;

namespace Monitor.Flags.Sqlite;

/// <summary>How rows become the records that the rest of Monitor knows. Each takes the columns in the order of its constant.</summary>
static class SqliteRows
{
    public const string FileColumns =
        "f.sha256, f.name, f.received_at, f.next_batch, f.results_consumed, f.counts, f.warnings, f.rejected_places, f.moved_to, r.document";

    public const string FileTables = "file f LEFT JOIN receipt r ON r.number = f.receipt";

    public const string EntryColumns = "sequence, kind, at, actor, subject, detail, previous_hash, hash";

    public static FileState File(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), Instant(row.GetString(2)), row.GetInt32(3), row.GetInt64(4), Counts(row.GetString(5)),
        row.IsDBNull(9) ? null : Receipt(row.GetString(9)),
        row.IsDBNull(8) ? null : row.GetString(8))
    {
        Warnings = StoreJson.Read<List<ReadResult.Warned>>(row.GetString(6)),
        RejectedPlaces = StoreJson.Read<List<ReadResult.Rejected>>(row.GetString(7)),
    };

    /// <summary>Document, then the status as it is now.</summary>
    public static Flag Flag(SqliteDataReader row) =>
        StoreJson.Read<Flag>(row.GetString(0)) with { Status = Enum.Parse<FlagStatus>(row.GetString(1)) };

    public static ExportReceipt Receipt(string document) => StoreJson.Read<ExportReceipt>(document);

    public static ExportCounts Counts(string document) => StoreJson.Read<ExportCounts>(document);

    /// <remarks>A kind or time that does not parse becomes one that was never used, so that the chain's check names the entry.</remarks>
    public static ChainedEntry Entry(SqliteDataReader row)
    {
        var kind = Enum.TryParse<JournalKind>(row.GetString(1), out var known) ? known : (JournalKind)(-1);
        var at = DateTimeOffset.TryParseExact(row.GetString(2), "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : DateTimeOffset.MinValue;
        var entry = new JournalEntry(kind, at, row.GetString(3), row.GetString(4), row.GetString(5));
        return new ChainedEntry(row.GetInt64(0), entry, row.GetString(6), row.GetString(7));
    }

    static DateTimeOffset Instant(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
