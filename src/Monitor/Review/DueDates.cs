using Monitor.Contests;

namespace Monitor.Review;

/// <summary>The last day for a report, by the clock and the contests that hold now.</summary>
/// <param name="clock">Days and holidays.</param>
/// <param name="contests">Whose kind decides which rule holds.</param>
/// <param name="zone">The agency's, in which days begin.</param>
sealed class DueDates(StatutoryClock clock, ContestBook contests, TimeZoneInfo zone)
{
    readonly Dictionary<string, ContestKind> _kinds = contests.Contests.ToDictionary(contest => contest.Id, contest => contest.Kind);

    /// <summary>Changes when any day may have changed.</summary>
    public string Signature { get; } = $"{clock.Sha256}/{contests.Sha256}/{zone.Id}";

    public StatutoryClock Clock => clock;

    public ContestBook Contests => contests;

    /// <param name="contestIds">The flag's.</param>
    /// <param name="raisedAt">When the agency could know.</param>
    public DateOnly? DueOn(IEnumerable<string> contestIds, DateTimeOffset raisedAt)
    {
        var known = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(raisedAt, zone).DateTime);
        return clock.Nearest(contestIds.Where(_kinds.ContainsKey).Select(id => _kinds[id]), known);
    }
}

/// <summary>Gives the dates that hold now.</summary>
delegate DueDates CurrentDueDates();

/// <summary>Reads clock and contests again when one of their files changed; a change that cannot be read leaves the last good one in force.</summary>
sealed partial class DueDateFiles(DataFolder folder, TimeZoneInfo zone, ILogger<DueDateFiles> log)
{
    readonly Lock _one = new();
    DueDates? _current;
    string _signature = "";

    public DueDates Current()
    {
        lock (_one)
        {
            var signature = Signature();
            if (_current is not null && signature == _signature) return _current;

            try
            {
                _current = new DueDates(StatutoryClock.Load(folder.Clock), ContestFiles.Load(folder.Contests), zone);
            }
            catch (DataFileException wrong) when (_current is not null)
            {
                KeepingLastGood(wrong.Message);
            }

            _signature = signature;
            return _current;
        }
    }

    string Signature() => string.Join('\n', new DirectoryInfo(folder.Contests).EnumerateFiles("*.json").Append(new FileInfo(folder.Clock))
        .OrderBy(file => file.FullName, StringComparer.Ordinal).Select(file => $"{file.FullName}|{(file.Exists ? file.Length : 0)}|{file.LastWriteTimeUtc.Ticks}"));

    [LoggerMessage(Level = LogLevel.Error, Message = "The clock or the contests changed and cannot be used; the last good ones stay in force. {Reason}")]
    partial void KeepingLastGood(string reason);
}
