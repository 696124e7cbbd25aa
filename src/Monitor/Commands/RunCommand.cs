using System.CommandLine;
using Monitor.Flags;
using Monitor.Review.Retention;

namespace Monitor.Commands;

/// <summary><c>monitor run</c>: the service. Watches the inbox until stopped.</summary>
static class RunCommand
{
    public static Command Build()
    {
        var data = Cli.DataOption();
        var command = new Command("run", "Watch the inbox, write the daily digest and serve /health, until stopped (the default).") { data };
        command.SetAction((parsed, stopping) => Cli.GuardAsync(() => RunAsync(parsed.GetValue(data), stopping)));
        return command;
    }

    public static async Task<int> RunAsync(string? dataFolder, CancellationToken stopping)
    {
        await using var app = MonitorHost.BuildService(dataFolder);
        await StartAsync(app, stopping);
        var folder = app.Services.GetRequiredService<DataFolder>();
        Console.WriteLine($"Folder masuk : {folder.Inbox}");
        Console.WriteLine($"Status       : {app.Urls.First()}/health");
        Console.WriteLine($"Tinjau       : {app.Urls.Last()}");
        Console.WriteLine("Hentikan dengan Ctrl+C.");
        await app.WaitForShutdownAsync(stopping);
        return Cli.Ok;
    }

    /// <summary>Prepares the data folder, opens the store and starts the workers.</summary>
    public static async Task StartAsync(WebApplication app, CancellationToken stopping)
    {
        MonitorHost.CheckSettings(app.Services);
        app.Services.GetRequiredService<DataFolder>().Prepare(MonitorHost.SamplesFolder);
        app.Services.GetRequiredService<CurrentRetentionTerms>()();
        await app.Services.GetRequiredService<IFlagStore>().OpenAsync(stopping);
        try
        {
            await app.Services.GetRequiredService<WatchLists>().CurrentAsync(stopping);
        }
        catch (RosterNotUsableException waiting)
        {
            Cli.Error(waiting.Message);
        }

        await app.StartAsync(stopping);
    }
}
