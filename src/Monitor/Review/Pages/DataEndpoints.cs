using System.Text;
using Microsoft.Extensions.Options;
using Monitor.Contests;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Review.SignIn;
using Monitor.Rules;

namespace Monitor.Review.Pages;

/// <summary>Data and Bantuan: what posts are judged by, without content; a contest or the clock can be replaced when it is sound.</summary>
static class DataEndpoints
{
    const long LargestUpload = 2 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/data", (HttpContext context, DataFolder folder, CurrentDueDates due, IOptions<MonitorOptions> options) =>
            Web.Page<DataPage>(Web.Frame(context), ModelOf(folder, due(), options.Value, faults: []))).RequireAuthorization(Policies.Data);
        routes.MapForm("/data/unggah", UploadAsync, LargestUpload).RequireAuthorization(Policies.ChangingData);
        routes.MapGet("/bantuan", (HttpContext context) => Web.Page<HelpPage>(Web.Frame(context))).RequireAuthorization(Policies.SignedIn);
    }

    /// <summary>The file is tried beside all others first; only a set without a fault replaces what is there, and the old file is kept.</summary>
    static async Task<IResult> UploadAsync(
        HttpContext context, DataFolder folder, CurrentDueDates due, IOptions<MonitorOptions> options, IFlagStore store, TimeProvider time)
    {
        var form = await Web.FormAsync(context);
        if (form.Files is not [{ Length: > 0 and <= LargestUpload } file])
            return Refused(["Pilih satu berkas JSON paling besar 2 MB."]);

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, context.RequestAborted);
        var name = Path.GetFileName(file.FileName);
        try
        {
            var target = form.Text("jenis") == "tenggat" ? Clock(folder, bytes.ToArray()) : Contest(folder, name, bytes.ToArray());
            await ReplaceAsync(target, bytes.ToArray(), time, context.RequestAborted);
            var detail = ReviewEntries.Detail(("file", Path.GetFileName(target)), ("sha256", StoreJson.Sha256(Encoding.UTF8.GetString(bytes.ToArray()))));
            await store.AppendAsync(new JournalEntry(JournalKind.ConfigurationChanged, time.GetUtcNow(), Web.Viewer(context).Id, "upload", detail), context.RequestAborted);
            return Results.Redirect("/data?pesan=diunggah");
        }
        catch (DataFileException wrong)
        {
            return Refused([.. wrong.Faults.Select(fault => fault.ToString())]);
        }

        IResult Refused(IReadOnlyList<string> faults) =>
            Web.Page<DataPage>(Web.Frame(context, error: "Berkas itu tidak dipakai; yang lama tetap berlaku."), ModelOf(folder, due(), options.Value, faults), StatusCodes.Status400BadRequest);
    }

    static string Clock(DataFolder folder, byte[] bytes)
    {
        StatutoryClock.Parse(bytes, Path.GetFileName(folder.Clock));
        return folder.Clock;
    }

    /// <summary>Tried in a folder of its own with copies of the other contests.</summary>
    static string Contest(DataFolder folder, string name, byte[] bytes)
    {
        if (!IsFileName(name)) throw new DataFileException("The name cannot be used", [new DataFault(name, "", "beri nama seperti pilkada-2024-kabupaten.json: huruf kecil, angka, dan tanda hubung")]);

        var trial = Directory.CreateTempSubdirectory("monitor-contests-");
        try
        {
            foreach (var other in Directory.EnumerateFiles(folder.Contests, "*.json")) File.Copy(other, Path.Combine(trial.FullName, Path.GetFileName(other)));
            File.WriteAllBytes(Path.Combine(trial.FullName, name), bytes);
            ContestFiles.Load(trial.FullName);
            return Path.Combine(folder.Contests, name);
        }
        finally
        {
            trial.Delete(recursive: true);
        }
    }

    static async Task ReplaceAsync(string target, byte[] bytes, TimeProvider time, CancellationToken cancellationToken)
    {
        if (File.Exists(target)) File.Copy(target, $"{target}.{time.GetUtcNow():yyyyMMddHHmmss}.lama", overwrite: true);
        await File.WriteAllBytesAsync(target + ".baru", bytes, cancellationToken);
        File.Move(target + ".baru", target, overwrite: true);
    }

    static bool IsFileName(string name) =>
        name.EndsWith(".json", StringComparison.Ordinal) && !name.EndsWith(".schema.json", StringComparison.Ordinal) && name.Length is > 5 and <= 100
        && name[..^5].All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    static DataModel ModelOf(DataFolder folder, DueDates due, MonitorOptions options, IReadOnlyList<string> faults)
    {
        var roster = Path.ChangeExtension(folder.Roster, ".periksa.txt");
        var cards = Path.Combine(AppContext.BaseDirectory, options.ModelFolder);
        return new DataModel(
            due.Contests.Contests, due.Clock.File, [.. Rules(folder)], File.Exists(roster) ? File.ReadAllText(roster) : null,
            Directory.Exists(cards) ? [.. Directory.EnumerateFiles(cards, "card.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(Path.GetDirectoryName(path)) ?? "", File.ReadAllText(path)))] : [],
            faults);
    }

    static IEnumerable<RuleRow> Rules(DataFolder folder) =>
        Directory.EnumerateFiles(folder.Rules, "*.json").Where(path => !path.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).SelectMany(path => RuleFiles.Load(path).Rows);
}

/// <summary>What posts are judged by. <c>RosterFaults</c> holds places and faults, never a name.</summary>
public sealed record DataModel(
    IReadOnlyList<Contest> Contests, ClockFile Clock, IReadOnlyList<RuleRow> Rules, string? RosterFaults, IReadOnlyList<(string Id, string Card)> Models, IReadOnlyList<string> Faults);
