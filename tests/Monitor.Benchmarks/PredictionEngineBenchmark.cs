using System.Globalization;
using Monitor.Learning;
using Monitor.MlNet;

namespace Monitor.Benchmarks;

/// <summary>
/// One head scored by ML.NET's <c>PredictionEngine</c> and by our scorer, by turns over the same posts on one thread. ML.NET is handed
/// features that are ready; our scorer begins with the text, masking and all. From the repository's folder.
/// </summary>
sealed class PredictionEngineBenchmark : IBenchmark
{
    public async Task RunAsync(int? size, int? rounds, TextWriter output)
    {
        var labelled = LabelledFeatures.Read(size: null);
        var matrix = labelled.Matrix.Matrix;
        var head = new MlNetTrainer(MlNetAlgorithm.Lbfgs).Fit(matrix, labelled.Partisan, labelled.Importance);
        var engine = head.Engine();
        var scorer = new PostScorer(labelled.ModelOf(head.Weights), []);
        int[] order = [.. Enumerable.Range(0, size ?? 100_000).Select(i => (int)((long)i * 7919 % matrix.Rows))];
        List<(int[] Index, float[] Value)> rows = [.. Enumerable.Range(0, matrix.Rows).Select(row => (matrix.IndexOf(row).ToArray(), matrix.ValueOf(row).ToArray()))];
        var (ours, theirs, apart) = (new double[order.Length], new double[order.Length], 0.0);
        var (scored, predicted) = await Interleaved.MedianAsync(
            () =>
            {
                for (var at = 0; at < order.Length; at++) ours[at] = scorer.Score(labelled.Texts[order[at]]).Probability;
                return Task.CompletedTask;
            },
            () =>
            {
                for (var at = 0; at < order.Length; at++) theirs[at] = engine(rows[order[at]].Index, rows[order[at]].Value);
                return Task.CompletedTask;
            },
            rounds ?? 5);
        for (var at = 0; at < order.Length; at++) apart = Math.Max(apart, Math.Abs(ours[at] - theirs[at]));

        var (our, their) = (scored.Processor.TotalSeconds, predicted.Processor.TotalSeconds);
        await output.WriteLineAsync("| posts | ours, text to probability, posts/s | PredictionEngine, features to probability, posts/s | ours : theirs | apart at most |");
        await output.WriteLineAsync("|---|---|---|---|---|");
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"| {order.Length} | {order.Length / our:F0} | {order.Length / their:F0} | {their / our:F2} | {apart:E1} |"));
    }
}

/// <summary>Benchmarks that need ML.NET.</summary>
static partial class EngineBenchmarks
{
    static partial void AddMlNet(IDictionary<string, IBenchmark> benchmarks) => benchmarks.Add("prediction", new PredictionEngineBenchmark());
}
