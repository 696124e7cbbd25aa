using Microsoft.Data.Sqlite;
using Monitor.Flags.Sqlite;

namespace Monitor.Review.Sqlite;

/// <summary>Finds the posts on which two people agreed.</summary>
static class SqliteAgreedWords
{
    /// <param name="reader">The store.</param>
    /// <param name="recheckShare">Share of dismissals that get a second look.</param>
    public static IReadOnlyList<AgreedWord> Of(SqliteConnection reader, double recheckShare)
    {
        // A decision that came with another one, as a copy of its template, is nobody's own look at the post.
        using var list = new Statement(reader, """
            SELECT d.item, r.leader, d.reviewer, d.verdict, d.reason, coalesce(f.document, s.document), coalesce(s.share, 1.0)
            FROM review r JOIN decision d ON d.item = r.item LEFT JOIN flag f ON f.number = r.flag LEFT JOIN sample s ON s.number = r.sample
            WHERE r.status IN ('Dismissed', 'Upheld', 'Referred') AND d.undone_at IS NULL AND d.covered_by IS NULL
            ORDER BY r.item, d.number
            """);
        var words = list.Rows(row => new SaidWord(
            row.GetInt64(0), row.GetInt64(1), row.GetString(2), (Verdict)row.GetInt32(3), (DismissalReason)row.GetInt32(4), row.GetString(5), row.GetDouble(6)));
        return AgreedWords.Of(words, recheckShare);
    }
}
