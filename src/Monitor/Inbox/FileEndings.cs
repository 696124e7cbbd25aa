using System.IO.Compression;
using System.Text;

namespace Monitor.Inbox;

/// <summary>Whether the end of a file parses, judged without reading the whole of it.</summary>
static class FileEndings
{
    const int TailLength = 4096;

    /// <summary>Looks at the first and last bytes of the file, and at the directory of a zip.</summary>
    public static FileEnd Of(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (file.Length == 0) return FileEnd.Unsure;

        var head = Read(file, 0);
        return head.AsSpan().StartsWith("PK\u0003\u0004"u8) ? OfZip(file) : OfText(head, Read(file, Math.Max(0, file.Length - TailLength)));
    }

    /// <summary>The directory of a zip stands at its end: when it can be read, the file is whole.</summary>
    static FileEnd OfZip(FileStream file)
    {
        try
        {
            file.Position = 0;
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            return zip.Entries.Count > 0 ? FileEnd.Complete : FileEnd.Unsure;
        }
        catch (InvalidDataException)
        {
            return FileEnd.Cut;
        }
    }

    static FileEnd OfText(byte[] head, byte[] tail)
    {
        var first = (char)head.FirstOrDefault(value => value is not (0xEF or 0xBB or 0xBF or (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t'));
        var end = Encoding.Latin1.GetString(tail);
        var last = end.TrimEnd(' ', '\r', '\n', '\t', ';', '\0');
        if (last.Length == 0) return FileEnd.Unsure;
        if (first is '{' or '[') return last[^1] is '}' or ']' ? FileEnd.Complete : FileEnd.Cut;

        // A table may lack its last line break, but a table cut inside a row looks just the same: wait longer.
        return end[^1] is '\n' or '\r' ? FileEnd.Complete : FileEnd.Unsure;
    }

    static byte[] Read(FileStream file, long from)
    {
        file.Position = from;
        var bytes = new byte[Math.Min(TailLength, file.Length - from)];
        file.ReadExactly(bytes);
        return bytes;
    }
}

enum FileEnd
{
    Complete,

    /// <summary>It may be whole or not; only time will tell.</summary>
    Unsure,

    Cut,
}
