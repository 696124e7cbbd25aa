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
        var also = new Option<string?>("--also") { Description = "Folder with more of them, as 'monitor labels export' writes it; their weights are used." };
        var lexicon = Folder("--lexicon", "samples/lexicon", "Folder with word lists, *.tsv.");
        var models = Folder("--out", "models", "Folder of models; the new one gets a folder of its own.");
        var seed = new Option<int>("--seed") { Description = "For the card's intervals; the model is the same with any.", DefaultValueFactory = _ => 1 };
        var month = new Option<string?>("--month") { Description = "Month in the model's id, such as 2026-11. Default: this month." };
        var promote = new Option<bool>("--promote") { Description = "Put the new model to the test of 'monitor promote' at once. Without a champion it becomes it in any case." };
        var ablate = new Option<bool>("--ablate") { Description = "Make no model; tell what each kind of feature brings, by models trained without it." };
        var engine = new Option<string?>("--engine") { Description = "What finds the weights: builtin, or mlnet where it is built in. Default: Training:Engine in appsettings.json." };
        var trainer = new Option<string?>("--trainer") { Description = "Which trainer of the engine; mlnet has sdca (its default) and lbfgs." };
        var gate = new GateOptions(models);
        var command = new Command("train", "Train a model; the same samples and word lists give the same model file, byte for byte. The champion stays who it is unless --promote is given.")
        {
            samples, also, lexicon, seed, month, promote, ablate, engine, trainer,
        };
        gate.AddTo(command);
        command.SetAction((parsed, _) => Cli.GuardAsync(() => Task.FromResult(Run(parsed))));
        return command;

        int Run(ParseResult parsed)
        {
            var output = parsed.InvocationConfiguration.Output;
            var (from, words) = (parsed.GetRequiredValue(samples), parsed.GetRequiredValue(lexicon));
            var choice = TrainerEngines.Named(parsed.GetValue(engine) ?? Settings.Of<TrainerOptions>(TrainerOptions.Section).Engine, parsed.GetValue(trainer));
            if (parsed.GetValue(ablate)) return Ablate(new Ablation(choice.Make(), new TrainingOptions(), from, words), output);

            var name = $"keberpihakan-{parsed.GetValue(month) ?? ThisMonth()}";
            var run = new TrainingRun(choice.Make(), new TrainingOptions());
            var model = gate.Proof(parsed).Of(run.Run(from, words, name, parsed.GetValue(seed), parsed.GetValue(also)));
            if (choice.Engine != TrainerEngines.BuiltIn) model = model with { Card = model.Card with { Trainers = Compare(from, words) } };
            var folder = TrainingRun.Write(model, parsed.GetRequiredValue(models));
            output.WriteLine(Summary(folder, model.Card));
            return Settle(parsed, folder, model.Card.Id);
        }

        int Settle(ParseResult parsed, string folder, string id)
        {
            var (place, output) = (parsed.GetRequiredValue(models), parsed.InvocationConfiguration.Output);
            var champion = ChampionModel.Read(place)?.Model;
            if (champion is null) ChampionModel.Name(place, id);
            else if (champion == id) output.WriteLine("It is the champion already.");
            else if (parsed.GetValue(promote)) return PromoteCommand.Settle(gate.Promotion(parsed, posts: null, PromotionGate.UsualMargin), folder, onlyCheck: false, json: false, output);
            else output.WriteLine($"The champion is still {champion}; 'monitor promote --model {id}' compares the two.");

            return Cli.Ok;
        }
    }

    /// <summary>The whole model by each trainer, so that the card says what the choice of one brings.</summary>
    static List<CardTrainer> Compare(string samples, string lexicon)
    {
        List<CardTrainer> compared = [];
        foreach (var trainer in TrainerEngines.Built.Select(choice => choice.Make()))
        {
            var whole = new Ablation(trainer, new TrainingOptions(), samples, lexicon).Measure().First();
            compared.Add(new CardTrainer(trainer.Name, Math.Round(whole.F1, 4), Math.Round(whole.AveragePrecision, 4)));
        }

        return compared;
    }

    static int Ablate(Ablation ablation, TextWriter output)
    {
        output.WriteLine($"{"trained without",-28} {"F1",6} {"AP",6}  cross-validated over authors");
        foreach (var step in ablation.Measure())
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step.LeftOut,-28} {step.F1,6:0.0000} {step.AveragePrecision,6:0.0000}"));

        return Cli.Ok;
    }

    static string Summary(string folder, ModelCard card)
    {
        var cv = card.CrossValidation;
        return string.Create(CultureInfo.InvariantCulture,
            $"{folder}\n{cv.Partisan + cv.Neutral} samples, cross-validated: F1 {cv.F1.Value:0.000}, average precision {cv.AveragePrecision.Value:0.000}, threshold {card.Threshold:0.000}");
    }

    static string ThisMonth() => TimeProvider.System.GetLocalNow().ToString("yyyy-MM", CultureInfo.InvariantCulture);

    static Option<string> Folder(string name, string path, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => path };
}
