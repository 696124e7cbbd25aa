namespace Monitor.Benchmarks;

/// <summary>Benchmarks that need an optional engine; without it there are none.</summary>
static partial class EngineBenchmarks
{
    public static Dictionary<string, IBenchmark> AddTo(Dictionary<string, IBenchmark> benchmarks)
    {
        AddMlNet(benchmarks);
        return benchmarks;
    }

    static partial void AddMlNet(IDictionary<string, IBenchmark> benchmarks);
}
