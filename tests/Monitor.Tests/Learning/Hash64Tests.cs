using FsCheck;
using FsCheck.Fluent;
using Monitor.Learning;
using Monitor.Tests.Support;

namespace Monitor.Tests.Learning;

public class Hash64Tests
{
    [Theory]
    [InlineData("", 0xfdbdf6ac4fc52e7f)]
    [InlineData("a", 0x8ae2238b164d7777)]
    [InlineData("coblos", 0x7c216793a23f6b2c)]
    public void TheHashIsTheOneThatModelFilesHold(string text, ulong hash) => Assert.Equal(hash, Hash64.Of(text));

    [Fact]
    public void AHashThatGrowsIsThatOfTheWhole() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(),
        text =>
        {
            var grown = new GrowingHash();
            for (var i = 0; i < text.Get.Length; i++)
            {
                if (grown.Value != Hash64.Of(text.Get.AsSpan(0, i))) return false;
                grown.Add(text.Get[i]);
            }

            return grown.Value == Hash64.Of(text.Get);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void AllWordsOfTheLexiconHaveHashesOfTheirOwn()
    {
        var words = Directory.GetFiles(Samples.Folder("lexicon"), "*.tsv").SelectMany(File.ReadLines)
            .Select(line => line.Split('\t')[0]).Distinct(StringComparer.Ordinal).ToList();

        Assert.Equal(words.Count, words.Select(word => Hash64.Of(word)).Distinct().Count());
    }
}
