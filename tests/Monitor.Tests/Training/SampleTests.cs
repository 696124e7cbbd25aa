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
