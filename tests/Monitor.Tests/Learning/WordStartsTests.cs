using FsCheck;
using FsCheck.Fluent;
using Monitor.Learning;

namespace Monitor.Tests.Learning;

public class WordStartsTests
{
    [Fact]
    public void NoWordOfTheSetIsEverDenied() => Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyArray<NonEmptyString>>(), words =>
    {
        var starts = new WordStarts();
        foreach (var word in words.Get) starts.Add(word.Get);

        return words.Get.All(word =>
            Enumerable.Range(1, word.Get.Length).All(length => starts.MayGoOn(Hash64.Of(word.Get.AsSpan(0, length)), length))
            && (word.Get.Length < 3 || starts.MayBegin(word.Get)) && starts.MayBeWord(Hash64.Of(word.Get)));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("prabowosandi", true)]
    [InlineData("prajurit", true)] // goes on otherwise only behind what is looked at
    [InlineData("ganjar", false)]
    [InlineData("pr", false)]
    [InlineData("pr4bowo", true)] // digits are looked at one by one
    public void TheFirstThreeLettersTellHowAWordMayBegin(string text, bool may)
    {
        var starts = new WordStarts();
        starts.Add("prabowo");

        Assert.Equal(may, starts.MayBegin(text));
    }

    [Fact]
    public void MostOtherWordsAreDenied()
    {
        var starts = new WordStarts();
        for (var i = 0; i < 20_000; i++) starts.Add($"kata{i}");

        var passed = Enumerable.Range(0, 20_000).Count(i => starts.MayBeWord(Hash64.Of($"lain{i}")));

        Assert.InRange(passed, 0, 4_000);
    }
}
