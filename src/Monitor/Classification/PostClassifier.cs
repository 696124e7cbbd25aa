using Monitor.Contests;

namespace Monitor.Classification;

/// <summary>Scores posts with a model from <c>models/</c> and the contests' names masked. Safe for use from several threads.</summary>
sealed class PostClassifier
{
    PostClassifier(string modelId, double threshold) => (ModelId, Threshold) = (modelId, threshold);

    public string ModelId { get; }

    /// <summary>Probability from which a post is flagged, from the model's card.</summary>
    public double Threshold { get; }

    /// <param name="modelFolder">Folder of one model: model file and card.</param>
    /// <param name="contests">Whose names are masked and reported as mentions.</param>
    /// <exception cref="InvalidDataException">The model file is missing, damaged, or of another version.</exception>
    public static PostClassifier Load(string modelFolder, IReadOnlyList<Contest> contests) =>
        throw new NotSupportedException(modelFolder + contests.Count);

    /// <summary>Scores the post's own words.</summary>
    public Prediction Classify(PostInContext post) => throw new NotSupportedException(post.Post.Text);

    /// <summary>What in the text spoke for and against, strongest first on each side, at most eight of each.</summary>
    public IReadOnlyList<Reason> Explain(Prediction prediction) => throw new NotSupportedException(prediction.ModelId);

    /// <summary>Band of a probability at or above the threshold, from the card: how precise such flags were in cross-validation.</summary>
    public ConfidenceBand BandOf(double probability) => throw new NotSupportedException(probability.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>The model card's three bands above the threshold.</summary>
enum ConfidenceBand
{
    High,
    Medium,
    Low,
}
