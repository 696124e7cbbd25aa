namespace Monitor.Learning;

/// <summary>What a model is trained with; every value goes into the model card.</summary>
public sealed record TrainingOptions
{
    /// <summary>Words in fewer samples are left out.</summary>
    public int MinWordSamples { get; init; } = 2;

    /// <summary>Pieces of words in fewer samples are left out.</summary>
    public int MinCharSamples { get; init; } = 2;

    /// <summary>Pairs of word classes in fewer samples are left out.</summary>
    public int MinPairSamples { get; init; } = 3;

    /// <summary>Length to which each block of hashed features is scaled.</summary>
    public float WordScale { get; init; } = 1;

    public float CharScale { get; init; } = 1;

    public float PairScale { get; init; } = 0.5f;

    /// <summary>At most so many folds, none of which splits an author.</summary>
    public int Folds { get; init; } = 10;

    /// <summary>Whether hidden units stand beside the linear part, each with its say.</summary>
    public bool Hidden { get; init; } = true;

    /// <summary>Kinds of features that are left out, to measure what each brings.</summary>
    public FeatureKinds LeftOut { get; init; }
}
