using System.Text;
using Monitor.Flags;
using Monitor.Posts;
using Monitor.Review.Retention;
using Monitor.Review.SignIn;
using Monitor.Roster;

namespace Monitor.Review.Pages;

/// <summary>
/// Hak subjek: what is kept about a person, a copy of it, the correction of an account that was never theirs, and the erasure of what is
/// past its time (UU 27/2022, articles 5 to 8).
/// </summary>
static class SubjectEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/hak-subjek", (HttpContext context) => Web.Page<SubjectPage>(Web.Frame(context), SubjectModel.Empty)).RequireAuthorization(Policies.Leading);
        routes.MapForm("/hak-subjek", FindAsync).RequireAuthorization(Policies.Leading);
        routes.MapForm("/hak-subjek/salinan", CopyAsync).RequireAuthorization(Policies.Leading);
        routes.MapForm("/hak-subjek/koreksi", CorrectAsync).RequireAuthorization(Policies.Leading);
        routes.MapForm("/hak-subjek/hapus", EraseAsync).RequireAuthorization(Policies.Leading);
    }

    /// <summary>By employee number in a form, never in an address; the look itself is journalled.</summary>
    static async Task<IResult> FindAsync(HttpContext context, IReviewStore reviews, IFlagStore store, RetentionRun retention, CurrentRoster roster, TimeProvider time)
    {
        var form = await Web.FormAsync(context);
        var sought = string.Concat(form.Text("nip").Where(char.IsAsciiDigit));
        var entry = sought.Length == 18 ? (await roster(context.RequestAborted)).FirstOrDefault(entry => entry.Nip == sought) : null;
        if (await SubjectAsync(context, reviews, roster, entry?.PersonCode ?? form.Text("kode")) is not { } subject)
            return Web.Page<SubjectPage>(Web.Frame(context, error: "Tidak ada orang dengan NIP atau kode itu dalam daftar pegawai."), SubjectModel.Empty, StatusCodes.Status404NotFound);

        await store.AppendAsync(ReviewEntries.Subject(subject.Code, Web.Viewer(context), time.GetUtcNow(), ("step", "shown")), context.RequestAborted);
        var kept = subject.Items.Select(item => new SubjectRow(item.Flag, Told(item), retention.GoesOn(item)));
        return Web.Page<SubjectPage>(Web.Frame(context), new SubjectModel(subject.Code, subject.Person, [.. kept]));
    }

    static async Task<IResult> CopyAsync(HttpContext context, IReviewStore reviews, IFlagStore store, RetentionRun retention, CurrentRoster roster, TimeProvider time)
    {
        if (await SubjectAsync(context, reviews, roster, (await Web.FormAsync(context)).Text("kode")) is not { } subject) return Web.NotFound(context);

        var kept = subject.Items.Select(item => SubjectCopy.Of(item, retention.GoesOn(item))).ToList();
        await store.AppendAsync(ReviewEntries.Subject(subject.Code, Web.Viewer(context), time.GetUtcNow(), ("step", "copied"), ("posts", kept.Count)), context.RequestAborted);
        var copy = ReviewEntries.Detail(("code", subject.Code), ("person", subject.Person), ("kept", kept));
        return Results.File(Encoding.UTF8.GetBytes(copy), "application/json", $"salinan-{subject.Code}.json");
    }

    static async Task<IResult> CorrectAsync(HttpContext context, IReviewStore reviews, CurrentRoster roster)
    {
        var form = await Web.FormAsync(context);
        var account = form.Text("akun");
        if (await SubjectAsync(context, reviews, roster, form.Text("kode")) is not { } subject) return Web.NotFound(context);
        if (form.Choice<Platform>("platform") is not { } platform || account.Length is 0 or > 200)
            return Web.Page<SubjectPage>(Web.Frame(context, error: "Pilih platform dan tulis nama akunnya."), SubjectModel.Empty, StatusCodes.Status400BadRequest);

        var withdrawn = await reviews.WithdrawAsync(subject.Code, platform, account, Web.Viewer(context), context.RequestAborted);
        return Results.Redirect("/hak-subjek?pesan=" + withdrawn switch
        {
            { Flags: 0 } => "tanpa-tanda",
            { Referred: > 0 } => "ditarik-diteruskan",
            _ => "ditarik",
        });
    }

    /// <summary>What is past its time goes at once; the answer is a paper for the person.</summary>
    static async Task<IResult> EraseAsync(
        HttpContext context, IReviewStore reviews, IFlagStore store, RetentionRun retention, CurrentRoster roster, TimeProvider time, TimeZoneInfo zone)
    {
        if (await SubjectAsync(context, reviews, roster, (await Web.FormAsync(context)).Text("kode")) is not { } subject) return Web.NotFound(context);

        var viewer = Web.Viewer(context);
        var (posts, texts, isClean) = await retention.ErasePersonAsync(subject.Code, viewer, context.RequestAborted);
        var stays = subject.Items.Count - posts;
        var at = time.GetUtcNow();
        var entry = await store.AppendAsync(ReviewEntries.Subject(subject.Code, viewer, at, ("step", "erased"), ("posts", posts), ("texts", texts), ("stays", stays)), context.RequestAborted);
        var paper = new ErasureCertificate(subject.Code, at, viewer.Name, posts, texts, stays, isClean, entry);
        return Results.File(Encoding.UTF8.GetBytes(paper.Render(zone)), "text/plain; charset=utf-8", $"keterangan-penghapusan-{subject.Code}.txt");
    }

    /// <summary>Somebody on the roster, or somebody who is not on it any more and about whom something is kept.</summary>
    static async Task<Subject?> SubjectAsync(HttpContext context, IReviewStore reviews, CurrentRoster roster, string code)
    {
        if (code.Length == 0) return null;

        var person = (await roster(context.RequestAborted)).FirstOrDefault(entry => entry.PersonCode == code);
        List<ReviewItem> items = [];
        foreach (var row in await reviews.OfPersonAsync(code, context.RequestAborted))
        {
            if (await reviews.FindAsync(row.Flag.Id, context.RequestAborted) is { } item) items.Add(item);
        }

        return person is null && items.Count == 0 ? null : new Subject(code, person, items);
    }

    /// <summary>Whoever answers judges too: that a second voice is awaited would tell them what the first one said.</summary>
    internal static FlagStatus Told(ReviewItem item) =>
        item.State is { Awaiting: true, Status: not FlagStatus.NeedsClarification } ? FlagStatus.Open : item.State.Status;

    sealed record Subject(string Code, RosterEntry? Person, IReadOnlyList<ReviewItem> Items);
}

