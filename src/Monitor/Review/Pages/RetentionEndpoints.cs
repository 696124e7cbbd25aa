using Monitor.Flags;
using Monitor.Journal;
using Monitor.Review.DataFiles;
using Monitor.Review.Retention;
using Monitor.Review.SignIn;

namespace Monitor.Review.Pages;

/// <summary>How long what is finished is kept, set by page. What would go the sooner for it is counted first and has to be agreed to.</summary>
static class RetentionEndpoints
{
    public const string Path = "/data/masa-simpan";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ShowAsync).RequireAuthorization(Policies.Retention);
        routes.MapForm(Path, ChangeAsync).RequireAuthorization(Policies.Retention);
    }

    static async Task<IResult> ShowAsync(HttpContext context, DataFileStore files, CurrentRetentionTerms terms, RetentionRun run) =>
        Web.Page<RetentionPage>(Web.Frame(context), await ModelAsync(context, files, terms(), terms(), run, []));

    static async Task<IResult> ChangeAsync(
        HttpContext context, DataFileStore files, CurrentRetentionTerms terms, RetentionRun run, IFlagStore flags, TimeProvider time)
    {
        var form = await Web.FormAsync(context);
        var before = terms();
        var asked = new RetentionTerms(Days(form, "tanda"), Days(form, "sampel"), Days(form, "berkas"));
        if (asked.Faults is { Count: > 0 } faults)
            return await AgainAsync(DataEndpoints.NotUsed, StatusCodes.Status400BadRequest, faults);
        if (asked.IsShorterThan(before) && !form.Has("setuju"))
            return await AgainAsync("Ada yang akan dihapus lebih cepat. Periksa jumlahnya di bawah, beri tanda setuju, lalu simpan lagi.", StatusCodes.Status409Conflict, []);

        try
        {
            var change = files.Replace(DataKind.MasaSimpan, "", asked.ToBytes(), form.Text("sidik"));
            await flags.AppendAsync(Told(change, before, asked, Web.Viewer(context), time.GetUtcNow()), context.RequestAborted);
            return Results.Redirect($"{Path}?pesan=masa-simpan");
        }
        catch (StaleDataException)
        {
            return await AgainAsync("Masa simpan sudah diubah orang lain sejak Anda membukanya. Periksa angkanya, lalu simpan lagi.", StatusCodes.Status409Conflict, []);
        }

        async Task<IResult> AgainAsync(string error, int status, IReadOnlyList<string> faults) =>
            Web.Page<RetentionPage>(Web.Frame(context, error: error), await ModelAsync(context, files, terms(), asked, run, faults), status);
    }

    /// <summary>Numbers before and after, so that the auditor need not open a file.</summary>
    static JournalEntry Told(DataChange change, RetentionTerms before, RetentionTerms after, Reviewer by, DateTimeOffset at) => new(
        JournalKind.ConfigurationChanged, at, by.Id, change.File,
        ReviewEntries.Detail(
            ("kind", DataKind.MasaSimpan), ("was", change.Before), ("sha256", change.After), ("dismissedFlags", (int[])[before.DismissedFlags, after.DismissedFlags]),
            ("unflaggedSamples", (int[])[before.UnflaggedSamples, after.UnflaggedSamples]), ("keptFiles", (int[])[before.KeptFiles, after.KeptFiles])));

    static int Days(Form form, string field) => (int)Math.Min(form.Number(field), int.MaxValue);

    static async Task<RetentionModel> ModelAsync(
        HttpContext context, DataFileStore files, RetentionTerms inForce, RetentionTerms asked, RetentionRun run, IReadOnlyList<string> faults)
    {
        var file = files.All().FirstOrDefault(file => file.Kind is DataKind.MasaSimpan);
        var going = faults.Count == 0 ? await run.WouldGoAsync(asked, context.RequestAborted) : null;
        return new RetentionModel(inForce, asked, file, going, faults);
    }
}

/// <param name="InForce">The terms that hold.</param>
/// <param name="Asked">The terms of the form.</param>
/// <param name="File">Where they were set; null while those of the settings hold.</param>
/// <param name="Going">What goes by the terms of the form in the next night; null where they cannot be used.</param>
/// <param name="Faults">Why they cannot.</param>
public sealed record RetentionModel(RetentionTerms InForce, RetentionTerms Asked, DataFileRow? File, RetentionForecast? Going, IReadOnlyList<string> Faults);
