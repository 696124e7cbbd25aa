using FsCheck;
using FsCheck.Fluent;
using Monitor.Learning;

namespace Monitor.Tests.Learning;

public class TextNormalizerTests
{
    [Theory]
    [InlineData("MANTAAAP Paaak!!!", "mantap pak !")] // drawn-out letters, case, repeated marks
    [InlineData("PPPK dan SPP, gg", "pppk dan spp , gg")] // letters of abbreviations are not drawn out
    [InlineData("𝗠𝗲𝗻𝗮𝗻𝗴 𝓬𝓸𝓫𝓵𝓸𝓼", "menang coblos")] // mathematical letters pass filters
    [InlineData("ｃｏｂｌｏｓ", "coblos")] // full width
    [InlineData("сoblоs", "coblos")] // Cyrillic es and o
    [InlineData("co\u200Bblos", "coblos")] // zero-width space
    [InlineData("m3nang b3rsama", "menang bersama")] // digits for letters
    [InlineData("orang2 mudah2an", "orang mudahan")] // the 2 of reduplication
    [InlineData("jokowi2periode", "jokowi 2 periode")] // a number between words stays one
    [InlineData("10rb 2jt", "10rb 2jt")] // numbers with a unit
    [InlineData("Jum'at ma’ruf", "jumat maruf")] // apostrophes inside words
    [InlineData("c o b l o s", "coblos")] // spelled out
    [InlineData("c.o.b.l.o.s", "coblos")]
    [InlineData("a b c", "a b c")] // three letters are no word spelled out
    [InlineData("lihat https://t.co/abc?x=1 dan bit.ly/x", "lihat https://url dan https://url")]
    [InlineData("bagus.mantap", "bagus . mantap")] // a missing space is no host name
    [InlineData("Rp16.000, jam 19:30", "rp 16.000 , jam 19:30")]
    [InlineData("#GanjarMahfud2024 @Ganjar_Pranowo", "#ganjarmahfud2024 @ganjar_pranowo")]
    [InlineData("👍🏽👍🏽 ☝️", "👍 ☝")] // skin tones and repeats say nothing
    [InlineData("", "")]
    public void APostIsReadInPlainForm(string text, string plain) => Assert.Equal(plain, TextNormalizer.Normalize(text));

    /// <summary>Words with room behind them are read many letters at once, the last ones of a post one by one.</summary>
    [Theory]
    [InlineData("Coblos")]
    [InlineData("NOMOR")]
    [InlineData("kamu-kamu")]
    [InlineData("tanggal")]
    [InlineData("mempertanggungjawabkan")]
    [InlineData("pertanggungjawa")]
    [InlineData("mantap.terus")]
    [InlineData("co\u200Bblos")]
    [InlineData("ma’ruf")]
    [InlineData("café")]
    [InlineData("m3nang")]
    [InlineData("a")]
    public void AWordReadsAlikeWhereverInThePostItStands(string word)
    {
        var (last, first) = (Read(word), Read(word + " dan seterusnya sampai akhir"));

        Assert.NotEmpty(last);
        Assert.Equal(last, first.Take(last.Count));

        static List<(ulong Hash, int Start, int Length, TokenFlags Flags, string Form)> Read(string text)
        {
            var scratch = new PostScratch();
            Tokenizer.Read(text, scratch);
            return [.. scratch.Tokens.Take(scratch.TokenCount).Select(token => (token.Hash, token.Start, token.Length, token.Flags, new string(scratch.FormOf(token))))];
        }
    }

    [Fact]
    public void NormalisingTwiceIsTheSameAsOnce() => Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(),
        text =>
        {
            var once = TextNormalizer.Normalize(text ?? "");
            return TextNormalizer.Normalize(once) == once;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void NormalisingTwiceIsTheSameAsOnceForWhatPeopleWrite() => Prop.ForAll(
        Gen.Elements("coblos", "m3nang", "aa2", "no1", "2", "10rb", "c", "o", "#A_1b", "@x.y", "☝️", "1️⃣", "'", "’", ".", "-", "!!", "jokowi2024", "aab3bb", "\n", "é", "𝗠", "&amp;", "www.a", "x/y", "\"")
            .ListOf().Select(parts => string.Join("", parts)).ToArbitrary(),
        text =>
        {
            var once = TextNormalizer.Normalize(text);
            return TextNormalizer.Normalize(once) == once;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
}
