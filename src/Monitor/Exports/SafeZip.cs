using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Monitor.Exports;

/// <summary>
/// A zip from a stranger. Its directory is checked before anything is read, only members that the allow-list names can be opened, and
/// sizes are limited by the bytes that really come out, not by what the directory claims. Members are never written to disk.
/// </summary>
sealed class SafeZip : IDisposable
{
    readonly ZipArchive _zip;
    readonly Func<string, bool> _allows;
    readonly ZipPolicy _policy;
    readonly ZipBudget _budget;
    readonly bool _isInner;
    readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    readonly HashSet<string> _twice = new(StringComparer.Ordinal);

    SafeZip(ZipArchive zip, Func<string, bool> allows, ZipPolicy policy, ZipBudget budget, bool isInner)
    {
        _zip = zip;
        _allows = allows;
        _policy = policy;
        _budget = budget;
        _isInner = isInner;
        var names = new List<string>();
        foreach (var entry in zip.Entries)
        {
            var name = Check(entry, names.Count + 1);
            if (name.EndsWith('/')) continue;

            names.Add(name);
            if (!_entries.TryAdd(name, entry)) _twice.Add(name);
        }

        Members = names;
    }

    /// <summary>Names of all files in the order of the directory, with <c>/</c> between folders.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <summary>Those of <see cref="Members"/> that may be opened.</summary>
    public IEnumerable<string> AllowedMembers => Members.Where(_allows);

