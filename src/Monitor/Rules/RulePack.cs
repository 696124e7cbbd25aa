using Monitor.Classification;
using Monitor.Contests;
using Monitor.Posts;
using Monitor.Roster;

namespace Monitor.Rules;

/// <summary>A matrix of forms of violation. Lists the rows that may fit; picking one is for people.</summary>
sealed class RulePack(string id, IReadOnlyList<RuleRow> rows, string sha256)
{
    public string Id { get; } = id;

    public IReadOnlyList<RuleRow> Rows { get; } = rows;

    public string Sha256 { get; } = sha256;

    /// <summary>Rows that may fit the post in each contest that was open, in the pack's order.</summary>
    /// <remarks>
    /// Where the phase is not known, rows of every phase are listed. An act without words of its own (a like, a follow, a bare share) has no
    /// category: rows that list <see cref="Category.Netral"/> fit it. Own words that take no side fit no row.
    /// </remarks>
    public IReadOnlyList<LegalBasis> CandidatesFor(Prediction prediction)
    {
        var post = prediction.Post.Post;
        var hasOwnWords = post.TextKind is TextKind.OwnText or TextKind.Caption;
        if (hasOwnWords && prediction.Category == Category.Netral) return [];

        var category = hasOwnWords ? prediction.Category : Category.Netral;
        var person = prediction.Post.Attributed.Person;
        var fitting = Rows.Where(row => row.Categories.Contains(category) && row.Activities.Contains(post.Activity) && AppliesTo(row, person)).ToList();
        return
        [
            .. fitting
                .Select(row => Basis(row, [.. prediction.Post.Open.Where(open => AppliesIn(row, open)).Select(open => open.Contest.Id)]))
                .Where(basis => basis.ContestIds.Count > 0),
        ];
    }

    static bool AppliesTo(RuleRow row, RosterEntry person) => row.AppliesTo.Contains(person.Employment) && (!row.SpousesOnly || person.SpouseOf is not null);

    static bool AppliesIn(RuleRow row, OpenContest open) =>
        (open.Phase == Phase.Unknown || row.Phases.Contains(open.Phase)) && (row.ContestKinds.Count == 0 || row.ContestKinds.Contains(open.Contest.Kind));

    LegalBasis Basis(RuleRow row, IReadOnlyList<string> contests) => new(Id, row.Id, row.Act, row.Track, row.Basis, row.Certainty, contests, row.Note);
}
