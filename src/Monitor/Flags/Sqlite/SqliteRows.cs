using System.Globalization;
using System.Text.Json;
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
        Warnings = JsonSerializer.Deserialize(row.GetString(6), StoreJson.Documents.IReadOnlyListWarned) ?? [],
        RejectedPlaces = JsonSerializer.Deserialize(row.GetString(7), StoreJson.Documents.IReadOnlyListRejected) ?? [],
    };

    /// <summary>Document, then the status as it is now.</summary>
    public static Flag Flag(SqliteDataReader row) =>
        Document(row.GetString(0), StoreJson.Documents.Flag) with { Status = Enum.Parse<FlagStatus>(row.GetString(1)) };

    public static ExportReceipt Receipt(string document) => Document(document, StoreJson.Documents.ExportReceipt);

    public static ExportCounts Counts(string document) => Document(document, StoreJson.Documents.ExportCounts);

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

    static T Document<T>(string document, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) where T : class =>
        JsonSerializer.Deserialize(document, type) ?? throw new StoreException($"A document of the store holds no {typeof(T).Name}. Run 'monitor verify'.");
}
