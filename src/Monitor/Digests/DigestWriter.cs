using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Options;
using Monitor.Flags;
using Monitor.Journal;

namespace Monitor.Digests;

/// <summary>Gathers a day's digest from the store and writes it as one HTML file that opens without a network.</summary>
sealed class DigestWriter(
    IFlagStore store, DataFolder folder, IOptions<DigestOptions> options, IOptions<MonitorOptions> monitor, TimeProvider time, ILoggerFactory loggers)
{
    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(monitor.Value.TimeZone);

    /// <summary>The local day it is now.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), _zone).DateTime);

    /// <summary>Where the digest of a day stands, or will stand.</summary>
    public string PathOf(DateOnly day) => Path.Combine(folder.Digests, $"digest-{day:yyyy-MM-dd}.html");

    /// <summary>Writes the digest of a local day, over an earlier one of the same day.</summary>
    /// <param name="day">The local day.</param>
    /// <param name="journalled">False where another process holds the right to write the store: then the digest is a copy without an entry.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <returns>The file.</returns>
    public async Task<string> WriteAsync(DateOnly day, bool journalled, CancellationToken cancellationToken)
    {
        var digest = await GatherAsync(day, cancellationToken);
        var html = await RenderAsync(digest);
        var path = PathOf(day);
        Directory.CreateDirectory(folder.Digests);
        await File.WriteAllTextAsync(path + ".tmp", html, cancellationToken);
        File.Move(path + ".tmp", path, overwrite: true);

        if (!journalled) return path;

        var detail = JsonSerializer.Serialize(new { files = digest.Receipts.Count, rows = digest.Total.Rows, flags = digest.FlagCount });
        await store.AppendAsync(new JournalEntry(JournalKind.DigestWritten, digest.WrittenAt, "monitor", $"{day:yyyy-MM-dd}", detail), cancellationToken);
        return path;
    }

    /// <summary>Everything the digest of a local day says.</summary>
    public async Task<Digest> GatherAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var from = Midnight(day);
        var to = Midnight(day.AddDays(1));
        var raised = new FlagQuery(RaisedFrom: from, RaisedTo: to, Limit: options.Value.FullFlags);
        var receipts = await store.ReceiptsAsync(DateTimeOffset.MinValue, to, cancellationToken);
        return new Digest
        {
            Day = day,
            Zone = _zone,
            WrittenAt = time.GetUtcNow(),
            Receipts = [.. receipts.Where(receipt => receipt.FinishedAt >= from)],
            LastReceipt = receipts.Count > 0 ? receipts[^1].FinishedAt : null,
            Flags = await store.FlagsAsync(raised, cancellationToken),
            FlagCount = await store.CountAsync(raised, cancellationToken),
            OpenByAge = await OpenByAgeAsync(to, cancellationToken),
            Journal = await store.HeadAsync(cancellationToken),
        };
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

    async Task<IReadOnlyList<OpenAge>> OpenByAgeAsync(DateTimeOffset to, CancellationToken cancellationToken)
    {
        (string Label, int From, int To)[] ages = [("sampai 1 hari", 0, 1), ("2–3 hari", 1, 3), ("4–7 hari", 3, 7), ("lebih dari 7 hari", 7, 10_000)];
        List<OpenAge> open = [];
        foreach (var age in ages)
        {
            var query = new FlagQuery(FlagStatus.Open, RaisedFrom: to.AddDays(-age.To), RaisedTo: to.AddDays(-age.From));
            open.Add(new OpenAge(age.Label, await store.CountAsync(query, cancellationToken)));
        }

        return open;
    }

    DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, _zone.GetUtcOffset(local));
    }
}
