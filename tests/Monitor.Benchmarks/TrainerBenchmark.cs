using System.Globalization;
using Monitor.Learning;
using Monitor.Training;

namespace Monitor.Benchmarks;

/// <summary>
/// The trainers that are built in, by turns over the features of <c>samples/labelled</c>: time to find the weights of both heads, once over
/// all samples, in seconds of the processor. With <c>-p:MlNet=true</c> that is ours beside ML.NET's. From the repository's folder.
/// </summary>
sealed class TrainerBenchmark : IBenchmark
{
    public async Task RunAsync(int? size, int? rounds, TextWriter output)
    {
        var labelled = LabelledFeatures.Read(size);
        await output.WriteLineAsync("| trainer | samples | columns | partisan head, median s | category heads, median s | to the first |");
        await output.WriteLineAsync("|---|---|---|---|---|---|");
        var choices = TrainerEngines.Built;
        var (heads, kinds) = (choices.Select(_ => new List<double>()).ToList(), choices.Select(_ => new List<double>()).ToList());
        for (var round = 0; round < (rounds ?? 3); round++)
        {
            for (var at = 0; at < choices.Count; at++)
            {
                var trainer = choices[at].Make();
                heads[at].Add(Seconds(() => trainer.Train(labelled.Matrix.Matrix, labelled.Partisan, labelled.Importance)));
                kinds[at].Add(Seconds(() => trainer.TrainClasses(labelled.OfPartisan, labelled.Categories, LinearModel.Categories.Count, labelled.PartisanImportance)));
            }
        }

        for (var at = 0; at < choices.Count; at++)
        {
            var (head, kind) = (Median(heads[at]), Median(kinds[at]));
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {choices[at].Make().Name} | {labelled.Texts.Count} | {labelled.Matrix.Matrix.Columns} | {head:F2} | {kind:F2} | {(head + kind) / (Median(heads[0]) + Median(kinds[0])):F2} |"));
        }
    }

    /// <summary>The processor's: each trainer works on one thread, and what others do on a busy machine is not in it.</summary>
    static double Seconds(Action work)
    {
        var begun = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - begun).TotalSeconds;
    }

    static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}

/// <summary>The labelled posts as a trainer sees them.</summary>
sealed class LabelledFeatures
{
    static readonly TrainingOptions Options = new();

    LabelledFeatures(Language language, IReadOnlyList<LabelledText> samples)
    {
        Language = language;
        Texts = [.. samples.Select(sample => sample.Text)];
        Partisan = [.. samples.Select(sample => sample.Partisan)];
        Importance = [.. samples.Select(sample => sample.Weight)];
        var (mask, rows) = (new ContestantMask(language, []), new FeatureRows());
        foreach (var text in Texts) rows.Add(mask, text);
        Matrix = TrainingMatrix.Build(rows, Options);
        int[] inside = [.. Enumerable.Range(0, samples.Count).Where(row => samples[row].Partisan)];
        var categories = LinearModel.Categories.ToList();
        OfPartisan = Matrix.WithoutLetters().Matrix.Take(inside);
        Categories = [.. inside.Select(row => categories.FindIndex(name => name == samples[row].Category))];
        PartisanImportance = [.. inside.Select(row => samples[row].Weight)];
    }

    public Language Language { get; }

    public IReadOnlyList<string> Texts { get; }

    public bool[] Partisan { get; }

    public float[] Importance { get; }

    public TrainingMatrix Matrix { get; }

    /// <summary>Rows of partisan posts, by which the kinds are told.</summary>
    public SparseMatrix OfPartisan { get; }

    public int[] Categories { get; }

    public float[] PartisanImportance { get; }

    public static LabelledFeatures Read(int? size)
    {
        List<LabelledText> samples = [.. LabelledPost.ReadFolder("samples/labelled").Where(post => !post.IsUnsure).Take(size ?? int.MaxValue).Select(TrainingRun.AsSample)];
        return new LabelledFeatures(TrainingRun.LanguageOf("samples/lexicon", samples), samples);
    }

    /// <summary>The partisan head as a model in memory, uncalibrated.</summary>
    public LinearModel ModelOf(LinearWeights head) => new(
        Language, Matrix.ToWeights(head, Options), new long[FeatureSpace.Count], new float[LinearModel.Lanes], head.Bias, new float[LinearModel.Lanes],
        Calibration.None, hidden: null);
}
