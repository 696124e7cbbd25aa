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

/// <summary>Gives the set that holds now.</summary>
delegate Task<WatchList> CurrentWatchList(CancellationToken cancellationToken);

/// <summary>
/// Loads roster, contests, rules and model from the data folder, and again when one of their files has changed. A change that cannot be
/// read leaves the last good set in force and says so; at the start it stops the program.
/// </summary>
sealed partial class WatchLists(
    DataFolder folder, RosterSource rosters, IFlagStore store, IOptions<MonitorOptions> options, TimeProvider time, ILogger<WatchLists> log) : IDisposable
{
    readonly SemaphoreSlim _one = new(1, 1);
    WatchList? _current;
    string _signature = "";

    public async Task<WatchList> CurrentAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var signature = Signature();
            if (_current is not null && signature == _signature) return _current;

            _current = await LoadAsync(cancellationToken);
            _signature = signature;
            return _current;
        }
        catch (DataFileException wrong) when (_current is not null)
        {
            KeepingLastGood(wrong.Message);
            return _current;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    async Task<WatchList> LoadAsync(CancellationToken cancellationToken)
    {
        var roster = await RosterAsync(cancellationToken);
        var contests = ContestFiles.Load(folder.Contests);
        var rules = RuleFiles.Load(Path.Combine(folder.Rules, "skb-2-2022.json"));
        var classifier = PostClassifier.Load(ModelFolder, contests.Contests);
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
        return new WatchList(roster, contests, new FlagPolicy(classifier, rules), classifier.ModelId);
    }
}
