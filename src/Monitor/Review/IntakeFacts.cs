using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monitor.Contests;
using Monitor.Flags;
using Monitor.Roster;

namespace Monitor.Review;

/// <summary>What a flag's place among people's work is worked out from, whatever keeps it.</summary>
static class IntakeFacts
{
    /// <summary>Contests and contestants named in it, one a line, so that flags can be counted by them.</summary>
    public static string Named(Flag flag) =>
        string.Join('\n', flag.Mentions.Select(mention => $"{mention.ContestId}\t{mention.ContestantId}").Distinct().Order(StringComparer.Ordinal));

    public static Phase PhaseOf(Flag flag) => flag.Contests.Count > 0 ? flag.Contests[0].Phase : Phase.Unknown;

    public static bool OwnershipSettled(Flag flag) => flag.Ownership is Ownership.Declared or Ownership.Verified;

    /// <summary>By lot over the post's key, so that the same post is always chosen alike and nobody can foresee it from the page.</summary>
    public static bool IsRechecked(Flag flag, double share)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"recheck\n{flag.Key}")), hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash) < share * uint.MaxValue;
    }
}
