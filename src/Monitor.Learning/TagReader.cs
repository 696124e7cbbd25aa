using System.Runtime.CompilerServices;

namespace Monitor.Learning;

/// <summary>Takes hashtags and account names apart into contestants, words and numbers.</summary>
sealed class TagReader
{
    /// <summary>A cut has no more parts than this.</summary>
    public const int MostParts = Longest;

    const int Longest = 48;
    const int ShortestName = 3;
    const int SureName = 6;

    /// <summary>So dear that letters go together to a known word of four, and so cheap that an unknown name is not cut into scraps.</summary>
    const int UnknownLetter = 16;

    readonly AliasTable _aliases;
    readonly HashIndex<byte> _words;
    readonly WordStarts _starts = new();

    public TagReader(AliasTable aliases, Language language)
    {
        _aliases = aliases;
        _words = new HashIndex<byte>(language.TagWords.Count);
        _starts.Add(aliases.CompactStarts);
        foreach (var word in language.TagWords.Concat(DraftReader.TagWords))
        {
            _words.At(Hash64.Of(word)) = 1;
            _starts.Add(word);
        }
    }

    /// <summary>Whether the word is in the word lists or frequent in the samples.</summary>
    public bool Knows(ulong word) => _starts.MayBeWord(word) && _words.Contains(word);

    /// <summary>The cheapest cut of the body into known parts; unknown letters cost most.</summary>
    /// <param name="body">Normal form, without the # or @.</param>
    /// <param name="room">For <see cref="MostParts"/> parts.</param>
    /// <returns>The parts in order, in the room given.</returns>
    [SkipLocalsInit]
    public ReadOnlySpan<TagPart> Cut(ReadOnlySpan<char> body, Span<TagPart> room)
    {
        if (body.Length is 0 or > Longest)
        {
            room[0] = new TagPart(0, body.Length, TagPartKind.Unknown, -1);
            return room[..Math.Min(1, body.Length)];
        }

        Span<int> cost = stackalloc int[Longest + 1];
        Span<TagPart> last = stackalloc TagPart[Longest + 1];
        cost[..(body.Length + 1)].Fill(int.MaxValue / 2);
        cost[0] = 0;
        for (var start = 0; start < body.Length; start++) Extend(body, start, cost, last);

        return room[..Collect(body.Length, last, room)];
    }

    /// <summary>True when the whole of it is names of persons or parties put together, such as prabowosandi.</summary>
    public bool IsNames(ReadOnlySpan<char> word, out int alias)
    {
        alias = -1;
        if (word.Length is < 2 * ShortestName or > Longest || !_aliases.CompactStarts.MayBegin(word)) return false;
        var hash = new GrowingHash();
        for (var end = 1; end <= word.Length; end++)
        {
            hash.Add(word[end - 1]);
            var key = hash.Value;
            if (!_aliases.CompactStarts.MayGoOn(key, end)) return false;
            if (end < ShortestName || !_aliases.CompactStarts.MayBeWord(key) || !_aliases.TryCompact(key, out var first) || _aliases[first].Ambiguous) continue;
            if (end < word.Length && !IsName(word[end..]) && !IsNames(word[end..], out _)) continue;
            alias = first;
            return true;
        }

        return false;
    }

    bool IsName(ReadOnlySpan<char> word) =>
        word.Length >= ShortestName && _aliases.TryCompact(Hash64.Of(word), out var alias) && !_aliases[alias].Ambiguous;

    /// <summary>
    /// Whether the part is a contestant. A short name, or one that is an everyday word, must not be cut out of a longer word that nobody knows:
    /// amin stands in aminuddin.
    /// </summary>
    public bool IsNamed(ReadOnlySpan<TagPart> parts, int at)
    {
        if (parts[at].Kind != TagPartKind.Name) return false;
        if (parts[at].Length >= SureName && !_aliases[parts[at].Alias].Ambiguous) return true;
        return !(at > 0 && parts[at - 1].Kind == TagPartKind.Unknown) && !(at + 1 < parts.Length && parts[at + 1].Kind == TagPartKind.Unknown);
    }

    void Extend(ReadOnlySpan<char> body, int start, Span<int> cost, Span<TagPart> last)
    {
        if (body[start] == '_')
        {
            Offer(start, 1, TagPartKind.Gap, -1, 0, cost, last);
            return;
        }

        Offer(start, 1, TagPartKind.Unknown, -1, UnknownLetter, cost, last);
        if (char.IsAsciiDigit(body[start]))
        {
            var end = start;
            while (end < body.Length && char.IsAsciiDigit(body[end])) end++;
            Offer(start, end - start, TagPartKind.Number, -1, 10, cost, last);
        }

        OfferWords(body, start, cost, last);
    }

    void OfferWords(ReadOnlySpan<char> body, int start, Span<int> cost, Span<TagPart> last)
    {
        var (hash, spelled) = (new GrowingHash(), false);
        var longest = _starts.MayBegin(body[start..]) ? body.Length : Math.Min(start + 2, body.Length);
        for (var end = start; end < longest; end++)
        {
            var unit = body[end];
            if (unit == '_') return;
            if (char.IsAsciiDigit(unit))
            {
                // Inside a tag too a single digit may stand for a letter: m3nang, l3bihbaik, 3konomi.
                unit = "oizeasgtbg"[unit - '0'];
                spelled = true;
            }

            hash.Add(unit);
            var count = end - start + 1;
            if (count < 2) continue;
            var key = hash.Value;
            if (!_starts.MayGoOn(key, count)) return;
            if (!_starts.MayBeWord(key)) continue;
            if (_aliases.TryCompact(key, out var alias))
                Offer(start, count, TagPartKind.Name, alias, count == 2 ? 35 : 11, cost, last);
            if (_words.Contains(key))
                Offer(start, count, spelled ? TagPartKind.SpelledWord : TagPartKind.Word, -1, (count == 2 ? 36 : count == 3 ? 24 : 12) + (spelled ? 6 : 0), cost, last);
        }
    }

    static void Offer(int start, int length, TagPartKind kind, int alias, int price, Span<int> cost, Span<TagPart> last)
    {
        var end = start + length;
        if (cost[start] + price >= cost[end]) return;
        cost[end] = cost[start] + price;
        last[end] = new TagPart(start, length, kind, alias);
    }

    static int Collect(int length, ReadOnlySpan<TagPart> last, Span<TagPart> parts)
    {
        var count = 0;
        for (var end = length; end > 0; end = last[end].Start) count++;
        var write = count;
        for (var end = length; end > 0; end = last[end].Start) parts[--write] = last[end];

        // Neighbouring unknown letters are one unknown part.
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (kept > 0 && parts[i].Kind == TagPartKind.Unknown && parts[kept - 1].Kind == TagPartKind.Unknown)
                parts[kept - 1] = parts[kept - 1] with { Length = parts[kept - 1].Length + parts[i].Length };
            else parts[kept++] = parts[i];
        }

        return kept;
    }
}

enum TagPartKind : byte
{
    Unknown,
    Word,

    /// <summary>A word with digits for letters.</summary>
    SpelledWord,
    Number,
    Name,
    Gap,
}

/// <param name="Start">First character in the body.</param>
/// <param name="Length">Characters.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Alias">Alias of a name, else -1.</param>
readonly record struct TagPart(int Start, int Length, TagPartKind Kind, int Alias);
