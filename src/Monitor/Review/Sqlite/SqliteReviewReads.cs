using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Monitor.Digests;
using Monitor.Flags.Sqlite;
using Monitor.Journal;

namespace Monitor.Review.Sqlite;

/// <summary>The questions of the pages, over a connection that only reads.</summary>
static class SqliteReviewReads
{
    /// <summary>Whether anything is to be taken up, given back or counted anew; answered from indexes, since every page asks.</summary>
    public static bool IsBehind(SqliteConnection reader, DueDates due, DateTimeOffset now)
    {
        using var ask = new Statement(reader, """
            SELECT (SELECT coalesce(max(number), 0) FROM flag) > (SELECT coalesce(max(flag), 0) FROM review)
                OR (SELECT coalesce(max(number), 0) FROM sample) > (SELECT coalesce(max(sample), 0) FROM review)
                OR EXISTS (SELECT 1 FROM review WHERE lease_until < ?1)
                OR coalesce((SELECT value FROM meta WHERE name = ?2), x'') <> ?3
            """);
        return ask.Number(JournalChain.InstantText(now), SqliteReviewIntake.DueSignature, Encoding.UTF8.GetBytes(due.Signature)) != 0;
    }

    public static QueuePage Queue(SqliteConnection reader, QueueQuery query, DateTimeOffset now)
    {
        var (where, values) = Where(query, now);
        using var count = new Statement(reader, $"SELECT count(*) FROM review r INDEXED BY review_queue WHERE {where}");
        var total = count.Number(values.ToArray());

        // Indexes are named, since without statistics the planner takes the queue's for everything.
        // Of near-duplicates only the first that waits and matches is listed; the index gives it without a scan.
        var parameters = values.ToList();
        parameters.AddRange([(long)QueueQuery.PageSize + 1, (long)query.Page * QueueQuery.PageSize]);
        var sql = string.Create(CultureInfo.InvariantCulture, $"""
            WITH page AS (
                SELECT r.item FROM review r INDEXED BY review_queue
                WHERE {where} AND (r.item = r.leader OR r.status NOT IN ('Open', 'Claimed') OR NOT EXISTS (
                    SELECT 1 FROM review g INDEXED BY review_leader
                    WHERE g.leader = r.leader AND g.awaiting = 1 AND g.item < r.item AND g.status IN ('Open', 'Claimed') AND {where.Replace("r.", "g.", StringComparison.Ordinal)}))
                ORDER BY r.priority, r.due_on, r.raised_at, r.item LIMIT ?{parameters.Count - 1} OFFSET ?{parameters.Count})
            SELECT {SqliteReviewRows.StateColumns}, {SqliteReviewRows.DocumentColumns},
                (SELECT count(*) FROM review g INDEXED BY review_leader WHERE g.leader = r.leader AND g.awaiting = 1 AND r.status IN ('Open', 'Claimed') AND g.status IN ('Open', 'Claimed'))
            FROM page JOIN review r USING (item) LEFT JOIN flag f ON f.number = r.flag LEFT JOIN sample s ON s.number = r.sample
            ORDER BY r.priority, r.due_on, r.raised_at, r.item
            """);
        using var list = new Statement(reader, sql);
        var rows = list.Rows(SqliteReviewRows.Row, parameters.ToArray()).ToList();
        return new QueuePage(rows.Take(QueueQuery.PageSize).ToList(), total, rows.Count > QueueQuery.PageSize);
    }

    public static QueueChoices Choices(SqliteConnection reader)
    {
        // Each step of the recursion jumps over all rows of one value: as many look-ups as there are contests or units.
        using var contests = new Statement(reader, """
            WITH RECURSIVE each (id) AS (
                SELECT min(contest_id) FROM review_contest
                UNION ALL SELECT (SELECT min(contest_id) FROM review_contest WHERE contest_id > each.id) FROM each WHERE each.id IS NOT NULL)
            SELECT id, (SELECT name FROM review_contest WHERE contest_id = each.id LIMIT 1) FROM each WHERE id IS NOT NULL
            """);
        using var units = new Statement(reader, """
            WITH RECURSIVE each (unit) AS (
                SELECT min(unit) FROM review
                UNION ALL SELECT (SELECT min(unit) FROM review WHERE unit > each.unit) FROM each WHERE each.unit IS NOT NULL)
            SELECT unit FROM each WHERE unit IS NOT NULL
            """);
        return new QueueChoices([.. contests.Rows(row => (row.GetString(0), row.GetString(1)))], [.. units.Rows(row => row.GetString(0))]);
    }

