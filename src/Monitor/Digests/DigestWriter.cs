using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Options;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Journal;

namespace Monitor.Digests;

/// <summary>
/// Gathers a day's digest from the store and writes it three times: as one HTML file that opens without a network, as a workbook, and as
/// an e-mail that holds ids and counts only.
/// </summary>
sealed class DigestWriter(
    IFlagStore store, WorkOfDay work, LastSweep lastSweep, DataFolder folder, IOptions<DigestOptions> options, IOptions<MonitorOptions> monitor, TimeProvider time, ILoggerFactory loggers)
{
    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(monitor.Value.TimeZone);

    /// <summary>The local day it is now.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), _zone).DateTime);

    /// <summary>Where the digest of a day stands, or will stand.</summary>
    public string PathOf(DateOnly day) => Path.Combine(folder.Digests, $"digest-{day:yyyy-MM-dd}.html");

    /// <summary>Writes the digest of a local day, over an earlier one of the same day. The page is written last: where it stands, the others do.</summary>
    /// <param name="day">The local day.</param>
    /// <param name="journalled">False where another process holds the right to write the store: then the digest is a copy without an entry.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <returns>The page.</returns>
    public async Task<string> WriteAsync(DateOnly day, bool journalled, CancellationToken cancellationToken)
    {
        var digest = await GatherAsync(day, cancellationToken);
        var html = await RenderAsync(digest);
        var path = PathOf(day);
        Directory.CreateDirectory(folder.Digests);
        await ReplaceAsync(Path.ChangeExtension(path, ".xlsx"), DigestWorkbook.Write(digest), cancellationToken);
        var letter = LetterFile.Write(await LetterOfAsync(digest, cancellationToken), Sender, options.Value.Mail.Receivers, isDraft: true);
        await ReplaceAsync(Path.ChangeExtension(path, ".eml"), Encoding.ASCII.GetBytes(letter), cancellationToken);
        await ReplaceAsync(path, Encoding.UTF8.GetBytes(html), cancellationToken);

        if (!journalled) return path;

        var detail = JsonSerializer.Serialize(new { files = digest.Receipts.Count, rows = digest.Total.Rows, flags = digest.FlagCount });
        await store.AppendAsync(new JournalEntry(JournalKind.DigestWritten, digest.WrittenAt, "monitor", $"{day:yyyy-MM-dd}", detail), cancellationToken);
        return path;
    }

    /// <summary>The e-mail of a local day.</summary>
    public async Task<DigestLetter> LetterAsync(DateOnly day, CancellationToken cancellationToken) =>
        await LetterOfAsync(await GatherAsync(day, cancellationToken), cancellationToken);

    /// <summary>Everything the digest of a local day says.</summary>
    public async Task<Digest> GatherAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var from = Midnight(day);
        var to = Midnight(day.AddDays(1));
        var told = await work(day, Today, options.Value.FullFlags, cancellationToken);
        var receipts = await store.ReceiptsAsync(DateTimeOffset.MinValue, to, cancellationToken);
        return new Digest
        {
            Day = day,
            Zone = _zone,
            WrittenAt = time.GetUtcNow(),
            Receipts = [.. receipts.Where(receipt => receipt.FinishedAt >= from)],
            LastReceipt = receipts.Count > 0 ? receipts[^1].FinishedAt : null,
            Flags = told.Raised.First,
            FlagCount = told.Raised.All,
            OpenByAge = told.OpenByAge,
            Journal = await store.HeadAsync(cancellationToken),
            Work = told,
            SilentSources = [.. Silent(receipts, to)],
            LastSweep = lastSweep(),
            ReviewUrl = options.Value.ReviewUrl,
        };
    }

    /// <summary>Kinds of file that came before and have not come for a while, longest silent first.</summary>
    IEnumerable<SilentSource> Silent(IReadOnlyList<ExportReceipt> receipts, DateTimeOffset until) =>
        from receipt in receipts
        where receipt is { Outcome: ReceiptOutcome.Done, Format: not null }
        group receipt.FinishedAt by receipt.Format into times
        let last = times.Max()
        where last < until - options.Value.SilentAfter
        orderby last, times.Key
        select new SilentSource(times.Key, last);

    string Sender => options.Value.Mail.From is { Length: > 0 } from ? from : "monitor@monitor.invalid";

    async Task<DigestLetter> LetterOfAsync(Digest digest, CancellationToken cancellationToken) =>
        DigestLetter.Of(digest, await store.PseudonymKeyAsync(cancellationToken), Sender[(Sender.IndexOf('@', StringComparison.Ordinal) + 1)..]);

    static async Task ReplaceAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        await File.WriteAllBytesAsync(path + ".tmp", content, cancellationToken);
        File.Move(path + ".tmp", path, overwrite: true);
    }

    /// <summary>The page, as it is written to the file.</summary>
    public async Task<string> RenderAsync(Digest digest)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, loggers);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Digest"] = digest });
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<DailyDigest>(parameters)).ToHtmlString());
    }

    DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, _zone.GetUtcOffset(local));
    }
}
