using System.Globalization;
using System.Text;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Review.SignIn;

namespace Monitor.Review.Pages;

/// <summary>Jurnal: search, check and take along. It holds ids, hashes and counts; no post and no name stands in it.</summary>
static class JournalEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jurnal", async (HttpContext context, IReviewStore store) =>
            Web.Page<JournalPageView>(Web.Frame(context), await ModelAsync(context, store, report: null))).RequireAuthorization(Policies.Journal);
        routes.MapForm("/jurnal/periksa", VerifyAsync).RequireAuthorization(Policies.Journal);
        routes.MapForm("/jurnal/unduh", DownloadAsync).RequireAuthorization(Policies.Journal);
    }

    static async Task<IResult> VerifyAsync(HttpContext context, IReviewStore reviews, IFlagStore store, TimeProvider time)
    {
        var form = await Web.FormAsync(context);
        var anchor = Anchor(form.Text("jangkar"));
        if (anchor is null && form.Text("jangkar").Length > 0)
            return Web.Page<JournalPageView>(Web.Frame(context, error: "Jangkar ditulis sebagai panjang:hash, misalnya 120:9f86…, dengan hash utuh 64 huruf."), await ModelAsync(context, reviews, report: null), StatusCodes.Status400BadRequest);

        var report = await store.VerifyAsync(anchor, context.RequestAborted);
        await store.AppendAsync(
            new JournalEntry(JournalKind.Verified, time.GetUtcNow(), Web.Viewer(context).Id, "store", ReviewEntries.Detail(("length", report.Head.Length), ("faults", report.Faults.Count))),
            context.RequestAborted);
        var shown = new CheckReport(report.Head, report.Flags, report.Receipts, report.Posts, [.. report.Faults.Take(50).Select(fault => $"{fault.Subject}: {fault.Explanation}")], report.Faults.Count);
        return Web.Page<JournalPageView>(Web.Frame(context), await ModelAsync(context, reviews, shown));
    }

    /// <summary>One entry a line, as the chain hashes it: whoever has the file can check it without Monitor.</summary>
    static async Task<IResult> DownloadAsync(HttpContext context, IFlagStore store, TimeProvider time)
    {
        var head = await store.HeadAsync(context.RequestAborted);
        await store.AppendAsync(
            new JournalEntry(JournalKind.Exported, time.GetUtcNow(), Web.Viewer(context).Id, "journal", ReviewEntries.Detail(("length", head.Length), ("head", head.Hash))), context.RequestAborted);
        context.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"jurnal-{head.Length}.jsonl\"");
        return Results.Stream(async stream =>
        {
            await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            await foreach (var entry in store.JournalAsync(context.RequestAborted)) await writer.WriteLineAsync(StoreJson.Write(entry));
        }, "application/x-ndjson");
    }

    static async Task<JournalModel> ModelAsync(HttpContext context, IReviewStore store, CheckReport? report)
    {
        var query = context.Request.Query;
        var text = query["cari"].ToString().Trim();
        var asked = new JournalQuery(
            Choices.Of<JournalKind>(query["jenis"]), text.Length <= 100 ? text : text[..100],
            long.TryParse(query["sebelum"], NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : 0);
        var waiting = (await store.AccountsAsync(context.RequestAborted)).Count(account => account is { Active: true, Awaits: not null });
        return new JournalModel(asked, await store.JournalAsync(asked, context.RequestAborted), report, waiting);
    }

    /// <summary>Length and whole hash, or null.</summary>
    static JournalHead? Anchor(string text)
    {
        var parts = text.Split(':');
        return parts is [var length, { Length: 64 } hash] && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && hash.All(char.IsAsciiHexDigit)
            ? new JournalHead(number, hash.ToLowerInvariant())
            : null;
    }
}

/// <param name="Query">As it was asked.</param>
/// <param name="Page">What came.</param>
/// <param name="Report">What a check found.</param>
/// <param name="Waiting">Accounts that the viewer should confirm.</param>
public sealed record JournalModel(JournalQuery Query, JournalPage Page, CheckReport? Report, int Waiting);

/// <summary>What a check found, in short; the faults are cut at fifty.</summary>
public sealed record CheckReport(JournalHead Head, long Flags, long Receipts, long Posts, IReadOnlyList<string> Faults, int FaultCount);
