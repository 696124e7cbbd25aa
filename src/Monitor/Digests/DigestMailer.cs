using System.Globalization;
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
            ShouldHandle = new PredicateBuilder().Handle<MailException>(refused => refused.MayHeal),
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
        var message = LetterFile.Write(letter, _mail.From, _mail.Receivers, isDraft: false);
        int taken;
        try
        {
            taken = await _retry.ExecuteAsync(async token => await MailConnection.DeliverAsync(_mail, message, token), cancellationToken);
        }
        catch (MailException refused)
        {
            NotSent(day, refused.Message);
            return false;
        }

        var detail = StoreJson.Write(new { letter.MessageId, Receivers = taken });
        await store.AppendAsync(new JournalEntry(JournalKind.DigestMailed, time.GetUtcNow(), StoreEntries.Actor, subject, detail), CancellationToken.None);
        Sent(day, taken);
        if (taken < _mail.Receivers.Count) NotForAll(day, _mail.Receivers.Count - taken);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Digest of {Day} mailed to {Receivers} receivers")]
    partial void Sent(DateOnly day, int receivers);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Digest of {Day} could not be mailed; tried again within the hour. {Reason}")]
    partial void NotSent(DateOnly day, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Digest of {Day}: the mail server refused {Refused} of the receivers; check Digest:Mail:To")]
    partial void NotForAll(DateOnly day, int refused);
}
