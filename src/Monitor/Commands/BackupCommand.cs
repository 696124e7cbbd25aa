using System.CommandLine;
using System.Globalization;

namespace Monitor.Commands;

/// <summary><c>monitor backup</c>: writes a sound copy of the store, also while the service runs.</summary>
static class BackupCommand
{
    public static Command Build()
    {
        var file = new Argument<FileInfo?>("file")
        {
            Description = "Where the copy goes; an existing file is never overwritten. Default: cadangan/ in the data folder, where retention finds it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var data = Cli.DataOption();
        var command = new Command("backup", "Copy the store while it is in use. To restore, stop Monitor and put the copy in the place of monitor.db, without -wal and -shm.") { file, data };
        command.SetAction((parsed, stopping) => Cli.GuardAsync(async () =>
        {
            await using var store = await StoreReading.OpenAsync(parsed.GetValue(data), stopping);
            var path = parsed.GetValue(file)?.FullName ?? StoreReading.Folder(parsed.GetValue(data)).BackupAt(TimeProvider.System.GetUtcNow());
            var head = await store.BackupAsync(path, stopping);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Journal anchor: {head.Length}:{head.Hash}"));
            return Cli.Ok;
        }));
        return command;
    }
}
