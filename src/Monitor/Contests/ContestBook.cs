using Monitor.Roster;

namespace Monitor.Contests;

/// <summary>All contests that the agency watches or watched. Immutable.</summary>
sealed class ContestBook
{
    /// <summary>
    /// Instants (UTC ticks) at which the set of open contests or a phase changes, ascending; between two of them all posts share one
    /// list, so that placing a post is one binary search.
    /// </summary>
    readonly long[] _changes;

    /// <summary>What is open from each change on; one longer than <see cref="_changes"/>, the first before them all.</summary>
    readonly IReadOnlyList<OpenContest>[] _open;

    readonly IReadOnlyList<OpenContest> _allUnknown;

    public ContestBook(IReadOnlyList<Contest> contests, string sha256)
    {
        (Contests, Sha256) = (contests, sha256);
        var zones = contests.Select(contest => contest.TimeZone).Distinct().ToDictionary(id => id, TimeZoneInfo.FindSystemTimeZoneById);
        _allUnknown = [.. contests.Select(contest => new OpenContest(contest, Phase.Unknown))];
        _changes = [.. contests.SelectMany(contest => ChangesOf(contest.Calendar).Select(day => Midnight(day, zones[contest.TimeZone]))).Distinct().Order()];
        _open = [[], .. _changes.Select(change => OpenOn(new DateTimeOffset(change, TimeSpan.Zero), zones))];
    }

    public IReadOnlyList<Contest> Contests { get; }

    /// <summary>SHA-256 over the contest files, for the journal.</summary>
    public string Sha256 { get; }

    /// <summary>The post with the contests whose window holds its local day.</summary>
    public PostInContext Place(AttributedPost post) => new(post, OpenAt(post.Post.Time.At));

    /// <summary>The contests whose window holds the local day of the time; all of them, phase unknown, when there is none.</summary>
    public IReadOnlyList<OpenContest> OpenAt(DateTimeOffset? time)
    {
        if (time is not { } at) return _allUnknown;

        var found = Array.BinarySearch(_changes, at.UtcTicks);
        // Not found gives the complement of the next change; the list before that change is the one that holds.
        return _open[found >= 0 ? found + 1 : ~found];
    }

    IReadOnlyList<OpenContest> OpenOn(DateTimeOffset instant, Dictionary<string, TimeZoneInfo> zones) =>
    [
        .. from contest in Contests
           let day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zones[contest.TimeZone]).DateTime)
           let phase = contest.Calendar.PhaseOn(day)
           where phase is not null
           select new OpenContest(contest, phase.Value)
    ];

    static DateOnly[] ChangesOf(ContestCalendar calendar) =>
    [
        calendar.WatchFrom, calendar.Determination, calendar.CampaignFrom, calendar.CampaignTo.AddDays(1), calendar.VotingDay,
        calendar.VotingDay.AddDays(1), calendar.WatchTo.AddDays(1),
    ];

    static long Midnight(DateOnly day, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified), zone).Ticks;
}
