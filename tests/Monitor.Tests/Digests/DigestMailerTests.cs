using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Digests;
using Monitor.Flags.Sqlite;
using Monitor.Journal;
using Monitor.Tests.Flags;
using Monitor.Tests.Support;

namespace Monitor.Tests.Digests;

public sealed class DigestMailerTests : IDisposable
{
    static readonly DateOnly Day = new(2024, 10, 7);

    readonly TemporaryFolder _folder = new();
    readonly ManualTime _time = new(SampleIngest.Start.AddDays(1));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ADayIsMailedOnceAlsoWhenTheProgramStartsAnew()
    {
        await using var server = new MailServer();
        await using (var store = await OpenAsync())
        {
            await store.CommitBatchAsync(SampleIngest.Batch("rekap.xlsx", 0, 1, [SampleIngest.Flagged(1)]), default);
            Assert.True(await MailerOf(store, server).SendAsync(Day, default));
            Assert.True(await MailerOf(store, server).SendAsync(Day, default));
        }

        await using (var again = await OpenAsync())
        {
            Assert.True(await MailerOf(again, server).SendAsync(Day, default));
            Assert.True(await MailerOf(again, server).SendAsync(Day.AddDays(1), default));
            Assert.NotNull(await again.LastEntryAsync(JournalKind.DigestMailed, "2024-10-07", default));
        }

        Assert.Equal(2, server.Taken.Count);
        Assert.Contains("Message-ID: <digest-20241007-", server.Taken[0], StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Subject: Monitor 2024-10-07: 1 tanda baru, 0 lewat tenggat", server.Taken[0], StringComparison.Ordinal);
        foreach (var secret in (string[])["akun.contoh", "Dinas Contoh", "Coblos", "rekap"]) Assert.DoesNotContain(secret, server.Taken[0], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task AServerThatRefusesForAWhileIsAskedAgain()
    {
        await using var server = new MailServer(refuseFirst: 2);
        await using var store = await OpenAsync();

        Assert.True(await WaitAsync(MailerOf(store, server).SendAsync(Day, default)));

        Assert.Equal((2, 1), (server.Refused, server.Taken.Count));
    }

    [Fact]
    public async Task AServerThatStaysAwayIsNoFailureOfTheServiceAndTheDayIsStillToBeMailed()
    {
        await using var server = new MailServer(refuseFirst: 5);
        await using var store = await OpenAsync();
        var mailer = MailerOf(store, server);

        Assert.False(await WaitAsync(mailer.SendAsync(Day, default)));
        Assert.True(await WaitAsync(mailer.SendAsync(Day, default)));

        Assert.Equal((5, 1), (server.Refused, server.Taken.Count));
    }

    [Fact]
    public async Task WithoutAServerNothingIsSentAndNothingWaits()
    {
        await using var store = await OpenAsync();

        Assert.True(await MailerOf(store, new DigestOptions()).SendAsync(Day, default));

        Assert.Null(await store.LastEntryAsync(JournalKind.DigestMailed, "2024-10-07", default));
    }

    [Fact]
    public void EachFaultOfTheMailSettingsIsNamed()
    {
        var options = new DigestOptions { ReviewUrl = "monitor", Mail = new MailOptions { Host = "surat", Port = 0, Tls = false, User = "u", From = "x", To = "a@b.id, c" } };

        var faults = new DigestOptionsValidator().Validate(null, options).Failures?.ToList() ?? [];

        foreach (var key in (string[])["Digest:ReviewUrl", "Digest:Mail:Port", "Digest:Mail:From", "Digest:Mail:To", "Digest:Mail:PasswordFile", "Digest:Mail:Tls"])
            Assert.Single(faults, fault => fault.StartsWith(key, StringComparison.Ordinal));
    }

    async Task<SqliteFlagStore> OpenAsync()
    {
        var store = new SqliteFlagStore(_folder.File("monitor.db"), _time);
        await store.OpenAsync(default);
        return store;
    }

    DigestMailer MailerOf(SqliteFlagStore store, MailServer server) => MailerOf(store, new DigestOptions
    {
        Mail = new MailOptions { Host = "127.0.0.1", Port = server.Port, Tls = false, From = "monitor@contoh.go.id", To = "ketua@contoh.go.id" },
    });

    DigestMailer MailerOf(SqliteFlagStore store, DigestOptions options)
    {
        var writer = new DigestWriter(
            store, (_, _, _) => Task.FromResult(Work), () => null, new DataFolder(_folder.Path), Options.Create(options), Options.Create(new MonitorOptions()), _time, NullLoggerFactory.Instance);
        return new DigestMailer(writer, store, Options.Create(options), _time, NullLogger<DigestMailer>.Instance);
    }

    static DigestWork Work => new()
    {
        Deadlines = [],
        Overdue = 0,
        DueSoon = 0,
        ClockChecked = "Belum diperiksa.",
        Decisions = new DayOfDecisions(0, 0, 0, 0, 0, 0),
        Imbalances = [],
    };

    /// <summary>Moves the clock over the pauses between attempts.</summary>
    async Task<bool> WaitAsync(Task<bool> sending)
    {
        while (!sending.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(5);
        }

        return await sending;
    }
}
