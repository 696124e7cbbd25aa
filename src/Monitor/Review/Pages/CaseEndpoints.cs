using Monitor.Flags;
using Monitor.Review.CaseFiles;
using Monitor.Review.SignIn;

namespace Monitor.Review.Pages;

/// <summary>Berkas: upheld flags, what they lack, the person's side, and the package. Nothing is ever sent by itself.</summary>
static class CaseEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/berkas", async (HttpContext context, IReviewStore store) =>
            Web.Page<CaseList>(Web.Frame(context), await store.CasesAsync(context.RequestAborted))).RequireAuthorization(Policies.Judging);
        routes.MapGet("/berkas/{id}", ShowAsync).RequireAuthorization(Policies.Judging);
        routes.MapForm("/berkas/{id}/minta-tanggapan", (HttpContext context, string id, IReviewStore store) =>
            ActAsync(context, id, store, form => new ReviewAct.AskReply(id, form.Number("versi"), form.Day("tanggal")), "diminta")).RequireAuthorization(Policies.Leading);
        routes.MapForm("/berkas/{id}/tanggapan", (HttpContext context, string id, IReviewStore store) =>
            ActAsync(context, id, store, form => new ReviewAct.RecordReply(id, form.Number("versi"), form.Text("tanggapan"), form.Day("tanggal")), "ditanggapi")).RequireAuthorization(Policies.Leading);
        routes.MapForm("/berkas/{id}/paket", PackAsync).RequireAuthorization(Policies.Leading);
    }

    static async Task<IResult> ShowAsync(HttpContext context, string id, IReviewStore store)
    {
        if (await FileAsync(context, id, store, person: null) is not { } file) return Web.NotFound(context);

        var error = Choices.Of<Refusal>(context.Request.Query["salah"]) is { } refusal ? ReviewWords.Of(refusal) : null;
        return Web.Page<CasePage>(Web.Frame(context, error: error), file);
    }

    static async Task<IResult> ActAsync(HttpContext context, string id, IReviewStore store, Func<Form, ReviewAct> act, string notice)
    {
        var outcome = await store.ActAsync(act(await Web.FormAsync(context)), Web.Viewer(context), wholeGroup: false, context.RequestAborted);
        if (outcome.State is null) return Web.NotFound(context);
        return Results.Redirect($"/berkas/{Uri.EscapeDataString(id)}?{(outcome.Refused is { } refused ? $"salah={refused}" : $"pesan={notice}")}");
    }

    /// <summary>The package is made, then the journal is told its hash, and only then it is handed over.</summary>
    static async Task<IResult> PackAsync(
        HttpContext context, string id, IReviewStore reviews, IFlagStore flags, CurrentRoster roster, CasePackage package, TimeProvider time, TimeZoneInfo zone)
    {
        var form = await Web.FormAsync(context);
        if (await reviews.FindAsync(id, context.RequestAborted) is not { } item) return Web.NotFound(context);

        var entry = (await roster(context.RequestAborted)).FirstOrDefault(entry => entry.PersonCode == item.Flag.PersonCode);
        var person = entry is null ? null : new CasePerson(entry.Name, entry.Nip, entry.Unit);
        if (await FileAsync(context, id, reviews, person) is not { } file) return Web.NotFound(context);

        var bytes = await package.WriteAsync(file, await flags.HeadAsync(context.RequestAborted), Web.Viewer(context), time.GetUtcNow(), zone);
        var act = new ReviewAct.Refer(id, form.Number("versi"), CasePackage.Sha256(bytes));
        var outcome = await reviews.ActAsync(act, Web.Viewer(context), wholeGroup: false, context.RequestAborted);
        if (outcome.Refused is { } refused) return Results.Redirect($"/berkas/{Uri.EscapeDataString(id)}?salah={refused}");

        return Results.File(bytes, "application/zip", $"berkas-{item.Flag.Id}.zip");
    }

    static async Task<CaseFile?> FileAsync(HttpContext context, string id, IReviewStore store, CasePerson? person)
    {
        if (await store.FindAsync(id, context.RequestAborted) is not { State.Status: FlagStatus.Upheld or FlagStatus.Referred } item) return null;

        var names = (await store.AccountsAsync(context.RequestAborted)).ToDictionary(account => account.Reviewer.Id, account => account.Reviewer.Name, StringComparer.Ordinal);
        var roster = context.RequestServices.GetRequiredService<CurrentRoster>();
        // The page says whether the person is known without showing who it is.
        var known = person ?? ((await roster(context.RequestAborted)).Any(entry => entry.PersonCode == item.Flag.PersonCode) ? new CasePerson("", null, "") : null);
        return CaseFile.Of(item, known, names, Web.Frame(context).Today);
    }
}
