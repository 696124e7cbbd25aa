using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Monitor.Learning;

/// <summary>Open-addressing map from 64-bit hashes, built once and then read by many threads. Key and value lie side by side: a look-up touches one place.</summary>
sealed class HashIndex<T>
    where T : struct
{
    Slot[] _slots;

    public HashIndex(int capacity)
    {
        var size = 16;
        while (size < capacity * 2) size *= 2;
        _slots = new Slot[size];
    }

    public int Count { get; private set; }

    /// <summary>The value's place, made when it is not there; valid until the next call.</summary>
    public ref T At(ulong key)
    {
        if (Count * 2 >= _slots.Length) Grow();
        ref var slot = ref Find(key);
        if (slot.Key == 0)
        {
            slot.Key = key;
            Count++;
        }

        return ref slot.Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [SuppressMessage("Design", "CA1021", Justification = "The usual shape of a look-up.")]
    public bool TryGet(ulong key, out T value)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        for (var at = (int)key & mask; ; at = (at + 1) & mask)
        {
            ref var slot = ref slots[at];
            if (slot.Key == key)
            {
                value = slot.Value;
                return true;
            }

            if (slot.Key != 0) continue;
            value = default;
            return false;
        }
    }

    /// <summary>Brings the key's place towards the processor while other work goes on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(ulong key) => ProcessorCache.Ask(ref _slots[(int)key & (_slots.Length - 1)]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(ulong key) => TryGet(key, out _);

    ref Slot Find(ulong key)
    {
        var at = (int)key & (_slots.Length - 1);
        while (_slots[at].Key != 0 && _slots[at].Key != key) at = (at + 1) & (_slots.Length - 1);
        return ref _slots[at];
    }

    void Grow()
    {
        var old = _slots;
        (_slots, Count) = (new Slot[old.Length * 2], 0);
        foreach (var slot in old)
            if (slot.Key != 0) At(slot.Key) = slot.Value;
    }

    struct Slot
    {
        public ulong Key;
        public T Value;
    }
}
