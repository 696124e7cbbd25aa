using Monitor.Flags;
using Monitor.Journal;
using Monitor.Posts;
using Monitor.Review.SignIn;
using Monitor.Roster;

namespace Monitor.Review.Pages;

/// <summary>Hak subjek: what is kept about a person, a copy of it, and the correction of an account that was never theirs (UU 27/2022, articles 5 to 8).</summary>
static class SubjectEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/hak-subjek", (HttpContext context) => Web.Page<SubjectPage>(Web.Frame(context), SubjectModel.Empty)).RequireAuthorization(Policies.Leading);
        routes.MapForm("/hak-subjek", FindAsync).RequireAuthorization(Policies.Leading);
        routes.MapForm("/hak-subjek/salinan", CopyAsync).RequireAuthorization(Policies.Leading);
        routes.MapForm("/hak-subjek/koreksi", CorrectAsync).RequireAuthorization(Policies.Leading);
    }

    /// <summary>By employee number in a form, never in an address; the look itself is journalled.</summary>
    static async Task<IResult> FindAsync(HttpContext context, IReviewStore reviews, IFlagStore store, CurrentRoster roster, TimeProvider time)
    {
        var form = await Web.FormAsync(context);
        var sought = string.Concat(form.Text("nip").Where(char.IsAsciiDigit));
        var code = form.Text("kode");
        var person = (await roster(context.RequestAborted)).FirstOrDefault(entry => (sought.Length == 18 && entry.Nip == sought) || entry.PersonCode == code);
        if (person is null)
            return Web.Page<SubjectPage>(Web.Frame(context, error: "Tidak ada orang dengan NIP atau kode itu dalam daftar pegawai."), SubjectModel.Empty, StatusCodes.Status404NotFound);

        await TellAsync(context, store, time, person, "shown");
        return Web.Page<SubjectPage>(Web.Frame(context), new SubjectModel(person, await reviews.OfPersonAsync(person.PersonCode, context.RequestAborted)));
    }

    static async Task<IResult> CopyAsync(HttpContext context, IReviewStore reviews, IFlagStore store, CurrentRoster roster, TimeProvider time)
    {
        var code = (await Web.FormAsync(context)).Text("kode");
        if ((await roster(context.RequestAborted)).FirstOrDefault(entry => entry.PersonCode == code) is not { } person) return Web.NotFound(context);

        // The person gets their own words and what was done; who judged is the office's business.
        var kept = (await reviews.OfPersonAsync(code, context.RequestAborted)).Select(row => new SubjectCopy(
            row.Flag.Id, row.Flag.RaisedAt, row.State.Status, row.Flag.Post, row.Flag.Category, row.Flag.Probability, row.Flag.Contests, row.Flag.LegalBases, row.Flag.ModelId));
        await TellAsync(context, store, time, person, "copied");
        return Results.File(System.Text.Encoding.UTF8.GetBytes(ReviewEntries.Detail(("person", person), ("kept", kept.ToList()))), "application/json", $"salinan-{code}.json");
    }

    static async Task<IResult> CorrectAsync(HttpContext context, IReviewStore reviews, IFlagStore store, CurrentRoster roster, TimeProvider time)
    {
        var form = await Web.FormAsync(context);
        var (code, handle) = (form.Text("kode"), form.Text("akun").TrimStart('@'));
        if ((await roster(context.RequestAborted)).FirstOrDefault(entry => entry.PersonCode == code) is not { } person) return Web.NotFound(context);
        if (form.Choice<Platform>("platform") is not { } platform || handle.Length is 0 or > 200)
            return Web.Page<SubjectPage>(Web.Frame(context, error: "Pilih platform dan tulis nama akunnya."), SubjectModel.Empty, StatusCodes.Status400BadRequest);

        await reviews.WithdrawAsync(code, platform, handle, Web.Viewer(context), context.RequestAborted);
        await TellAsync(context, store, time, person, "account-corrected");
        return Results.Redirect("/hak-subjek?pesan=ditarik");
    }

    static Task<JournalHead> TellAsync(HttpContext context, IFlagStore store, TimeProvider time, RosterEntry person, string step) => store.AppendAsync(
        new JournalEntry(JournalKind.SubjectAnswered, time.GetUtcNow(), Web.Viewer(context).Id, person.PersonCode, ReviewEntries.Detail(("step", step))), context.RequestAborted);
}

/// <param name="Person">From the roster; null before somebody was sought.</param>
/// <param name="Kept">All that is kept of their posts.</param>
public sealed record SubjectModel(RosterEntry? Person, IReadOnlyList<QueueRow> Kept)
{
    public static SubjectModel Empty { get; } = new(null, []);
}

/// <summary>One flag as its person may have it.</summary>
sealed record SubjectCopy(
    string Id, DateTimeOffset RaisedAt, FlagStatus Status, Post Post, Classification.Category Category, double Probability, IReadOnlyList<FlagContest> Contests,
    IReadOnlyList<Rules.LegalBasis> LegalBases, string ModelId);
