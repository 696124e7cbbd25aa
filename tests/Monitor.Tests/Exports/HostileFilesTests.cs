using System.Diagnostics;
using System.Globalization;
using Monitor.Exports;
using Monitor.Tests.Support;
using Xunit.Abstractions;

namespace Monitor.Tests.Exports;

/// <summary>Every way in which a file can hurt, given to the whole program: a receipt each time, bounded memory, and the service goes on.</summary>
[Collection(Alone.Name)]
public class HostileFilesTests(ITestOutputHelper output)
{
    /// <summary>What the process may grow by at its worst; the model, the store and the compiled code are in it.</summary>
    const long MostGrowth = 600L << 20;

    [Fact]
    public async Task EachGetsItsReceiptAndTheServiceGoesOn()
    {
        await using var service = await WholeService.StartAsync();
        using var folder = new TemporaryFolder();
        var receipts = new List<string>();

        // The first file of all waits for the model.
        await service.TakeAsync(folder.Write("awal.jsonl", HostileFiles.Record("Selamat datang", 98)));
        var (start, peak) = (Peak(), 0L);
        foreach (var (name, make) in HostileFiles.All)
        {
            var path = folder.File(name.Replace(' ', '-'));
            make(path);
            var (begun, worked) = (Stopwatch.GetTimestamp(), Processor());

            var receipt = await service.TakeAsync(path);

            var (took, work) = (Stopwatch.GetElapsedTime(begun), Processor() - worked);
            peak = Peak();
            File.Delete(path);
            Assert.Equal(receipt.Counts.Rows, receipt.Counts.Scored + receipt.Counts.NotOnRoster + receipt.Counts.Duplicates + receipt.Counts.RejectedTotal);
            receipts.Add($"{name}: {Said(receipt)}");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {Said(receipt)} [{took.TotalSeconds:F2} s, of the processor {work.TotalSeconds:F2} s, peak so far {peak >> 20} MB]"));
        }

        var after = await service.TakeAsync(folder.Write("sehat.jsonl", HostileFiles.Record("Selamat pagi semuanya", 99)));
        var digest = await service.DigestAsync();

        Assert.Equal((ReceiptOutcome.Done, 1L), (after.Outcome, after.Counts.Scored));
        Assert.Empty(service.FilesWith("JANGAN-DIBACA"));
        Assert.DoesNotContain("<script>alert", digest, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", digest, StringComparison.Ordinal);
        Assert.InRange(peak - start, 0, MostGrowth);
        Approved.Matches("HostileFiles.approved.txt", string.Join('\n', receipts).Replace($" {Rows(HostileFiles.LargeRows)} ", $" {Rows(HostileFiles.SmallRows)} ", StringComparison.Ordinal));
    }

    /// <summary>Of all that is approved only the number of rows depends on the size.</summary>
    static string Rows(int withHeader) => (withHeader - 1).ToString(CultureInfo.InvariantCulture);

    static TimeSpan Processor()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    static string Said(ExportReceipt receipt)
    {
        var rejected = string.Join(", ", receipt.Counts.Rejected.Select(pair => $"{pair.Key} {pair.Value}"));
        return receipt.Outcome is ReceiptOutcome.Done || receipt.Counts.Rows > 0
            ? $"{receipt.Outcome} {receipt.Problem} [{receipt.Format}] {receipt.Counts.Scored} scored, {receipt.Counts.NotOnRoster} not on roster, rejected {(rejected.Length == 0 ? "none" : rejected)}".Replace("  ", " ", StringComparison.Ordinal)
            : $"{receipt.Outcome} {receipt.Problem} {receipt.ProblemDetail}".TrimEnd();
    }
}
