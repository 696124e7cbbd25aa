using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Monitor.Posts;

namespace Monitor.LiteDb;

/// <summary>How instants, days and keys are spelled in the store.</summary>
static class Spelling
{
    public static DateTimeOffset Instant(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static DateTimeOffset InstantOr(string text, DateTimeOffset other) =>
        DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : other;

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The text with each lone half of a surrogate pair replaced.</summary>
    public static string Whole(string text) =>
        text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    /// <summary>A post's key as 24 bytes, which sort as the key does.</summary>
    public static byte[] Key(PostKey key)
    {
        var bytes = new byte[24];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key.Identity);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(16), key.Version);
        return bytes;
    }
}
