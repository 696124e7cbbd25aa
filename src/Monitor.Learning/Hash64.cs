using System.Runtime.CompilerServices;

namespace Monitor.Learning;

/// <summary>
/// The one hash that features, word tables and the model file share. FNV-1a over UTF-16 units with a finaliser, written out here
/// because a model file must mean the same on every machine and in every version of the runtime.
/// </summary>
static class Hash64
{
    const ulong Offset = 0xcbf29ce484222325;
    const ulong Prime = 0x00000100000001b3;

    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = Offset;
        foreach (var unit in text) hash = (hash ^ unit) * Prime;
        return Mix(hash);
    }

    /// <summary>Beginning of a hash that grows by one unit at a time; <see cref="Mix"/> finishes it to what <see cref="Of"/> gives.</summary>
    public const ulong Start = Offset;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Grow(ulong hash, char unit) => (hash ^ unit) * Prime;

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
}
