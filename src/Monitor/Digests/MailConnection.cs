using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Monitor.Digests;

/// <summary>
/// Hands one message to one mail server (RFC 5321), over a connection that is encrypted from its start (RFC 8314) or before anything is
/// said (RFC 3207). The platform's own client knows only the second, trusts no authority but the machine's, and does not say what is wrong with a certificate.
/// </summary>
sealed class MailConnection : IAsyncDisposable
{
    /// <summary>A conversation that takes longer is broken off.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Longest line and most lines of an answer; a mail server needs far less.</summary>
    const int LongestLine = 2_000, MostLines = 100;

    readonly MailOptions _mail;
    readonly TcpClient _client = new();
    readonly CancellationTokenSource _stop;
    readonly byte[] _one = new byte[1];
    Stream _stream = Stream.Null;
    HashSet<string> _offers = [];

    MailConnection(MailOptions mail, CancellationToken cancellationToken)
    {
        _mail = mail;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _stop.CancelAfter(Longest);
    }

    /// <param name="mail">The server, how it is spoken to and who sends.</param>
    /// <param name="message">Headers and body in ASCII, lines ending with CRLF.</param>
    /// <param name="cancellationToken">Breaks the conversation off.</param>
    /// <returns>Receivers that the server took it for.</returns>
    /// <exception cref="MailException">The server did not take it, or may not be trusted with it.</exception>
    public static async Task<int> DeliverAsync(MailOptions mail, string message, CancellationToken cancellationToken)
    {
        await using var connection = new MailConnection(mail, cancellationToken);
        try
        {
            await connection.GreetAsync();
            return await connection.HandOverAsync(message);
        }
        catch (Exception away) when (away is IOException or SocketException)
        {
            throw new MailException($"The mail server '{mail.Host}' at port {mail.Port} does not answer, or broke off.", mayHeal: true, away);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MailException($"The mail server '{mail.Host}' at port {mail.Port} took longer than {Longest.TotalSeconds} s.", mayHeal: true, late);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _client.Dispose();
        _stop.Dispose();
    }

    async Task GreetAsync()
    {
        await _client.ConnectAsync(_mail.Host, _mail.Port, _stop.Token);
        _stream = _client.GetStream();
        if (_mail.Security is MailSecurity.Implicit) await EncryptAsync();
        await ExpectAsync(220, "answer");
        await HelloAsync();
        if (_mail.Security is MailSecurity.StartTls)
        {
            // Whoever stands between could take the offer away: without it nothing is sent.
            if (!_offers.Contains("STARTTLS"))
                throw new MailException($"The mail server '{_mail.Host}' offers no STARTTLS at port {_mail.Port}, so nothing was sent. Set Digest:Mail:Tls to 'implicit' for port 465.", mayHeal: false);

            await SayAsync("STARTTLS", 220);
            await EncryptAsync();
            await HelloAsync();
        }

        if (_mail.User.Length > 0) await SignInAsync();
    }

    async Task HelloAsync()
    {
        var lines = await SayAsync("EHLO monitor.invalid", 250);
        _offers = [.. lines.Skip(1).Select(line => line.Split(' ')[0].ToUpperInvariant())];
    }

    async Task SignInAsync()
    {
        var password = (await File.ReadAllTextAsync(_mail.PasswordFile, _stop.Token)).Trim();
        var secret = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{_mail.User}\0{password}"));
        await SayAsync($"AUTH PLAIN {secret}", 235, "sign-in");
    }

    async Task<int> HandOverAsync(string message)
    {
        await SayAsync($"MAIL FROM:<{_mail.Sender}>", 250, "the sender");
        var taken = 0;
        MailException? refused = null;
        foreach (var receiver in _mail.Receivers)
        {
            try
            {
                await SayAsync($"RCPT TO:<{receiver}>", 250, "a receiver");
                taken++;
            }
            catch (MailException one)
            {
                refused = one;
            }
        }

        if (taken == 0) throw refused ?? new MailException("There is nobody to send to.", mayHeal: false);
        await SayAsync("DATA", 354, "the message");

        // A line that begins with a dot gets a second one, so that none in the message ends it (RFC 5321, 4.5.2).
        var body = message.TrimEnd('\r', '\n').Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        await SayAsync($"{body}\r\n.", 250, "the message");
        await SendAsync("QUIT");
        return taken;
    }

    async Task EncryptAsync()
    {
        var found = SslPolicyErrors.None;
        List<string> reasons = [];
        var secured = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = secured;
        try
        {
            await secured.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = _mail.Host,
                    CertificateChainPolicy = Trust(),
                    RemoteCertificateValidationCallback = (_, _, chain, errors) =>
                    {
                        found = errors;
                        reasons.AddRange(chain?.ChainStatus.Select(status => status.Status.ToString()) ?? []);
                        return errors is SslPolicyErrors.None;
                    },
                },
                _stop.Token);
        }
        catch (AuthenticationException wrong)
        {
            throw new MailException(Explain(found, reasons), mayHeal: false, wrong);
        }
    }

    /// <summary>The machine's authorities, or the one that was named.</summary>
    X509ChainPolicy? Trust()
    {
        if (_mail.Certificate.Length == 0) return null;

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(_mail.Certificate);
        return policy;
    }

    string Explain(SslPolicyErrors found, List<string> reasons) => found switch
    {
        SslPolicyErrors.None => $"The mail server '{_mail.Host}' at port {_mail.Port} does not speak TLS there. Set Digest:Mail:Tls to 'starttls' for port 587, or 'implicit' for port 465.",
        _ when found.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) =>
            $"The certificate of the mail server is for another name than '{_mail.Host}', so nothing was sent. Set Digest:Mail:Host to the name in the certificate.",
        _ => $"The certificate of the mail server '{_mail.Host}' is not trusted on this machine ({string.Join(", ", reasons.Distinct())}), so nothing was sent. Install its authority here, or name the authority's PEM file in Digest:Mail:Certificate.",
    };

    async Task<IReadOnlyList<string>> SayAsync(string line, int expected, string what = "a command")
    {
        await SendAsync(line);
        return await ExpectAsync(expected, what);
    }

    async Task SendAsync(string line)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), _stop.Token);
        await _stream.FlushAsync(_stop.Token);
    }

    /// <remarks>The server's words are not passed on: they may name a receiver.</remarks>
    async Task<IReadOnlyList<string>> ExpectAsync(int expected, string what)
    {
        List<string> lines = [];
        string line;
        do
        {
            line = await LineAsync();
            lines.Add(line.Length > 4 ? line[4..] : "");
        }
        while (line.Length > 3 && line[3] == '-' && lines.Count < MostLines);

        if (line.Length >= 3 && int.TryParse(line[..3], NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code == expected) return lines;

        var said = line.Length >= 3 && line[..3].All(char.IsAsciiDigit) ? line[..3] : "no code";
        throw new MailException($"The mail server '{_mail.Host}' refused {what} ({said}).", mayHeal: said[0] is not '5');
    }

    /// <summary>Byte by byte: what was sent before the connection is encrypted must not be taken for something that was said after.</summary>
    async Task<string> LineAsync()
    {
        var line = new StringBuilder();
        while (line.Length < LongestLine)
        {
            if (await _stream.ReadAsync(_one, _stop.Token) == 0) throw new IOException("The mail server hung up.");
            if (_one[0] == (byte)'\n') return line.ToString().TrimEnd('\r');
            line.Append((char)_one[0]);
        }

        throw new IOException("The mail server's answer has no end.");
    }
}

/// <summary>How the connection to the mail server is protected.</summary>
enum MailSecurity
{
    /// <summary>Encrypted before anything is said; port 587.</summary>
    StartTls,

    /// <summary>Encrypted from its start; port 465.</summary>
    Implicit,

    /// <summary>In the clear, for a server on the same machine.</summary>
    Off,
}

/// <summary>The mail was not taken.</summary>
/// <param name="message">What was wrong and what would mend it; no address and none of the server's words.</param>
/// <param name="mayHeal">Whether trying again soon may help.</param>
/// <param name="inner">What it was found by.</param>
sealed class MailException(string message, bool mayHeal, Exception? inner = null) : Exception(message, inner)
{
    public bool MayHeal { get; } = mayHeal;
}
