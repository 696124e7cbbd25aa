using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>Whose X archive it is, and whether the account was closed to the public when the archive was made.</summary>
sealed partial record XOwner(PostAuthor? Author, bool IsProtected)
{
    public static async Task<XOwner> FindAsync(ArchiveSource archive, XManifest manifest, Func<string, XMember> kindOf, CancellationToken cancellationToken)
    {
        var author = manifest.Owner;
        var changes = new List<(DateTimeOffset At, bool Protects)>();
        await VisitAsync(XMember.Account, record => author ??= Account(record));
        await VisitAsync(XMember.Protection, record => changes.AddRange(Change(record)));
        if (author is null) await VisitAsync(XMember.Tweets, record => author ??= FromOwnPicture(record));

        return new XOwner(author, changes.Count > 0 && changes.MaxBy(change => change.At).Protects);

        async Task VisitAsync(XMember kind, Action<JsonElement> look)
        {
            foreach (var member in archive.Members.Where(member => kindOf(member) == kind))
                await ArchiveRecords.VisitAsync(archive, member, XMembers.Shape, look, cancellationToken);
        }
    }

    static PostAuthor? Account(JsonElement record)
    {
        var account = record.Get("account") ?? record;
        return Named(account.Text("username"), account.Text("accountDisplayName"), account.Text("accountId"));
    }

    public static PostAuthor? Named(string? handle, string? name, string? id) => handle is null && name is null && id is null
        ? null
        : new PostAuthor { Handle = handle, DisplayName = name, PlatformId = id, ProfileUrl = handle is null ? null : $"https://x.com/{handle}" };

    /// <summary>The link of a picture in one's own tweet names the account: the only trace of the owner in a file by itself.</summary>
    static PostAuthor? FromOwnPicture(JsonElement record)
    {
        var tweet = record.Get("tweet") ?? record;
        var id = tweet.Text("id_str");
        foreach (var media in tweet.Get("entities", "media").Items().Concat(tweet.Get("extended_entities", "media").Items()))
            if (media.Text("expanded_url") is { } link && Picture().Match(link) is { Success: true } match && match.Groups["id"].Value == id
                && tweet.Text("full_text") is { } text && !text.StartsWith("RT @", StringComparison.Ordinal))
                return Named(match.Groups["handle"].Value, null, null);

        return null;
    }

    static IEnumerable<(DateTimeOffset At, bool Protects)> Change(JsonElement record)
    {
        var change = record.Get("protectedHistory") ?? record;
        var at = PlatformTime.FromIsoUtc(change.Text("protectedAt")).At;
        if (at is { } time && change.Text("action") is { } action) yield return (time, action.StartsWith("protect", ignoreCase: true, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^https?://(twitter|x)\.com/(?<handle>\w{1,15})/status/(?<id>\d+)/(photo|video)/", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Picture();
}

/// <summary>The table of contents that X puts into an archive: owner, parts, and how many records each file has.</summary>
sealed class XManifest
{
    readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    public PostAuthor? Owner { get; private set; }

    public bool IsPartial { get; private set; }

    public static async Task<XManifest> ReadAsync(ArchiveSource archive, Func<string, XMember> kindOf, CancellationToken cancellationToken)
    {
        var manifest = new XManifest();
        foreach (var member in archive.Members.Where(member => kindOf(member) == XMember.Manifest))
            await ArchiveRecords.VisitAsync(archive, member, XMembers.Shape, manifest.Take, cancellationToken);

        return manifest;
    }

    /// <summary>How many records the manifest promises for a member, or null when it says nothing.</summary>
    public long? Promised(string member) => _counts.TryGetValue(FileName(member), out var count) ? count : null;

    /// <summary>Files with records that the manifest names and that are not among these members.</summary>
    public IEnumerable<string> Missing(IEnumerable<string> members)
    {
        var present = members.Select(FileName).ToHashSet(StringComparer.Ordinal);
        return _counts.Where(file => file.Value > 0 && XMembers.Of(file.Key) is XMember.Tweets or XMember.Likes or XMember.Follows && !present.Contains(file.Key))
            .Select(file => file.Key).Order(StringComparer.Ordinal);
    }

    void Take(JsonElement record)
    {
        var user = record.Get("userInfo");
        Owner ??= XOwner.Named(user?.Text("userName"), user?.Text("displayName"), user?.Text("accountId"));
        IsPartial |= record.Get("archiveInfo", "isPartialArchive").IsTrue();
        if (record.Get("dataTypes") is not { ValueKind: JsonValueKind.Object } types) return;

        foreach (var file in types.EnumerateObject().SelectMany(type => type.Value.Items("files")))
            if (file.Text("fileName") is { } name && long.TryParse(file.Text("count"), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                _counts[FileName(name)] = count;
    }

    static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];
}
