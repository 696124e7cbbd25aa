using Monitor.Classification;
using Monitor.Contests;
using Monitor.Flags;
using Monitor.Roster;

namespace Monitor;

/// <summary>Everything a file is judged by, as one consistent set: a file that has begun is finished with the set it began with.</summary>
sealed record WatchList(StaffRoster Roster, ContestBook Contests, FlagPolicy Policy, string ModelId);