    /// <param name="path">The zip.</param>
    /// <param name="allows">The allow-list over member names; what it does not name cannot be opened.</param>
    /// <param name="policy">Limits; the standard ones when null.</param>
    /// <exception cref="UnreadableExportException">
    /// No zip or half of one (Truncated), password-protected, too large, or unsafe: absolute or overlong names, <c>..</c>, symbolic links.
    /// </exception>
    public static SafeZip Open(string path, Func<string, bool> allows, ZipPolicy? policy = null) =>
        Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), allows, policy);

    /// <inheritdoc cref="Open(string, Func{string, bool}, ZipPolicy?)"/>
    /// <param name="stream">A zip that can be sought in; it is closed with the archive.</param>
    /// <param name="allows">The allow-list over member names.</param>
    /// <param name="policy">Limits.</param>
    public static SafeZip Open(Stream stream, Func<string, bool> allows, ZipPolicy? policy = null)
    {
        policy ??= ZipPolicy.Standard;
        return Open(stream, allows, policy, new ZipBudget(policy.MaxTotalBytes), isInner: false);
    }

    /// <summary>Opens a member for reading from its start.</summary>
    /// <exception cref="InvalidOperationException">The allow-list does not name it: a fault of the caller.</exception>
    /// <exception cref="UnreadableExportException">
    /// The name stands in the zip twice. While reading: the member is a bomb, larger than allowed, or not what its check sum says.
    /// </exception>
    /// <exception cref="InvalidDataException">The member is broken. While reading: it ends early or does not unpack.</exception>
    public Stream OpenMember(string name)
    {
        if (!_allows(name)) throw new InvalidOperationException("This member is not on the reader's allow-list.");
        if (_twice.Contains(name)) throw new UnreadableExportException(FileProblem.UnsafeArchive, "the same member name twice");

        var entry = _entries[name];
        _policy.MemberOpened?.Invoke(name);
        return new MeteredStream(entry.Open(), entry, _policy, _budget);
    }

    /// <summary>Opens a member for a reader that has no use for the first part of one.</summary>
    /// <exception cref="UnreadableExportException">As <see cref="OpenMember"/>, and where the member is broken or ends early.</exception>
    public Stream OpenWhole(string name)
    {
        try
        {
            return new WholeStream(OpenMember(name));
        }
        catch (InvalidDataException broken)
        {
            throw new UnreadableExportException(FileProblem.Truncated, "a zip member", broken);
        }
    }

    /// <summary>Opens a member that is packed by itself, on the same budget of bytes.</summary>
    /// <exception cref="UnreadableExportException">As <see cref="OpenWhole"/>, and where it does not unpack.</exception>
    public Stream OpenUnpacked(string name, string packing) => new UnpackedStream(OpenWhole(name), packing, _entries[name].Length, _policy, _budget);

    /// <summary>Opens a zip inside this zip, in memory and on the same budget of bytes.</summary>
    /// <exception cref="UnreadableExportException">This zip is itself an inner one: zips are followed one level deep.</exception>
    /// <exception cref="InvalidDataException">The member is broken.</exception>
    public SafeZip OpenInnerZip(string name, Func<string, bool> allows)
    {
        if (_isInner) throw new UnreadableExportException(FileProblem.UnsafeArchive, "a zip in a zip in a zip");

        var copy = new MemoryStream();
        using (var member = OpenMember(name))
        {
            var buffer = new byte[81920];
            for (int read; (read = member.Read(buffer)) > 0;)
            {
                if (copy.Length + read > _policy.MaxInnerZipBytes) throw new UnreadableExportException(FileProblem.TooLarge, "inner zip");
                copy.Write(buffer.AsSpan(0, read));
            }
        }

        copy.Position = 0;
        return Open(copy, allows, _policy, _budget, isInner: true);
    }

    public void Dispose() => _zip.Dispose();

    static SafeZip Open(Stream stream, Func<string, bool> allows, ZipPolicy policy, ZipBudget budget, bool isInner)
    {
        ZipArchive? zip = null;
        try
        {
            ZipDirectoryCheck.Check(stream, policy);
            zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: false, ZipNameEncoding.Instance);
            return new SafeZip(zip, allows, policy, budget, isInner);
        }
        catch (InvalidDataException broken)
        {
            Close(zip, stream);
            throw new UnreadableExportException(FileProblem.Truncated, "zip directory", broken);
        }
        catch (UnreadableExportException)
        {
            Close(zip, stream);
            throw;
        }
    }

    static void Close(ZipArchive? zip, Stream stream)
    {
        zip?.Dispose();
        stream.Dispose();
    }

    string Check(ZipArchiveEntry entry, int ordinal)
    {
        // The number and not the name, which may hold a person's name.
        var where = string.Create(CultureInfo.InvariantCulture, $"member {ordinal}");
        if (entry.IsEncrypted) throw new UnreadableExportException(FileProblem.PasswordProtected, where);

        var name = entry.FullName.Replace('\\', '/');
        var fault = name switch
        {
            { Length: 0 } or ['/', ..] or [_, ':', ..] => "absolute path",
            _ when name.Length > _policy.MaxNameLength => "overlong name",
            _ when name.Split('/').Contains("..") => "path leaves the archive",
            _ when name.Contains('\0', StringComparison.Ordinal) => "NUL in name",
            _ when IsSymbolicLink(entry) => "symbolic link",
            _ => null,
        };
        return fault is null ? name : throw new UnreadableExportException(FileProblem.UnsafeArchive, $"{where}: {fault}");
    }

    /// <summary>The upper half of the attributes is a Unix mode when a Unix program made the zip.</summary>
    static bool IsSymbolicLink(ZipArchiveEntry entry) => ((entry.ExternalAttributes >> 16) & 0xF000) == 0xA000;
}

/// <summary>How much a zip may hold. Media of a real archive is never opened, so these limits concern text.</summary>
sealed record ZipPolicy
{
    public static ZipPolicy Standard { get; } = new();

    public int MaxMembers { get; init; } = 500_000;

    /// <summary>Bytes of the directory at the end of the zip.</summary>
    public long MaxDirectoryBytes { get; init; } = 128L << 20;

    public int MaxNameLength { get; init; } = 1024;

    /// <summary>Unpacked bytes of one member.</summary>
    public long MaxMemberBytes { get; init; } = 4L << 30;

    /// <summary>Unpacked bytes of all members that are opened, those of inner zips included.</summary>
    public long MaxTotalBytes { get; init; } = 16L << 30;

    /// <summary>Packed bytes of a zip inside the zip; it is held in memory.</summary>
    public long MaxInnerZipBytes { get; init; } = 256L << 20;

