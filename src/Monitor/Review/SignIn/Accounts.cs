using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Monitor.Journal;

namespace Monitor.Review.SignIn;

/// <summary>Who may come in: passwords, lock-out, invitations. A password is known to its owner only; others give codes that are good once.</summary>
sealed partial class Accounts(IReviewStore store, IOptions<ReviewOptions> options, TimeProvider time)
{
    public const int ShortestPassword = 12;
    public const int LongestPassword = 128;

    static readonly TimeSpan InvitationTime = TimeSpan.FromDays(7);

    /// <summary>OWASP's figure for PBKDF2 with HMAC-SHA-512 (password storage cheat sheet, 2023).</summary>
    readonly PasswordHasher<Reviewer> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));

    /// <summary>Checked when there is no such account, so that the answer takes as long as for one that exists.</summary>
    readonly Lazy<string> _nobody = new(() => new PasswordHasher<Reviewer>(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }))
        .HashPassword(new Reviewer("", "", Role.Auditor), RandomNumberGenerator.GetHexString(32)));

    /// <summary>The account when name and password are right and it is neither locked nor closed; otherwise null, without saying which.</summary>
    public async Task<ReviewerAccount?> SignInAsync(string id, string password, CancellationToken cancellationToken)
    {
        var known = await store.AccountAsync(id, cancellationToken);
        var right = IsRight(known, password);
        if (known is null) return null;

        var now = time.GetUtcNow();
        var after = await store.ChangeAccountAsync(known.Reviewer.Id, account => Counted(account, known, right, now), cancellationToken);
        return right && after is { Active: true } && IsOpen(after, now) && after.Stamp == known.Stamp ? after : null;
    }

    /// <summary>Sets the password by a code that was handed over.</summary>
    public async Task<ActivationFault?> ActivateAsync(string id, string code, string password, CancellationToken cancellationToken)
    {
        if (Unfit(password, id) is { } fault) return fault;

        var hash = _hasher.HashPassword(new Reviewer(id, id, Role.Auditor), password);
        ActivationFault? wrong = ActivationFault.WrongCode;
        await store.ChangeAccountAsync(id, account =>
        {
            var now = time.GetUtcNow();
            if (!account.Active || !IsOpen(account, now)) return (account, null);
            if (account.InvitationHash is not { } expected || account.InvitationUntil < now || !SameHash(expected, HashOf(code))) return (Failed(account, now), null);

            wrong = null;
            var opened = account with { PasswordHash = hash, InvitationHash = null, InvitationUntil = null, Stamp = NewStamp(), Failures = 0, LockedUntil = null };
            return (opened, ReviewEntries.Account(id, id, "password-set", now));
        }, cancellationToken);
        return wrong;
    }

    /// <summary>Makes an account, or gives an old one a new code, name or role.</summary>
    /// <returns>The code, which is shown once.</returns>
    public async Task<string> InviteAsync(Reviewer by, Reviewer who, CancellationToken cancellationToken)
    {
        var (code, now) = (NewCode(), time.GetUtcNow());
        var account = new ReviewerAccount { Reviewer = who, Stamp = NewStamp(), InvitationHash = HashOf(code), InvitationUntil = now + InvitationTime };
        await store.SaveAccountAsync(account, ReviewEntries.Account(by.Id, who.Id, $"invited-{who.Role}", now), cancellationToken);
        return code;
    }

    /// <summary>Closes or reopens an account; a session that is open ends with the next click.</summary>
    public async Task SetActiveAsync(Reviewer by, string id, bool active, CancellationToken cancellationToken) =>
        await store.ChangeAccountAsync(
            id,
            account => (account with { Active = active, Stamp = NewStamp() }, ReviewEntries.Account(by.Id, id, active ? "reopened" : "closed", time.GetUtcNow())),
            cancellationToken);

    /// <summary>Makes the first account, which is an administrator's.</summary>
    /// <returns>False when there is one already.</returns>
    public async Task<bool> AddFirstAsync(string id, string name, string password, CancellationToken cancellationToken)
    {
        var who = new Reviewer(id, name, Role.Admin);
        var account = new ReviewerAccount { Reviewer = who, Stamp = NewStamp(), PasswordHash = _hasher.HashPassword(who, password) };
        return await store.AddFirstAccountAsync(account, ReviewEntries.Account(id, id, "first-account", time.GetUtcNow()), cancellationToken);
    }

    /// <summary>What is wrong with a new password, or null.</summary>
    public static ActivationFault? Unfit(string password, string id)
    {
        if (password.Length < ShortestPassword) return ActivationFault.PasswordTooShort;
        if (password.Length > LongestPassword) return ActivationFault.PasswordTooLong;

        var easy = password.Distinct().Count() < 5 || password.Contains(id, StringComparison.OrdinalIgnoreCase) || Common().IsMatch(password);
        return easy ? ActivationFault.PasswordEasy : null;
    }

    /// <summary>Letters, digits, dot and hyphen; it stands in the journal for ever.</summary>
    public static bool IsId(string id) => IdForm().IsMatch(id);

    /// <summary>Twenty symbols without those that people misread: 100 bits.</summary>
    public static string NewCode() => RandomNumberGenerator.GetString("23456789ABCDEFGHJKMNPQRSTVWXYZ", 20).Insert(15, "-").Insert(10, "-").Insert(5, "-");

    public static string HashOf(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant())));

    public static bool SameHash(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(left), Encoding.ASCII.GetBytes(right));

    bool IsRight(ReviewerAccount? account, string password)
    {
        if (password.Length > LongestPassword) return false;

        var reviewer = account?.Reviewer ?? new Reviewer("", "", Role.Auditor);
        var verified = _hasher.VerifyHashedPassword(reviewer, account?.PasswordHash ?? _nobody.Value, password) is not PasswordVerificationResult.Failed;
        return verified && account?.PasswordHash is not null;
    }

    /// <summary>Counts as the account stands in the transaction, not as it stood before the password was checked.</summary>
    (ReviewerAccount Account, JournalEntry? Entry) Counted(ReviewerAccount account, ReviewerAccount known, bool right, DateTimeOffset now)
    {
        if (!account.Active || !IsOpen(account, now) || account.Stamp != known.Stamp)
            return (account, Entry(JournalKind.SignInRefused, account, now));
        if (right) return (account with { Failures = 0, LockedUntil = null }, Entry(JournalKind.SignedIn, account, now));

        return (Failed(account, now), Entry(JournalKind.SignInRefused, account, now));
    }

    ReviewerAccount Failed(ReviewerAccount account, DateTimeOffset now)
    {
        var failures = account.Failures + 1;
        return failures < options.Value.LockAfter
            ? account with { Failures = failures }
            : account with { Failures = 0, LockedUntil = now + options.Value.LockTime };
    }

    static JournalEntry Entry(JournalKind kind, ReviewerAccount account, DateTimeOffset now) => new(kind, now, account.Reviewer.Id, account.Reviewer.Id, "{}");

    static bool IsOpen(ReviewerAccount account, DateTimeOffset now) => account.LockedUntil is not { } until || until <= now;

    static string NewStamp() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    [GeneratedRegex("^[a-z][a-z0-9.-]{2,39}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IdForm();

    /// <summary>What lists of broken passwords begin with, here and in Indonesia, whatever follows it.</summary>
    [GeneratedRegex("^(password|passw0rd|qwerty|1234567|abcdef|indonesia|bismillah|rahasia|sayang|admin|monitor|bkpsdm)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Common();
}

/// <summary>Why a password was not set.</summary>
public enum ActivationFault
{
    WrongCode,
    PasswordTooShort,
    PasswordTooLong,
    PasswordEasy,
    PasswordsDiffer,
    NameUnfit,
}
