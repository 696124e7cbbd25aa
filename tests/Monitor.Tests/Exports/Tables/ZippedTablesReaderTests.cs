using System.IO.Compression;
using Monitor.Exports;
using Monitor.Tests.Support;

namespace Monitor.Tests.Exports.Tables;

public class ZippedTablesReaderTests
{
    [Fact]
    public async Task TablesTweetsAndRecordsInAZipAreReadOneAfterTheOther()
    {
        var reading = await Read(
            ("rekap.csv", "Akun;Tanggal;Isi\nsiti;03/04/2024;satu\nsiti;13/04/2024;dua\n"u8.ToArray()),
            ("sub/tweet.csv", File.ReadAllBytes(Path.Combine(TableReading.Files(), "tweet-harvest/v2.2_semicolon.csv"))),
            ("rekap.xlsx", new Workbook().Sheet("A", ["Akun", "Isi"], ["ani", "tiga"]).ToArray()),
            ("data.jsonl", "{\"username\":\"budi\",\"text\":\"empat\",\"url\":\"https://x.com/budi/status/1845090793681846273\"}\n"u8.ToArray()),
            ("foto.jpg", [0xFF, 0xD8]),
            ("~$rekap.xlsx", [1]),
            ("__MACOSX/._rekap.csv", [1]));

        Assert.Equal("zip-table", reading.Format);
        Assert.Equal(["satu", "dua", "tiga", "empat"], reading.Posts.Where(post => post.Text.Length < 6).Select(post => post.Text));
        Assert.Equal(7, reading.Posts.Count);
        Assert.Equal(4, reading.Posts[0].Time.At?.Month); // the second look at the column works inside a zip too
        Assert.Equal(["rekap.csv", "sub/tweet.csv", "rekap.xlsx", "data.jsonl"], reading.Posts.Select(post => post.Place.Member).Distinct());
        Assert.Contains(new ReadResult.Warned(ExportWarning.MembersLeftUnopened, "1"), reading.Results);
    }

    [Theory]
    [InlineData("_chat.txt")]
    [InlineData("messages/a.csv")]
    [InlineData("Chat WA.csv")]
    public async Task WhatIsNamedAsPrivateStaysClosed(string name)
    {
        var reading = await Read(("rekap.csv", "Akun;Isi\nsiti;satu\n"u8.ToArray()), (name, "Akun;Isi\nJANGAN-DIBACA;JANGAN-DIBACA\n"u8.ToArray()));

        Assert.Equal("satu", reading.Post.Text);
        Assert.Equal([ExportWarning.MembersLeftUnopened], reading.Warnings);
        Assert.DoesNotContain("JANGAN-DIBACA", reading.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pesan.csv", "Pengirim;Isi\nJANGAN-DIBACA;JANGAN-DIBACA\n")]
    [InlineData("pesan.json", "[{\"sender_name\":\"JANGAN-DIBACA\",\"timestamp_ms\":1,\"content\":\"JANGAN-DIBACA\"}]")]
    public async Task AZipWithMessagesInItIsRefusedAsAWhole(string name, string text)
    {
        var reading = await Read(("rekap.csv", "Akun;Isi\nsiti;satu\n"u8.ToArray()), (name, System.Text.Encoding.UTF8.GetBytes(text)));

        Assert.Equal(FileProblem.PrivateMessages, reading.Unreadable?.Problem);
        Assert.Empty(reading.Posts);
        Assert.DoesNotContain("JANGAN-DIBACA", reading.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMemberThatCannotBeReadIsNamedByItsNumber()
    {
        var reading = await Read(("rekap.csv", "Akun;Isi\nsiti;satu\n"u8.ToArray()), ("Siti Contoh.csv", "a;b\n1;2\n"u8.ToArray()));

        Assert.Equal("satu", reading.Post.Text);
        Assert.Contains(new ReadResult.Warned(ExportWarning.SheetSkipped, "berkas ke-2"), reading.Results);
    }

    [Theory]
    [InlineData("your_facebook_activity/posts/your_posts_1.json")]
    [InlineData("Takeout/YouTube/comments.csv")]
    [InlineData("user_data_tiktok.json")]
    [InlineData("a/b/c.csv")]
    public async Task APlatformsArchiveIsNotThisReadersToOpen(string member)
    {
        var reading = await Read((member, "Akun;Isi\nJANGAN-DIBACA;JANGAN-DIBACA\n"u8.ToArray()));

        Assert.Equal(FileProblem.UnknownFormat, reading.Unreadable?.Problem);
        Assert.DoesNotContain("JANGAN-DIBACA", reading.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMemberThatDoesNotUnpackIsCorrupt()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("berkas.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using var member = new StreamWriter(zip.CreateEntry("rekap.csv").Open());
            member.Write("Akun;Isi\n");
            for (var i = 0; i < 20_000; i++) member.Write($"siti{i * 7919 % 10007};kata {i}\n");
        }

        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(bytes.Length / 2, 200).Fill(0xFF);
        File.WriteAllBytes(path, bytes);

        Assert.Equal(FileProblem.Corrupt, (await TableReading.FileAsync(path)).Unreadable?.Problem);
    }

    static async Task<Reading> Read(params (string Name, byte[] Bytes)[] members)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("berkas.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in members)
            {
                using var member = zip.CreateEntry(name).Open();
                member.Write(bytes);
            }
        }

        return await TableReading.FileAsync(path);
    }
}
