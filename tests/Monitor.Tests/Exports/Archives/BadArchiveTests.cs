using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Monitor.Exports;
using Monitor.Posts;

namespace Monitor.Tests.Exports.Archives;

public class BadArchiveTests
{
    const string PostsFile = "posts/your_posts_1.json";

    const string Profile = """{"profile_v2":{"name":{"full_name":"Siti Contoh"}}}""";

    [Fact]
    public async Task AnEmptyFileIsEmpty() => Assert.Equal(FileProblem.Empty, await ReadArchive.ProblemOf([]));

    [Fact]
    public async Task HalfAZipIsTruncated()
    {
        var whole = await File.ReadAllBytesAsync(ReadArchive.Data("facebook-siti.contoh-2024-11-18-AbCd1234.zip"));

        foreach (var length in new[] { 4, 100, whole.Length / 2, whole.Length - 30, whole.Length - 1 })
            Assert.Equal(FileProblem.Truncated, await ReadArchive.ProblemOf(whole[..length]));
    }

    [Theory]
    [InlineData("catatan rapat")]
    [InlineData("""{"halo":"dunia"}""")]
    [InlineData("[1,2,3]")]
    [InlineData("<html><body>x</body></html>")]
    [InlineData("nama;nip\nSiti;1980")]
    [InlineData("\0\0\0\0")]
    public async Task OtherFilesAreUnknown(string text) =>
        Assert.Equal(FileProblem.UnknownFormat, await ReadArchive.ProblemOf(Encoding.UTF8.GetBytes(text), "tweets.js"));

    [Fact]
    public async Task AZipOfOtherThingsIsUnknown() => Assert.Equal(FileProblem.UnknownFormat, await ReadArchive.ProblemOf(ReadArchive.Zip(("foto/1.jpg", "x"), ("data/x.json", "{}"))));

    [Theory]
    [InlineData("your_posts.xlsx")]
    [InlineData("catatan.txt")]
    public async Task TheExtensionProvesNothing(string name)
    {
        var json = await ReadArchive.OfText("""[{"timestamp":1728738900,"data":[{"post":"halo"}],"title":"Siti Contoh updated."}]""", name);
        var zip = await ReadArchive.OfZip(name, ("profile_information/profile_information.json", Profile), (PostsFile, """[{"timestamp":1728738900,"data":[{"post":"halo"}]}]"""));

        Assert.Equal(["Facebook Post OwnText 1"], json.Counts);
        Assert.Equal(["Facebook Post OwnText 1"], zip.Counts);
    }

    [Theory]
    [InlineData("messages/inbox/budi_1/message_1.json", nameof(FileProblem.PrivateMessages))]
    [InlineData("posts/your_posts_1.html", nameof(FileProblem.NotJson))]
    [InlineData("posts/media/1.jpg", nameof(FileProblem.NoUsableRows))]
    public async Task AnArchiveWithNothingToReadSaysWhy(string member, string problem) =>
        Assert.Equal(problem, (await ReadArchive.ProblemOf(ReadArchive.Zip(($"your_facebook_activity/{member}", "JANGAN-DIBACA")))).ToString());

    [Theory]
    [InlineData("""{"participants":[{"name":"Budi"}],"messages":[{"sender_name":"Budi","timestamp_ms":1728738900000,"content":"JANGAN-DIBACA"}]}""")]
    public async Task AMessageFileByItselfIsRefused(string json) =>
        Assert.Equal(FileProblem.PrivateMessages, await ReadArchive.ProblemOf(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("terkunci-zipcrypto.zip")]
    [InlineData("terkunci-aes.zip")]
    public async Task APasswordIsSaidToBeOne(string file) =>
        Assert.Equal(FileProblem.PasswordProtected, await ReadArchive.ProblemOf(await File.ReadAllBytesAsync(ReadArchive.Data(Path.Combine("terkunci", file)))));

    [Fact]
    public async Task AnEncryptedWorkbookIsAPassword() => Assert.Equal(FileProblem.PasswordProtected, await ReadArchive.ProblemOf(EncryptedWorkbook(), "rekap.xlsx"));

    [Fact]
    public async Task AnOldWorkbookIsLeftToOthers() => Assert.Equal(FileProblem.UnknownFormat, await ReadArchive.ProblemOf(EncryptedWorkbook("Workbook"), "rekap.xls"));

    [Theory]
    [InlineData("../posts/your_posts_1.json")]
    [InlineData("/posts/your_posts_1.json")]
    [InlineData("C:/posts/your_posts_1.json")]
    [InlineData("posts/../../your_posts_1.json")]
    public async Task NamesThatLeaveTheArchiveAreUnsafe(string name) => Assert.Equal(FileProblem.UnsafeArchive, await ReadArchive.ProblemOf(ReadArchive.Zip((name, "[]"))));

    [Fact]
    public async Task TheSameMemberTwiceIsUnsafe() =>
        Assert.Equal(FileProblem.UnsafeArchive, await ReadArchive.ProblemOf(ReadArchive.Zip((PostsFile, "[]"), (PostsFile, "[]"))));

    [Fact]
    public async Task ASymbolicLinkIsUnsafe()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            zip.CreateEntry(PostsFile).ExternalAttributes = unchecked((int)0xA1FF0000);

        Assert.Equal(FileProblem.UnsafeArchive, await ReadArchive.ProblemOf(stream.ToArray()));
    }

