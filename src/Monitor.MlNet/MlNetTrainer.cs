using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Monitor.Learning;

namespace Monitor.MlNet;

/// <summary>How ML.NET looks for the weights.</summary>
public enum MlNetAlgorithm
{
    /// <summary>Stochastic dual coordinate ascent (S. Shalev-Shwartz and T. Zhang, 2013).</summary>
    Sdca,

    /// <summary>Limited-memory BFGS, as the built-in trainer.</summary>
    Lbfgs,
}

/// <summary>Lets ML.NET find the weights: logistic regression for a yes-or-no head, maximum entropy for the kinds of partisanship.</summary>
/// <remarks>One thread and a fixed seed: the same samples give the same weights.</remarks>
/// <param name="algorithm">Which of ML.NET's trainers.</param>
/// <param name="cost">Weight of the samples against the squared-weight penalty, as for <see cref="LbfgsTrainer"/>.</param>
public sealed class MlNetTrainer(MlNetAlgorithm algorithm, double cost = 0.5) : ILinearTrainer
{
    const int Seed = 1;

    /// <summary>At most so many passes over the data, or steps.</summary>
    const int Passes = 300;

    /// <summary>SDCA stops when its distance from the best sum is at most this share of the sum; a tenth of what ML.NET would be content with.</summary>
    const float Rest = 0.01f;

    public string Name => string.Create(
        CultureInfo.InvariantCulture,
        $"ML.NET {Version}, {(algorithm is MlNetAlgorithm.Sdca ? "SDCA" : "L-BFGS")} logistic regression and maximum entropy, L2, C = {cost}, one thread, seed {Seed}");

    static string Version =>
        typeof(MLContext).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "of an unknown version";

    public LinearWeights Train(SparseMatrix features, ReadOnlySpan<bool> positive, ReadOnlySpan<float> importance) => Fit(features, positive, importance).Weights;

    /// <summary>Trains a yes-or-no head and keeps ML.NET's own model beside its weights.</summary>
    public MlNetHead Fit(SparseMatrix features, ReadOnlySpan<bool> positive, ReadOnlySpan<float> importance)
    {
        var context = new MLContext(Seed);
        var labels = positive.ToArray();
        var data = context.Data.LoadFromEnumerable(
            MlNetRow.Of(features, importance, (row, at) => row.Label = labels[at]), MlNetRow.Schema(features.Columns, classes: null));
        var trained = Estimator(context, features.Rows).Fit(data);
        var linear = trained.Model.SubModel;
        return new MlNetHead(context, trained, new LinearWeights([.. linear.Weights], linear.Bias), features.Columns);
    }

    /// <summary>One model over all classes, which share their probability.</summary>
    public IReadOnlyList<LinearWeights> TrainClasses(SparseMatrix features, ReadOnlySpan<int> classes, int count, ReadOnlySpan<float> importance)
    {
        var context = new MLContext(Seed);
        // A row of no class says nothing about which of them is likelier.
        var (of, weights) = (classes.ToArray(), importance.ToArray());
        var told = Enumerable.Range(0, of.Length).Where(row => of[row] >= 0).ToArray();
        var data = context.Data.LoadFromEnumerable(
            MlNetRow.Of(features.Take(told), [.. told.Select(row => weights[row])], (row, at) => row.Class = (uint)of[told[at]]),
            MlNetRow.Schema(features.Columns, count));
        var trained = ClassEstimator(context, told.Length).Fit(data);
        VBuffer<float>[] found = [];
        trained.Model.GetWeights(ref found, out var classesFound);
        var biases = trained.Model.GetBiases().ToList();
        return [.. Enumerable.Range(0, classesFound).Select(one => new LinearWeights([.. found[one].DenseValues()], biases[one]))];
    }

    /// <remarks>L-BFGS weighs the penalty against the sum of the losses, SDCA against their mean.</remarks>
    IEstimator<BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>> Estimator(MLContext context, int rows)
    {
        var trainers = context.BinaryClassification.Trainers;
        return algorithm switch
        {
            MlNetAlgorithm.Sdca => trainers.SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options
            {
                LabelColumnName = nameof(MlNetRow.Label),
                ExampleWeightColumnName = nameof(MlNetRow.Weight),
                L2Regularization = (float)(1 / (cost * rows)),
                L1Regularization = 0,
                NumberOfThreads = 1,
                MaximumNumberOfIterations = Passes,
                ConvergenceTolerance = Rest,
            }),
            _ => trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
            {
                LabelColumnName = nameof(MlNetRow.Label),
                ExampleWeightColumnName = nameof(MlNetRow.Weight),
                L2Regularization = (float)(1 / cost),
                L1Regularization = 0,
                NumberOfThreads = 1,
                MaximumNumberOfIterations = Passes,
            }),
        };
    }

    IEstimator<MulticlassPredictionTransformer<MaximumEntropyModelParameters>> ClassEstimator(MLContext context, int rows)
    {
        var trainers = context.MulticlassClassification.Trainers;
        return algorithm switch
        {
            MlNetAlgorithm.Sdca => trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
            {
                LabelColumnName = nameof(MlNetRow.Class),
                ExampleWeightColumnName = nameof(MlNetRow.Weight),
                L2Regularization = (float)(1 / (cost * rows)),
                L1Regularization = 0,
                NumberOfThreads = 1,
                MaximumNumberOfIterations = Passes,
                ConvergenceTolerance = Rest,
            }),
            _ => trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
            {
                LabelColumnName = nameof(MlNetRow.Class),
                ExampleWeightColumnName = nameof(MlNetRow.Weight),
                L2Regularization = (float)(1 / cost),
                L1Regularization = 0,
                NumberOfThreads = 1,
                MaximumNumberOfIterations = Passes,
            }),
        };
    }
}
