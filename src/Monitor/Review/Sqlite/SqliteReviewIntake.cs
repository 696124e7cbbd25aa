using System.Text;
using Monitor.Flags;
using Monitor.Flags.Sqlite;
using Monitor.Journal;

namespace Monitor.Review.Sqlite;

/// <summary>Takes up what the pipeline raised: finds its near-duplicates, its last day and its place in the queue.</summary>
sealed class SqliteReviewIntake
{
    /// <summary>Flags in one transaction: a second's work at most.</summary>
    const int Stretch = 1_000;

    /// <summary>The meta row that says by which clock and contests the days stand.</summary>
    public const string DueSignature = "review_due";

    readonly Statement _newFlags, _newSamples, _add, _setLeader, _last, _addContest, _addBand, _sharing, _fingerprint;
    readonly Statement _expire, _expireFlags, _signature, _setSignature, _contestsOf, _setDue;

    public SqliteReviewIntake(SqliteWriter writer)
    {
        _newFlags = writer.Prepare("SELECT number, document, status FROM flag WHERE number > (SELECT coalesce(max(flag), 0) FROM review) ORDER BY number LIMIT ?1");
        _newSamples = writer.Prepare("SELECT number, document, 'Open' FROM sample WHERE number > (SELECT coalesce(max(sample), 0) FROM review) ORDER BY number LIMIT ?1");
        _add = writer.Prepare("""
            INSERT INTO review (id, flag, sample, status, version, awaiting, priority, raised_at, due_on, category, platform, phase, origin, unit, person_code,
                leader, fingerprint, recheck_chosen, ownership_settled, named)
            VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
            """);
        _setLeader = writer.Prepare("UPDATE review SET leader = item WHERE item = ?1");
        _last = writer.Prepare("SELECT last_insert_rowid()");
        _addContest = writer.Prepare("INSERT OR IGNORE INTO review_contest (contest_id, item, name) VALUES (?1, ?2, ?3)");
        _addBand = writer.Prepare("INSERT OR IGNORE INTO review_band (band, item) VALUES (?1, ?2)");
        _sharing = writer.Prepare("SELECT item FROM review_band WHERE band IN (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) GROUP BY item ORDER BY count(*) DESC, item LIMIT 8");
        _fingerprint = writer.Prepare("SELECT fingerprint FROM review WHERE item = ?1");
        _expireFlags = writer.Prepare("UPDATE flag SET status = 'Open' WHERE number IN (SELECT flag FROM review WHERE status = 'Claimed' AND lease_until < ?1)");
        _expire = writer.Prepare("""
            UPDATE review SET status = CASE status WHEN 'Claimed' THEN 'Open' ELSE status END, lease_by = NULL, lease_until = NULL, version = version + 1
            WHERE lease_until < ?1
            """);
        _signature = writer.Prepare("SELECT value FROM meta WHERE name = ?1");
        _setSignature = writer.Prepare("INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        _contestsOf = writer.Prepare("""
            SELECT r.item, r.raised_at, r.due_on, group_concat(c.contest_id, char(10)) FROM review r LEFT JOIN review_contest c ON c.item = r.item
            WHERE r.awaiting = 1 GROUP BY r.item
            """);
        _setDue = writer.Prepare("UPDATE review SET due_on = ?2 WHERE item = ?1");
    }

    /// <summary>Within the transaction that is open.</summary>
    /// <returns>Whether there is more to take up.</returns>
    public bool CatchUp(DueDates due, DateTimeOffset now, double recheckShare)
    {
        Recount(due);
        Expire(now);
        var flags = New(_newFlags);
        foreach (var (number, flag) in flags) Add(flag, number, sample: null, due, recheckShare);

        var samples = New(_newSamples);
        foreach (var (number, flag) in samples) Add(flag, flagNumber: null, number, due, recheckShare);
        return flags.Count == Stretch || samples.Count == Stretch;
    }

    static List<(long Number, Flag Flag)> New(Statement statement) =>
        [.. statement.Rows(row => (row.GetInt64(0), StoreJson.Read<Flag>(row.GetString(1)) with { Status = Enum.Parse<FlagStatus>(row.GetString(2)) }), (long)Stretch)];

    /// <summary>A claim that ran out is nobody's; whoever held it sees that by the version.</summary>
    void Expire(DateTimeOffset now)
    {
        var until = JournalChain.InstantText(now);
        _expireFlags.Run(until);
        _expire.Run(until);
    }

    /// <summary>Counts the days anew when the clock, a holiday or a contest changed.</summary>
    void Recount(DueDates due)
    {
        var known = _signature.First(row => Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(0)), DueSignature);
        if (known == due.Signature) return;

        var items = _contestsOf.Rows(row => (
            Item: row.GetInt64(0),
            RaisedAt: SqliteReviewRows.Instant(row.GetString(1)),
            DueOn: SqliteReviewRows.Text(row, 2),
            Contests: SqliteReviewRows.Text(row, 3)?.Split('\n') ?? [])).ToList();
        foreach (var item in items)
        {
            var day = SqliteReviewRows.DayText(due.DueOn(item.Contests, item.RaisedAt));
            if (day != item.DueOn) _setDue.Run(item.Item, day);
        }

        _setSignature.Run(DueSignature, Encoding.UTF8.GetBytes(due.Signature));
    }

    void Add(Flag flag, long? flagNumber, long? sample, DueDates due, double recheckShare)
    {
        var fingerprint = PostFingerprint.Of(flag);
        var leader = fingerprint is null ? null : LeaderOf(fingerprint);
        var open = flag.Status is FlagStatus.Open;
        var dueOn = due.DueOn(flag.Contests.Select(contest => contest.ContestId), flag.RaisedAt);
        _add.Run(
            flag.Id, flagNumber, sample, flag.Status.ToString(), open ? 1L : 0L, (long)flag.Priority, JournalChain.InstantText(flag.RaisedAt),
            SqliteReviewRows.DayText(dueOn), (long)flag.Category, (long)flag.Post.Platform, (long)IntakeFacts.PhaseOf(flag), (long)flag.Origin, flag.Unit, flag.PersonCode,
            leader ?? 0L, fingerprint?.ToBytes(), IntakeFacts.IsRechecked(flag, recheckShare) ? 1L : 0L, IntakeFacts.OwnershipSettled(flag) ? 1L : 0L, IntakeFacts.Named(flag));
        var item = _last.Number();
        if (leader is null) _setLeader.Run(item);
        if (leader is null && fingerprint is not null)
        {
            foreach (var band in fingerprint.Bands) _addBand.Run(band, item);
        }

        foreach (var contest in flag.Contests) _addContest.Run(contest.ContestId, item, contest.Name);
    }

    /// <summary>The first post of the same template, or null. Only first ones have their bands kept.</summary>
    long? LeaderOf(PostFingerprint fingerprint)
    {
        var bands = fingerprint.Bands;
        var sharing = _sharing.Rows(row => row.GetInt64(0), bands[0], bands[1], bands[2], bands[3], bands[4], bands[5], bands[6], bands[7]).ToList();
        foreach (var item in sharing)
        {
            var other = _fingerprint.First(row => row.GetFieldValue<byte[]>(0), item);
            if (other is not null && PostFingerprint.From(other).Likeness(fingerprint) >= PostFingerprint.SameTemplate) return item;
        }

        return null;
    }
}
