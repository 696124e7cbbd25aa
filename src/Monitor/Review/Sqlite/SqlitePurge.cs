using Microsoft.Data.Sqlite;
using Monitor.Flags;
using Monitor.Flags.Sqlite;
using Monitor.Journal;

namespace Monitor.Review.Sqlite;

/// <summary>Takes words and person out of what is finished, wherever the store holds them: documents, notes, questions, answers, fingerprints.</summary>
sealed class SqlitePurge
{
    /// <summary>Items in one transaction, so that nobody waits for long.</summary>
    const int Stretch = 500;

    /// <summary>The meta row that says that purged words may still stand in the log or in a backup.</summary>
    const string Unscrubbed = "purge_unscrubbed";

    /// <summary>The day of a dismissal is that of the last word on it.</summary>
    const string Finished = """
        FROM review r LEFT JOIN flag f ON f.number = r.flag LEFT JOIN sample s ON s.number = r.sample
        LEFT JOIN decision d ON d.number = (SELECT max(l.number) FROM decision l WHERE l.item = r.item AND l.undone_at IS NULL)
        WHERE ((r.status = 'Dismissed' AND r.awaiting = 0 AND (d.at < ?1 OR (?3 IS NOT NULL AND d.reason = ?4)))
            OR (r.sample IS NOT NULL AND r.status = 'Open' AND r.lease_by IS NULL AND s.drawn_at < ?2)
            OR (r.sample IS NOT NULL AND r.status = 'Dismissed' AND r.awaiting = 0 AND s.drawn_at < ?2))
            AND (?3 IS NULL OR r.person_code = ?3)
        """;

    const string Words = """
        (SELECT count(*) FROM decision w WHERE w.item = r.item AND (w.note <> '' OR w.question <> ''))
        + (SELECT count(*) FROM review_note w WHERE w.item = r.item AND w.text <> '')
        """;

    readonly SqliteWriter _writer;
    readonly Statement _finished, _purgeFlag, _purgeSample, _purgeReview, _emptyDecisions, _emptyNotes;
    readonly Statement _heir, _handOver, _dropBands, _addBand, _setUnscrubbed, _setScrubbed;

    public SqlitePurge(SqliteWriter writer)
    {
        _writer = writer;
        _finished = writer.Prepare($"""
            SELECT r.item, r.leader, r.flag, r.sample, coalesce(f.document, s.document), coalesce(f.document_sha256, s.document_sha256), {Words}
            {Finished} ORDER BY r.sample IS NOT NULL, coalesce(r.flag, r.sample) LIMIT {Stretch}
            """);
        _purgeFlag = writer.Prepare("UPDATE flag SET status = 'Purged', person_code = '', unit = '', document = ?2, purged_by = ?3 WHERE number = ?1");
        _purgeSample = writer.Prepare("UPDATE sample SET document = ?2, purged_by = ?3 WHERE number = ?1");
        _purgeReview = writer.Prepare("""
            UPDATE review SET status = 'Purged', version = version + 1, awaiting = 0, person_code = '', unit = '', fingerprint = NULL, leader = item, due_on = NULL,
                lease_by = NULL, lease_until = NULL, last_by = NULL, last_at = NULL, last_from = NULL, last_first_by = NULL, last_recheck_of = NULL
            WHERE item = ?1
            """);
        _emptyDecisions = writer.Prepare("UPDATE decision SET note = '', question = '' WHERE item = ?1");
        _emptyNotes = writer.Prepare("UPDATE review_note SET text = '' WHERE item = ?1");
        _heir = writer.Prepare("SELECT item, fingerprint FROM review WHERE leader = ?1 AND item <> ?1 ORDER BY item LIMIT 1");
        _handOver = writer.Prepare("UPDATE review SET leader = ?2 WHERE leader = ?1 AND item <> ?1");
        _dropBands = writer.Prepare("DELETE FROM review_band WHERE item = ?1");
        _addBand = writer.Prepare("INSERT OR IGNORE INTO review_band (band, item) VALUES (?1, ?2)");
        _setUnscrubbed = writer.Prepare("INSERT OR IGNORE INTO meta (name, value) VALUES (?1, x'01')");
        _setScrubbed = writer.Prepare("DELETE FROM meta WHERE name = ?1");
    }

