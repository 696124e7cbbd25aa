using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Monitor.Classification;
using Monitor.Contests;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Review;
using Monitor.Roster;
using Monitor.Training;

namespace Monitor.Commands;

/// <summary><c>monitor labels</c>: reviewers' decisions as posts to learn from.</summary>
static class LabelsCommand
{
    public static Command Build()
    {
        var to = new Option<string>("--out") { Description = $"Folder that gets {ReviewedPosts.FileName}, for 'monitor train --also'.", Required = true };
        var data = Cli.DataOption();
        var export = new Command(
            "export", "Write posts on which two reviewers agreed, without names: contestants are slots; people of the roster, accounts, links and long numbers are taken out. Stop the service first: the export is an entry in the journal. Read the file before it leaves the agency; names of people outside the roster may stand in it.")
        {
            to, data,
        };
        export.SetAction((parsed, stopping) => Cli.GuardAsync(async () =>
        {
            using var host = MonitorHost.BuildTool(parsed.GetValue(data));
            await using var store = host.Services.GetRequiredService<IFlagStore>();
            await store.OpenAsync(stopping);
            return await ExportAsync(host.Services, store, parsed.GetRequiredValue(to), parsed.InvocationConfiguration.Output, stopping);
        }));
        return new Command("labels", "Reviewers' decisions as labelled posts.") { export };
    }

    static async Task<int> ExportAsync(IServiceProvider services, IFlagStore store, string folder, TextWriter output, CancellationToken stopping)
    {
        var agreed = await services.GetRequiredService<IReviewStore>().AgreedAsync(stopping);
        var reviewed = await ReviewedPostsAsync(services, store, stopping);
        var posts = agreed.Select(word => reviewed.Of(word.Flag, word.TakesSide, word.Share)).OfType<LabelledPost>().OrderBy(post => post.Id, StringComparer.Ordinal).ToList();
        var bytes = Encoding.UTF8.GetBytes(string.Concat(posts.Select(post => post.ToLine() + "\n")));

        var aside = Path.Combine(Directory.CreateDirectory(folder).FullName, ReviewedPosts.FileName + ".new");
        await File.WriteAllBytesAsync(aside, bytes, stopping);
        await store.AppendAsync(Entry(services.GetRequiredService<TimeProvider>(), posts, agreed.Count, bytes), stopping);
        File.Move(aside, Path.ChangeExtension(aside, null), overwrite: true);

        var partisan = posts.Count(post => post.IsPartisan);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{posts.Count} posts ({partisan} partisan, {posts.Count - partisan} neutral) of {agreed.Count} on which two reviewers agreed; the others could not be made safe or have no own words."));
        return Cli.Ok;
    }

    static JournalEntry Entry(TimeProvider time, List<LabelledPost> posts, int agreed, byte[] bytes) => new(
        JournalKind.Exported, time.GetUtcNow(), Environment.UserName, "labels",
        ReviewEntries.Detail(("posts", posts.Count), ("partisan", posts.Count(post => post.IsPartisan)), ("agreed", agreed), ("sha256", Convert.ToHexStringLower(SHA256.HashData(bytes)))));

    static async Task<ReviewedPosts> ReviewedPostsAsync(IServiceProvider services, IFlagStore store, CancellationToken stopping)
    {
        var (folder, options) = (services.GetRequiredService<DataFolder>(), services.GetRequiredService<IOptions<MonitorOptions>>().Value);
        var key = await store.PseudonymKeyAsync(stopping);
        var roster = new RosterSource(folder.Roster, key).Current().Roster
            ?? throw new RosterNotUsableException("The roster cannot be read, and without it names cannot be taken out; mend roster.xlsx in the data folder.");
        var model = ChampionModel.FolderIn(Path.Combine(AppContext.BaseDirectory, options.ModelFolder));
        var mask = PostClassifier.Load(model, ContestFiles.Load(folder.Contests).Contests).Mask;
        return new ReviewedPosts(new PostPseudonyms(mask, roster), roster, key);
    }
}
