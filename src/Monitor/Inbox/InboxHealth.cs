using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Monitor.Inbox;

/// <summary>Healthy while the inbox is being swept.</summary>
sealed class InboxHealth(IOptions<InboxOptions> options, TimeProvider time) : IHealthCheck
{
    /// <summary>A large file may take minutes; a sweep that has not come back for this long has hung.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    DateTimeOffset? _lastSweep;
    bool _waitsForRoster;

    public DateTimeOffset? LastSweep => _lastSweep;

    public void Swept()
    {
        _lastSweep = time.GetUtcNow();
        _waitsForRoster = false;
    }

    public void WaitsForRoster() => _waitsForRoster = true;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (_waitsForRoster) return Task.FromResult(HealthCheckResult.Degraded("Files wait until roster.xlsx can be used."));
        if (_lastSweep is not { } last) return Task.FromResult(HealthCheckResult.Degraded("The inbox has not been swept yet."));

        var age = time.GetUtcNow() - last;
        return Task.FromResult(age < Longest + options.Value.SweepEvery
            ? HealthCheckResult.Healthy($"Last sweep {age.TotalSeconds:0} s ago.")
            : HealthCheckResult.Unhealthy($"Last sweep {age.TotalMinutes:0} min ago."));
    }
}