/// <param name="Code">The pseudonym; empty before somebody was sought.</param>
/// <param name="Person">From the roster; null for somebody who is not on it any more.</param>
/// <param name="Kept">All that is kept of their posts.</param>
public sealed record SubjectModel(string Code, RosterEntry? Person, IReadOnlyList<SubjectRow> Kept)
{
    public static SubjectModel Empty { get; } = new("", null, []);
}

/// <param name="Flag">The post.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="GoesOn">The day on which its words go, or null while they are needed.</param>
public sealed record SubjectRow(Flag Flag, FlagStatus Status, DateOnly? GoesOn);

/// <summary>
/// One flag as its person may have it: their own words and answers and what was decided; who judged, and how, is the office's business. The
/// score, by which a sample is known, comes with the last word.
/// </summary>
sealed record SubjectCopy(
    string Id, DateTimeOffset RaisedAt, FlagStatus Status, Post Post, Classification.Category Category, double? Probability, IReadOnlyList<FlagContest> Contests,
    IReadOnlyList<Rules.LegalBasis> LegalBases, string ModelId, IReadOnlyList<SubjectEvent> Events, DateOnly? GoesOn)
{
    public static SubjectCopy Of(ReviewItem item, DateOnly? goesOn)
    {
        var flag = item.Flag;
        var events = item.Events.Where(told => told switch
        {
            { Kind: EventKind.Answer or EventKind.Reply or EventKind.ReplyAsked } => true,
            // While a second voice is awaited, the first is not told to anybody.
            { Kind: EventKind.Decision, Undone: false } => !item.State.Awaiting || told.Verdict is Verdict.NeedsClarification,
            _ => false,
        });
        return new SubjectCopy(
            flag.Id, flag.RaisedAt, SubjectEndpoints.Told(item), flag.Post, flag.Category, item.State.Awaiting ? null : flag.Probability, flag.Contests, flag.LegalBases, flag.ModelId,
            [.. events.Select(told => new SubjectEvent(told.At, told.Kind, told.Verdict, told.Reason, told.Question, told.Kind is EventKind.Decision ? "" : told.Text, told.On))], goesOn);
    }
}

/// <summary>What was decided or asked, and what the person answered.</summary>
sealed record SubjectEvent(DateTimeOffset At, EventKind Kind, Verdict? Verdict, DismissalReason Reason, string Question, string Answer, DateOnly? On);
