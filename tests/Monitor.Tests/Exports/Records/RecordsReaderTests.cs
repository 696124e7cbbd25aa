using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Monitor.Exports;
using Monitor.Exports.Records;
using Monitor.Exports.Tables;
using Monitor.Posts;
using Monitor.Tests.Exports.Tables;
using Monitor.Tests.Support;

namespace Monitor.Tests.Exports.Records;

public class RecordsReaderTests
{
    const string Good = """{"username":"siti","full_text":"satu","created_at":"2024-10-12T13:15:00Z","id_str":"1845090793681846273"}""";

    [Theory]
    [InlineData("[{0},{0}]", 2)]
    [InlineData("{0}\n{0}\n", 2)] // JSONL
    [InlineData("{0}\r\n\r\n{0}", 2)]
    [InlineData("[\n{0},\n{0}\n]\n", 2)]
    [InlineData("{\"meta\":{\"n\":2},\"data\":[{0},{0}],\"next\":null}", 2)] // wrapped
    [InlineData("{\"data\":[{0}]}\n{\"data\":[{0},{0}]}\n", 3)] // one page a line
    [InlineData("{0}", 1)]
    [InlineData("{0}{0}", 2)]
    [InlineData("\uFEFF[{0}]", 1)]
    [InlineData("\u001E{0}\n\u001E{0}\n", 2)] // RFC 7464
    public async Task RecordsAreFoundHoweverTheyArePacked(string form, int count)
    {
        var reading = await TableReading.TextAsync(form.Replace("{0}", Good, StringComparison.Ordinal));

        Assert.Null(reading.Unreadable);
        Assert.Equal(count, reading.Posts.Count);
        Assert.Empty(reading.Rejected);
        Assert.All(reading.Posts, post => Assert.Equal(("siti", "satu", "1845090793681846273"), (post.Author.Handle, post.Text, post.PlatformId)));
    }

    [Fact]
    public async Task APrettyPrintedRecordIsOneRecord()
    {
        var reading = await TableReading.TextAsync("{\n  \"username\": \"siti\",\n  \"text\": \"satu\",\n  \"date\": \"2024-10-12\"\n}\n");

        Assert.Equal("satu", reading.Post.Text);
    }

    [Theory]
    [InlineData("""{"author":{"username":"siti"},"text":"satu"}""")]
    [InlineData("""{"author.username":"siti","text":"satu"}""")]
    [InlineData("""{"author/username":"siti","text":"satu"}""")]
    [InlineData("""{"user":{"screen_name":"siti","name":"Siti"},"full_text":"satu"}""")]
    [InlineData("""{"authorMeta":{"name":"siti","nickName":"Siti"},"text":"satu"}""")]
    [InlineData("""{"ownerUsername":"siti","caption":"satu","latestComments":[{"ownerUsername":"budi","text":"dua"}]}""")]
    public async Task NestedAndFlatNamesMeanTheSame(string record)
    {
        var post = (await TableReading.TextAsync($"[{record}]")).Post;

        Assert.Equal(("siti", "satu"), (post.Author.Handle, post.Text));
    }

    [Fact]
    public async Task ABadLineIsRejectedAndTheNextIsRead()
    {
        var reading = await TableReading.TextAsync($"{Good}\n{{\"username\":\"bu\nbukan json\n{Good}\n[1]\n");

        Assert.Equal(2, reading.Posts.Count);
        Assert.Equal(["2", "3", "5"], reading.Rejected.Select(row => row.Place.Locator));
        Assert.All(reading.Rejected, row => Assert.Equal(RejectReason.Malformed, row.Reason));
    }

    [Fact]
    public async Task ABrokenFirstLineStillMakesLines()
    {
        var reading = await TableReading.TextAsync($"{{\"username\":\"bu\n{Good}\n{Good}\n");

        Assert.Equal((2, 1), (reading.Posts.Count, reading.Rejected.Count));
    }

