using Monitor.Flags;

namespace Monitor.Digests;

/// <summary>What people have to do by when, and what they did: the review side's part of a digest.</summary>
public sealed record DigestWork
{
    /// <summary>Flags whose last day for a report is near or past, nearest first; not all of them where there are many.</summary>
    public required IReadOnlyList<Deadline> Deadlines { get; init; }

    /// <summary>All whose last day is past.</summary>
    public required long Overdue { get; init; }

    /// <summary>All whose last day is today or within the next days.</summary>
    public required long DueSoon { get; init; }

    /// <summary>Who checked the days and holidays, in the agency's words; as shipped it says that nobody has.</summary>
    public required string ClockChecked { get; init; }

    public required DayOfDecisions Decisions { get; init; }

    /// <summary>What came before people that day, samples of the unflagged among it as in the queue: whoever compared the two would otherwise know them.</summary>
    public required RaisedOfDay Raised { get; init; }

    /// <summary>What nobody has taken up yet, by age.</summary>
    public required IReadOnlyList<OpenAge> OpenByAge { get; init; }

    /// <summary>Contestants for whom a step goes otherwise than for the others of their contest, beyond both intervals.</summary>
    public required IReadOnlyList<Imbalance> Imbalances { get; init; }
}

/// <param name="First">Highest priority first; at most as many as were asked for.</param>
/// <param name="All">How many there are.</param>
public sealed record RaisedOfDay(IReadOnlyList<Flag> First, long All)
{
    public static RaisedOfDay None { get; } = new([], 0);
}

/// <param name="FlagId">The flag.</param>
/// <param name="DueOn">The last day for a report.</param>
/// <param name="State">Where it stands, in Indonesian.</param>
public sealed record Deadline(string FlagId, DateOnly DueOn, string State);

/// <summary>Decisions of a local day that still stand; <c>Confirmed</c> are second voices for a strong indication, <c>Packages</c> case files that were made.</summary>
public sealed record DayOfDecisions(long NoIndication, long NeedsClarification, long StrongIndication, long CannotAssess, long Confirmed, long Packages)
{
    public long Total => NoIndication + NeedsClarification + StrongIndication + CannotAssess;
}

/// <param name="Contest">Its name.</param>
/// <param name="Contestant">Its name.</param>
/// <param name="Step">Which step, in Indonesian.</param>
/// <param name="Share">Share at this step.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="RestShare">Share of the others.</param>
public sealed record Imbalance(string Contest, string Contestant, string Step, double Share, double Low, double High, double RestShare);

/// <summary>Asks the review side about a local day. Today is the day on which the digest is written, by which days left are counted; so many flags are printed.</summary>
delegate Task<DigestWork> WorkOfDay(DateOnly day, DateOnly today, int printed, CancellationToken cancellationToken);

/// <summary>When the inbox was last looked at by this process, or null.</summary>
delegate DateTimeOffset? LastSweep();
