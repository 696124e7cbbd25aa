using Monitor.Learning;
using Monitor.MlNet;
using Monitor.Tests.Support;
using Monitor.Training;

namespace Monitor.Tests.MlNet;

/// <summary>What ML.NET's trainers find, and that our scorer says of it what ML.NET says.</summary>
[Collection(nameof(MlNetTrainerTests))]
[CollectionDefinition(nameof(MlNetTrainerTests), DisableParallelization = true)]
public class MlNetTrainerTests
{
    /// <summary>
    /// Raw probabilities, before calibration, of the weights as they were found. A model file keeps each weight in sixteen bits, which is a
    /// property of the file and not of the trainer; what that costs is the second half.
    /// </summary>
    [Theory]
    [InlineData(MlNetAlgorithm.Sdca)]
    [InlineData(MlNetAlgorithm.Lbfgs)]
    public void OurScorerAndMlNetsTransformAgreeOnAllLabelledPosts(MlNetAlgorithm algorithm)
    {
        var labelled = new LabelledMatrix();
        var head = new MlNetTrainer(algorithm).Fit(labelled.Matrix.Matrix, labelled.Partisan, labelled.Importance);

        var theirs = head.Probabilities(labelled.Matrix.Matrix);
        var exact = Scores(labelled.ModelOf(head.Weights), labelled.Texts);
        var kept = Scores(labelled.Kept(head.Weights), labelled.Texts);

        Assert.Equal(labelled.Texts.Count, theirs.Count);
        Assert.InRange(Enumerable.Range(0, theirs.Count).Max(at => Math.Abs(theirs[at] - exact[at])), 0, 1e-5);
        Assert.InRange(Enumerable.Range(0, theirs.Count).Max(at => Math.Abs(theirs[at] - kept[at])), 0, 2e-3);
    }

    [Theory]
    [InlineData(MlNetAlgorithm.Sdca)]
    [InlineData(MlNetAlgorithm.Lbfgs)]
    public void TheSameSamplesGiveTheSameModelFile(MlNetAlgorithm algorithm)
    {
        var (first, second) = (Train(algorithm), Train(algorithm));

        Assert.Equal(first, second);

        static byte[] Train(MlNetAlgorithm algorithm)
        {
            using var file = new MemoryStream();
            SmallModel.Train(SmallModel.Language(), trainer: new MlNetTrainer(algorithm)).Model.Save(file);
            return file.ToArray();
        }
    }

    [Theory]
    [InlineData(MlNetAlgorithm.Sdca)]
    [InlineData(MlNetAlgorithm.Lbfgs)]
    public void AModelOfMlNetTellsSidesAndKinds(MlNetAlgorithm algorithm)
    {
        var model = SmallModel.Train(SmallModel.Language(), trainer: new MlNetTrainer(algorithm)).Model;
        var scorer = new PostScorer(model, []);

        Assert.True(scorer.Score("Ayo coblos Ganjar!").Probability > scorer.Score("KPU umumkan jadwal debat Ganjar").Probability + 0.3);
        Assert.NotNull(scorer.Score("Ayo coblos Ganjar!").Kind);
    }

    [Theory]
    [InlineData(MlNetAlgorithm.Sdca)]
    [InlineData(MlNetAlgorithm.Lbfgs)]
    public void TheKindHeadKnowsWhatItWasTrainedOn(MlNetAlgorithm algorithm)
    {
        // Row r names feature r % 3, which is that of its class; the last of each three is of no class.
        var matrix = new SparseMatrix(3, [.. Enumerable.Range(0, 61)], [.. Enumerable.Range(0, 60).Select(row => row % 3)], [.. Enumerable.Repeat(1f, 60)]);
        int[] classes = [.. Enumerable.Range(0, 60).Select(row => row % 3 == 2 ? -1 : 1 - row % 3)];

        var heads = new MlNetTrainer(algorithm).TrainClasses(matrix, classes, count: 2, [.. Enumerable.Repeat(1f, 60)]);

        Assert.Equal(2, heads.Count);
        Assert.True(Score(1, feature: 0) > Score(0, feature: 0) + 0.5);
        Assert.True(Score(0, feature: 1) > Score(1, feature: 1) + 0.5);

        float Score(int kind, int feature) => heads[kind].Bias + heads[kind].Weights[feature];
    }

    /// <summary>Both minimise the same sum, so they must come to rest near each other.</summary>
    [Fact]
    public void LbfgsOfMlNetFindsWhatTheBuiltInOneFinds()
    {
        var labelled = new LabelledMatrix(every: 8);

        var ours = new LbfgsTrainer().Train(labelled.Matrix.Matrix, labelled.Partisan, labelled.Importance);
        var theirs = new MlNetTrainer(MlNetAlgorithm.Lbfgs).Train(labelled.Matrix.Matrix, labelled.Partisan, labelled.Importance);

        var distance = Math.Sqrt(ours.Weights.Zip(theirs.Weights, (one, other) => (double)(one - other) * (one - other)).Sum());
        Assert.InRange(distance / Math.Sqrt(ours.Weights.Sum(weight => (double)weight * weight)), 0, 0.02);
    }

    [Fact]
    public void TheNameForTheCardSaysWhichVersion() => Assert.StartsWith("ML.NET 5.", new MlNetTrainer(MlNetAlgorithm.Sdca).Name, StringComparison.Ordinal);

    static List<double> Scores(LinearModel model, IReadOnlyList<string> texts)
    {
        var scorer = new PostScorer(model, []);
        return [.. texts.Select(text => 1 / (1 + Math.Exp(-scorer.Score(text).Logit)))];
    }

    /// <summary>The labelled posts as the trainer sees them.</summary>
    sealed class LabelledMatrix
    {
        static readonly TrainingOptions Options = new();

        readonly Language _language;

        public LabelledMatrix(int every = 1)
        {
            List<LabelledText> samples =
                [.. LabelledPost.ReadFolder(Samples.Folder("labelled")).Where(post => !post.IsUnsure).Where((_, at) => at % every == 0).Select(TrainingRun.AsSample)];
            _language = TrainingRun.LanguageOf(Samples.Folder("lexicon"), samples);
            Texts = [.. samples.Select(sample => sample.Text)];
            Partisan = [.. samples.Select(sample => sample.Partisan)];
            Importance = [.. samples.Select(sample => sample.Weight)];
            var (mask, rows) = (new ContestantMask(_language, []), new FeatureRows());
            foreach (var text in Texts) rows.Add(mask, text);
            Matrix = TrainingMatrix.Build(rows, Options);
        }

        public IReadOnlyList<string> Texts { get; }

        public bool[] Partisan { get; }

        public float[] Importance { get; }

        public TrainingMatrix Matrix { get; }

        /// <summary>The model in memory, with its weights as they were found.</summary>
        public LinearModel ModelOf(LinearWeights head) => new(
            _language, Matrix.ToWeights(head, Options), new long[FeatureSpace.Count], new float[LinearModel.Lanes], head.Bias,
            new float[LinearModel.Lanes], Calibration.None, hidden: null);

        /// <summary>The model as a reader of its file gets it.</summary>
        public LinearModel Kept(LinearWeights head)
        {
            using var file = new MemoryStream();
            ModelOf(head).Save(file);
            file.Position = 0;
            return LinearModel.Load(file);
        }
    }
}
