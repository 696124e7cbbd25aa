using Microsoft.Extensions.Options;
using Monitor.Flags;
using Monitor.Review.SignIn;
using Monitor.Roster;

namespace Monitor.Review.Pages;

/// <summary>Tinjau: one flag, read and decided.</summary>
static class JudgeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tinjau/{id}", ShowAsync).RequireAuthorization(Policies.Judging);
        Step("klaim", (id, form) => new ReviewAct.Claim(id, form.Number("versi")), notice: null);
        Step("lepas", (id, form) => new ReviewAct.Release(id, form.Number("versi")), "dilepas", toQueue: true);
        Step("pandangan", (id, form) => form.Choice<FirstLook>("pandangan") is { } look ? new ReviewAct.Look(id, form.Number("versi"), look) : null, "dipandang");
        Step("kepemilikan", (id, form) => form.Choice<OwnershipProof>("cara") is { } proof
            ? new ReviewAct.SettleOwnership(id, form.Number("versi"), proof, form.Text("catatan"))
            : null, "dipastikan");
        Step("jawaban", (id, form) => new ReviewAct.RecordAnswer(id, form.Number("versi"), form.Text("jawaban"), form.Day("tanggal")), "dijawab");
        Step("urungkan", (id, form) => new ReviewAct.Undo(id, form.Number("versi")), "diurungkan");
        routes.MapForm("/tinjau/{id}/putusan", DecideAsync).RequireAuthorization(Policies.Judging);
        routes.MapForm("/tinjau/{id}/nama", RevealAsync).RequireAuthorization(Policies.Judging);

        void Step(string name, Func<string, Form, ReviewAct?> act, string? notice, bool toQueue = false) =>
            routes.MapForm("/tinjau/{id}/" + name, (HttpContext context, string id, IReviewStore store) => ActAsync(context, id, store, act, notice, toQueue))
                .RequireAuthorization(Policies.Judging);
    }

    static async Task<IResult> ShowAsync(HttpContext context, string id, IReviewStore store, IOptions<ReviewOptions> options, CurrentDueDates due)
    {
        await store.CatchUpAsync(due(), wholly: false, context.RequestAborted);
        return await ModelAsync(context, id, store, options.Value) is { } model ? Web.Page<JudgePage>(Web.Frame(context), model) : Web.NotFound(context);
    }

    static async Task<IResult> ActAsync(HttpContext context, string id, IReviewStore store, Func<string, Form, ReviewAct?> act, string? notice, bool toQueue)
    {
        var form = await Web.FormAsync(context);
        if (act(id, form) is not { } asked) return Back(id, Refusal.ReasonMissing);

        var outcome = await store.ActAsync(asked, Web.Viewer(context), wholeGroup: false, context.RequestAborted);
        if (outcome.State is null) return Web.NotFound(context);
        if (outcome.Refused is { } refused) return Back(id, refused);
        return Results.Redirect(toQueue ? $"/antrean?pesan={notice}" : $"/tinjau/{Uri.EscapeDataString(id)}{(notice is null ? "" : $"?pesan={notice}")}");
    }

    static async Task<IResult> DecideAsync(HttpContext context, string id, IReviewStore store, IOptions<ReviewOptions> options)
    {
        var form = await Web.FormAsync(context);
        if (form.Choice<Verdict>("putusan") is not { } verdict) return Back(id, Refusal.ReasonMissing);

        var decision = new ReviewDecision(verdict, form.Choice<DismissalReason>($"alasan-{verdict}") ?? DismissalReason.None, form.Text($"catatan-{verdict}"), form.Text("pertanyaan"));
        var outcome = await store.ActAsync(new ReviewAct.Decide(id, form.Number("versi"), decision), Web.Viewer(context), form.Has("serupa"), context.RequestAborted);
        if (outcome.State is not { } state) return Web.NotFound(context);
        if (outcome.Refused is { } refused)
        {
            // What was written comes back in the form when nothing else changed; otherwise it stands as a note.
            if (outcome.NoteKept || await ModelAsync(context, id, store, options.Value) is not { } model) return Back(id, refused);
            return Web.Page<JudgePage>(Web.Frame(context, error: ReviewWords.Of(refused)), model with { Draft = decision }, StatusCodes.Status400BadRequest);
        }

        return Results.Redirect($"/antrean?pesan=diputus&urungkan={Uri.EscapeDataString(id)}&versi={state.Version}");
    }

    /// <summary>Shown once, in the answer to the step that was journalled; loading the page again hides it.</summary>
    static async Task<IResult> RevealAsync(HttpContext context, string id, IReviewStore store, IOptions<ReviewOptions> options, CurrentRoster roster)
    {
        var form = await Web.FormAsync(context);
        var reason = $"{form.Text("alasan")} {form.Text("catatan")}".Trim();
        var outcome = await store.ActAsync(new ReviewAct.RevealName(id, form.Number("versi"), reason), Web.Viewer(context), wholeGroup: false, context.RequestAborted);
        if (outcome.State is null || await ModelAsync(context, id, store, options.Value) is not { } model) return Web.NotFound(context);
        if (outcome.Refused is { } refused) return Back(id, refused);

        var person = (await roster(context.RequestAborted)).FirstOrDefault(entry => entry.PersonCode == model.Item.Flag.PersonCode);
        var shown = new ShownPerson(person?.Name, person?.Nip, model.Item.Flag.Post.Author.Handle ?? model.Item.Flag.Post.Author.DisplayName, model.Item.Flag.Post.Url, model.Item.Flag.FileName);
        return Web.Page<JudgePage>(Web.Frame(context), model with { Person = shown });
    }

    static async Task<JudgeModel?> ModelAsync(HttpContext context, string id, IReviewStore store, ReviewOptions options)
    {
        if (await store.FindAsync(id, context.RequestAborted) is not { } item) return null;

        var viewer = Web.Viewer(context);
        var names = (await store.AccountsAsync(context.RequestAborted)).ToDictionary(account => account.Reviewer.Id, account => account.Reviewer.Name, StringComparer.Ordinal);
        return JudgeModel.Of(item, viewer, options, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), names);
    }

    static IResult Back(string id, Refusal refusal) => Results.Redirect($"/tinjau/{Uri.EscapeDataString(id)}?salah={refusal}");
}

