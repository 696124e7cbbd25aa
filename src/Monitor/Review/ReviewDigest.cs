using Monitor.Digests;
using Monitor.Review.Measures;

namespace Monitor.Review;

/// <summary>What the review side tells a digest.</summary>
/// <param name="reviews">Over the store that the digest is made from.</param>
/// <param name="due">Days and contests.</param>
/// <param name="zone">In which days begin.</param>
sealed class ReviewDigest(IReviewStore reviews, CurrentDueDates due, TimeZoneInfo zone)
{
    /// <summary>Deadlines that are listed; the rest are counted.</summary>
    const int Listed = 30;

    /// <summary>Days ahead that count as near.</summary>
    const int Near = 3;

    /// <summary>Days over which steps are compared; fewer would say too little.</summary>
    const int Compared = 90;

    static readonly (string Label, int From, int To)[] Ages = [("sampai 1 hari", 0, 1), ("2–3 hari", 1, 3), ("4–7 hari", 3, 7), ("lebih dari 7 hari", 7, 10_000)];

    public async Task<DigestWork> OfDayAsync(DateOnly day, DateOnly today, int printed, CancellationToken cancellationToken)
    {
        var waiting = await reviews.DueAsync(today, today.AddDays(Near), Listed, cancellationToken);
        var numbers = await reviews.NumbersAsync(Midnight(day.AddDays(1 - Compared)), Midnight(day.AddDays(1)), settledBefore: null, cancellationToken);
        return new DigestWork
        {
            Deadlines = [.. waiting.Nearest.Select(item => new Deadline(item.FlagId, item.DueOn, ReviewWords.Of(item.Status)))],
            Overdue = waiting.Overdue,
            DueSoon = waiting.DueSoon,
            ClockChecked = due().Clock.File.Checked,
            Decisions = await reviews.DecisionsAsync(Midnight(day), Midnight(day.AddDays(1)), cancellationToken),
            Raised = await reviews.RaisedAsync(Midnight(day), Midnight(day.AddDays(1)), printed, cancellationToken),
            OpenByAge = await OpenByAgeAsync(Midnight(day.AddDays(1)), cancellationToken),
            Imbalances = [.. Symmetry.Of(numbers.Contestants).SelectMany(Imbalances)],
        };
    }

    async Task<IReadOnlyList<OpenAge>> OpenByAgeAsync(DateTimeOffset to, CancellationToken cancellationToken)
    {
        List<OpenAge> open = [];
        foreach (var (label, least, most) in Ages) open.Add(new OpenAge(label, await reviews.OpenAsync(to.AddDays(-most), to.AddDays(-least), cancellationToken)));
        return open;
    }

    IEnumerable<Imbalance> Imbalances(Symmetry row)
    {
        var contest = due().Contests.Contests.FirstOrDefault(contest => contest.Id == row.ContestId);
        var contestant = contest?.Contestants.FirstOrDefault(contestant => contestant.Id == row.ContestantId);
        return row.Differences.Select(difference => new Imbalance(
            contest?.Name ?? row.ContestId, contestant?.Name ?? row.ContestantId,
            ReviewWords.Of(difference.Step),
            difference.Own.Share, difference.Own.Low, difference.Own.High, difference.Rest.Share));
    }

    DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
