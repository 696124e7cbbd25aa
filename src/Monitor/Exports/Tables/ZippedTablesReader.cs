using System.Globalization;
using Monitor.Exports.Collectors;
using Monitor.Exports.Records;

namespace Monitor.Exports.Tables;

/// <summary>
/// A zip of plain tables and records, as people pack several files for an upload. It is no archive of a platform: those have folders in
/// folders and readers of their own, and nothing of them is opened here.
/// </summary>
sealed class ZippedTablesReader(TableScan scan, RecordsReader records, IEnumerable<CollectorReader>? collectors = null) : IOpensMembers, IReadsTables
{
    const int HeadLength = 64 * 1024;
    const int MaxTables = 1_000;

    static readonly string[] Extensions = [".csv", ".tsv", ".txt", ".xlsx", ".xls", ".xlsb", ".json", ".jsonl", ".ndjson"];

    /// <summary>Beginnings of folder and file names that only platforms' archives or private things have.</summary>
    static readonly string[] Denied =
    [
        "messages", "message_", "inbox", "archived_threads", "filtered_threads", "e2ee_cutover", "secret_conversations", "broadcast",
        "your_group_messages", "chat", "_chat", "community_chat", "direct-message", "direct_message", "direct message", "dm", "grok-chat",
        "group chat", "mail", "hangouts", "conversation", "contacts", "whatsapp", "wa ", "wa_",
    ];

    static readonly string[] Archives =
    [
        "your_facebook_activity", "your_activity_across_facebook", "your_instagram_activity", "personal_information", "takeout", "user_data",
        "tweets.js", "manifest.js", "connections", "logged_information", "security_and_login_information",
    ];

    readonly CollectorReader[] _collectors = [.. collectors ?? []];

    public string Format => "zip-table";

    public int Recognize(ExportProbe probe)
    {
        if (!probe.IsZip || TableScan.KindOf(probe) is TableKind.Workbook) return 0;

        var files = probe.Members.Where(member => !member.EndsWith('/') && !IsDropping(member)).ToList();
        if (files.Count is 0 or > MaxTables || files.Exists(IsOfArchive)) return 0;
        return files.Exists(IsTable) ? 30 : 0;
    }

    public IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, CancellationToken cancellationToken) =>
        AsyncRows.Of(() => Read(export.Path), cancellationToken);

    public bool Opens(string member) => IsTable(member);

    public IReadOnlyList<TableHead> Heads(ExportFile export)
    {
        using var zip = SafeZip.Open(export.Path, IsTable);
        var members = zip.AllowedMembers.Select((member, i) => Look(zip, member, i + 1)).ToList();
        return [.. members.Where(member => member.Kind is not TableKind.None).SelectMany(member => scan.Heads(member.Source, member.Kind))];
    }

    IEnumerable<ReadResult> Read(string path)
    {
        using var zip = SafeZip.Open(path, IsTable);
        var unopened = zip.Members.Count(member => !IsTable(member) && !IsDropping(member));
        if (unopened > 0) yield return new ReadResult.Warned(ExportWarning.MembersLeftUnopened, unopened.ToString(CultureInfo.InvariantCulture));

        // All are looked at before the first row is given, so that a private one refuses the file as a whole.
        var members = zip.AllowedMembers.Select((member, i) => Look(zip, member, i + 1)).ToList();
        if (members.Find(member => member.Problem is FileProblem.PrivateMessages) is { } chat)
            throw new UnreadableExportException(FileProblem.PrivateMessages, chat.Label);
        if (members.TrueForAll(member => member.Problem is not null))
            throw new UnreadableExportException(members.Count == 1 ? members[0].Problem ?? FileProblem.UnknownFormat : FileProblem.UnknownFormat, "no member can be read");

        foreach (var member in members)
        {
            if (member.Problem is not null)
            {
                yield return new ReadResult.Warned(ExportWarning.SheetSkipped, member.Label);
                continue;
            }

            foreach (var result in Read(member)) yield return result;
        }
    }

    IEnumerable<ReadResult> Read(Member member)
    {
        if (member.Collector is { } collector) return collector.Read(member.Source);
        return member.IsJson ? records.Read(member.Source) : scan.Read(member.Source, member.Kind);
    }

    Member Look(SafeZip zip, string name, int number)
    {
        var source = new TableSource(name, () => zip.OpenWhole(name));
        var label = string.Create(CultureInfo.InvariantCulture, $"berkas ke-{number}");
        var head = new byte[HeadLength];
        int length;
        using (var stream = source.Open()) length = stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);

        var start = head.AsSpan(0, length);
        if (CollectorOf(start) is { } collector) return new Member(source, label, TableKind.None, IsJson: true, Problem: null, collector);

        var json = RecordsReader.Recognize(start);
        FileProblem? problem = json switch
        {
            1 => FileProblem.NeedsMapping,
            RecordsReader.MessagesScore => FileProblem.PrivateMessages,
            _ => null,
        };
        if (json > 0) return new Member(source, label, TableKind.None, IsJson: true, problem);

        var kind = start.StartsWith("PK\u0003\u0004"u8) ? TableKind.Workbook : TableScan.KindOf(start);
        if (kind is TableKind.None) return new Member(source, label, kind, IsJson: false, length == 0 ? FileProblem.Empty : FileProblem.UnknownFormat);

        var shape = scan.Look(source, kind);
        return new Member(source, label, kind, IsJson: false, shape.Problem ?? (shape.Header is null ? FileProblem.NeedsMapping : null));
    }

    /// <summary>The collecting tool that is surest that a member is its own.</summary>
    CollectorReader? CollectorOf(ReadOnlySpan<byte> head)
    {
        CollectorReader? surest = null;
        var best = 0;
        foreach (var collector in _collectors)
        {
            var sureness = collector.Recognize(head);
            if (sureness > best) (surest, best) = (collector, sureness);
        }

        return surest;
    }

    static bool IsTable(string member) =>
        !IsDropping(member) && !IsOfArchive(member) && Array.Exists(Extensions, extension => member.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
        && !member.Split('/').Any(part => Array.Exists(Denied, denied => part.StartsWith(denied, StringComparison.OrdinalIgnoreCase)));

    /// <summary>A folder in a folder, or a name that only a platform writes.</summary>
    static bool IsOfArchive(string member) =>
        member.Count(letter => letter == '/') > 1
        || member.Split('/').Any(part => Array.Exists(Archives, archive => part.StartsWith(archive, StringComparison.OrdinalIgnoreCase)));

    static bool IsDropping(string member)
    {
        var name = member[(member.LastIndexOf('/') + 1)..];
        return member.StartsWith("__MACOSX/", StringComparison.Ordinal) || name.StartsWith("~$", StringComparison.Ordinal) || name.StartsWith("._", StringComparison.Ordinal)
            || name is ".DS_Store" or "Thumbs.db" or "desktop.ini";
    }

    sealed record Member(TableSource Source, string Label, TableKind Kind, bool IsJson, FileProblem? Problem, CollectorReader? Collector = null);
}
