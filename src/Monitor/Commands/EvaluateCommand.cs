using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Monitor.Training;

namespace Monitor.Commands;

/// <summary><c>monitor evaluate</c>: measures the model on labelled posts that it was not trained on.</summary>
static class EvaluateCommand
{
    const int Draws = 1000;
    static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static Command Build()
    {
        var input = new Option<string>("--in") { Description = "Labelled posts, a JSON object a line: id, text, label, category.", Required = true };
        var (model, contests, json) = (ClassifierOptions.Model(), ClassifierOptions.Contests(), Cli.JsonOption());
        var command = new Command("evaluate", "Measure the model on labelled posts; 'unsure' ones are left out of F1 and told apart.") { input, model, contests, json };
        command.SetAction((parsed, _) => Cli.GuardAsync(() => Task.FromResult(
            Run(parsed.GetRequiredValue(input), parsed.GetRequiredValue(model), parsed.GetRequiredValue(contests), parsed.GetValue(json)))));
        return command;
    }

    static int Run(string input, string model, string contests, bool json)
    {
        var classifier = ClassifierOptions.Load(model, ClassifierOptions.LoadContests(contests));
        var posts = LabelledPost.Read(input).ToList();
        if (posts.TrueForAll(post => post.IsUnsure)) throw new InvalidDataException($"{input} holds no post labelled partisan or neutral.");
        var report = ModelReport.Of(classifier, posts, Draws);
        Console.WriteLine(json ? JsonSerializer.Serialize(report, Json) : Text(report));
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
}
