namespace Monitor.Roster;

/// <summary>The roster as it stands now: looks at the file's time and size whenever it is asked, and reads it again when they changed.</summary>
/// <remarks>Needs no watcher, which would miss changes on network shares. Safe for use from several threads.</remarks>
sealed class RosterSource(string path, byte[] pseudonymKey)
{
    readonly Lock _gate = new();
    RosterState? _state;
    (DateTime ChangedAt, long Length)? _read;

    /// <summary>The present roster: of the file where it can be used, else the last good one.</summary>
    public RosterState Current()
    {
        lock (_gate)
        {
            // Looked at before reading: a change during reading is then seen as a change the next time.
            var stamp = Stamp();
            if (_state is not null && stamp is not null && stamp == _read) return _state = _state with { WasRead = false };

            var reading = RosterFile.Load(path, pseudonymKey);
            // A file that is away or locked is tried again each time, and reported once.
            var isNews = !reading.CouldNotBeOpened || _state is null || !reading.Faults.SequenceEqual(_state.Faults);
            _read = reading.CouldNotBeOpened ? null : stamp;
            var lastGood = reading.Roster ?? _state?.Roster;
            return _state = new RosterState(lastGood, reading.Faults, isNews, IsOlder: reading.Roster is null && lastGood is not null);
        }
    }

    (DateTime ChangedAt, long Length)? Stamp()
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : null;
    }
}

/// <summary>What <see cref="RosterSource"/> gives.</summary>
/// <param name="Roster">The people; null when no good file was ever read.</param>
/// <param name="Faults">Faults of the file as it stands, whether it could be used or not.</param>
/// <param name="WasRead">The file was read just now: show the faults and write the journal.</param>
/// <param name="IsOlder">The file cannot be used, and the roster is that of an earlier one.</param>
sealed record RosterState(StaffRoster? Roster, IReadOnlyList<RosterFault> Faults, bool WasRead, bool IsOlder);
