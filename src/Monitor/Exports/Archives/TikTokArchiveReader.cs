using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>
/// TikTok's "download your data" as JSON, old and 2025 layout, zipped or by itself. Public and private stand in one file: the reader goes
/// from section to section and passes over what is not listed without parsing it.
/// </summary>
sealed partial class TikTokArchiveReader(TimeProvider time, ZipPolicy? zips = null) : IOpensMembers
{
    static readonly JsonShape Lists = new TikTokShape();
    static readonly JsonShape Profile = new TikTokProfileShape();

    public string Format => "tiktok-archive";

    public int Recognize(ExportProbe probe)
    {
        if (probe.IsZip) return probe.Members.Any(member => DataFile().IsMatch(member) || TextFile().IsMatch(member)) ? 95 : 0;

        // Above the readers that would refuse the messages in it.
        var keys = JsonHead.Of(probe.Head.Span).AllKeys;
        return Sections.Count(keys.Contains) >= 2 || keys.Contains("CommentsList") || keys.Contains("ItemFavoriteList") ? 95 : 0;
    }

    public async IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var archive = ArchiveSource.Open(export, Opens, zips);
        if (archive.Members.Count == 0)
            throw archive.AllMembers.Any(TextFile().IsMatch)
                ? new UnreadableExportException(FileProblem.UnknownFormat, "archive as text instead of JSON")
                : ArchivePrivacy.Refusal(archive);

        foreach (var member in archive.Members)
            await foreach (var result in ReadMemberAsync(archive, member, cancellationToken))
                yield return result;

        if (archive.Unopened() is { } unopened) yield return unopened;
    }

    public bool Opens(string member) => !ArchivePrivacy.Denies(member) && DataFile().IsMatch(member);

    public async Task<PostAuthor?> FindOwnerAsync(ExportFile export, CancellationToken cancellationToken)
    {
        using var archive = ArchiveSource.Open(export, Opens, zips);
        PostAuthor? owner = null;
        foreach (var member in archive.Members)
            await ArchiveRecords.VisitAsync(archive, member, Profile, record => owner ??= TikTokRecords.Author(record), cancellationToken);

        return owner;
    }

    async IAsyncEnumerable<ReadResult> ReadMemberAsync(ArchiveSource archive, string member, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PostAuthor? owner = null;
        await foreach (var profile in ArchiveRecords.ReadAsync(archive, member, Profile, (record, place) =>
        {
            owner ??= TikTokRecords.Author(record);
            return owner is null ? new ReadResult.Rejected(RejectReason.NoAuthor, place) : TikTokRecords.Bio(record, owner, place);
        }, cancellationToken))
            if (profile is ReadResult.Read)
                yield return profile;

        var records = new TikTokRecords(owner, time.GetUtcNow());
        await foreach (var result in ArchiveRecords.ReadAsync(archive, member, Lists, records.Map, cancellationToken))
            yield return result;
    }

    static readonly string[] Sections = ["Your Activity", "Tiktok Live", "App Settings", "Comment", "Direct Message", "Direct Messages", "ProfileMap", "VideoList", "Activity Summary", "Ads and data"];

    [GeneratedRegex(@"(^|/)user_data(_tiktok)?\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DataFile();

    [GeneratedRegex(@"(^|/)TikTok/[^/]+/[^/]+\.txt$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TextFile();
}
