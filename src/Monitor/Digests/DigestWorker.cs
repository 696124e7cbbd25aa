using Microsoft.Extensions.Options;

namespace Monitor.Digests;

/// <summary>Writes yesterday's digest each day at the set local time, and at start when that was missed.</summary>
sealed partial class DigestWorker(
    DigestWriter writer, IOptions<DigestOptions> options, IOptions<MonitorOptions> monitor, TimeProvider time, ILogger<DigestWorker> log) : BackgroundService
{
    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(monitor.Value.TimeZone);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), _zone);
            var due = now.TimeOfDay >= options.Value.At ? writer.Today.AddDays(-1) : writer.Today.AddDays(-2);
            if (!File.Exists(writer.PathOf(due)))
            {
                await writer.WriteAsync(due, journalled: true, stoppingToken);
                Written(due);
            }

            await Task.Delay(UntilNext(now), time, stoppingToken);
        }
    }

    TimeSpan UntilNext(DateTimeOffset now)
    {
        var wait = options.Value.At - now.TimeOfDay;
        return wait > TimeSpan.Zero ? wait : wait + TimeSpan.FromDays(1);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Digest of {Day} written")]
    partial void Written(DateOnly day);
}
