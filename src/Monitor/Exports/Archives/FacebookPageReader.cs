using System.Globalization;
using Monitor.Exports.Tables;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>
/// Facebook's "Download your information" as web pages. Pages of messages have the same markup as pages of posts, so only the path says
/// what a page is, and a page by itself is never read. The class names are meaningless and change: a page that gives nothing stops the file.
/// </summary>
sealed class FacebookPageReader(TimeZoneInfo agencyZone, TimeProvider time, ZipPolicy? zips = null, ArchiveParts? parts = null) : IOpensMembers
{
    /// <summary>An empty section's page is shorter, its styles apart.</summary>
    const int EmptyPage = 5 * 1024;

    /// <summary>Entries that are looked at to find the owner's name, which begins each of them.</summary>
    const int Titles = 200;

    public string Format => "facebook-html";

    public int Recognize(ExportProbe probe) => probe.IsZip && IsPages(probe.Members) ? 95 : 0;

    /// <summary>Whether a zip holds an archive as pages and none of it as JSON.</summary>
    public static bool IsPages(IReadOnlyList<string> members) =>
        members.Any(member => KindOf(member) is not (FacebookMember.Denied or FacebookMember.Profile))
        && !members.Any(member => FacebookMembers.Of(member) is not (FacebookMember.Denied or FacebookMember.Profile));

