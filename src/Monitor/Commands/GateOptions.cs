using System.CommandLine;
using Monitor.Contests;
using Monitor.Training;

namespace Monitor.Commands;

/// <summary>Where a command finds what models are measured on beside posts.</summary>
sealed class GateOptions
{
    readonly Option<string> _models;
    readonly Option<string> _behaviour = Place("--behaviour", "samples/behaviour", "Folder with behaviour suites, whose outcome goes into the card.");
    readonly Option<string> _golden = Place("--golden", "samples/golden/golden-posts.jsonl", "Plain posts on which every model must be right.");
    readonly Option<string> _contests = ClassifierOptions.Contests();

    GateOptions(Option<string> models) => _models = models;

    /// <param name="command">Gets the options.</param>
    /// <param name="models">Folder of models with champion.json.</param>
    public static GateOptions In(Command command, Option<string> models)
    {
        var options = new GateOptions(models);
        foreach (var option in (Option[])[models, options._behaviour, options._golden, options._contests]) command.Options.Add(option);
        return options;
    }

    public ModelProof Proof(ParseResult parsed) => new(BehaviourSuite.ReadFolder(parsed.GetRequiredValue(_behaviour)), ContestsOf(parsed));

    /// <param name="parsed">The command line.</param>
    /// <param name="posts">File with labelled posts that no model saw, or null.</param>
    /// <param name="margin">How much worse a measure may be.</param>
    public Promotion Promotion(ParseResult parsed, string? posts, double margin)
    {
        var frozen = FrozenSet.Read(parsed.GetRequiredValue(_behaviour), parsed.GetRequiredValue(_golden), posts);
        var contests = ContestsOf(parsed);
        return new Promotion(parsed.GetRequiredValue(_models), contests, new PromotionGate(frozen, contests, margin));
    }

    IReadOnlyList<Contest> ContestsOf(ParseResult parsed) => ClassifierOptions.LoadContests(parsed.GetRequiredValue(_contests)).Contests;

    static Option<string> Place(string name, string path, string description) => new(name) { Description = description, DefaultValueFactory = _ => path };
}
