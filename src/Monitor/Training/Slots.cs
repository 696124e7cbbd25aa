using System.Text.RegularExpressions;
using Monitor.Learning;

namespace Monitor.Training;

/// <summary>Writes contestants as the slots of the labelled samples: one letter for one side, in the order in which they are named.</summary>
sealed partial class Slots
{
    const string Letters = "ABC";

    /// <summary>How the mask writes a tag that holds a name and nothing else.</summary>
    const string NameTag = "⟨tagarnama⟩";

    readonly List<HashSet<int>> _targets = [];
    readonly List<HashSet<string>> _names = [];

    /// <param name="text">The post.</param>
    /// <param name="mask">Finds its contestants.</param>
    /// <param name="covered">Where the slots go.</param>
    public static void Cover(string text, ContestantMask mask, CoveredText covered)
    {
        var (slots, mentions) = (new Slots(), mask.Mentions(text));
        // Names first: a number or a party belongs to many contests, and to the side that is named where one is.
        foreach (var mention in mentions.OrderBy(mention => IsShared(mention.Role)).ThenBy(mention => mention.Start))
        {
            if (mention.Role is MaskRole.NeutralHashtag) continue;
            var (start, length) = Place(text, mention);
            var (written, letter) = (text.Substring(start, length), slots.LetterOf(text, mention));
            // A tag that is no more than a name takes no side, and must not become one that does.
            var slot = written[0] == '#' && mask.Mask(written) == NameTag ? ($"#{{{letter}}}", length) : Slot(written, mention.Role, letter);
            if (slot is (var instead, var covers)) covered.Cover(start + length - covers, covers, instead);
        }
    }

    char LetterOf(string text, FoundMention mention)
    {
        var name = text.Substring(mention.Start, mention.Length).ToLowerInvariant();
        var targets = mention.Targets.Where(target => target >= 0).ToList();
        var side = Enumerable.Range(0, _names.Count).FirstOrDefault(i => _targets[i].Overlaps(targets) || _names[i].Contains(name), -1);
        if (side < 0)
        {
            side = _names.Count;
            _names.Add([]);
            _targets.Add([]);
        }

        _names[side].Add(name);
        // A party belongs to a whole coalition: it joins a side that is named, and makes no side of its partners.
        if (mention.Role is not MaskRole.Party) _targets[side].UnionWith(targets);
        return Letters[Math.Min(side, Letters.Length - 1)];
    }

    /// <summary>What is written, and how many of the last characters of the mention it stands for: of "nomor urut 2" only the 2.</summary>
    static (string Written, int Covers)? Slot(string mention, MaskRole role, char letter) => role switch
    {
        _ when mention[0] == '#' => ($"{{#{letter}}}", mention.Length),
        _ when mention[0] == '@' => ($"{{@{letter}}}", mention.Length),
        // The mask reads slogans as names too.
        MaskRole.Person or MaskRole.Slogan => ($"{{{letter}}}", mention.Length),
        MaskRole.Party => ($"{{P{letter}}}", mention.Length),
        MaskRole.HandSign => ($"{{E{letter}}}", mention.Length),
        MaskRole.Hashtag => ($"{{#{letter}}}", mention.Length),
        MaskRole.Account => ($"{{@{letter}}}", mention.Length),
        MaskRole.Number when LastFigure().Match(mention) is { Success: true } figure => ($"{{N{letter}}}", figure.Length),
        MaskRole.Number when LastWord().Match(mention) is { Success: true } word => ($"{{W{letter}}}", word.Length),
        _ => null,
    };

    /// <summary>A tag or account is replaced as a whole; half of one is still half of its name.</summary>
    static (int Start, int Length) Place(string text, FoundMention mention)
    {
        var (start, end) = (mention.Start, mention.Start + mention.Length);
        while (start > 0 && IsTagLetter(text[start - 1])) start--;
        if (start == 0 || text[start - 1] is not ('#' or '@')) return text[mention.Start] is '#' or '@' ? (mention.Start, TagEnd(end) - mention.Start) : (mention.Start, mention.Length);
        return (start - 1, TagEnd(end) - start + 1);

        int TagEnd(int at)
        {
            while (at < text.Length && IsTagLetter(text[at])) at++;
            return at;
        }
    }

    static bool IsTagLetter(char letter) => char.IsLetterOrDigit(letter) || letter == '_';

    static bool IsShared(MaskRole role) => role is MaskRole.Number or MaskRole.HandSign or MaskRole.Party;

    [GeneratedRegex(@"\d+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LastFigure();

    [GeneratedRegex(@"\p{L}+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LastWord();
}
