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

    /// <summary>
    /// Where nobody is left who could confirm, an account opens after this long: an office that lost its only lead is not shut out for
    /// ever, and whoever was shut out on purpose has had a week to notice.
    /// </summary>
    public static readonly TimeSpan UnconfirmedTime = TimeSpan.FromDays(7);

    /// <summary>OWASP's figure for PBKDF2 with HMAC-SHA-512 (password storage cheat sheet, 2023).</summary>
    readonly PasswordHasher<Reviewer> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));

    /// <summary>Checked when there is no such account, so that the answer takes as long as for one that exists.</summary>
    readonly Lazy<string> _nobody = new(() => new PasswordHasher<Reviewer>(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }))
        .HashPassword(new Reviewer("", "", Role.Auditor), RandomNumberGenerator.GetHexString(32)));

    /// <summary>The account when name and password are right and it is neither locked nor closed; otherwise none, without saying which.</summary>
    public async Task<SignInResult> SignInAsync(string id, string password, CancellationToken cancellationToken)
    {
        var known = await store.AccountAsync(id, cancellationToken);
        var right = IsRight(known, password);
        if (known is null) return new SignInResult(null);

        var now = time.GetUtcNow();
        if (right && known.Awaits is not null) await OpenWithoutAnybodyAsync(known, now, cancellationToken);
        var after = await store.ChangeAccountAsync(known.Reviewer.Id, account => Counted(account, known, right, now), cancellationToken);
        if (!right || after is not { Active: true } || !IsOpen(after, now) || after.Stamp != known.Stamp) return new SignInResult(null);
        return after.Awaits is null ? new SignInResult(after) : new SignInResult(null, Awaits: true);
    }

    /// <summary>Changes the password by whoever knows the old one; sessions elsewhere end.</summary>
    /// <returns>The account as it is then, or why nothing changed.</returns>
    public async Task<(ReviewerAccount? Account, ActivationFault? Fault)> ChangePasswordAsync(string id, string current, string password, CancellationToken cancellationToken)
    {
        if (Unfit(password, id) is { } fault) return (null, fault);
        if ((await SignInAsync(id, current, cancellationToken)).Account is not { } known) return (null, ActivationFault.WrongPassword);

        var hash = _hasher.HashPassword(known.Reviewer, password);
        var after = await store.ChangeAccountAsync(
            id,
            account => account.Stamp == known.Stamp
                ? (account with { PasswordHash = hash, Stamp = NewStamp() }, ReviewEntries.Account(id, id, "password-changed", time.GetUtcNow()))
                : (account, null),
            cancellationToken);
        return after?.PasswordHash == hash ? (after, null) : (null, ActivationFault.WrongPassword);
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

    /// <summary>Makes an account, or gives an old one a new code or name. Its role stays for ever: what was done in one is not mixed with what is done in another.</summary>
    /// <returns>The code, which is shown once; null where the account has another role.</returns>
    public async Task<string?> InviteAsync(Reviewer by, Reviewer who, CancellationToken cancellationToken)
    {
        var all = await store.AccountsAsync(cancellationToken);
        if (all.Any(account => account.Reviewer.Id == who.Id && account.Reviewer.Role != who.Role)) return null;

        var (code, now) = (NewCode(), time.GetUtcNow());
        var account = new ReviewerAccount
        {
            Reviewer = who,
            Stamp = NewStamp(),
            InvitationHash = HashOf(code),
            InvitationUntil = now + InvitationTime,
            Awaits = NeedsConfirming(who, all) ? new AwaitedConfirmation(by.Id, now) : null,
        };
        await store.SaveAccountAsync(account, ReviewEntries.Account(by.Id, who.Id, $"invited-{who.Role}", now), cancellationToken);
        return code;
    }

    /// <summary>Closes or reopens an account; a session that is open ends with the next click.</summary>
    public async Task SetActiveAsync(Reviewer by, string id, bool active, CancellationToken cancellationToken)
    {
        var (all, now) = (await store.AccountsAsync(cancellationToken), time.GetUtcNow());
        await store.ChangeAccountAsync(
            id,
            account => (
                account with
                {
                    Active = active,
                    Stamp = NewStamp(),
                    Awaits = active && !account.Active && NeedsConfirming(account.Reviewer, all) ? new AwaitedConfirmation(by.Id, now) : account.Awaits,
                },
                ReviewEntries.Account(by.Id, id, active ? "reopened" : "closed", now)),
            cancellationToken);
    }

    /// <summary>A lead's or an auditor's word that the account is really the person's, or that it is not, which closes it.</summary>
    /// <returns>False when nothing awaited it, or it is the confirming person's own.</returns>
    public async Task<bool> ConfirmAsync(Reviewer by, string id, bool isTheirs, CancellationToken cancellationToken)
    {
        if (by.Id == id || !by.Confirms) return false;

        var confirmed = false;
        await store.ChangeAccountAsync(
            id,
            account =>
            {
                if (account.Awaits is null) return (account, null);

                confirmed = true;
                var now = time.GetUtcNow();
                return isTheirs
                    ? (account with { Awaits = null }, ReviewEntries.Account(by.Id, id, "confirmed", now))
                    : (account with { Awaits = null, Active = false, Stamp = NewStamp(), PasswordHash = null, InvitationHash = null, InvitationUntil = null }, ReviewEntries.Account(by.Id, id, "not-confirmed", now));
            },
            cancellationToken);
        return confirmed;
    }

    /// <summary>
    /// Whoever keeps the accounts could otherwise make one for themselves and read with it. An administrator's own reads nothing; the first
    /// lead's or auditor's has nobody to confirm it.
    /// </summary>
    static bool NeedsConfirming(Reviewer who, IReadOnlyList<ReviewerAccount> all) =>
        who.Role is not Role.Admin && all.Any(other => other.Reviewer.Confirms && other.Reviewer.Id != who.Id);

    async Task OpenWithoutAnybodyAsync(ReviewerAccount known, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (known.Awaits is not { } awaits || awaits.Since + UnconfirmedTime > now) return;
        if ((await store.AccountsAsync(cancellationToken)).Any(other => other.CanConfirm && other.Reviewer.Id != known.Reviewer.Id)) return;

        await store.ChangeAccountAsync(
            known.Reviewer.Id,
            account => account.Awaits == awaits
                ? (account with { Awaits = null }, ReviewEntries.Account(known.Reviewer.Id, known.Reviewer.Id, "opened-unconfirmed", now))
                : (account, null),
            cancellationToken);
    }

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
        if (right && account.Awaits is not null) return (account, Entry(JournalKind.SignInRefused, account, now));
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

/// <param name="Account">Who came in; null for nobody.</param>
/// <param name="Awaits">Whether everything was right but that nobody has confirmed the account yet.</param>
sealed record SignInResult(ReviewerAccount? Account, bool Awaits = false);

/// <summary>Why a password was not set.</summary>
public enum ActivationFault
{
    WrongCode,
    PasswordTooShort,
    PasswordTooLong,
    PasswordEasy,
    PasswordsDiffer,

    /// <summary>The old one, when a person sets a new one.</summary>
    WrongPassword,
    NameUnfit,
}
