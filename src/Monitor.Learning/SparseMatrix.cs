namespace Monitor.Learning;

/// <summary>Samples by features, row after row; only what is not zero is kept.</summary>
/// <param name="columns">Features.</param>
/// <param name="rowStart">Where each row begins in the other two arrays; one more than there are rows.</param>
/// <param name="index">Column of each value, ascending within a row.</param>
/// <param name="value">The values.</param>
public sealed class SparseMatrix(int columns, int[] rowStart, int[] index, float[] value)
{
    public int Rows => rowStart.Length - 1;

    public int Columns { get; } = columns;

    /// <summary>Columns of the row's values.</summary>
    public ReadOnlySpan<int> IndexOf(int row) => index.AsSpan(rowStart[row]..rowStart[row + 1]);

    public ReadOnlySpan<float> ValueOf(int row) => value.AsSpan(rowStart[row]..rowStart[row + 1]);

    /// <summary>The same rows with only some of the columns, numbered anew.</summary>
    /// <param name="kept">In ascending order.</param>
    public SparseMatrix Only(IReadOnlyList<int> kept)
    {
        var numbers = new int[Columns];
        for (var i = 0; i < kept.Count; i++) numbers[kept[i]] = i + 1;
        var starts = new int[rowStart.Length];
        var (columnsKept, values) = (new List<int>(), new List<float>());
        for (var row = 0; row < Rows; row++)
        {
            for (var i = rowStart[row]; i < rowStart[row + 1]; i++)
            {
                if (numbers[index[i]] == 0) continue;
                columnsKept.Add(numbers[index[i]] - 1);
                values.Add(value[i]);
            }

            starts[row + 1] = columnsKept.Count;
        }

        return new SparseMatrix(kept.Count, starts, [.. columnsKept], [.. values]);
    }

    /// <summary>The rows in the order given.</summary>
    public SparseMatrix Take(IReadOnlyList<int> rows)
    {
        var starts = new int[rows.Count + 1];
        for (var i = 0; i < rows.Count; i++) starts[i + 1] = starts[i] + IndexOf(rows[i]).Length;
        var (columnsTaken, values) = (new int[starts[^1]], new float[starts[^1]]);
        for (var i = 0; i < rows.Count; i++)
        {
            IndexOf(rows[i]).CopyTo(columnsTaken.AsSpan(starts[i]));
            ValueOf(rows[i]).CopyTo(values.AsSpan(starts[i]));
        }

        return new SparseMatrix(Columns, starts, columnsTaken, values);
    }
}
