using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Monitor.Exports.Archives;

/// <summary>
/// Cuts a JSON file into its records without reading it whole: the elements of a list at the root, the elements of lists under named
/// keys, or one bare object. Each record is handed over as bytes and parsed by itself, so a record that is broken, nested ten thousand
/// deep or of half a gigabyte costs only itself.
/// </summary>
/// <remarks>Also reads the files of X archives, where <c>window.YTD.tweets.part0 =</c> stands in front of the JSON.</remarks>
sealed class JsonRecordReader(Stream stream, JsonShape shape, int maxRecordBytes = JsonRecordReader.LongestRecord)
{
    /// <summary>Far above a post with all its attachments, far below what would hurt.</summary>
    public const int LongestRecord = 8 << 20;

    const int LongestPrefix = 1024;
    const int DeepestList = 16;
    const byte End = 0;

    byte[] _buffer = new byte[64 * 1024];
    int _position;
    int _end;
    bool _ended;

    /// <summary>Bytes from here on are kept while more are read; −1 when nothing behind the position matters.</summary>
    int _mark = -1;

    bool _broken;

    /// <summary>The file stopped before its JSON did.</summary>
    public bool EndedEarly { get; private set; }

    /// <summary>The file parsed, but held none of the keys that hold records.</summary>
    public bool Strange { get; private set; }

