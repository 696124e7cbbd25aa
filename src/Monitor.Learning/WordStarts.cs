using System.Runtime.CompilerServices;

namespace Monitor.Learning;

/// <summary>Tells early, while the letters of a tag are read, that no word of a set goes on so.</summary>
sealed class WordStarts
{
    readonly HashFilter _starts = new();
    readonly HashFilter _words = new();

    public void Add(ReadOnlySpan<char> word)
    {
        var hash = Hash64.Start;
        for (var i = 0; i < word.Length; i++)
        {
            hash = Hash64.Grow(hash, word[i]);
            if (IsChecked(i + 1)) _starts.Add(Hash64.Mix(hash));
        }

        _words.Add(Hash64.Mix(hash));
    }

    public void Add(WordStarts other)
    {
        _starts.Add(other._starts);
        _words.Add(other._words);
    }

    /// <param name="key">Hash of the letters so far.</param>
    /// <param name="length">How many they are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayGoOn(ulong key, int length) => !IsChecked(length) || _starts.MayHold(key);

    /// <param name="key">Hash of the letters so far.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayBeWord(ulong key) => _words.MayHold(key);

    static bool IsChecked(int length) => length is 3 or 5;
}
