using System.CommandLine;
using Monitor.Commands;

var root = new RootCommand("Watches a folder of social-media exports and flags posts that people should review for partisanship. It flags, people judge.")
{
    RunCommand.Build(),
    DemoCommand.Build(),
    IngestCommand.Build(),
    InspectCommand.Build(),
    DigestCommand.Build(),
    FlagsCommand.Build(),
    ReceiptsCommand.Build(),
    VerifyCommand.Build(),
    BackupCommand.Build(),
    RebuildCommand.Build(),
    RetainCommand.Build(),
    TrainCommand.Build(),
    EvaluateCommand.Build(),
    PromoteCommand.Build(),
    ClassifyCommand.Build(),
    LabelsCommand.Build(),
};
root.SetAction((_, stopping) => Cli.GuardAsync(() => RunCommand.RunAsync(dataFolder: null, stopping)));

var parsed = root.Parse(args);
var exitCode = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? Cli.Failed : exitCode;

