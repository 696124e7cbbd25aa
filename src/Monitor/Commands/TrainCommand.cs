using System.CommandLine;
using System.Globalization;
using Monitor.Classification;
using Monitor.Learning;
using Monitor.Training;

namespace Monitor.Commands;

/// <summary><c>monitor train</c>: makes a model from labelled samples and word lists.</summary>
static class TrainCommand
{
    public static Command Build()
    {
        var samples = Folder("--samples", "samples/labelled", "Folder with labelled posts, *.jsonl.");
        var lexicon = Folder("--lexicon", "samples/lexicon", "Folder with word lists, *.tsv.");
        var behaviour = Folder("--behaviour", "samples/behaviour", "Folder with behaviour suites, whose outcome goes into the card.");
        var contests = ClassifierOptions.Contests();
        var models = Folder("--out", "models", "Folder of models; the new one gets a folder of its own.");
        var seed = new Option<int>("--seed") { Description = "For the card's intervals; the model is the same with any.", DefaultValueFactory = _ => 1 };
        var month = new Option<string?>("--month") { Description = "Month in the model's id, such as 2026-11. Default: this month." };
        var keep = new Option<bool>("--keep-champion") { Description = "Leave champion.json as it is." };
        var command = new Command("train", "Train a model; the same samples and word lists give the same model file, byte for byte.")
        {
            samples, lexicon, behaviour, contests, models, seed, month, keep,
        };
        command.SetAction((parsed, _) => Cli.GuardAsync(() => Task.FromResult(Run(
            parsed.GetRequiredValue(samples), parsed.GetRequiredValue(lexicon), Proof(parsed.GetRequiredValue(behaviour), parsed.GetRequiredValue(contests)), parsed.GetRequiredValue(models),
            parsed.GetValue(seed), parsed.GetValue(month) ?? ThisMonth(), parsed.GetValue(keep)))));
        return command;
    }

    static int Run(string samples, string lexicon, ModelProof proof, string models, int seed, string month, bool keepChampion)
    {
        var model = proof.Of(new TrainingRun(new LbfgsTrainer(), new TrainingOptions()).Run(samples, lexicon, $"keberpihakan-{month}", seed));
        var folder = TrainingRun.Write(model, models);
        if (!keepChampion) ChampionModel.Name(models, model.Card.Id);

        var cv = model.Card.CrossValidation;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{folder}\n{cv.Partisan + cv.Neutral} samples, cross-validated: F1 {cv.F1.Value:0.000}, average precision {cv.AveragePrecision.Value:0.000}, threshold {model.Card.Threshold:0.000}"));
        return Cli.Ok;
    }

    static ModelProof Proof(string behaviour, string contests) =>
        new(BehaviourSuite.ReadFolder(behaviour), ClassifierOptions.LoadContests(contests).Contests);

    static string ThisMonth() => TimeProvider.System.GetLocalNow().ToString("yyyy-MM", CultureInfo.InvariantCulture);

    static Option<string> Folder(string name, string path, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => path };
}
