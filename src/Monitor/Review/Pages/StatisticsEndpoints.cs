using System.Globalization;
using Microsoft.Extensions.Options;
using Monitor.Flags;
using Monitor.Review.Measures;
using Monitor.Review.SignIn;

namespace Monitor.Review.Pages;

/// <summary>Statistik and Uji petik: what the work says about model and people, without anybody's name.</summary>
static class StatisticsEndpoints
{
    /// <summary>Days that are hidden from those who judge: two of Bawaslu's seven-day terms, after which little is still undecided.</summary>
    public const int HiddenDays = 14;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/statistik", async (HttpContext context, StatisticsCache cache, CurrentDueDates due) =>
            Web.Page<StatisticsPage>(Web.Frame(context), await ModelAsync(context, cache, due))).RequireAuthorization(Policies.Statistics);
        routes.MapGet("/uji-petik", async (HttpContext context, StatisticsCache cache, CurrentDueDates due) =>
            Web.Page<BlindSamplePage>(Web.Frame(context), await ModelAsync(context, cache, due))).RequireAuthorization(Policies.Sampling);
    }

    static async Task<StatisticsModel> ModelAsync(HttpContext context, StatisticsCache cache, CurrentDueDates due)
    {
        var frame = Web.Frame(context);
        // Whoever judges sees nothing of the days whose flags may still lie before them: the numbers would tell which of those are samples.
        var judges = frame.Viewer is { Judges: true };
        var last = judges ? frame.Today.AddDays(-HiddenDays) : frame.Today;
        var until = Day(context, "sampai") ?? last;
        if (until > last) until = last;
        var from = Day(context, "dari") ?? until.AddDays(-89);
        if (from > until) from = until;

        var statistics = await cache.OfAsync(Midnight(from, frame.Zone), Midnight(until.AddDays(1), frame.Zone), context.RequestAborted);
        var names = due().Contests.Contests.SelectMany(contest => contest.Contestants.Select(contestant =>
            ((contest.Id, contestant.Id), contest.Name + " · " + contestant.Name))).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        return new StatisticsModel(from, until, statistics, names, judges ? HiddenDays : 0);
    }

    static DateOnly? Day(HttpContext context, string key) =>
        DateOnly.TryParseExact(context.Request.Query[key], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2200 ? day : null;

    static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}

/// <param name="From">First local day.</param>
/// <param name="Until">Last local day.</param>
/// <param name="Statistics">What they say.</param>
/// <param name="Names">Contest and contestant by their ids.</param>
/// <param name="HiddenDays">Days up to today of which the viewer may not know; 0 for none.</param>
public sealed record StatisticsModel(
    DateOnly From, DateOnly Until, ReviewStatistics Statistics, IReadOnlyDictionary<(string Contest, string Contestant), string> Names, int HiddenDays);

/// <summary>
/// Counts a period anew when something was journalled since, as every change that counts is, and after a minute: a decision counts once it
/// can no longer be taken back.
/// </summary>
sealed class StatisticsCache(IReviewStore reviews, IFlagStore flags, IOptions<ReviewOptions> options, TimeProvider time)
{
    const int Most = 20;

    static readonly TimeSpan Oldest = TimeSpan.FromMinutes(1);

    readonly Lock _one = new();
    readonly Dictionary<(DateTimeOffset From, DateTimeOffset To), (long Journal, DateTimeOffset At, ReviewStatistics Statistics)> _known = [];

    public async Task<ReviewStatistics> OfAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var journal = (await flags.HeadAsync(cancellationToken)).Length;
        lock (_one)
        {
            if (_known.TryGetValue((from, to), out var kept) && kept.Journal == journal && now - kept.At < Oldest) return kept.Statistics;
        }

        var statistics = ReviewStatistics.Of(await reviews.NumbersAsync(from, to, now - options.Value.UndoTime, cancellationToken), options.Value.RecheckShare);
        lock (_one)
        {
            if (_known.Count >= Most) _known.Clear();
            _known[(from, to)] = (journal, now, statistics);
        }

        return statistics;
    }
}
