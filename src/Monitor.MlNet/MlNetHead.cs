using Microsoft.ML;
using Microsoft.ML.Data;
using Monitor.Learning;

namespace Monitor.MlNet;

/// <summary>A trained yes-or-no head as ML.NET holds it, for whoever compares the two.</summary>
public sealed class MlNetHead
{
    readonly MLContext _context;
    readonly ITransformer _model;
    readonly int _columns;

    internal MlNetHead(MLContext context, ITransformer model, LinearWeights weights, int columns) =>
        (_context, _model, Weights, _columns) = (context, model, weights, columns);

    /// <summary>What goes into the model file.</summary>
    public LinearWeights Weights { get; }

    /// <summary>The probability of each row by ML.NET's own <c>Transform</c>.</summary>
    public IReadOnlyList<float> Probabilities(SparseMatrix features)
    {
        var rows = _context.Data.LoadFromEnumerable(MlNetRow.Of(features, importance: [], (_, _) => { }), MlNetRow.Schema(_columns, classes: null));
        return [.. _model.Transform(rows).GetColumn<float>(nameof(MlNetScore.Probability))];
    }

    /// <summary>Scores one row at a time by ML.NET's <c>PredictionEngine</c>. For one thread.</summary>
    public Func<int[], float[], float> Engine()
    {
        var engine = _context.Model.CreatePredictionEngine<MlNetRow, MlNetScore>(_model, ignoreMissingColumns: false, MlNetRow.Schema(_columns, classes: null));
        var (row, score) = (new MlNetRow(), new MlNetScore());
        return (index, value) =>
        {
            row.Features = new VBuffer<float>(_columns, index.Length, value, index);
            engine.Predict(row, ref score);
            return score.Probability;
        };
    }
}