    [Theory]
    [InlineData("[{0},{0},{\"username\":\"bu")]
    [InlineData("[{0},{0}")]
    public async Task HalfAFileIsReadAsFarAsItGoes(string form)
    {
        var reading = await TableReading.TextAsync(form.Replace("{0}", Good, StringComparison.Ordinal));

        Assert.Equal(2, reading.Posts.Count);
        Assert.Empty(reading.Rejected);
        Assert.Equal([ExportWarning.EndedEarly], reading.Warnings);
    }

    [Fact]
    public async Task OfAFileOfLinesHalfTheLastCostsOnlyItself()
    {
        var reading = await TableReading.TextAsync($"{Good}\n{Good}\n{{\"username\":\"bu");

        Assert.Equal((2, "3"), (reading.Posts.Count, Assert.Single(reading.Rejected).Place.Locator));
        Assert.Equal([ExportWarning.LastLineCut], reading.Warnings);
    }

    [Fact]
    public async Task HalfARecordIsTruncated() =>
        Assert.Equal(FileProblem.Truncated, (await TableReading.TextAsync("""[{"username":"siti","full_te""")).Unreadable?.Problem);

    [Theory]
    [InlineData("""[{"sender_name":"JANGAN-DIBACA","timestamp_ms":1728738900000,"content":"JANGAN-DIBACA"}]""")]
    [InlineData("""{"participants":[{"name":"JANGAN-DIBACA"}],"messages":[],"content":"JANGAN-DIBACA"}""")]
    [InlineData("""[{"dmConversation":{"messages":[{"messageCreate":{"text":"JANGAN-DIBACA"}}]},"text":"JANGAN-DIBACA"}]""")]
    [InlineData("""{"From":"JANGAN-DIBACA","Content":"JANGAN-DIBACA","Date":"2024-10-12"}""")]
    [InlineData("""{"username":"siti","text":"a","url":"b"}{"recipient":"x","sender":"JANGAN-DIBACA","text":"JANGAN-DIBACA"}""")] // further down
    public async Task MessagesBetweenPeopleAreRefused(string json)
    {
        var reading = await TableReading.TextAsync(json);

        Assert.Equal(FileProblem.PrivateMessages, reading.Unreadable?.Problem);
        Assert.DoesNotContain("JANGAN-DIBACA", reading.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecordsWithoutKnownKeysNeedAMapping()
    {
        Assert.Equal(FileProblem.NeedsMapping, (await TableReading.TextAsync("""[{"a":1},{"b":"rahasia"}]""")).Unreadable?.Problem);
        Assert.Equal(FileProblem.NeedsMapping, (await TableReading.TextAsync("[" + string.Join(',', Enumerable.Repeat("{\"a\":1}", 1000)) + "]")).Unreadable?.Problem);
    }

    [Fact]
    public async Task IdsKeepAllTheirDigits()
    {
        var post = (await TableReading.TextAsync("""[{"id":1845090793681846273,"text":"satu","user":{"id":1589898138193428480},"createTime":1728738900}]""")).Post;

        Assert.Equal(("1845090793681846273", "1589898138193428480"), (post.PlatformId, post.Author.PlatformId));
        Assert.Equal(new DateTimeOffset(2024, 10, 12, 13, 15, 0, TimeSpan.Zero), post.Time.At);
    }

    [Fact]
    public async Task ARetweetIsSomebodyElsesWords()
    {
        var post = (await TableReading.TextAsync(
            """[{"id_str":"1845090793681846273","full_text":"RT @a_b: pilih kami","user":{"screen_name":"siti"},"retweeted_status":{"id_str":"1","full_text":"pilih kami semua"}}]""")).Post;

        Assert.Equal((Activity.Repost, TextKind.SharedText, Platform.X), (post.Activity, post.TextKind, post.Platform));
    }

    [Theory]
    [InlineData("""{"text":"a","username":"siti"} trailing""")]
    [InlineData("""{"text":"a","username":}""")]
    public async Task WhatIsNoJsonIsMalformed(string line)
    {
        var reading = await TableReading.TextAsync($"{Good}\n{line}\n{Good}\n");

        Assert.Equal(2, reading.Posts.Count);
        Assert.Equal(RejectReason.Malformed, Assert.Single(reading.Rejected).Reason);
    }

    [Fact]
    public async Task HalfACharacterCostsItselfAndNotTheRecord()
    {
        var post = (await TableReading.TextAsync("""{"text":"halo \ud800 semua","username":"siti","url":"https://x.com/siti/status/1845090793681846273"}""" + "\n")).Post;

        Assert.Equal(("halo \uFFFD semua", PostWarnings.TextDamaged), (post.Text, post.Warnings & PostWarnings.TextDamaged));
    }

    [Fact]
    public async Task ARecordNestedTenThousandDeepIsMalformed()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000);
        var reading = await TableReading.TextAsync($"[{Good},{deep},{Good}]");

        Assert.Equal((2, 1), (reading.Posts.Count, reading.Rejected.Count));
    }

