using Microsoft.Data.Sqlite;
using Monitor.Classification;
using Monitor.Digests;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Flags.Sqlite;
using Monitor.Journal;

namespace Monitor.Review.Sqlite;

/// <summary>Counts a period. Each question is one pass over an index or a few rows.</summary>
static class SqliteReviewNumbers
{
    /// <summary>Decisions as they stood at ?3: taken before it, and not taken back before it.</summary>
    const string AsOf = "d.item = r.item AND d.at < ?3 AND (d.undone_at IS NULL OR d.undone_at >= ?3)";

    public static ReviewNumbers Of(SqliteConnection reader, DateTimeOffset from, DateTimeOffset to, DateTimeOffset? settledBefore)
    {
        var settled = JournalChain.InstantText(settledBefore ?? DateTimeOffset.MaxValue);
        var receipts = SqliteReads.Receipts(reader, from, to).Where(receipt => receipt.Outcome is not ReceiptOutcome.Duplicate).ToList();
        var period = (From: JournalChain.InstantText(from), To: JournalChain.InstantText(to));
        List<AlikeFlags> flags = [.. Flags(reader, period.From, period.To), .. Unsettled(reader, period.From, period.To, settled)];
        return new ReviewNumbers
        {
            Files = receipts.Count,
            Rows = receipts.Aggregate(ExportCounts.Zero, (sum, receipt) => sum + receipt.Counts),
            Bands = AlikeFlags.Bands(flags),
            Categories = AlikeFlags.Categories(flags),
            Contestants = AlikeFlags.Contestants(flags, SqliteReads.Mentions(reader, from, to)),
            HoursToDecision = Hours(reader, period.From, period.To),
            Pairs = Pairs(reader, period.From, period.To),
            Looks = Looks(reader, period.From, period.To, settled),
            Strata = Strata(reader, from, to, settled),
        };
    }

    /// <summary>One pass over an index, in its own order, gives all tables: flags that are alike in every way that is counted are one row.</summary>
    static List<AlikeFlags> Flags(SqliteConnection reader, string from, string to)
    {
        using var count = new Statement(reader, """
            SELECT r.priority, r.category, r.origin, r.named, r.status, r.verdict, r.first_word, r.second_word, count(*) FROM review r INDEXED BY review_counted
            WHERE r.raised_at >= ?1 AND r.raised_at < ?2 AND r.sample IS NULL
            GROUP BY r.priority, r.category, r.origin, r.named, r.status, r.verdict, r.first_word, r.second_word
            """);
        return
        [
            .. count.Rows(
                row => new AlikeFlags(
                    (Priority)row.GetInt32(0), (Category)row.GetInt32(1), (FlagOrigin)row.GetInt32(2), row.GetString(3),
                    AlikeFlags.FatesOf(Enum.Parse<FlagStatus>(row.GetString(4)), Word(row, 5), row.GetInt64(8)), AlikeFlags.WordsOf(Word(row, 6), row.GetInt64(8)),
                    AlikeFlags.WordsOf(Word(row, 7), row.GetInt64(8))),
                from, to),
        ];
    }

    /// <summary>What was decided since then, taken away as it is now and added as it was.</summary>
    /// <remarks>The few late decisions are looked at first, as CROSS JOIN says: the planner would go through all flags.</remarks>
    static IEnumerable<AlikeFlags> Unsettled(SqliteConnection reader, string from, string to, string settled)
    {
        using var list = new Statement(reader, $"""
            SELECT r.priority, r.category, r.origin, r.named, r.status, r.verdict, r.first_word, r.second_word,
                coalesce((SELECT d.to_status FROM decision d WHERE {AsOf} ORDER BY d.number DESC LIMIT 1), 'Open'),
                (SELECT d.verdict FROM decision d WHERE {AsOf} ORDER BY d.number DESC LIMIT 1),
                (SELECT d.verdict FROM decision d WHERE {AsOf} AND d.checked_verdict IS NULL AND {SqliteReviewRows.AboutThePost} ORDER BY d.number LIMIT 1),
                (SELECT d.verdict FROM decision d WHERE {AsOf} AND d.checked_verdict = {(int)Verdict.StrongIndication} AND {SqliteReviewRows.AboutThePost} ORDER BY d.number DESC LIMIT 1)
            FROM (SELECT DISTINCT item FROM decision WHERE at >= ?3) late CROSS JOIN review r ON r.item = late.item
            WHERE r.sample IS NULL AND r.raised_at >= ?1 AND r.raised_at < ?2
            """);
        return [.. list.Rows(row => (AlikeFlags[])[Read(row, 4, -1), Read(row, 8, 1)], from, to, settled).SelectMany(pair => pair)];

        static AlikeFlags Read(SqliteDataReader row, int at, long count) => new(
            (Priority)row.GetInt32(0), (Category)row.GetInt32(1), (FlagOrigin)row.GetInt32(2), row.GetString(3),
            AlikeFlags.FatesOf(Enum.Parse<FlagStatus>(row.GetString(at)), Word(row, at + 1), count), AlikeFlags.WordsOf(Word(row, at + 2), count), AlikeFlags.WordsOf(Word(row, at + 3), count));
    }

