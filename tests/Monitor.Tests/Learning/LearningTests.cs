using Monitor.Learning;

namespace Monitor.Tests.Learning;

public class EvaluationTests
{
    // Descending: yes, no, yes, no.
    static readonly double[] Probabilities = [0.9, 0.8, 0.6, 0.1];
    static readonly bool[] Partisan = [true, false, true, false];

    [Fact]
    public void MeasuresAreThoseWorkedOutByHand()
    {
        var measured = Evaluation.Of(Probabilities, Partisan, 0.5);

        Assert.Equal(2 / 3.0, measured.Precision, 12);
        Assert.Equal(1.0, measured.Recall, 12);
        Assert.Equal(0.8, measured.F1, 12);
        Assert.Equal((1 + 2 / 3.0) / 2, measured.AveragePrecision, 12);
        Assert.Equal(0.75, measured.Auc, 12);
        Assert.Equal(0.5, measured.RecallAtPrecision90, 12);
        Assert.Equal((0.1 + 0.8 + 0.4 + 0.1) / 4, measured.CalibrationError, 12);
    }

    [Fact]
    public void TheBestThresholdLiesBetweenTheScoresThatItParts() =>
        Assert.Equal(0.35, Evaluation.BestThreshold(Probabilities, Partisan), 12);

    [Fact]
    public void AThresholdMayGiveUpALittleForFewerFalseFlags()
    {
        double[] probabilities = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4];
        bool[] partisan = [true, true, false, true, false, false];

        // F1 by cut: 0.50, 0.80, 0.67, 0.86 between 0.6 and 0.5.
        Assert.Equal(0.55, Evaluation.SteadyThreshold(probabilities, partisan, slack: 0.05), 12);
        Assert.Equal(0.75, Evaluation.SteadyThreshold(probabilities, partisan, slack: 0.06), 12);
    }

    [Fact]
    public void TiedScoresCountHalf() => Assert.Equal(0.5, Evaluation.Of([0.5, 0.5], [true, false], 0.5).Auc, 12);

    [Fact]
    public void TheThresholdForAPrecisionKeepsIt() =>
        Assert.Equal(0.9, Evaluation.ThresholdForPrecision(Probabilities, Partisan, 0.9), 12);
}

public class LbfgsTrainerTests
{
    [Fact]
    public void ASeparatingFeatureGetsTheWeight()
    {
        var weights = new LbfgsTrainer(cost: 10).Train(Rows(), [true, true, false, false], [1, 1, 1, 1]);

        Assert.True(weights.Weights[0] > 1);
        Assert.True(weights.Weights[1] < -1);
        Assert.InRange(weights.Weights[2], -0.05, 0.05);
    }

    [Fact]
    public void TheSameSamplesGiveTheSameBits()
    {
        var first = new LbfgsTrainer().Train(Rows(), [true, false, true, false], [1, 2, 1, 1]);
        var second = new LbfgsTrainer().Train(Rows(), [true, false, true, false], [1, 2, 1, 1]);

        Assert.Equal(first.Weights, second.Weights);
        Assert.Equal(first.Bias, second.Bias);
    }

    static SparseMatrix Rows() => new(3, [0, 2, 4, 6, 8], [0, 2, 0, 2, 1, 2, 1, 2], [1, 1, 1, 1, 1, 1, 1, 1]);
}

public class CalibrationTests
{
    [Fact]
    public void ProbabilitiesMatchHowOftenScoresWereRight()
    {
        // At score 1 three of four are partisan, at -1 one of four: log-odds of ln 3 and -ln 3.
        var calibration = Calibration.Fit([1, 1, 1, 1, -1, -1, -1, -1], [true, true, true, false, true, false, false, false]);

        Assert.Equal(0.75, calibration.Probability(1), 6);
        Assert.Equal(0.25, calibration.Probability(-1), 6);
    }
}

public class StableMathTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-0.3)]
    [InlineData(-1)]
    [InlineData(-20.5)]
    [InlineData(-700)]
    [InlineData(5.25)]
    public void TheExponentialIsRight(double x) => Assert.Equal(1, StableMath.Exp(x) / Math.Exp(x), 14);

    [Theory]
    [InlineData(1e-9)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(9468)]
    public void TheLogarithmIsRight(double x) => Assert.Equal(Math.Log(x), StableMath.Log(x), 14);

    [Theory]
    [InlineData(1e-12)]
    [InlineData(0.25)]
    [InlineData(1)]
    public void TheLogarithmOfOnePlusIsRight(double x) => Assert.Equal(1, StableMath.LogOnePlus(x) / (Math.Abs(x) < 1e-6 ? x : Math.Log(1 + x)), 11);
}
