using Microsoft.AspNetCore.Http.HttpResults;
using Monitor.Contests;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Review.DataFiles;
using Monitor.Review.SignIn;

namespace Monitor.Review.Pages;

/// <summary>Pemetaan: says what the columns of a refused table mean, or corrects what was said before. Headers are shown, never a row.</summary>
static class MappingEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/data/pemetaan", ShowAsync).RequireAuthorization(Policies.ChangingData);
        routes.MapForm("/data/pemetaan", SaveAsync).RequireAuthorization(Policies.ChangingData);
    }

    static async Task<IResult> ShowAsync(HttpContext context, DataFileStore store, DataFolder folder, ExportFormats formats)
    {
        var query = context.Request.Query;
        if (query["pemetaan"].ToString() is { Length: > 0 } known)
            return store.Find(DataKind.Pemetaan, known) is { } file && MappingDraft.Of(file) is { } draft ? Page(context, new MappingModel(draft, [], [])) : Web.NotFound(context);
        if (query["berkas"].ToString() is not { Length: > 0 } name)
            return Page(context, new MappingModel(null, Refused(folder), []));
        if (!Refused(folder).Contains(name)) return Web.NotFound(context);

        var heads = await new ExportInspector(formats).HeadsAsync(Path.Combine(folder.Refused, name), name, context.RequestAborted);
        var widest = heads.Select(MappingDraft.Of).MaxBy(found => found.Columns.Count);
        return widest is { Columns.Count: > 1 }
            ? Page(context, new MappingModel(widest, [], []))
            : Page(context, new MappingModel(null, Refused(folder), []), "Berkas itu bukan tabel dengan judul kolom, jadi tidak ada yang dapat dipetakan.", StatusCodes.Status400BadRequest);
    }

    static async Task<IResult> SaveAsync(HttpContext context, DataFileStore store, IFlagStore flags, TimeProvider time)
    {
        var form = await Web.FormAsync(context);
        var (columns, fields) = (form.All("kolom"), form.All("arti"));
        var draft = new MappingDraft
        {
            File = form.Text("nama-berkas"),
            Seen = form.Text("sidik"),
            Name = form.Text("nama"),
            Columns = [.. columns.Zip(fields, (column, field) => new MappedColumn(column, field))],
            Platform = form.Text("platform"),
            Activity = form.Text("aktivitas"),
            Zone = form.Text("zona"),
            DateOrder = form.Text("urutan"),
        };
        var known = store.Find(DataKind.Pemetaan, draft.File);
        if (draft.Seen.Length == 0 && known is not null)
            return Page(context, new MappingModel(draft, [], [$"{draft.File} sudah ada; pilih nama berkas lain, atau buka yang lama dan betulkan."]), DataEndpoints.NotUsed, StatusCodes.Status400BadRequest);

        try
        {
            // A correction keeps the columns by which the shape is known.
            var signature = known is null ? null : MappingDraft.SignatureOf(known);
            await DataEndpoints.TellAsync(context, flags, time, DataKind.Pemetaan, store.Replace(DataKind.Pemetaan, draft.File, draft.ToFile(signature), draft.Seen));
            return Results.Redirect("/data?pesan=dipetakan");
        }
        catch (DataFileException wrong)
        {
            return Page(context, new MappingModel(draft, [], DataEndpoints.Faults(wrong)), DataEndpoints.NotUsed, StatusCodes.Status400BadRequest);
        }
        catch (StaleDataException)
        {
            return Page(context, new MappingModel(draft, [], []), DataEndpoints.Stale, StatusCodes.Status409Conflict);
        }
    }

    static RazorComponentResult Page(HttpContext context, MappingModel model, string? error = null, int status = StatusCodes.Status200OK) =>
        Web.Page<MappingPage>(Web.Frame(context, error: error), model, status);

    /// <summary>What could be a table, newest first.</summary>
    static IReadOnlyList<string> Refused(DataFolder folder) => Directory.Exists(folder.Refused)
        ?
        [
            .. new DirectoryInfo(folder.Refused).EnumerateFiles().Where(file => file.Extension.ToLowerInvariant() is ".xlsx" or ".xls" or ".csv" or ".tsv" or ".txt" && !file.Name.EndsWith(".tanda-terima.txt", StringComparison.Ordinal))
                .OrderByDescending(file => file.LastWriteTimeUtc).Take(50).Select(file => file.Name),
        ]
        : [];
}

/// <param name="Draft">What is filled in; null while a file is to be chosen.</param>
/// <param name="Refused">Files that a mapping might help.</param>
/// <param name="Faults">Why it was refused.</param>
public sealed record MappingModel(MappingDraft? Draft, IReadOnlyList<string> Refused, IReadOnlyList<string> Faults);
