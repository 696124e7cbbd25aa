using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Monitor.Exports;
using Monitor.Posts;
using Monitor.Tests.Support;
using Xunit.Abstractions;

namespace Monitor.Tests.Exports;

/// <summary>
/// Every sample through the whole program: by format what came in and what became of it, whether the count closes, and whether anything
/// private came out. More folders by hand, separated as paths are:
/// <c>MONITOR_SAMPLES=/folder dotnet test --filter SampleBalance --logger "console;verbosity=detailed"</c>.
/// </summary>
public class SampleBalanceTests(ITestOutputHelper output)
{
    static readonly string[] Notes = ["SOURCES.md", "README.md", ".approved.txt"];

    [Fact]
    public async Task EveryCountClosesAndNothingPrivateComesOut()
    {
        var more = Environment.GetEnvironmentVariable("MONITOR_SAMPLES") is { Length: > 0 } folders ? folders.Split(Path.PathSeparator) : [];
        await using var service = await WholeService.StartAsync();
        var lines = new SortedDictionary<string, Line>(StringComparer.Ordinal);
        foreach (var path in Files([Samples.Folder("exports"), Here("Archives"), Here("Collectors"), Here("Tables/Files"), .. more]))
        {
            var rows = await service.CountAsync(path);
            var acts = await ActsAsync(path);
            var receipt = await service.TakeAsync(path);

            var closes = receipt.Outcome is ReceiptOutcome.Duplicate || receipt.Counts.Rows == rows;
            var format = receipt.Format ?? $"({receipt.Problem})";
            lines[format] = lines.GetValueOrDefault(format, Line.None).With(receipt, acts, closes);
            if (!closes) output.WriteLine($"{Path.GetFileName(path)}: {rows} read, {receipt.Counts.Rows} in the receipt");
        }

        await service.DigestAsync();
        var traps = service.FilesWith("JANGAN-DIBACA").ToList();
        var table = Table(lines);
        output.WriteLine($"{table}\nJANGAN-DIBACA in {traps.Count} files of the data folder");

        Assert.Empty(traps);
        Assert.All(lines.Values, line => Assert.True(line.Closes));
        if (more.Length == 0) Approved.Matches("SampleBalance.approved.txt", table);
    }

    static IEnumerable<string> Files(IEnumerable<string> folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        .Where(path => !path.EndsWith(".cs", StringComparison.Ordinal) && !path.EndsWith(".received", StringComparison.Ordinal) && !Array.Exists(Notes, note => path.EndsWith(note, StringComparison.Ordinal)))
        .Order(StringComparer.Ordinal);

    static string Here(string folder, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, folder);

    static async Task<Dictionary<string, int>> ActsAsync(string path)
    {
        try
        {
            return (await AllReaders.Read(path)).Posts.GroupBy(post => Kind(post.Activity)).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        }
        catch (UnreadableExportException)
        {
            return [];
        }
    }

    static string Kind(Activity activity) => activity switch
    {
        Activity.Comment or Activity.Reply or Activity.GroupComment or Activity.LiveChat => "comments",
        Activity.Like or Activity.Follow or Activity.GroupJoin => "likes",
        _ => "posts",
    };

    static string Table(SortedDictionary<string, Line> lines)
    {
        var table = new StringBuilder("format | files | rows | posts | comments | likes, follows | rejected | warnings | count closes\n");
        foreach (var (format, line) in lines)
            table.AppendLine(CultureInfo.InvariantCulture, $"{format} | {line.Files} | {line.Rows} | {line.Posts} | {line.Comments} | {line.Likes} | {line.Rejected} | {line.Warnings} | {(line.Closes ? "yes" : "NO")}");
        return table.ToString();
    }

    sealed record Line(int Files, long Rows, int Posts, int Comments, int Likes, long Rejected, int Warnings, bool Closes)
    {
        public static Line None { get; } = new(0, 0, 0, 0, 0, 0, 0, Closes: true);

        public Line With(ExportReceipt receipt, Dictionary<string, int> acts, bool closes) => new(
            Files + 1, Rows + receipt.Counts.Rows, Posts + acts.GetValueOrDefault("posts"), Comments + acts.GetValueOrDefault("comments"), Likes + acts.GetValueOrDefault("likes"),
            Rejected + receipt.Counts.RejectedTotal, Warnings + receipt.Warnings.Count, Closes && closes);
    }
}
