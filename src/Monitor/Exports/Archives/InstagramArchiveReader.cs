using System.Runtime.CompilerServices;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>
/// Instagram's data download as JSON, with Threads in it, or one of its files by itself. Only what the owner published is opened. The
/// export has no permalinks of own posts.
/// </summary>
sealed class InstagramArchiveReader(TimeProvider time, ZipPolicy? zips = null) : IOpensMembers
{
    public string Format => "instagram-archive";

    public int Recognize(ExportProbe probe)
    {
        if (!probe.IsZip)
        {
            var head = JsonHead.Of(probe.Head.Span);
            return head.IsMessages ? 60 : InstagramMembers.OfContent(head) == InstagramMember.Denied ? 0 : 90;
        }

        // A Facebook zip may hold a folder of Instagram's; the whole is Facebook's, and that reader is surer.
        if (probe.Members.Any(member => member.Contains("your_instagram_activity/", StringComparison.OrdinalIgnoreCase))) return 95;
        return probe.Members.Any(member => InstagramMembers.Of(member) is InstagramMember.Profile or InstagramMember.Posts or InstagramMember.Likes or InstagramMember.Follows) ? 85 : 0;
    }

    public async IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var archive = ArchiveSource.Open(export, Opens, zips);
        RefuseWithoutContent(archive);
        var bare = archive.IsZip ? InstagramMember.Denied : BareKind(export);
        InstagramMember KindOf(string member) => archive.IsZip ? InstagramMembers.Of(member) : bare;

        var owner = await InstagramOwner.FindAsync(archive, export, cancellationToken);
        if (archive.IsZip && !owner.FromProfile) yield return new ReadResult.Warned(ExportWarning.PartOfSet);

        var records = new InstagramRecords(owner, time.GetUtcNow());
        foreach (var member in archive.Members.Where(member => !IsProfile(KindOf(member))))
            await foreach (var result in ArchiveRecords.ReadAsync(
                archive, member, InstagramMembers.Shape, (record, place) => records.Map(KindOf(member), record, place), cancellationToken))
                yield return result;

        if (archive.Unopened() is { } unopened) yield return unopened;
    }

    public bool Opens(string member) => InstagramMembers.Of(member) != InstagramMember.Denied;

    public async Task<PostAuthor?> FindOwnerAsync(ExportFile export, CancellationToken cancellationToken)
    {
        using var archive = ArchiveSource.Open(export, Opens, zips);
        return (await InstagramOwner.FindAsync(archive, export, cancellationToken)).Author;
    }

    static bool IsProfile(InstagramMember kind) => kind is InstagramMember.Profile or InstagramMember.ThreadsProfile;

    /// <exception cref="UnreadableExportException">Only messages, only HTML, or nothing that is ever opened.</exception>
    static void RefuseWithoutContent(ArchiveSource archive)
    {
        if (!archive.IsZip || archive.Members.Any(member => !IsProfile(InstagramMembers.Of(member)))) return;

        throw ArchivePrivacy.Refusal(archive);
    }

    /// <exception cref="UnreadableExportException">Messages, or a file of another kind.</exception>
    static InstagramMember BareKind(ExportFile export)
    {
        var head = JsonHead.Of(ExportProbe.Open(export.Path).Head.Span);
        if (head.IsMessages) throw new UnreadableExportException(FileProblem.PrivateMessages);

        var kind = InstagramMembers.OfContent(head);
        return kind == InstagramMember.Denied ? throw new UnreadableExportException(FileProblem.UnknownFormat) : kind;
    }
}
