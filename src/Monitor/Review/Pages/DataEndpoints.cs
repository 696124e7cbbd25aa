using System.Text;
using Microsoft.Extensions.Options;
using Monitor.Classification;
using Monitor.Contests;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Review.DataFiles;
using Monitor.Review.Retention;
using Monitor.Review.SignIn;
using Monitor.Roster;
using Monitor.Rules;

namespace Monitor.Review.Pages;

/// <summary>Data: what posts are judged by, without content. Each file can be replaced by a sound one, corrected, and put back.</summary>
static class DataEndpoints
{
    const long LargestUpload = 20 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/data", async (HttpContext context, DataFileStore store) => await OverviewAsync(context, store, faults: [])).RequireAuthorization(Policies.Data);
        routes.MapForm("/data/unggah", UploadAsync, LargestUpload).RequireAuthorization(Policies.ChangingData);
        routes.MapGet("/data/berkas/{jenis}/{nama}", Show).RequireAuthorization(Policies.Data);
        routes.MapForm("/data/berkas/{jenis}/{nama}", EditAsync, largest: 4 * 1024 * 1024).RequireAuthorization(Policies.ChangingData);
        routes.MapForm("/data/berkas/{jenis}/{nama}/pulihkan", RestoreAsync).RequireAuthorization(Policies.ChangingData);
    }

    static async Task<IResult> UploadAsync(HttpContext context, DataFileStore store, IFlagStore flags, TimeProvider time)
    {
        var form = await Web.FormAsync(context);
        if (form.Files is not [{ Length: > 0 and <= LargestUpload } file] || form.Choice<DataKind>("jenis") is not { } kind || kind is DataKind.MasaSimpan)
            return await OverviewAsync(context, store, ["Pilih jenis dan satu berkas paling besar 20 MB."]);

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, context.RequestAborted);
        try
        {
            await TellAsync(context, flags, time, kind, store.Replace(kind, Path.GetFileName(file.FileName), bytes.ToArray(), seen: null));
            return Results.Redirect("/data?pesan=diunggah");
        }
        catch (DataFileException wrong)
        {
            return await OverviewAsync(context, store, Faults(wrong));
        }
    }

    static IResult Show(HttpContext context, string jenis, string nama, DataFileStore store) =>
        Choices.Of<DataKind>(jenis) is { } kind && store.Find(kind, nama) is { } file ? Web.Page<DataFilePage>(Web.Frame(context), new DataFileModel(file, file.Text, [])) : Web.NotFound(context);

    /// <summary>What was typed comes back whenever it cannot be used.</summary>
    static async Task<IResult> EditAsync(HttpContext context, string jenis, string nama, DataFileStore store, IFlagStore flags, TimeProvider time)
    {
        var form = await Web.FormAsync(context);
        if (Choices.Of<DataKind>(jenis) is not { } kind || kind is DataKind.Roster or DataKind.MasaSimpan || store.Find(kind, nama) is not { } file) return Web.NotFound(context);

        var text = form.Text("isi") + "\n";
        try
        {
            await TellAsync(context, flags, time, kind, store.Replace(kind, nama, Encoding.UTF8.GetBytes(text), form.Text("sidik")));
            return Results.Redirect($"{PathOf(kind, nama)}?pesan=diunggah");
        }
        catch (DataFileException wrong)
        {
            return Web.Page<DataFilePage>(Web.Frame(context, error: NotUsed), new DataFileModel(file, text, Faults(wrong)), StatusCodes.Status400BadRequest);
        }
        catch (StaleDataException)
        {
            return Web.Page<DataFilePage>(Web.Frame(context, error: Stale), new DataFileModel(file, text, []), StatusCodes.Status409Conflict);
        }
    }

    static async Task<IResult> RestoreAsync(HttpContext context, string jenis, string nama, DataFileStore store, IFlagStore flags, TimeProvider time)
    {
        var form = await Web.FormAsync(context);
        if (Choices.Of<DataKind>(jenis) is not { } kind || kind is DataKind.MasaSimpan || store.Find(kind, nama) is not { } file) return Web.NotFound(context);

        try
        {
            if (store.Restore(kind, nama, form.Text("versi")) is not { } change) return Web.NotFound(context);
            await TellAsync(context, flags, time, kind, change);
            return Results.Redirect($"{PathOf(kind, nama)}?pesan=dipulihkan");
        }
        catch (DataFileException wrong)
        {
            return Web.Page<DataFilePage>(Web.Frame(context, error: NotUsed), new DataFileModel(file, file.Text, Faults(wrong)), StatusCodes.Status400BadRequest);
        }
    }

    public const string NotUsed = "Berkas itu tidak dipakai; yang lama tetap berlaku.";

    public const string Stale = "Berkas ini sudah diubah orang lain sejak Anda membukanya. Tulisan Anda masih ada di bawah; buka versi terbaru di tab lain, bandingkan, lalu simpan lagi.";

    public static string PathOf(DataKind kind, string name) => $"/data/berkas/{kind.ToString().ToLowerInvariant()}/{Uri.EscapeDataString(name)}";

    public static IReadOnlyList<string> Faults(DataFileException wrong) => [.. wrong.Faults.Select(fault => fault.ToString())];

    public static Task<JournalHead> TellAsync(HttpContext context, IFlagStore flags, TimeProvider time, DataKind kind, DataChange change) => flags.AppendAsync(
        new JournalEntry(
            JournalKind.ConfigurationChanged, time.GetUtcNow(), Web.Viewer(context).Id, change.File,
            ReviewEntries.Detail(("kind", kind), ("was", change.Before), ("sha256", change.After))),
        context.RequestAborted);

    static async Task<IResult> OverviewAsync(HttpContext context, DataFileStore store, IReadOnlyList<string> faults)
    {
        var services = context.RequestServices;
        var folder = services.GetRequiredService<DataFolder>();
        var due = services.GetRequiredService<CurrentDueDates>()();
        var roster = Path.ChangeExtension(folder.Roster, ".periksa.txt");
        var model = new DataModel(
            store.All(), due.Contests.Contests, due.Clock.File, [.. Rules(folder)],
            RosterSummary.Of(await services.GetRequiredService<CurrentRoster>()(context.RequestAborted)), File.Exists(roster) ? await File.ReadAllTextAsync(roster, context.RequestAborted) : null,
            Cards(services.GetRequiredService<IOptions<MonitorOptions>>().Value), services.GetRequiredService<CurrentRetentionTerms>()(), faults);
        return faults.Count == 0
            ? Web.Page<DataPage>(Web.Frame(context), model)
            : Web.Page<DataPage>(Web.Frame(context, error: NotUsed), model, StatusCodes.Status400BadRequest);
    }

    static IReadOnlyList<(string Id, bool IsChampion, string Card)> Cards(MonitorOptions options)
    {
        var models = Path.Combine(AppContext.BaseDirectory, options.ModelFolder);
        var champion = Path.GetFileName(ChampionModel.FolderIn(models));
        return
        [
            .. Directory.EnumerateFiles(models, "MODEL_CARD.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(path => Path.GetFileName(Path.GetDirectoryName(path)) ?? "").Select(id => (id, id == champion, File.ReadAllText(Path.Combine(models, id, "MODEL_CARD.md")))),
        ];
    }

    public const string DismissedFlags = "Tanda yang tidak diteruskan: kata-kata, catatan, dan kaitannya dengan orang";

    public const string UnflaggedSamples = "Sampel uji petik";

    public const string KeptFiles = "Berkas ekspor di selesai, duplikat, dan ditolak";

    static IEnumerable<RuleRow> Rules(DataFolder folder) =>
        Directory.EnumerateFiles(folder.Rules, "*.json").Where(path => !path.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).SelectMany(path => RuleFiles.Load(path).Rows);
}

