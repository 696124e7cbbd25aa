using System.Runtime.CompilerServices;

namespace Monitor.Learning;

/// <summary>The features of the post at hand, kept while it is scored: the few posts that need a kind as well are not read twice.</summary>
sealed class MetFeatures
{
    int[] _items = new int[512];
    int[] _words = new int[512];
    int[] _pairs = new int[512];
    readonly (int Feature, float Value)[] _counted = new (int, float)[FeatureSpace.DenseCount];
    int _itemCount;
    int _wordCount;
    int _pairCount;
    int _countedCount;

    /// <summary>The post's items that are words to the model: words, masks, tags, emoji.</summary>
    public ReadOnlySpan<int> Items => _items.AsSpan(0, _itemCount);

    /// <summary>The model's numbers of the words that it knows, as often as they stand there.</summary>
    public ReadOnlySpan<int> Words => _words.AsSpan(0, _wordCount);

    public ReadOnlySpan<int> Pairs => _pairs.AsSpan(0, _pairCount);

    public ReadOnlySpan<(int Feature, float Value)> Counted => _counted.AsSpan(0, _countedCount);

    public void Clear() => (_itemCount, _wordCount, _pairCount, _countedCount) = (0, 0, 0, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddItem(int item) => Add(ref _items, ref _itemCount, item);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddWord(int number) => Add(ref _words, ref _wordCount, number);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddPair(int feature) => Add(ref _pairs, ref _pairCount, feature);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddCounted(int feature, float value) => _counted[_countedCount++] = (feature, value); // each at most once

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add<T>(ref T[] list, ref int count, T one)
    {
        if (count == list.Length) Array.Resize(ref list, count * 2);
        list[count++] = one;
    }
}
