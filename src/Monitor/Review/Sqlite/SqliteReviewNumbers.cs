using Microsoft.Data.Sqlite;
using Monitor.Classification;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Flags.Sqlite;
using Monitor.Journal;

namespace Monitor.Review.Sqlite;

/// <summary>Counts a period. Each question is one pass over an index or a few rows.</summary>
static class SqliteReviewNumbers
{
    /// <summary>What became of the items that a query groups, in the order of <see cref="Fates"/>.</summary>
    const string Fate = """
        count(*),
        sum(r.status = 'Dismissed' AND r.verdict = 0), sum(r.status = 'Dismissed' AND r.verdict = 3),
        sum(r.status = 'UpheldOnce'), sum(r.status IN ('Upheld', 'Referred')), sum(r.status = 'NeedsClarification')
        """;

    public static ReviewNumbers Of(SqliteConnection reader, DateTimeOffset from, DateTimeOffset to)
    {
        var receipts = SqliteReads.Receipts(reader, from, to).Where(receipt => receipt.Outcome is not ReceiptOutcome.Duplicate).ToList();
        var period = (From: JournalChain.InstantText(from), To: JournalChain.InstantText(to));
        var (bands, categories) = Flags(reader, period.From, period.To);
        return new ReviewNumbers
        {
            Files = receipts.Count,
            Rows = receipts.Aggregate(ExportCounts.Zero, (sum, receipt) => sum + receipt.Counts),
            Bands = bands,
            Categories = categories,
            Contestants = Contestants(reader, period.From, period.To),
            HoursToDecision = Hours(reader, period.From, period.To),
            Pairs = Pairs(reader, period.From, period.To),
            Looks = Looks(reader, period.From, period.To),
            Strata = Strata(reader, from, to),
        };
    }

    /// <summary>One pass gives both tables.</summary>
    static (IReadOnlyList<BandCount> Bands, IReadOnlyList<CategoryCount> Categories) Flags(SqliteConnection reader, string from, string to)
    {
        using var count = new Statement(reader, $"""
            SELECT r.priority, r.category, r.origin, {Fate} FROM review r
            WHERE r.raised_at >= ?1 AND r.raised_at < ?2 AND r.sample IS NULL GROUP BY r.priority, r.category, r.origin
            """);
        var rows = count.Rows(row => (Band: (Priority)row.GetInt32(0), Category: (Category)row.GetInt32(1), Origin: (FlagOrigin)row.GetInt32(2), Fates: FatesAt(row, 3)), from, to).ToList();
        return (
            [.. rows.GroupBy(row => (row.Band, row.Origin)).Select(group => new BandCount(group.Key.Band, group.Key.Origin, Sum(group.Select(row => row.Fates)))).OrderBy(row => row.Origin).ThenBy(row => row.Band)],
            [.. rows.GroupBy(row => row.Category).Select(group => new CategoryCount(group.Key, Sum(group.Select(row => row.Fates)))).OrderBy(row => row.Category)]);
    }

    static IReadOnlyList<ContestantCount> Contestants(SqliteConnection reader, string from, string to)
    {
        using var count = new Statement(reader, $"""
            SELECT c.contest_id, c.contestant_id, sum(r.priority = 0), {Fate} FROM review_contestant c JOIN review r ON r.item = c.item
            WHERE r.raised_at >= ?1 AND r.raised_at < ?2 AND r.sample IS NULL GROUP BY c.contest_id, c.contestant_id ORDER BY c.contest_id, c.contestant_id
            """);
        return [.. count.Rows(row => new ContestantCount(row.GetString(0), row.GetString(1), row.GetInt64(2), FatesAt(row, 3)), from, to)];
    }

    static IReadOnlyList<(int Hours, long Count)> Hours(SqliteConnection reader, string from, string to)
    {
        using var count = new Statement(reader, """
            SELECT CAST((julianday(decided_at) - julianday(raised_at)) * 24 AS INTEGER) AS hours, count(*) FROM review
            WHERE raised_at >= ?1 AND raised_at < ?2 AND decided_at IS NOT NULL AND sample IS NULL GROUP BY hours ORDER BY hours
            """);
        return [.. count.Rows(row => (row.GetInt32(0), row.GetInt64(1)), from, to)];
    }

    static IReadOnlyList<PairCount> Pairs(SqliteConnection reader, string from, string to)
    {
        using var count = new Statement(reader, """
            SELECT checked_verdict, verdict, count(*) FROM decision
            WHERE at >= ?1 AND at < ?2 AND checked_verdict IS NOT NULL AND undone_at IS NULL GROUP BY checked_verdict, verdict
            """);
        return [.. count.Rows(row => new PairCount((Verdict)row.GetInt32(0), (Verdict)row.GetInt32(1), row.GetInt64(2)), from, to)];
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
                (SELECT count(*) FROM sample s WHERE s.stratum = t.stratum AND s.drawn_at >= ?3 AND s.drawn_at < ?4),
                (SELECT count(*) FROM sample s JOIN review r ON r.sample = s.number WHERE s.stratum = t.stratum AND s.drawn_at >= ?3 AND s.drawn_at < ?4
                    AND (r.status IN ('Upheld', 'Referred') OR (r.status = 'Dismissed' AND r.verdict = 0))),
                (SELECT count(*) FROM sample s JOIN review r ON r.sample = s.number WHERE s.stratum = t.stratum AND s.drawn_at >= ?3 AND s.drawn_at < ?4
                    AND r.status IN ('Upheld', 'Referred'))
            FROM stratum t WHERE t.day >= ?1 AND t.day < ?2 GROUP BY t.stratum ORDER BY t.stratum
            """);
        return
        [
            .. count.Rows(
                row => new StratumCount(row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)),
                UtcDay(from), UtcDay(to), JournalChain.InstantText(from), JournalChain.InstantText(to)),
        ];
    }

    static string UtcDay(DateTimeOffset at) => JournalChain.InstantText(at)[..10];

    static Fates FatesAt(SqliteDataReader row, int from) => new(
        row.GetInt64(from), row.GetInt64(from + 1), row.GetInt64(from + 2), row.GetInt64(from + 3), row.GetInt64(from + 4), row.GetInt64(from + 5));

    static Fates Sum(IEnumerable<Fates> fates) => fates.Aggregate(default(Fates), (sum, one) => sum + one);
}
