using System.IO.Compression;
using System.Text;

namespace Monitor.Tests.Exports.Fuzz;

/// <summary>Damages a file in the ways that disks, mails, editors and attackers do; in a zip the members as often as the container.</summary>
static class Mutation
{
    /// <summary>Pieces that readers must look at twice.</summary>
    static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "null", "true", "1e999", "-1", "\\ud83d", "\\u0000", "{}", "[]", "[[[[", "}}", "\"\"", "\"", "\\", ",", ";", "\t", "\r\n", "sep=;\n", "window.YTD.tweets.part0 = ",
            "\"label_values\":[", "\"timestamp\":\"x\",", "\"data\":5,", "\"messages\":[{\"sender_name\":\"JANGAN-DIBACA\"}]", "<script>", "</section>", "<!--", "<![CDATA[", "&#x0;", "&amp ", "=cmd|'/c calc'!A1",
            "b'\\xf0\\x9f", "1,69E+18", "45577.84375", "03/04/2024", "Jum'at, 12 Nopember 2024 pukul 20.15 WIB", "PK\u0003\u0004", "PK\u0005\u0006", "\uFEFF", "\u202E", "\u200B",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFE], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0x00], [0xF4, 0x90, 0x80, 0x80], [0x1A], new byte[300],
    ];

    public static byte[] Of(byte[] file, IReadOnlyList<byte[]> corpus, Random random) =>
        IsZip(file) && random.Next(4) != 0 && Repacked(file, corpus, random) is { } repacked ? repacked : Damaged(file, corpus, random);

    static bool IsZip(byte[] file) => file.AsSpan().StartsWith("PK\u0003\u0004"u8);

    /// <summary>The same zip with one member damaged, so that the damage is not caught by its check sum.</summary>
    static byte[]? Repacked(byte[] file, IReadOnlyList<byte[]> corpus, Random random)
    {
        try
        {
            using var from = new ZipArchive(new MemoryStream(file));
            var chosen = random.Next(from.Entries.Count);
            using var stream = new MemoryStream();
            using (var to = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                for (var i = 0; i < from.Entries.Count; i++)
                {
                    using var content = new MemoryStream();
                    using (var member = from.Entries[i].Open()) member.CopyTo(content);
                    var bytes = i == chosen ? Damaged(content.ToArray(), corpus, random) : content.ToArray();
                    using var written = to.CreateEntry(from.Entries[i].FullName, CompressionLevel.Fastest).Open();
                    written.Write(bytes);
                }
            }

            return stream.ToArray();
        }
        catch (Exception broken) when (broken is InvalidDataException or ArgumentException or IOException)
        {
            return null;
        }
    }

    static byte[] Damaged(byte[] file, IReadOnlyList<byte[]> corpus, Random random)
    {
        var bytes = new List<byte>(file);
        for (var times = random.Next(1, 8); times > 0 && bytes.Count > 4; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(9))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(60))); break;
                case 3: bytes.RemoveRange(at, bytes.Count - at); break;
                case 4: bytes.InsertRange(at, Enumerable.Repeat(bytes[at], random.Next(3000))); break;
                case 5: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(500)))); break;
                case 6: bytes.InsertRange(at, corpus[random.Next(corpus.Count)].Take(random.Next(400))); break;
                default: bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]); break;
            }
        }

        return [.. bytes];
    }
}
