using System.CommandLine;
using Monitor.Digests;
using Monitor.Exports;
using Monitor.Flags;

namespace Monitor.Commands;

/// <summary><c>monitor demo</c>: the real service over the samples, from an empty folder to a digest.</summary>
static class DemoCommand
{
    /// <summary>Marks a folder as the demo's own, so that it may be emptied.</summary>
    const string Marker = ".monitor-demo";

    const int ShownFlags = 12;

    public static Command Build()
    {
        var data = new Option<string>("--data") { Description = "Folder to make afresh.", DefaultValueFactory = _ => "demo-data" };
        var keep = new Option<bool>("--keep") { Description = "Stay running afterwards, so that files can be dropped into masuk/." };
        var command = new Command("demo", "Run the service over the samples in a fresh data folder and show what comes out.") { data, keep };
        command.SetAction((parsed, stopping) => Cli.GuardAsync(
            () => RunAsync(parsed.GetRequiredValue(data), parsed.GetValue(keep), stopping)));
        return command;
    }

    static async Task<int> RunAsync(string dataFolder, bool keep, CancellationToken stopping)
    {
        var folder = new DataFolder(dataFolder);
        if (!MakeAfresh(folder)) return Cli.Failed;

        var dropped = DropSamples(folder);
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Inbox:SweepEvery"] = "00:00:00.5",
            ["Inbox:SettleTime"] = "00:00:00.5",
            // One of the samples is cut off on purpose; nobody is still copying it.
            ["Inbox:IncompleteAfter"] = "00:00:05",
            ["Health:Url"] = keep ? null : "http://127.0.0.1:0",
            ["Review:Url"] = keep ? null : "http://127.0.0.1:0",
            ["Serilog:MinimumLevel:Default"] = "Warning",
        };
        await using var app = MonitorHost.BuildService(dataFolder, settings.Where(pair => pair.Value is not null).ToDictionary(StringComparer.Ordinal));
        await RunCommand.StartAsync(app, stopping);
        var store = app.Services.GetRequiredService<IFlagStore>();
        await UntilAllReceivedAsync(store, dropped, stopping);

        var receipts = await store.ReceiptsAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, stopping);
        Show(receipts);
        Show(await store.FlagsAsync(new FlagQuery(Limit: 200), stopping));
        var writer = app.Services.GetRequiredService<DigestWriter>();
        var digest = await writer.WriteAsync(writer.Today, journalled: true, stopping);
        Console.WriteLine($"\nReceipts : {folder.Done}{Path.DirectorySeparatorChar}*.tanda-terima.txt");
        Console.WriteLine($"Refused  : {folder.Refused}");
        Console.WriteLine($"Digest   : {digest}");

        if (keep) return await StayAsync(app, folder, stopping);

        await app.StopAsync(stopping);
        return Cli.Ok;
    }

    static async Task<int> StayAsync(WebApplication app, DataFolder folder, CancellationToken stopping)
    {
        Console.WriteLine($"\nRunning. Review pages: {app.Urls.Last()} (begin with the code above). Drop export files into {folder.Inbox}; stop with Ctrl+C.");
        await app.WaitForShutdownAsync(stopping);
        return Cli.Ok;
    }

    /// <summary>Empties the folder if the demo made it; anybody else's folder is left alone.</summary>
    static bool MakeAfresh(DataFolder folder)
    {
        var marker = Path.Combine(folder.Root, Marker);
        if (Directory.Exists(folder.Root) && Directory.EnumerateFileSystemEntries(folder.Root).Any() && !File.Exists(marker))
        {
            Cli.Error($"{folder.Root} is not empty and was not made by the demo; name another folder with --data.");
            return false;
        }

        if (Directory.Exists(folder.Root)) Directory.Delete(folder.Root, recursive: true);
        Directory.CreateDirectory(folder.Root);
        File.WriteAllText(marker, "");
        return true;
    }

    /// <summary>Copies roster and exports, as staff would drop them.</summary>
    static int DropSamples(DataFolder folder)
    {
        File.Copy(Path.Combine(MonitorHost.SamplesFolder, "roster.xlsx"), folder.Roster);
        folder.Prepare(MonitorHost.SamplesFolder);

        // An invented contest with registered campaign accounts, which no real one in the samples is known to have.
        foreach (var invented in Directory.EnumerateFiles(Path.Combine(MonitorHost.SamplesFolder, "contests", "contoh")))
            File.Copy(invented, Path.Combine(folder.Contests, Path.GetFileName(invented)));

        var exports = Path.Combine(MonitorHost.SamplesFolder, "exports");
        var files = Directory.EnumerateFiles(exports, "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetFileName(file).StartsWith('.') && !file.EndsWith(".md", StringComparison.Ordinal))
            .OrderBy(file => file, StringComparer.Ordinal)
            .ToList();
        foreach (var file in files) File.Copy(file, Path.Combine(folder.Inbox, Path.GetFileName(file)));
        return files.Count;
    }

    static async Task UntilAllReceivedAsync(IFlagStore store, int files, CancellationToken stopping)
    {
        while ((await store.ReceiptsAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, stopping)).Count < files)
            await Task.Delay(TimeSpan.FromMilliseconds(200), stopping);
    }

    static void Show(IReadOnlyList<ExportReceipt> receipts)
    {
        Console.WriteLine("Receipts");
        var listing = new Listing("file", "format", "outcome", "rows", "scored", "not on roster", "duplicates", "rejected", "flagged");
        foreach (var receipt in receipts)
        {
            var counts = receipt.Counts;
            listing.Add(
                Short(receipt.FileName, 34), receipt.Format ?? "–", receipt.Problem?.ToString() ?? receipt.Outcome.ToString(), $"{counts.Rows}", $"{counts.Scored}",
                $"{counts.NotOnRoster}", $"{counts.Duplicates}", $"{counts.RejectedTotal}", $"{counts.Flagged}");
        }

        listing.Write(Console.Out, StoreReading.IsWatched(Console.Out));
    }

    static void Show(IReadOnlyList<Flag> flags)
    {
        Console.WriteLine($"\nFlags for review: {flags.Count}");
        var listing = new Listing("flag", "priority", "person", "category", "words");
        foreach (var flag in flags.Take(ShownFlags))
            listing.Add(flag.Id, flag.Priority.ToString(), flag.PersonCode, flag.Category.ToString(), Short(flag.Post.Text.ReplaceLineEndings(" "), 72));
        listing.Write(Console.Out, StoreReading.IsWatched(Console.Out));
        if (flags.Count > ShownFlags) Console.WriteLine($"… and {flags.Count - ShownFlags} more: monitor flags --data DIR");
    }

    static string Short(string text, int length) => text.Length <= length ? text : string.Concat(text.AsSpan(0, length), "…");
}
