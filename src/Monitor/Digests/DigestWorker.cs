using Microsoft.Extensions.Options;

namespace Monitor.Digests;

/// <summary>Writes yesterday's digest each day at the set local time, and at start when that was missed; mails it once.</summary>
sealed partial class DigestWorker(
    DigestWriter writer, DigestMailer mailer, IOptions<DigestOptions> options, IOptions<MonitorOptions> monitor, TimeProvider time, ILogger<DigestWorker> log) : BackgroundService
{
    static readonly TimeSpan MailAgain = TimeSpan.FromMinutes(30);

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

            var isMailed = await mailer.SendAsync(due, stoppingToken);
            var wait = UntilNext(TimeZoneInfo.ConvertTime(time.GetUtcNow(), _zone));
            await Task.Delay(isMailed || wait < MailAgain ? wait : MailAgain, time, stoppingToken);
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
