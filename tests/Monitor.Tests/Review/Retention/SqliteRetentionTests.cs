using Monitor.Flags.Sqlite;
using Monitor.Review.Sqlite;

namespace Monitor.Tests.Review.Retention;

public sealed class SqliteRetentionTests() : RetentionContract(new SqliteEngine())
{
    [Fact]
    public async Task ASnapshotThatSomebodyStillReadsIsNotedAndCleanedLater()
    {
        await using var bench = await OpenAsync();
        await DismissedAsync(bench, 1);
        bench.Time.Advance(LongAfter);
        using (var reader = new SqliteConnections(bench.Data.Store).Reader())
        {
            using var snapshot = reader.BeginTransaction(deferred: true);
            using (var look = new Statement(reader, "SELECT count(*) FROM flag")) Assert.Equal(1, look.Number());

            Assert.Equal((1, false), await RunAsync());
        }

        Assert.Equal((0, true), await RunAsync());
        Assert.False(StandsIn(bench, "", "kata1"));

        async Task<(int, bool)> RunAsync()
        {
            var report = await bench.Retention.RunAsync(default);
            return (report.Flags, report.IsClean);
        }
    }

    [Theory]
    [InlineData("UPDATE flag SET document = replace(document, '\"text\":\"\"', '\"text\":\"kata\"') WHERE number = 1", "holds more than a purge leaves")]
    [InlineData("UPDATE flag SET purged_by = NULL WHERE number = 1", "it is not the document that was raised")]
    [InlineData("UPDATE flag SET status = 'Purged', document = (SELECT document FROM flag WHERE number = 1), purged_by = (SELECT purged_by FROM flag WHERE number = 1) WHERE number = 2", "is not what journal entry")]
    public async Task APurgeThatNoCertificateTellsOfIsFound(string tampering, string explanation)
    {
        await using var bench = await OpenAsync();
        await DismissedAsync(bench, 1);
        await bench.RaiseOneAsync(2);
        bench.Time.Advance(LongAfter);
        await bench.Retention.RunAsync(default);
        Assert.Empty((await bench.Flags.VerifyAsync(null, default)).Faults);

        using (var connection = new SqliteConnections(bench.Data.Store).Writer()) SqliteSchema.Execute(connection, tampering);

        Assert.Contains((await bench.Flags.VerifyAsync(null, default)).Faults, fault => fault.Explanation.Contains(explanation, StringComparison.Ordinal));
    }
}
