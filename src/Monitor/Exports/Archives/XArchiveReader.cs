using System.Globalization;
using System.Runtime.CompilerServices;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>
/// The archive that X gives an account's owner, or one of its <c>.js</c> files by itself. Only what the owner published is opened. The
/// archive's own counts are checked against what was read.
/// </summary>
sealed class XArchiveReader(TimeProvider time, ZipPolicy? zips = null, ArchiveParts? parts = null) : IOpensMembers
{
    public string Format => "x-archive";

    public int Recognize(ExportProbe probe)
    {
        if (!probe.IsZip) return XMembers.OfContent(probe.Head.Span) is null ? 0 : 100;

        var inData = probe.Members.Where(member => $"/{member}".Contains("/data/", StringComparison.Ordinal)).Select(XMembers.Of).ToHashSet();
        if (inData.Contains(XMember.Manifest) || probe.Members.Any(member => XMembers.Of(member) == XMember.Tweets)) return 100;
        return inData.Contains(XMember.Account) || inData.Contains(XMember.Likes) ? 80 : 0;
    }

    public IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, CancellationToken cancellationToken) =>
        ArchiveDrift.WatchAsync(ReadMembersAsync(export, cancellationToken), cancellationToken);

    async IAsyncEnumerable<ReadResult> ReadMembersAsync(ExportFile export, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var archive = ArchiveSource.Open(export, Opens, zips);
        var bare = archive.IsZip ? XMember.Denied : BareKind(export);
        XMember KindOf(string member) => archive.IsZip ? XMembers.Of(member) : bare;

        if (!archive.Members.Any(member => HoldsRecords(KindOf(member)))) throw ArchivePrivacy.Refusal(archive);

        var manifest = await XManifest.ReadAsync(archive, KindOf, cancellationToken);
        var owner = await OwnerAsync(archive, manifest, export, KindOf, cancellationToken);
        var notes = await XNotes.ReadAsync(archive, KindOf, cancellationToken);
        var records = new XRecords(owner, notes, time.GetUtcNow());
        foreach (var member in archive.Members.Where(member => HoldsRecords(KindOf(member))))
        {
            var rows = 0L;
            await foreach (var result in ArchiveRecords.ReadAsync(
                archive, member, XMembers.Shape, (record, place) => records.Map(KindOf(member), record, place), cancellationToken))
            {
                if (result is not ReadResult.Warned) rows++;
                yield return result;
            }

            if (manifest.Promised(member) is { } promised && promised != rows)
                yield return new ReadResult.Warned(
                    ExportWarning.CountDiffers, string.Create(CultureInfo.InvariantCulture, $"{ArchiveRecords.Tail(member)}: {promised} → {rows}"));
        }

        if (ArchiveDrift.Unknown(archive, XMembers.OwnActs()) is { } unknown) yield return unknown;

        var missing = manifest.Missing([.. archive.AllMembers, .. Others(export)]).ToList();
        if (missing.Count > 0 || (archive.IsZip && owner.Author is null) || (manifest.IsPartial && Others(export).Count == 0))
            yield return new ReadResult.Warned(ExportWarning.PartOfSet, string.Join(' ', missing));
        if (archive.Unopened() is { } unopened) yield return unopened;
    }

    public bool Opens(string member) => XMembers.Of(member) != XMember.Denied;

    public async Task<PostAuthor?> FindOwnerAsync(ExportFile export, CancellationToken cancellationToken)
    {
        using var archive = ArchiveSource.Open(export, Opens, zips);
        var bare = archive.IsZip ? XMember.Denied : BareKind(export);
        XMember KindOf(string member) => archive.IsZip ? XMembers.Of(member) : bare;

        var manifest = await XManifest.ReadAsync(archive, KindOf, cancellationToken);
        return (await OwnerAsync(archive, manifest, export, KindOf, cancellationToken)).Author;
    }

    ArchiveParts Parts => parts ?? ArchiveParts.BesideOnly;

    /// <summary>The owner by this part, else by another. Whether the account was closed is asked of all: only one part says so.</summary>
    async Task<XOwner> OwnerAsync(ArchiveSource archive, XManifest manifest, ExportFile export, Func<string, XMember> kindOf, CancellationToken cancellationToken)
    {
        var own = await XOwner.FindAsync(archive, manifest, kindOf, cancellationToken);
        if (!archive.IsZip || archive.Members.Any(member => kindOf(member) is XMember.Account or XMember.Manifest)) return own;

        var other = await Parts.FirstAsync(export, member => XMembers.Of(member) is XMember.Account or XMember.Manifest or XMember.Protection, zips, async part =>
        {
            var found = await XOwner.FindAsync(part, await XManifest.ReadAsync(part, XMembers.Of, cancellationToken), XMembers.Of, cancellationToken);
            return found.Author is null ? null : found;
        });
        return other is null ? own : other with { IsProtected = other.IsProtected || own.IsProtected };
    }

    /// <summary>Names of the members of the other parts.</summary>
    List<string> Others(ExportFile export)
    {
        List<string> names = [];
        foreach (var path in Parts.Of(export))
        {
            try
            {
                names.AddRange(ExportProbe.Open(path).Members);
            }
            catch (Exception broken) when (broken is UnreadableExportException or IOException)
            {
                // That part has a receipt of its own.
            }
        }

        return names;
    }

    static bool HoldsRecords(XMember kind) => kind is XMember.Tweets or XMember.Likes or XMember.Follows or XMember.Profile;

    /// <exception cref="UnreadableExportException">Messages, or a file of another kind.</exception>
    static XMember BareKind(ExportFile export)
    {
        var head = ExportProbe.Open(export.Path).Head.Span;
        if (XMembers.IsMessages(head)) throw new UnreadableExportException(FileProblem.PrivateMessages);

        return XMembers.OfContent(head) is { } kind and not XMember.Denied
            ? kind
            : throw new UnreadableExportException(FileProblem.UnknownFormat, "a file of an X archive that is never opened");
    }
}
