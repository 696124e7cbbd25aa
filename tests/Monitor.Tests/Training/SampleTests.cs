using System.Text.RegularExpressions;
using Monitor.Training;
using Monitor.Tests.Support;

namespace Monitor.Tests.Training;

/// <summary>What must hold for the labelled samples as data.</summary>
public partial class SampleTests
{
    static readonly IReadOnlyList<LabelledPost> Posts = LabelledPost.ReadFolder(Samples.Folder("labelled"));

    [Fact]
    public void NoTwoSamplesAreNearlyTheSame()
    {
        var grams = Posts.Select(post => Grams(post.Text, 4)).ToList();
        var byGram = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var twins = new List<string>();
        for (var i = 0; i < grams.Count; i++)
        {
            var shared = new Dictionary<int, int>();
            foreach (var gram in grams[i])
            {
                if (!byGram.TryGetValue(gram, out var others)) byGram[gram] = others = [];
                foreach (var other in others) shared[other] = shared.GetValueOrDefault(other) + 1;
                others.Add(i);
            }

            twins.AddRange(shared.Where(pair => pair.Value >= 0.6 * (grams[i].Count + grams[pair.Key].Count - pair.Value))
                .Select(pair => $"{Posts[pair.Key].Id} and {Posts[i].Id}"));
        }

        Assert.Empty(twins);
    }

    [Fact]
    public void NoSampleSharesEightWordsInARowWithTheMeasuringSet()
    {
        var measuring = Samples.Folder("../../shared/eval/dev.jsonl");
        // The set is not part of the project; where it is absent there is nothing to compare with.
        if (!File.Exists(measuring)) return;
        var theirs = LabelledPost.Read(measuring).SelectMany(post => Runs(post.Text)).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(Posts.Where(post => Runs(post.Text).Any(theirs.Contains)).Select(post => post.Id));
    }

    [Fact]
    public void AtLeastHalfOfTheSamplesAreNeutral() => Assert.True(Posts.Count(post => !post.IsPartisan) * 2 >= Posts.Count);

    /// <summary>Enough of each to learn from: by category in the model's order, the neutral ones last.</summary>
    [Theory]
    [InlineData("register", "casual", 300, 900, 600, 300, 200, 3000)]
    [InlineData("register", "slang", 120, 700, 800, 60, 20, 1900)]
    [InlineData("register", "formal", 40, 120, 45, 40, 25, 340)]
    [InlineData("register", "news", 5, 90, 40, 20, 5, 1200)]
    [InlineData("kind", "post", 200, 600, 400, 180, 120, 2600)]
    [InlineData("kind", "comment", 130, 600, 500, 30, 25, 1600)]
    [InlineData("kind", "reply", 55, 250, 320, 10, 15, 950)]
    [InlineData("kind", "share", 30, 180, 160, 25, 5, 950)]
    [InlineData("dialect", "id", 450, 1600, 1300, 440, 290, 6300)]
    [InlineData("dialect", "jv", 15, 45, 30, 5, 2, 140)]
    [InlineData("dialect", "bjn", 15, 60, 40, 10, 5, 170)]
    [InlineData("dialect", "su", 9, 28, 24, 3, 2, 80)]
    [InlineData("dialect", "kutai", 4, 28, 14, 5, 0, 70)]
    public void ThereAreEnoughSamplesOfEachKind(string by, string name, params int[] least)
    {
        var cell = Assert.Single(CorpusTables.Cells(Posts), cell => cell.By == by && cell.Name == name);

        Assert.All(cell.Counts.Zip(least), pair => Assert.InRange(pair.First, pair.Second, int.MaxValue));
    }

    [Fact]
    public void EverySampleSaysHowItIsWritten()
    {
        string[] registers = ["caps", "casual", "formal", "news", "official", "religious", "slang", "sms"];
        string[] dialects =
        [
            "aceh", "ambon", "bali", "batak", "betawi", "bjn", "bug", "dayak", "id", "jv", "kupang", "kutai", "lampung", "madura", "makassar", "manado", "medan", "melayu",
            "minang", "mix", "palembang", "papua", "sasak", "su",
        ];
        string[] kinds = ["bio", "caption", "comment", "group", "post", "quote", "reply", "retweet", "share", "thread"];

        Assert.DoesNotContain(Posts, post => !registers.Contains(post.Register) || !dialects.Contains(post.Dialect) || !kinds.Contains(post.Kind));
    }

    [Fact]
    public void EverySlotIsFilled() =>
        Assert.DoesNotContain(Posts.Select(post => SlotFiller.Fill(post.Text, post.Id)), text => SlotLeft().IsMatch(text));

    [Fact]
    public void TheSameSampleIsAlwaysFilledTheSameWay() =>
        Assert.All(Posts.Take(200), post => Assert.Equal(SlotFiller.Fill(post.Text, post.Id), SlotFiller.Fill(post.Text, post.Id)));

    [Theory]
    [InlineData("""{"id":"a","text":"b","label":"maybe"}""", "label 'maybe'")]
    [InlineData("""{"id":"a","text":"b","label":"partisan","category":"lain"}""", "category 'lain'")]
    [InlineData("""{"id":"a"}""", "no labelled post")]
    [InlineData("rusak", "no labelled post")]
    public void AWrongLineIsNamed(string line, string fault)
    {
        using var folder = new TemporaryFolder();
        folder.Write("x.jsonl", "\n" + line);

        var thrown = Assert.Throws<InvalidDataException>(() => LabelledPost.ReadFolder(folder.Path));

        Assert.Contains("x.jsonl line 2", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(fault, thrown.Message, StringComparison.Ordinal);
    }

    static HashSet<string> Grams(string text, int length)
    {
        var words = Word().Matches(text.ToLowerInvariant()).Select(match => match.Value).ToArray();
        return [.. Enumerable.Range(0, Math.Max(1, words.Length - length + 1)).Select(i => string.Join(' ', words.Skip(i).Take(length)))];
    }

    static IEnumerable<string> Runs(string text)
    {
        var words = text.ToLowerInvariant().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, Math.Max(0, words.Length - 7)).Select(i => string.Join(' ', words.Skip(i).Take(8)));
    }

    [GeneratedRegex(@"\w+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\{[#@]?[A-Z]+\d?\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SlotLeft();
}
