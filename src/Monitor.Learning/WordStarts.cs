using System.Runtime.CompilerServices;

namespace Monitor.Learning;

/// <summary>Tells early, while the letters of a tag are read, that no word of a set goes on so.</summary>
sealed class WordStarts
{
    const int Letters = 26;

    /// <summary>How many letters <see cref="MayBegin"/> looks at; beginnings up to the other length are told by their hashes.</summary>
    const int Opening = 3;
    const int LongestChecked = 6;
    readonly ulong[] _threes = new ulong[Letters * Letters * Letters / 64 + 1];
    readonly HashFilter _starts = new();
    readonly HashFilter _words = new();

    public void Add(ReadOnlySpan<char> word)
    {
        var hash = new GrowingHash();
        for (var i = 0; i < word.Length; i++)
        {
            hash.Add(word[i]);
            if (i + 1 is > Opening and <= LongestChecked) _starts.Add(hash.Value);
        }

        _words.Add(hash.Value);
        if (word.Length >= Opening && PlaceOf(word) is >= 0 and var place) _threes[place / 64] |= 1UL << place;
    }

    /// <summary>Whether a word of three letters or more may begin as the text does; a look into a table that stays in the nearest cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayBegin(ReadOnlySpan<char> text)
    {
        if (text.Length < Opening) return false;
        var place = PlaceOf(text);
        return place < 0 || (_threes[place / 64] >> place & 1) != 0;
    }

    /// <param name="key">Hash of the letters so far.</param>
    /// <param name="length">How many they are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayGoOn(ulong key, int length) => length is <= Opening or > LongestChecked || _starts.MayHold(key);

    /// <param name="key">Hash of the letters so far.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayBeWord(ulong key) => _words.MayHold(key);

    public void Add(WordStarts other)
    {
        for (var i = 0; i < _threes.Length; i++) _threes[i] |= other._threes[i];
        _starts.Add(other._starts);
        _words.Add(other._words);
    }

    /// <summary>Of the first three letters; negative when they are not all plain ones.</summary>
    static int PlaceOf(ReadOnlySpan<char> text)
    {
        var (first, second, third) = (text[0] - 'a', text[1] - 'a', text[2] - 'a');
        return (uint)first < Letters && (uint)second < Letters && (uint)third < Letters ? (first * Letters + second) * Letters + third : -1;
    }
}
