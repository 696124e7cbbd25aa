using System.Text;

namespace Monitor.Tests.Support;

/// <summary>Gives its bytes a few at a time, as a zip or a slow share does.</summary>
sealed class SlowStream(byte[] bytes, int piece) : MemoryStream(bytes)
{
    // MemoryStream sends reads into spans through this one when a class derives from it.
    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));
}

/// <summary>A beginning, a great many times one letter, and an end; nothing of it is held.</summary>
sealed class EndlessStream(string beginning, long length, string end = "", byte letter = (byte)'x') : Stream
{
    readonly byte[] _beginning = Encoding.UTF8.GetBytes(beginning);
    readonly byte[] _end = Encoding.UTF8.GetBytes(end);
    long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _beginning.Length + length + _end.Length;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = Part(buffer);
        _position += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    int Part(Span<byte> buffer)
    {
        if (_position < _beginning.Length) return Copy(_beginning, _position, buffer);
        if (_position >= _beginning.Length + length) return Copy(_end, _position - _beginning.Length - length, buffer);

        var letters = (int)Math.Min(buffer.Length, _beginning.Length + length - _position);
        buffer[..letters].Fill(letter);
        return letters;
    }

    static int Copy(byte[] from, long at, Span<byte> to)
    {
        var part = from.AsSpan((int)at);
        var taken = Math.Min(part.Length, to.Length);
        part[..taken].CopyTo(to);
        return taken;
    }
}

/// <summary>Takes bytes one after another and cannot go back, as a network does.</summary>
sealed class UnseekableStream(Stream inner) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Flush() => inner.Flush();
}