    public static ReviewItem? Item(SqliteConnection reader, string flagId)
    {
        using var find = new Statement(reader, $"""
            SELECT {SqliteReviewRows.StateColumns}, {SqliteReviewRows.DocumentColumns},
                (SELECT count(*) FROM review g INDEXED BY review_leader WHERE g.leader = r.leader AND g.awaiting = 1 AND g.status IN ('Open', 'Claimed') AND g.item <> r.item),
                (SELECT count(*) FROM review p INDEXED BY review_person WHERE p.person_code = r.person_code AND p.awaiting = 1 AND p.item <> r.item)
            FROM {SqliteReviewRows.Tables} WHERE r.id = ?1
            """);
        return find.First(row =>
        {
            const int Width = SqliteReviewRows.StateWidth;
            var kept = SqliteReviewRows.State(row);
            return new ReviewItem
            {
                Flag = SqliteReviewRows.Flag(row, kept.State),
                State = kept.State,
                Document = row.GetString(Width),
                DocumentSha256 = row.GetString(Width + 1),
                DueOn = SqliteReviewRows.Day(row, Width + 2),
                OthersInGroup = row.GetInt32(Width + 3),
                OthersOfPerson = row.GetInt32(Width + 4),
                Events = Events(reader, kept.Item),
                Looks = Looks(reader, kept.Item),
            };
        }, flagId);
    }

    public static RaisedOfDay Raised(SqliteConnection reader, DateTimeOffset from, DateTimeOffset to, int limit)
    {
        const string Period = "r.raised_at >= ?1 AND r.raised_at < ?2";
        using var list = new Statement(reader, $"""
            SELECT {SqliteReviewRows.StateColumns}, {SqliteReviewRows.DocumentColumns}, 1 FROM {SqliteReviewRows.Tables}
            WHERE {Period} ORDER BY r.priority, r.raised_at DESC, r.id LIMIT ?3
            """);
        using var count = new Statement(reader, $"SELECT count(*) FROM review r WHERE {Period}");
        var (first, after) = (JournalChain.InstantText(from), JournalChain.InstantText(to));
        return new RaisedOfDay([.. list.Rows(SqliteReviewRows.Row, first, after, (long)limit).Select(row => row.Flag)], count.Number(first, after));
    }

    public static long Open(SqliteConnection reader, DateTimeOffset from, DateTimeOffset to)
    {
        using var count = new Statement(reader, "SELECT count(*) FROM review WHERE status = 'Open' AND raised_at >= ?1 AND raised_at < ?2");
        return count.Number(JournalChain.InstantText(from), JournalChain.InstantText(to));
    }

    public static IReadOnlyList<QueueRow> Cases(SqliteConnection reader)
    {
        using var list = new Statement(reader, $"""
            SELECT {SqliteReviewRows.StateColumns}, {SqliteReviewRows.DocumentColumns}, 1
            FROM {SqliteReviewRows.Tables} WHERE r.status IN ('Upheld', 'Referred') ORDER BY r.status DESC, r.last_at DESC LIMIT 200
            """);
        return [.. list.Rows(SqliteReviewRows.Row)];
    }

    public static IReadOnlyList<QueueRow> OfPerson(SqliteConnection reader, string personCode)
    {
        using var list = new Statement(reader, $"""
            SELECT {SqliteReviewRows.StateColumns}, {SqliteReviewRows.DocumentColumns}, 1
            FROM {SqliteReviewRows.Tables} WHERE r.person_code = ?1 AND r.status <> 'Purged' ORDER BY r.item
            """);
        return [.. list.Rows(SqliteReviewRows.Row, personCode)];
    }

    public static ReviewerAccount? Account(SqliteConnection reader, string id)
    {
        using var find = new Statement(reader, $"SELECT {SqliteReviewRows.AccountColumns} FROM reviewer WHERE id = ?1");
        return find.First(SqliteReviewRows.Account, id);
    }