    [Fact]
    public async Task ABombOfOneMemberIsStopped()
    {
        var bomb = ReadArchive.Zip((PostsFile, $"[{{\"timestamp\":1728738900,\"data\":[{{\"post\":\"{new string('a', 100_000_000)}\"}}]}}]"));

        Assert.InRange(bomb.Length, 0, 200_000);
        Assert.Equal(FileProblem.UnsafeArchive, await ReadArchive.ProblemOf(bomb));
    }

    [Fact]
    public async Task ABombOfManyMembersIsStopped()
    {
        var policy = new ZipPolicy { MaxMembers = 1000 };
        var bomb = ReadArchive.Zip([(PostsFile, "[]"), .. Enumerable.Range(0, 1000).Select(i => ($"posts/media/{i}.jpg", ""))]);

        Assert.Equal(FileProblem.UnsafeArchive, (await Assert.ThrowsAsync<UnreadableExportException>(() => ReadArchive.OfBytes(bomb, "x.zip", policy))).Problem);
    }

    [Fact]
    public async Task ZipsInsideAreNeverOpened()
    {
        var inner = Encoding.Latin1.GetString(ReadArchive.Zip((PostsFile, "JANGAN-DIBACA")));

        var read = await ReadArchive.OfZip(("profile_information/profile_information.json", Profile), (PostsFile, "[]"), ("posts/lagi.zip", inner));

        Assert.DoesNotContain("posts/lagi.zip", read.Opened);
        Assert.Equal(["warned MembersLeftUnopened 1", "warned FormatMayHaveChanged 0/0"], read.Counts);
    }

    [Theory]
    [InlineData("""[{"timestamp":1728738900,"data":[{"post":"satu"}]},{"timestamp":1728738900,"da""", "Facebook Post OwnText 1", "rejected Malformed 1", "warned EndedEarly posts/your_posts_1.json")]
    [InlineData("""[{"timestamp":1728738900,"data":[{"post":"satu"}]},{"timestamp":,},{"timestamp":1728738900,"data":[{"post":"tiga"}]}]""", "Facebook Post OwnText 2", "rejected Malformed 1")]
    [InlineData("""[1,"dua",null,[4]]""", "rejected Malformed 4", "warned FormatMayHaveChanged 0/4")]
    [InlineData("""{"kiriman_v9":[{"a":1}]}""", "warned FormatMayHaveChanged posts/your_posts_1.json")]
    [InlineData("", "warned EndedEarly posts/your_posts_1.json")]
    [InlineData("""[{"timestamp":1728738900,"data":[{"post":"dua","post":"kunci"}]}]""", "Facebook Post OwnText 1")] // a key twice: the last one counts
    [InlineData("""[{"timestamp":1728738900,"data":"bukan daftar","attachments":5,"title":7}]""", "Facebook Post TitleOnly 1")]
    public async Task BrokenJsonCostsOnlyWhatIsBroken(string json, params string[] expected) => Assert.Equal(expected, (await Read(json)).Counts);

