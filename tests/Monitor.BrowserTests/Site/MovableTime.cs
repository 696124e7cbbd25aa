namespace Monitor.BrowserTests.Site;

/// <summary>A clock that starts on a day of the campaign, runs as fast as any, and leaps when a test says so. Timers are the system's.</summary>
sealed class MovableTime(DateTimeOffset start) : TimeProvider
{
    readonly DateTimeOffset _begun = System.GetUtcNow();
    TimeSpan _leapt;

    public override DateTimeOffset GetUtcNow() => start + (System.GetUtcNow() - _begun) + _leapt;

    public void Leap(TimeSpan by) => _leapt += by;
}
