using Monitor.Posts;
using Monitor.Roster;

namespace Monitor.Contests;

/// <summary>A post with the contests that were open at its local time.</summary>
/// <param name="Attributed">The post and its author.</param>
/// <param name="Open">Contests whose window holds the post's day, each with its phase; all contests when the time is missing, with <see cref="Phase.Unknown"/>.</param>
public sealed record PostInContext(AttributedPost Attributed, IReadOnlyList<OpenContest> Open)
{
    public Post Post => Attributed.Post;
}

public sealed record OpenContest(Contest Contest, Phase Phase);
