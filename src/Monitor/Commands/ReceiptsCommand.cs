using System.CommandLine;
using System.Globalization;
using Monitor.Exports;
using Monitor.Flags;

namespace Monitor.Commands;

/// <summary><c>monitor receipts</c>: the balance of each file, with what became of its rows.</summary>
static class ReceiptsCommand
{
    public static Command Build()
    {
        var data = Cli.DataOption();
        var since = StoreReading.SinceOption("Only files finished from then on.");
        var json = Cli.JsonOption();
        var command = new Command("receipts", "List the files received with their balance: rows = scored + not on roster + duplicates + rejected.") { data, since, json };
        command.SetAction((parsed, stopping) => Cli.GuardAsync(() => RunAsync(
            parsed.GetValue(data), parsed.GetValue(since) ?? DateTimeOffset.MinValue, parsed.GetValue(json), parsed.InvocationConfiguration.Output, stopping)));
        return command;
    }

    static async Task<int> RunAsync(string? dataFolder, DateTimeOffset since, bool json, TextWriter output, CancellationToken stopping)
    {
        await using var store = await StoreReading.OpenAsync(dataFolder, stopping);
        var receipts = await store.ReceiptsAsync(since, DateTimeOffset.MaxValue, stopping);
        if (json)
        {
            foreach (var receipt in receipts) await output.WriteLineAsync(StoreJson.Write(receipt));
            return Cli.Ok;
        }

        List(receipts, StoreReading.Zone()).Write(output, StoreReading.IsWatched(output));
        return Cli.Ok;
    }

    static Listing List(IReadOnlyList<ExportReceipt> receipts, TimeZoneInfo zone)
    {
        var listing = new Listing("Finished", "File", "Format", "Outcome", "Rows", "Scored", "Not on roster", "Duplicates", "Rejected", "Flagged");
        foreach (var receipt in receipts)
        {
            var counts = receipt.Counts;
            listing.Add(
                TimeZoneInfo.ConvertTime(receipt.FinishedAt, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                receipt.FileName, receipt.Format ?? "", receipt.Problem is { } problem ? $"{receipt.Outcome}: {problem}" : receipt.Outcome.ToString(),
                Number(counts.Rows), Number(counts.Scored), Number(counts.NotOnRoster), Number(counts.Duplicates), Number(counts.RejectedTotal), Number(counts.Flagged));
        }

        return listing;
    }

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
