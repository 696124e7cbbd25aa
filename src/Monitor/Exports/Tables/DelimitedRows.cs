using System.Buffers;
using System.Globalization;

namespace Monitor.Exports.Tables;

/// <summary>
/// Rows of a delimited text, cut as bytes in one buffer: a cell becomes a string only when somebody asks for it. Memory is bounded
/// whatever the file holds: no row is longer than <see cref="MaxRecord"/>, and a quote that is never closed costs one row, not the file.
/// </summary>
sealed class DelimitedRows : TableRows
{
    public const int MaxRecord = 2 * 1024 * 1024;

    const int FirstBuffer = 256 * 1024;

    // A second reading of a row looks no further than this for its end.
    const int MaxFallback = 128 * 1024;

    // Each unclosed quote is looked for over a whole MaxRecord, so an evil file of nothing else is given up.
    const int MaxUnclosed = 200;

    readonly Stream _text;
    readonly Dialect _dialect;
    readonly SearchValues<byte> _ends;
    readonly byte _newline;

    byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    int _start;
    int _end;
    bool _endOfStream;
    int _recordLength;
    long _line;
    long _nextLine = 1;
    int _unclosed;
    Field[] _fields = new Field[64];
    int _count;
    bool _literalQuote;
    bool _open;
    RejectReason? _fault;
    bool _isAnsi;
    bool _endedEarly;

    /// <param name="text">UTF-8 without a byte order mark (<see cref="Utf8Text.Open"/>).</param>
    /// <param name="dialect">How to cut it.</param>
    /// <param name="isAnsi">Whether the beginning of the file is known to hold ANSI characters.</param>
    public DelimitedRows(Stream text, Dialect dialect, bool isAnsi = false)
    {
        _text = text;
        _dialect = dialect;
        _isAnsi = isAnsi;
        _newline = dialect.MacLines ? (byte)'\r' : (byte)'\n';
        _ends = SearchValues.Create([dialect.Delimiter, _newline]);
    }

    public override int Count => _count;

    public override RejectReason? Fault => _fault;

    public override bool IsAnsi => _isAnsi;

    public override bool EndedEarly => _endedEarly;

    public override bool CutsText => true;

    public override string Locator => _line.ToString(CultureInfo.InvariantCulture);

    public override bool IsBlank
    {
        get
        {
            if (_fault is not null) return false;
            for (var i = 0; i < _count; i++)
            {
                if (!IsEmpty(i)) return false;
            }

            return true;
        }
    }

    public override Cell this[int column] => new(Decode(column));

    /// <summary>The cell's bytes as they stand in the file, without the outer quotes.</summary>
    public ReadOnlySpan<byte> Bytes(int column) =>
        (uint)column < (uint)_count ? _buffer.AsSpan(_start + _fields[column].Start, _fields[column].Length) : default;

    public override bool IsEmpty(int column) => Bytes(column).Trim(" \t\r\n"u8).IsEmpty;

    public override bool Holds(int column, string text) => Bytes(column).Length <= 4 * text.Length && base.Holds(column, text);

    public override bool Read()
    {
        Advance();
        _fault = null;
        while (true)
        {
            var available = _buffer.AsSpan(_start, _end - _start);
            if (available.IsEmpty && _endOfStream) return Stop();

            var length = available.IsEmpty ? -1 : Cut(available, _dialect.Quoting);
            if (length > 0 && Settle(available, length)) return true;

            if (length > 0) Fill();
            else if (_endOfStream) return SettleUnclosed();
            if (available.Length < MaxRecord) Fill();
            else return SettleOverlong();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _text.Dispose();
        }

        base.Dispose(disposing);
    }

    string Decode(int column)
    {
        var bytes = Bytes(column);
        if (bytes.IsEmpty) return "";

        if (_fields[column].Escaped) return DecodeEscaped(bytes);

        var text = Utf8Text.Decode(bytes, out var ansi);
        _isAnsi |= ansi;
        return text;
    }

    string DecodeEscaped(ReadOnlySpan<byte> bytes)
    {
        var plain = ArrayPool<byte>.Shared.Rent(bytes.Length);
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            plain[length++] = bytes[i];
            if (bytes[i] == '"' && i + 1 < bytes.Length && bytes[i + 1] == '"') i++;
        }