    /// <summary>Unpacked bytes for each packed byte. JSON of the platforms stays below 60; deflate can reach 1,032.</summary>
    public int MaxRatio { get; init; } = 250;

    /// <summary>Below this many unpacked bytes the ratio says nothing and harms nobody.</summary>
    public long RatioFreeBytes { get; init; } = 8L << 20;

    /// <summary>Told the name of each member as it is opened: the proof that denied members stay closed.</summary>
    public Action<string>? MemberOpened { get; init; }
}

/// <summary>What is left of the bytes that one file may unpack to.</summary>
sealed class ZipBudget(long bytes)
{
    long _left = bytes;

    public void Take(int read)
    {
        _left -= read;
        if (_left < 0) throw new UnreadableExportException(FileProblem.TooLarge, "all members together");
    }
}

/// <summary>
/// Counts what comes out of a member and stops a bomb while it unpacks. At the end it holds the bytes against the check sum, which .NET
/// leaves to the caller: a post with a flipped bit is no evidence.
/// </summary>
sealed class MeteredStream(Stream member, ZipArchiveEntry entry, ZipPolicy policy, ZipBudget budget) : ForwardStream(member)
{
    readonly long _packed = entry.CompressedLength;
    readonly long _claimed = entry.Length;
    readonly uint _checkSum = entry.Crc32;
    uint _sum = Crc32.Start;
    long _read;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = Inner.Read(buffer);
        Meter(buffer[..read], buffer.Length);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await Inner.ReadAsync(buffer, cancellationToken);
        Meter(buffer.Span[..read], buffer.Length);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    void Meter(ReadOnlySpan<byte> bytes, int asked)
    {
        if (bytes.Length == 0 && asked > 0)
        {
            if (_read != _claimed) throw new InvalidDataException("The member does not unpack to the length it claims.");
            if (Crc32.End(_sum) != _checkSum) throw new UnreadableExportException(FileProblem.Corrupt, "check sum of a member");
        }

        _sum = Crc32.Add(_sum, bytes);
        _read += bytes.Length;
        budget.Take(bytes.Length);
        if (_read > policy.MaxMemberBytes) throw new UnreadableExportException(FileProblem.TooLarge, "one member");
        if (_read > policy.RatioFreeBytes && _read / Math.Max(_packed, 1) >= policy.MaxRatio)
            throw new UnreadableExportException(FileProblem.UnsafeArchive, "a member unpacks too far");
    }
}

/// <summary>A member that refuses the file when it breaks off, where <see cref="MeteredStream"/> leaves that to its reader.</summary>
sealed class WholeStream(Stream member) : ForwardStream(member)
{
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Inner.Read(buffer);
        }
        catch (InvalidDataException broken)
        {
            throw new UnreadableExportException(FileProblem.Corrupt, "zip member", broken);
        }
    }
}

/// <summary>The check sum of zips (ISO 3309, polynomial 0xEDB88320), eight bytes at a step by eight tables.</summary>
static class Crc32
{
    public const uint Start = uint.MaxValue;

    static readonly uint[] Tables = Make();

    public static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ sum;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            sum = Tables[0x700 + (low & 0xFF)] ^ Tables[0x600 + ((low >> 8) & 0xFF)] ^ Tables[0x500 + ((low >> 16) & 0xFF)] ^ Tables[0x400 + (low >> 24)]
                ^ Tables[0x300 + (high & 0xFF)] ^ Tables[0x200 + ((high >> 8) & 0xFF)] ^ Tables[0x100 + ((high >> 16) & 0xFF)] ^ Tables[high >> 24];
        }

        foreach (var value in bytes) sum = (sum >> 8) ^ Tables[(sum ^ value) & 0xFF];
        return sum;
    }

    public static uint End(uint sum) => ~sum;

    static uint[] Make()
    {
        var tables = new uint[8 * 256];
        for (var i = 0u; i < 256; i++)
        {
            var sum = i;
            for (var bit = 0; bit < 8; bit++) sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
            tables[i] = sum;
        }

        for (var i = 256; i < tables.Length; i++) tables[i] = (tables[i - 256] >> 8) ^ tables[tables[i - 256] & 0xFF];
        return tables;
    }
}

