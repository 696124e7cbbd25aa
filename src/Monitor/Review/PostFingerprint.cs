using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Monitor.Flags;

namespace Monitor.Review;

/// <summary>
/// What a post's words look like once links, names, emoji and spelling are set aside: near-duplicates of one campaign template have
/// fingerprints that agree in most places.
/// </summary>
/// <remarks>
/// MinHash (Broder 1997) over pairs of words: the share of equal places estimates how many pairs two texts share. Contests and the
/// contestants that are named belong to every pair, so that posts for different contestants never fall into one group.
/// </remarks>
sealed class PostFingerprint
{
    const int Places = 32;
    const int RowsPerBand = 4;

    /// <summary>Share of word pairs from which two posts are one template.</summary>
    public const double SameTemplate = 0.7;

    /// <summary>Fewer words than this say too little: such posts are grouped only when they are the same.</summary>
    const int FewestWords = 5;

    readonly uint[] _places;

    PostFingerprint(uint[] places, IReadOnlyList<long> bands) => (_places, Bands) = (places, bands);

    /// <summary>Hashes of stretches of the fingerprint; two posts of one template very likely share one.</summary>
    public IReadOnlyList<long> Bands { get; }

    /// <summary>The fingerprint, or null for a flag without words.</summary>
    public static PostFingerprint? Of(Flag flag)
    {
        var words = WordsOf(flag.Post.Text);
        if (words.Count == 0 || flag.Origin is FlagOrigin.Fact) return null;

        var salt = Salt(flag);
        var places = words.Count < FewestWords ? Whole(words, salt) : Least(words, salt);
        return new PostFingerprint(places, BandsOf(places));
    }

    /// <summary>From what <see cref="ToBytes"/> gave.</summary>
    public static PostFingerprint From(byte[] bytes)
    {
        var places = MemoryMarshal.Cast<byte, uint>(bytes).ToArray();
        return new PostFingerprint(places, BandsOf(places));
    }

    public byte[] ToBytes() => MemoryMarshal.AsBytes<uint>(_places).ToArray();

    /// <summary>Estimated share of word pairs in common, 0 to 1.</summary>
    public double Likeness(PostFingerprint other)
    {
        var same = 0;
        for (var place = 0; place < Places; place++) same += _places[place] == other._places[place] ? 1 : 0;
        return (double)same / Places;
    }

    static uint[] Least(List<string> words, ulong salt)
    {
        var places = new uint[Places];
        places.AsSpan().Fill(uint.MaxValue);
        for (var at = 1; at < words.Count; at++)
        {
            var pair = Mix(Hash(words[at - 1]) ^ salt) ^ Hash(words[at]);
            for (var place = 0; place < Places; place++)
                places[place] = Math.Min(places[place], (uint)Mix(pair + (ulong)place * 0x9E3779B97F4A7C15));
        }

        return places;
    }

    static uint[] Whole(List<string> words, ulong salt)
    {
        var all = Mix(Hash(string.Join(' ', words)) ^ salt);
        return [.. Enumerable.Range(0, Places).Select(place => (uint)Mix(all + (ulong)place))];
    }

    static List<long> BandsOf(uint[] places)
    {
        List<long> bands = [];
        for (var from = 0; from < Places; from += RowsPerBand)
        {
            var band = (ulong)from;
            for (var at = from; at < from + RowsPerBand; at++) band = Mix(band ^ places[at]);
            bands.Add((long)band);
        }

        return bands;
    }

    /// <summary>Lower-case words; links, mentions of accounts, numbers' spelling aside, digits stay since they are ballot numbers.</summary>
    static List<string> WordsOf(string text)
    {
        List<string> words = [];
        foreach (var token in text.Normalize(NormalizationForm.FormKC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (token.StartsWith('@') || token.Contains("://", StringComparison.Ordinal)) continue;

            var word = string.Concat(token.Where(char.IsLetterOrDigit)).ToLower(CultureInfo.InvariantCulture);
            if (word.Length > 0) words.Add(word);
        }

        return words;
    }

    static ulong Salt(Flag flag)
    {
        var contests = flag.Contests.Select(contest => contest.ContestId).Order(StringComparer.Ordinal);
        var named = flag.Mentions.Select(mention => $"{mention.ContestId}/{mention.ContestantId}").Distinct().Order(StringComparer.Ordinal);
        return Hash(string.Join('\n', contests.Concat(named)));
    }

    /// <summary>FNV-1a, mixed once more since short words differ in few bits.</summary>
    static ulong Hash(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var letter in text) hash = (hash ^ letter) * 0x100000001B3;
        return Mix(hash);
    }

    static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
