using System.CommandLine;
using Monitor.Exports;
using Monitor.Flags;
using Microsoft.Extensions.Options;

namespace Monitor.Commands;

/// <summary><c>monitor ingest</c>: reads files at once, without the inbox. The files stay where they are.</summary>
static class IngestCommand
{
    public static Command Build()
    {
        var files = new Argument<FileInfo[]>("files") { Description = "Export files to read, or folders with such files or with an unpacked archive.", Arity = ArgumentArity.OneOrMore };
        var data = Cli.DataOption();
        var json = Cli.JsonOption();
        var command = new Command("ingest", "Read export files into the store at once; the files stay where they are.") { files, data, json };
        command.SetAction((parsed, stopping) => Cli.GuardAsync(
            () => RunAsync(parsed.GetRequiredValue(files), parsed.GetValue(data), parsed.GetValue(json), stopping)));
        return command;
    }

    static async Task<int> RunAsync(FileInfo[] files, string? dataFolder, bool json, CancellationToken stopping)
    {
        if (files.FirstOrDefault(file => !Path.Exists(file.FullName)) is { } missing)
        {
            Cli.Error($"{missing.FullName} is not there.");
            return Cli.Failed;
        }

        using var host = MonitorHost.BuildTool(dataFolder);
        host.Services.GetRequiredService<DataFolder>().Prepare(MonitorHost.SamplesFolder);
        var store = host.Services.GetRequiredService<IFlagStore>();
        await using var _ = store;
        await store.OpenAsync(stopping);
        var pipeline = host.Services.GetRequiredService<ExportPipeline>();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(host.Services.GetRequiredService<IOptions<MonitorOptions>>().Value.TimeZone);

        var refused = false;
        foreach (var file in files.SelectMany(file => FilesOf(file, host.Services)))
        {
            var receipt = await pipeline.ProcessAsync(file.FullName, file.Name, RowCounter(), stopping);
            await pipeline.MarkMovedAsync(receipt, file.FullName);
            refused |= receipt.Outcome is ReceiptOutcome.Refused;
            Console.WriteLine(json ? StoreJson.Write(receipt) : ReceiptText.Render(receipt, zone));
        }

        return refused ? Cli.FoundWrong : Cli.Ok;
    }

    /// <summary>The file itself; of a folder its files, or, of an unpacked archive, the zip of what may be opened, which is kept.</summary>
    static IEnumerable<FileInfo> FilesOf(FileInfo file, IServiceProvider services)
    {
        if (file.Exists) return [file];
        if (FolderArchive.Find(file.FullName, services.GetRequiredService<ExportFormats>()) is not { } archive)
            return new DirectoryInfo(file.FullName).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).OrderBy(inside => inside.FullName, StringComparer.Ordinal);

        var zip = Path.Combine(services.GetRequiredService<DataFolder>().Done, archive.ZipName);
        archive.Pack(zip);
        return [new FileInfo(zip), .. archive.Strangers.Select(stranger => new FileInfo(stranger))];
    }

    /// <summary>Counts rows on standard error while a person watches; says nothing in a pipe.</summary>
    static Progress<ExportCounts>? RowCounter() => Console.IsErrorRedirected
        ? null
        : new Progress<ExportCounts>(counts => Console.Error.Write($"\r{counts.Rows} rows, {counts.Flagged} flagged "));
}
