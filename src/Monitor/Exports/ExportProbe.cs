using System.IO.Compression;

namespace Monitor.Exports;

/// <summary>What a reader may look at to recognise a file: its first bytes and, for a zip, its member names. Never a member's content.</summary>
sealed class ExportProbe
{
    const int HeadLength = 64 * 1024;

    ExportProbe(string path, byte[] head, IReadOnlyList<string> members)
    {
        Path = path;
        Head = head;
        Members = members;
    }

    public string Path { get; }

    /// <summary>The first 64 KiB at most.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>Member names of a zip as written, with <c>/</c> between folders; empty when the file is no zip.</summary>
    public IReadOnlyList<string> Members { get; }

    public bool IsZip => Head.Span.StartsWith("PK\u0003\u0004"u8) || Head.Span.StartsWith("PK\u0005\u0006"u8);

    /// <summary>An old Office file, or a password-protected new one.</summary>
    public bool IsOle => Head.Span.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]);

    /// <exception cref="UnreadableExportException">The file is empty, or a zip whose directory is broken or unsafe.</exception>
    public static ExportProbe Open(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var head = new byte[Math.Min(HeadLength, file.Length)];
        file.ReadExactly(head);
        if (head.Length == 0) throw new UnreadableExportException(FileProblem.Empty);

        var probe = new ExportProbe(path, head, []);
        if (!probe.IsZip) return probe;

        try
        {
            file.Position = 0;
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            return new ExportProbe(path, head, [.. zip.Entries.Select(entry => entry.FullName.Replace('\\', '/'))]);
        }
        catch (InvalidDataException broken)
        {
            throw new UnreadableExportException(FileProblem.Truncated, "zip directory", broken);
        }
    }
}
