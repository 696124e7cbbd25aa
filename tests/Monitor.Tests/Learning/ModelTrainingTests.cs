using System.Numerics;
using Monitor.Learning;
using Monitor.Tests.Support;

namespace Monitor.Tests.Learning;

public class ModelTrainingTests
{
    [Theory]
    [InlineData(FeatureKinds.Letters, FeatureSpace.Chars, FeatureSpace.Pairs)]
    [InlineData(FeatureKinds.Pairs, FeatureSpace.Pairs, FeatureSpace.Dense)]
    [InlineData(FeatureKinds.Classes, FeatureSpace.Dense, FeatureSpace.Dense + FeatureSpace.Frames)]
    [InlineData(FeatureKinds.Frames, FeatureSpace.Dense + FeatureSpace.Frames, FeatureSpace.Count)]
    [InlineData(FeatureKinds.NearMention, FeatureSpace.Dense + (int)ClassGroup.BeforeMention * FeatureSpace.ClassCount, FeatureSpace.Dense + ((int)ClassGroup.AfterMention + 1) * FeatureSpace.ClassCount)]
    public void AKindThatIsLeftOutHasNoWeightAndEveryOtherKeepsSome(FeatureKinds kind, int from, int to)
    {
        var whole = SmallModel.Trained.Value.Model;
        var without = SmallModel.Train(SmallModel.Language(), options: new TrainingOptions { LeftOut = kind }).Model;

        Assert.NotEqual(0, Weights(whole, from, to));
        Assert.Equal(0, Weights(without, from, to));
        Assert.NotEqual(0, Weights(without, FeatureSpace.Words, FeatureSpace.Chars));
    }

    [Fact]
    public void ASampleOfMoreWeightPullsTheModelToItsSide()
    {
        var light = Score(weight: 1);
        var heavy = Score(weight: 5);

        Assert.True(heavy > light + 0.05, $"{light} to {heavy}");
    }

    /// <summary>Of a word that one sample of two calls partisan.</summary>
    static double Score(float weight)
    {
        List<LabelledText> samples =
        [
            .. Enumerable.Range(0, 20).Select(i => new LabelledText($"p{i}", "coblos mantap", true, "ajakan", $"g{i % 2}")),
            .. Enumerable.Range(0, 20).Select(i => new LabelledText($"n{i}", "jadwal harga", false, null, $"g{i % 2}")),
            .. Enumerable.Range(0, 4).Select(i => new LabelledText($"y{i}", "bendera", true, "ajakan", $"g{i % 2}") { Weight = weight }),
            .. Enumerable.Range(0, 4).Select(i => new LabelledText($"z{i}", "bendera", false, null, $"g{i % 2}")),
        ];
        var model = new ModelTraining(new LbfgsTrainer(), new TrainingOptions()).Train(samples, SmallModel.Language()).Model;
        return new PostScorer(model, []).Score("bendera").Logit;
    }

    static int Weights(LinearModel model, int from, int to) => Enumerable.Range(from, to - from).Count(feature => model.Weight(feature) != Vector2.Zero);
}
