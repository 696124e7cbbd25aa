using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>
/// TikTok's "download your data" as JSON, old and 2025 layout, zipped or by itself, and as text. In JSON public and private stand in
/// one file: the reader goes from section to section and passes over what is not listed without parsing it.
/// </summary>
sealed partial class TikTokArchiveReader(TimeProvider time, ZipPolicy? zips = null) : IOpensMembers
{
    static readonly JsonShape Acts = new TikTokShape();
    static readonly JsonShape Profile = new TikTokProfileShape();

    public string Format => "tiktok-archive";

    public int Recognize(ExportProbe probe)
    {
        if (probe.IsZip) return probe.Members.Any(member => DataFile().IsMatch(member) || TextFile().IsMatch(member) || TikTokTextNames.All.Of(member).IsListed) ? 95 : 0;

        // Above the readers that would refuse the messages in it. One long list may fill all that is seen of the file.
        var keys = JsonHead.Of(probe.Head.Span).AllKeys;
        return Sections.Count(keys.Contains) >= 2 || Lists.Any(keys.Contains) ? 95 : 0;
    }

    public IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, CancellationToken cancellationToken) =>
        ArchiveDrift.WatchAsync(ReadMembersAsync(export, cancellationToken), cancellationToken);

    async IAsyncEnumerable<ReadResult> ReadMembersAsync(ExportFile export, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var archive = ArchiveSource.Open(export, Opens, zips);
        if (archive.Members.Count == 0 || (archive.IsZip && !archive.Members.Any(member => DataFile().IsMatch(member) || TikTokTextNames.All.Of(member).List != TikTokList.None)))
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

    public bool Opens(string member) => !ArchivePrivacy.Denies(member) && (DataFile().IsMatch(member) || TikTokTextNames.All.Of(member).IsListed);

    public async Task<PostAuthor?> FindOwnerAsync(ExportFile export, CancellationToken cancellationToken)
    {
        using var archive = ArchiveSource.Open(export, Opens, zips);
        PostAuthor? owner = null;
        foreach (var member in archive.Members.Where(member => !archive.IsZip || DataFile().IsMatch(member)))
            await ArchiveRecords.VisitAsync(archive, member, Profile, record => owner ??= TikTokRecords.Author(record), cancellationToken);

        return owner ?? await TextOwnerAsync(archive, cancellationToken);
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
        await foreach (var result in ArchiveRecords.ReadAsync(archive, member, Acts, records.Map, cancellationToken))
            yield return result;
    }

    async IAsyncEnumerable<ReadResult> ReadTextAsync(ArchiveSource archive, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var owner = await TextOwnerAsync(archive, cancellationToken);
        var records = new TikTokRecords(owner, time.GetUtcNow());
        var guessed = false;
        foreach (var member in archive.Members.Where(member => TikTokTextNames.All.Of(member).List != TikTokList.None))
        {
            var file = TikTokTextNames.All.Of(member);
            guessed |= file.IsGuessed;
            await using var section = archive.OpenWhole(member);
            await foreach (var (line, record) in TikTokText.ReadAsync(section, file, cancellationToken))
            {
                var place = new PostPlace(member, line.ToString(CultureInfo.InvariantCulture));
                yield return record.ValueKind == JsonValueKind.Object ? Marked(records.Map(file.List, record, place), file) : new ReadResult.Rejected(RejectReason.TooLong, place);
            }
        }

        if (guessed) yield return new ReadResult.Warned(ExportWarning.HeaderGuessed, "TikTok TXT");
    }

    static ReadResult Marked(ReadResult result, TikTokTextFile file) => result is ReadResult.Read { Post: var post } && file.IsGuessed
        ? new ReadResult.Read(post with { Warnings = post.Warnings | PostWarnings.GuessedField })
        : result;

    static async Task<PostAuthor?> TextOwnerAsync(ArchiveSource archive, CancellationToken cancellationToken)
    {
        PostAuthor? owner = null;
        foreach (var member in archive.Members.Where(member => archive.IsZip && TikTokTextNames.All.Of(member).IsProfile))
        {
            await using var profile = archive.OpenWhole(member);
            await foreach (var (_, record) in TikTokText.ReadAsync(profile, TikTokTextNames.All.Of(member), cancellationToken))
                owner ??= record.ValueKind == JsonValueKind.Object ? TikTokRecords.Author(record) : null;
        }

        return owner;
    }

    static readonly string[] Sections = ["Your Activity", "Tiktok Live", "App Settings", "Comment", "Direct Message", "Direct Messages", "ProfileMap", "VideoList", "Activity Summary", "Ads and data"];

    /// <summary>Names of lists that no other platform has; one of them is the first in every layout.</summary>
    static readonly string[] Lists =
    [
        "CommentsList", "ItemFavoriteList", "ActivitySummaryMap", "AdInterestCategories", "OffTikTokActivityDataList", "BlockList", "FavoriteEffectsList",
        "FavoriteHashtagList", "FavoriteSoundList", "FavoriteVideoList", "FansList", "LoginHistoryList", "ShareHistoryList", "WatchLiveMap",
    ];

    [GeneratedRegex(@"(^|/)user_data(_tiktok)?\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DataFile();

    [GeneratedRegex(@"(^|/)TikTok/[^/]+/[^/]+\.txt$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TextFile();
}
