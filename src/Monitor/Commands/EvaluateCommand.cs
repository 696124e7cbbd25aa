using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Classification;
using Monitor.Contests;
using Monitor.Learning;
using Monitor.Training;

namespace Monitor.Commands;

/// <summary><c>monitor evaluate</c>: measures the model on labelled posts that it was not trained on, or on the behaviour suites.</summary>
static class EvaluateCommand
{
    const int Draws = 1000;
    const string Suites = "samples/behaviour";

    static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Command Build()
    {
        var input = new Option<string?>("--in") { Description = "Labelled posts, a JSON object a line: id, text, label, category." };
        var behaviour = new Option<string?>("--behaviour")
        {
            Description = $"Folder with behaviour suites; {Suites} when none is named. Exit code 1 when less than 95 % of the neutral speech passes.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var failures = new Option<bool>("--failures") { Description = "With --behaviour: list the cases that failed." };
        var curve = new Option<bool>("--curve")
        {
            Description = "With --in: what would adding some of these posts to the samples bring? A simulation, cross-validated inside the file; no model of it is kept.",
        };
        var card = new Option<bool>("--card") { Description = "With --curve: write its figures, and how the samples differ from these posts, into the model's card; nothing else of the file." };
        var (samples, lexicon) = (Folder("--samples", "samples/labelled"), Folder("--lexicon", "samples/lexicon"));
        var (model, contests, json) = (ClassifierOptions.Model(), ClassifierOptions.Contests(), Cli.JsonOption());
        var command = new Command("evaluate", "Measure the model on labelled posts ('unsure' ones are left out of F1 and told apart), or on behaviour suites.")
        {
            input, behaviour, failures, curve, card, samples, lexicon, model, contests, json,
        };
        command.Validators.Add(parsed =>
        {
            if (((Option[])[input, behaviour]).Count(option => parsed.GetResult(option) is { Implicit: false }) != 1)
                parsed.AddError("Name what to measure on: --in or --behaviour.");
            if (parsed.GetValue(curve) && parsed.GetValue(input) is null) parsed.AddError("--curve needs the posts, with --in.");
            if (parsed.GetValue(card) && !parsed.GetValue(curve)) parsed.AddError("--card goes with --curve.");
        });
        command.SetAction((parsed, _) => Cli.GuardAsync(() => Task.FromResult(Run(parsed))));
        return command;

        int Run(ParseResult parsed)
        {
            var book = ClassifierOptions.LoadContests(parsed.GetRequiredValue(contests));
            if (parsed.GetValue(curve) && parsed.GetValue(input) is { } real)
            {
                var learned = new LearningCurve(parsed.GetRequiredValue(samples), parsed.GetRequiredValue(lexicon), book.Contests).Measure(Read(real));
                if (parsed.GetValue(card)) NoteInCard(parsed, learned, CorpusTables.Compare(LabelledPost.ReadFolder(parsed.GetRequiredValue(samples)), Read(real), Mask(parsed, book)));
                return Write(learned, CurveText, parsed.GetValue(json));
            }

            var classifier = ClassifierOptions.Load(parsed.GetRequiredValue(model), book);
            if (parsed.GetValue(input) is { } posts) return Write(ModelReport.Of(classifier, Read(posts), Draws), Text, parsed.GetValue(json));

            var report = BehaviourReport.Of(classifier, BehaviourSuite.ReadFolder(parsed.GetValue(behaviour) ?? Suites));
            var listed = parsed.GetValue(failures);
            Write(report, one => BehaviourText(one, listed), parsed.GetValue(json));
            return report.LeavesNeutralSpeechAlone ? Cli.Ok : Cli.FoundWrong;
        }

        ContestantMask Mask(ParseResult parsed, ContestBook book) => ClassifierOptions.Load(parsed.GetRequiredValue(model), book).Mask;

        void NoteInCard(ParseResult parsed, CardCurve learned, CardStreet street)
        {
            var folder = ClassifierOptions.FolderOf(parsed.GetRequiredValue(model));
            TrainingRun.WriteCard(ModelCard.Read(folder) with { LearningCurve = learned, Street = street }, folder);
        }
    }

    static List<LabelledPost> Read(string file)
    {
        var posts = LabelledPost.Read(file).ToList();
        return posts.TrueForAll(post => post.IsUnsure) ? throw new InvalidDataException($"{file} holds no post labelled partisan or neutral.") : posts;
    }

    static int Write<T>(T report, Func<T, string> text, bool json)
    {
        Console.WriteLine(json ? JsonSerializer.Serialize(report, Json) : text(report));
        return Cli.Ok;
    }

    static string Text(ModelReport report)
    {
        var all = report.Measures;
        return string.Create(CultureInfo.InvariantCulture, $"""
            model                    {report.Model}
            posts                    {all.Partisan} partisan, {all.Neutral} neutral, {report.Unsure} unsure
            F1 at {report.Threshold:0.000}              {all.F1.Value:0.000} ({all.F1.Low:0.000}–{all.F1.High:0.000})
            precision, recall        {all.Precision:0.000}, {all.Recall:0.000}
            average precision        {all.AveragePrecision.Value:0.000} ({all.AveragePrecision.Low:0.000}–{all.AveragePrecision.High:0.000})
            AUC                      {all.Auc:0.000}
            recall at precision 0.90 {all.RecallAtPrecision90:0.000}
            calibration error        {all.CalibrationError:0.000}
            category macro-F1        {report.CategoryMacroF1:0.000}
            unsure flagged           {report.UnsureFlagged} of {report.Unsure}
            """);
    }

    static string BehaviourText(BehaviourReport report, bool failures)
    {
        var lines = new List<FormattableString>();
        lines.Add($"model {report.Model}, threshold {report.Threshold:0.000}\n");
        lines.AddRange(report.Areas.Select(area => (FormattableString)$"{100 * area.Share,6:0.0} %  {area.Passed,4} of {area.Cases,4}  {area.Name}"));
        lines.Add($"");
        foreach (var result in report.Results.OrderBy(result => result.Passed / (double)result.Suite.Cases.Count))
        {
            lines.Add($"{100.0 * result.Passed / result.Suite.Cases.Count,6:0.0} %  {result.Passed,4} of {result.Suite.Cases.Count,4}  {result.Suite.Name} ({result.Suite.Area})");
            if (failures) lines.AddRange(result.Failures.Select(Line));
        }

        lines.Add($"\n{report.Results.Sum(result => result.Passed)} of {report.Results.Sum(result => result.Suite.Cases.Count)} cases pass");
        if (!report.LeavesNeutralSpeechAlone)
            lines.Add($"Too little of {BehaviourReport.NeutralSpeech} passes; at least {100 * BehaviourReport.NeutralSpeechAim:0} % must.");

        return string.Join('\n', lines.Select(line => line.ToString(CultureInfo.InvariantCulture)));

        static FormattableString Line(BehaviourFailure one) => one.VariantProbability is { } after
            ? $"          {one.Case,3}. {one.Probability:0.000} {one.Text.ReplaceLineEndings(" ")} → {after:0.000} {one.Variant!.ReplaceLineEndings(" ")}" // a variant has a probability
            : (FormattableString)$"          {one.Case,3}. {one.Probability:0.000} {one.Text.ReplaceLineEndings(" ")}";
    }

    static string CurveText(CardCurve curve) => string.Join('\n', curve.Steps.Select(step => string.Create(CultureInfo.InvariantCulture,
        $"{step.Added,5} real posts added: F1 {step.F1:0.000}, average precision {step.AveragePrecision:0.000}"))
        .Prepend(string.Create(CultureInfo.InvariantCulture, $"A simulation, cross-validated inside the file's {curve.Posts} posts:")));

    static Option<string> Folder(string name, string path) =>
        new(name) { Description = $"With --curve: default {path}.", DefaultValueFactory = _ => path };
}
