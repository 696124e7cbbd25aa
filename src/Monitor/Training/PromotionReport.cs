using Monitor.Classification;

namespace Monitor.Training;

/// <summary>What came of putting a challenger beside the champion.</summary>
/// <param name="Champion">Its id; null when there is none to compare with.</param>
/// <param name="Challenger">Its id.</param>
/// <param name="Comparisons">In the order in which they were made.</param>
/// <param name="Refusals">Why the challenger may not take the champion's place; empty when it may.</param>
sealed record PromotionReport(string? Champion, string Challenger, IReadOnlyList<ModelComparison> Comparisons, IReadOnlyList<string> Refusals)
{
    /// <summary>Why there was nothing to compare with, or null.</summary>
    public string? Note { get; init; }

    public bool Accepted => Refusals.Count == 0;
}

/// <param name="Measure">What was measured.</param>
/// <param name="Items">On how many posts or cases.</param>
/// <param name="Champion">The champion's figure.</param>
/// <param name="Challenger">The challenger's.</param>
/// <param name="Change">Difference with its 95 % interval, where items can be drawn again.</param>
/// <param name="Refusal">What is wrong with the challenger by this measure, or null.</param>
sealed record ModelComparison(string Measure, int Items, double Champion, double Challenger, CardInterval? Change, string? Refusal);
