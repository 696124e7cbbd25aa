using System.Text;
using System.Text.Json;
using Monitor.Classification;
using Monitor.Contests;
using Monitor.Tests.Support;

namespace Monitor.Tests.Classification;

public class ScoreStreamTests
{
    static readonly ContestBook Book = ContestFiles.Load(Samples.Folder("contests"));
    static readonly PostClassifier Classifier = PostClassifier.Load(ChampionModel.FolderIn(Samples.Folder("../models")), Book.Contests);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task ScoresComeInTheOrderOfTheLines(int threads)
    {
        var lines = string.Concat(Enumerable.Range(0, 20_000).Select(i => $$"""{"id":"{{i}}","text":"Ayo coblos Prabowo {{new string('x', i % 300)}}"}""" + "\n"));

        var (output, counts, faults) = await RunAsync(lines, threads);

        Assert.Empty(faults);
        Assert.Equal(20_000, counts.Scored);
        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => $"{i}"), output.Select(line => line.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task UnreadableLinesAreNamedAndTheRestIsScored()
    {
        const string lines = """
            {"id": 1845090793681846273, "text": "satu"}

            rusak
            {"id": "2"}
            {"text": "tiga"}
            [1]
            {"id": "6", "text": 7}
            {"id": "7", "text": "tujuh", "more": {"text": [1, 2]}}
            """;

        var (output, counts, faults) = await RunAsync(lines, 1);

        Assert.Equal(["1845090793681846273", "7"], output.Select(line => line.GetProperty("id").GetString()));
        Assert.Equal(["line 3", "line 4", "line 5", "line 6", "line 7"], faults.Select(fault => fault.Split(':')[0]));
        Assert.Equal(5, counts.Bad);
    }

    [Fact]
    public async Task AScoreSaysWhatTheClassifierSays()
    {
        var (output, _, _) = await RunAsync("""{"id":"a","text":"Ayo coblos Prabowo-Gibran! #PrabowoGemoy","time":"2024-01-10T03:00:00Z"}""", 1, reasons: true);

        var line = Assert.Single(output);
        Assert.True(line.GetProperty("partisan").GetBoolean());
        Assert.Contains("pilpres-2024/prabowo-gibran", line.GetProperty("contestants").EnumerateArray().Select(one => one.GetString()));
        Assert.Contains(line.GetProperty("reasons").EnumerateArray(), reason => reason.GetProperty("text").GetString() == "coblos");
    }

    [Fact]
    public async Task ALineLongerThanAPartIsOneLine()
    {
        var (output, counts, _) = await RunAsync($$"""{"id":"long","text":"{{new string('y', 3_000_000)}}"}""" + "\n" + """{"id":"b","text":"b"}""", 2);

        Assert.Equal(2, counts.Scored);
        Assert.Equal(["long", "b"], output.Select(line => line.GetProperty("id").GetString()));
    }

    static async Task<(List<JsonElement> Output, ScoreCounts Counts, List<string> Faults)> RunAsync(string lines, int threads, bool reasons = false)
    {
        var faults = new List<string>();
        using var output = new MemoryStream();
        var counts = await new ScoreStream(Classifier, Book, reasons, threads)
            .RunAsync(new MemoryStream(Encoding.UTF8.GetBytes(lines)), output, faults.Add, null, CancellationToken.None);
        var written = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return ([.. written.Select(line => JsonDocument.Parse(line).RootElement)], counts, faults);
    }
}
