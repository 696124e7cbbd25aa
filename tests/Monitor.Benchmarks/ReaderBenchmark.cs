using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Exports;

namespace Monitor.Benchmarks;

/// <summary>
/// Our readers of the five most usual formats beside the bare parser on the same file. The bare parser only takes the file apart: every
/// cell as a string, every token of the JSON. Ours makes posts of it: whose, what, when, where, repaired and checked.
/// </summary>
sealed class ReaderBenchmark : IBenchmark
{
    public async Task RunAsync(int? size, int? rounds, TextWriter output)
    {
        var rows = size ?? 50_000;
        var folder = Directory.CreateTempSubdirectory("monitor-benchmark-");
        try
        {
            using var host = MonitorHost.BuildTool(Path.Combine(folder.FullName, "data"));
            var formats = host.Services.GetRequiredService<ExportFormats>();
            await output.WriteLineAsync("By processor time, so that a busy machine does not tell; the last column by the clock.");
            await output.WriteLineAsync("| format | MB | rows | ours MB/s | ours rows/s | bare parser | bare MB/s | bare rows/s | ours : bare | by the clock |");
            await output.WriteLineAsync("|---|---|---|---|---|---|---|---|---|---|");
            foreach (var made in MadeExport.All)
            {
                var path = Path.Combine(folder.FullName, made.FileName);
                made.Write(path, rows);
                await output.WriteLineAsync(await LineAsync(formats, made, path, rows, rounds ?? 7));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task<string> LineAsync(ExportFormats formats, MadeExport made, string path, int rows, int rounds)
    {
        var reader = formats.Pick(ExportProbe.Open(path));
        var export = new ExportFile(path, made.FileName, "", new FileInfo(path).Length);
        var (ours, bare) = await Interleaved.MedianAsync(
            async () => Check(await CountAsync(reader, export)),
            () =>
            {
                Check(made.ReadBare(path));
                return Task.CompletedTask;
            },
            rounds);

        var megabytes = made.UnpackedLength(path) / 1e6;
        var (our, their) = (ours.Processor.TotalSeconds, bare.Processor.TotalSeconds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {made.Name} ({reader.Format}) | {megabytes:F1} | {rows} | {megabytes / our:F1} | {rows / our:F0} | {made.Peer} | {megabytes / their:F1} | {rows / their:F0} | {our / their:F2} | {ours.Wall / bare.Wall:F2} |");

        // A side that does less than the whole work would win.
        void Check(int read)
        {
            if (read != rows) throw new InvalidOperationException($"{made.Name}: {read} rows instead of {rows}.");
        }
    }

    static async Task<int> CountAsync(IExportReader reader, ExportFile export)
    {
        var posts = 0;
        await foreach (var result in reader.ReadAsync(export, CancellationToken.None))
            if (result is ReadResult.Read) posts++;

        return posts;
    }
}
