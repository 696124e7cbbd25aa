using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Monitor.Classification;
using Monitor.Contests;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Roster;
using Monitor.Rules;

namespace Monitor;

/// <summary>Everything a file is judged by, as one consistent set: a file that has begun is finished with the set it began with.</summary>
sealed record WatchList(StaffRoster Roster, ContestBook Contests, FlagPolicy Policy, string ModelId);

/// <summary>There is no roster yet: without one nobody's post may be read, so files wait in the inbox.</summary>
sealed class RosterNotUsableException(string message) : Exception(message);

/// <summary>Gives the set that holds now.</summary>
delegate Task<WatchList> CurrentWatchList(CancellationToken cancellationToken);

/// <summary>
/// Loads roster, contests, rules and model, and again when one of their files has changed. A change that cannot be read leaves the last
/// good set in force and says so; at the start it stops the program.
/// </summary>
sealed partial class WatchLists(
    DataFolder folder, IFlagStore store, IOptions<MonitorOptions> options, TimeProvider time, ILogger<WatchLists> log) : IDisposable
{
    /// <summary>The rule pack in force; another one is a change of this line and of the data folder.</summary>
    const string RulePackFile = "skb-2-2022.json";

    readonly SemaphoreSlim _one = new(1, 1);
    RosterSource? _rosters;
    WatchList? _current;
    string _signature = "";

    public async Task<WatchList> CurrentAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            _rosters ??= new RosterSource(folder.Roster, await store.PseudonymKeyAsync(cancellationToken));
            var roster = _rosters.Current();
            if (roster.WasRead) await ReportAsync(roster, cancellationToken);

            var signature = Signature();
            if (_current is not null && !roster.WasRead && signature == _signature) return _current;

            _current = await LoadAsync(roster.Roster ?? throw new RosterNotUsableException(Unusable(roster)), cancellationToken);
            _signature = signature;
            return _current;
        }
        catch (Exception wrong) when (_current is not null && wrong is DataFileException or InvalidDataException)
        {
            KeepingLastGood(wrong.Message);
            return _current!; // checked by the filter
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    async Task<WatchList> LoadAsync(StaffRoster roster, CancellationToken cancellationToken)
    {
        var contests = ContestFiles.Load(folder.Contests);
        var rules = RuleFiles.Load(Path.Combine(folder.Rules, RulePackFile));
        var classifier = PostClassifier.Load(ChampionModel.FolderIn(ModelsFolder()), contests.Contests);
        if (_current is { } before && before.ModelId != classifier.ModelId) await TellOfModelAsync(before.ModelId, classifier, cancellationToken);
        var detail = JsonSerializer.Serialize(new
        {
            roster = roster.Sha256,
            people = roster.Entries.Count,
            contests = contests.Sha256,
            rules = rules.Sha256,
            model = classifier.ModelId,
        });
        await store.AppendAsync(new JournalEntry(JournalKind.ConfigurationChanged, time.GetUtcNow(), "monitor", "watch-list", detail), cancellationToken);
        Loaded(roster.Entries.Count, contests.Contests.Count, rules.Rows.Count, classifier.ModelId);
        var lot = new SampleLot(await store.PseudonymKeyAsync(cancellationToken), SampleLot.Shares);
        return new WatchList(roster, contests, new FlagPolicy(classifier, rules, lot), classifier.ModelId);
    }

    /// <summary>Files in hand keep the set they began with; flags name the model that raised them, so the entry says which came after which.</summary>
    async Task TellOfModelAsync(string before, PostClassifier now, CancellationToken cancellationToken)
    {
        var detail = JsonSerializer.Serialize(new { before, threshold = now.Threshold });
        await store.AppendAsync(new JournalEntry(JournalKind.ModelChanged, time.GetUtcNow(), "monitor", now.ModelId, detail), cancellationToken);
        ModelChanged(before, now.ModelId);
    }

    string ModelsFolder() => Path.Combine(AppContext.BaseDirectory, options.Value.ModelFolder);

    /// <summary>
    /// Names, sizes and times of all data files: when it stays the same, nothing has to be read again. Of the models only the champion counts; one that is
    /// being trained beside it is none of this service's business.
    /// </summary>
    string Signature()
    {
        var champion = new FileInfo(Path.Combine(ModelsFolder(), ChampionModel.FileName));
        var files = ((string[])[folder.Contests, folder.Rules])
            .Where(Directory.Exists)
            .SelectMany(place => new DirectoryInfo(place).EnumerateFiles("*.json", SearchOption.AllDirectories))
            .OrderBy(file => file.FullName, StringComparer.Ordinal)
            .Concat(champion.Exists ? [champion] : [])
            .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}"));
        return string.Join('\n', files);
    }

    /// <summary>Writes what is wrong with the roster beside it, for the clerk who keeps it; nothing wrong, no file.</summary>
    async Task ReportAsync(RosterState roster, CancellationToken cancellationToken)
    {
        var report = Path.ChangeExtension(folder.Roster, ".periksa.txt");
        if (roster.Faults.Count == 0)
        {
            File.Delete(report);
            return;
        }

        RosterFaults(roster.Faults.Count, roster.Faults.Count(fault => fault.Dropped));
        var lines = roster.Faults.Select(fault => "- " + fault).Prepend(roster.IsOlder
            ? "Roster ini tidak dapat dipakai. Monitor tetap memakai roster lama sampai dibetulkan:"
            : "Ada yang perlu diperiksa dalam roster.xlsx. Baris lain tetap dipakai:");
        await File.WriteAllTextAsync(report, string.Join("\r\n", lines) + "\r\n", cancellationToken);
    }

    static string Unusable(RosterState roster) =>
        "The roster cannot be used; fill in roster.xlsx in the data folder. Files wait in masuk/ until then.\n" + string.Join('\n', roster.Faults.Select(fault => "  " + fault));

    [LoggerMessage(Level = LogLevel.Information, Message = "Judging with {People} people, {Contests} contests, {Rules} rule rows, model {Model}")]
    partial void Loaded(int people, int contests, int rules, string model);

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Before} gives way to {Now}")]
    partial void ModelChanged(string before, string now);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The roster has {Faults} faults; {Dropped} entries are left out. See roster.periksa.txt")]
    partial void RosterFaults(int faults, int dropped);

    [LoggerMessage(Level = LogLevel.Error, Message = "A data file changed and cannot be used; the last good one stays in force. {Reason}")]
    partial void KeepingLastGood(string reason);
}
