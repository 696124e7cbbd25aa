using System.Buffers.Binary;
using System.Text;

namespace Monitor.Exports;

/// <summary>What a reader may look at to recognise a file: its first bytes and, for a zip, its member names. Never a member's content.</summary>
sealed class ExportProbe
{
    const int HeadLength = 64 * 1024;

    ExportProbe(string path, byte[] head, IReadOnlyList<string> members, bool isEncryptedOffice, string? packedAs = null)
    {
        Path = path;
        Head = head;
        Members = members;
        IsEncryptedOffice = isEncryptedOffice;
        PackedAs = packedAs;
    }

    public string Path { get; }

    /// <summary>The first 64 KiB at most; of a file that is packed by itself, of what it unpacks to.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>Member names of a zip as written, with <c>/</c> between folders; empty when the file is no zip.</summary>
    public IReadOnlyList<string> Members { get; }

    public bool IsZip => IsZipHead(Head.Span);

    /// <summary>An old Office file, or a password-protected new one.</summary>
    public bool IsOle => IsOleHead(Head.Span);

    /// <summary>A new Office file behind a password: its bytes are one encrypted stream of an old Office file.</summary>
    public bool IsEncryptedOffice { get; }

    /// <summary>The kind of archive, where it is one that no reader opens.</summary>
    public string? PackedAs { get; }

    /// <exception cref="UnreadableExportException">The file is empty, packed and broken, or a zip whose directory is broken, unsafe or behind a password.</exception>
    public static ExportProbe Open(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var head = new byte[Math.Min(HeadLength, file.Length)];
        file.ReadExactly(head);
        if (head.Length == 0) throw new UnreadableExportException(FileProblem.Empty);
        if (PackedFile.KindOf(head) is { } packing) return OfPacked(path, head, packing);
        if (IsOleHead(head)) return new ExportProbe(path, head, [], OleDirectory.NamesEncryptedPackage(file, head));
        if (!IsZipHead(head)) return new ExportProbe(path, head, [], isEncryptedOffice: false);

        file.Position = 0;
        using var zip = SafeZip.Open(file, _ => false);
        return new ExportProbe(path, head, zip.Members, isEncryptedOffice: false);
    }

    /// <summary>A folder as a zip of its files would be seen: by their names, with <c>/</c> between folders.</summary>
    public static ExportProbe OfNames(string path, IReadOnlyList<string> members) => new(path, [.. "PK\u0003\u0004"u8], members, isEncryptedOffice: false);

    /// <summary>Text is unpacked while it is read; an archive inside a packing is not looked into.</summary>
    static ExportProbe OfPacked(string path, byte[] head, string packing)
    {
        if (!PackedFile.IsOpened(packing)) return new ExportProbe(path, head, [], isEncryptedOffice: false, packing);

        using var file = PackedFile.OpenFile(path);
        var inside = new byte[HeadLength];
        inside = inside[..file.ReadAtLeast(inside, HeadLength, throwOnEndOfStream: false)];
        if (inside.Length == 0) throw new UnreadableExportException(FileProblem.Empty);

        return IsZipHead(inside) || IsOleHead(inside) || PackedFile.KindOf(inside) is not null
            ? new ExportProbe(path, head, [], isEncryptedOffice: false, packing)
            : new ExportProbe(path, inside, [], isEncryptedOffice: false);
    }

    /// <summary>Whether the file begins as a zip does.</summary>
    public static bool StartsAsZip(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Span<byte> head = stackalloc byte[4];
        return IsZipHead(head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]);
    }

    static bool IsZipHead(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8);

    static bool IsOleHead(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]);

    /// <summary>The directory of an OLE file (MS-CFB 2.2 and 2.6): its header says in which sector it starts.</summary>
    static class OleDirectory
    {
        const int HeaderLength = 512;
        const int LooksAt = 16 * 1024;

        public static bool NamesEncryptedPackage(FileStream file, ReadOnlySpan<byte> head)
        {
            if (head.Length < HeaderLength) return false;

            var sectorBits = BinaryPrimitives.ReadUInt16LittleEndian(head[30..]);
            if (sectorBits is not (9 or 12)) return false;

            var position = ((long)BinaryPrimitives.ReadUInt32LittleEndian(head[48..]) + 1) << sectorBits;
            if (position >= file.Length) return false;

            file.Position = position;
            var directory = new byte[Math.Min(LooksAt, file.Length - position)];
            file.ReadExactly(directory);
            return directory.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0;
        }
    }
}
