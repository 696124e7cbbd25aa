using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Monitor.Flags;
using Monitor.Journal;
using Polly;
using Polly.Retry;

namespace Monitor.Digests;

/// <summary>
/// Sends a day's digest once. The journal says whether it was: the entry is written when the server has taken the mail. Killed just
/// between the two, the next run sends it again with the same Message-ID, by which mail servers know it: twice is mended there, never is not.
/// </summary>
sealed partial class DigestMailer(DigestWriter writer, IFlagStore store, IOptions<DigestOptions> options, TimeProvider time, ILogger<DigestMailer> log)
{
    readonly MailOptions _mail = options.Value.Mail;
    readonly ResiliencePipeline _retry = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<SmtpException>().Handle<IOException>().Handle<SocketException>(),
            MaxRetryAttempts = 4,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(15),
        })
        .Build();

    /// <returns>Whether the day needs no further mail: it was sent now or before, or no server is set.</returns>
    public async Task<bool> SendAsync(DateOnly day, CancellationToken cancellationToken)
    {
        if (_mail.Host.Length == 0) return true;

        var subject = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (await store.LastEntryAsync(JournalKind.DigestMailed, subject, cancellationToken) is not null) return true;

        var letter = await writer.LetterAsync(day, cancellationToken);
        try
        {
            await _retry.ExecuteAsync(async token => await SendAsync(letter, token), cancellationToken);
        }
        catch (Exception away) when (away is SmtpException or IOException or SocketException)
        {
            NotSent(day, away.GetType().Name);
            return false;
        }

        var detail = StoreJson.Write(new { letter.MessageId, Receivers = _mail.Receivers.Count });
        await store.AppendAsync(new JournalEntry(JournalKind.DigestMailed, time.GetUtcNow(), StoreEntries.Actor, subject, detail), CancellationToken.None);
        Sent(day, _mail.Receivers.Count);
        return true;
    }

    async Task SendAsync(DigestLetter letter, CancellationToken cancellationToken)
    {
        using var message = new MailMessage { From = new MailAddress(_mail.From), Subject = letter.Subject };
        foreach (var receiver in _mail.Receivers) message.To.Add(receiver);
        message.Headers.Add("Message-ID", letter.MessageId);
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(letter.Text, Encoding.UTF8, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(letter.Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        using var client = new SmtpClient(_mail.Host, _mail.Port) { EnableSsl = _mail.Tls };
        if (_mail.User.Length > 0) client.Credentials = new NetworkCredential(_mail.User, (await File.ReadAllTextAsync(_mail.PasswordFile, cancellationToken)).Trim());
        await client.SendMailAsync(message, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Digest of {Day} mailed to {Receivers} receivers")]
    partial void Sent(DateOnly day, int receivers);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Digest of {Day} could not be mailed ({Error}); tried again within the hour")]
    partial void NotSent(DateOnly day, string error);
}
