using Monitor.Posts;

namespace Monitor.Roster;

/// <summary>A post with the person on the roster who wrote it.</summary>
/// <param name="Post">The post.</param>
/// <param name="Person">Who wrote it.</param>
/// <param name="Account">The account, or null when the person was found by employee number or by name and unit.</param>
/// <param name="Basis">How the person was found; reviewers see it.</param>
public sealed record AttributedPost(Post Post, RosterEntry Person, RosterAccount? Account, AttributionBasis Basis);

public enum AttributionBasis
{
    Handle,
    AccountId,
    Nip,
    NameAndUnit,
}
