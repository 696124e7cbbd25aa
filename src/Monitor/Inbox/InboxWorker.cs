using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Monitor.Inbox;

/// <summary>Sweeps the inbox on start, on a timer, and sooner when a file event says "look again".</summary>
sealed partial class InboxWorker(
    ExportInbox inbox, DataFolder folder, IOptions<InboxOptions> options, InboxHealth health, TimeProvider time, ILogger<InboxWorker> log) : BackgroundService
{
    /// <summary>Holds one hint at most: events are lost and doubled anyway, and the sweep is the truth.</summary>
    readonly Channel<bool> _hints = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watcher = Watch();
        await inbox.RecoverAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await SweepAsync(stoppingToken);
            await NextLookAsync(stoppingToken);
        }
    }

    async Task SweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            await inbox.SweepAsync(stoppingToken);
            health.Swept();
        }
        catch (RosterNotUsableException)
        {
            // Said once where the roster was read; the clerk finds roster.periksa.txt beside it.
            health.WaitsForRoster();
        }
    }

    async Task NextLookAsync(CancellationToken stoppingToken)
    {
        // A file being waited for gives no further event, so the look after its settle time must come by itself.
        var wait = inbox.AnyWaiting && options.Value.SettleTime < options.Value.SweepEvery ? options.Value.SettleTime : options.Value.SweepEvery;
        using var timer = new CancellationTokenSource(wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, timer.Token);
        try
        {
            await _hints.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // The timer ran out: time for the next look.
        }
    }

    FileSystemWatcher? Watch()
    {
        try
        {
            var watcher = new FileSystemWatcher(folder.Inbox) { IncludeSubdirectories = true };
            watcher.Created += (_, _) => _hints.Writer.TryWrite(true);
            watcher.Renamed += (_, _) => _hints.Writer.TryWrite(true);
            watcher.Error += (_, _) => _hints.Writer.TryWrite(true);
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (IOException unwatchable)
        {
            NotWatching(unwatchable);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "File events are not available here; the inbox is swept on the timer only")]
    partial void NotWatching(Exception reason);
}
