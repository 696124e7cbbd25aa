using Microsoft.Extensions.Options;

namespace Monitor.Review.Retention;

/// <summary>Lets go of what is past its time, at start and each day at the set local time; soon again where something was in the way.</summary>
sealed partial class RetentionWorker(
    RetentionRun run, IReviewStore reviews, CurrentDueDates due, IOptions<RetentionOptions> options, TimeZoneInfo zone, TimeProvider time, ILogger<RetentionWorker> log) : BackgroundService
{
    static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var isDone = await TryRunAsync(stoppingToken);
            await Task.Delay(isDone || UntilNext() < Again ? UntilNext() : Again, time, stoppingToken);
        }
    }

    async Task<bool> TryRunAsync(CancellationToken stoppingToken)
    {
        try
        {
            await reviews.CatchUpAsync(due(), wholly: true, stoppingToken);
            return (await run.RunAsync(stoppingToken)).IsClean;
        }
        catch (IOException away)
        {
            Postponed(away.GetType().Name, away.HResult);
            return false;
        }
    }

    TimeSpan UntilNext()
    {
        var wait = options.Value.At - TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).TimeOfDay;
        return wait > TimeSpan.Zero ? wait : wait + TimeSpan.FromDays(1);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Files past their time could not be read ({Error}, {Code:x8}); tried again soon")]
    partial void Postponed(string error, int code);
}
