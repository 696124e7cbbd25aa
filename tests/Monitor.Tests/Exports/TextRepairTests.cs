using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Monitor.Exports;
using Monitor.Posts;

namespace Monitor.Tests.Exports;

public class TextRepairTests
{
    [Theory]
    [InlineData("\u00f0\u009f\u0091\u008d mantap", "👍 mantap")]
    [InlineData("\u00e2\u0080\u009cjaga netralitas\u00e2\u0080\u009d", "“jaga netralitas”")]
    public void MetaEscapesAreMendedWithAWarning(string broken, string expected)
    {
        var text = TextRepair.Meta(broken);

        Assert.Equal(expected, text.Text);
        Assert.Equal(PostWarnings.TextRepaired, text.Warnings);
    }

    [Theory]
    [InlineData("Kerja, kerja")] // nothing to mend
    [InlineData("caf\u00e9")] // Latin-1 that is no UTF-8
    [InlineData("sudah baik 👍")] // a character above U+00FF: not Meta's damage
    [InlineData("\u00c3")] // half a character
    public void TextWithoutMetaDamageStays(string text)
    {
        Assert.Equal(text, TextRepair.Meta(text).Text);
        Assert.Equal(PostWarnings.None, TextRepair.Meta(text).Warnings);
    }

    [Theory]
    [InlineData("ðŸ¤²", "🤲")]
    [InlineData("hariÂ²", "hari²")]
    [InlineData("â€œmantapâ€\u009d", "“mantap”")]
    public void DoubleEncodingIsMendedWithAWarning(string broken, string expected)
    {
        var text = TextRepair.DoubleEncoded(broken);

        Assert.Equal(expected, text.Text);
        Assert.Equal(PostWarnings.TextRepaired, text.Warnings);
    }

    [Theory]
    [InlineData("Ã")]
    [InlineData("pâté à la Ãra")]
    [InlineData("baik 👍 Â²")] // real emoji: the cell was never double-encoded as a whole
    public void TextWithoutDoubleEncodingStays(string text) => Assert.Equal(text, TextRepair.DoubleEncoded(text).Text);

    [Theory]
    [InlineData("kerja &amp; doa", "kerja & doa", nameof(PostWarnings.None))]
    [InlineData("&lt;3 &gt; &amp;amp;", "<3 > &amp;", nameof(PostWarnings.None))] // decoded once
    [InlineData("kerja &amp  doa", "kerja & doa", nameof(PostWarnings.TextRepaired))] // the semicolon became a blank
    [InlineData("kerja &amp, doa", "kerja &, doa", nameof(PostWarnings.TextRepaired))]
    [InlineData("kerja &amp", "kerja &", nameof(PostWarnings.TextRepaired))]
    [InlineData("&ampuh &lt5", "&ampuh &lt5", nameof(PostWarnings.None))] // letters and digits follow: no entity
    [InlineData("A & B &nbsp; &quot;", "A & B &nbsp; &quot;", nameof(PostWarnings.None))] // X escapes three signs only
    [InlineData("&", "&", nameof(PostWarnings.None))]
    public void XEntitiesAreDecodedOnce(string escaped, string expected, string warnings)
    {
        var text = TextRepair.XEntities(escaped);

        Assert.Equal(expected, text.Text);
        Assert.Equal(warnings, text.Warnings.ToString());
    }

    [Theory]
    [InlineData("""b'Semangat \xf0\x9f\x92\xaa'""", "Semangat 💪")]
    [InlineData("""b"it's \\ baris\nkedua" """, "it's \\ baris\nkedua")]
    [InlineData("""b'it\'s'""", "it's")]
    public void PythonBytesAreMendedWithAWarning(string literal, string expected)
    {
        var text = TextRepair.PythonBytes(literal);

        Assert.Equal(expected, text.Text);
        Assert.Equal(PostWarnings.TextRepaired, text.Warnings);
    }

    [Theory]
    [InlineData("b'terpotong")]
    [InlineData("""b'\xf0\x9f'""")] // half a character
    [InlineData("""b'\q'""")]
    [InlineData("b'👍'")] // a literal holds ASCII only
    [InlineData("b'a' dan b'b'")]
    [InlineData("b'")]
    [InlineData("biasa")]
    public void TextThatIsNoPythonLiteralStays(string text) => Assert.Equal(text, TextRepair.PythonBytes(text).Text);

    [Fact]
    public void MetaDamageIsUndoneExactlyForEveryText() =>
        Prop.ForAll(Texts, text =>
        {
            var broken = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

            return TextRepair.Meta(broken).Text == text;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void EveryRepairDoneTwiceIsARepairDoneOnce()
    {
        Func<RepairedText, RepairedText>[] repairs = [TextRepair.Meta, TextRepair.DoubleEncoded, TextRepair.XEntities, TextRepair.PythonBytes];

        Prop.ForAll(Broken, text => repairs.All(repair => repair(repair(text)) == repair(text))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void TextBrokenTwiceIsMendedOnceOnly()
    {
        const string written = "\u00c3\u00b8"; // a person wrote about broken text
        var broken = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(written));

        Assert.Equal(written, TextRepair.Meta(TextRepair.Meta(broken)).Text);
    }

    [Fact]
    public void ALostCharacterIsAWarning() => Assert.Equal(PostWarnings.TextDamaged, TextRepair.AsIs("hilang \uFFFD").Warnings);

    static Arbitrary<string> Texts => Gen.Elements("a", " ", "é", "ø", "👍", "“", "Ã", "\u0085", "𝐀", "\u200d", "&amp;", "\n")
        .ListOf().Select(parts => string.Concat(parts)).ToArbitrary();

    static Arbitrary<string> Broken => Gen.Elements(
            "a", "b'", "'", "\\x41", "\\xf0\\x9f\\x91\\x8d", "ðŸ¤²", "Â²", "Ã\u0083Â¸", "\u00f0\u009f\u0091\u008d", "&amp;", "&amp ", "amp;", "&lt", ";", "\uFFFD", "👍")
        .ListOf().Select(parts => string.Concat(parts)).ToArbitrary();
}
