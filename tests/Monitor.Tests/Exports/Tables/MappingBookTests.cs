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
        Assert.Equal(5, book.Mappings.Count);
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

    [Theory]
    [InlineData("Report:,Pantauan\nBrand:,Pilkada\nFrom:,01/10/2024\nTo:,31/10/2024\nLabel:,\n\nQuery Id,Query Name,Date,Title,Snippet,Url,Domain,Sentiment,Page Type,Language,Author,Full Name,Full Text,Resource Id\n1,Pilkada,2024-10-12 13:15:00.0,,,https://x.com/siti_contoh/status/1845090793681846273,x.com,neutral,twitter,id,siti_contoh,Siti Contoh,Ayo memilih,1845090793681846273", "Brandwatch")] // five rows of remarks above the header
    [InlineData("Date,Headline,URL,Opening Text,Hit Sentence,Source,Influencer,Country,Language,Reach,Sentiment\n12-Oct-2024 01:15PM,,https://x.com/siti_contoh/status/1845090793681846273,Ayo memilih,,X,@siti_contoh,Indonesia,id,1,Neutral", "Meltwater")]
    [InlineData("Date,Hour,Source,Author,Title,Content,Sentiment,Influence score\n2024-10-12,13:15,https://x.com/siti_contoh/status/1845090793681846273,siti_contoh,,Ayo memilih,0,1", "Brand24")]
    [InlineData("published,url,title,content,source_type,author_name,author_short_name,author_url\n2024-10-12T13:15:00Z,https://x.com/siti_contoh/status/1845090793681846273,,Ayo memilih,SOCIALMEDIA_TWITTER,Siti Contoh,siti_contoh,https://x.com/siti_contoh", "Talkwalker")]
    [InlineData("Date,Author,Mention,Link,Media,Sentiment\n2024-10-12 13:15,siti_contoh,Ayo memilih,https://x.com/siti_contoh/status/1845090793681846273,Twitter,netral", "Drone Emprit")]
    public async Task AListeningToolsTableIsReadByAGuessThatIsSaidToBeOne(string table, string tool)
    {
        var book = MappingBook.Load(Samples.Folder("mappings"));

        var reading = await TableReading.TextAsync(table + "\n", book);

        Assert.Equal((Platform.X, "siti_contoh", "Ayo memilih"), (reading.Post.Platform, reading.Post.Author.Handle, reading.Post.Text));
        Assert.NotNull(reading.Post.Time.At);
        Assert.Equal([ExportWarning.HeaderGuessed], reading.Warnings);
        Assert.Contains(book.Mappings, mapping => mapping.IsGuess && mapping.Name.StartsWith(tool, StringComparison.Ordinal));
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
