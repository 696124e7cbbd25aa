using Monitor.Learning;
using Monitor.Tests.Support;

namespace Monitor.Tests.Learning;

public class HiddenLayerTests
{
    static readonly SparseMatrix EitherOr = new(2, [0, 0, 1, 2, 4], [0, 1, 0, 1], [1, 1, 1, 1]);
    static readonly float[] Steps = [0.01f, 0.02f, 0.03f];
    static readonly bool[] OneButNotBoth = [false, true, true, false];

    [Fact]
    public void ItTellsWhatNoSumOfSingleWeightsCan()
    {
        var weights = new HiddenLayerTrainer(epochs: 300, kept: 1).Train(EitherOr, OneButNotBoth, [1, 1, 1, 1]);

        Assert.Equal(OneButNotBoth, Enumerable.Range(0, 4).Select(row => weights.Score(EitherOr, row) > 0));
    }

    [Fact]
    public void TrainingTwiceGivesTheSameWeights()
    {
        var (once, again) = (Train(), Train());

        Assert.Equal(once.Rows, again.Rows);
        Assert.Equal(once.UnitWeights, again.UnitWeights);

        static HiddenWeights Train() => new HiddenLayerTrainer().Train(EitherOr, OneButNotBoth, [1, 1, 1, 1]);
    }

    [Fact]
    public void TheModelScoresAsTheTrainedUnitsDo()
    {
        string[] samples = ["meja kursi kursi!", "lemari besar?", "meja kursi kursi!", "lemari besar?", "meja kursi lemari"];
        var rows = new FeatureRows();
        foreach (var sample in samples) rows.Add(new ContestantMask(SmallModel.Language(), []), sample);
        var options = new TrainingOptions { LeftOut = FeatureKinds.Letters };
        var matrix = TrainingMatrix.Build(rows, options);
        var head = new LinearWeights(new float[matrix.Matrix.Columns], 0);
        var weights = new HiddenLayerTrainer(kept: 1).Train(matrix.Matrix, [true, false, true, false, true], [1, 1, 1, 1, 1]);
        var (kinds, scales) = matrix.ToKinds([], options);
        var model = new LinearModel(
            SmallModel.Language(), matrix.ToWeights(head, options), kinds, scales, 0, new float[LinearModel.Lanes], Calibration.None, matrix.ToHiddenLayer(weights, options, share: 1));

        // A byte a weight: within a few hundredths of the numbers that were trained.
        var scorer = new PostScorer(model, []);
        for (var row = 0; row < samples.Length; row++)
            Assert.Equal(weights.Score(matrix.Matrix, row) - weights.Bias, scorer.Score(samples[row]).Logit, tolerance: 0.1);
    }

    [Fact]
    public void TheScoreIsWhatTheUnitsSay()
    {
        var (layer, rows, biases, weights) = Drawn();
        var (met, lengths) = Post();

        var expected = 0.0;
        for (var unit = 0; unit < HiddenLayer.Units; unit++)
        {
            var sum = biases[unit] + (rows[unit] + 2 * rows[HiddenLayer.Units + unit]) * 0.01 * 0.5
                + rows[(2 + 7) * HiddenLayer.Units + unit] * 0.02 * 0.25 + rows[(2 + FeatureSpace.Dense - FeatureSpace.Pairs + 3) * HiddenLayer.Units + unit] * 0.03 * 1.5;
            expected += weights[unit] * Math.Max(0, sum);
        }

        Assert.Equal(expected, layer.Score(met, lengths), tolerance: 1e-3);
    }

    [Fact]
    public void TheSharesOfTheFeaturesAddUpToTheScore()
    {
        var (layer, _, biases, _) = Drawn();
        var (met, lengths) = Post();
        var speaking = layer.SpeakingUnits(met, lengths);

        var shared = (layer.WordShare(1, speaking) + 2 * layer.WordShare(2, speaking)) * lengths.Words
            + layer.PairShare(FeatureSpace.Pairs + 7, speaking) * lengths.Pairs + layer.CountedShare(FeatureSpace.Dense + 3, speaking) * 1.5
            + speaking.Zip(biases).Sum(unit => unit.First * unit.Second);

        Assert.Contains(0, speaking);
        Assert.Equal(layer.Score(met, lengths), shared, tolerance: 1e-3);
    }

    [Fact]
    public void AWordThatTrainingDidNotMeetHasNoShare() => Assert.Equal(0f, Drawn().Layer.WordShare(0, [.. Enumerable.Repeat(1f, HiddenLayer.Units)]));

    [Fact]
    public void ManyWordsDoNotOverflow()
    {
        var layer = Drawn().Layer;
        var (few, many) = (new MetFeatures(), new MetFeatures());
        for (var i = 0; i < 10; i++) few.AddWord(2);
        for (var i = 0; i < 5_000; i++) many.AddWord(2);

        Assert.Equal(layer.Score(few, new BlockLengths(0.1f, 0, 0)), layer.Score(many, new BlockLengths(0.1f / 500, 0, 0)), tolerance: 1e-3);
    }

    [Fact]
    public void ASavedLayerIsTheSame()
    {
        var (met, lengths) = Post();
        using var file = new MemoryStream();
        Drawn().Layer.Save(new BinaryWriter(file));
        file.Position = 0;

        Assert.Equal(Drawn().Layer.Score(met, lengths), HiddenLayer.Load(new BinaryReader(file)).Score(met, lengths));
    }

    [Fact]
    public void AModelCanBeLinearAlone()
    {
        var linear = SmallModel.Train(SmallModel.Language(), options: new TrainingOptions { Hidden = false }).Model;

        Assert.Null(linear.Hidden);
        Assert.NotNull(SmallModel.Trained.Value.Model.Hidden);
    }

    /// <summary>Two words with weights by lot.</summary>
    static (HiddenLayer Layer, sbyte[] Rows, float[] Biases, float[] Weights) Drawn()
    {
        var random = new SplitMix(5);
        sbyte[] rows = [.. Enumerable.Range(0, (2 + HiddenLayer.FixedRows) * HiddenLayer.Units).Select(_ => (sbyte)(random.Next(255) - 127))];
        float[] biases = [.. Numbers()];
        float[] weights = [.. Numbers()];
        float[] scales = [.. Steps.SelectMany(step => Enumerable.Repeat(step, HiddenLayer.Units))];
        return (new HiddenLayer(rows, scales, biases, weights), rows, biases, weights);

        IEnumerable<float> Numbers() => Enumerable.Range(0, HiddenLayer.Units).Select(_ => random.Next(200) / 100f - 1);
    }

    /// <summary>The first word once and the second twice, a pair of classes, a count of one and a half.</summary>
    static (MetFeatures Met, BlockLengths Lengths) Post()
    {
        var met = new MetFeatures();
        foreach (var number in new[] { 1, 2, 2 }) met.AddWord(number);
        met.AddPair(FeatureSpace.Pairs + 7);
        met.AddCounted(FeatureSpace.Dense + 3, 1.5f);
        return (met, new BlockLengths(0.5f, 0, 0.25f));
    }
}
