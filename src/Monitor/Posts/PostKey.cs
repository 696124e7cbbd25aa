using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Monitor.Posts;

/// <summary>
/// Identity of a post across exports: the same post in two files has one key. <see cref="Version"/> changes when its words change,
/// so that an edited post is a new version of it and not a duplicate.
/// </summary>
public readonly record struct PostKey(UInt128 Identity, ulong Version)
{
    /// <param name="post">The post.</param>
    /// <param name="person">Stable code of the person on the roster who wrote it.</param>
    public static PostKey Of(Post post, string person)
    {
        var text = Hash64(post.Text);
        var identity = post.PlatformId is { Length: > 0 } id && !IsReaction(post.Activity)
            ? string.Create(CultureInfo.InvariantCulture, $"{post.Platform}\n{id}")
            : string.Create(CultureInfo.InvariantCulture,
                $"{post.Platform}\n{person}\n{post.Activity}\n{post.Time.At?.ToUnixTimeSeconds()}\n{text}\n{post.Url}\n{post.Target?.Handle ?? post.Target?.Name}");

        return new PostKey(Hash128(identity), text);
    }

    /// <summary>32 + 16 hexadecimal digits; stable in stores and links.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Identity:x32}-{Version:x16}");

    /// <summary>A like carries the id of what was liked: two people who like one post did two things.</summary>
    static bool IsReaction(Activity activity) => activity is Activity.Like or Activity.Follow or Activity.GroupJoin;

    static UInt128 Hash128(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }

    static ulong Hash64(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), hash);
        return MemoryMarshal.Read<ulong>(hash);
    }
}
