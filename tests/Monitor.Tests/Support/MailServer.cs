using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monitor.Tests.Support;

/// <summary>A mail server of a test's own: takes what it is given, and refuses the first few for a while if told so.</summary>
sealed class MailServer : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stop = new();
    readonly Task _serving;
    int _refuse;

    public MailServer(int refuseFirst = 0)
    {
        _refuse = refuseFirst;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Each message as it came, headers first.</summary>
    public List<string> Taken { get; } = [];

    public int Refused { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or IOException)
        {
            // The test is over.
        }
    }

    async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 uji");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "DATA" when _refuse-- > 0:
                    Refused++;
                    await writer.WriteLineAsync("451 nanti");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 silakan");
                    Taken.Add(await BodyAsync(reader));
                    await writer.WriteLineAsync("250 diterima");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 selesai");
                    return;
                default:
                    await writer.WriteLineAsync("250 baik");
                    break;
            }
        }
    }

    async Task<string> BodyAsync(StreamReader reader)
    {
        var body = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".") body.AppendLine(line);
        return body.ToString();
    }
}
