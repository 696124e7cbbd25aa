using Microsoft.AspNetCore.Authorization;

namespace Monitor.Review.SignIn;

/// <summary>Who may do what, in one table. Every endpoint names one of these.</summary>
static class Policies
{
    /// <summary>Reads posts and decides.</summary>
    public const string Judging = "menilai";

    /// <summary>Lets a case file leave; answers a person about their data.</summary>
    public const string Leading = "memimpin";

    public const string Statistics = "statistik";

    /// <summary>The counts of the blind sample, by which anybody who judges, leads too, could tell a sample from a flag.</summary>
    public const string Sampling = "uji-petik";

    public const string Journal = "jurnal";

    /// <summary>Contests, rules, roster faults, model: no content.</summary>
    public const string Data = "data";

    public const string ChangingData = "data-ubah";

    /// <summary>Sets how long what is finished is kept.</summary>
    public const string Retention = "masa-simpan";

    public const string Accounts = "akun";

    /// <summary>Confirms that an account which an administrator made is really the person's.</summary>
    public const string Confirming = "akun-benarkan";

    public const string SignedIn = "masuk";

    public static readonly IReadOnlyDictionary<string, Role[]> Table = new Dictionary<string, Role[]>(StringComparer.Ordinal)
    {
        [Judging] = [Role.Peninjau, Role.Ketua],
        [Leading] = [Role.Ketua],
        [Statistics] = [Role.Peninjau, Role.Ketua, Role.Auditor],
        [Sampling] = [Role.Auditor],
        [Journal] = [Role.Auditor],
        [Data] = [Role.Ketua, Role.Auditor, Role.Admin],
        [ChangingData] = [Role.Ketua, Role.Admin],
        [Retention] = [Role.Admin],
        [Accounts] = [Role.Admin],
        [Confirming] = [Role.Ketua, Role.Auditor],
        [SignedIn] = [Role.Peninjau, Role.Ketua, Role.Auditor, Role.Admin],
    };

    public static void Add(AuthorizationBuilder authorization)
    {
        foreach (var (policy, roles) in Table)
            authorization.AddPolicy(policy, builder => builder.RequireAuthenticatedUser().RequireRole(roles.Select(role => role.ToString())));
    }

    public static bool May(Reviewer? viewer, string policy) => viewer is not null && Table[policy].Contains(viewer.Role);
}
