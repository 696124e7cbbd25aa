using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Monitor.Learning;

/// <summary>Open-addressing map from 64-bit hashes, built once and then read by many threads.</summary>
sealed class HashIndex<T>
    where T : struct
{
    ulong[] _keys;
    T[] _values;
    int _mask;

    public HashIndex(int capacity)
    {
        var size = 16;
        while (size < capacity * 2) size *= 2;
        (_keys, _values, _mask) = (new ulong[size], new T[size], size - 1);
    }

    public int Count { get; private set; }

    public IEnumerable<KeyValuePair<ulong, T>> Entries =>
        Enumerable.Range(0, _keys.Length).Where(i => _keys[i] != 0).Select(i => KeyValuePair.Create(_keys[i], _values[i]));

    /// <summary>The value's place, made when it is not there; valid until the next call.</summary>
    public ref T Slot(ulong key)
    {
        if (Count * 2 >= _keys.Length) Grow();
        var at = Find(key);
        if (_keys[at] == 0)
        {
            _keys[at] = key;
            Count++;
        }

        return ref _values[at];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [SuppressMessage("Design", "CA1021", Justification = "The usual shape of a look-up.")]
    public bool TryGet(ulong key, out T value)
    {
        var keys = _keys;
        var at = (int)key & _mask;
        while (true)
        {
            var found = keys[at];
            if (found == key)
            {
                value = _values[at];
                return true;
            }

            if (found == 0)
            {
                value = default;
                return false;
            }

            at = (at + 1) & _mask;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(ulong key) => TryGet(key, out _);

    int Find(ulong key)
    {
        var at = (int)key & _mask;
        while (_keys[at] != 0 && _keys[at] != key) at = (at + 1) & _mask;
        return at;
    }

    void Grow()
    {
        var old = Entries.ToList();
        (_keys, _values, _mask, Count) = (new ulong[_keys.Length * 2], new T[_keys.Length * 2], _keys.Length * 2 - 1, 0);
        foreach (var (key, value) in old) Slot(key) = value;
    }
}
