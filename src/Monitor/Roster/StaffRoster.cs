using Monitor.Posts;

namespace Monitor.Roster;

/// <summary>The people whose posts may be looked at. Immutable; a changed file gives a new one.</summary>
sealed class StaffRoster(IReadOnlyList<RosterEntry> entries, string sha256)
{
    public IReadOnlyList<RosterEntry> Entries { get; } = entries;

    /// <summary>SHA-256 of the roster's file, for the journal.</summary>
    public string Sha256 { get; } = sha256;

    /// <summary>Who wrote it, or null when nobody on the roster did: then nothing of the post may be kept.</summary>
    public AttributedPost? Attribute(Post post) => throw new NotSupportedException(post.Platform.ToString());
}
