namespace Monitor.Learning;

/// <summary>One sample to learn from.</summary>
/// <param name="Id">For messages.</param>
/// <param name="Text">The post, slots filled.</param>
/// <param name="Partisan">Whether it takes a side.</param>
/// <param name="Category">One of <see cref="LinearModel.Categories"/> when partisan, else null.</param>
/// <param name="Group">Who wrote it; cross-validation never tests on an author that it trained on.</param>
public sealed record LabelledText(string Id, string Text, bool Partisan, string? Category, string Group)
{
    /// <summary>For how many ordinary samples it counts in training.</summary>
    public float Weight { get; init; } = 1;
}