    [Fact]
    public async Task OfAKeyThatStandsTwiceTheFirstCounts()
    {
        var post = (await TableReading.TextAsync("""[{"username":"siti","text":"satu","text":"dua"}]""")).Post;

        Assert.Equal("satu", post.Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ARecordOfHundredsOfMegabytesIsSkippedInFlatMemory(bool lines)
    {
        var open = lines ? "" : "[";
        var between = lines ? "\n" : ",";
        var source = new TableSource("", () => new EndlessStream($"{open}{Good}{between}{{\"text\":\"", 300L << 20, $"\"}}{between}{Good}{(lines ? "\n" : "]")}"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var results = new RecordsReader(TableReading.Wita, new ManualTime(TableReading.Now)).Read(source).ToList();

        Assert.Equal(2, results.OfType<ReadResult.Read>().Count());
        Assert.Equal(RejectReason.TooLong, Assert.Single(results.OfType<ReadResult.Rejected>()).Reason);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 96L << 20);
    }

    [Fact]
    public void RecordsAreCutWhereTheyEndWhateverThePiecesTheyComeIn()
    {
        var text = Gen.ListOf(Gen.Elements("a", "\"", "\\", "{", "}", "[", "]", ",", "\n", "🙏", "é")).Select(parts => string.Concat(parts));
        var records = Gen.ListOf(Gen.Zip(text, text));

        Prop.ForAll(Gen.Zip(records, Gen.Choose(1, 40)).ToArbitrary(), written =>
        {
            var (pairs, piece) = written;
            var json = pairs.Select(pair => JsonSerializer.Serialize(new Dictionary<string, object> { ["a"] = pair.Item1, ["b"] = new[] { pair.Item2 } })).ToList();
            Assert.Equal(json, Cut($"[{string.Join(", ", json)}]", piece, isLines: false));
            Assert.Equal(json, Cut(string.Join('\n', json), piece, isLines: true));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void NoBytesMakeItThrowAnythingButItsOwnRefusal() =>
        Prop.ForAll(Gen.ListOf(Gen.Elements("{", "}", "[", "]", "\"", ",", ":", "\n", "\\", "text", "username", "1", "\0", "\uFEFF")).Select(parts => string.Concat(parts)).ToArbitrary(), text =>
        {
            var source = new TableSource("", () => new MemoryStream(Encoding.UTF8.GetBytes(text)));
            try
            {
                Assert.All(new RecordsReader(TableReading.Wita, new ManualTime(TableReading.Now)).Read(source), Assert.NotNull);
            }
            catch (UnreadableExportException refusal)
            {
                Assert.NotNull(refusal.Detail);
            }
        }).QuickCheckThrowOnFailure();

    static List<string> Cut(string json, int piece, bool isLines)
    {
        var records = new List<string>();
        using var splitter = new JsonRecordSplitter(new SlowStream(Encoding.UTF8.GetBytes(json), piece), isLines);
        while (splitter.Read()) records.Add(Encoding.UTF8.GetString(splitter.Record));
        return records;
    }
}
