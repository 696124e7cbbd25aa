using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Classification;

/// <summary>What is known of a model: where it came from, how good it was in cross-validation, and from where it flags. <c>card.json</c> beside the model file.</summary>
sealed record ModelCard
{
    public const string FileName = "card.json";
    public const string ModelFileName = "model.bin";

    static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required string Id { get; init; }

    /// <summary>SHA-256 of the model file.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>SHA-256 over the samples and word lists that it was trained on.</summary>
    public required string DataSha256 { get; init; }

    public required string Trainer { get; init; }

    /// <summary>Probability from which a post is flagged: the best F1 in cross-validation over authors.</summary>
    public required double Threshold { get; init; }

    /// <summary>From the highest down; the last begins at the threshold.</summary>
    public required IReadOnlyList<CardBand> Bands { get; init; }

    public required CardMeasures CrossValidation { get; init; }

    /// <summary>Mean F1 over the categories of partisan samples, cross-validated.</summary>
    public required double CategoryMacroF1 { get; init; }

    public required IReadOnlyList<CardSlice> Slices { get; init; }

    public required int Terms { get; init; }

    /// <summary>Cross-validated probabilities beside what the posts were, in ten equal widths; empty widths are left out.</summary>
    public IReadOnlyList<CardBin> Calibration { get; init; } = [];

    /// <summary>Null in the cards of models that were trained without suites.</summary>
    public CardBehaviour? Behaviour { get; init; }

    /// <summary>Null in the cards of models that were trained without contests to swap.</summary>
    public CardFairness? Fairness { get; init; }

    /// <summary>How many of the samples are posts that reviewers labelled; the others were written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Reviewed { get; init; }

    /// <summary>What labelled real posts would add; null where nobody had any to measure with.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CardCurve? LearningCurve { get; init; }

    /// <summary>What each trainer makes of the same features; null where only the built-in one was asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CardTrainer>? Trainers { get; init; }

    public static ModelCard Read(string modelFolder)
    {
        var path = Path.Combine(modelFolder, FileName);
        try
        {
            return JsonSerializer.Deserialize<ModelCard>(File.ReadAllBytes(path), Json) ?? throw new InvalidDataException($"{path} is empty.");
        }
        catch (Exception failure) when (failure is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"The model card {path} is missing or damaged; train again with 'monitor train'.", failure);
        }
    }

    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];
}

/// <param name="Band">Which of the three.</param>
/// <param name="From">Lowest probability of the band.</param>
/// <param name="ExpectedPrecision">Share of cross-validated posts in the band that were partisan.</param>
/// <param name="Share">Share of the flagged posts that fell into the band.</param>
sealed record CardBand(ConfidenceBand Band, double From, double ExpectedPrecision, double Share);

/// <summary>Measures at the threshold, those that matter most with 95 % bootstrap intervals.</summary>
sealed record CardMeasures(
    int Partisan, int Neutral, CardInterval F1, CardInterval AveragePrecision, double Precision, double Recall, double Auc,
    double RecallAtPrecision90, double CalibrationError);

sealed record CardInterval(double Value, double Low, double High);

/// <summary>One cut through the samples, such as one author's or one register's.</summary>
sealed record CardSlice(string By, string Name, int Partisan, int Neutral, double F1, double Precision, double Recall);

/// <summary>Posts whose probability lies in one width.</summary>
/// <param name="From">Lower end of the width, which is a tenth.</param>
/// <param name="Posts">How many posts fell into it.</param>
/// <param name="Mean">Their mean probability.</param>
/// <param name="Partisan">The share of them that is partisan.</param>
sealed record CardBin(double From, int Posts, double Mean, double Partisan);

/// <param name="Passed">Cases that the model handled as it must.</param>
/// <param name="Cases">All.</param>
/// <param name="Areas">By area.</param>
/// <param name="Suites">By suite.</param>
sealed record CardBehaviour(int Passed, int Cases, IReadOnlyList<CardPasses> Areas, IReadOnlyList<CardPasses> Suites);

sealed record CardPasses(string Name, int Passed, int Cases)
{
    [JsonIgnore]
    public double Share => Passed / (double)Math.Max(1, Cases);
}

/// <summary>How much a probability moves when only the contestant changes.</summary>
/// <param name="KnownSwaps">Texts with a contestant of the contest data, each contestant counted.</param>
/// <param name="KnownMax">Largest difference between two contestants of one contest in one text.</param>
/// <param name="UnknownMean">Mean difference between two drawn names that no contest knows, over all texts.</param>
/// <param name="Unknown">The same by what was drawn.</param>
sealed record CardFairness(int KnownSwaps, double KnownMax, double UnknownMean, IReadOnlyList<CardSwaps> Unknown);

/// <param name="What">people, parties or numbers.</param>
/// <param name="Texts">How many texts were filled.</param>
/// <param name="Mean">Mean absolute difference of the probability between two draws.</param>
/// <param name="Decisions">Share of pairs of draws of which one would be flagged and the other not.</param>
sealed record CardSwaps(string What, int Texts, double Mean, double Decisions);

/// <summary>A trainer beside others on the same samples and features, cross-validated at its own best threshold.</summary>
sealed record CardTrainer(string Trainer, double F1, double AveragePrecision);

/// <summary>A simulation: none of the models behind it is kept, and this one saw none of the posts.</summary>
/// <param name="Posts">Real posts that it was measured on, each by models that did not see it.</param>
/// <param name="Steps">By how many real posts were added to the written samples.</param>
sealed record CardCurve(int Posts, IReadOnlyList<CardCurveStep> Steps);

/// <param name="Added">Real posts in training.</param>
/// <param name="F1">At the threshold that each model's own cross-validation chose.</param>
/// <param name="AveragePrecision">Over all held-out real posts.</param>
sealed record CardCurveStep(int Added, double F1, double AveragePrecision);
