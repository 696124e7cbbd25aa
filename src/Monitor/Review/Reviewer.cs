namespace Monitor.Review;

/// <summary>A named person who works in the review pages.</summary>
/// <param name="Id">The name with which the person signs in; lower case, never changes, stands in the journal.</param>
/// <param name="Name">The name that colleagues read.</param>
/// <param name="Role">What the person may do.</param>
public sealed record Reviewer(string Id, string Name, Role Role)
{
    /// <summary>Whether the person may read posts and decide.</summary>
    public bool Judges => Role is Role.Peninjau or Role.Ketua;

    /// <summary>Whether the person confirms that an account which an administrator made or changed is really somebody's.</summary>
    public bool Confirms => Role is Role.Ketua or Role.Auditor;
}

/// <summary>The four roles, named as in the agency's own paper.</summary>
public enum Role
{
    /// <summary>Reads posts and decides.</summary>
    Peninjau,

    /// <summary>Decides too, and alone may let a case file leave or answer a person's request about their data.</summary>
    Ketua,

    /// <summary>Reads the journal and the statistics, never a post.</summary>
    Auditor,

    /// <summary>Keeps accounts and data files, reads no post, no name and no journal.</summary>
    Admin,
}
