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
}

/// <param name="Weights">One a column, log-odds per unit.</param>
/// <param name="Bias">Log-odds when every feature is zero.</param>
public sealed record LinearWeights(float[] Weights, float Bias);
