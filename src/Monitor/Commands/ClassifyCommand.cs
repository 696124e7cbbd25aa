using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Monitor.Classification;

namespace Monitor.Commands;

/// <summary><c>monitor classify</c>: scores a stream of posts, a JSON object a line, in order.</summary>
static class ClassifyCommand
{
    public static Command Build()
    {
        var input = new Option<string>("--in") { Description = "Posts as JSON lines {id, text, time?}; - for standard input.", DefaultValueFactory = _ => "-" };
        var output = new Option<string>("--out") { Description = "Where the scores go, a JSON line each; - for standard output.", DefaultValueFactory = _ => "-" };
        var (model, contests) = (ClassifierOptions.Model(), ClassifierOptions.Contests());
        var reasons = new Option<bool>("--reasons") { Description = "Add the words that spoke for and against." };
        var threads = new Option<int>("--threads") { Description = "Threads that score.", DefaultValueFactory = _ => 1 };
        threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 256) result.AddError("--threads takes a number from 1 to 256.");
        });
        var command = new Command("classify", "Score posts. Exit code 1 when lines could not be read; each is named on standard error.")
        {
            input, output, model, contests, reasons, threads,
        };
        command.SetAction((parsed, stopping) => Cli.GuardAsync(() =>
        {
            var book = ClassifierOptions.LoadContests(parsed.GetRequiredValue(contests));
            var stream = new ScoreStream(
                ClassifierOptions.Load(parsed.GetRequiredValue(model), book), book, parsed.GetValue(reasons), parsed.GetValue(threads));
            return RunAsync(stream, parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), stopping);
        }));
        return command;
    }

    static async Task<int> RunAsync(ScoreStream stream, string input, string output, CancellationToken stopping)
    {
        var from = input == "-" ? Console.OpenStandardInput() : File.OpenRead(input);
        await using var _ = from;
        var to = output == "-" ? Console.OpenStandardOutput() : File.Create(output);
        await using var __ = to;
        var watch = Stopwatch.StartNew();
        Action<long>? progress = Console.IsErrorRedirected ? null : count => Console.Error.Write($"\r{count:N0}");
        var counts = await stream.RunAsync(from, to, Cli.Error, progress, stopping);
        if (progress is not null) Console.Error.Write("\r");
        Cli.Error(string.Create(CultureInfo.InvariantCulture,
            $"{counts.Scored} scored, {counts.Partisan} partisan, {counts.Bad} unreadable, {counts.Scored / watch.Elapsed.TotalSeconds:0} posts/s"));
        return counts.Bad > 0 ? Cli.FoundWrong : Cli.Ok;
    }
}
