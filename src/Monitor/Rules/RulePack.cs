using Monitor.Classification;

namespace Monitor.Rules;

/// <summary>A matrix of forms of violation. Lists the rows that may fit; picking one is for people.</summary>
sealed class RulePack(string id, IReadOnlyList<RuleRow> rows, string sha256)
{
    public string Id { get; } = id;

    public IReadOnlyList<RuleRow> Rows { get; } = rows;

    public string Sha256 { get; } = sha256;

    /// <summary>Rows that may fit the post in each contest that was open, in the pack's order.</summary>
    public IReadOnlyList<LegalBasis> CandidatesFor(Prediction prediction) => throw new NotSupportedException(prediction.ModelId);
}
