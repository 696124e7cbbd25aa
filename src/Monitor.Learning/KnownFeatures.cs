using System.Numerics;

namespace Monitor.Learning;

/// <summary>
/// The features that training met, numbered from 1 without gaps: their weights lie close together and stay in the cache. One feature in five is known.
/// </summary>
sealed class KnownFeatures
{
    readonly ulong[] _bits = new ulong[(FeatureSpace.Count + 63) / 64];
    readonly int[] _before = new int[(FeatureSpace.Count + 63) / 64];

    /// <param name="features">In any order.</param>
    public KnownFeatures(IEnumerable<int> features)
    {
        foreach (var feature in features) _bits[feature >> 6] |= 1UL << feature;
        for (var i = 0; i < _bits.Length; i++)
        {
            _before[i] = Count;
            Count += BitOperations.PopCount(_bits[i]);
        }
    }

    public int Count { get; }

    /// <summary>Number of the feature; 0 when training did not meet it.</summary>
    public int NumberOf(int feature)
    {
        var bits = _bits[feature >> 6];
        return (bits >> feature & 1) == 0 ? 0 : _before[feature >> 6] + BitOperations.PopCount(bits & ~(ulong.MaxValue << feature)) + 1;
    }
}
