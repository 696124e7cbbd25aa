using Microsoft.Extensions.Options;
using Monitor.Commands;
using Monitor.Tests.Support;

namespace Monitor.Tests;

public class MonitorHostTests
{
    [Fact]
    public async Task FaultsInSeveralSectionsAreAllNamedBeforeAnythingIsTouched()
    {
        using var data = new TemporaryFolder();
        await using var app = MonitorHost.BuildService(data.Path, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Monitor:TimeZone"] = "Asia/Tenggarong",
            ["Digest:At"] = "25:00:00",
            ["Inbox:SweepEvery"] = "00:00:00",
        });

        var faults = await Assert.ThrowsAsync<AggregateException>(() => RunCommand.StartAsync(app, default));

        var said = string.Join('\n', faults.InnerExceptions.Cast<OptionsValidationException>().SelectMany(fault => fault.Failures));
        Assert.Contains("Monitor:TimeZone is 'Asia/Tenggarong'", said, StringComparison.Ordinal);
        Assert.Contains("Digest:At", said, StringComparison.Ordinal);
        Assert.Contains("Inbox:SweepEvery", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(new DataFolder(data.Path).Inbox));
    }
}
