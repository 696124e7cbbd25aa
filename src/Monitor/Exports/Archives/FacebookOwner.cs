using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>Whose Facebook archive it is.</summary>
/// <param name="Author">Null when nobody can be named.</param>
/// <param name="Names">The names under which the owner's own words stand: the present one, earlier ones, other ones.</param>
/// <param name="FromProfile">False for a part of a set without the profile, and for a file by itself.</param>
/// <param name="Guessed">Only the boilerplate of the entries names the owner.</param>
sealed partial record FacebookOwner(PostAuthor? Author, IReadOnlySet<string> Names, bool FromProfile, bool Guessed)
{
    /// <summary>So many different names can only be an attack on memory.</summary>
    const int MostNames = 10_000;

    const int MostTitles = 1_000;

    public static async Task<FacebookOwner> FindAsync(
        ArchiveSource archive, ExportFile export, Func<string, FacebookMember> kindOf, CancellationToken cancellationToken)
    {
        return await InProfileAsync(archive, kindOf, cancellationToken) ?? await FromActsAsync(archive, export, kindOf, cancellationToken);
    }

    /// <summary>The owner by the profile; null where there is none.</summary>
    public static async Task<FacebookOwner?> InProfileAsync(ArchiveSource archive, Func<string, FacebookMember> kindOf, CancellationToken cancellationToken)
    {
        foreach (var member in archive.Members.Where(member => kindOf(member) == FacebookMember.Profile))
            if (await FromProfileAsync(archive, member, cancellationToken) is { } owner)
                return owner;

        return null;
    }

    /// <summary>Whether those who act in this part are none of another owner's names. Boilerplate may be cut wrongly and proves nothing.</summary>
    public bool Contradicts(FacebookOwner other) => !Guessed && Names.Count > 0 && !Names.Any(other.Is);

    /// <summary>Whether a name in the export is the owner's.</summary>
    public bool Is(string name) => Names.Contains(name.Trim());

    static async Task<FacebookOwner?> FromProfileAsync(ArchiveSource archive, string member, CancellationToken cancellationToken)
    {
        FacebookOwner? owner = null;
        await ArchiveRecords.VisitAsync(archive, member, FacebookMembers.ProfileShape, record => owner ??= InProfile(record), cancellationToken);
        return owner;
    }

    /// <summary>Of the profile only names and links are looked at.</summary>
    static FacebookOwner? InProfile(JsonElement record)
    {
        if ((record.Get("profile_v2") ?? record.Get("profile")) is not { } profile) return null;

        var name = profile.Get("name", "full_name") is { } full ? MetaText.Mended(full.Text())?.Text : profile.Mended("name")?.Text;
        var link = profile.Text("profile_uri");
        var author = new PostAuthor
        {
            DisplayName = name,
            Handle = profile.Mended("username")?.Text ?? HandleIn(link),
            ProfileUrl = link,
            PlatformId = IdIn(link),
        };
        if (author.DisplayName is null && author.Handle is null && author.PlatformId is null) return null;

        var others = profile.Items("previous_names").Concat(profile.Items("other_names")).Select(other => other.Mended("name")?.Text);
        return new FacebookOwner(author, Known([name, .. others]), FromProfile: true, Guessed: false);
    }

    static async Task<FacebookOwner> FromActsAsync(
        ArchiveSource archive, ExportFile export, Func<string, FacebookMember> kindOf, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var titles = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in archive.Members)
            await ArchiveRecords.VisitAsync(archive, member, FacebookMembers.Shape, record =>
            {
                if (Actor(record) is { } actor && (names.Count < MostNames || names.ContainsKey(actor))) names[actor] = names.GetValueOrDefault(actor) + 1;
                if (kindOf(member) == FacebookMember.Posts && titles.Count < MostTitles && record.Mended("title") is { } title) titles.Add(title.Text);
            }, cancellationToken);

        var (handle, id) = FromNames([export.Name, .. archive.IsZip ? archive.AllMembers.Take(1) : []]);
        var actor = names.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).FirstOrDefault().Key;
        var title = actor is null ? FacebookTitles.CommonBeginning(titles) : null;
        var known = actor ?? title;
        var author = known is null && handle is null && id is null ? null : new PostAuthor { DisplayName = known, Handle = handle, PlatformId = id };
        return new FacebookOwner(author, Known([known]), FromProfile: false, Guessed: title is not null);
    }

    /// <summary>Who commented or reacted: in an archive always the owner, but for the few made as a page.</summary>
    static string? Actor(JsonElement record)
    {
        foreach (var data in record.Items("data"))
        {
            var name = data.Get("comment", "author") ?? data.Get("reaction", "actor");
            if (MetaText.Mended(name?.Text()) is { } actor) return actor.Text.Trim();
        }

        return null;
    }

    static HashSet<string> Known(IEnumerable<string?> names) =>
        new(names.OfType<string>().Select(name => name.Trim()).Where(name => name.Length > 0), StringComparer.OrdinalIgnoreCase);

    /// <summary>The account in the name of the zip, or of the folder in which the zip keeps everything.</summary>
    public static (string? Handle, string? Id) FromNames(IEnumerable<string> names)
    {
        foreach (var name in names)
            if (ArchiveName().Match(name) is { Success: true } match)
                return match.Groups["account"].Value is var account && account.All(char.IsAsciiDigit) ? (null, account) : (account, null);

        return (null, null);
    }

    public static string? HandleIn(string? link) => link is not null && ProfileLink().Match(link) is { Success: true } match ? match.Groups["handle"].Value : null;

    public static string? IdIn(string? link) => link is not null && ProfileId().Match(link) is { Success: true } match ? match.Groups["id"].Value : null;

    [GeneratedRegex(@"^facebook-(?<account>[A-Za-z0-9.]+)-\d{4}-\d{2}-\d{2}(-|/|\.)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ArchiveName();

    [GeneratedRegex(@"facebook\.com/(?!profile\.php)(?<handle>[A-Za-z0-9.]{3,})/?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ProfileLink();

    [GeneratedRegex(@"facebook\.com/profile\.php\?id=(?<id>\d+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ProfileId();
}
