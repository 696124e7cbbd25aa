using System.Security.Cryptography;
using Monitor.Exports.Archives;
using Monitor.Exports.Tables;
using Monitor.Posts;

namespace Monitor.Exports;

/// <summary>Looks at a file as the pipeline would, to the end, and keeps nothing but counts, names of columns and names of members.</summary>
sealed class ExportInspector(ExportFormats formats)
{
    static readonly HashSet<string> Media = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".bmp", ".svg", ".mp4", ".mov", ".m4v", ".webm", ".avi", ".mkv", ".3gp", ".srt",
        ".mp3", ".m4a", ".aac", ".wav", ".ogg", ".opus",
    };

    public async Task<ExportInspection> InspectAsync(string path, string name, CancellationToken cancellationToken)
    {
        var export = await IdentifyAsync(path, name, cancellationToken);
        var inspection = new ExportInspection { FileName = name, Length = export.Length, Sha256 = export.Sha256 };
        try
        {
            var probe = ExportProbe.Open(path);
            var judged = formats.Judge(probe);
            inspection = inspection with { Formats = [.. judged.Select(guess => new FormatGuess(guess.Reader.Format, guess.Sureness))] };
            return await InspectAsync(inspection, formats.Pick(probe), export, probe, cancellationToken);
        }
        catch (UnreadableExportException unreadable)
        {
            return inspection with { Problem = unreadable.Problem, ProblemDetail = unreadable.Detail };
        }
    }

    /// <summary>The beginnings of the tables in a file; none when it is no table or cannot be opened. Their cells are people's words.</summary>
    public async Task<IReadOnlyList<TableHead>> HeadsAsync(string path, string name, CancellationToken cancellationToken)
    {
        var export = await IdentifyAsync(path, name, cancellationToken);
        return await OrNothing<IReadOnlyList<TableHead>>(() => Task.FromResult(formats.Pick(ExportProbe.Open(path)) is IReadsTables tables ? tables.Heads(export) : null)) ?? [];
    }

    static async Task<ExportFile> IdentifyAsync(string path, string name, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return new ExportFile(path, name, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)), file.Length);
    }

    static async Task<ExportInspection> InspectAsync(
        ExportInspection inspection, IExportReader reader, ExportFile export, ExportProbe probe, CancellationToken cancellationToken)
    {
        if (reader is IOpensMembers opener)
        {
            inspection = inspection with
            {
                Opened = [.. probe.Members.Where(opener.Opens)],
                Closed = Closed(probe.Members.Where(member => !opener.Opens(member))),
                Owner = await OrNothing(() => opener.FindOwnerAsync(export, cancellationToken)),
            };
        }

        if (reader is IReadsTables tables)
            inspection = inspection with { Tables = [.. (await OrNothing<IReadOnlyList<TableHead>>(() => Task.FromResult<IReadOnlyList<TableHead>?>(tables.Heads(export))) ?? []).Select(Shown)] };

        return await CountAsync(inspection, reader, export, cancellationToken);
    }

    /// <summary>What cannot be told of a file that cannot be read is left out: reading it says why.</summary>
    static async Task<T?> OrNothing<T>(Func<Task<T?>> find)
        where T : class
    {
        try
        {
            return await find();
        }
        catch (UnreadableExportException)
        {
            return null;
        }
    }

    static async Task<ExportInspection> CountAsync(ExportInspection inspection, IExportReader reader, ExportFile export, CancellationToken cancellationToken)
    {
        var read = new SortedDictionary<Activity, long>();
        var rejected = new SortedDictionary<RejectReason, long>();
        var warnings = new List<ReadResult.Warned>();
        var found = inspection with { Read = read, Rejected = rejected, Warnings = warnings };
        try
        {
            await foreach (var result in reader.ReadAsync(export, cancellationToken))
            {
                if (result is ReadResult.Read { Post.Activity: var activity }) read[activity] = read.GetValueOrDefault(activity) + 1;
                if (result is ReadResult.Rejected { Reason: var reason }) rejected[reason] = rejected.GetValueOrDefault(reason) + 1;
                if (result is ReadResult.Warned warned && !warnings.Contains(warned)) warnings.Add(warned);
            }
        }
        catch (UnreadableExportException unreadable)
        {
            return found with { Problem = unreadable.Problem, ProblemDetail = unreadable.Detail };
        }

        // As the pipeline has it: a file with no usable row, or without its end, is refused.
        if (read.Count == 0) return found with { Problem = FileProblem.NoUsableRows };
        return warnings.Find(warned => warned.Warning is ExportWarning.EndedEarly) is { } early
            ? found with { Problem = FileProblem.Truncated, ProblemDetail = early.Detail }
            : found;
    }

    static List<ClosedMembers> Closed(IEnumerable<string> members) =>
    [
        .. members.GroupBy(Pattern)
            .Select(group => new ClosedMembers(group.Key.Pattern, group.Key.Reason, group.Count()))
            .OrderBy(closed => closed.Reason).ThenBy(closed => closed.Pattern, StringComparer.Ordinal),
    ];

    static (string Pattern, ClosedReason Reason) Pattern(string member)
    {
        var parts = member.Split('/');
        if (Array.FindIndex(parts, part => ArchivePrivacy.Denies(part)) is >= 0 and var denied)
            return (string.Join('/', [.. parts[..denied], "…"]), ClosedReason.Private);

        var extension = Path.GetExtension(parts[^1]).ToLowerInvariant();
        var pattern = string.Join('/', [.. parts[..^1], $"*{extension}"]);
        return (pattern, Media.Contains(extension) ? ClosedReason.Media : ClosedReason.NotListed);
    }

    static InspectedTable Shown(TableHead head)
    {
        var fields = FieldsByColumn(head.Header);
        var columns = head.Names
            .Select((name, column) => new InspectedColumn(column + 1, TableHead.IsValue(name) ? MaskedText.Of(name) : name, fields.TryGetValue(column, out var field) ? field : null))
            .Where(column => !string.IsNullOrWhiteSpace(column.Header));
        return new InspectedTable(
            head.Member, head.Sheet, head.IsHidden, head.Header?.HeaderRow ?? 0, head.Header?.Mapping?.Name, [.. columns],
            [.. head.Data().Select(row => row.Select(MaskedText.Of).ToList())]);
    }

    static Dictionary<int, TableField> FieldsByColumn(TableHeader? header)
    {
        var fields = new Dictionary<int, TableField>();
        if (header is null) return fields;

        foreach (var field in Enum.GetValues<TableField>())
        {
            if (field is TableField.Ignore) continue;
            foreach (var column in header.Plan.Columns(field)) fields.TryAdd(column, field);
        }

        return fields;
    }
}
