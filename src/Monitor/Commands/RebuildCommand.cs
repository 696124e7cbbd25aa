using System.CommandLine;
using System.Globalization;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Review;
using Monitor.Review.Retention;

namespace Monitor.Commands;

/// <summary><c>monitor rebuild</c>: makes a damaged store anew from the newest sound backup and the files that were kept.</summary>
static class RebuildCommand
{
    public static Command Build()
    {
        var data = Cli.DataOption();
        var command = new Command(
            "rebuild", "Make a store anew that is damaged or gone: sets the old file aside, puts the newest sound backup from cadangan/ in its place, and reads the kept files in selesai/ and ditolak/ again that the backup does not know. A sound store is left alone. What people decided after the backup was made is lost.")
        {
            data,
        };
        command.SetAction((parsed, stopping) => Cli.GuardAsync(() => RunAsync(parsed.GetValue(data), parsed.InvocationConfiguration.Output, stopping)));
        return command;
    }

    static async Task<int> RunAsync(string? dataFolder, TextWriter output, CancellationToken stopping)
    {
        using var host = MonitorHost.BuildTool(dataFolder);
        var (folder, engine, time) = (host.Services.GetRequiredService<DataFolder>(), host.Services.GetRequiredService<IStoreEngine>(), host.Services.GetRequiredService<TimeProvider>());
        folder.Prepare(MonitorHost.SamplesFolder);
        if (await IsSoundAsync(engine, folder.Store, stopping))
        {
            await output.WriteLineAsync("The store is sound; nothing was changed.");
            return Cli.Ok;
        }

        foreach (var aside in SetAside(folder.Store, time.GetUtcNow())) await output.WriteLineAsync($"Set aside: {aside}. It still holds people's words; delete it when it is no longer needed.");
        var backup = await RestoreAsync(engine, folder, stopping);
        await output.WriteLineAsync(backup is null ? "No sound backup in cadangan/: the store begins anew." : $"Backup: {backup}");

        await using var store = host.Services.GetRequiredService<IFlagStore>();
        await store.OpenAsync(stopping);
        var (read, known) = await ReadKeptAsync(store, host.Services.GetRequiredService<ExportPipeline>(), folder, stopping);
        var detail = ReviewEntries.Detail(("rebuilt", true), ("backup", backup is not null), ("filesRead", read), ("filesKnown", known));
        var head = await store.AppendAsync(new JournalEntry(JournalKind.ConfigurationChanged, time.GetUtcNow(), Environment.UserName, "store", detail), stopping);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Kept files read again: {read}; known to the backup: {known}\nJournal anchor: {head.Length}:{head.Hash}"));
        return Cli.Ok;
    }

    /// <exception cref="StoreException">Nothing is wrong with the file that a rebuild would mend: it is in use, too new, or another program's.</exception>
    static async Task<bool> IsSoundAsync(IStoreEngine engine, string path, CancellationToken stopping)
    {
        if (!File.Exists(path)) return false;

        try
        {
            await using var store = engine.Flags(path, TimeProvider.System, StoreAccess.Read);
            await store.OpenAsync(stopping);
            return (await store.VerifyAsync(anchor: null, stopping)).Faults.Count == 0;
        }
        catch (StoreException error) when (error.Damaged)
        {
            return false;
        }
    }

    /// <summary>A backup that does not open for whatever reason is passed over for an older one.</summary>
    static async Task<bool> IsBackupSoundAsync(IStoreEngine engine, string path, CancellationToken stopping)
    {
        try
        {
            return await IsSoundAsync(engine, path, stopping);
        }
        catch (StoreException)
        {
            return false;
        }
    }

    /// <summary>The store's file with whatever its engine keeps beside it; the lock stays.</summary>
    static List<string> SetAside(string store, DateTimeOffset at)
    {
        List<string> moved = [];
        var ending = string.Create(CultureInfo.InvariantCulture, $".rusak-{at.UtcDateTime:yyyyMMdd-HHmmss}");
        foreach (var part in (string[])[store, store + "-wal", store + "-shm", store + "-log"])
        {
            if (!File.Exists(part)) continue;

            File.Move(part, part + ending);
            moved.Add(part + ending);
        }

        return moved;
    }

    /// <summary>Tries the newest first. What is tried is a copy, so that no backup is touched.</summary>
    static async Task<string?> RestoreAsync(IStoreEngine engine, DataFolder folder, CancellationToken stopping)
    {
        foreach (var backup in new KeptFiles(folder).Backups().Where(path => Path.GetExtension(path) == ".db").Reverse())
        {
            var tried = folder.Store + ".new";
            File.Copy(backup, tried, overwrite: true);
            var sound = await IsBackupSoundAsync(engine, tried, stopping);
            File.Delete(tried + ".lock");
            if (sound)
            {
                File.Move(tried, folder.Store);
                return backup;
            }

            File.Delete(tried);
        }

        return null;
    }

    static async Task<(int Read, int Known)> ReadKeptAsync(IFlagStore store, ExportPipeline pipeline, DataFolder folder, CancellationToken stopping)
    {
        var (read, known) = (0, 0);
        var kept = new KeptFiles(folder).ReceivedBefore(DateTimeOffset.MaxValue).Where(file => !file.IsCopy);
        foreach (var file in kept.OrderBy(file => File.GetLastWriteTimeUtc(file.Path)).ToList())
        {
            if ((await store.FindFileAsync(await KeptFiles.Sha256Async(file.Path, stopping), stopping))?.Receipt is not null)
            {
                known++;
                continue;
            }

            var receipt = await pipeline.ProcessAsync(file.Path, Path.GetFileName(file.Path), progress: null, stopping);
            await pipeline.MarkMovedAsync(receipt, file.Path);
            read++;
        }

        return (read, known);
    }
}
