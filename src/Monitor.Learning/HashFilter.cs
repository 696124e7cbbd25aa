using System.Runtime.CompilerServices;

namespace Monitor.Learning;

/// <summary>
/// A Bloom filter with one bit a hash: may say that it holds what it does not, never the other way round. It stays in the processor's
/// nearest cache, where the tables that it guards do not, and most questions put to them have no for an answer.
/// </summary>
sealed class HashFilter
{
    const int Bits = 18;
    readonly ulong[] _bits = new ulong[(1 << Bits) / 64];

    public void Add(ulong hash) => _bits[PlaceOf(hash)] |= 1UL << (int)(hash & 63);

    public void Add(HashFilter other)
    {
        for (var i = 0; i < _bits.Length; i++) _bits[i] |= other._bits[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHold(ulong hash) => (_bits[PlaceOf(hash)] >> (int)(hash & 63) & 1) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int PlaceOf(ulong hash) => (int)(hash >> (64 - Bits + 6));
}
