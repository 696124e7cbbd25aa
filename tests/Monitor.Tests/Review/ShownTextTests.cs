using FsCheck;
using FsCheck.Fluent;
using Monitor.Classification;
using Monitor.Review;

namespace Monitor.Tests.Review;

public class ShownTextTests
{
    [Theory]
    [InlineData("a\u202Eb", "a|[arah U+202E]|b")] // would turn what follows
    [InlineData("a\u200B\u200B\u200Bb", "a|[tak tampak U+200B ×3]|b")] // a run is one mark
    [InlineData("👨\u200D👩\u200D👧", "👨\u200D👩\u200D👧")] // joiners of a family belong to the picture
    [InlineData("ny\u200Data", "ny|[tak tampak U+200D]|ata")] // joiners in a word hide it from a search
    [InlineData("baris\nbaru", "baris\nbaru")]
    public void WhatDoesNotShowIsNamed(string text, string shown) =>
        Assert.Equal(shown, string.Join('|', ShownText.Parts(text, [], 0, text.Length).Select(part => part.Hidden ? $"[{part.Text}]" : part.Text)));

    [Fact]
    public void WhatSpokeIsMarkedAndNothingIsLost() => Prop.ForAll<string, int, int>((text, start, length) =>
    {
        text ??= "";
        var reason = new Reason(start, Math.Abs(length % 1000), start % 2 == 0 ? 1 : -1, "");
        var parts = ShownText.Parts(text, [reason], 0, text.Length);
        return parts.All(part => part.Text.Length > 0)
            && string.Concat(parts.Where(part => !part.Hidden).Select(part => part.Text)).Length <= text.Length
            && ShownText.Line(text, 50).Length <= 51;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void HalfACharacterIsNamed() => Assert.Equal("tak tampak U+D83E", Assert.Single(ShownText.Parts("\uD83E", [], 0, 1)).Text);

    [Fact]
    public void ALineIsCutBetweenCharacters() => Assert.Equal("aaa…", ShownText.Line("aaa🤟🤟", 4));
}
