using System.Buffers;

namespace Monitor.Exports.Records;

/// <summary>
/// Cuts a stream of JSON into its records without holding more than one: the elements of an array, or the lines of JSONL. What stands
/// inside a record is not looked at beyond its brackets and strings.
/// </summary>
/// <param name="json">UTF-8 without a byte order mark. The caller disposes it.</param>
/// <param name="isLines">Whether each line is a record of its own.</param>
sealed class JsonRecordSplitter(Stream json, bool isLines) : IDisposable
{
    /// <summary>No platform's record comes near; one that does is a mistake or an attack.</summary>
    public const int MaxRecord = 8 * 1024 * 1024;

    const int FirstBuffer = 256 * 1024;

    static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    static readonly SearchValues<byte> InString = SearchValues.Create("\"\\"u8);

    byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    int _start;
    int _end;
    int _length;
    int _skip;
    bool _endOfStream;
    bool _inArray;
    long _number;

    /// <summary>Whether each line is a record of its own.</summary>
    public bool IsLines => isLines;

    /// <summary>The present record; empty when it was too long.</summary>
    public ReadOnlySpan<byte> Record => _buffer.AsSpan(_start, _length);

    public bool IsTooLong { get; private set; }

    /// <summary>Whether the stream ended in the middle of a record or before the array's end.</summary>
    public bool EndedEarly { get; private set; }

    /// <summary>The line, or the one-based place in the array.</summary>
    public long Number => _number;

    public bool Read()
    {
        _start += _length + _skip;
        _length = _skip = 0;
        IsTooLong = false;
        return isLines ? ReadLine() : ReadElement();
    }

    public void Dispose()
    {
        if (_buffer.Length == 0) return;

        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    bool ReadLine()
    {
        while (true)
        {
            var available = _buffer.AsSpan(_start, _end - _start);
            var end = available.IndexOf((byte)'\n');
            if (end < 0 && !_endOfStream)
            {
                if (available.Length >= MaxRecord) return SkipLine();
                Fill();
                continue;
            }

            if (available.IsEmpty) return false;

            _number++;
            var blank = available.Length - available.TrimStart(" \t\u001E"u8).Length;
            if (blank > 0 && (end < 0 || blank < end))
            {
                _start += blank;
                available = available[blank..];
                end -= end < 0 ? 0 : blank;
            }

            var whole = end < 0 ? available.Length : end + 1;
            _length = available[..whole].TrimEnd(" \t\r\n,"u8).Length;
            _skip = whole - _length;
            if (_length > 0)
            {
                EndedEarly = end < 0 && available[_length - 1] != '}';
                return true;
            }

            _start += _length + _skip;
            _length = _skip = 0;
        }
    }

    bool SkipLine()
    {
        _number++;
        IsTooLong = true;
        while (true)
        {
            var end = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (end >= 0)
            {
                _start += end + 1;
                return true;
            }

            _start = _end = 0;
            if (_endOfStream) return true;
            Fill();
        }
    }

    bool ReadElement()
    {
        if (!Between()) return false;

        _number++;
        var scan = new Scan();
        while (true)
        {
            var length = scan.Walk(_buffer.AsSpan(_start, _end - _start));
            if (length > 0)
            {
                _length = length;
                return true;
            }

            if (_endOfStream)
            {
                EndedEarly = true;
                _length = _end - _start;
                return true;
            }

            if (_end - _start >= MaxRecord) return SkipElement(scan);
            Fill();
        }
    }

    bool SkipElement(Scan scan)
    {
        IsTooLong = true;
        while (true)
        {
            _start = _end = 0;
            scan.Forget();
            if (_endOfStream)
            {
                EndedEarly = true;
                return true;
            }

            Fill();
            var length = scan.Walk(_buffer.AsSpan(0, _end));
            if (length == 0) continue;

            _start = length;
            return true;
        }
    }

    /// <summary>Goes over brackets, commas and blanks to the next element.</summary>
    bool Between()
    {
        while (true)
        {
            for (; _start < _end; _start++)
            {
                switch (_buffer[_start])
                {
                    case (byte)'[' when !_inArray:
                        _inArray = true;
                        break;
                    case (byte)']' when _inArray:
                        return false;
                    case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',' or 0x1E:
                        break;
                    default:
                        return true;
                }
            }

            if (_endOfStream)
            {
                EndedEarly |= _inArray;
                return false;
            }

            Fill();
        }
    }

    void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(2 * _buffer.Length);
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        var read = json.Read(_buffer, _end, _buffer.Length - _end);
        _endOfStream = read == 0;
        _end += read;
    }

    /// <summary>Where a walk through one element stands; it goes on where it stopped when more has come.</summary>
    struct Scan
    {
        int _at;
        int _depth;
        bool _string;
        bool _plain;

        /// <returns>The element's length, or 0 when its end is not in sight.</returns>
        public int Walk(ReadOnlySpan<byte> data)
        {
            if (_at == 0 && _depth == 0 && !_string) _plain = data.IsEmpty || data[0] is not ((byte)'{' or (byte)'[' or (byte)'"');
            return _plain ? WalkPlain(data) : WalkStructure(data);
        }

        /// <summary>What was seen so far is gone from the buffer.</summary>
        public void Forget() => _at = 0;

        int WalkPlain(ReadOnlySpan<byte> data)
        {
            // A number, true, null, or rubbish: it ends where the next element could begin.
            var end = data[_at..].IndexOfAny(",]\n"u8);
            if (end >= 0) return Math.Max(1, _at + end);

            _at = data.Length;
            return 0;
        }

        int WalkStructure(ReadOnlySpan<byte> data)
        {
            while (_at < data.Length)
            {
                var next = data[_at..].IndexOfAny(_string ? InString : Structure);
                if (next < 0)
                {
                    _at = data.Length;
                    return 0;
                }

                _at += next;
                switch (data[_at])
                {
                    case (byte)'\\':
                        // The escaped letter may not be here yet.
                        if (_at + 1 == data.Length) return 0;
                        _at += 2;
                        continue;
                    case (byte)'"':
                        _string = !_string;
                        break;
                    case (byte)'{' or (byte)'[':
                        _depth++;
                        break;
                    default:
                        _depth--;
                        break;
                }

                _at++;
                if (_depth <= 0 && !_string) return _at;
            }

            return 0;
        }
    }
}
