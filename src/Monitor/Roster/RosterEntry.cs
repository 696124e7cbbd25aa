using Monitor.Posts;

namespace Monitor.Roster;

/// <summary>One person whose public posts may be looked at, and only while on the list.</summary>
public sealed record RosterEntry
{
    /// <summary>
    /// Stable pseudonym, the same each time the roster is loaded and after the person moves unit; derived with a secret key
    /// from the employee number (or name and unit where there is none), so that nobody can work it back.
    /// </summary>
    public required string PersonCode { get; init; }

    public required string Name { get; init; }

    /// <summary>18 digits, or null for people without one.</summary>
    public string? Nip { get; init; }

    public required string Unit { get; init; }

    public required EmploymentType Employment { get; init; }

    public IReadOnlyList<RosterAccount> Accounts { get; init; } = [];

    /// <summary>Work for the election organisers (PPK, PPS, KPPS), with dates: an innocent reason to write about an election.</summary>
    public IReadOnlyList<OrganiserDuty> Duties { get; init; } = [];

    /// <summary>Contestant whose spouse the person is, in the agency's words; other rules apply (DOMAIN 3.1).</summary>
    public string? SpouseOf { get; init; }

    /// <summary>First day of service; earlier posts are before appointment.</summary>
    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }
}

public sealed record RosterAccount(Platform Platform, string Handle, Ownership Ownership, string? PlatformId = null);

public sealed record OrganiserDuty(string Role, DateOnly? From, DateOnly? To);

public enum EmploymentType
{
    Pns,
    Pppk,

    /// <summary>TK2D, honorer, PPNPN and other staff without ASN status.</summary>
    NonAsn,

    VillageOfficial,
}

/// <summary>How an account was tied to the person.</summary>
public enum Ownership
{
    Unknown,

    /// <summary>The person named it to the agency.</summary>
    Declared,

    Verified,
    Disputed,

    /// <summary>Somebody else posing as the person; its posts are never flagged.</summary>
    Impersonated,
}
