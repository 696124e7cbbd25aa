using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Monitor.Exports;
using Monitor.Journal;
using Monitor.Posts;

namespace Monitor.Flags.Sqlite;

/// <summary>The one connection that writes, with its statements compiled once. Each public method is one transaction. For one thread at a time.</summary>
sealed class SqliteWriter : IDisposable
{
    const string CountMention = """
        INSERT INTO mention (day, contest_id, contestant_id, scored, flagged) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (day, contest_id, contestant_id) DO UPDATE SET scored = scored + excluded.scored, flagged = flagged + excluded.flagged
        """;

    readonly SqliteConnection _connection;
    readonly List<Statement> _statements = [];
    readonly SeenPosts _seen;
    readonly Statement _begin, _commit, _rollback;
    readonly Statement _head, _append;
    readonly Statement _findFile, _saveFile, _finishFile, _moveFile, _reopenFile, _moveDuplicate;
    readonly Statement _addReceipt, _lastReceipt, _hasReceipt;
    readonly Statement _idIsTaken, _addFlag, _lastFlag, _addContest;
    readonly Statement _addSample, _countStratum, _countMention;
    readonly byte[] _identity = new byte[16];

    SqliteWriter(SqliteConnection connection)
    {
        _connection = connection;
        _seen = new SeenPosts(connection);
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _head = Prepare(SqliteReads.LastEntry);
        _append = Prepare($"INSERT INTO journal ({SqliteRows.EntryColumns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        _findFile = Prepare($"SELECT {SqliteRows.FileColumns} FROM {SqliteRows.FileTables} WHERE f.sha256 = ?1");
        _saveFile = Prepare("""
            INSERT INTO file (sha256, name, received_at, next_batch, results_consumed, counts, warnings, rejected_places, scored_ever, flagged_ever)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            ON CONFLICT (sha256) DO UPDATE SET
                name = excluded.name, received_at = excluded.received_at,
                next_batch = excluded.next_batch, results_consumed = excluded.results_consumed,
                counts = excluded.counts, warnings = excluded.warnings, rejected_places = excluded.rejected_places,
                scored_ever = scored_ever + excluded.scored_ever, flagged_ever = flagged_ever + excluded.flagged_ever
            """);
        _finishFile = Prepare("UPDATE file SET receipt = ?2 WHERE sha256 = ?1");
        _moveFile = Prepare("UPDATE file SET moved_to = ?2 WHERE sha256 = ?1");
        _reopenFile = Prepare("""
            UPDATE file SET next_batch = 0, results_consumed = 0, counts = ?2, warnings = '[]', rejected_places = '[]', receipt = NULL, moved_to = NULL
            WHERE sha256 = ?1
            """);
        _moveDuplicate = Prepare("""
            UPDATE receipt SET awaits_move = 0
            WHERE number = (SELECT min(number) FROM receipt WHERE file_sha256 = ?1 AND file_name = ?2 AND awaits_move = 1)
            """);
        _addReceipt = Prepare("""
            INSERT INTO receipt (file_sha256, file_name, outcome, finished_at, document, journal_sequence, awaits_move)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """);
        _lastReceipt = Prepare("SELECT max(number) FROM receipt");
        _hasReceipt = Prepare("SELECT 1 FROM receipt WHERE file_sha256 = ?1 AND document = ?2");
        _idIsTaken = Prepare("SELECT 1 FROM flag WHERE id = ?1 UNION ALL SELECT 1 FROM sample WHERE id = ?1");
        _addSample = Prepare("""
            INSERT OR IGNORE INTO sample (id, identity, version, stratum, share, drawn_at, journal_sequence, document, document_sha256)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """);
        _countStratum = Prepare("""
            INSERT INTO stratum (day, stratum, posts) VALUES (?1, ?2, ?3) ON CONFLICT (day, stratum) DO UPDATE SET posts = posts + excluded.posts
            """);
        _countMention = Prepare(CountMention);
        _addFlag = Prepare("""
            INSERT INTO flag (id, identity, version, status, priority, raised_at, person_code, unit, file_sha256, journal_sequence, document, document_sha256)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            """);
        _lastFlag = Prepare("SELECT last_insert_rowid()");
        _addContest = Prepare("INSERT OR IGNORE INTO flag_contest (contest_id, flag) VALUES (?1, ?2)");
    }

    /// <summary>Opens the store for writing; makes it or brings it to the newest version where needed.</summary>
    public static SqliteWriter Open(SqliteConnections connections, TimeProvider time)
    {
        var connection = connections.Writer();
        try
        {
            SqliteSchema.Execute(connection, "BEGIN IMMEDIATE");
            SqliteSchema.Migrate(connection, SqliteSchema.Steps);
            var writer = new SqliteWriter(connection);
            writer.Begin(time);
            SqliteSchema.Execute(connection, "COMMIT");
            return writer;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public ExportCounts CommitBatch(IngestBatch batch) => InTransaction(() =>
    {
        var file = FindFile(batch.FileSha256);
        if (file?.Receipt is not null || batch.Number != (file?.NextBatch ?? 0)) return file?.Counts ?? ExportCounts.Zero;

        var (fresh, raised, unflagged, named) = Keep(batch.Scored);
        var progress = new FileState(
            batch.FileSha256,
            batch.Number == 0 ? batch.FileName : file!.FileName, // a number above 0 is the next of a file that is known
            batch.Number == 0 ? batch.ReceivedAt : file!.ReceivedAt,
            batch.Number + 1, batch.ResultsConsumed, (file?.Counts ?? ExportCounts.Zero) + fresh + batch.Unscored, Receipt: null, MovedTo: null)
        {
            Warnings = batch.Warnings,
            RejectedPlaces = batch.RejectedPlaces,
        };
        Save(progress, fresh);
        if (raised.Count > 0) Raise(batch, raised);
        KeepSamples(batch, unflagged);
        CountMentions(batch, named);
        return progress.Counts;
    });

    public void CommitReceipt(ExportReceipt receipt) => InTransaction(() =>
    {
        var document = StoreJson.Write(receipt);
        var duplicate = receipt.Outcome is ReceiptOutcome.Duplicate;
        var file = FindFile(receipt.Sha256);
        if (duplicate ? _hasReceipt.Number(receipt.Sha256, document) > 0 : file?.Receipt is not null) return;

        if (file is null)
            Save(new FileState(receipt.Sha256, receipt.FileName, receipt.ReceivedAt, 0, 0, ExportCounts.Zero, Receipt: null, MovedTo: null), ExportCounts.Zero);

        var entry = Append(StoreEntries.ReceiptWritten(receipt, StoreJson.Sha256(document)));
        _addReceipt.Run(
            receipt.Sha256, receipt.FileName, receipt.Outcome.ToString(), JournalChain.InstantText(receipt.FinishedAt), document, entry.Sequence,
            duplicate ? 1L : 0L);
        if (!duplicate) _finishFile.Run(receipt.Sha256, _lastReceipt.Number());
    });

    public void MarkMoved(string sha256, string movedTo) => InTransaction(() => _moveFile.Run(sha256, movedTo));

    public void MarkDuplicateMoved(string sha256, string fileName) => InTransaction(() => _moveDuplicate.Run(sha256, fileName));

    public void ReopenFile(string sha256) => InTransaction(() =>
    {
        if (FindFile(sha256)?.Receipt is not null) _reopenFile.Run(sha256, Text(ExportCounts.Zero));
    });

    public JournalHead AppendEntry(JournalEntry entry) => InTransaction(() =>
    {
        var chained = Append(entry);
        return new JournalHead(chained.Sequence, chained.Hash);
    });

    /// <remarks>
    /// Overwriting on deletion leaves copies where pages were split or joined, so every page is written anew; the log holds the old pages
    /// until it is cut to nothing.
    /// </remarks>
    public bool Scrub()
    {
        SqliteSchema.Execute(_connection, "VACUUM");
        using var cut = new Statement(_connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        return cut.Rows(row => row.GetInt64(0)).First() == 0;
    }

    public void Dispose()
    {
        _seen.Dispose();
        foreach (var statement in _statements) statement.Dispose();
        _connection.Dispose();
    }

    /// <summary>Gives a new store its identity and its secret.</summary>
    void Begin(TimeProvider time)
    {
        if (Head().Length > 0) return;

        var storeId = Guid.NewGuid().ToString("N");
        using var add = new Statement(_connection, "INSERT INTO meta (name, value) VALUES (?1, ?2)");
        add.Run("store_id", System.Text.Encoding.ASCII.GetBytes(storeId));
        add.Run("pseudonym_key", RandomNumberGenerator.GetBytes(32));
        Append(StoreEntries.Created(storeId, time.GetUtcNow()));
    }

    (ExportCounts Fresh, List<Flag> Raised, List<ScoredPost> Unflagged, List<ScoredPost> Named) Keep(IReadOnlyList<ScoredPost> posts)
    {
        long scored = 0, duplicates = 0, outside = 0, wordless = 0, warned = 0;
        List<Flag> raised = [];
        List<ScoredPost> unflagged = [], named = [];
        var known = See(posts);
        for (var index = 0; index < posts.Count; index++)
        {
            var post = posts[index];
            if (known[index])
            {
                duplicates++;
                continue;
            }

            scored++;
            if (post.OutsideContests) outside++;
            if (post.WithoutOwnWords) wordless++;
            if (post.WithWarnings) warned++;
            if (post.Named.Count > 0) named.Add(post);
            if (post.Flag is { } flag) raised.Add(flag);
            else if (post.Stratum is not null) unflagged.Add(post);
        }

        var fresh = new ExportCounts
        {
            Scored = scored,
            Duplicates = duplicates,
            Flagged = raised.Count,
            OutsideContests = outside,
            WithoutOwnWords = wordless,
            WithWarnings = warned,
        };
        return (fresh, raised, unflagged, named);
    }

    /// <summary>Keeps the keys in their own order: neighbours share a page, which is then read and written once.</summary>
    /// <returns>For each post whether its version was known before, or came earlier in the batch.</returns>
    bool[] See(IReadOnlyList<ScoredPost> posts)
    {
        var known = new bool[posts.Count];
        foreach (var index in Enumerable.Range(0, posts.Count).OrderBy(index => posts[index].Key.Identity))
            known[index] = !_seen.Add(posts[index].Key);

        return known;
    }

    /// <summary>Counts the unflagged posts of each stratum, and keeps those that the lot drew.</summary>
    void KeepSamples(IngestBatch batch, List<ScoredPost> unflagged)
    {
        var at = JournalChain.InstantText(batch.At);
        foreach (var stratum in unflagged.GroupBy(post => post.Stratum ?? 0)) _countStratum.Run(at[..10], (long)stratum.Key, (long)stratum.Count());

        HashSet<string> taken = [];
        var drawn = unflagged.Select(post => post.Sample).OfType<DrawnSample>()
            .Select(sample => (Sample: sample, Kept: sample.Flag with { Id = FreeId(sample.Flag.Key, taken) }))
            .Select(pair => (pair.Sample, pair.Kept, Document: StoreJson.Write(pair.Kept))).ToList();
        if (drawn.Count == 0) return;

        var entry = Append(StoreEntries.Sampled(batch, [.. drawn.Select(sample => StoreJson.Sha256(sample.Document))]));
        foreach (var (sample, kept, document) in drawn)
        {
            _addSample.Run(
                kept.Id, Identity(kept.Key), (long)kept.Key.Version, (long)sample.Stratum, sample.Share, at, entry.Sequence, document, StoreJson.Sha256(document));
        }
    }

    /// <summary>Counts only: from these rows nobody can tell which posts they were.</summary>
    void CountMentions(IngestBatch batch, List<ScoredPost> posts)
    {
        var day = JournalChain.InstantText(batch.At)[..10];
        foreach (var count in MentionCounts.Of(posts)) _countMention.Run(day, count.ContestId, count.ContestantId, count.Scored, count.Flagged);
    }

    /// <summary>Puts the counts of each month that ended before a day under its first day. Doing it again changes nothing.</summary>
    public int FoldMentions(DateOnly before) => InTransaction(() =>
    {
        var month = before.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        using var list = new Statement(_connection, """
            SELECT substr(day, 1, 7) || '-01', contest_id, contestant_id, scored, flagged FROM mention WHERE substr(day, 1, 7) < ?1 AND substr(day, 9, 2) <> '01'
            """);
        using var drop = new Statement(_connection, "DELETE FROM mention WHERE substr(day, 1, 7) < ?1 AND substr(day, 9, 2) <> '01'");
        var days = list.Rows(row => (Month: row.GetString(0), Count: new MentionCount(row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4))), month).ToList();
        foreach (var (first, count) in days) _countMention.Run(first, count.ContestId, count.ContestantId, count.Scored, count.Flagged);
        return drop.Run(month);
    });

    void Raise(IngestBatch batch, List<Flag> raised)
    {
        var sequence = Head().Length + 1;
        List<string> hashes = new(raised.Count);
        List<(Flag Flag, string Document)> documents = new(raised.Count);
        HashSet<string> taken = [];
        foreach (var flag in raised)
        {
            var kept = flag with { Id = FreeId(flag.Key, taken) };
            var document = StoreJson.Write(kept);
            documents.Add((kept, document));
            hashes.Add(StoreJson.Sha256(document));
        }

        Append(StoreEntries.FlagsRaised(batch, hashes));
        for (var index = 0; index < documents.Count; index++) Add(documents[index].Flag, documents[index].Document, hashes[index], sequence);
    }

    /// <summary>A new post's flag has an id of its own: where the short one belongs to another post, one symbol longer.</summary>
    string FreeId(PostKey key, HashSet<string> taken)
    {
        for (var length = FlagId.ShortLength; ; length++)
        {
            var id = FlagId.From(key, length);
            if (_idIsTaken.Number(id) == 0 && taken.Add(id)) return id;
        }
    }

    void Add(Flag flag, string document, string hash, long sequence)
    {
        _addFlag.Run(
            flag.Id, Identity(flag.Key), (long)flag.Key.Version, flag.Status.ToString(), (long)flag.Priority, JournalChain.InstantText(flag.RaisedAt),
            flag.PersonCode, flag.Unit, flag.FileSha256, sequence, document, hash);
        var number = _lastFlag.Number();
        foreach (var contest in flag.Contests) _addContest.Run(contest.ContestId, number);
    }

    void Save(FileState file, ExportCounts fresh) => _saveFile.Run(
        file.Sha256, file.FileName, JournalChain.InstantText(file.ReceivedAt), (long)file.NextBatch, file.ResultsConsumed, Text(file.Counts),
        StoreJson.Write(file.Warnings),
        StoreJson.Write(file.RejectedPlaces),
        fresh.Scored, fresh.Flagged);

    FileState? FindFile(string sha256) => _findFile.First(SqliteRows.File, sha256);

    /// <summary>Adds to the journal within the transaction that is open.</summary>
    public ChainedEntry Append(JournalEntry entry)
    {
        var chained = JournalChain.Link(Head(), entry);
        _append.Run(
            chained.Sequence, entry.Kind.ToString(), JournalChain.InstantText(entry.At), entry.Actor, entry.Subject, entry.Detail,
            chained.PreviousHash, chained.Hash);
        return chained;
    }

    JournalHead Head() => SqliteReads.Head(_head);

    /// <remarks>One buffer serves all: a value is copied when its statement runs.</remarks>
    byte[] Identity(PostKey key)
    {
        BinaryPrimitives.WriteUInt128BigEndian(_identity, key.Identity);
        return _identity;
    }

    static string Text(ExportCounts counts) => StoreJson.Write(counts);

    void InTransaction(Action work) => InTransaction(() =>
    {
        work();
        return true;
    });

    /// <summary>All of the work or nothing of it.</summary>
    public T InTransaction<T>(Func<T> work)
    {
        _begin.Run();
        try
        {
            var result = work();
            _commit.Run();
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    void RollBack()
    {
        try
        {
            _rollback.Run();
        }
        catch (SqliteException)
        {
            // Some errors, such as a full disk, have already rolled back; the error that led here says more.
        }
    }

    /// <summary>A statement that lives as long as the writer.</summary>
    public Statement Prepare(string sql)
    {
        var statement = new Statement(_connection, sql);
        _statements.Add(statement);
        return statement;
    }
}
