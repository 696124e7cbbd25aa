using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Monitor.Exports;
using Monitor.Exports.Tables;
using Monitor.Tests.Support;

namespace Monitor.Tests.Exports.Tables;

public class DelimitedRowsTests
{
    [Theory]
    [InlineData("a;b\nc;d", "a|b\nc|d")]
    [InlineData("a;b\r\nc;d\r\n", "a|b\nc|d")]
    [InlineData("\"a;b\";c\n", "a;b|c")]
    [InlineData("\"a\nb\";c\n", "a\\nb|c")]
    [InlineData("\"a\"\"b\";c\n", "a\"b|c")]
    [InlineData("\"a \"b\" c\";d\n", "a \"b\" c|d")] // a quote that ends nothing is a letter
    [InlineData("a\"b\";c\n", "a\"b\"|c")]
    [InlineData("\"a\" ;b\n", "a|b")]
    [InlineData(";;\n", "||")]
    [InlineData("a;", "a|")]
    [InlineData("\"\";\"\"\n", "|")]
    [InlineData("\n\na\n", "\n\na")]
    [InlineData("\"a;b\nc;d\n", "!\nc|d")] // never closed: one line is lost, not two
    public void RowsAreCutAsPeopleAndProgramsWriteThem(string text, string expected) => Assert.Equal(expected, Cut(text, new Dialect((byte)';')));

    [Theory]
    [InlineData("a;\"b \"c\" d\";e\n", "a|b \"c\" d|e")]
    [InlineData("a;\"b;\"c\";d\n", "a|\"b|c|d")] // every delimiter cuts
    public void TheOldestTweetHarvestIsCutAtEveryDelimiter(string text, string expected) =>
        Assert.Equal(expected, Cut(text, new Dialect((byte)';', Quoting.None)));

    [Fact]
    public void TheSecondOldestIsCutBetweenQuotes() =>
        Assert.Equal("a \"b\"|c|", Cut("\"a \"b\"\",\"c\",\"\"\n", new Dialect((byte)',', Quoting.Between)));

    [Theory]
    [InlineData("a;\"b \"\"c\"\"; d\";e\n", "a|b \"c\"; d|e")] // a re-saved row in an old file
    [InlineData("a;b \"c\";d\n", "a|b \"c\"|d")]
    [InlineData("a;b\n", "!")]
    [InlineData(";;\n", "||")]
    public void ARowOfTheWrongLengthIsReadTheOtherWay(string text, string expected) =>
        Assert.Equal(expected, Cut(text, new Dialect((byte)';', Quoting.None, Quoting.Rfc, Columns: 3)));

    [Fact]
    public void OldMacLinesEndWithABareReturn() => Assert.Equal("a|b\nc|d", Cut("a;b\rc;d\r", new Dialect((byte)';', MacLines: true)));

    [Fact]
    public void WhatIsWrittenByTheRulesIsReadBackWhateverThePiecesItComesIn()
    {
        var cell = Gen.ListOf(Gen.Elements("a", "é", "🙏", "\"", "\"\"", ";", "\n", "\r\n", " ", "x;y", "'", "0")).Select(parts => string.Concat(parts));
        var rows = Gen.NonEmptyListOf(Gen.ArrayOf(cell, 3));

        Prop.ForAll(Gen.Zip(rows, Gen.Choose(1, 50)).ToArbitrary(), written =>
        {
            var (table, piece) = written;
            var text = string.Concat(table.Select(row => string.Join(';', row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n"));
            using var read = new DelimitedRows(new SlowStream(Encoding.UTF8.GetBytes(text), piece), new Dialect((byte)';', Columns: 3));
            foreach (var row in table)
            {
                Assert.True(read.Read());
                Assert.Equal(row, new[] { read.Text(0), read.Text(1), read.Text(2) });
            }

            Assert.False(read.Read());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void NoBytesMakeItThrowAnythingButItsOwnRefusal() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            using var rows = new DelimitedRows(new MemoryStream(bytes ?? []), new Dialect((byte)','));
            while (rows.Read())
                for (var column = 0; column < rows.Count; column++) Assert.NotNull(rows.Text(column));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void ARowLongerThanAnyTableIsSkippedInFlatMemory()
    {
        const long length = 300L << 20;
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var rows = new DelimitedRows(new EndlessStream("a;b\n", length, "\nc;d\n"), new Dialect((byte)';'));

        Assert.True(rows.Read());
        Assert.True(rows.Read());
        Assert.Equal(RejectReason.TooLong, rows.Fault);
        Assert.True(rows.Read());
        Assert.Equal("c", rows.Text(0));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32L << 20);
    }

    [Fact]
    public void AFileOfNothingButOpenQuotesIsGivenUp()
    {
        var text = string.Concat(Enumerable.Repeat("\"a;b\n", 300)) + new string('x', 3 << 20);
        using var rows = new DelimitedRows(new MemoryStream(Encoding.UTF8.GetBytes(text)), new Dialect((byte)';'));

        var refusal = Assert.Throws<UnreadableExportException>(() =>
        {
            while (rows.Read())
            {
            }
        });
        Assert.Equal(FileProblem.Corrupt, refusal.Problem);
    }

    static string Cut(string text, Dialect dialect)
    {
        var lines = new List<string>();
        using var rows = new DelimitedRows(new MemoryStream(Encoding.UTF8.GetBytes(text)), dialect);
        while (rows.Read())
            lines.Add(rows.Fault is null ? string.Join('|', Enumerable.Range(0, rows.Count).Select(rows.Text)).Replace("\n", "\\n", StringComparison.Ordinal) : "!");

        return string.Join('\n', lines);
    }
}