    /// <summary>Each record in turn. Its bytes are valid until the next one is asked for.</summary>
    public async IAsyncEnumerable<JsonRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await SkipPrefixAsync(cancellationToken);
        var first = await PeekAsync(cancellationToken);
        if (first == End) EndedEarly = true;
        if (first is not (End or (byte)'[' or (byte)'{')) Strange = true;
        if (first == '[')
            await foreach (var record in ListAsync("", cancellationToken))
                yield return record;
        if (first == '{')
            await foreach (var record in ObjectAsync([], "", cancellationToken))
                yield return record;
    }

    async IAsyncEnumerable<JsonRecord> ListAsync(string pointer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _position++;
        for (var index = 0; !_broken;)
        {
            var next = await PeekAsync(cancellationToken);
            if (next is (byte)']' or (byte)',') _position++;
            if (next == ',') continue;
            if (next == ']') yield break;

            if (next == End)
            {
                EndedEarly = true;
                yield break;
            }

            var place = string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index++}");
            if (next == '{' && pointer.Length == 0 && await HoldsListsAsync(cancellationToken))
                await foreach (var record in ObjectAsync([], place, cancellationToken))
                    yield return record;
            else yield return next is (byte)'}' or (byte)':' ? Broken(place) : await TakeAsync(place, cancellationToken);
        }
    }

    async IAsyncEnumerable<JsonRecord> ObjectAsync(string[] path, string pointer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _mark = _position++;
        var keys = 0;
        var isList = false;
        while (!_broken)
        {
            var next = await PeekAsync(cancellationToken);
            if (next == ',')
            {
                _position++;
                continue;
            }

            if (next != '"')
            {
                if (Close(next, isEmpty: keys == 0 || isList || shape.MayBeEmpty(path), isList, pointer) is { } fault) yield return fault;
                yield break;
            }

            var key = await KeyAsync(cancellationToken);
            keys++;
            switch (key is null ? JsonStep.Skip : shape.Step([.. path, key]))
            {
                case JsonStep.IsRecord when !isList:
                    yield return await RewindAndTakeAsync(pointer, cancellationToken);
                    yield break;

                case JsonStep.HoldsRecords when path.Length < DeepestList && await PeekAsync(cancellationToken) is var kind and ((byte)'[' or (byte)'{' or (byte)'n'):
                    isList = true;
                    if (kind == 'n') goto default; // null where a list is expected is a list of none
                    _mark = -1;
                    // HoldsRecords comes only for a key that was read.
                    var inside = $"{pointer}/{Escaped(key!)}";
                    await foreach (var record in kind == '[' ? ListAsync(inside, cancellationToken) : ObjectAsync([.. path, key!], inside, cancellationToken))
                        yield return record;
                    break;

                default:
                    await ScanAsync(cancellationToken);
                    break;
            }
        }
    }

    /// <summary>Whether an element of the root list is itself a file with lists, as where several files were glued together. Moves nothing.</summary>
    async ValueTask<bool> HoldsListsAsync(CancellationToken cancellationToken)
    {
        _mark = _position++;
        var key = await PeekAsync(cancellationToken) == '"' ? await KeyAsync(cancellationToken) : null;
        _position = _mark < 0 ? _position : _mark;
        return key is not null && shape.BeginsFile(key);
    }

    /// <summary>The object came to an end, in whatever way.</summary>
    JsonRecord? Close(byte next, bool isEmpty, bool isList, string pointer)
    {
        _mark = -1;
        if (next == '}')
        {
            _position++;
            Strange |= !isEmpty;
            return null;
        }

        if (next != End) return Broken(pointer);

        EndedEarly = true;
        return isList ? null : new JsonRecord(Place(pointer), default, RecordFault.EndedEarly);
    }

    /// <summary>The list itself is broken: nobody can tell where the next record starts.</summary>
    JsonRecord Broken(string pointer)
    {
        _broken = true;
        return new JsonRecord(Place(pointer), default, RecordFault.Broken);
    }

    async ValueTask<JsonRecord> RewindAndTakeAsync(string pointer, CancellationToken cancellationToken)
    {
        if (_mark >= 0)
        {
            _position = _mark;
            return await TakeAsync(pointer, cancellationToken);
        }

        // More was skipped than a record may hold before the first key that told it for one.
        _broken = true;
        return new JsonRecord(Place(pointer), default, RecordFault.TooLong);
    }

    async ValueTask<JsonRecord> TakeAsync(string pointer, CancellationToken cancellationToken)
    {
        _mark = _position;
        var whole = await ScanAsync(cancellationToken);
        var fault = _mark < 0 ? RecordFault.TooLong : whole ? RecordFault.None : RecordFault.EndedEarly;
        var json = fault == RecordFault.None ? _buffer.AsMemory(_mark, _position - _mark) : default;
        _mark = -1;
        EndedEarly |= !whole;
        return new JsonRecord(Place(pointer), json, fault);
    }

    /// <summary>Reads a key and the colon behind it.</summary>
    async ValueTask<string?> KeyAsync(CancellationToken cancellationToken)
    {
        var isMarked = _mark >= 0;
        if (!isMarked) _mark = _position;
        var offset = _position - _mark;
        await ScanAsync(cancellationToken);
        var key = _mark < 0 ? null : JsonReading.Unescaped(_buffer.AsSpan(_mark + offset, _position - _mark - offset));
        if (!isMarked) _mark = -1;
        if (await PeekAsync(cancellationToken) == ':') _position++;
        await PeekAsync(cancellationToken);
        return key;
    }

    /// <summary>Moves over one value. False when the file ended inside it.</summary>
    async ValueTask<bool> ScanAsync(CancellationToken cancellationToken)
    {
        var scan = new ValueScan();
        while (true)
        {
            var done = scan.Advance(_buffer.AsSpan(_position, _end - _position), out var used);
            _position += used;
            if (done) return true;
            if (_mark >= 0 && _position - _mark > maxRecordBytes) _mark = -1;
            if (!await FillAsync(cancellationToken)) return scan.IsScalar;
        }
    }

    /// <summary>The next byte that is no white space; zero at the end.</summary>
    async ValueTask<byte> PeekAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var skip = _buffer.AsSpan(_position, _end - _position).IndexOfAnyExcept(" \t\r\n"u8);
            if (skip >= 0)
            {
                _position += skip;
                // A zero byte is no JSON; it is told from the end by becoming something else that is no JSON.
                return _buffer[_position] == End ? (byte)':' : _buffer[_position];
            }

            _position = _end;
            if (_mark >= 0 && _position - _mark > maxRecordBytes) _mark = -1;
            if (!await FillAsync(cancellationToken)) return End;
        }
    }

    async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_ended) return false;

        var keep = _mark >= 0 ? _mark : _position;
        _buffer.AsSpan(keep, _end - keep).CopyTo(_buffer);
        (_position, _end, _mark) = (_position - keep, _end - keep, _mark >= 0 ? 0 : -1);
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);

        try
        {
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            _end += read;
            _ended = read == 0;
        }
        catch (InvalidDataException)
        {
            // The member does not unpack to its end; what came before is good.
            EndedEarly = true;
            _ended = true;
        }

        return !_ended;
    }

    async ValueTask SkipPrefixAsync(CancellationToken cancellationToken)
    {
        while (_end < LongestPrefix && await FillAsync(cancellationToken))
        {
        }

        var head = _buffer.AsSpan(0, Math.Min(_end, LongestPrefix));
        if (head.StartsWith(Encoding.UTF8.Preamble)) _position = 3;

        var start = head[_position..].IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0 || !char.IsAsciiLetter((char)head[_position + start])) return;

        var equals = head[_position..].IndexOf((byte)'=');
        if (equals >= 0) _position += equals + 1;
    }

    static string Escaped(string key) => key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>A JSON pointer; the whole document, whose pointer is empty, is written <c>#</c> so that it can be seen.</summary>
    static string Place(string pointer) => pointer.Length == 0 ? "#" : pointer;
}

