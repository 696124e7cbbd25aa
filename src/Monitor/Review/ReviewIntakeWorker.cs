namespace Monitor.Review;

/// <summary>Takes up what the pipeline raised while nobody looks, so that the queue is ready when somebody does.</summary>
sealed class ReviewIntakeWorker(IReviewStore store, CurrentDueDates due, TimeProvider time) : BackgroundService
{
    static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await store.CatchUpAsync(due(), wholly: true, stoppingToken);
            await Task.Delay(Between, time, stoppingToken);
        }
    }
}
