using System.Runtime.CompilerServices;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>
/// Facebook's "Download your information" as JSON, in its three layouts, wrapped in any folder, or one of its files by itself. Only what
/// the owner published is opened. The export has no permalinks and says nothing of the audience.
/// </summary>
sealed class FacebookArchiveReader(TimeProvider time, ZipPolicy? zips = null, ArchiveParts? parts = null) : IOpensMembers
{
    public string Format => "facebook-archive";

    public int Recognize(ExportProbe probe)
    {
        if (!probe.IsZip)
        {
            var head = JsonHead.Of(probe.Head.Span);
            return head.IsMessages ? 70 : FacebookMembers.OfContent(head) == FacebookMember.Denied ? 0 : 90;
        }

        // The same archive as web pages has a reader of its own; what that one does not want is refused here.
        if (FacebookPageReader.IsPages(probe.Members)) return 50;
        if (probe.Members.Any(HasFacebookFolder)) return 100;
        return probe.Members.Any(member => FacebookMembers.Of(member) is not (FacebookMember.Denied or FacebookMember.Stories)) ? 80 : 0;
    }

    public IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, CancellationToken cancellationToken) =>
        ArchiveDrift.WatchAsync(ReadMembersAsync(export, cancellationToken), cancellationToken);

    async IAsyncEnumerable<ReadResult> ReadMembersAsync(ExportFile export, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var archive = ArchiveSource.Open(export, Opens, zips);
        RefuseWithoutContent(archive);
        var bare = archive.IsZip ? FacebookMember.Denied : BareKind(export);
        FacebookMember KindOf(string member) => archive.IsZip ? FacebookMembers.Of(member) : bare;

        var owner = await OwnerAsync(archive, export, KindOf, cancellationToken);
        var records = new FacebookRecords(owner, time.GetUtcNow());
        foreach (var member in archive.Members.Where(member => KindOf(member) != FacebookMember.Profile))
            await foreach (var result in ArchiveRecords.ReadAsync(
                archive, member, FacebookMembers.Shape, (record, place) => records.Map(KindOf(member), record, place), cancellationToken,
                mayBeSilent: KindOf(member) is FacebookMember.Media or FacebookMember.Stories))
                yield return result;

        if (records.UnknownKey is { } key) yield return ArchiveDrift.Changed(key);
        if (ArchiveDrift.Unknown(archive, FacebookMembers.OwnActs()) is { } unknown) yield return unknown;

        if (archive.IsZip && !owner.FromProfile) yield return new ReadResult.Warned(ExportWarning.PartOfSet);
        if (archive.Unopened() is { } unopened) yield return unopened;
    }

    public bool Opens(string member) => FacebookMembers.Of(member) != FacebookMember.Denied;

    public async Task<PostAuthor?> FindOwnerAsync(ExportFile export, CancellationToken cancellationToken)
    {
        using var archive = ArchiveSource.Open(export, Opens, zips);
        var bare = archive.IsZip ? FacebookMember.Denied : BareKind(export);
        return (await OwnerAsync(archive, export, member => archive.IsZip ? FacebookMembers.Of(member) : bare, cancellationToken)).Author;
    }

    /// <summary>The owner by this part's profile, else by that of another part, unless this part names somebody else.</summary>
    async Task<FacebookOwner> OwnerAsync(ArchiveSource archive, ExportFile export, Func<string, FacebookMember> kindOf, CancellationToken cancellationToken)
    {
        var own = await FacebookOwner.FindAsync(archive, export, kindOf, cancellationToken);
        if (own.FromProfile || !archive.IsZip) return own;

        var other = await (parts ?? ArchiveParts.BesideOnly).FirstAsync(
            export, member => FacebookMembers.Of(member) == FacebookMember.Profile, zips, part => FacebookOwner.InProfileAsync(part, FacebookMembers.Of, cancellationToken));
        return other is null || own.Contradicts(other) ? own : other;
    }

    /// <exception cref="UnreadableExportException">Only messages, only HTML, or nothing that is ever opened.</exception>
    static void RefuseWithoutContent(ArchiveSource archive)
    {
        if (!archive.IsZip || archive.Members.Any(member => FacebookMembers.Of(member) != FacebookMember.Profile)) return;

        throw ArchivePrivacy.Refusal(archive);
    }

    /// <exception cref="UnreadableExportException">Messages, or a file of another kind.</exception>
    static FacebookMember BareKind(ExportFile export)
    {
        var head = JsonHead.Of(ExportProbe.Open(export.Path).Head.Span);
        if (head.IsMessages) throw new UnreadableExportException(FileProblem.PrivateMessages);

        var kind = FacebookMembers.OfContent(head);
        return kind == FacebookMember.Denied ? throw new UnreadableExportException(FileProblem.UnknownFormat) : kind;
    }

    static bool HasFacebookFolder(string member) =>
        member.Contains("your_facebook_activity/", StringComparison.OrdinalIgnoreCase)
        || member.Contains("your_activity_across_facebook/", StringComparison.OrdinalIgnoreCase)
        || FacebookMembers.Of(member) is FacebookMember.Profile or FacebookMember.Posts;
}
