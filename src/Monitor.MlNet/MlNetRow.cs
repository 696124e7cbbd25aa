using Microsoft.ML.Data;
using Monitor.Learning;

namespace Monitor.MlNet;

/// <summary>One sample as ML.NET reads it.</summary>
sealed class MlNetRow
{
    public bool Label { get; set; }

    /// <summary>From 0; ML.NET makes a key of it.</summary>
    public uint Class { get; set; }

    public float Weight { get; set; } = 1;

    public VBuffer<float> Features { get; set; }

    /// <summary>The rows of a matrix, made as they are asked for.</summary>
    /// <param name="features">The matrix.</param>
    /// <param name="importance">How much each row counts; empty where nothing is trained.</param>
    /// <param name="label">Sets the label of a row by its number.</param>
    public static IEnumerable<MlNetRow> Of(SparseMatrix features, ReadOnlySpan<float> importance, Action<MlNetRow, int> label)
    {
        var weights = importance.ToArray();
        return Enumerable.Range(0, features.Rows).Select(at =>
        {
            var index = features.IndexOf(at).ToArray();
            var row = new MlNetRow
            {
                Weight = weights.Length == 0 ? 1 : weights[at],
                Features = new VBuffer<float>(features.Columns, index.Length, features.ValueOf(at).ToArray(), index),
            };
            label(row, at);
            return row;
        });
    }

    /// <summary>Says how long the features' vector is, and how many classes there are.</summary>
    public static SchemaDefinition Schema(int columns, int? classes)
    {
        var schema = SchemaDefinition.Create(typeof(MlNetRow));
        schema[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, columns);
        schema[nameof(Class)].ColumnType = new KeyDataViewType(typeof(uint), classes ?? 1);
        return schema;
    }
}

/// <summary>What ML.NET says of a row.</summary>
sealed class MlNetScore
{
    public float Probability { get; set; }
}