    static Verdict? Word(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : (Verdict)row.GetInt32(column);

    static IReadOnlyList<(int Hours, long Count)> Hours(SqliteConnection reader, string from, string to)
    {
        using var count = new Statement(reader, """
            SELECT hours, count(*) FROM review INDEXED BY review_hours WHERE raised_at >= ?1 AND raised_at < ?2 AND hours IS NOT NULL AND sample IS NULL GROUP BY hours ORDER BY hours
            """);
        return [.. count.Rows(row => (row.GetInt32(0), row.GetInt64(1)), from, to)];
    }

    static IReadOnlyList<PairCount> Pairs(SqliteConnection reader, string from, string to)
    {
        using var count = new Statement(reader, """
            SELECT checked_verdict, verdict, count(*) FROM decision
            WHERE at >= ?1 AND at < ?2 AND checked_verdict IS NOT NULL AND undone_at IS NULL AND reason <> ?3 GROUP BY checked_verdict, verdict
            """);
        return
        [
            .. count.Rows(row => new PairCount((Verdict)row.GetInt32(0), (Verdict)row.GetInt32(1), row.GetInt64(2)), from, to, (long)DismissalReason.NotThisPerson),
        ];
    }

    /// <summary>Of flags that were decided: a look is counted no sooner than it can no longer tell anything to whoever looked.</summary>
    static IReadOnlyList<LookCount> Looks(SqliteConnection reader, string from, string to, string settled)
    {
        using var count = new Statement(reader, """
            SELECT r.priority, l.answer, count(*) FROM look l JOIN review r ON r.item = l.item
            WHERE l.at >= ?1 AND l.at < ?2 AND r.sample IS NULL AND r.origin = 0 AND r.decided_at < ?3 GROUP BY r.priority, l.answer
            """);
        return [.. count.Rows(row => new LookCount((Priority)row.GetInt32(0), (FirstLook)row.GetInt32(1), row.GetInt64(2)), from, to, settled)];
    }

    static IReadOnlyList<StratumCount> Strata(SqliteConnection reader, DateTimeOffset from, DateTimeOffset to, string settled)
    {
        using var posts = new Statement(reader, "SELECT stratum, sum(posts) FROM stratum WHERE day >= ?1 AND day < ?2 GROUP BY stratum");
        using var drawn = new Statement(reader, $"""
            WITH judged AS (
                SELECT s.stratum, (SELECT d.to_status || d.verdict FROM decision d WHERE {AsOf} ORDER BY d.number DESC LIMIT 1) AS word
                FROM sample s LEFT JOIN review r ON r.sample = s.number WHERE substr(s.drawn_at, 1, 10) >= ?1 AND substr(s.drawn_at, 1, 10) < ?2)
            SELECT stratum, count(*), coalesce(sum(word IN ('Dismissed0', 'Upheld2')), 0), coalesce(sum(word = 'Upheld2'), 0) FROM judged GROUP BY stratum
            """);
        var (first, after) = (MentionCounts.CountedDay(from), MentionCounts.CountedDay(to));
        var samples = drawn.Rows(row => (Stratum: row.GetInt32(0), Drawn: row.GetInt64(1), Judged: row.GetInt64(2), Missed: row.GetInt64(3)), first, after, settled).ToDictionary(row => row.Stratum);
        return
        [
            .. posts.Rows(row => (Stratum: row.GetInt32(0), Posts: row.GetInt64(1)), first, after).ToList().OrderBy(row => row.Stratum).Select(row =>
            {
                var of = samples.GetValueOrDefault(row.Stratum);
                return new StratumCount(row.Stratum, row.Posts, of.Drawn, of.Judged, of.Missed);
            }),
        ];
    }

    public static (IReadOnlyList<(string FlagId, DateOnly DueOn, FlagStatus Status)> Nearest, long Overdue, long DueSoon) Due(
        SqliteConnection reader, DateOnly today, DateOnly until, int limit)
    {
        const string Waiting = "FROM review WHERE (awaiting = 1 OR status = 'Upheld') AND due_on <= ?1";
        using var list = new Statement(reader, $"SELECT id, due_on, status {Waiting} ORDER BY due_on, priority, item LIMIT ?2");
        using var count = new Statement(reader, $"SELECT count(*) {Waiting}");
        var overdue = count.Number(SqliteReviewRows.DayText(today.AddDays(-1)));
        return (
            [.. list.Rows(row => (row.GetString(0), SqliteReviewRows.Day(row, 1) ?? today, Enum.Parse<FlagStatus>(row.GetString(2))), SqliteReviewRows.DayText(until), (long)limit)],
            overdue, count.Number(SqliteReviewRows.DayText(until)) - overdue);
    }

    public static DayOfDecisions Decisions(SqliteConnection reader, DateTimeOffset from, DateTimeOffset to)
    {
        using var count = new Statement(reader, """
            SELECT coalesce(sum(verdict = 0), 0), coalesce(sum(verdict = 1), 0), coalesce(sum(verdict = 2), 0), coalesce(sum(verdict = 3), 0), coalesce(sum(to_status = 'Upheld'), 0),
                (SELECT count(*) FROM review_note WHERE kind = 'Package' AND at >= ?1 AND at < ?2)
            FROM decision WHERE at >= ?1 AND at < ?2 AND undone_at IS NULL
            """);
        return count.Rows(
            row => new DayOfDecisions(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)),
            JournalChain.InstantText(from), JournalChain.InstantText(to)).First();
    }
}