    [Fact]
    public async Task DeepNestingCostsOneRecord()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"a":[""", 10_000)) + string.Concat(Enumerable.Repeat("]}", 10_000));

        var read = await Read($$"""[{"timestamp":1728738900,"data":[{"post":"satu"}],"x":{{deep}}},{"timestamp":1728738900,"data":[{"post":"dua"}]}]""");

        Assert.Equal(["Facebook Post OwnText 1", "rejected Malformed 1"], read.Counts);
        Assert.Equal("/0", Assert.Single(read.Rejected).Place.Locator);
    }

    [Fact]
    public async Task AnEndlessStringCostsOneRecord()
    {
        var noise = new Random(1);
        var text = string.Concat(Enumerable.Range(0, 12_000_000).Select(_ => (char)noise.Next('a', 'z')));

        var read = await Read($$"""[{"timestamp":1728738900,"data":[{"post":"{{text}}"}]},{"timestamp":1728738900,"data":[{"post":"{{text[..100_000]}}"}]},{"timestamp":1728738900,"data":[{"post":"tiga"}]}]""");

        Assert.Equal(["Facebook Post OwnText 1", "rejected TooLong 2"], read.Counts);
    }

    [Theory]
    [InlineData("""terpotong \ud83d""", "terpotong \uFFFD")]
    [InlineData("""\udc4d terbalik \ud83d\ud83d\udc4d""", "\uFFFD terbalik \uFFFD👍")]
    public async Task HalvesOfCharactersAreALoss(string text, string expected)
    {
        var read = await Read($$"""[{"timestamp":1728738900,"data":[{"post":"{{text}}"}]}]""");

        var post = Assert.Single(read.Posts);
        Assert.Equal((expected, PostWarnings.TextDamaged), (post.Text, post.Warnings));
    }

    [Fact]
    public async Task BytesThatAreNoUtf8AreALoss()
    {
        var bytes = Encoding.Latin1.GetBytes("""[{"timestamp":1728738900,"data":[{"post":"caf\n"""[..^2] + "\u00e9 \u00ff\"}],\"title\":\"Siti Contoh updated.\"}]");

        var post = Assert.Single((await ReadArchive.OfBytes(bytes, "x.json")).Posts);

        Assert.Equal("caf\uFFFD \uFFFD", post.Text);
        Assert.True(post.Warnings.HasFlag(PostWarnings.TextDamaged));
    }

    [Fact]
    public async Task MutatedArchivesNeverCrash()
    {
        var random = new Random(20241127);
        foreach (var file in Directory.EnumerateFiles(ReadArchive.Data("")).Order(StringComparer.Ordinal))
        {
            var members = Unpacked(file);
            for (var round = 0; round < Rounds; round++)
            {
                var mutated = members.Select(member => (member.Name, Mutated(member.Text, random))).ToArray();
                var bytes = members is [{ Name: "" }] ? Encoding.Latin1.GetBytes(mutated[0].Item2) : ZipOf(mutated);

                await ReadOrRefuse(bytes, Path.GetFileName(file));
            }
        }
    }

    [Fact]
    public async Task ZipsWithWrongBytesNeverCrash()
    {
        var random = new Random(20241128);
        foreach (var file in Directory.EnumerateFiles(ReadArchive.Data(""), "*.zip").Order(StringComparer.Ordinal))
        {
            var whole = await File.ReadAllBytesAsync(file);
            for (var round = 0; round < Rounds * 4; round++)
            {
                var bytes = whole.ToArray();
                for (var times = random.Next(1, 6); times > 0; times--) bytes[random.Next(2) == 0 ? random.Next(bytes.Length) : ^random.Next(1, Math.Min(2000, bytes.Length))] = (byte)random.Next(256);

                await ReadOrRefuse(bytes, Path.GetFileName(file));
            }
        }
    }

    /// <summary>More by hand: MONITOR_FUZZ=2000 dotnet test --filter MutatedArchives.</summary>
    static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("MONITOR_FUZZ"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 25;

    static async Task ReadOrRefuse(byte[] bytes, string name)
    {
        try
        {
            var read = await ReadArchive.OfBytes(bytes, name);

            Assert.All(read.Posts, post => Assert.NotEqual("", post.Place.Locator));
            Assert.DoesNotContain("JANGAN-DIBACA", JsonSerializer.Serialize(read.Results.Select(result => result.ToString())), StringComparison.Ordinal);
        }
        catch (UnreadableExportException)
        {
            // Refused with a reason: as good as read.
        }
    }

    static (string Name, string Text)[] Unpacked(string file)
    {
        if (!ExportProbe.StartsAsZip(file)) return [("", Encoding.Latin1.GetString(File.ReadAllBytes(file)))];

        using var zip = ZipFile.OpenRead(file);
        return [.. zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open(), Encoding.Latin1);
            return (entry.FullName, reader.ReadToEnd());
        })];
    }

    static byte[] ZipOf((string Name, string Text)[] members)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in members)
            {
                using var member = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                member.Write(Encoding.Latin1.GetBytes(text));
            }

        return stream.ToArray();
    }

    /// <summary>Structure is hit as often as bytes are: a quote, a bracket, a cut, a doubled piece.</summary>
    static string Mutated(string text, Random random)
    {
        for (var times = random.Next(4); times > 0 && text.Length > 2; times--)
        {
            var at = random.Next(text.Length);
            var length = random.Next(1, Math.Min(40, text.Length - at + 1));
            text = random.Next(6) switch
            {
                0 => text[..at],
                1 => text.Remove(at, Math.Min(length, text.Length - at)),
                2 => text.Insert(at, "\"\\{}[],:\0\u00ff"[random.Next(10)].ToString()),
                3 => text.Insert(at, text.Substring(at, Math.Min(length, text.Length - at))),
                4 => text[..at] + (char)random.Next(256) + text[(at + 1)..],
                _ => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
            };
        }

        return text;
    }

    static readonly string[] Pieces = ["null", "true", "1e999", "\\ud83d", "{}", "[]", "[[[[", "\"label_values\":[", "\"timestamp\":\"x\",", "\"data\":5,", "-1", "\\u0000", "\"\""];

    static Task<ReadArchive> Read(string json) => ReadArchive.OfZip(("profile_information/profile_information.json", Profile), (PostsFile, json));

    /// <summary>The least of an OLE file: a header that points to a directory sector which names one stream.</summary>
    static byte[] EncryptedWorkbook(string stream = "EncryptedPackage")
    {
        var bytes = new byte[512 * 3];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(bytes, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(30), 9);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(48), 1);
        Encoding.Unicode.GetBytes(stream).CopyTo(bytes, 1024 + 128);
        return bytes;
    }
}
