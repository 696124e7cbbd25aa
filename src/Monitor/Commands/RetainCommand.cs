using System.CommandLine;
using Monitor.Flags;
using Monitor.Review;
using Monitor.Review.Retention;

namespace Monitor.Commands;

/// <summary><c>monitor retain</c>: lets go of what is past its time, or says what would go.</summary>
static class RetainCommand
{
    public static Command Build()
    {
        var data = Cli.DataOption();
        var dry = new Option<bool>("--dry-run") { Description = "Only count what would go; works while the service runs." };
        var json = Cli.JsonOption();
        var command = new Command(
            "retain", "Take the words out of dismissed flags and unflagged samples past their time, from the store, its log and cadangan/, and delete received files and digests past theirs. The service does this daily.")
        {
            dry, json, data,
        };
        command.SetAction((parsed, stopping) => Cli.GuardAsync(async () =>
        {
            var report = parsed.GetValue(dry) ? await PreviewAsync(parsed.GetValue(data), stopping) : await RunAsync(parsed.GetValue(data), stopping);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? StoreJson.Write(report) : report.ToString());
            if (report.IsClean) return Cli.Ok;

            Cli.Error("Somebody is reading the store, so deleted words may still stand in its log; run this again.");
            return Cli.FoundWrong;
        }));
        return command;
    }

    static async Task<RetentionReport> PreviewAsync(string? dataFolder, CancellationToken stopping)
    {
        using var host = MonitorHost.BuildTool(dataFolder);
        await using var store = host.Services.GetRequiredService<IStoreEngine>().Flags(host.Services.GetRequiredService<DataFolder>().Store, TimeProvider.System, StoreAccess.Read);
        await store.OpenAsync(stopping);
        using var run = ActivatorUtilities.CreateInstance<RetentionRun>(host.Services, store, ReviewStores.Over(store, host.Services));
        return await run.PreviewAsync(stopping);
    }

    static async Task<RetentionReport> RunAsync(string? dataFolder, CancellationToken stopping)
    {
        using var host = MonitorHost.BuildTool(dataFolder);
        var folder = host.Services.GetRequiredService<DataFolder>();
        if (!File.Exists(folder.Store)) throw new StoreException($"There is no store at '{folder.Store}'. Give the data folder with --data.");

        folder.Prepare(MonitorHost.SamplesFolder);
        await using var store = host.Services.GetRequiredService<IFlagStore>();
        await store.OpenAsync(stopping);
        await host.Services.GetRequiredService<IReviewStore>().CatchUpAsync(host.Services.GetRequiredService<CurrentDueDates>()(), wholly: true, stopping);
        return await host.Services.GetRequiredService<RetentionRun>().RunAsync(stopping);
    }
}
