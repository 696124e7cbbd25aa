namespace Monitor.Learning;

/// <summary>Finds the weights of a yes-or-no linear model. The built-in one is <see cref="LbfgsTrainer"/>.</summary>
public interface ILinearTrainer
{
    /// <summary>Short name for the model card.</summary>
    string Name { get; }

    /// <summary>Same arguments, same weights, bit for bit.</summary>
    /// <param name="features">A row a sample.</param>
    /// <param name="positive">Whether the row is of the class; as long as there are rows.</param>
    /// <param name="importance">How much the row counts, 1 for an ordinary one.</param>
    LinearWeights Train(SparseMatrix features, ReadOnlySpan<bool> positive, ReadOnlySpan<float> importance);

    /// <summary>Weights of classes that exclude one another. One yes-or-no model a class, where a trainer has nothing better.</summary>
    /// <param name="features">A row a sample.</param>
    /// <param name="classes">The row's class from 0; -1 for none of them.</param>
    /// <param name="count">How many classes there are.</param>
    /// <param name="importance">How much the row counts.</param>
    IReadOnlyList<LinearWeights> TrainClasses(SparseMatrix features, ReadOnlySpan<int> classes, int count, ReadOnlySpan<float> importance)
    {
        var weights = new LinearWeights[count];
        var positive = new bool[classes.Length];
        for (var one = 0; one < count; one++)
        {
            for (var row = 0; row < positive.Length; row++) positive[row] = classes[row] == one;
            weights[one] = Train(features, positive, importance);
        }

        return weights;
    }
}

/// <param name="Weights">One a column, log-odds per unit.</param>
/// <param name="Bias">Log-odds when every feature is zero.</param>
public sealed record LinearWeights(float[] Weights, float Bias);
