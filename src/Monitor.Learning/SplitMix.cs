namespace Monitor.Learning;

/// <summary>Seeded numbers that are the same on every machine and runtime (G. Steele et al., 2014).</summary>
/// <param name="seed">Same seed, same numbers.</param>
public sealed class SplitMix(ulong seed)
{
    ulong _state = seed;

    public ulong Next()
    {
        var z = _state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 up to, not including, the limit.</summary>
    public int Next(int limit) => (int)(Next() % (ulong)limit);
}
