using System.Text.RegularExpressions;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>Whose Instagram archive it is, and whether the account is closed to the public.</summary>
sealed partial record InstagramOwner(PostAuthor? Author, bool FromProfile, bool IsPrivate, bool IsPrivateOnThreads)
{
    public static async Task<InstagramOwner> FindAsync(ArchiveSource archive, ExportFile export, CancellationToken cancellationToken)
    {
        var profile = await ProfileAsync(archive, InstagramMember.Profile, cancellationToken);
        var threads = await ProfileAsync(archive, InstagramMember.ThreadsProfile, cancellationToken);
        var (handle, name) = (profile?.Handle() ?? threads?.Handle(), profile?.Name() ?? threads?.Name());
        var fromProfile = handle is not null || name is not null;
        handle ??= fromProfile ? null : FromNames([export.Name, .. archive.IsZip ? archive.AllMembers.Take(1) : []]);

        var author = handle is null && name is null
            ? null
            : new PostAuthor { Handle = handle, DisplayName = name, ProfileUrl = handle is null ? null : $"https://www.instagram.com/{handle}" };
        return new InstagramOwner(author, fromProfile, profile?.IsPrivate() ?? false, (threads ?? profile)?.IsPrivate() ?? false);
    }

    /// <summary>Of the profile only the names and the switch are looked at.</summary>
    static async Task<StringMap?> ProfileAsync(ArchiveSource archive, InstagramMember kind, CancellationToken cancellationToken)
    {
        StringMap? profile = null;
        foreach (var member in archive.Members.Where(member => archive.IsZip && InstagramMembers.Of(member) == kind))
            await ArchiveRecords.VisitAsync(archive, member, InstagramMembers.ProfileShape, record => profile ??= StringMap.Of(record), cancellationToken);

        return profile;
    }

    /// <summary>The account in the name of the zip, or of the folder in which the zip keeps everything.</summary>
    static string? FromNames(IEnumerable<string> names) =>
        names.Select(name => ArchiveName().Match(name)).FirstOrDefault(match => match.Success)?.Groups["account"].Value;

    [GeneratedRegex(@"^instagram-(?<account>[A-Za-z0-9._]+)-\d{4}-\d{2}-\d{2}(-|/|\.)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ArchiveName();
}