/// <summary>What posts are judged by. <c>RosterFaults</c> holds places and faults, never a name.</summary>
public sealed record DataModel(
    IReadOnlyList<DataFileRow> Files, IReadOnlyList<Contest> Contests, ClockFile Clock, IReadOnlyList<RuleRow> Rules, RosterSummary Roster, string? RosterFaults,
    IReadOnlyList<(string Id, bool IsChampion, string Card)> Models, RetentionTerms Retention, IReadOnlyList<string> Faults);

/// <param name="File">As it stands.</param>
/// <param name="Text">In the editor: as it stands, or as it was typed and refused.</param>
/// <param name="Faults">Why it was refused.</param>
public sealed record DataFileModel(DataFileContent File, string Text, IReadOnlyList<string> Faults);

/// <summary>The roster in numbers: nobody is named.</summary>
public sealed record RosterSummary(int People, int Accounts, IReadOnlyList<(EmploymentType Employment, int People)> Employments, IReadOnlyList<(Ownership Ownership, int Accounts)> Ownerships)
{
    public static RosterSummary Of(IReadOnlyList<RosterEntry> people)
    {
        var accounts = people.SelectMany(person => person.Accounts).ToList();
        return new RosterSummary(
            people.Count, accounts.Count,
            [.. people.CountBy(person => person.Employment).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))],
            [.. accounts.CountBy(account => account.Ownership).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))]);
    }
}