/// <summary>One record of a JSON file.</summary>
/// <param name="Pointer">Where it stands, as a JSON pointer.</param>
/// <param name="Json">Its bytes; empty when there is a fault.</param>
/// <param name="Fault">Why it could not be cut out.</param>
readonly record struct JsonRecord(string Pointer, ReadOnlyMemory<byte> Json, RecordFault Fault);

enum RecordFault
{
    None,

    /// <summary>The file ended inside it.</summary>
    EndedEarly,

    /// <summary>Longer than any record of a platform.</summary>
    TooLong,

    /// <summary>The list around it is no JSON from here on.</summary>
    Broken,
}

/// <summary>Tells which keys of a file hold records.</summary>
abstract class JsonShape
{
    /// <param name="path">The keys from the root down to this one.</param>
    public abstract JsonStep Step(ReadOnlySpan<string> path);

    /// <summary>Whether an object in the list at the root that begins with a key is a whole file and no record.</summary>
    public virtual bool BeginsFile(string key) => Step([key]) == JsonStep.HoldsRecords;

    /// <summary>Whether the object at a path is as usual without a list of records in it.</summary>
    public virtual bool MayBeEmpty(ReadOnlySpan<string> path) => false;
}

enum JsonStep
{
    Skip,

    /// <summary>A list of records, one record without its list, or an object in which to go on looking.</summary>
    HoldsRecords,

    /// <summary>Only records have this key: the object around it is a record without its list.</summary>
    IsRecord,
}

/// <summary>Follows one JSON value through a stream of bytes by its quotes and brackets alone.</summary>
struct ValueScan
{
    static readonly SearchValues<byte> AfterScalar = SearchValues.Create(",]} \t\r\n"u8);

    int _depth;
    bool _started;
    bool _inString;
    bool _escaped;

    /// <summary>A number or word, which the end of the file may end.</summary>
    public bool IsScalar { get; private set; }

    /// <summary>Moves on. True when the value is complete; <paramref name="used"/> bytes belong to it.</summary>
    public bool Advance(ReadOnlySpan<byte> bytes, out int used)
    {
        for (used = 0; used < bytes.Length;)
        {
            if (IsScalar)
            {
                var length = bytes[used..].IndexOfAny(AfterScalar);
                used = length < 0 ? bytes.Length : used + length;
                return length >= 0;
            }

            if (!_inString) used += ToNextSign(bytes[used..]);
            if (used == bytes.Length) return false;
            if (Take(bytes[used..], ref used)) return true;
        }

        return false;
    }

    readonly int ToNextSign(ReadOnlySpan<byte> bytes)
    {
        if (!_started) return 0;

        var next = bytes.IndexOfAny("\"{}[]"u8);
        return next < 0 ? bytes.Length : next;
    }

    bool Take(ReadOnlySpan<byte> bytes, ref int used)
    {
        if (_inString) return TakeString(bytes, ref used);

        _started = true;
        switch (bytes[0])
        {
            case (byte)'"':
                _inString = true;
                break;
            case (byte)'{' or (byte)'[':
                _depth++;
                break;
            case (byte)'}' or (byte)']':
                used++;
                return --_depth <= 0;
            default:
                IsScalar = true;
                return false;
        }

        used++;
        return false;
    }

    bool TakeString(ReadOnlySpan<byte> bytes, ref int used)
    {
        if (_escaped)
        {
            _escaped = false;
            used++;
            return false;
        }

        var stop = bytes.IndexOfAny((byte)'"', (byte)'\\');
        used += stop < 0 ? bytes.Length : stop + 1;
        if (stop < 0) return false;

        _escaped = bytes[stop] == '\\';
        _inString = _escaped;
        return !_inString && _depth == 0;
    }
}
