using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>
/// TikTok's "download your data" as JSON, old and 2025 layout, zipped or by itself, and as English text. In JSON public and private stand in
/// one file: the reader goes from section to section and passes over what is not listed without parsing it.
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

    public IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, CancellationToken cancellationToken) =>
        ArchiveDrift.WatchAsync(ReadMembersAsync(export, cancellationToken), cancellationToken);

    async IAsyncEnumerable<ReadResult> ReadMembersAsync(ExportFile export, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var archive = ArchiveSource.Open(export, Opens, zips);
        if (archive.Members.Count == 0 || (archive.IsZip && !archive.Members.Any(member => DataFile().IsMatch(member) || TikTokText.Of(member).List != TikTokList.None)))
            throw archive.AllMembers.Any(TextFile().IsMatch)
                ? new UnreadableExportException(FileProblem.NotJson, "archive as text instead of JSON")
                : ArchivePrivacy.Refusal(archive);

        var data = archive.Members.Where(member => !archive.IsZip || DataFile().IsMatch(member)).ToList();
        foreach (var member in data)
            await foreach (var result in ReadMemberAsync(archive, member, cancellationToken))
                yield return result;

        if (data.Count == 0)
            await foreach (var result in ReadTextAsync(archive, cancellationToken))
                yield return result;

        if (archive.Unopened() is { } unopened) yield return unopened;
    }

    public bool Opens(string member) => !ArchivePrivacy.Denies(member) && (DataFile().IsMatch(member) || TikTokText.Of(member) is not (TikTokList.None, false));

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

    async IAsyncEnumerable<ReadResult> ReadTextAsync(ArchiveSource archive, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PostAuthor? owner = null;
        foreach (var member in archive.Members.Where(member => TikTokText.Of(member).IsProfile))
        {
            await using var profile = archive.OpenWhole(member);
            await foreach (var (_, record) in TikTokText.ReadAsync(profile, oneLine: true, cancellationToken))
                owner ??= record.ValueKind == JsonValueKind.Object ? TikTokRecords.Author(record) : null;
        }

        var records = new TikTokRecords(owner, time.GetUtcNow());
        foreach (var member in archive.Members.Where(member => TikTokText.Of(member).List != TikTokList.None))
        {
            await using var section = archive.OpenWhole(member);
            await foreach (var (line, record) in TikTokText.ReadAsync(section, oneLine: false, cancellationToken))
            {
                var place = new PostPlace(member, line.ToString(CultureInfo.InvariantCulture));
                yield return record.ValueKind == JsonValueKind.Object ? records.Map(TikTokText.Of(member).List, record, place) : new ReadResult.Rejected(RejectReason.TooLong, place);
            }
        }
    }

    static readonly string[] Sections = ["Your Activity", "Tiktok Live", "App Settings", "Comment", "Direct Message", "Direct Messages", "ProfileMap", "VideoList", "Activity Summary", "Ads and data"];

    [GeneratedRegex(@"(^|/)user_data(_tiktok)?\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DataFile();

    [GeneratedRegex(@"(^|/)TikTok/[^/]+/[^/]+\.txt$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TextFile();
}
