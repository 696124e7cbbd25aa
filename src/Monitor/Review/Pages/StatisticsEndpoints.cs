using System.Globalization;
using Microsoft.Extensions.Options;
using Monitor.Flags;
using Monitor.Review.Measures;
using Monitor.Review.SignIn;

namespace Monitor.Review.Pages;

/// <summary>Statistik and Uji petik: what the work says about model and people, without anybody's name.</summary>
static class StatisticsEndpoints
{
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
        var until = Day(context, "sampai") ?? frame.Today;
        var from = Day(context, "dari") ?? until.AddDays(-89);
        if (from > until) from = until;

        var statistics = await cache.OfAsync(Midnight(from, frame.Zone), Midnight(until.AddDays(1), frame.Zone), context.RequestAborted);
        var names = due().Contests.Contests.SelectMany(contest => contest.Contestants.Select(contestant =>
            ((contest.Id, contestant.Id), contest.Name + " · " + contestant.Name))).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        return new StatisticsModel(from, until, statistics, names);
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
public sealed record StatisticsModel(DateOnly From, DateOnly Until, ReviewStatistics Statistics, IReadOnlyDictionary<(string Contest, string Contestant), string> Names);

/// <summary>Counts a period anew only when something was journalled since: every change that counts is.</summary>
sealed class StatisticsCache(IReviewStore reviews, IFlagStore flags, IOptions<ReviewOptions> options)
{
    const int Most = 20;

    readonly Lock _one = new();
    readonly Dictionary<(DateTimeOffset From, DateTimeOffset To), (long Journal, ReviewStatistics Statistics)> _known = [];

    public async Task<ReviewStatistics> OfAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var journal = (await flags.HeadAsync(cancellationToken)).Length;
        lock (_one)
        {
            if (_known.TryGetValue((from, to), out var kept) && kept.Journal == journal) return kept.Statistics;
        }

        var statistics = ReviewStatistics.Of(await reviews.NumbersAsync(from, to, cancellationToken), options.Value.RecheckShare);
        lock (_one)
        {
            if (_known.Count >= Most) _known.Clear();
            _known[(from, to)] = (journal, statistics);
        }

        return statistics;
    }
}
