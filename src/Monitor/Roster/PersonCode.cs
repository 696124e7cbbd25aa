using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Roster;

/// <summary>Pseudonyms such as <c>P-4F7K2Q9DXM</c>: the same person always has the same, and without the key nobody can work it back.</summary>
static class PersonCode
{
    /// <summary>Crockford's base 32: no I, L, O or U, so that a code can be read aloud and typed.</summary>
    const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Ten characters are 50 bits: among five million people the chance of one shared code is one in ninety.</summary>
    const int Length = 10;

    /// <param name="nip">18 digits, or null for people without a number.</param>
    /// <param name="name">Name, used where there is no number.</param>
    /// <param name="unit">Unit, used where there is no number.</param>
    /// <param name="key">Secret of 32 bytes.</param>
    public static string Of(string? nip, string name, string unit, ReadOnlySpan<byte> key)
    {
        var identity = nip is null ? $"orang\n{PersonName.Key(name)}\n{PersonName.UnitKey(unit)}" : $"nip\n{nip}";
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(identity), hash);

        var bits = BinaryPrimitives.ReadUInt64BigEndian(hash);
        return string.Create(2 + Length, bits, static (code, bits) =>
        {
            (code[0], code[1]) = ('P', '-');
            for (var i = 0; i < Length; i++) code[2 + i] = Alphabet[(int)(bits >> (59 - 5 * i)) & 31];
        });
    }
}
