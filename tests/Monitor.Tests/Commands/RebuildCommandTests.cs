using System.CommandLine;
using Monitor.Commands;
using Monitor.Flags;
using Monitor.Review.Sqlite;
using Monitor.Tests.Support;

namespace Monitor.Tests.Commands;

/// <summary>The real samples, read, backed up, lost and made anew.</summary>
public sealed class RebuildCommandTests : IDisposable
{
    readonly TemporaryFolder _data = new();
    readonly DataFolder _folder;

    public RebuildCommandTests()
    {
        _folder = new DataFolder(_data.Path);
        Directory.CreateDirectory(_folder.Done);
        File.Copy(Path.Combine(Samples.Folder(""), "roster.xlsx"), _folder.Roster);
    }

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task ASoundStoreIsLeftAlone()
    {
        await IngestAsync("tweet-harvest");
        var before = await File.ReadAllBytesAsync(_folder.Store);

        var (exit, output) = await RunAsync(RebuildCommand.Build());

        Assert.Equal(Cli.Ok, exit);
        Assert.Contains("sound", output, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.Store));
    }

    [Fact]
    public async Task ADamagedStoreIsMadeOfTheNewestSoundBackupAndTheFilesThatCameAfterIt()
    {
        await IngestAsync("tweet-harvest");
        await RunAsync(BackupCommand.Build());
        await IngestAsync("tabel");
        var before = await ContentAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder.Backups, "monitor-99990101-000000000.db"), "bukan basis data");
        await using (var file = new FileStream(_folder.Store, FileMode.Open)) file.SetLength(file.Length / 2);

        var (exit, output) = await RunAsync(RebuildCommand.Build());

        Assert.Equal(Cli.Ok, exit);
        Assert.Contains("Kept files read again: 1; known to the backup: 1", output, StringComparison.Ordinal);
        Assert.Equal(before, await ContentAsync());
        Assert.Single(Directory.GetFiles(_data.Path, "monitor.db.rusak-*"));
    }

    [Fact]
    public async Task AStoreThatIsGoneIsMadeOfTheKeptFiles()
    {
        await IngestAsync("tweet-harvest");
        await IngestAsync("tabel");
        var before = await ContentAsync();
        File.Delete(_folder.Store);

        var (exit, output) = await RunAsync(RebuildCommand.Build());

        Assert.Equal(Cli.Ok, exit);
        Assert.Contains("Kept files read again: 2; known to the backup: 0", output, StringComparison.Ordinal);
        var after = await ContentAsync();
        // Without a backup the secret is a new one, and with it the pseudonyms.
        Assert.Equal((before.Flags.Length, before.Scored), (after.Flags.Length, after.Scored));
    }

    /// <summary>Reads the samples of one kind and puts them where the inbox would.</summary>
    async Task IngestAsync(string samples)
    {
        foreach (var file in Directory.EnumerateFiles(Samples.Folder("exports/" + samples)).Where(path => !path.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(1))
        {
            var kept = Path.Combine(_folder.Done, Path.GetFileName(file));
            File.Copy(file, kept);
            await RunAsync(IngestCommand.Build(), kept);
        }
    }

    async Task<(string Flags, long Scored)> ContentAsync()
    {
        await using var store = new SqliteEngine().Flags(_folder.Store, TimeProvider.System, StoreAccess.Read);
        await store.OpenAsync(default);
        Assert.Empty((await store.VerifyAsync(null, default)).Faults);
        var flags = await store.FlagsAsync(new FlagQuery(Limit: int.MaxValue), default);
        var receipts = await store.ReceiptsAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default);
        return (string.Join('\n', flags.Select(flag => $"{flag.Id} {flag.Post.Text}").Order(StringComparer.Ordinal)), receipts.Sum(receipt => receipt.Counts.Scored));
    }

    async Task<(int Exit, string Output)> RunAsync(Command command, params string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        var exit = await command.Parse([.. arguments, "--data", _data.Path]).InvokeAsync(new InvocationConfiguration { Output = output });
        return (exit, output.ToString());
    }
}
