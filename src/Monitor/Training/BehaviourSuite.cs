using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Training;

/// <summary>
/// What a model must do on posts that were made for one purpose, after CheckList (M. T. Ribeiro et al., Beyond Accuracy, 2020). One file of
/// <c>samples/behaviour</c>; training never reads them.
/// </summary>
sealed record BehaviourSuite
{
    /// <summary>How far an invariant probability may move without being a change, unless the suite says otherwise.</summary>
    public const double UsualTolerance = 0.1;

    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    [JsonPropertyName("suite")]
    public required string Name { get; init; }

    public required BehaviourKind Kind { get; init; }

    /// <summary>Suites of one area are counted together, such as neutral-speech.</summary>
    public required string Area { get; init; }

    public required string Description { get; init; }

    /// <summary>For invariance suites: the most that a probability may move, whatever becomes of the decision.</summary>
    public double? Tolerance { get; init; }

    public required IReadOnlyList<BehaviourCase> Cases { get; init; }

    /// <summary>All suites of the folder, by file name.</summary>
    /// <exception cref="InvalidDataException">The folder holds no suite, or names the file and what is wrong with it.</exception>
    public static IReadOnlyList<BehaviourSuite> ReadFolder(string folder)
    {
        if (!Directory.Exists(folder)) throw new InvalidDataException($"The folder of behaviour suites '{folder}' does not exist; name it with --behaviour.");
        var suites = Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Read).ToList();
        if (suites.Count == 0) throw new InvalidDataException($"'{folder}' holds no behaviour suite; it needs .json files.");
        if (suites.GroupBy(suite => suite.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidDataException($"The suite '{twice.Key}' stands twice in '{folder}'; give each a name of its own.");

        return suites;
    }

    static BehaviourSuite Read(string path)
    {
        var file = Path.GetFileName(path);
        BehaviourSuite suite;
        try
        {
            suite = JsonSerializer.Deserialize<BehaviourSuite>(File.ReadAllBytes(path), Json) ?? throw new JsonException("it is empty");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"{file} is no behaviour suite: {failure.Message}", failure);
        }

        var faults = suite.Cases.Select((one, i) => (Number: i + 1, Fault: one.FaultFor(suite.Kind))).Where(one => one.Fault is not null).ToList();
        if (suite.Cases.Count == 0) throw new InvalidDataException($"{file} holds no case.");
        if (faults.Count > 0) throw new InvalidDataException($"{file}, case {faults[0].Number}: {faults[0].Fault}");
        return suite;
    }

    /// <summary>The case's text and variant with slots filled: the same draw for both, and always the same.</summary>
    public (string Text, string? Variant) Filled(int number)
    {
        var (one, id) = (Cases[number], FormattableString.Invariant($"{Name}-{number + 1}"));
        return (SlotFiller.Fill(one.Text, id), one.Variant is null ? null : SlotFiller.Fill(one.Variant, id));
    }
}

enum BehaviourKind
{
    /// <summary>Each case has a label that the model must find.</summary>
    Minimum,

    /// <summary>A change that must not matter.</summary>
    Invariance,

    /// <summary>A change that must move the probability up or down.</summary>
    Direction,
}

enum BehaviourDirection
{
    Up,
    Down,
}

/// <param name="Text">With slots, as in the labelled samples.</param>
/// <param name="Label">partisan or neutral, for <see cref="BehaviourKind.Minimum"/>.</param>
/// <param name="Variant">The changed text, for the other kinds.</param>
/// <param name="Direction">Where the change must move the probability, for <see cref="BehaviourKind.Direction"/>.</param>
sealed record BehaviourCase(string Text, string? Label = null, string? Variant = null, BehaviourDirection? Direction = null)
{
    public string? FaultFor(BehaviourKind kind) => kind switch
    {
        BehaviourKind.Minimum when Label is not ("partisan" or "neutral") => $"label '{Label}' is unknown; write partisan or neutral.",
        BehaviourKind.Minimum => Variant is null && Direction is null ? null : "a minimum case has a text and a label only.",
        _ when Variant is null => "the variant is missing.",
        _ when Label is not null => "a case with a variant has no label.",
        BehaviourKind.Direction when Direction is null => "the direction is missing; write up or down.",
        BehaviourKind.Invariance when Direction is not null => "an invariance case has no direction.",
        _ => null,
    };
}
