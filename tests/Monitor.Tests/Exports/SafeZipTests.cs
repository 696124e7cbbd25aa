using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Monitor.Exports;

namespace Monitor.Tests.Exports;

public class SafeZipTests
{
    static readonly Func<string, bool> Everything = _ => true;

    [Fact]
    public void OnlyAllowedMembersCanBeOpened()
    {
        var opened = new List<string>();
        using var zip = SafeZip.Open(
            Zip(("posts/1.json", "[1]"), ("messages/1.json", "rahasia")),
            name => name.StartsWith("posts/", StringComparison.Ordinal),
            new ZipPolicy { MemberOpened = opened.Add });

        Assert.Equal("[1]", Text(zip, "posts/1.json"));
        Assert.Throws<InvalidOperationException>(() => zip.OpenMember("messages/1.json"));
        Assert.Equal(["posts/1.json"], opened);
        Assert.Equal(["posts/1.json"], zip.AllowedMembers);
        Assert.Equal(2, zip.Members.Count);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("\\server\\share")]
    [InlineData("C:\\x.json")]
    [InlineData("a/../../x.json")]
    [InlineData("..")]
    [InlineData("a\\..\\..\\x.json")]
    public void NamesThatLeaveTheArchiveAreRefused(string name) =>
        Assert.Equal(FileProblem.UnsafeArchive, Refused(Zip(("a.json", "1"), (name, "2"))));

    [Fact]
    public void OverlongNamesAreRefused() => Assert.Equal(FileProblem.UnsafeArchive, Refused(Zip((new string('a', 1025), "1"))));

    [Fact]
    public void DotsInsideANameAreNoParent() =>
        Assert.Null(Record.Exception(() => SafeZip.Open(Zip(("a/b..c/..d.json", "1")), Everything).Dispose()));

