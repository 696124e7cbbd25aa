using Monitor.Contests;
using Monitor.Learning;
using Monitor.Posts;

namespace Monitor.Classification;

/// <summary>Scores posts with a model from <c>models/</c> and the contests' names masked. Safe for use from several threads.</summary>
sealed class PostClassifier
{
    const int ReasonsASide = 8;
    readonly PostScorer _scorer;
    readonly ContestAliases _aliases;
    readonly IReadOnlyList<CardBand> _bands;

    PostClassifier(LinearModel model, ModelCard card, ContestAliases aliases)
    {
        (ModelId, Threshold, _bands, _aliases) = (card.Id, card.Threshold, card.Bands, aliases);
        _scorer = new PostScorer(model, aliases.Aliases);
    }

    public string ModelId { get; }

    /// <summary>Finds contestants in texts, with their places.</summary>
    public ContestantMask Mask => _scorer.Mask;

    /// <summary>Probability from which a post is flagged, from the model's card.</summary>
    public double Threshold { get; }

    /// <param name="modelFolder">Folder of one model: model file and card.</param>
    /// <param name="contests">Whose names are masked and reported as mentions.</param>
    /// <exception cref="InvalidDataException">The model file is missing, damaged, or of another version.</exception>
    public static PostClassifier Load(string modelFolder, IReadOnlyList<Contest> contests)
    {
        var card = ModelCard.Read(modelFolder);
        var path = Path.Combine(modelFolder, ModelCard.ModelFileName);
        if (!File.Exists(path)) throw new InvalidDataException($"The model file {path} is missing; put it back or train again with 'monitor train'.");
        var bytes = File.ReadAllBytes(path);
        if (Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)) != card.ModelSha256)
            throw new InvalidDataException($"The model file {path} is not the one its card describes; put the folder back as it was, or train again.");

        return Of(bytes, card, contests);
    }

    /// <summary>A model that is still in memory.</summary>
    public static PostClassifier Of(byte[] modelFile, ModelCard card, IReadOnlyList<Contest> contests) =>
        new(LinearModel.Load(new MemoryStream(modelFile)), card, new ContestAliases(contests));

    /// <summary>Scores the post's own words.</summary>
    public Prediction Classify(PostInContext post)
    {
        var score = _scorer.Score(OwnWords(post), Threshold, out var found);
        return new Prediction(post, score.Probability, CategoryOf(score), _aliases.MentionsIn(found, post.Open), ModelId);
    }

    /// <summary>Scores a bare text; the contestants named in it are found in the open contests.</summary>
    public TextScore Classify(ReadOnlySpan<char> text, IReadOnlyList<OpenContest> open)
    {
        var score = _scorer.Score(text, Threshold, out var found);
        return new TextScore(score.Probability, CategoryOf(score), _aliases.MentionsIn(found, open));
    }

    /// <summary>The likeliest kind of partisanship, whatever the probability.</summary>
    public Category LikeliestCategory(Prediction prediction) => LikeliestCategory(OwnWords(prediction.Post));

    /// <inheritdoc cref="LikeliestCategory(Prediction)"/>
    public Category LikeliestCategory(ReadOnlySpan<char> text) => CategoryOf(_scorer.Score(text));

    /// <summary>What in the text spoke for and against, strongest first on each side, at most eight of each.</summary>
    public IReadOnlyList<Reason> Explain(Prediction prediction) => Explain(OwnWords(prediction.Post));

    /// <inheritdoc cref="Explain(Prediction)"/>
    public IReadOnlyList<Reason> Explain(string text)
    {
        var contributions = _scorer.Explain(text);
        return
        [
            .. contributions.Where(one => one.Weight > 0).Take(ReasonsASide).Select(ReasonWords.For),
            .. contributions.Where(one => one.Weight < 0).Take(ReasonsASide).Select(ReasonWords.For),
        ];
    }

    /// <summary>Band of a probability at or above the threshold, from the card: how precise such flags were in cross-validation.</summary>
    public ConfidenceBand BandOf(double probability)
    {
        foreach (var band in _bands)
            if (probability >= band.From) return band.Band;

        return ConfidenceBand.Low;
    }

    /// <summary>Words of other people, such as a shared post's, are not the author's and score as no words at all.</summary>
    static string OwnWords(PostInContext post) => post.Post.TextKind is TextKind.OwnText or TextKind.Caption ? post.Post.Text : "";

    static Category CategoryOf(PostScore score) => score.Kind is { } kind ? Category.Ajakan + kind : Category.Netral;
}

/// <param name="Probability">Calibrated probability that the text takes a side.</param>
/// <param name="Category">The likeliest kind; neutral below the threshold.</param>
/// <param name="Mentions">Contestants named.</param>
readonly record struct TextScore(double Probability, Category Category, IReadOnlyList<Mention> Mentions);

/// <summary>The model card's three bands above the threshold.</summary>
enum ConfidenceBand
{
    High,
    Medium,
    Low,
}
