using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Monitor.Posts;

namespace Monitor.Flags;

/// <summary>
/// Draws unflagged posts for people to look at, so that what the model misses can be measured. The lot is a keyed hash of the post: the
/// same post is always drawn alike, and nobody without the key can tell which posts are.
/// </summary>
/// <param name="key">The store's secret.</param>
/// <param name="shares">Share drawn of each stratum, lowest scores first. Posts near the threshold are drawn more often: most misses lie there.</param>
sealed class SampleLot(byte[] key, IReadOnlyList<double> shares)
{
    /// <summary>About ten posts of ten thousand, in everyday use.</summary>
    public static readonly IReadOnlyList<double> Shares = [0.0005, 0.005, 0.05];

    /// <summary>Where a score below the threshold lies: far below, below, or right below it.</summary>
    public static int StratumOf(double probability, double threshold) => (probability / threshold) switch
    {
        < 0.25 => 0,
        < 0.7 => 1,
        _ => 2,
    };

    /// <summary>What is drawn of a stratum.</summary>
    public double ShareOf(int stratum) => shares[stratum];

    public bool Draws(PostKey post, int stratum) => Number(post, "sampel") < shares[stratum];

    /// <summary>A priority as flags have it, so that the place in the queue tells nothing.</summary>
    public Priority PriorityOf(PostKey post) => (Priority)(int)(Number(post, "prioritas") * 3);

    /// <summary>Evenly spread from 0 to just below 1.</summary>
    double Number(PostKey post, string use)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{use}\n{post}"), hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash) / 4294967296.0;
    }
}
