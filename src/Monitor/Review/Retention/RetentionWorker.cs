using Microsoft.Extensions.Options;

namespace Monitor.Review.Retention;

/// <summary>Lets go of what is past its time, at start and each day at the set local time.</summary>
sealed partial class RetentionWorker(
    RetentionRun run, IReviewStore reviews, CurrentDueDates due, IOptions<RetentionOptions> options, TimeZoneInfo zone, TimeProvider time, ILogger<RetentionWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await reviews.CatchUpAsync(due(), wholly: true, stoppingToken);
                await run.RunAsync(stoppingToken);
            }
            catch (IOException away)
            {
                Postponed(away.GetType().Name, away.HResult);
            }

            await Task.Delay(UntilNext(), time, stoppingToken);
        }
    }

    TimeSpan UntilNext()
    {
        var wait = options.Value.At - TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).TimeOfDay;
        return wait > TimeSpan.Zero ? wait : wait + TimeSpan.FromDays(1);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Files past their time could not be read ({Error}, {Code:x8}); the next day tries again")]
    partial void Postponed(string error, int code);
}
