using System.CommandLine;
using System.IO.Compression;
using System.Text.Json;
using Monitor.Commands;
using Monitor.Exports.Tables;
using Monitor.Tests.Support;
using Workbook = Monitor.Tests.Support.Workbook;

namespace Monitor.Tests.Commands;

public sealed class InspectCommandTests : IDisposable
{
    const string Unknown = "Siapa;Katanya apa;Hari\nSiti Aminah;Coblos nomor 1 👍;03/04/2024\nBudi;Halo;13/04/2024\n";

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ATableIsShownWithItsColumnsAndWithoutAWordOfAnybody()
    {
        var file = _folder.Write("rekap.xlsx", new Workbook()
            .Sheet("Rekap", ["Rekap Netralitas"], [null], ["Nama", "Akun", "Platform", "Tanggal", "Isi Postingan", "Skor"], ["Siti Aminah", "@siti.a", "IG", "12/10/2024", "Dukung Paslon A ✌️", "7"], [null, null, "IG", "12/10/2024", "Halo", "1"])
            .HiddenSheet("Rahasia", ["Nama", "Isi"], ["Budi", "JANGAN-DIBACA"])
            .ToArray());

        var (exit, output) = await RunAsync(file);

        Assert.Equal(Cli.Ok, exit);
        foreach (var shown in (string[])["tabel rekap", "keyakinan 60", "lembar \"Rekap\", judul kolom di baris 3", "isi postingan", "Kolom yang tidak dipakai: Skor", "Xxxx Xxxxxx | @xxxx.x | XX | 99/99/9999", "lembar tersembunyi", "- unggahan", "- tanpa akun penulis"])
            Assert.Contains(shown, output, StringComparison.Ordinal);
        foreach (var hidden in (string[])["Siti", "siti", "Dukung", "✌", "JANGAN", "Budi"])
            Assert.DoesNotContain(hidden, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingIsStoredAndNothingIsMoved()
    {
        var file = _folder.Write("rekap.csv", "Nama;Isi\nSiti;Halo\n");

        await RunAsync(file);

        Assert.True(File.Exists(file));
        Assert.False(Directory.Exists(_folder.File("data")));
    }

    [Fact]
    public async Task ProgramsGetEnglishKeys()
    {
        var file = _folder.Write("rekap.csv", "Nama;Isi\nSiti;Halo\n;Halo\n");

        var (_, output) = await RunAsync(file, "--json");

        var inspection = JsonDocument.Parse(output).RootElement.GetProperty("inspection");
        Assert.Equal("""{"Post":1}""", inspection.GetProperty("read").GetRawText());
        Assert.Equal("""{"NoAuthor":1}""", inspection.GetProperty("rejected").GetRawText());
        Assert.Equal("table", inspection.GetProperty("formats")[0].GetProperty("format").GetString());
        var table = inspection.GetProperty("tables")[0];
        Assert.Equal(1, table.GetProperty("headerRow").GetInt32());
        Assert.Equal("""[{"number":1,"header":"Nama","field":"Name"},{"number":2,"header":"Isi","field":"Text"}]""", table.GetProperty("columns").GetRawText());
        Assert.Equal("""[["Xxxx","Xxxx"],["","Xxxx"]]""", table.GetProperty("firstRows").GetRawText());
    }

    [Theory]
    [InlineData("x-archive/twitter-2024-11-29-5a3c0ffee0ddba11cafe5eed5a3c0ffee0ddba11cafe5eed5a3c0ffee0ddba11.zip", "arsip X", "data/tweets.js")]
    [InlineData("facebook/facebook-sari.andai-2024-11-29-KuKaR024.zip", "arsip Facebook", "comments_and_reactions/comments.json")]
    [InlineData("instagram/instagram-nurul.misalan-2024-11-29-KuKaR024.zip", "arsip Instagram", "media/posts_1.json")]
    [InlineData("facebook-html/facebook-kartini.andai-2024-11-29-KuKaR024.zip", "arsip Facebook", "comments_and_reactions/comments.html")]
    [InlineData("youtube/takeout-20241129T001500Z-001.zip", "YouTube", "chat langsung/chat langsung.csv")]
    public async Task AnArchiveNamesItsOwnerWhatItOpensAndWhatStaysClosed(string sample, string format, string opened)
    {
        var (exit, output) = await RunAsync(Path.Combine(Samples.Folder("exports"), sample));

        Assert.Equal(Cli.Ok, exit);
        Assert.Contains(format, output, StringComparison.Ordinal);
        Assert.Contains("Pemilik    : ", output, StringComparison.Ordinal);
        Assert.Contains(opened, output, StringComparison.Ordinal);
        Assert.Contains("tempat pesan pribadi, tidak pernah dibuka", output, StringComparison.Ordinal);
        Assert.DoesNotContain("JANGAN-DIBACA", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnpackedArchiveIsLookedAtAsAFolder()
    {
        ZipFile.ExtractToDirectory(Path.Combine(Samples.Folder("exports"), "facebook/facebook-sari.andai-2024-11-29-KuKaR024.zip"), _folder.File("facebook-sari.andai-2024-11-29-KuKaR024"));

        var (exit, output) = await RunAsync(_folder.File("facebook-sari.andai-2024-11-29-KuKaR024"));

        Assert.Equal(Cli.Ok, exit);
        Assert.Contains("arsip Facebook", output, StringComparison.Ordinal);
        Assert.DoesNotContain("JANGAN-DIBACA", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFolderOfMessagesDoesNotGiveAwayWhomTheyAreWith()
    {
        var file = Zip(("your_facebook_activity/messages/inbox/budi_1/message_1.json", "JANGAN-DIBACA"), ("your_facebook_activity/posts/media/liburan/1.jpg", "JPG"),
            ("your_facebook_activity/apps/settings.json", "{}"), ("your_facebook_activity/posts/your_posts_1.json", """[{"timestamp":1728738900,"data":[{"post":"Halo"}],"title":"Siti added a post."}]"""));

        var (_, output) = await RunAsync(file);

        Assert.Contains("- your_facebook_activity/…: 1 berkas, tempat pesan pribadi", output, StringComparison.Ordinal);
        Assert.Contains("- your_facebook_activity/posts/media/liburan/*.jpg: 1 berkas, gambar, video atau suara", output, StringComparison.Ordinal);
        Assert.Contains("- your_facebook_activity/apps/*.json: 1 berkas, tidak termasuk daftar", output, StringComparison.Ordinal);
        Assert.DoesNotContain("budi", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Empty")]
    [InlineData("Pengirim;Isi\nJANGAN-DIBACA;JANGAN-DIBACA\n", "PrivateMessages")]
    [InlineData("%PDF-1.7 JANGAN-DIBACA", "NotText")]
    public async Task AFileThatWouldBeRefusedSaysWhy(string content, string problem)
    {
        var file = _folder.Write("berkas", content);

        var (exit, output) = await RunAsync(file, "--json");

        Assert.Equal(Cli.FoundWrong, exit);
        Assert.Equal(problem, JsonDocument.Parse(output).RootElement.GetProperty("inspection").GetProperty("problem").GetString());
        Assert.DoesNotContain("JANGAN", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATableThatNeedsAMappingIsReadAfterOneCommand()
    {
        var file = _folder.Write("laporan.csv", Unknown);
        var (before, refused) = await RunAsync(file);

        var (after, read) = await RunAsync(file, "--map", "Siapa=name", "katanya apa=TEXT", "Hari=date", "--platform", "tiktok", "--save", "Laporan camat");

        Assert.Equal(Cli.FoundWrong, before);
        Assert.Contains("Kolom yang tidak dipakai: Siapa, Katanya apa, Hari", refused, StringComparison.Ordinal);
        Assert.Equal(Cli.Ok, after);
        Assert.Contains("pemetaan \"Laporan camat\"", read, StringComparison.Ordinal);

        // Another file of the same shape, without saying anything again.
        var (exit, again) = await RunAsync(_folder.Write("lain.csv", "SIAPA,Katanya Apa,hari\nAni,Halo,01/05/2024\n"));
        Assert.Equal(Cli.Ok, exit);
        Assert.Contains("Xxx | Xxxx | 99/99/9999", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASavedMappingIsWrittenAsItsSchemaSays()
    {
        await RunAsync(_folder.Write("a.csv", Unknown), "--map", "Siapa=NAME", "Katanya apa=Text", "--platform", "TIKTOK", "--activity", "GroupPost", "--date-order", "dayfirst", "--zone", "UTC", "--save", "a");

        var mapping = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.File("data/mappings/a.json"))).RootElement;
        Assert.Equal(["name", "signature", "fields", "platform", "activity", "zone", "dateOrder"], mapping.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["name", "text"], mapping.GetProperty("fields").EnumerateObject().Select(property => property.Name));
        Assert.Equal(("tikTok", "groupPost", "dayFirst"), (mapping.GetProperty("platform").GetString(), mapping.GetProperty("activity").GetString(), mapping.GetProperty("dateOrder").GetString()));
        Assert.Empty(MappingBook.Load(_folder.File("data/mappings")).Faults);
    }

    [Fact]
    public async Task AMappingIsReplacedOnlyByForce()
    {
        var file = _folder.Write("a.csv", Unknown);
        await RunAsync(file, "--map", "Siapa=name", "Katanya apa=text", "--save", "a");
        var first = await File.ReadAllTextAsync(_folder.File("data/mappings/a.json"));

        Assert.Equal(Cli.Failed, (await RunAsync(file, "--map", "Siapa=handle", "Katanya apa=text", "--save", "a")).Exit);
        Assert.Equal(first, await File.ReadAllTextAsync(_folder.File("data/mappings/a.json")));

        Assert.Equal(Cli.Ok, (await RunAsync(file, "--map", "Siapa=handle", "Katanya apa=text", "--save", "a", "--force")).Exit);
        Assert.NotEqual(first, await File.ReadAllTextAsync(_folder.File("data/mappings/a.json")));
        Assert.Single(Directory.GetFiles(_folder.File("data/mappings")));
    }

    [Theory]
    [InlineData("Siapa=nama", "a")] // no field of that name
    [InlineData("Siapa=name", "a")] // neither words nor link
    [InlineData("Kolom lain=text", "a")] // no such column
    [InlineData("Katanya apa=text", "../a")]
    [InlineData("Katanya apa=text", "a.schema")]
    [InlineData("Katanya apa=text", "")]
    public async Task AMappingWithFaultsIsNotWritten(string map, string name)
    {
        var (exit, _) = await RunAsync(_folder.Write("a.csv", Unknown), "--map", map, "--save", name);

        Assert.Equal(Cli.Failed, exit);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.json", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("--map", "Siapa=name")]
    [InlineData("--save", "a")]
    [InlineData("--map", "Siapa", "--save", "a")]
    public void OptionsThatSayHalfAreRefused(params string[] options) =>
        Assert.NotEmpty(InspectCommand.Build().Parse(["a.csv", .. options]).Errors);

    async Task<(int Exit, string Output)> RunAsync(string file, params string[] options)
    {
        var output = new StringWriter { NewLine = "\n" };
        var exit = await InspectCommand.Build().Parse([file, "--data", _folder.File("data"), .. options]).InvokeAsync(new InvocationConfiguration { Output = output });
        return (exit, output.ToString());
    }

    string Zip(params (string Name, string Text)[] members)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in members)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return _folder.Write("unduhan.zip", stream.ToArray());
    }
}
