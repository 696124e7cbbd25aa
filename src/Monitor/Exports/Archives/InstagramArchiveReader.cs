using System.Runtime.CompilerServices;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>
/// Instagram's data download as JSON, with Threads in it, or one of its files by itself. Only what the owner published is opened. The
/// export has no permalinks of own posts.
/// </summary>
sealed class InstagramArchiveReader(TimeProvider time, ZipPolicy? zips = null, ArchiveParts? parts = null) : IOpensMembers
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

    public IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, CancellationToken cancellationToken) =>
        ArchiveDrift.WatchAsync(ReadMembersAsync(export, cancellationToken), cancellationToken);

    async IAsyncEnumerable<ReadResult> ReadMembersAsync(ExportFile export, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var archive = ArchiveSource.Open(export, Opens, zips);
        RefuseWithoutContent(archive);
        var bare = archive.IsZip ? InstagramMember.Denied : BareKind(export);
        InstagramMember KindOf(string member) => archive.IsZip ? InstagramMembers.Of(member) : bare;

        var owner = await OwnerAsync(archive, export, cancellationToken);
        var records = new InstagramRecords(owner, time.GetUtcNow());
        foreach (var member in archive.Members.Where(member => !IsProfile(KindOf(member))))
            await foreach (var result in ArchiveRecords.ReadAsync(
                archive, member, InstagramMembers.Shape, (record, place) => records.Map(KindOf(member), record, place), cancellationToken,
                mayBeSilent: KindOf(member) is InstagramMember.Stories))
                yield return result;

        if (ArchiveDrift.Unknown(archive, InstagramMembers.OwnActs()) is { } unknown) yield return unknown;

        if (archive.IsZip && !owner.FromProfile) yield return new ReadResult.Warned(ExportWarning.PartOfSet);
        if (archive.Unopened() is { } unopened) yield return unopened;
    }

    public bool Opens(string member) => InstagramMembers.Of(member) != InstagramMember.Denied;

    public async Task<PostAuthor?> FindOwnerAsync(ExportFile export, CancellationToken cancellationToken)
    {
        using var archive = ArchiveSource.Open(export, Opens, zips);
        return (await OwnerAsync(archive, export, cancellationToken)).Author;
    }

    /// <summary>The owner by this part's profile, else by that of another part; with it comes whether the account is closed.</summary>
    async Task<InstagramOwner> OwnerAsync(ArchiveSource archive, ExportFile export, CancellationToken cancellationToken)
    {
        var own = await InstagramOwner.FindAsync(archive, export, cancellationToken);
        if (own.FromProfile || !archive.IsZip) return own;

        return await (parts ?? ArchiveParts.BesideOnly).FirstAsync(
            export, member => IsProfile(InstagramMembers.Of(member)), zips,
            async part => await InstagramOwner.FindAsync(part, export, cancellationToken) is { FromProfile: true } other ? other : null) ?? own;
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
