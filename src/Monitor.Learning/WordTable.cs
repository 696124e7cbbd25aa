namespace Monitor.Learning;

/// <summary>What is known of each word, found by the hash of its normal form; and of phrases, by the chained hashes of their plain words.</summary>
sealed class WordTable
{
    readonly HashIndex<WordEntry> _words;
    readonly HashIndex<ulong> _phrases;
    readonly HashFilter _phraseStarts = new();
    readonly string[] _plain;

    public WordTable(Language language, AliasTable aliases)
    {
        _words = new HashIndex<WordEntry>(language.Terms.Count + language.Slang.Count);
        _phrases = new HashIndex<ulong>(language.Terms.Keys.Count(term => term.Contains(' ', StringComparison.Ordinal)));
        _plain = [.. language.Slang.Values.Distinct(StringComparer.Ordinal)];
        foreach (var (term, classes) in language.Terms) AddTerm(term, classes);
        var plainAt = _plain.Select((word, i) => (word, i)).ToDictionary(pair => pair.word, pair => pair.i, StringComparer.Ordinal);
        foreach (var (slang, plain) in language.Slang) AddSlang(slang, plain, plainAt[plain]);
        foreach (var first in aliases.FirstWords) Known(first).Flags |= WordFlags.AliasStart;
        WordRules.Mark(this);
    }

    public bool TryGet(ulong hash, out WordEntry entry) => _words.TryGet(hash, out entry);

    public void Prefetch(ulong hash) => _words.Prefetch(hash);

    /// <summary>False when no phrase begins with the two words.</summary>
    public bool MayBeginPhrase(ulong chain) => _phraseStarts.MayHold(chain);

    public bool TryPhrase(ulong chain, out ulong classes) => _phrases.TryGet(chain, out classes);

    public ReadOnlySpan<char> Plain(int slang) => _plain[slang];

    /// <summary>The word's entry, made as a plain word of no class when it is new.</summary>
    public ref WordEntry Known(ulong hash)
    {
        ref var entry = ref _words.At(hash);
        if (entry.Plain == 0) entry.Plain = hash;
        return ref entry;
    }

    public ref WordEntry Known(string word) => ref Known(Hash64.Of(word));

    void AddTerm(string term, ulong classes)
    {
        var words = term.Split(' ');
        if (words.Length == 1)
        {
            Known(term).Classes |= classes;
            return;
        }

        var chain = Hash64.Of(words[0]);
        Known(chain).Flags |= WordFlags.PhraseStart;
        for (var i = 1; i < words.Length; i++)
        {
            chain = Hash64.Combine(chain, Hash64.Of(words[i]));
            if (i == 1) _phraseStarts.Add(chain);
        }

        _phrases.At(chain) |= classes;
    }

    void AddSlang(string slang, string plain, int place)
    {
        var known = Known(plain);
        ref var entry = ref Known(slang);
        entry.Classes |= known.Classes;
        entry.Plain = known.Plain;
        entry.Slang = place + 1;
        entry.Flags |= known.Flags & ~WordFlags.AliasStart;
    }
}

[Flags]
enum WordFlags : ushort
{
    None = 0,
    AliasStart = 1,
    PhraseStart = 2,

    /// <summary>nomor, no, nmr…</summary>
    NumberLead = 4,

    /// <summary>coblos, paslon, capres…: a figure after it is a ballot number.</summary>
    BallotLead = 8,

    /// <summary>rt, tps, jalur…: a figure after it is not.</summary>
    CountLead = 16,

    /// <summary>kosong, nol.</summary>
    Zero = 32,
    Order = 64,
    Finger = 128,
    Greeting = 256,

    /// <summary>pak, bu, gus, haji…: part of the name that follows.</summary>
    Honorific = 512,

    /// <summary>partai: part of the party's name that follows.</summary>
    PartyTitle = 1024,

    /// <summary>bagus, ayu, imam…: an everyday word that many people are called; beside a name it is part of it.</summary>
    GivenName = 2048,
}

struct WordEntry
{
    /// <summary>Hash of the plain word.</summary>
    public ulong Plain;
    public ulong Classes;

    /// <summary>Place of the plain word's letters plus one; 0 when the word is plain itself.</summary>
    public int Slang;
    public WordFlags Flags;

    /// <summary>1–20 when the word is a number.</summary>
    public byte Value;

    /// <summary>Whether the language knows the word, and not only as a name.</summary>
    public readonly bool SaysMoreThanName => Classes != 0 || Slang != 0 || (Flags & ~(WordFlags.AliasStart | WordFlags.GivenName)) != WordFlags.None;
}
