using System.Security.Cryptography.X509Certificates;
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

    readonly KeptLog<DigestMailer> _log = new();
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

    [Theory]
    [InlineData("starttls")]
    [InlineData("implicit")]
    public async Task OverATrustedConnectionTheMailAndThePasswordAreSentEncrypted(string tls)
    {
        using var certificate = MailServer.SelfMade();
        var mail = new MailOptions { Tls = tls, User = "monitor", PasswordFile = _folder.Write("sandi", "rahasia-surat\n"), Certificate = PemOf(certificate), From = "Monitor <monitor@contoh.go.id>", To = "ketua@contoh.go.id" };
        await using var server = new MailServer(security: mail.Security ?? default, certificate: certificate);
        (mail.Host, mail.Port) = ("127.0.0.1", server.Port);
        await using var store = await OpenAsync();

        Assert.True(await MailerOf(store, new DigestOptions { Mail = mail }).SendAsync(Day, default), _log.Text);

        Assert.Single(server.Taken);
        Assert.Equal(tls == "starttls" ? ["EHLO", "STARTTLS"] : [], server.InTheClear.Select(line => line.Split(' ')[0]));
        Assert.Equal(["EHLO", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"], server.Encrypted.Select(line => line.Split(' ')[0]));
        Assert.Equal("AUTH PLAIN " + Convert.ToBase64String("\0monitor\0rahasia-surat"u8), server.Encrypted[1]);
        Assert.Equal("MAIL FROM:<monitor@contoh.go.id>", server.Encrypted[2]);
    }

    [Theory]
    [InlineData("starttls")]
    [InlineData("implicit")]
    public async Task ACertificateThatNobodyTrustsIsSentNothingAndTheLogSaysWhatWouldMendIt(string tls)
    {
        using var certificate = MailServer.SelfMade();
        using var other = MailServer.SelfMade();
        await using var server = new MailServer(security: new MailOptions { Tls = tls }.Security ?? default, certificate: certificate);
        await using var store = await OpenAsync();

        Assert.False(await MailerOf(store, new DigestOptions { Mail = Mail(server, tls) }).SendAsync(Day, default));
        var wrongAuthority = Mail(server, tls);
        wrongAuthority.Certificate = PemOf(other);
        Assert.False(await MailerOf(store, new DigestOptions { Mail = wrongAuthority }).SendAsync(Day, default));

        Assert.Empty(server.Taken);
        Assert.DoesNotContain(server.InTheClear.Concat(server.Encrypted), line => line.StartsWith("MAIL", StringComparison.Ordinal));
        Assert.Equal(2, _log.Lines.Count(line => line.Contains("is not trusted on this machine", StringComparison.Ordinal) && line.Contains("Digest:Mail:Certificate", StringComparison.Ordinal)));
        Assert.Null(await store.LastEntryAsync(JournalKind.DigestMailed, "2024-10-07", default));
    }

    [Fact]
    public async Task ACertificateForAnotherNameIsSentNothing()
    {
        using var certificate = MailServer.SelfMade("surat.contoh.go.id");
        await using var server = new MailServer(security: MailSecurity.Implicit, certificate: certificate);
        await using var store = await OpenAsync();
        var mail = Mail(server, "implicit");
        mail.Certificate = PemOf(certificate);

        Assert.False(await MailerOf(store, new DigestOptions { Mail = mail }).SendAsync(Day, default));

        Assert.Empty(server.Taken);
        Assert.Contains("is for another name than '127.0.0.1'", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereTheOfferOfEncryptionIsTakenAwayNothingIsSent()
    {
        using var certificate = MailServer.SelfMade();
        await using var server = new MailServer(security: MailSecurity.StartTls, certificate: certificate) { Offers = false };
        await using var store = await OpenAsync();

        Assert.False(await MailerOf(store, new DigestOptions { Mail = Mail(server, "starttls") }).SendAsync(Day, default));

        Assert.Equal(["EHLO"], server.InTheClear.Select(line => line.Split(' ')[0]));
        Assert.Contains("offers no STARTTLS", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AfterACrashBetweenMailAndJournalTheDayIsSentOnceMoreUnderTheSameIdAndNeverAgain()
    {
        SqliteFlagStore store = await OpenAsync();
        await using var server = new MailServer(refuseFirst: 1) { OnTaken = async () => await store.DisposeAsync() };
        await Assert.ThrowsAsync<InvalidOperationException>(() => WaitAsync(MailerOf(store, server).SendAsync(Day, default)));

        await using var after = await OpenAsync();
        Assert.True(await MailerOf(after, server).SendAsync(Day, default));
        Assert.True(await MailerOf(after, server).SendAsync(Day, default));

        Assert.Equal((1, 2), (server.Refused, server.Taken.Count));
        Assert.Equal(MessageIdOf(server.Taken[0]), MessageIdOf(server.Taken[1]));
    }

    [Fact]
    public async Task AReceiverWhoIsUnknownThereDoesNotKeepTheMailFromTheOthers()
    {
        await using var server = new MailServer { Unknown = "pindah@contoh.go.id" };
        await using var store = await OpenAsync();
        var mail = Mail(server);
        mail.To = "pindah@contoh.go.id, ketua@contoh.go.id";

        Assert.True(await MailerOf(store, new DigestOptions { Mail = mail }).SendAsync(Day, default));

        Assert.Single(server.Taken);
        Assert.Contains("refused 1 of the receivers", _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("pindah", _log.Text, StringComparison.Ordinal);
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
        var options = new DigestOptions { ReviewUrl = "monitor", Mail = new MailOptions { Host = "surat", Port = 0, Tls = "kadang", User = "u", From = "x", To = "a@b.id, c", Certificate = _folder.Write("bukan.pem", "bukan sertifikat") } };

        var faults = new DigestOptionsValidator().Validate(null, options).Failures?.ToList() ?? [];

        foreach (var key in (string[])["Digest:ReviewUrl", "Digest:Mail:Port", "Digest:Mail:From", "Digest:Mail:To", "Digest:Mail:PasswordFile", "Digest:Mail:Tls", "Digest:Mail:Certificate"])
            Assert.Single(faults, fault => fault.StartsWith(key, StringComparison.Ordinal));

        options.Mail.Tls = "off";
        Assert.Contains(new DigestOptionsValidator().Validate(null, options).Failures ?? [], fault => fault.Contains("in the clear", StringComparison.Ordinal));
    }

    async Task<SqliteFlagStore> OpenAsync()
    {
        var store = new SqliteFlagStore(_folder.File("monitor.db"), _time);
        await store.OpenAsync(default);
        return store;
    }

    DigestMailer MailerOf(SqliteFlagStore store, MailServer server) => MailerOf(store, new DigestOptions { Mail = Mail(server) });

    static MailOptions Mail(MailServer server, string tls = "off") =>
        new() { Host = "127.0.0.1", Port = server.Port, Tls = tls, From = "monitor@contoh.go.id", To = "ketua@contoh.go.id" };

    string PemOf(X509Certificate2 certificate) => _folder.Write($"{certificate.Thumbprint}.pem", certificate.ExportCertificatePem());

    static string MessageIdOf(string message) => message.Split('\n').First(line => line.StartsWith("Message-ID:", StringComparison.Ordinal)).Trim();

    DigestMailer MailerOf(SqliteFlagStore store, DigestOptions options)
    {
        var writer = new DigestWriter(
            store, (_, _, _, _) => Task.FromResult(Work), () => null, new DataFolder(_folder.Path), Options.Create(options), Options.Create(new MonitorOptions()), _time, NullLoggerFactory.Instance);
        return new DigestMailer(writer, store, Options.Create(options), _time, _log);
    }

    static DigestWork Work => new()
    {
        Deadlines = [],
        Overdue = 0,
        DueSoon = 0,
        ClockChecked = "Belum diperiksa.",
        Decisions = new DayOfDecisions(0, 0, 0, 0, 0, 0),
        Raised = new RaisedOfDay([SampleIngest.Flag(SampleIngest.Key(1))], 1),
        OpenByAge = [],
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
