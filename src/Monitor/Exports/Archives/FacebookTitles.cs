using System.Text.RegularExpressions;

namespace Monitor.Exports.Archives;

/// <summary>
/// Facebook's boilerplate above an entry, such as <c>Siti Contoh menyukai kiriman Budi.</c> It is in the language of the account and
/// decides nothing; where a pattern fits, it names whom or what the act was aimed at.
/// </summary>
static partial class FacebookTitles
{
    /// <summary>The person or page whose post it was.</summary>
    public static string? Target(string? title) => Name(title, IndonesianTarget()) ?? Name(title, EnglishTarget()) ?? Name(title, EnglishWall());

    /// <summary>The group it was in.</summary>
    public static string? Group(string? title) => Name(title, InGroup());

    /// <summary>Whether the boilerplate says that something was passed on.</summary>
    public static bool SaysShared(string? title) => title is not null && Shared().IsMatch(title);

    /// <summary>
    /// The owner's name, which begins every title: the words that all of them share, or, of a single one, the words before the first that
    /// begins small. Null where that gives less than two words.
    /// </summary>
    public static string? CommonBeginning(IReadOnlyCollection<string> titles)
    {
        if (titles.Count == 0) return null;

        var words = titles.First().Split(' ');
        var shared = titles.Select(title => title.Split(' ')).Min(other => words.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count());
        var capital = words.TakeWhile(word => word.Length > 0 && !char.IsLower(word[0])).Count();
        var length = Math.Min(shared, capital);
        return length is >= 2 && length < words.Length ? string.Join(' ', words[..length]) : null;
    }

    static string? Name(string? title, Regex pattern) =>
        title is not null && pattern.Match(title) is { Success: true } match ? match.Groups["name"].Value.TrimEnd('.', ' ') : null;

    [GeneratedRegex(@"\b(menyukai|mengomentari|membalas|menanggapi|memberi reaksi pada|bereaksi terhadap|menulis di) (kiriman|postingan|foto|video|komentar|tautan|album|status|kronologi|linimasa|cerita|reel|siaran langsung|kenangan) (dari |milik |oleh )?(?<name>\S.*)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IndonesianTarget();

    [GeneratedRegex(@"\b(likes|liked|loved|reacted to|commented on|replied to) (?<name>\S.*?)['’]s? (own )?(post|photo|video|comment|link|album|status|reel|live video|memory|note|event|activity)\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EnglishTarget();

    [GeneratedRegex(@"\bwrote on (?<name>\S.*?)['’]s? timeline\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EnglishWall();

    [GeneratedRegex(@"\b((memposting|membagikan|mengirim|mengomentari|berkomentar)\b.*? (di|dalam)( grup:?)?|(posted|shared|commented|added)\b.*? in( the group:?)?) (?<name>\S.*)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex InGroup();

    [GeneratedRegex(@"\b(shared|membagikan|meneruskan)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Shared();
}
