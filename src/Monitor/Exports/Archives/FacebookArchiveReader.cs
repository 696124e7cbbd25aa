using System.Runtime.CompilerServices;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>
/// Facebook's "Download your information" as JSON, in its three layouts, wrapped in any folder, or one of its files by itself. Only what
/// the owner published is opened. The export has no permalinks and says nothing of the audience.
/// </summary>
sealed class FacebookArchiveReader(TimeProvider time, ZipPolicy? zips = null) : IOpensMembers
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

    public async IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var archive = ArchiveSource.Open(export, Opens, zips);
        RefuseWithoutContent(archive);
        var bare = archive.IsZip ? FacebookMember.Denied : BareKind(export);
        FacebookMember KindOf(string member) => archive.IsZip ? FacebookMembers.Of(member) : bare;

        var owner = await FacebookOwner.FindAsync(archive, export, KindOf, cancellationToken);
        if (archive.IsZip && !owner.FromProfile) yield return new ReadResult.Warned(ExportWarning.PartOfSet);

        var records = new FacebookRecords(owner, time.GetUtcNow());
        foreach (var member in archive.Members.Where(member => KindOf(member) != FacebookMember.Profile))
            await foreach (var result in ArchiveRecords.ReadAsync(
                archive, member, FacebookMembers.Shape, (record, place) => records.Map(KindOf(member), record, place), cancellationToken))
                yield return result;

        if (archive.Unopened() is { } unopened) yield return unopened;
    }

    public bool Opens(string member) => FacebookMembers.Of(member) != FacebookMember.Denied;

    public async Task<PostAuthor?> FindOwnerAsync(ExportFile export, CancellationToken cancellationToken)
    {
        using var archive = ArchiveSource.Open(export, Opens, zips);
        var bare = archive.IsZip ? FacebookMember.Denied : BareKind(export);
        return (await FacebookOwner.FindAsync(archive, export, member => archive.IsZip ? FacebookMembers.Of(member) : bare, cancellationToken)).Author;
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