        var text = Utf8Text.Decode(plain.AsSpan(0, length), out var ansi);
        ArrayPool<byte>.Shared.Return(plain);
        _isAnsi |= ansi;
        return text;
    }

    void Advance()
    {
        _start += _recordLength;
        _recordLength = 0;
        _count = 0;
        _line = _nextLine;
    }

    bool Stop()
    {
        _count = 0;
        return false;
    }

    /// <returns>False when more of the file must be seen first.</returns>
    bool Settle(ReadOnlySpan<byte> available, int length)
    {
        if (OnlyDelimiters(available[..length])) return Accept(available, length);

        var swallowed = _literalQuote && SwallowedRows(available[..length]);
        if ((_dialect.Columns == 0 || Fits()) && !swallowed) return Accept(available, length);
        if (_dialect.Fallback is not { } fallback) return swallowed ? Fail(available, RejectReason.Malformed) : Accept(available, length);

        var other = Cut(available, fallback);
        if (other < 0 && !_endOfStream && available.Length < MaxFallback) return false;
        if (other > 0 && Fits()) return Accept(available, other);

        length = Cut(available, _dialect.Quoting);
        if (_literalQuote || SwallowedRows(available[..length])) return Fail(available, RejectReason.Malformed);

        Accept(available, length);
        _fault = RejectReason.Malformed;
        return true;
    }

    bool OnlyDelimiters(ReadOnlySpan<byte> record) => !record.ContainsAnyExcept(_dialect.Delimiter, (byte)'\r', (byte)'\n');

    bool Accept(ReadOnlySpan<byte> available, int length)
    {
        var record = available[..length];
        _recordLength = length;
        _nextLine += record.Count(_newline);
        if (record.Contains((byte)0)) _fault = RejectReason.Malformed;
        return true;
    }

    /// <summary>Gives up one physical line and goes on behind it.</summary>
    bool Fail(ReadOnlySpan<byte> available, RejectReason reason)
    {
        var end = available.IndexOf(_newline);
        _recordLength = end < 0 ? available.Length : end + 1;
        _nextLine++;
        _count = 0;
        _fault = reason;
        return true;
    }

    bool SettleUnclosed()
    {
        var available = _buffer.AsSpan(_start, _end - _start);
        _endedEarly |= available.IndexOf(_newline) is var end && (end < 0 || end == available.Length - 1);
        CountUnclosed();
        if (_dialect.Fallback is { } fallback && Cut(available, fallback) is var other and > 0 && Fits())
            return Accept(available, other);

        return Fail(available, RejectReason.Malformed);
    }

    bool SettleOverlong()
    {
        var available = _buffer.AsSpan(_start, _end - _start);
        if (available.Contains(_newline))
        {
            CountUnclosed();
            return Fail(available, RejectReason.Malformed);
        }

        if (available.Count(_dialect.Delimiter) >= MaxColumns)
            throw new UnreadableExportException(FileProblem.TooManyColumns, $"line {Locator}");

        SkipLine();
        _count = 0;
        _fault = RejectReason.TooLong;
        return true;
    }

    void CountUnclosed()
    {
        if (++_unclosed > MaxUnclosed)
            throw new UnreadableExportException(FileProblem.Corrupt, $"more than {MaxUnclosed} quotes are never closed, line {Locator}");
    }

    void SkipLine()
    {
        while (true)
        {
            var at = _buffer.AsSpan(_start, _end - _start).IndexOf(_newline);
            if (at >= 0)
            {
                _start += at + 1;
                _nextLine++;
                return;
            }

            _start = _end = 0;
            if (_endOfStream) return;
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
            var larger = ArrayPool<byte>.Shared.Rent(Math.Min(2 * _buffer.Length, 2 * MaxRecord));
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        var read = _text.Read(_buffer, _end, _buffer.Length - _end);
        _endOfStream = read == 0;
        _end += read;
    }

    bool Fits()
    {
        if (_open || _count < _dialect.Columns) return false;
        for (var i = _dialect.Columns; i < _count; i++)
        {
            if (!Bytes(i).Trim(" \""u8).IsEmpty) return false;
        }

        return true;
    }

    /// <summary>Whether a cell has run over whole rows, because its quote was never closed and another row's quote closed it.</summary>
    bool SwallowedRows(ReadOnlySpan<byte> record)
    {
        var rest = record.TrimEnd("\r\n"u8);
        var first = rest.IndexOf(_newline);
        if (first < 0) return false;

        var delimiters = Math.Max(2, (_dialect.Columns > 0 ? _dialect.Columns : _count) - 1);
        rest = rest[(first + 1)..];
        while (true)
        {
            var end = rest.IndexOf(_newline);
            if ((end < 0 ? rest : rest[..end]).Count(_dialect.Delimiter) >= delimiters) return true;
            if (end < 0) return false;
            rest = rest[(end + 1)..];
        }
    }

    /// <summary>Cuts one record at the start of <paramref name="data"/>.</summary>
    /// <returns>Its length with its line end, or -1 when its end is not in sight.</returns>
    int Cut(ReadOnlySpan<byte> data, Quoting quoting)
    {
        _count = 0;
        _literalQuote = false;
        _open = false;
        return quoting == Quoting.Rfc ? CutRfc(data) : CutLine(data, quoting);
    }

    int CutRfc(ReadOnlySpan<byte> data)
    {
        var at = 0;
        while (true)
        {
            var quoted = at < data.Length && data[at] == '"';
            var end = quoted ? CutQuoted(data, at) : CutBare(data, at);
            if (end < 0) return -1;

            if (end == data.Length) return end;
            at = end + 1;
            if (data[end] == _newline) return at;
            if (at == data.Length && !_endOfStream) return -1;
        }
    }

    /// <returns>Where the delimiter or line end after the cell stands, or the data's length at the end of the file; -1 when unknown.</returns>
    int CutBare(ReadOnlySpan<byte> data, int at)
    {
        var length = data[at..].IndexOfAny(_ends);
        if (length < 0)
        {
            if (!_endOfStream) return -1;
            length = data.Length - at;
        }

        var end = at + length;
        if (length > 0 && data[end - 1] == '\r' && (end == data.Length || data[end] == _newline)) length--;
        Add(at, length, escaped: false);
        return end;
    }

    int CutQuoted(ReadOnlySpan<byte> data, int open)
    {
        var escaped = false;
        var at = open + 1;
        while (true)
        {
            var next = data[at..].IndexOf((byte)'"');
            if (next < 0)
            {
                _open = true;
                return -1;
            }

            var quote = at + next;
            if (quote + 1 == data.Length)
            {
                if (!_endOfStream) return -1;
                Add(open + 1, quote - open - 1, escaped);
                return data.Length;
            }

            if (data[quote + 1] == '"')
            {
                escaped = true;
                at = quote + 2;
                continue;
            }

            if (EndOfCell(data, quote + 1) is var end and >= 0)
            {
                Add(open + 1, quote - open - 1, escaped);
                return end;
            }

            _literalQuote = true;
            at = quote + 1;
        }
    }

    /// <summary>Blanks may stand between a closing quote and the delimiter.</summary>
    int EndOfCell(ReadOnlySpan<byte> data, int at)
    {
        while (at < data.Length && (data[at] == ' ' || data[at] == '\r') && data[at] != _newline) at++;
        if (at == data.Length) return _endOfStream ? at : -1;
        return data[at] == _dialect.Delimiter || data[at] == _newline ? at : -1;
    }

    int CutLine(ReadOnlySpan<byte> data, Quoting quoting)
    {
        var end = data.IndexOf(_newline);
        if (end < 0 && !_endOfStream) return -1;

        var consumed = end < 0 ? data.Length : end + 1;
        var line = (end < 0 ? data : data[..end]).TrimEnd((byte)'\r');
        if (quoting == Quoting.Between) CutBetween(line);
        else CutEverywhere(line);
        return consumed;
    }

    void CutEverywhere(ReadOnlySpan<byte> line)
    {
        var at = 0;
        while (true)
        {
            var length = line[at..].IndexOf(_dialect.Delimiter);
            var cell = length < 0 ? line[at..] : line.Slice(at, length);
            var outer = cell.Length >= 2 && cell[0] == '"' && cell[^1] == '"' ? 1 : 0;
            Add(at + outer, cell.Length - (2 * outer), escaped: false);
            if (length < 0) return;
            at += length + 1;
        }
    }

    void CutBetween(ReadOnlySpan<byte> line)
    {
        if (line.Length < 2 || line[0] != '"' || line[^1] != '"')
        {
            Add(0, line.Length, escaped: false);
            return;
        }

        ReadOnlySpan<byte> between = [(byte)'"', _dialect.Delimiter, (byte)'"'];
        var at = 1;
        while (true)
        {
            var length = line[at..^1].IndexOf(between);
            Add(at, length < 0 ? line.Length - 1 - at : length, escaped: false);
            if (length < 0) return;
            at += length + between.Length;
        }
    }

    void Add(int start, int length, bool escaped)
    {
        if (_count == MaxColumns) throw new UnreadableExportException(FileProblem.TooManyColumns, $"line {Locator}");
        if (_count == _fields.Length) Array.Resize(ref _fields, Math.Min(2 * _count, MaxColumns));
        _fields[_count++] = new Field(start, length, escaped);
    }

    readonly record struct Field(int Start, int Length, bool Escaped);
}
