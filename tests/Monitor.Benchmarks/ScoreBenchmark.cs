using System.Globalization;
using System.Text.Json;
using Monitor.Classification;
using Monitor.Commands;
using Monitor.Training;

namespace Monitor.Benchmarks;

/// <summary>
/// Masking, normalising and scoring on one thread, over the posts of <c>samples/labelled</c> with their slots filled, beside a bare reader
/// of the same posts as JSON: whoever reads them has to do that much in any case. Authors are mixed, and each post is a string of its own,
/// as a reader hands them over. From the repository's folder.
/// </summary>
sealed class ScoreBenchmark : IBenchmark
{
    public async Task RunAsync(int? size, int? rounds, TextWriter output)
    {
        var samples = LabelledPost.ReadFolder("samples/labelled").Select(post => SlotFiller.Fill(post.Text, post.Id)).ToList();
        var posts = Enumerable.Range(0, size ?? 200_000).Select(i => new string(samples[(int)((long)i * 7919 % samples.Count)])).ToList();
        var lines = posts.Select(text => JsonSerializer.SerializeToUtf8Bytes(new { text })).ToList();
        var book = ClassifierOptions.LoadContests("samples/contests");
        var classifier = PostClassifier.Load(ChampionModel.FolderIn("models"), book.Contests);
        var partisan = 0;
        var (ours, bare) = await Interleaved.MedianAsync(
            () =>
            {
                partisan = posts.Count(text => classifier.Classify(text, []).Probability >= classifier.Threshold);
                return Task.CompletedTask;
            },
            () =>
            {
                foreach (var line in lines) Read(line);
                return Task.CompletedTask;
            },
            rounds ?? 9);

        var lengths = posts.Select(text => text.Length).Order().ToList();
        var (our, their) = (ours.Processor.TotalSeconds, bare.Processor.TotalSeconds);
        await output.WriteLineAsync("| posts | median length | partisan | ours posts/s | Utf8JsonReader posts/s | ours : bare |");
        await output.WriteLineAsync("|---|---|---|---|---|---|");
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {posts.Count} | {lengths[lengths.Count / 2]} | {partisan} | {posts.Count / our:F0} | {posts.Count / their:F0} | {our / their:F2} |"));
    }

    static void Read(byte[] line)
    {
        var reader = new Utf8JsonReader(line);
        while (reader.Read())
            if (reader.TokenType == JsonTokenType.String) reader.GetString();
    }
}
