using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Review.CaseFiles;

namespace Monitor.Commands;

/// <summary><c>monitor verify</c>: checks that the store is sound and that nobody touched what was kept. Changes nothing, not even the journal.</summary>
static class VerifyCommand
{
    public static Command Build()
    {
        var data = Cli.DataOption();
        var anchor = new Option<JournalHead?>("--anchor")
        {
            Description = "Length and hash of the journal as an earlier digest printed them, such as 502:9f86d0…: shows a journal that was cut or written anew.",
            HelpName = "LENGTH:HASH",
            CustomParser = ParseAnchor,
        };
        var package = new Option<FileInfo?>("--package") { Description = "Check a case-file package instead of the store: offline, without a data folder." };
        var json = Cli.JsonOption();
        var command = new Command(
            "verify", "Check the store: the journal's chain, the database's own check, every receipt's balance, and flags and posts against the journal. Exit code 1 when something is wrong.")
        {
            data, anchor, package, json,
        };
        command.SetAction((parsed, stopping) => Cli.GuardAsync(async () =>
        {
            if (parsed.GetValue(package) is { } file) return await WriteAsync(PackageVerifier.Verify(file.FullName), parsed.InvocationConfiguration.Output);

            var report = await CheckAsync(parsed.GetValue(data), parsed.GetValue(anchor), stopping);
            await WriteAsync(report, parsed.GetValue(json), parsed.InvocationConfiguration.Output);
            return report.Faults.Count == 0 ? Cli.Ok : Cli.FoundWrong;
        }));
        return command;
    }

    static async Task<int> WriteAsync(PackageReport report, TextWriter output)
    {
        await output.WriteLineAsync($"Package SHA-256 {report.Sha256}");
        if (report.Manifest is { } manifest)
            await output.WriteLineAsync($"Flag {manifest.Flag}, made {manifest.MadeAt:yyyy-MM-dd HH:mm} UTC; journal {manifest.JournalLength}:{manifest.JournalHead}");
        foreach (var fault in report.Faults) await output.WriteLineAsync($"WRONG {fault}");
        await output.WriteLineAsync(report.Faults.Count == 0 ? "Unchanged since it was made." : "Not as it was made.");
        return report.Faults.Count == 0 ? Cli.Ok : Cli.FoundWrong;
    }

    static async Task<StoreReport> CheckAsync(string? dataFolder, JournalHead? anchor, CancellationToken stopping)
    {
        try
        {
            await using var store = await StoreReading.OpenAsync(dataFolder, stopping);
            return await store.VerifyAsync(anchor, stopping);
        }
        catch (StoreException error) when (error.Damaged)
        {
            return StoreReport.Unreadable([error.Message]);
        }
    }

    static async Task WriteAsync(StoreReport report, bool json, TextWriter output)
    {
        if (json)
        {
            await output.WriteLineAsync(StoreJson.Write(new ReportLine(
                report.Faults.Count == 0, Text(report.Head), report.Files, report.Receipts, report.Flags, report.Posts, report.Faults)));
            return;
        }

        foreach (var check in Enum.GetValues<StoreCheck>())
        {
            var faults = report.Faults.Where(fault => fault.Check == check).ToList();
            await output.WriteLineAsync($"{Verdict(report, check, faults.Count)}  {Title(check)}");
            foreach (var fault in faults) await output.WriteLineAsync($"         {fault.Subject}: {fault.Explanation}");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.Files} files, {report.Receipts} receipts, {report.Flags} flags, {report.Posts} posts"));
        await output.WriteLineAsync($"Journal anchor: {Text(report.Head)}");
    }

    static string Verdict(StoreReport report, StoreCheck check, int faults) =>
        faults > 0 ? "WRONG" : report.WasRead || check is StoreCheck.Engine ? "ok   " : "-    ";

    static string Title(StoreCheck check) => check switch
    {
        StoreCheck.Engine => "database: pages, indexes and references",
        StoreCheck.Journal => "journal: the chain from its first entry",
        StoreCheck.Receipts => "receipts: each closes and is the one that the journal tells of",
        StoreCheck.Flags => "flags: each is the one that the journal tells of",
        _ => "balances: the files add up to the posts and flags that are kept",
    };

    static string Text(JournalHead head) => string.Create(CultureInfo.InvariantCulture, $"{head.Length}:{head.Hash}");

    static JournalHead? ParseAnchor(ArgumentResult result)
    {
        if (result.Tokens[0].Value.Split(':') is [var length, { Length: 64 } hash] && hash.All(char.IsAsciiHexDigit)
            && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var entries))
            return new JournalHead(entries, hash);

        result.AddError("--anchor takes the journal's length, a colon and its hash of 64 hexadecimal digits, as a digest prints them.");
        return null;
    }

    sealed record ReportLine(bool Ok, string Anchor, long Files, long Receipts, long Flags, long Posts, IReadOnlyList<StoreFault> Faults);
}
