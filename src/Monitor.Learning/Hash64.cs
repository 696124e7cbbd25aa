using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Monitor.Learning;

/// <summary>
/// The one hash that features, word tables and the model file share: four UTF-16 units at a time, with a finaliser. Written out here
/// because a model file must mean the same on every machine and in every version of the runtime.
/// </summary>
static class Hash64
{
    /// <summary>UTF-16 units in a block, the first in its lowest bits; a last block that is not full ends in zeros.</summary>
    public const int BlockUnits = 4;

    /// <summary>What the first block is added to.</summary>
    public const ulong Start = 0xcbf29ce484222325;

    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = Start;
        for (; text.Length >= BlockUnits; text = text[BlockUnits..]) hash = AddBlock(hash, FullBlock(text));
        return Mix(text.Length == 0 ? hash : AddBlock(hash, LastBlock(text)));
    }

    /// <summary>Goes on with one more block; <see cref="Mix"/> finishes the hash to what <see cref="Of"/> gives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AddBlock(ulong hash, ulong block)
    {
        hash = (hash ^ block) * 0x9e3779b97f4a7c15;
        return hash ^ (hash >> 32);
    }

    /// <summary>Order matters: the hash of "a b" differs from that of "b a".</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Combine(ulong first, ulong second) => Mix((first * 0x9e3779b97f4a7c15) ^ (second + 0x165667b19e3779f9));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong hash)
    {
        hash ^= hash >> 32;
        hash *= 0xd6e8feb86659fd93;
        hash ^= hash >> 32;
        return hash;
    }

    /// <summary>The first four units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong FullBlock(ReadOnlySpan<char> text) =>
        BitConverter.IsLittleEndian ? MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text)) : LastBlock(text[..BlockUnits]);

    static ulong LastBlock(ReadOnlySpan<char> text)
    {
        var block = 0UL;
        for (var i = 0; i < text.Length; i++) block |= (ulong)text[i] << (16 * i);
        return block;
    }
}

/// <summary>The hash of a text that grows by one unit at a time.</summary>
struct GrowingHash()
{
    ulong _hash = Hash64.Start;
    ulong _block;
    int _count;

    /// <summary>What <see cref="Hash64.Of"/> gives for the units so far.</summary>
    public readonly ulong Value => Hash64.Mix(_count % Hash64.BlockUnits == 0 ? _hash : Hash64.AddBlock(_hash, _block));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(char unit)
    {
        _block |= (ulong)unit << (16 * (_count % Hash64.BlockUnits));
        if (++_count % Hash64.BlockUnits != 0) return;
        (_hash, _block) = (Hash64.AddBlock(_hash, _block), 0);
    }
}
