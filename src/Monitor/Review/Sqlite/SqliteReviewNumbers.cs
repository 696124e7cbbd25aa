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
    public static ReviewNumbers Of(SqliteConnection reader, DateTimeOffset from, DateTimeOffset to)
    {
        var receipts = SqliteReads.Receipts(reader, from, to).Where(receipt => receipt.Outcome is not ReceiptOutcome.Duplicate).ToList();
        var period = (From: JournalChain.InstantText(from), To: JournalChain.InstantText(to));
        var flags = Flags(reader, period.From, period.To);
        return new ReviewNumbers
        {
            Files = receipts.Count,
            Rows = receipts.Aggregate(ExportCounts.Zero, (sum, receipt) => sum + receipt.Counts),
            Bands = AlikeFlags.Bands(flags),
            Categories = AlikeFlags.Categories(flags),
            Contestants = AlikeFlags.Contestants(flags, SqliteReads.Mentions(reader, from, to)),
            HoursToDecision = Hours(reader, period.From, period.To),
            Pairs = Pairs(reader, period.From, period.To),
            Looks = Looks(reader, period.From, period.To),
            Strata = Strata(reader, from, to),
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

    static Verdict? Word(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : (Verdict)row.GetInt32(column);

    static IReadOnlyList<(int Hours, long Count)> Hours(SqliteConnection reader, string from, string to)
    {
        using var count = new Statement(reader, """
            SELECT hours, count(*) FROM review WHERE raised_at >= ?1 AND raised_at < ?2 AND hours IS NOT NULL AND sample IS NULL GROUP BY hours ORDER BY hours
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

    static IReadOnlyList<LookCount> Looks(SqliteConnection reader, string from, string to)
    {
        using var count = new Statement(reader, """
            SELECT r.priority, l.answer, count(*) FROM look l JOIN review r ON r.item = l.item
            WHERE l.at >= ?1 AND l.at < ?2 AND r.sample IS NULL AND r.origin = 0 GROUP BY r.priority, l.answer
            """);
        return [.. count.Rows(row => new LookCount((Priority)row.GetInt32(0), (FirstLook)row.GetInt32(1), row.GetInt64(2)), from, to)];
    }

    static IReadOnlyList<StratumCount> Strata(SqliteConnection reader, DateTimeOffset from, DateTimeOffset to)
    {
        using var count = new Statement(reader, """
            SELECT t.stratum, sum(t.posts),
                (SELECT count(*) FROM sample s WHERE s.stratum = t.stratum AND substr(s.drawn_at, 1, 10) >= ?1 AND substr(s.drawn_at, 1, 10) < ?2),
                (SELECT count(*) FROM sample s JOIN review r ON r.sample = s.number WHERE s.stratum = t.stratum AND substr(s.drawn_at, 1, 10) >= ?1 AND substr(s.drawn_at, 1, 10) < ?2
                    AND (r.status IN ('Upheld', 'Referred') OR (r.status IN ('Dismissed', 'Purged') AND r.verdict = 0))),
                (SELECT count(*) FROM sample s JOIN review r ON r.sample = s.number WHERE s.stratum = t.stratum AND substr(s.drawn_at, 1, 10) >= ?1 AND substr(s.drawn_at, 1, 10) < ?2
                    AND r.status IN ('Upheld', 'Referred'))
            FROM stratum t WHERE t.day >= ?1 AND t.day < ?2 GROUP BY t.stratum ORDER BY t.stratum
            """);
        return
        [
            .. count.Rows(
                row => new StratumCount(row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)),
                MentionCounts.CountedDay(from), MentionCounts.CountedDay(to)),
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
