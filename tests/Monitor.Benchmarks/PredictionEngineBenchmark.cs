using System.Globalization;
using Monitor.Learning;
using Monitor.MlNet;

namespace Monitor.Benchmarks;

/// <summary>
/// One head scored by ML.NET's <c>PredictionEngine</c> and by our scorer, by turns over the same posts on one thread: from the text, masking
/// and all, where our own code makes ML.NET's features too, and for the engine alone from features that are ready. From the repository's folder.
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
        var (ours, theirs) = (new double[order.Length], new double[order.Length]);
        Task Score() => Each(order, (at, post) => ours[at] = scorer.Score(labelled.Texts[post]).Probability);
        Task Predict() => Each(order, (at, post) => theirs[at] = engine(rows[post].Index, rows[post].Value));
        Task MakeAndPredict() => Each(order, (_, post) =>
        {
            // Scaling of the row, which would come on top, is left out.
            new FeatureRows().Add(scorer.Mask, labelled.Texts[post]);
            engine(rows[post].Index, rows[post].Value);
        });
        var (scored, predicted) = await Interleaved.MedianAsync(Score, Predict, rounds ?? 5);
        var (again, made) = await Interleaved.MedianAsync(Score, MakeAndPredict, rounds ?? 5);

        await output.WriteLineAsync("| PredictionEngine | ours posts/s | theirs posts/s | ours : theirs | apart at most |");
        await output.WriteLineAsync("|---|---|---|---|---|");
        var apart = ours.Zip(theirs, (our, their) => Math.Abs(our - their)).Max();
        await output.WriteLineAsync(Line("from the text", order.Length, again, made, apart));
        await output.WriteLineAsync(Line("from ready features", order.Length, scored, predicted, apart));
    }

    static Task Each(int[] order, Action<int, int> work)
    {
        for (var at = 0; at < order.Length; at++) work(at, order[at]);
        return Task.CompletedTask;
    }

    static string Line(string what, int posts, Spent ours, Spent theirs, double apart)
    {
        var (our, their) = (ours.Processor.TotalSeconds, theirs.Processor.TotalSeconds);
        return string.Create(CultureInfo.InvariantCulture, $"| {what} | {posts / our:F0} | {posts / their:F0} | {their / our:F2} | {apart:E1} |");
    }
}

/// <summary>Benchmarks that need ML.NET.</summary>
static partial class EngineBenchmarks
{
    static partial void AddMlNet(IDictionary<string, IBenchmark> benchmarks) => benchmarks.Add("prediction", new PredictionEngineBenchmark());
}