/// <summary>The people on the roster as they are now.</summary>
delegate Task<IReadOnlyList<RosterEntry>> CurrentRoster(CancellationToken cancellationToken);

/// <summary>A flag as one viewer may see it.</summary>
public sealed record JudgeModel
{
    public required ReviewItem Item { get; init; }

    /// <summary>What the viewer may read of what others said.</summary>
    public required IReadOnlyList<ReviewEvent> Events { get; init; }

    /// <summary>The status as the viewer may know it: a second look must not be told from a first.</summary>
    public required FlagStatus Status { get; init; }

    /// <summary>Whether the viewer may know the band: after the first look. A sample has one by lot, so that it cannot be told from a flag.</summary>
    public required bool ShowsBand { get; init; }

    /// <summary>Whether the viewer may know the number, which would give a sample away: once they have decided, or all is decided, and nothing of it can be taken back.</summary>
    public required bool ShowsScore { get; init; }

    public required bool MayDecide { get; init; }

    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>What was refused for what it lacked, to be written on.</summary>
    public ReviewDecision? Draft { get; init; }

    public ShownPerson? Person { get; init; }

    internal static JudgeModel Of(ReviewItem item, Reviewer viewer, ReviewOptions options, DateTimeOffset now, IReadOnlyDictionary<string, string> names)
    {
        var blind = item.State.Barred is { } other && other != viewer.Id;
        var decided = item.Events.Any(told => told is { Kind: EventKind.Decision, Undone: false } && told.By == viewer.Id);
        return new JudgeModel
        {
            Item = item,
            Names = names,
            Status = blind ? (item.State.Lease is null ? FlagStatus.Open : FlagStatus.Claimed) : item.State.Status,
            Events = blind ? [.. item.Events.Where(told => told.By == viewer.Id || told.Kind is EventKind.Answer)] : item.Events,
            ShowsBand = !options.HideScore || decided || item.Looks.ContainsKey(viewer.Id) || !item.State.Awaiting,
            ShowsScore = (decided || !item.State.Awaiting) && !(item.State.Last is { } last && now - last.At <= options.UndoTime),
            MayDecide = item.State.Awaiting && item.State.Barred != viewer.Id,
        };
    }
}

/// <summary>What the step of opening a name shows, each where it is known.</summary>
public sealed record ShownPerson(string? Name, string? Nip, string? Account, string? Url, string FileName);
