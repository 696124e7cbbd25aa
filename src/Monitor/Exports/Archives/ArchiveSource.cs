using System.Globalization;

namespace Monitor.Exports.Archives;

/// <summary>An archive as its owner got it: a zip, or one of its files by itself.</summary>
sealed class ArchiveSource : IDisposable
{
    /// <summary>The name of a file that lies by itself: its own name proves nothing.</summary>
    public const string Bare = "";

    readonly string _path;
    readonly SafeZip? _zip;

    ArchiveSource(string path, SafeZip? zip)
    {
        _path = path;
        _zip = zip;
        Members = zip is null ? [Bare] : [.. zip.AllowedMembers];
    }

    /// <summary>What may be opened, in the order of the archive; only <see cref="Bare"/> for a file by itself.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <summary>All names, those that may not be opened included.</summary>
    public IReadOnlyList<string> AllMembers => _zip?.Members ?? Members;

    public bool IsZip => _zip is not null;

    /// <param name="export">The file.</param>
    /// <param name="allows">The reader's allow-list; names of private places are denied before it is asked.</param>
    /// <param name="zips">Limits.</param>
    /// <exception cref="UnreadableExportException">As <see cref="SafeZip.Open(string, Func{string, bool}, ZipPolicy?)"/>.</exception>
    public static ArchiveSource Open(ExportFile export, Func<string, bool> allows, ZipPolicy? zips) =>
        new(export.Path, ExportProbe.StartsAsZip(export.Path) ? SafeZip.Open(export.Path, name => !ArchivePrivacy.Denies(name) && allows(name), zips) : null);

    public Stream OpenMember(string name) =>
        _zip?.OpenMember(name) ?? PackedFile.OpenFile(_path);

    /// <inheritdoc cref="SafeZip.OpenWhole"/>
    public Stream OpenWhole(string name) => _zip?.OpenWhole(name) ?? OpenMember(name);

    /// <summary>The remark on what stayed closed, or null when nothing did.</summary>
    public ReadResult.Warned? Unopened() => AllMembers.Count - Members.Count is > 0 and var count
        ? new ReadResult.Warned(ExportWarning.MembersLeftUnopened, count.ToString(CultureInfo.InvariantCulture))
        : null;

    public void Dispose() => _zip?.Dispose();
}

/// <summary>Names of places where people write to each other. What stands in them is never opened, whatever an allow-list says.</summary>
static class ArchivePrivacy
{
    static readonly string[] Private =
    [
        "messages", "message_requests", "inbox", "archived_threads", "filtered_threads", "e2ee_cutover", "your_group_messages",
        "mail", "hangouts",
    ];

    static readonly string[] PrivateBeginnings =
    [
        "broadcast", "chat", "community_chat", "direct-message", "direct_message", "direct message", "directe berichten", "dm", "grok-chat", "group chat",
        "group_chat", "secret_conversations", "pesan", "obrolan", "percakapan", "kotak masuk",
    ];

    /// <summary>Whether any folder of the path, or the file itself, is such a place.</summary>
    public static bool Denies(string member) => member.Split('/').Any(IsPrivate);

    /// <summary>What to say of an archive that holds nothing to read.</summary>
    public static UnreadableExportException Refusal(ArchiveSource archive)
    {
        if (archive.AllMembers.Any(member => member.EndsWith(".html", StringComparison.OrdinalIgnoreCase)))
            return new UnreadableExportException(FileProblem.NotJson, "archive as HTML instead of JSON");

        return archive.AllMembers.Any(Denies)
            ? new UnreadableExportException(FileProblem.PrivateMessages, "archive part without posts")
            : new UnreadableExportException(FileProblem.NoUsableRows, "archive part without posts");
    }

    static bool IsPrivate(string segment)
    {
        var name = segment.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? segment[..dot] : segment;
        return Private.Contains(name, StringComparer.OrdinalIgnoreCase)
            || PrivateBeginnings.Any(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
    }
}
