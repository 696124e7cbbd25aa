using System.Text;
using System.Text.Unicode;

namespace Monitor.Exports.Tables;

/// <summary>
/// Text files as they come out of offices: UTF-8 with or without a mark, UTF-16 ("Unicode Text" of Excel) and Windows-1252
/// ("CSV" of Excel). A stream is brought to UTF-8 bytes; what is no UTF-8 is settled field by field when it is decoded, because one
/// ANSI character may stand in the last line of a file of gigabytes.
/// </summary>
static class Utf8Text
{
    const int Look = 1024;

    static readonly Encoding Windows1252 =
        CodePagesEncodingProvider.Instance.GetEncoding(1252) ?? Encoding.Latin1;

    /// <summary>The stream's text as UTF-8 without a byte order mark; UTF-16 is converted on the way.</summary>
    public static Stream Open(Stream raw)
    {
        var head = new byte[Look];
        var length = raw.ReadAtLeast(head, Look, throwOnEndOfStream: false);
        var start = head.AsMemory(0, length);

        if (start.Span.StartsWith(Encoding.UTF8.Preamble)) return new Prefixed(start[3..], raw);
        if (Utf16Of(start.Span) is not { } utf16) return new Prefixed(start, raw);

        var marked = start.Span.StartsWith(utf16.Preamble);
        var text = new Prefixed(marked ? start[2..] : start, raw);
        return Encoding.CreateTranscodingStream(text, utf16, new UTF8Encoding(false));
    }

    public static bool IsUtf16(ReadOnlySpan<byte> head) => Utf16Of(head) is not null;

    /// <summary>Decodes one field: strict UTF-8, else Windows-1252, else (UTF-8 with a cut character) UTF-8 with U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) => Decode(bytes, out _);

    /// <param name="bytes">The field.</param>
    /// <param name="ansi">Whether the field was Windows-1252.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, out bool ansi)
    {
        ansi = false;
        if (Utf8.IsValid(bytes)) return Encoding.UTF8.GetString(bytes);

        ansi = !MostlyUtf8(bytes);
        return ansi ? Windows1252.GetString(bytes) : Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Whether bytes from the middle of a text hold characters that only an ANSI file has.</summary>
    public static bool LooksAnsi(ReadOnlySpan<byte> bytes) => !Utf8.IsValid(bytes) && !MostlyUtf8(bytes);

    static bool MostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        // A run of continuation bytes is next to impossible in ANSI text, so long characters weigh more.
        var whole = 0;
        var broken = 0;
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out _, out var used);
            if (status != System.Buffers.OperationStatus.Done) broken++;
            else whole += used - 1;
            bytes = bytes[used..];
        }

        return whole > broken;
    }

    static UnicodeEncoding? Utf16Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return new UnicodeEncoding(bigEndian: false, byteOrderMark: true);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return new UnicodeEncoding(bigEndian: true, byteOrderMark: true);

        // Without a mark, Latin text in UTF-16 shows as a zero in every second byte and in no other.
        var even = 0;
        var odd = 0;
        var pairs = Math.Min(head.Length, Look) / 2;
        for (var i = 0; i < pairs; i++)
        {
            if (head[2 * i] == 0) even++;
            if (head[(2 * i) + 1] == 0) odd++;
        }

        if (pairs < 8) return null;
        if (odd > pairs * 7 / 10 && even == 0) return new UnicodeEncoding(bigEndian: false, byteOrderMark: false);
        return even > pairs * 7 / 10 && odd == 0 ? new UnicodeEncoding(bigEndian: true, byteOrderMark: false) : null;
    }

    /// <summary>Bytes already taken from a stream that cannot go back (a zip member), then the rest of it.</summary>
    sealed class Prefixed(ReadOnlyMemory<byte> prefix, Stream rest) : ForwardStream(rest)
    {
        ReadOnlyMemory<byte> _prefix = prefix;

        public override int Read(Span<byte> buffer)
        {
            if (_prefix.IsEmpty) return Inner.Read(buffer);

            var taken = Math.Min(buffer.Length, _prefix.Length);
            _prefix.Span[..taken].CopyTo(buffer);
            _prefix = _prefix[taken..];
            return taken;
        }
    }
}
