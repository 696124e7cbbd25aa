using System.CommandLine;
using System.Globalization;
using Monitor.Digests;
using Monitor.Flags;
using Monitor.Review;

namespace Monitor.Commands;

/// <summary><c>monitor digest</c>: writes one day's digest now.</summary>
static class DigestCommand
{
    public static Command Build()
    {
        var data = Cli.DataOption();
        var date = new Option<DateOnly?>("--date")
        {
            Description = "The local day, such as 2024-11-20. Default: today so far.",
            CustomParser = result => DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : Refuse(result),
        };
        var command = new Command("digest", "Write the digest of one day: an HTML file that opens offline, a workbook, and an e-mail with ids and counts only.") { date, data };
        command.SetAction((parsed, stopping) => Cli.GuardAsync(() => RunAsync(parsed.GetValue(date), parsed.GetValue(data), stopping)));
        return command;
    }

    static DateOnly? Refuse(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError($"--date '{result.Tokens[0].Value}' is no day; give it as yyyy-MM-dd, such as 2024-11-20.");
        return null;
    }

    static async Task<int> RunAsync(DateOnly? day, string? dataFolder, CancellationToken stopping)
    {
        using var host = MonitorHost.BuildTool(dataFolder);
        host.Services.GetRequiredService<DataFolder>().Prepare(MonitorHost.SamplesFolder);
        var store = host.Services.GetRequiredService<IFlagStore>();
        await using var _ = store;
        try
        {
            await store.OpenAsync(stopping);
            return await WriteAsync(host.Services.GetRequiredService<DigestWriter>(), day, journalled: true, stopping);
        }
        catch (StoreException running) when (running.HeldByAnother)
        {
            // The service is running: it may go on, and this digest is read beside it.
            await using var reading = host.Services.GetRequiredService<IStoreEngine>().Flags(host.Services.GetRequiredService<DataFolder>().Store, TimeProvider.System, StoreAccess.Read);
            await reading.OpenAsync(stopping);
            var work = ReviewStores.WorkOver(ReviewStores.Over(reading, host.Services), host.Services);
            return await WriteAsync(ActivatorUtilities.CreateInstance<DigestWriter>(host.Services, reading, work), day, journalled: false, stopping);
        }
    }

    static async Task<int> WriteAsync(DigestWriter writer, DateOnly? day, bool journalled, CancellationToken stopping)
    {
        Console.WriteLine(await writer.WriteAsync(day ?? writer.Today, journalled, stopping));
        return Cli.Ok;
    }
}
