using System.Numerics;
using System.Runtime.CompilerServices;

namespace Monitor.Learning;

/// <summary>
/// The features that training met, numbered from 1 without gaps: their weights lie close together and stay in the cache.
/// </summary>
sealed class KnownFeatures
{
    const int Width = 32;
    readonly Block[] _blocks = new Block[(FeatureSpace.Count + Width - 1) / Width];

    /// <param name="features">In any order.</param>
    public KnownFeatures(IEnumerable<int> features)
    {
        foreach (var feature in features) _blocks[feature / Width].Bits |= 1U << feature;
        foreach (ref var block in _blocks.AsSpan())
        {
            block.Before = Count;
            Count += BitOperations.PopCount(block.Bits);
        }
    }

    public int Count { get; }

    /// <summary>Number of the feature; 0 when training did not meet it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NumberOf(int feature)
    {
        var block = _blocks[(uint)feature / Width];
        return (block.Bits >> feature & 1) == 0 ? 0 : block.Before + BitOperations.PopCount(block.Bits & ~(uint.MaxValue << feature)) + 1;
    }

    /// <summary>Side by side, so that a look-up touches one place.</summary>
    struct Block
    {
        public uint Bits;

        /// <summary>Known features before the block.</summary>
        public int Before;
    }
}
