using System.Globalization;
using Microsoft.Extensions.Options;
using Monitor.Classification;
using Monitor.Contests;
using Monitor.Flags;
using Monitor.Posts;
using Monitor.Review.SignIn;

namespace Monitor.Review.Pages;

/// <summary>Antrean: what waits for people.</summary>
static class QueueEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/antrean", ShowAsync).RequireAuthorization(Policies.Judging);

    static async Task<IResult> ShowAsync(HttpContext context, IReviewStore store, CurrentDueDates due, IOptions<ReviewOptions> options)
    {
        await store.CatchUpAsync(due(), wholly: false, context.RequestAborted);
        var viewer = Web.Viewer(context);
        var showsBand = !options.Value.HideScore || viewer.Role is Role.Ketua;
        var query = Read(context.Request.Query, viewer, showsBand);
        var page = await store.QueueAsync(query, context.RequestAborted);
        var accounts = await store.AccountsAsync(context.RequestAborted);
        var names = accounts.ToDictionary(account => account.Reviewer.Id, account => account.Reviewer.Name, StringComparer.Ordinal);
        var waiting = viewer.Confirms ? accounts.Count(account => account is { Active: true, Awaits: not null }) : 0;
        return Web.Page<QueueList>(Web.Frame(context), new QueueModel(query, page, await store.ChoicesAsync(context.RequestAborted), names, showsBand, waiting));
    }

    static QueueQuery Read(IQueryCollection query, Reviewer viewer, bool showsBand) => new(
        viewer.Id,
        Short(query["pemilihan"]),
        Choices.Of<Category>(query["bentuk"]),
        Choices.Of<Phase>(query["tahap"]),
        Short(query["unit"]),
        Choices.Of<Platform>(query["platform"]),
        showsBand ? Choices.Of<Priority>(query["pita"]) : null,
        Choices.Of<QueueView>(query["lihat"]) ?? QueueView.Open,
        int.TryParse(query["hal"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Min(page, 10_000) : 0);

    static string? Short(string? text) => text is { Length: > 0 and <= 200 } ? text : null;
}

/// <param name="Query">As it was asked.</param>
/// <param name="Page">What came.</param>
/// <param name="Choices">For the filters.</param>
/// <param name="Names">Reviewers' names by id.</param>
/// <param name="ShowsBand">Whether the viewer may see the model's band.</param>
/// <param name="Waiting">Accounts that the viewer should confirm.</param>
public sealed record QueueModel(QueueQuery Query, QueuePage Page, QueueChoices Choices, IReadOnlyDictionary<string, string> Names, bool ShowsBand, int Waiting);
