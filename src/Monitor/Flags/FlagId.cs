using System.Buffers.Binary;
using System.Security.Cryptography;
using Monitor.Posts;

namespace Monitor.Flags;

/// <summary>Short ids for screens and paper. Crockford's base 32 leaves out I, L, O and U, which people misread.</summary>
/// <seealso href="https://www.crockford.com/base32.html"/>
static class FlagId
{
    /// <summary>Symbols of an ordinary id: 40 bits, enough that one store rarely sees two alike.</summary>
    public const int ShortLength = 8;

    const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The post's id: the same each time, and of the same beginning whatever its length.</summary>
    /// <param name="key">The flagged version of the post.</param>
    /// <param name="length">Symbols after the <c>F-</c>; a store takes one more where a shorter id belongs to another post. At most 51.</param>
    public static string From(PostKey key, int length = ShortLength)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 51);
        Span<byte> bytes = stackalloc byte[24];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key.Identity);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], key.Version);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);

        Span<char> id = stackalloc char[2 + length];
        "F-".CopyTo(id);
        for (var symbol = 0; symbol < length; symbol++) id[2 + symbol] = Symbols[FiveBits(hash, symbol * 5)];
        return new string(id);
    }

    static int FiveBits(ReadOnlySpan<byte> bytes, int from)
    {
        var pair = (bytes[from / 8] << 8) | (from / 8 + 1 < bytes.Length ? bytes[from / 8 + 1] : 0);
        return (pair >> (11 - from % 8)) & 31;
    }
}
