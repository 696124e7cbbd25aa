using Monitor.Exports;
using Monitor.Tests.Support;

namespace Monitor.Tests.Exports.Tables;

/// <summary>Every made-up file, damaged by chance in ways that disks, mails and editors damage files: read, or refused, and never anything else.</summary>
public class MutatedFilesTests
{
    const int Rounds = 12;

    [Fact]
    public async Task DamagedFilesAreReadOrRefused()
    {
        var random = new Random(20241127);
        var files = Directory.EnumerateFiles(TableReading.Files(), "*.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();
        using var folder = new TemporaryFolder();

        for (var i = 0; i < files.Count * Rounds; i++)
        {
            var reading = await TableReading.FileAsync(folder.Write("berkas", Damage([.. files[i % files.Count]], files, random)));

            // Anything but a refusal would have been thrown past the reading.
            Assert.True(reading.Unreadable is not null || reading.Results.All(result => result is ReadResult.Read or ReadResult.Rejected or ReadResult.Warned));
        }
    }

    static byte[] Damage(List<byte> bytes, List<byte[]> others, Random random)
    {
        for (var i = random.Next(1, 7); i > 0 && bytes.Count > 4; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(40))); break;
                case 2: bytes.Insert(at, "\";,\n\r\t\0{}[]'\\"u8[random.Next(13)]); break;
                case 3: bytes.RemoveRange(at, bytes.Count - at); break;
                case 4: bytes.InsertRange(at, Enumerable.Repeat(bytes[at], random.Next(2000))); break;
                default: bytes.InsertRange(at, others[random.Next(others.Count)].Take(random.Next(300))); break;
            }
        }

        return [.. bytes];
    }
}