    public static PurgeOutcome Count(SqliteConnection reader, PurgeScope scope)
    {
        using var count = new Statement(reader, $"SELECT count(r.flag), count(r.sample), coalesce(sum({Words}), 0) {Finished}");
        return count.First(row => new PurgeOutcome(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2)), Values(scope)) ?? PurgeOutcome.Nothing;
    }

    public static bool AwaitsScrub(SqliteConnection reader)
    {
        using var find = new Statement(reader, "SELECT count(*) FROM meta WHERE name = ?1");
        return find.Number(Unscrubbed) > 0;
    }

    public static bool NeedsFile(SqliteConnection reader, string sha256)
    {
        using var find = new Statement(reader, """
            SELECT EXISTS (SELECT 1 FROM flag WHERE file_sha256 = ?1 AND status NOT IN ('Dismissed', 'Purged'))
                OR EXISTS (SELECT 1 FROM sample s JOIN review r ON r.sample = s.number
                    WHERE r.status NOT IN ('Open', 'Dismissed', 'Purged') AND s.document ->> '$.fileSha256' = ?1)
            """);
        return find.Number(sha256) == 1;
    }

    /// <summary>One stretch, within the transaction that is open.</summary>
    public PurgeOutcome Purge(PurgeScope scope, string actor, DateTimeOffset now)
    {
        var finished = _finished.Rows(Read, Values(scope)).ToList();
        if (finished.Count == 0) return PurgeOutcome.Nothing;

        var flags = finished.Count(item => item.Flag is not null);
        var detail = new StoreEntries.PurgedDetail(
            flags, finished.Count - flags, finished.Sum(item => item.Texts), StoreEntries.HashOf(finished.Select(item => item.Sha256)));
        var certificate = _writer.Append(StoreEntries.Purged(actor, scope.PersonCode ?? "retention", detail, now));
        foreach (var item in finished) Empty(item, certificate.Sequence);

        _setUnscrubbed.Run(Unscrubbed);
        return new PurgeOutcome(detail.Flags, detail.Samples, detail.Texts);
    }

    public int Scrubbed() => _setScrubbed.Run(Unscrubbed);

    void Empty(FinishedItem item, long certificate)
    {
        var emptied = StoreJson.Write(StoreJson.Read<Flag>(item.Document).WithoutWords());
        if (item.Flag is { } flag) _purgeFlag.Run(flag, emptied, certificate);
        if (item.Sample is { } sample) _purgeSample.Run(sample, emptied, certificate);
        _emptyDecisions.Run(item.Item);
        _emptyNotes.Run(item.Item);
        if (item.Leader == item.Item) HandOver(item.Item);
        _purgeReview.Run(item.Item);
    }

    /// <summary>The next of its near-duplicates leads them, so that further copies of the template still find their group.</summary>
    void HandOver(long leader)
    {
        _dropBands.Run(leader);
        if (_heir.First(row => new Heir(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetFieldValue<byte[]>(1)), leader) is not { } heir) return;

        _handOver.Run(leader, heir.Item);
        if (heir.Fingerprint is null) return;
        foreach (var band in PostFingerprint.From(heir.Fingerprint).Bands) _addBand.Run(band, heir.Item);
    }

    static object?[] Values(PurgeScope scope) =>
    [
        JournalChain.InstantText(scope.DecidedBefore), JournalChain.InstantText(scope.DrawnBefore), scope.PersonCode, (long)DismissalReason.NotThisPerson,
    ];

    static FinishedItem Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetInt64(2), row.IsDBNull(3) ? null : row.GetInt64(3),
        row.GetString(4), row.GetString(5), row.GetInt32(6));

    sealed record FinishedItem(long Item, long Leader, long? Flag, long? Sample, string Document, string Sha256, int Texts);

    sealed record Heir(long Item, byte[]? Fingerprint);
}
