using System.Runtime.CompilerServices;

namespace Monitor.Learning;

/// <summary>The features of the post at hand, kept while it is scored: the few posts that need a kind as well are not read twice.</summary>
sealed class MetFeatures
{
    int[] _words = new int[512];
    int[] _knownWords = new int[512];
    int[] _pairs = new int[512];
    (int Feature, float Value)[] _counted = new (int, float)[FeatureSpace.DenseCount];
    int _wordCount;
    int _knownWordCount;
    int _pairCount;
    int _countedCount;

    /// <summary>The model's numbers of words and known word pairs, as often as they stand there.</summary>
    public ReadOnlySpan<int> Words => _words.AsSpan(0, _wordCount);

    /// <summary>Rows of the hidden layer's words, as often as they stand there.</summary>
    public ReadOnlySpan<int> KnownWords => _knownWords.AsSpan(0, _knownWordCount);

    public ReadOnlySpan<int> Pairs => _pairs.AsSpan(0, _pairCount);

    public ReadOnlySpan<(int Feature, float Value)> Counted => _counted.AsSpan(0, _countedCount);

    public void Clear() => (_wordCount, _knownWordCount, _pairCount, _countedCount) = (0, 0, 0, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddWord(int feature) => Add(ref _words, ref _wordCount, feature);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddKnownWord(int row) => Add(ref _knownWords, ref _knownWordCount, row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddPair(int feature) => Add(ref _pairs, ref _pairCount, feature);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddCounted(int feature, float value) => Add(ref _counted, ref _countedCount, (feature, value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add<T>(ref T[] list, ref int count, T one)
    {
        if (count == list.Length) Array.Resize(ref list, count * 2);
        list[count++] = one;
    }
}
