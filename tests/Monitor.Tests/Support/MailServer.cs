using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Monitor.Digests;

namespace Monitor.Tests.Support;

/// <summary>A mail server of a test's own: takes what it is given, and refuses the first few for a while if told so.</summary>
sealed class MailServer : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stop = new();
    readonly MailSecurity _security;
    readonly X509Certificate2? _certificate;
    readonly Task _serving;
    int _refuse;

    /// <param name="refuseFirst">Messages that are put off.</param>
    /// <param name="security">How it is spoken to.</param>
    /// <param name="certificate">What it shows; required with encryption.</param>
    public MailServer(int refuseFirst = 0, MailSecurity security = MailSecurity.Off, X509Certificate2? certificate = null)
    {
        (_refuse, _security, _certificate) = (refuseFirst, security, certificate);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Each message as it came, headers first.</summary>
    public List<string> Taken { get; } = [];

    /// <summary>Each line that came before the connection was encrypted, or all where it never is.</summary>
    public List<string> InTheClear { get; } = [];

    /// <summary>Each line that came after it was.</summary>
    public List<string> Encrypted { get; } = [];

    public int Refused { get; private set; }

    /// <summary>Whether STARTTLS is offered, as somebody between could take away.</summary>
    public bool Offers { get; init; } = true;

    /// <summary>Runs when a message was taken, before the client is told so.</summary>
    public Func<Task> OnTaken { get; init; } = () => Task.CompletedTask;

    /// <summary>A receiver that is unknown here.</summary>
    public string Unknown { get; init; } = "(none)";

    /// <summary>A certificate that no authority signed.</summary>
    public static X509Certificate2 SelfMade(string name = "127.0.0.1", int days = 2)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-days - 1), now.AddDays(days));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving; // which may be between two clients, and would ask a stopped listener for the next
        _listener.Stop();
        _stop.Dispose();
    }

    async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TryTalkAsync(client);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    async Task TryTalkAsync(TcpClient client)
    {
        try
        {
            Stream stream = client.GetStream();
            var encrypted = _security is MailSecurity.Implicit;
            if (encrypted) stream = await EncryptAsync(stream);
            await SayAsync(stream, "220 uji");
            while (await TalkAsync(stream, encrypted))
            {
                stream = await EncryptAsync(stream);
                encrypted = true;
            }
        }
        catch (Exception broken) when (broken is IOException or AuthenticationException)
        {
            // The client left, or would not trust this server; the next may.
        }
    }

    async Task<Stream> EncryptAsync(Stream stream)
    {
        var secured = new SslStream(stream);
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
        return secured;
    }

    /// <returns>Whether the client wants the connection encrypted from here.</returns>
    async Task<bool> TalkAsync(Stream stream, bool encrypted)
    {
        // Without a buffer: what comes after STARTTLS is no text.
        using var reader = new StreamReader(stream, Encoding.ASCII, bufferSize: 1, leaveOpen: true);
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            (encrypted ? Encrypted : InTheClear).Add(line);
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await SayAsync(stream, $"250-uji\r\n250-{(_security is MailSecurity.StartTls && Offers && !encrypted ? "STARTTLS" : "8BITMIME")}\r\n250 AUTH PLAIN");
                    break;
                case "STARTTLS":
                    await SayAsync(stream, "220 mulai");
                    return true;
                case "AUTH":
                    await SayAsync(stream, "235 masuk");
                    break;
                case "RCPT" when line.Contains(Unknown, StringComparison.Ordinal):
                    await SayAsync(stream, "550 tidak dikenal");
                    break;
                case "DATA" when _refuse-- > 0:
                    Refused++;
                    await SayAsync(stream, "451 nanti");
                    break;
                case "DATA":
                    await SayAsync(stream, "354 silakan");
                    Taken.Add(await BodyAsync(reader));
                    await OnTaken();
                    await SayAsync(stream, "250 diterima");
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 selesai");
                    return false;
                default:
                    await SayAsync(stream, "250 baik");
                    break;
            }
        }

        return false;
    }

    async Task SayAsync(Stream stream, string lines) => await stream.WriteAsync(Encoding.ASCII.GetBytes(lines + "\r\n"), _stop.Token);

    async Task<string> BodyAsync(StreamReader reader)
    {
        var body = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".") body.AppendLine(line.StartsWith('.') ? line[1..] : line);
        return body.ToString();
    }
}
