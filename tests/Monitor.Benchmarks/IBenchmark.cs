namespace Monitor.Benchmarks;

/// <summary>One question about speed, asked by name on the command line.</summary>
interface IBenchmark
{
    /// <param name="size">How much work; the benchmark's own choice when null.</param>
    /// <param name="rounds">How often each side runs; the benchmark's own choice when null.</param>
    /// <param name="output">Where the table goes.</param>
    Task RunAsync(int? size, int? rounds, TextWriter output);
}
