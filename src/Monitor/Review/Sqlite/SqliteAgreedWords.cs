using Microsoft.Data.Sqlite;
using Monitor.Flags;
using Monitor.Flags.Sqlite;

namespace Monitor.Review.Sqlite;

/// <summary>Finds the posts on which two people agreed.</summary>
static class SqliteAgreedWords
{
    /// <summary>Reasons that speak of the words. All others speak of the person, the account or the day, and say nothing of what the words do.</summary>
    static readonly DismissalReason[] OfTheWords =
        [DismissalReason.NoSide, DismissalReason.News, DismissalReason.Quotation, DismissalReason.Criticism, DismissalReason.EverydayWords];

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
        var words = list.Rows(row => new Word(
            row.GetInt64(0), row.GetInt64(1), row.GetString(2), (Verdict)row.GetInt32(3), (DismissalReason)row.GetInt32(4), row.GetString(5), row.GetDouble(6)));
        return
        [
            .. words.GroupBy(word => word.Item).Select(said => said.TakeLast(2).ToList()).Where(Agree)
                .DistinctBy(pair => pair[1].Leader)
                .Select(pair => Agreed(pair[1], recheckShare)),
        ];
    }

    static bool Agree(List<Word> last) =>
        last.Count == 2 && last[0].Reviewer != last[1].Reviewer && last[0].Verdict == last[1].Verdict
        && (last[0].Verdict is Verdict.StrongIndication || (last[0].Verdict is Verdict.NoIndication && last.TrueForAll(word => OfTheWords.Contains(word.Reason))));

    static AgreedWord Agreed(Word word, double recheckShare)
    {
        var takesSide = word.Verdict is Verdict.StrongIndication;
        // Every strong indication gets its second look; of dismissals only those that the lot chose.
        return new AgreedWord(StoreJson.Read<Flag>(word.Document), takesSide, word.Share * (takesSide || recheckShare <= 0 ? 1 : recheckShare));
    }

    sealed record Word(long Item, long Leader, string Reviewer, Verdict Verdict, DismissalReason Reason, string Document, double Share);
}