/// <summary>
/// Looks at the few bytes that end every zip before .NET reads its directory into memory, so that a directory of millions of entries is
/// refused before it costs anything.
/// </summary>
static class ZipDirectoryCheck
{
    const int EndLength = 22;
    const int Zip64LocatorLength = 20;
    const int Zip64EndLength = 56;
    const uint EndSignature = 0x06054b50;
    const uint Zip64LocatorSignature = 0x07064b50;
    const uint Zip64EndSignature = 0x06064b50;

    /// <exception cref="InvalidDataException">The end is missing: no zip, or half of one.</exception>
    /// <exception cref="UnreadableExportException">Too many members.</exception>
    public static void Check(Stream zip, ZipPolicy policy)
    {
        var tail = new byte[Math.Min(zip.Length, EndLength + ushort.MaxValue + Zip64LocatorLength)];
        zip.Position = zip.Length - tail.Length;
        zip.ReadExactly(tail);

        var end = FindEnd(tail);
        var endPosition = zip.Length - tail.Length + end;
        var (members, start) = Zip64(zip, tail, end, endPosition)
            ?? (BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10)), BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16)));

        if (start > (ulong)endPosition) throw new InvalidDataException("The zip directory starts behind its end.");
        if (members > (ulong)policy.MaxMembers) throw new UnreadableExportException(FileProblem.UnsafeArchive, "too many members");
        if ((ulong)endPosition - start > (ulong)policy.MaxDirectoryBytes) throw new UnreadableExportException(FileProblem.UnsafeArchive, "directory too large");

        zip.Position = 0;
    }

    static int FindEnd(ReadOnlySpan<byte> tail)
    {
        for (var i = tail.Length - EndLength; i >= 0; i--)
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail[i..]) == EndSignature)
                return i;

        throw new InvalidDataException("The zip has no end.");
    }

    static (ulong Members, ulong Start)? Zip64(Stream zip, ReadOnlySpan<byte> tail, int end, long endPosition)
    {
        var locator = end - Zip64LocatorLength;
        if (locator < 0 || BinaryPrimitives.ReadUInt32LittleEndian(tail[locator..]) != Zip64LocatorSignature) return null;

        var position = BinaryPrimitives.ReadUInt64LittleEndian(tail[(locator + 8)..]);
        if (position > (ulong)Math.Max(0, endPosition - Zip64EndLength)) throw new InvalidDataException("The zip64 end lies outside the file.");

        Span<byte> record = stackalloc byte[Zip64EndLength];
        zip.Position = (long)position;
        zip.ReadExactly(record);
        if (BinaryPrimitives.ReadUInt32LittleEndian(record) != Zip64EndSignature) throw new InvalidDataException("The zip64 end is broken.");

        return (BinaryPrimitives.ReadUInt64LittleEndian(record[32..]), BinaryPrimitives.ReadUInt64LittleEndian(record[48..]));
    }
}

/// <summary>Names without the UTF-8 flag: UTF-8 where the bytes allow it, else the code page of DOS.</summary>
sealed class ZipNameEncoding : Encoding
{
    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Never null: the provider is part of .NET and knows every code page of DOS.
    static readonly Encoding Dos = CodePagesEncodingProvider.Instance.GetEncoding(437)!;

    public static ZipNameEncoding Instance { get; } = new();

    public override int GetByteCount(char[] chars, int index, int count) => UTF8.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        UTF8.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetCharCount(byte[] bytes, int index, int count) => For(bytes, index, count).GetCharCount(bytes, index, count);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        For(bytes, byteIndex, byteCount).GetChars(bytes, byteIndex, byteCount, chars, charIndex);

    public override int GetMaxByteCount(int charCount) => UTF8.GetMaxByteCount(charCount);

    public override int GetMaxCharCount(int byteCount) => byteCount;

    static Encoding For(byte[] bytes, int index, int count) =>
        System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(index, count)) ? StrictUtf8 : Dos;
}
