using Monitor.Roster;

namespace Monitor.Contests;

/// <summary>All contests that the agency watches or watched. Immutable.</summary>
sealed class ContestBook(IReadOnlyList<Contest> contests, string sha256)
{
    public IReadOnlyList<Contest> Contests { get; } = contests;

    /// <summary>SHA-256 over the contest files, for the journal.</summary>
    public string Sha256 { get; } = sha256;

    /// <summary>The post with the contests whose window holds its local day.</summary>
    public PostInContext Place(AttributedPost post) => throw new NotSupportedException(post.Person.PersonCode);
}
