using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Monitor.Classification;
using Monitor.Training;

namespace Monitor.Commands;

/// <summary><c>monitor promote</c>: makes a model the champion when it is no worse than the one there is.</summary>
static class PromoteCommand
{
    static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static Command Build()
    {
        var model = new Option<string?>("--model") { Description = "The challenger: an id in the folder of models, or the folder of a model elsewhere. Default: the only one that is not the champion." };
        var on = new Option<string?>("--on")
        {
            Description = "Posts that the agency has labelled and keeps from training, a JSON object a line: id, text, label. The labelled samples prove nothing here, since both models saw them.",
        };
        var check = new Option<bool>("--check") { Description = "Compare, and name nobody." };
        var back = new Option<bool>("--rollback") { Description = "Go back to the champion before this one, without comparing." };
        var margin = new Option<double>("--margin") { Description = "How much worse a measure may be.", DefaultValueFactory = _ => PromotionGate.UsualMargin };
        var json = Cli.JsonOption();
        var models = new Option<string>("--models") { Description = "Folder of models with champion.json.", DefaultValueFactory = _ => "models" };
        var command = new Command(
            "promote", "Compare a model with the champion on what neither was trained on, and make it the champion. Exit code 1 when it is worse beyond the margin; each reason is named.")
        {
            model, on, check, back, margin, json,
        };
        var places = GateOptions.In(command, models);
        command.SetAction((parsed, _) => Cli.GuardAsync(() => Task.FromResult(Run(parsed))));
        return command;

        int Run(ParseResult parsed)
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(back)) return RollBack(parsed.GetRequiredValue(models), output);

            var promotion = places.Promotion(parsed, parsed.GetValue(on), parsed.GetValue(margin));
            var challenger = promotion.ChallengerFolder(parsed.GetValue(model));
            return Settle(promotion, challenger, parsed.GetValue(check), parsed.GetValue(json), output);
        }
    }

    /// <summary>Judges the challenger, names it when it may be, and tells.</summary>
    public static int Settle(Promotion promotion, string challenger, bool onlyCheck, bool json, TextWriter output)
    {
        var report = promotion.Judge(challenger);
        if (report.Accepted && !onlyCheck) promotion.Name(challenger);
        output.WriteLine(json ? JsonSerializer.Serialize(report, Json) : Text(report, onlyCheck));
        return report.Accepted ? Cli.Ok : Cli.FoundWrong;
    }

    static int RollBack(string models, TextWriter output)
    {
        var champion = ChampionModel.RollBack(models);
        output.WriteLine($"{champion.Model} is the champion again; {champion.Previous} was before.");
        return Cli.Ok;
    }

    static string Text(PromotionReport report, bool onlyCheck)
    {
        List<string> lines = [$"champion   {report.Champion ?? "-"}", $"challenger {report.Challenger}"];
        if (report.Note is { } note) lines.Add(note);
        if (report.Comparisons.Count > 0) lines.Add($"\n{"measure",-44} {"items",7} {"champion",10} {"challenger",10}  change (95 %)");
        lines.AddRange(report.Comparisons.Select(Line));
        lines.Add("");
        lines.AddRange(report.Refusals.Select(reason => "- " + reason));
        lines.Add((report.Accepted, onlyCheck) switch
        {
            (false, _) => "Refused: the champion stays.",
            (true, true) => "It may become the champion.",
            _ => $"{report.Challenger} is the champion; 'monitor promote --rollback' goes back.",
        });
        return string.Join('\n', lines);
    }

    static string Line(ModelComparison one) => string.Create(
        CultureInfo.InvariantCulture,
        $"{one.Measure,-44} {one.Items,7} {one.Champion,10:0.0000} {one.Challenger,10:0.0000}  {(one.Change is { } change ? string.Create(CultureInfo.InvariantCulture, $"{change.Value:+0.0000;-0.0000;0.0000} ({change.Low:+0.0000;-0.0000;0.0000} to {change.High:+0.0000;-0.0000;0.0000})") : "-")}");
}
