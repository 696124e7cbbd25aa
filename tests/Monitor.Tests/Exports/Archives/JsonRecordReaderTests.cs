using System.Text;
using Monitor.Exports.Archives;

namespace Monitor.Tests.Exports.Archives;

public class JsonRecordReaderTests
{
    static readonly JsonShape Shape = new ListShape(["comments", "posts", "inner"], ["timestamp", "tweet"]);

    [Theory]
    [InlineData("""[{"a":1},{"b":[1,2]}]""", """/0 {"a":1}""", """/1 {"b":[1,2]}""")]
    [InlineData("""{"comments_v2":[{"a":1},{"b":2}]}""", """/comments_v2/0 {"a":1}""", """/comments_v2/1 {"b":2}""")]
    [InlineData("""{"other":{"x":[1]},"comments":[{"a":1}],"posts":[{"b":2}]}""", """/comments/0 {"a":1}""", """/posts/0 {"b":2}""")]
    [InlineData("""{"title":"t","timestamp":5,"data":[]}""", """# {"title":"t","timestamp":5,"data":[]}""")] // a list of one without its list
    [InlineData("""{"comments":{"timestamp":1}}""", """/comments {"timestamp":1}""")]
    [InlineData("""{"comments":{"inner":[{"a":1}]}}""", """/comments/inner/0 {"a":1}""")]
    [InlineData("""[{"comments":[{"a":1}]},{"posts":[{"b":2}]},{"c":3}]""", """/0/comments/0 {"a":1}""", """/1/posts/0 {"b":2}""", """/2 {"c":3}""")]
    [InlineData("""window.YTD.tweets.part0 = [ {"tweet":1} ];""", """/0 {"tweet":1}""")]
    [InlineData("\uFEFF [1,\"]\",null , -2.5e3]", "/0 1", "/1 \"]\"", "/2 null", "/3 -2.5e3")]
    [InlineData("""[{"s":"\\"},{"s":"\"}"}]""", """/0 {"s":"\\"}""", """/1 {"s":"\"}"}""")]
    public async Task RecordsAreCutOutWhereverTheyStand(string json, params string[] expected)
    {
        Assert.Equal(expected, (await Read(json)).Records);
        Assert.Equal(expected, (await Read(json, bytesAtATime: 1)).Records);
    }

    [Theory]
    [InlineData("[ ]", false, false)]
    [InlineData("{}", false, false)]
    [InlineData("""{"comments_v2":[]}""", false, false)]
    [InlineData("""{"comments_v2":null}""", false, false)] // TikTok writes null for a list of none
    [InlineData("""{"other":5}""", false, true)]
    [InlineData("""{"kunci_baru":[{"a":1}]}""", false, true)]
    [InlineData("No data", false, true)]
    [InlineData("", true, false)]
    [InlineData("window.YTD.tweets.part0 = ", true, false)]
    public async Task AFileWithoutRecordsSaysWhy(string json, bool endedEarly, bool strange)
    {
        var read = await Read(json);

        Assert.Empty(read.Records);
        Assert.Equal((endedEarly, strange), (read.EndedEarly, read.Strange));
    }

    [Fact]
    public async Task WhereTheFileIsCutTheRecordsBeforeAreKept()
    {
        const string whole = """{"comments_v2":[{"a":"satu"},{"b":"dua"},{"c":"tiga"}]}""";

        for (var length = 1; length < whole.Length; length++)
        {
            var read = await Read(whole[..length]);

            Assert.True(read.EndedEarly);
            Assert.Equal(whole[..length].Count(sign => sign == '}'), read.Records.Count(record => record.EndsWith('}')));
            Assert.True(read.Records.Count(record => !record.EndsWith('}')) <= 1);
        }
    }

    [Fact]
    public async Task ARecordThatIsTooLongCostsOnlyItself()
    {
        var json = $$"""[{"a":1},{"b":"{{new string('x', 500_000)}}"},{"c":3}]""";

        Assert.Equal(["""/0 {"a":1}""", "/1 TooLong", """/2 {"c":3}"""], (await Read(json, maxRecordBytes: 1000)).Records);
    }

    [Fact]
    public async Task ABareRecordThatIsTooLongIsSaidToBe()
    {
        var json = $$"""{"b":"{{new string('x', 500_000)}}","timestamp":1}""";

        Assert.Equal(["# TooLong"], (await Read(json, maxRecordBytes: 1000)).Records);
    }

    [Theory]
    [InlineData("""[{"a":1},}{"b":2}]""", """/0 {"a":1}""", "/1 Broken")]
    [InlineData("""{"posts":[{"a":1}] x""", """/posts/0 {"a":1}""", "# Broken")]
    [InlineData("[\0\0]", "/0 Broken")]
    public async Task ABrokenListEndsWhereItBreaks(string json, params string[] expected) => Assert.Equal(expected, (await Read(json)).Records);

    [Fact]
    public async Task AMillionBracketsNeedNoStack()
    {
        var read = await Read(new string('[', 1_000_000));

        Assert.Equal(["/0 EndedEarly"], read.Records);
    }

    [Fact]
    public async Task EndlessNestingOfListKeysEnds()
    {
        var json = string.Concat(Enumerable.Repeat("""{"comments":""", 10_000)) + "1" + new string('}', 10_000);

        Assert.Empty((await Read(json)).Records);
    }

    static async Task<(List<string> Records, bool EndedEarly, bool Strange)> Read(string json, int bytesAtATime = 4096, int maxRecordBytes = JsonRecordReader.LongestRecord)
    {
        var reader = new JsonRecordReader(new SlowStream(Encoding.UTF8.GetBytes(json), bytesAtATime), Shape, maxRecordBytes);
        var records = new List<string>();
        await foreach (var record in reader.ReadAsync(CancellationToken.None))
            records.Add($"{record.Pointer} {(record.Fault == RecordFault.None ? Encoding.UTF8.GetString(record.Json.Span) : record.Fault)}");

        return (records, reader.EndedEarly, reader.Strange);
    }

    /// <summary>Hands out a few bytes at a time, as a busy share does.</summary>
    sealed class SlowStream(byte[] bytes, int atATime) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(atATime, buffer.Length)], cancellationToken);
    }
}
