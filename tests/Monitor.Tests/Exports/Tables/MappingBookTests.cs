using System.Text.Json;
using Monitor.Exports;
using Monitor.Exports.Tables;
using Monitor.Posts;
using Monitor.Tests.Support;

namespace Monitor.Tests.Exports.Tables;

public class MappingBookTests
{
    const string Mapping = """
        {
          "name": "Rekap kecamatan", "signature": ["Siapa", "Katanya apa"],
          "fields": { "handle": ["Siapa"], "text": ["Katanya apa"], "date": ["Hari"] },
          "platform": "facebook", "activity": "comment", "dateOrder": "monthFirst", "zone": "Asia/Jakarta"
        }
        """;

    [Fact]
    public async Task AMappedTableIsReadAsItsMappingSays()
    {
        var reading = await TableReading.TextAsync("SIAPA;Katanya apa;Hari\nsiti;halo;03/04/2024 20:15\n", Book(Mapping));

        var post = reading.Post;
        Assert.Equal((Platform.Facebook, Activity.Comment, "siti", "halo"), (post.Platform, post.Activity, post.Author.Handle, post.Text));
        Assert.Equal(new DateTimeOffset(2024, 3, 4, 20, 15, 0, TimeSpan.FromHours(7)), post.Time.At);
        Assert.Equal(PostWarnings.None, post.Warnings); // the zone is stated, not assumed
    }

    [Fact]
    public async Task NobodyCanMapPrivateMessagesIntoTheOpen()
    {
        const string mapping = """{ "name": "chat", "signature": ["Pengirim", "Isi"], "fields": { "handle": ["Pengirim"], "text": ["Isi"] } }""";
        var reading = await TableReading.TextAsync("Pengirim;Isi\nJANGAN-DIBACA;JANGAN-DIBACA\n", Book(mapping));

        Assert.Equal(FileProblem.PrivateMessages, reading.Unreadable?.Problem);
        Assert.DoesNotContain("JANGAN-DIBACA", reading.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "bukan JSON")]
    [InlineData("null", "kosong")]
    [InlineData("""{ "name": "x", "signature": ["A", "B"], "fields": { "text": ["A"] }, "kolom": 1 }""", "bukan JSON yang dimengerti")]
    [InlineData("""{ "signature": ["A", "B"], "fields": { "text": ["A"] } }""", "\"name\" kosong")]
    [InlineData("""{ "name": "x", "signature": ["A"], "fields": { "text": ["A"] } }""", "\"signature\"")]
    [InlineData("""{ "name": "x", "signature": ["A", "B"], "fields": { "nip": ["A"] } }""", "\"text\", \"commentText\" atau \"url\"")]
    [InlineData("""{ "name": "x", "signature": ["A", "B"], "fields": { "text": ["A"], "judul": ["B"] } }""", "\"judul\" bukan nama kolom")]
    [InlineData("""{ "name": "x", "signature": ["A", "B"], "fields": { "text": ["A"], "1": ["B"] } }""", "\"1\" bukan nama kolom")]
    [InlineData("""{ "name": "x", "signature": ["A", "B"], "fields": { "text": [] } }""", "tidak berisi judul kolom")]
    [InlineData("""{ "name": "x", "signature": ["A", "B"], "fields": { "text": ["A"] }, "platform": "friendster" }""", "\"platform\" \"friendster\"")]
    [InlineData("""{ "name": "x", "signature": ["A", "B"], "fields": { "text": ["A"] }, "zone": "Asia/Tenggarong" }""", "\"zone\"")]
    [InlineData("""{ "name": "x", "signature": ["A", "B"], "fields": { "text": ["A"] }, "dateOrder": "3" }""", "\"dateOrder\"")]
    public void AFaultyMappingIsNamedAndLeftOut(string mapping, string fault)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", mapping);
        folder.Write("b.json", Mapping);

        var book = MappingBook.Load(folder.Path);

        Assert.Equal("Rekap kecamatan", Assert.Single(book.Mappings).Name);
        Assert.Contains(book.Faults, said => said.StartsWith("a.json: ", StringComparison.Ordinal) && said.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void AllFaultsOfAMappingAreNamedAtOnce()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", """{ "fields": { "judul": ["A"] }, "platform": "x?" }""");

        Assert.Equal(5, MappingBook.Load(folder.Path).Faults.Count);
    }

    [Fact]
    public void AFolderThatIsNotThereHoldsNoMappings() => Assert.Empty(MappingBook.Load(Path.Combine(Path.GetTempPath(), "tidak-ada")).Mappings);

    [Fact]
    public void TheSampleMappingsHaveNoFaults()
    {
        var book = MappingBook.Load(Samples.Folder("mappings"));

        Assert.Empty(book.Faults);
        Assert.Equal(3, book.Mappings.Count);
    }

    [Fact]
    public void TheSchemaKnowsTheNamesThatTheProgramKnows()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Samples.Folder("mappings"), "mapping.schema.json")));
        var properties = schema.RootElement.GetProperty("properties");

        Assert.Equal(Camel<TableField>(), Names(properties.GetProperty("fields").GetProperty("propertyNames")));
        Assert.Equal(Camel<Platform>().Except(["unknown"]), Names(properties.GetProperty("platform")));
        Assert.Equal(Camel<Activity>().Except(["unknown"]), Names(properties.GetProperty("activity")));
        Assert.Equal(["dayFirst", "monthFirst"], Names(properties.GetProperty("dateOrder")));
    }

    [Fact]
    public async Task TheYouTubeMappingReadsItsExport()
    {
        var file = Path.Combine(TableReading.Files(), "exportcomments", "youtube_exportcomments_layout.csv");
        var post = (await TableReading.FileAsync(file, MappingBook.Load(Samples.Folder("mappings")))).Post;

        Assert.Equal((Platform.YouTube, Activity.Comment, "siti-contoh"), (post.Platform, post.Activity, post.Author.Handle));
        Assert.Equal(new DateTimeOffset(2024, 10, 12, 20, 15, 0, TimeSpan.FromHours(8)), post.Time.At);
    }

    static MappingBook Book(string mapping)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", mapping);
        return MappingBook.Load(folder.Path);
    }

    static IEnumerable<string> Camel<T>()
        where T : struct, Enum => Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName);

    static IEnumerable<string?> Names(JsonElement rules) => rules.GetProperty("enum").EnumerateArray().Select(name => name.GetString());
}
