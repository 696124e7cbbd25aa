using System.Collections.Frozen;
using Monitor.Posts;

namespace Monitor.Roster;

/// <summary>The people whose posts may be looked at. Immutable; a changed file gives a new one.</summary>
/// <remarks>
/// Asked once for every row of every export, most of which belong to nobody on the list: a look-up that finds nobody allocates nothing
/// unless a clerk typed a unit beside the post.
/// </remarks>
sealed class StaffRoster
{
    /// <summary>Days begin at different hours in WIB, WITA and WIT; on the last day of service the westernmost decides.</summary>
    static readonly TimeSpan Westernmost = TimeSpan.FromHours(7);

    readonly Index[] _handles = [.. Enum.GetValues<Platform>().Select(_ => Index.None)];
    readonly Index[] _platformIds = [.. Enum.GetValues<Platform>().Select(_ => Index.None)];
    readonly Index _shownNames;
    readonly Index _nips;
    readonly Index _namesAndUnits;

    public StaffRoster(IReadOnlyList<RosterEntry> entries, string sha256)
    {
        (Entries, Sha256) = (entries, sha256);
        var owned = entries.SelectMany(entry => entry.Accounts.Select(account => new Owned(entry, account))).ToList();
        foreach (var accounts in owned.GroupBy(owned => owned.Account!.Platform)) // Each was made with its account just above.
        {
            _handles[(int)accounts.Key] = Index.Of(accounts.Where(account => !AccountName.IsDisplayName(account.Account!.Handle)), account => AccountName.Normalize(accounts.Key, account.Account!.Handle));
            _platformIds[(int)accounts.Key] = Index.Of(accounts.Where(account => account.Account!.PlatformId is not null), account => account.Account!.PlatformId!);
        }

        var everybody = entries.Select(entry => new Owned(entry, null)).ToList();
        _shownNames = Index.Of(
            owned.Where(account => account.Account is { Platform: Platform.Facebook } facebook && AccountName.IsDisplayName(facebook.Handle)),
            account => PersonName.Key(account.Account!.Handle));
        _nips = Index.Of(everybody.Where(person => person.Entry.Nip is not null), person => person.Entry.Nip!);
        _namesAndUnits = Index.Of(everybody, person => NameAndUnit(person.Entry.Name, person.Entry.Unit));
    }

    public IReadOnlyList<RosterEntry> Entries { get; }

    /// <summary>SHA-256 of the roster's file, for the journal.</summary>
    public string Sha256 { get; }

    /// <summary>Who wrote it, or null when nobody on the roster did: then nothing of the post may be kept.</summary>
    /// <remarks>
    /// The account decides: its id, its handle, its link. Then what a clerk typed beside the post: the employee number, or name and unit
    /// together. A shown name alone proves nothing, save that of a Facebook account that the roster lists by its shown name. What was
    /// published after a person's last day is nobody's; what was published before the first day is for the flag to say.
    /// </remarks>
    public AttributedPost? Attribute(Post post)
    {
        var author = post.Author;
        var owned = ByPlatformId(post.Platform, author, out var basis) ?? ByHandle(post.Platform, author, out basis) ?? ByClerk(author, out basis) ?? ByShownName(post.Platform, author, out basis);
        if (owned is null || IsAfter(owned.Entry.ValidTo, post.Time)) return null;

        return new AttributedPost(post, owned.Entry, owned.Account, basis);
    }

    Owned? ByPlatformId(Platform platform, PostAuthor author, out AttributionBasis basis)
    {
        basis = AttributionBasis.AccountId;
        var ids = _platformIds[(int)platform];
        if (ids.IsEmpty) return null;
        if (author.PlatformId is { } id && ids.Find(id) is { } owned) return owned;
        return author.ProfileUrl is { } url ? ids.Find(AccountName.Bare(url)) : null;
    }