    public IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, CancellationToken cancellationToken) => AsyncRows.Of(() => Read(export), cancellationToken);

    IEnumerable<ReadResult> Read(ExportFile export)
    {
        using var zip = SafeZip.Open(export.Path, Opens, zips);
        var pages = Pages(zip);
        var (owner, fromProfile, zone) = Owner(zip, export, pages);
        var records = new FacebookPageRecords(owner, new TypedTimeContext(zone ?? agencyZone, zone is not null, DateOrder.Unknown, Is1904: false, time.GetUtcNow()));

        foreach (var member in pages)
            foreach (var result in ReadPage(zip, member, records))
                yield return result;

        if (!fromProfile) yield return new ReadResult.Warned(ExportWarning.PartOfSet);
        if (zip.Members.Count - zip.AllowedMembers.Count() is > 0 and var closed)
            yield return new ReadResult.Warned(ExportWarning.MembersLeftUnopened, closed.ToString(CultureInfo.InvariantCulture));
    }

    public bool Opens(string member) => KindOf(member) != FacebookMember.Denied || IsZone(member);

    public Task<PostAuthor?> FindOwnerAsync(ExportFile export, CancellationToken cancellationToken)
    {
        using var zip = SafeZip.Open(export.Path, Opens, zips);
        return Task.FromResult(Owner(zip, export, Pages(zip)).Owner.Author);
    }

    static List<string> Pages(SafeZip zip) => [.. zip.AllowedMembers.Where(member => KindOf(member) is not (FacebookMember.Denied or FacebookMember.Profile))];

    static IEnumerable<ReadResult> ReadPage(SafeZip zip, string member, FacebookPageRecords records)
    {
        using var page = new HtmlEntries(zip.OpenWhole(member));
        var read = 0;
        while (page.Read())
        {
            var place = new PostPlace(member, page.Number.ToString(CultureInfo.InvariantCulture));
            var result = page.Entry is null
                ? new ReadResult.Rejected(page.IsTooLong ? RejectReason.TooLong : RejectReason.Malformed, place)
                : records.Map(KindOf(member), page.Entry, place);
            if (result is ReadResult.Read) read++;
            yield return result;
        }

        if (page.Number == 0 && page.BodyLength > EmptyPage) throw new UnreadableExportException(FileProblem.NotJson, $"{ArchiveRecords.Tail(member)} without entries");
        if (page.Number > 0 && read == 0) yield return new ReadResult.Warned(ExportWarning.FormatMayHaveChanged, ArchiveRecords.Tail(member));
    }

    /// <summary>
    /// The profile's page, of this part or another, else the zip's name, else the words with which all titles begin. The zone stands beside the
    /// profile, and may be in another part too.
    /// </summary>
    (FacebookPageOwner Owner, bool FromProfile, TimeZoneInfo? Zone) Owner(SafeZip zip, ExportFile export, List<string> pages)
    {
        var (author, zone) = (Profile(zip), Zone(zip));
        var name = author is null ? FacebookTitles.CommonBeginning([.. FirstTitles(zip, pages).Distinct(StringComparer.Ordinal)]) : null;
        foreach (var path in author is null || zone is null ? (parts ?? ArchiveParts.BesideOnly).Of(export) : [])
        {
            var (other, otherZone) = Beside(path);
            author ??= IsSomebodyElse(other, name) ? null : other;
            zone ??= otherZone;
        }

        if (author is not null) return (new FacebookPageOwner(author, Guessed: false), true, zone);

        var (handle, id) = FacebookOwner.FromNames([export.Name, .. zip.Members.Take(1)]);
        var known = handle is null && id is null && name is null ? null : new PostAuthor { Handle = handle, PlatformId = id, DisplayName = name };
        return (new FacebookPageOwner(known, Guessed: name is not null && handle is null && id is null), false, zone);
    }

    (PostAuthor? Author, TimeZoneInfo? Zone) Beside(string path)
    {
        try
        {
            using var part = SafeZip.Open(path, member => KindOf(member) == FacebookMember.Profile || IsZone(member), zips);
            return (Profile(part), Zone(part));
        }
        catch (Exception broken) when (broken is UnreadableExportException or IOException)
        {
            // That part has a receipt of its own.
            return (null, null);
        }
    }

    /// <summary>Two archives may have been given names of one set; the names with which this part's entries begin tell.</summary>
    static bool IsSomebodyElse(PostAuthor? other, string? name) =>
        other?.DisplayName is { } shown && name is not null && !shown.StartsWith(name, StringComparison.OrdinalIgnoreCase) && !name.StartsWith(shown, StringComparison.OrdinalIgnoreCase);

    static PostAuthor? Profile(SafeZip zip)
    {
        foreach (var member in zip.AllowedMembers.Where(member => KindOf(member) == FacebookMember.Profile))
        {
            using var profile = new HtmlEntries(zip.OpenWhole(member));
            while (profile.Read())
                if (profile.Entry is { } entry && FacebookPageRecords.Profile(entry) is { } author)
                    return author;
        }

        return null;
    }

    static IEnumerable<string> FirstTitles(SafeZip zip, List<string> pages)
    {
        foreach (var member in pages.Where(member => KindOf(member) is FacebookMember.Posts or FacebookMember.Comments or FacebookMember.Reactions))
        {
            using var page = new HtmlEntries(zip.OpenWhole(member));
            for (var i = 0; i < Titles && page.Read(); i++)
                if (page.Entry is { } entry && FacebookPageRecords.Title(entry) is { } title)
                    yield return title;
        }
    }

    static TimeZoneInfo? Zone(SafeZip zip)
    {
        foreach (var member in zip.AllowedMembers.Where(IsZone))
        {
            using var page = new HtmlEntries(zip.OpenWhole(member));
            while (page.Read())
                foreach (var (_, value) in page.Entry is { } entry ? FacebookPageRecords.Pairs(entry) : [])
                    if (TimeZoneInfo.TryFindSystemTimeZoneById(value, out var zone))
                        return zone;
        }

        return null;
    }

    static FacebookMember KindOf(string member) =>
        member.EndsWith(".html", StringComparison.OrdinalIgnoreCase) ? FacebookMembers.Of($"{member[..^".html".Length]}.json") : FacebookMember.Denied;

    /// <summary>Nothing else is opened in the folder of places: the times on the pages are in this zone and do not say so.</summary>
    static bool IsZone(string member) => member.EndsWith("logged_information/location/timezone.html", StringComparison.OrdinalIgnoreCase) && !ArchivePrivacy.Denies(member);
}

/// <summary>Whose pages they are.</summary>
/// <param name="Author">Null when nobody can be named.</param>
/// <param name="Guessed">Only the boilerplate of the entries names the owner.</param>
sealed record FacebookPageOwner(PostAuthor? Author, bool Guessed);
