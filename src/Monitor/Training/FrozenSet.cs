namespace Monitor.Training;

/// <summary>
/// What models are compared on: only what no model was trained on. The labelled samples are not part of it, since both models saw them; nor are the
/// cross-validated figures of two cards, which come from different samples.
/// </summary>
/// <param name="Suites">Behaviour suites.</param>
/// <param name="Golden">Plain posts on which a model that works is right.</param>
/// <param name="Posts">Real posts that the agency has labelled and keeps from training; may be empty.</param>
sealed record FrozenSet(IReadOnlyList<BehaviourSuite> Suites, IReadOnlyList<LabelledPost> Golden, IReadOnlyList<LabelledPost> Posts)
{
    /// <param name="behaviour">Folder with suites.</param>
    /// <param name="golden">File with golden posts.</param>
    /// <param name="posts">File with labelled posts, or null.</param>
    /// <exception cref="InvalidDataException">One of them is missing or wrong.</exception>
    public static FrozenSet Read(string behaviour, string golden, string? posts) =>
        new(BehaviourSuite.ReadFolder(behaviour), [.. LabelledPost.Read(golden)], posts is null ? [] : [.. LabelledPost.Read(posts).Where(post => !post.IsUnsure)]);
}
