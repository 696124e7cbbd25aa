using System.IO.Compression;
using SharpCompress.Common;
using SharpCompress.Compressors.Xz;

namespace Monitor.Exports;

/// <summary>
/// A single file that is packed by itself: instaloader packs as xz, twarc's users as gz. It is unpacked while it is read, within the limits of
/// a zip; RAR and 7z are not opened.
/// </summary>
static class PackedFile
{
    public const string Xz = "xz";

    const string Gzip = "gz";

    const int HeadLength = 6;

    /// <summary>How the bytes that begin so are packed; null for what is not packed, or is a zip.</summary>
    public static string? KindOf(ReadOnlySpan<byte> head) => head switch
    {
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => Xz,
        [0x1F, 0x8B, 8, ..] => Gzip,
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1A, 7, ..] => "rar",
        [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => "7z",
        _ => null,
    };

    /// <summary>Whether a packing is opened here.</summary>
    public static bool IsOpened(string kind) => kind is Xz or Gzip;

    /// <summary>Opens a file for reading from its start, unpacked where it is packed.</summary>
    /// <exception cref="UnreadableExportException">While reading: it is broken, or unpacks too far.</exception>
    public static Stream OpenFile(string path)
    {
        // The readers keep buffers of their own, so the stream's would only copy every byte once more.
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        Span<byte> head = stackalloc byte[HeadLength];
        var kind = KindOf(head[..file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false)]);
        file.Position = 0;
        return kind is not null && IsOpened(kind) ? new UnpackedStream(file, kind, file.Length, ZipPolicy.Standard, new ZipBudget(ZipPolicy.Standard.MaxTotalBytes)) : file;
    }
}

/// <summary>Unpacks and counts, as <see cref="MeteredStream"/> does for members of a zip.</summary>
sealed class UnpackedStream : ForwardStream
{
    /// <summary>An unpacker of xz keeps as much of what came out as the file asks for, at most all of it.</summary>
    const long MaxXzBytes = 128L << 20;

    /// <summary>The smallest stream of xz: what is left behind one and shorter is padding.</summary>
    const int ShortestXz = 32;

    readonly bool _isXz;
    readonly long _length;
    readonly ZipPolicy _policy;
    readonly ZipBudget _budget;
    Stream _plain;
    long _read;

    /// <param name="packed">The packed bytes; closed with this.</param>
    /// <param name="kind">One of those that are opened.</param>
    /// <param name="length">How many packed bytes there are.</param>
    /// <param name="policy">Limits.</param>
    /// <param name="budget">What may still come out of the whole file.</param>
    public UnpackedStream(Stream packed, string kind, long length, ZipPolicy policy, ZipBudget budget)
        : base(new CountedStream(packed))
    {
        _isXz = kind == PackedFile.Xz;
        _length = length;
        _policy = policy;
        _budget = budget;
        _plain = Unpacker();
    }

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = _plain.Read(buffer);
            if (read == 0 && buffer.Length > 0 && HasMore)
            {
                _plain = Unpacker();
                read = _plain.Read(buffer);
            }

            Meter(read);
            return read;
        }
        catch (Exception broken) when (broken is InvalidDataException or SharpCompressException or EndOfStreamException or ArgumentException or IndexOutOfRangeException or OverflowException or NotSupportedException)
        {
            // The unpacker of xz was not written for bytes that somebody made up.
            throw new UnreadableExportException(FileProblem.Corrupt, _isXz ? "xz" : "gz", broken);
        }
    }

    /// <summary>Streams of xz may stand behind one another and are one file; of gz the unpacker knows that itself.</summary>
    bool HasMore => _isXz && _length - Inner.Position >= ShortestXz;

    Stream Unpacker() => _isXz ? new XZStream(Inner) : new GZipStream(Inner, CompressionMode.Decompress, leaveOpen: true);

    void Meter(int read)
    {
        _read += read;
        _budget.Take(read);
        if (_read > (_isXz ? Math.Min(MaxXzBytes, _policy.MaxMemberBytes) : _policy.MaxMemberBytes)) throw new UnreadableExportException(FileProblem.TooLarge, "packed file");
        if (_read > _policy.RatioFreeBytes && _read / Math.Max(_length, 1) >= _policy.MaxRatio) throw new UnreadableExportException(FileProblem.UnsafeArchive, "a packed file unpacks too far");
    }

    /// <summary>Tells how much was taken, of streams that do not know.</summary>
    sealed class CountedStream(Stream inner) : ForwardStream(inner)
    {
        long _count;

        public override long Position { get => _count; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var read = Inner.Read(buffer);
            _count += read;
            return read;
        }
    }
}
