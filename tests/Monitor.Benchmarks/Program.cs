using System.Globalization;
using Monitor.Benchmarks;

// dotnet run -c Release --project tests/Monitor.Benchmarks -- NAME [size] [rounds]
var benchmarks = EngineBenchmarks.AddTo(new Dictionary<string, IBenchmark>(StringComparer.Ordinal)
{
    ["readers"] = new ReaderBenchmark(),
    ["score"] = new ScoreBenchmark(),
    ["review"] = new ReviewBenchmark(),
    ["stores"] = new StoreBenchmark(),
    ["trainers"] = new TrainerBenchmark(),
});

if (args is not [var name, .. var rest] || !benchmarks.TryGetValue(name, out var benchmark))
{
    await Console.Error.WriteLineAsync($"Name a benchmark: {string.Join(", ", benchmarks.Keys)}; then, if you like, its size and the number of rounds.");
    return 2;
}

await benchmark.RunAsync(Number(rest, 0), Number(rest, 1), Console.Out);
return 0;

static int? Number(string[] args, int at) => args.Length > at ? int.Parse(args[at], NumberStyles.None, CultureInfo.InvariantCulture) : null;