    public static IReadOnlyList<ReviewerAccount> Accounts(SqliteConnection reader)
    {
        using var list = new Statement(reader, $"SELECT {SqliteReviewRows.AccountColumns} FROM reviewer ORDER BY id");
        return [.. list.Rows(SqliteReviewRows.Account)];
    }

    public static JournalPage Journal(SqliteConnection reader, JournalQuery query)
    {
        List<object?> values = [query.Before > 0 ? query.Before : long.MaxValue, (long)query.Limit + 1];
        var where = "sequence < ?1";
        if (query.Kind is { } kind)
        {
            values.Add(kind.ToString());
            where += " AND kind = ?3";
        }

        if (query.Text.Length > 0)
        {
            values.Add(query.Text);
            where += string.Create(CultureInfo.InvariantCulture, $" AND (instr(actor, ?{values.Count}) OR instr(subject, ?{values.Count}) OR instr(detail, ?{values.Count}))");
        }

        using var list = new Statement(reader, $"SELECT {SqliteRows.EntryColumns} FROM journal WHERE {where} ORDER BY sequence DESC LIMIT ?2");
        var entries = list.Rows(SqliteRows.Entry, values.ToArray()).ToList();
        return new JournalPage(entries.Take(query.Limit).ToList(), SqliteReads.Head(reader), entries.Count > query.Limit);
    }

    static (string Where, List<object?> Values) Where(QueueQuery query, DateTimeOffset now)
    {
        List<object?> values = [];
        var viewer = Value(query.Viewer);
        List<string> conditions = ["r.awaiting = 1", $"(r.first_by IS NULL OR r.first_by <> {viewer})", $"(r.recheck_of IS NULL OR r.recheck_of <> {viewer})"];
        conditions.Add(query.View switch
        {
            QueueView.Mine => $"r.lease_by = {viewer} AND r.lease_until > {Value(JournalChain.InstantText(now))}",
            QueueView.Asked => "r.status = 'NeedsClarification'",
            _ => "r.status <> 'NeedsClarification'",
        });
        if (query.Band is { } band) conditions.Add($"r.priority = {Value((long)band)}");
        if (query.Category is { } category) conditions.Add($"r.category = {Value((long)category)}");
        if (query.Phase is { } phase) conditions.Add($"r.phase = {Value((long)phase)}");
        if (query.Platform is { } platform) conditions.Add($"r.platform = {Value((long)platform)}");
        if (query.Unit is { } unit) conditions.Add($"r.unit = {Value(unit)}");
        if (query.ContestId is { } contest)
            conditions.Add($"EXISTS (SELECT 1 FROM review_contest c WHERE c.contest_id = {Value(contest)} AND c.item = r.item)");

        return (string.Join(" AND ", conditions), values);

        string Value(object value)
        {
            values.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"?{values.Count}");
        }
    }

    static IReadOnlyList<ReviewEvent> Events(SqliteConnection reader, long item)
    {
        using var decisions = new Statement(reader, "SELECT at, reviewer, verdict, reason, note, question, undone_at FROM decision WHERE item = ?1 ORDER BY number");
        using var notes = new Statement(reader, "SELECT at, reviewer, kind, text, on_day FROM review_note WHERE item = ?1 ORDER BY number");
        return
        [
            .. decisions.Rows(row => new ReviewEvent(
                SqliteReviewRows.Instant(row.GetString(0)), row.GetString(1), EventKind.Decision, (Verdict)row.GetInt32(2), (DismissalReason)row.GetInt32(3),
                row.GetString(4), row.GetString(5), On: null, Undone: !row.IsDBNull(6)), item)
            .Concat(notes.Rows(row => new ReviewEvent(
                SqliteReviewRows.Instant(row.GetString(0)), row.GetString(1), Enum.Parse<EventKind>(row.GetString(2)), Verdict: null, DismissalReason.None,
                row.GetString(3), "", SqliteReviewRows.Day(row, 4), Undone: false), item))
            .OrderBy(told => told.At),
        ];
    }

    static Dictionary<string, FirstLook> Looks(SqliteConnection reader, long item)
    {
        using var list = new Statement(reader, "SELECT reviewer, answer FROM look WHERE item = ?1");
        return list.Rows(row => (By: row.GetString(0), Answer: (FirstLook)row.GetInt32(1)), item).ToDictionary(look => look.By, look => look.Answer, StringComparer.Ordinal);
    }
}