    [Fact]
    public void SymbolicLinksAreRefused()
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var link = zip.CreateEntry("posts.json");
            link.ExternalAttributes = unchecked((int)0xA1FF0000);
        }

        Assert.Equal(FileProblem.UnsafeArchive, Refused(stream));
    }

    [Fact]
    public void ANameThatStandsTwiceCannotBeOpened()
    {
        using var zip = SafeZip.Open(Zip(("a.json", "1"), ("a.json", "2"), ("b.json", "3")), Everything);

        Assert.Equal("3", Text(zip, "b.json"));
        Assert.Equal(FileProblem.UnsafeArchive, Assert.Throws<UnreadableExportException>(() => zip.OpenMember("a.json")).Problem);
    }

    [Fact]
    public void AnEncryptedMemberMeansAPassword()
    {
        var bytes = Zip(("a.json", "1"), ("b.json", "2")).ToArray();
        SetFlag(bytes, member: 1, flag: 1);

        Assert.Equal(FileProblem.PasswordProtected, Refused(new MemoryStream(bytes)));
    }

    [Fact]
    public void HalfAZipIsTruncated()
    {
        var whole = Zip(("a.json", new string('x', 1000)), ("b.json", "2")).ToArray();

        for (var length = 0; length < whole.Length; length++)
            Assert.Equal(FileProblem.Truncated, Refused(new MemoryStream(whole[..length])));
    }

    [Fact]
    public void ManyMembersAreRefusedBeforeTheDirectoryIsRead()
    {
        var zip = Zip([.. Enumerable.Range(0, 20).Select(i => ($"{i}.json", "1"))]);

        Assert.Equal(FileProblem.UnsafeArchive, Refused(zip, new ZipPolicy { MaxMembers = 19 }));
        Assert.Equal(FileProblem.UnsafeArchive, Refused(Zip([.. Enumerable.Range(0, 20).Select(i => ($"{i}.json", "1"))]), new ZipPolicy { MaxDirectoryBytes = 500 }));
    }

    [Fact]
    public void ABombIsStoppedWhileItUnpacks()
    {
        using var zip = SafeZip.Open(Zip(("bomb.json", new string('0', 50_000_000))), Everything);
        using var member = zip.OpenMember("bomb.json");

        var refused = Assert.Throws<UnreadableExportException>(() => Drain(member));

        Assert.Equal(FileProblem.UnsafeArchive, refused.Problem);
        Assert.InRange(member.Position, 1, 13_000_000);
    }

    [Fact]
    public void OneMemberAndAllTogetherHaveALimit()
    {
        var policy = new ZipPolicy { MaxMemberBytes = 1500, MaxTotalBytes = 2500 };
        using var zip = SafeZip.Open(Zip(("a", new string('a', 1000)), ("b", new string('b', 1600)), ("c", new string('c', 1000)), ("d", new string('d', 1000))), Everything, policy);

        Assert.Equal(1000, Text(zip, "a").Length);
        Assert.Equal(FileProblem.TooLarge, Assert.Throws<UnreadableExportException>(() => Text(zip, "b")).Problem);
        Assert.Equal(FileProblem.TooLarge, Assert.Throws<UnreadableExportException>(() => Text(zip, "c") + Text(zip, "d")).Problem);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    public void AMemberThatLiesAboutItsLengthIsBroken(int claim)
    {
        var bytes = Zip(("a.json", new string('x', 5000))).ToArray();
        ClaimLength(bytes, claim);
        using var zip = SafeZip.Open(new MemoryStream(bytes), Everything);

        var broken = Record.Exception(() => Text(zip, "a.json"));

        Assert.True(broken is InvalidDataException or UnreadableExportException { Problem: FileProblem.Corrupt });
    }

    [Theory]
    [InlineData("")]
    [InlineData("123456789")]
    [InlineData("12345678")]
    [InlineData("kalimat yang lebih panjang dari delapan bita 👍")]
    public void AFlippedBitIsCorrupt(string text)
    {
        var bytes = Stored("a.txt", text);
        using var whole = SafeZip.Open(new MemoryStream([.. bytes]), Everything);
        Assert.Equal(text, Text(whole, "a.txt"));
        if (text.Length == 0) return;

        bytes[30 + "a.txt".Length] ^= 1;
        using var flipped = SafeZip.Open(new MemoryStream(bytes), Everything);

        Assert.Equal(FileProblem.Corrupt, Assert.Throws<UnreadableExportException>(() => Text(flipped, "a.txt")).Problem);
    }

    [Fact]
    public void ZipsInsideAreFollowedOneLevelDeep()
    {
        var innermost = Zip(("c.json", "3"));
        var inner = Zip(("b.zip", innermost.ToArray()), ("b.json", "2"u8.ToArray()));
        using var outer = SafeZip.Open(Zip(("a.zip", inner.ToArray())), Everything);

        using var first = outer.OpenInnerZip("a.zip", Everything);

        Assert.Equal("2", Text(first, "b.json"));
        Assert.Equal(FileProblem.UnsafeArchive, Assert.Throws<UnreadableExportException>(() => first.OpenInnerZip("b.zip", Everything)).Problem);
    }

    [Fact]
    public void AnInnerZipSharesTheBudgetAndTheChecks()
    {
        var inner = Zip(("../b.json", "2"));
        using var outer = SafeZip.Open(Zip(("a.zip", inner.ToArray())), Everything, new ZipPolicy { MaxInnerZipBytes = 50 });
        using var unsafeInner = SafeZip.Open(Zip(("a.zip", inner.ToArray())), Everything);

        Assert.Equal(FileProblem.TooLarge, Assert.Throws<UnreadableExportException>(() => outer.OpenInnerZip("a.zip", Everything)).Problem);
        Assert.Equal(FileProblem.UnsafeArchive, Assert.Throws<UnreadableExportException>(() => unsafeInner.OpenInnerZip("a.zip", Everything)).Problem);
    }

    [Theory]
    [InlineData(new byte[] { 0xC3, 0xA9 }, "é")] // UTF-8 without its flag
    [InlineData(new byte[] { 0x82, 0x2E }, "é.")] // DOS
    public void NamesWithoutTheUtf8FlagAreReadAsUtf8ThenAsDos(byte[] name, string expected)
    {
        var bytes = Zip(("zz", "1")).ToArray();
        for (var i = 0; i < bytes.Length - 1; i++)
            if (bytes[i] == 'z' && bytes[i + 1] == 'z')
                name.CopyTo(bytes, i);

        using var zip = SafeZip.Open(new MemoryStream(bytes), Everything);

        Assert.Equal([expected], zip.Members);
    }

    [Fact]
    public void Zip64IsRead()
    {
        using var zip = SafeZip.Open(new MemoryStream(Zip64("a.json", "[1]")), Everything);

        Assert.Equal("[1]", Text(zip, "a.json"));
    }

    static FileProblem Refused(MemoryStream zip, ZipPolicy? policy = null) =>
        Assert.Throws<UnreadableExportException>(() => SafeZip.Open(zip, Everything, policy)).Problem;

    static string Text(SafeZip zip, string name)
    {
        using var reader = new StreamReader(zip.OpenMember(name));
        return reader.ReadToEnd();
    }

    static void Drain(Stream stream)
    {
        var buffer = new byte[4096];
        while (stream.Read(buffer) > 0)
        {
        }
    }

    static MemoryStream Zip(params (string Name, string Text)[] members) =>
        Zip([.. members.Select(member => (member.Name, Encoding.UTF8.GetBytes(member.Text)))]);

    static MemoryStream Zip(params (string Name, byte[] Content)[] members)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in members)
            {
                using var member = zip.CreateEntry(name).Open();
                member.Write(content);
            }

        stream.Position = 0;
        return stream;
    }

    static byte[] Stored(string name, string text)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var member = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            member.Write(Encoding.UTF8.GetBytes(text));
        }

        return stream.ToArray();
    }

    static void SetFlag(byte[] zip, int member, ushort flag)
    {
        var header = Headers(zip)[member];
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(header + 8), flag);
    }

    static void ClaimLength(byte[] zip, int length) => BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(Headers(zip)[0] + 24), length);

    /// <summary>Where the directory's records start.</summary>
    static int[] Headers(byte[] zip) =>
        [.. Enumerable.Range(0, zip.Length - 4).Where(i => zip.AsSpan(i, 4).SequenceEqual("PK\u0001\u0002"u8))];

    /// <summary>A stored member whose sizes, offset and directory stand in zip64 records only, as a tool writes that streams.</summary>
    static byte[] Zip64(string name, string text)
    {
        using var stream = new MemoryStream();
        using var write = new BinaryWriter(stream);
        var (nameBytes, content) = (Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(text));

        write.Write(0x04034b50u);
        write.Write([45, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Crc(content), .. Ones(8), (byte)nameBytes.Length, 0, 20, 0, .. nameBytes, 1, 0, 16, 0]);
        write.Write((long)content.Length);
        write.Write((long)content.Length);
        write.Write(content);
        var directory = stream.Position;
        write.Write(0x02014b50u);
        write.Write([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Crc(content), .. Ones(8), (byte)nameBytes.Length, 0, 28, 0, .. new byte[10], .. Ones(4), .. nameBytes, 1, 0, 24, 0]);
        write.Write((long)content.Length);
        write.Write((long)content.Length);
        write.Write(0L);
        var end = stream.Position;
        write.Write(0x06064b50u);
        write.Write(44L);
        write.Write([45, 0, 45, 0, .. new byte[8]]);
        write.Write(1L);
        write.Write(1L);
        write.Write(end - directory);
        write.Write(directory);
        write.Write(0x07064b50u);
        write.Write(0);
        write.Write(end);
        write.Write(1);
        write.Write(0x06054b50u);
        write.Write([0, 0, 0, 0, .. Ones(12), 0, 0]);
        return stream.ToArray();
    }

    static byte[] Ones(int count) => [.. Enumerable.Repeat((byte)0xFF, count)];

    /// <summary>The check sum that .NET itself writes for the same bytes.</summary>
    static byte[] Crc(byte[] content) => Zip(("x", content)).ToArray()[14..18];
}