    Owned? ByHandle(Platform platform, PostAuthor author, out AttributionBasis basis)
    {
        basis = AttributionBasis.Handle;
        if (author.Handle is null && author.ProfileUrl is null) return null;

        // In a recap without a platform column a handle speaks only when all platforms that know it give one person.
        if (platform is Platform.Unknown or Platform.Other) return ByHandleAnywhere(author);
        return ByHandleOn(platform, author);
    }

    Owned? ByHandleOn(Platform platform, PostAuthor author)
    {
        var handles = _handles[(int)platform];
        if (handles.IsEmpty) return null;

        Span<char> buffer = stackalloc char[AccountName.MaxLength];
        return handles.Find(buffer[..AccountName.Normalize(platform, author.Handle, buffer)])
            ?? handles.Find(buffer[..AccountName.Normalize(platform, author.ProfileUrl, buffer)]);
    }

    Owned? ByHandleAnywhere(PostAuthor author)
    {
        Owned? only = null;
        for (var platform = Platform.Facebook; platform <= Platform.YouTube; platform++)
        {
            if (ByHandleOn(platform, author) is not { } owned) continue;
            if (only is not null && only.Entry != owned.Entry) return null;
            only ??= owned;
        }

        return only;
    }

    Owned? ByClerk(PostAuthor author, out AttributionBasis basis)
    {
        basis = AttributionBasis.Nip;
        if (author.Nip is { } nip && _nips.Find(nip) is { } numbered) return numbered;

        basis = AttributionBasis.NameAndUnit;
        return author is { DisplayName: { Length: > 0 } name, Unit: { Length: > 0 } unit } ? _namesAndUnits.Find(NameAndUnit(name, unit)) : null;
    }

    Owned? ByShownName(Platform platform, PostAuthor author, out AttributionBasis basis)
    {
        basis = AttributionBasis.Handle;
        if (platform != Platform.Facebook || _shownNames.IsEmpty) return null;
        return author is { DisplayName: { Length: > 0 } name, Handle: null, PlatformId: null, ProfileUrl: null, Nip: null, Unit: null } ? _shownNames.Find(PersonName.Key(name)) : null;
    }

    static bool IsAfter(DateOnly? lastDay, PostTime time) =>
        lastDay is { } last && time.At is { } at && DateOnly.FromDateTime(at.ToOffset(Westernmost).DateTime) > last;

    /// <summary>Empty, and so leading to nobody, unless both say something.</summary>
    static string NameAndUnit(string name, string unit) =>
        (PersonName.Key(name), PersonName.UnitKey(unit)) is ({ Length: > 0 } person, { Length: > 0 } place) ? $"{person}\n{place}" : "";

    /// <summary>A person, with the account that led there when one did.</summary>
    sealed record Owned(RosterEntry Entry, RosterAccount? Account);

    /// <summary>Keys that lead to exactly one person; what two people share leads to nobody.</summary>
    readonly struct Index
    {
        readonly FrozenDictionary<string, Owned>.AlternateLookup<ReadOnlySpan<char>> _lookup;

        Index(FrozenDictionary<string, Owned> owned) => (_lookup, IsEmpty) = (owned.GetAlternateLookup<ReadOnlySpan<char>>(), owned.Count == 0);

        public static Index None { get; } = Of([], _ => "");

        public bool IsEmpty { get; }

        public static Index Of(IEnumerable<Owned> all, Func<Owned, string> key)
        {
            var unambiguous = all.Select(owned => (Key: key(owned), Owned: owned)).Where(pair => pair.Key.Length > 0)
                .GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
                .Where(group => group.DistinctBy(pair => pair.Owned.Entry.PersonCode).Count() == 1);
            return new Index(unambiguous.ToFrozenDictionary(group => group.Key, group => group.First().Owned, StringComparer.OrdinalIgnoreCase));
        }

        public Owned? Find(ReadOnlySpan<char> key) => key.Length > 0 && _lookup.TryGetValue(key, out var owned) ? owned : null;
    }
}
