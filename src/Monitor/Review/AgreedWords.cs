using Monitor.Flags;

namespace Monitor.Review;

/// <summary>Finds the posts of which two people said the same.</summary>
static class AgreedWords
{
    /// <summary>Reasons that speak of the words. All others speak of the person, the account or the day, and say nothing of what the words do.</summary>
    static readonly DismissalReason[] OfTheWords =
        [DismissalReason.NoSide, DismissalReason.News, DismissalReason.Quotation, DismissalReason.Criticism, DismissalReason.EverydayWords];

    /// <param name="words">Standing words on what is finished, oldest first within an item. A word that came with another one, as a copy of its template, is nobody's own look at the post and is not among them.</param>
    /// <param name="recheckShare">Share of dismissals that get a second look.</param>
    public static IReadOnlyList<AgreedWord> Of(IEnumerable<SaidWord> words, double recheckShare) =>
    [
        .. words.GroupBy(word => word.Item).Select(said => said.TakeLast(2).ToList()).Where(Agree)
            .DistinctBy(pair => pair[1].Leader)
            .Select(pair => Agreed(pair[1], recheckShare)),
    ];

    static bool Agree(List<SaidWord> last) =>
        last.Count == 2 && last[0].Reviewer != last[1].Reviewer && last[0].Verdict == last[1].Verdict
        && (last[0].Verdict is Verdict.StrongIndication || (last[0].Verdict is Verdict.NoIndication && last.TrueForAll(word => OfTheWords.Contains(word.Reason))));

    static AgreedWord Agreed(SaidWord word, double recheckShare)
    {
        var takesSide = word.Verdict is Verdict.StrongIndication;
        // Every strong indication gets its second look; of dismissals only those that the lot chose.
        return new AgreedWord(StoreJson.Read<Flag>(word.Document), takesSide, word.Share * (takesSide || recheckShare <= 0 ? 1 : recheckShare));
    }
}

/// <param name="Item">The item's number.</param>
/// <param name="Leader">The first of its near-duplicates.</param>
/// <param name="Reviewer">Who said it.</param>
/// <param name="Verdict">What.</param>
/// <param name="Reason">Why.</param>
/// <param name="Document">The post as it was shown.</param>
/// <param name="Share">Chance with which a post of its kind came before people.</param>
sealed record SaidWord(long Item, long Leader, string Reviewer, Verdict Verdict, DismissalReason Reason, string Document, double Share);
