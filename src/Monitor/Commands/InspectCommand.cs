using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Monitor.Exports;
using Monitor.Exports.Tables;
using Monitor.Flags;

namespace Monitor.Commands;

/// <summary>
/// <c>monitor inspect</c>: what Monitor makes of a file, without keeping, moving or sending anything. With <c>--map</c> a person says once what
/// the columns of an unknown table mean.
/// </summary>
static class InspectCommand
{
    static readonly Argument<FileInfo> File = new("file") { Description = "The export file to look at, or the folder of an unpacked archive." };

    static readonly Option<KeyValuePair<string, string>[]> Map = new("--map")
    {
        Description = "What a column means, as \"Column=field\"; several may be given. Fields: text, commentText, url, date, time, handle, name, nip, unit, platform, activity and others, see samples/mappings.",
        HelpName = "COLUMN=FIELD",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = ParseMap,
    };

    static readonly Option<string?> Save = new("--save") { Description = "Name under which the columns given with --map are kept for files of the same shape.", HelpName = "NAME" };

    static readonly Option<string?> Platform = new("--platform") { Description = "With --map: the platform of rows that name none, such as facebook." };

    static readonly Option<string?> Activity = new("--activity") { Description = "With --map: what rows are that do not say, such as comment." };

    static readonly Option<string?> Zone = new("--zone") { Description = "With --map: the zone of times that name none, such as UTC or Asia/Makassar." };

    static readonly Option<string?> DateOrder = new("--date-order") { Description = "With --map: dayFirst or monthFirst, where 03/04/2024 always means the same." };

    static readonly Option<bool> Force = new("--force") { Description = "Replace a mapping of the same name." };

    public static Command Build()
    {
        var data = Cli.DataOption();
        var json = Cli.JsonOption();
        var command = new Command("inspect", "Say what a file is taken for and what reading it would give; nothing is stored and nothing is moved.")
        {
            File, data, json, Map, Save, Platform, Activity, Zone, DateOrder, Force,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(Map) is null != result.GetResult(Save) is null) result.AddError("--map and --save go together: which column means what, and the name to keep it under.");
        });
        command.SetAction((parsed, stopping) => Cli.GuardAsync(() => RunAsync(
            parsed, parsed.GetValue(data), parsed.GetValue(json), parsed.InvocationConfiguration.Output, stopping)));
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, string? dataFolder, bool json, TextWriter output, CancellationToken stopping)
    {
        var file = parsed.GetRequiredValue(File);
        using var host = MonitorHost.BuildTool(dataFolder);
        using var unpacked = new UnpackedArchive(file, host.Services.GetRequiredService<ExportFormats>());
        file = unpacked.File;
        if (!file.Exists)
        {
            Cli.Error($"Berkas {file.FullName} tidak ada.");
            return Cli.Failed;
        }

        var mappings = host.Services.GetRequiredService<DataFolder>().Mappings;
        var inspector = new ExportInspector(host.Services.GetRequiredService<ExportFormats>());
        string? saved = null;
        if (parsed.GetValue(Map) is { Length: > 0 } map)
        {
            var faults = await SaveAsync(parsed, map, inspector, file, mappings, stopping);
            foreach (var fault in faults) Cli.Error(fault);
            if (faults.Count > 0) return Cli.Failed;

            saved = parsed.GetValue(Save);
        }

        var inspection = await inspector.InspectAsync(file.FullName, file.Name, stopping);
        var book = MappingBook.Load(mappings);
        await output.WriteLineAsync(json
            ? StoreJson.Write(new InspectionLine(inspection, saved, book.Faults))
            : InspectionText.Render(inspection, saved, book.Faults));
        return inspection.Problem is null ? Cli.Ok : Cli.FoundWrong;
    }

    static async Task<IReadOnlyList<string>> SaveAsync(
        ParseResult parsed, KeyValuePair<string, string>[] map, ExportInspector inspector, FileInfo file, string folder, CancellationToken stopping)
    {
        var heads = await inspector.HeadsAsync(file.FullName, file.Name, stopping);
        if (heads.Count == 0) return ["Berkas ini bukan tabel yang dapat dibaca, jadi kolomnya tidak dapat dipetakan."];

        var columns = map.Select(pair => pair.Key).ToList();
        if (heads.Select(head => head.NamesWith(columns)).FirstOrDefault(names => names is not null) is not { } header) return [Missing(heads, columns)];

        // Saved under the name as given: --save is there whenever --map is.
        var name = parsed.GetRequiredValue(Save) ?? "";
        var mapping = new TableMappingFile
        {
            Name = name,
            Signature = Signature(header),
            Fields = map.GroupBy(pair => pair.Value, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(field => field.Key, field => (IReadOnlyList<string>)[.. field.Select(pair => pair.Key)], StringComparer.Ordinal),
            Platform = Canonical<Posts.Platform>(parsed.GetValue(Platform)),
            Activity = Canonical<Posts.Activity>(parsed.GetValue(Activity)),
            Zone = parsed.GetValue(Zone),
            DateOrder = Canonical<Exports.Tables.DateOrder>(parsed.GetValue(DateOrder)),
        };
        return MappingWriter.Write(folder, name, mapping, parsed.GetValue(Force));
    }

    /// <summary>All names of the header: fewer would catch tables of another shape that share them.</summary>
    static List<string> Signature(IReadOnlyList<string> header) =>
        [.. header.Where(name => HeaderName.Normalize(name).Length > 0).DistinctBy(name => HeaderName.Normalize(name)).Select(name => name.Trim())];

    static string Missing(IReadOnlyList<TableHead> heads, IReadOnlyList<string> columns)
    {
        var known = heads.SelectMany(head => head.Names).Where(name => name.Length > 0 && !TableHead.IsValue(name)).Distinct(StringComparer.OrdinalIgnoreCase);
        return $"Tidak ada baris judul yang memuat semua kolom ini: {string.Join(", ", columns)}. Kolom yang terbaca: {string.Join(", ", known)}.";
    }

    static KeyValuePair<string, string>[] ParseMap(ArgumentResult result)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var token in result.Tokens)
        {
            if (token.Value.LastIndexOf('=') is var mark and > 0 && token.Value[..mark].Trim() is { Length: > 0 } column && token.Value[(mark + 1)..].Trim() is { Length: > 0 } field)
                pairs.Add(KeyValuePair.Create(column, Canonical<TableField>(field) ?? field));
            else
                result.AddError($"--map '{token.Value}' says nothing; give it as \"Column=field\", such as \"Isi laporan=text\".");
        }

        return [.. pairs];
    }

    /// <summary>A known name as mapping files spell it, however it was typed; an unknown one as it is, to be refused with the known ones beside it.</summary>
    static string? Canonical<T>(string? typed)
        where T : struct, Enum =>
        typed is [var first, ..] && char.IsAsciiLetter(first) && Enum.TryParse<T>(typed, ignoreCase: true, out var known)
            ? JsonNamingPolicy.CamelCase.ConvertName(known.ToString())
            : typed;

    /// <param name="Inspection">What was found.</param>
    /// <param name="MappingSaved">The mapping that has just been saved, or null.</param>
    /// <param name="MappingFaults">Faults of the mapping files, in Indonesian.</param>
    sealed record InspectionLine(ExportInspection Inspection, string? MappingSaved, IReadOnlyList<string> MappingFaults);
}
