using System.IO.Compression;
using System.Text;
using Monitor.Exports;
using Monitor.Tests.Exports.Archives;

namespace Monitor.Tests.Exports;

/// <summary>Files that are packed by themselves: xz as instaloader makes them, gz as people make them.</summary>
public class PackedFileTests
{
    const string Line = """{"created_at":"2024-10-12T13:15:00Z","username":"siti_contoh","full_text":"Selamat pagi","id_str":"1845090793681846273"}""" + "\n";

    /// <summary>A second post, packed, as it may stand behind the first.</summary>
    const string Second =
        "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AFDAOVdAAUfwJXR/bM7lYbQRULVZZndYlUMzevDIuDazNVNFQ4qSdcoPaag8WBYYZYaRWbLQ9OcJNSNJluDgcYAIy40nBT0LhdEiIHeeJ1E" +
        "ZFXy0pxjOXhTieOXnZh8J5riosoEeNy+ppf/d3VZsLOhNkeoYHPaYE5f8WFO0JASjMZVgy87/Rqs5gU9rlYmq+rpf6TbEPWPZB2OQvamaYYqAETtVLUo4j/7Ge48aFfXN2iLDWBDp2fQ" +
        "8/P7NVUootrdk9Vwsrn6p3l68d2CzBsfq5b08jDe44PN4kTHEDul975c2BsyROdaDiAAAAAAQWxUsLOc270AAYECxAIAAP/t0paxxGf7AgAAAAAEWVo=";

    static byte[] Post => File.ReadAllBytes(ReadArchive.Data(Path.Combine("..", "Collectors", "data", "2024-10-12_13-15-01_UTC.json.xz")));

    [Fact]
    public async Task APackedPostOfInstaloaderIsReadByItself()
    {
        var read = await AllReaders.ReadBytes(Post);

        Assert.Equal("instaloader", read.Format);
        Assert.Equal(("siti.contoh", "Bersama warga 🙏"), (Assert.Single(read.Posts).Author.Handle, read.Posts[0].Text));
    }

    [Fact]
    public async Task AndInTheZipOfItsFolder()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in new[] { ("siti.contoh/2024-10-12_13-15-01_UTC.json.xz", Post), ("siti.contoh/2024-10-12_13-15-01_UTC.jpg", [1]), ("siti.contoh/inbox/2024-10-12_13-15-01_UTC.json.xz", Encoding.UTF8.GetBytes("JANGAN-DIBACA")) })
            {
                using var member = zip.CreateEntry(name).Open();
                member.Write(bytes);
            }
        }

        var read = await AllReaders.ReadBytes(stream.ToArray());

        Assert.Equal(["Instagram Post Caption 1", "warned MembersLeftUnopened 2"], read.Counts);
    }

    [Fact]
    public async Task TwoPackedOnesInOneFileAreBothRead() =>
        Assert.Equal(2, (await AllReaders.ReadBytes([.. Post, .. Convert.FromBase64String(Second)])).Posts.Count);

    [Fact]
    public async Task LinesPackedAsGzAreRead() =>
        Assert.Equal(["Unknown Post OwnText 2"], (await AllReaders.ReadBytes(Gzip(Encoding.UTF8.GetBytes(Line + Line.Replace("273", "274", StringComparison.Ordinal))))).Counts);

    /// <summary>Behind the post stand its length and the place of its end once more: damage there changes no word of it.</summary>
    [Fact]
    public async Task AFlippedBitIsNoEvidence()
    {
        var (whole, refused) = (Assert.Single((await AllReaders.ReadBytes(Post)).Posts), 0);
        for (var at = 12; at < Post.Length; at++)
        {
            var flipped = Post;
            flipped[at] ^= 4;
            try
            {
                Assert.Equal(whole, Assert.Single((await AllReaders.ReadBytes(flipped)).Posts));
            }
            catch (UnreadableExportException broken) when (broken.Problem is FileProblem.Corrupt)
            {
                refused++;
            }
        }

        Assert.InRange(refused, Post.Length - 50, Post.Length);
    }

    [Fact]
    public async Task HalfAPackedFileIsRefused()
    {
        Assert.Equal(FileProblem.Corrupt, await Problem(Post[..(Post.Length / 2)]));
        Assert.Equal(FileProblem.Corrupt, await Problem(Post[..13]));
    }

    [Fact]
    public async Task WhatUnpacksTooFarIsRefused() => Assert.Equal(FileProblem.UnsafeArchive, await Problem(Gzip([.. Encoding.UTF8.GetBytes(Line), .. new byte[24 << 20]])));

    [Fact]
    public async Task AnArchiveInAPackingIsNotLookedInto()
    {
        Assert.Equal(FileProblem.PackedOtherwise, await Problem(Gzip(ReadArchive.Zip(("user_data_tiktok.json", "{}")))));
        Assert.Equal(FileProblem.PackedOtherwise, await Problem(Gzip(Post)));
    }

    [Fact]
    public async Task NothingPackedIsNothing() => Assert.Equal(FileProblem.Empty, await Problem(Gzip([])));

    static byte[] Gzip(byte[] plain)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionMode.Compress, leaveOpen: true)) gzip.Write(plain);
        return stream.ToArray();
    }

    static async Task<FileProblem> Problem(byte[] bytes) => (await Assert.ThrowsAsync<UnreadableExportException>(() => AllReaders.ReadBytes(bytes))).Problem;
}
