using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Monitor.Learning;
using Monitor.Posts;
using Monitor.Roster;

namespace Monitor.Training;

/// <summary>
/// Takes out of a post what leads to a person: contestants become slots, and names of the roster, accounts, links and long numbers become what
/// stands in their place in the written samples.
/// </summary>
sealed partial class PostPseudonyms
{
    const string Link = "https://t.co/xxxx";
    const string Account = "@user";
    const string Tag = "#tag";

    /// <summary>So-and-so, in Indonesian.</summary>
    const string Somebody = "Fulan";

    readonly ContestantMask _mask;
    readonly NamedPeople _people;

    /// <param name="mask">Finds the contestants.</param>
    /// <param name="roster">Whose names may not be left.</param>
    public PostPseudonyms(ContestantMask mask, StaffRoster roster)
    {
        _mask = mask;
        var language = mask.Language;
        var everyday = language.Terms.Keys.SelectMany(term => term.Split(' ')).Concat(language.Slang.Keys).Concat(language.TagWords).ToHashSet(StringComparer.Ordinal);
        _people = new NamedPeople(roster, everyday.Contains);
    }

    /// <summary>The post's words; null when something in them may still lead to a person.</summary>
    /// <param name="post">The post.</param>
    /// <param name="author">Who wrote it, where the roster still knows.</param>
    public string? Of(Post post, RosterEntry? author)
    {
        var people = _people.With(
            ((string?[])[author?.Name, post.Author.DisplayName, post.Target?.Name]).OfType<string>(),
            ((string?[])[post.Author.Handle, post.Target?.Handle, post.Author.PlatformId]).OfType<string>());
        var text = Plain(post.Text);
        var covered = new CoveredText(text);
        CoverLinks(text, covered);
        Slots.Cover(text, _mask, covered);
        CoverPeople(text, people, covered);
        var left = covered.Write();
        return Leads(left, people) ? null : left.Trim();
    }

    /// <summary>Letters of one form, without what cannot be seen, and without braces, which would read as slots.</summary>
    static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // The joiner holds emoji together; everything else that is invisible can only hide something.
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format && rune.Value != 0x200D) continue;
            plain.Append(rune.Value switch { '{' => new Rune('('), '}' => new Rune(')'), _ => rune });
        }

        return JoinerInWord().Replace(plain.ToString().Normalize(NormalizationForm.FormKC), "");
    }

    static void CoverLinks(string text, CoveredText covered)
    {
        // Mail first: the end of its address looks like a link.
        foreach (var mail in MailLike().EnumerateMatches(text)) covered.Cover(mail.Index, mail.Length, Account);
        foreach (var link in LinkLike().EnumerateMatches(text)) covered.Cover(link.Index, link.Length, Link);
    }

    static void CoverPeople(string text, NamedPeople people, CoveredText covered)
    {
        foreach (var account in AccountLike().EnumerateMatches(text)) covered.Cover(account.Index, account.Length, Account);
        foreach (var token in TokenLike().EnumerateMatches(text))
        {
            var word = text.AsSpan(token.Index, token.Length);
            var isTag = word[0] == '#';
            var bare = word.TrimStart('#').ToString();
            if (people.IsHandle(bare)) covered.Cover(token.Index, token.Length, isTag ? Tag : Account);
            else if (people.HoldsName(bare)) covered.Cover(token.Index, token.Length, isTag ? Tag : Somebody);
        }

        foreach (var number in NumberLike().EnumerateMatches(text))
            for (var i = number.Index; i < number.Index + number.Length; i++)
                if (char.IsDigit(text[i])) covered.Cover(i, 1, "0");

        foreach (var (start, length) in NamesIn(text, people)) covered.Cover(start, length, Somebody);
    }

    static IEnumerable<(int Start, int Length)> NamesIn(string text, NamedPeople people)
    {
        var words = WordLike().Matches(text);
        var found = people.Find([.. words.Select(word => (word.Value, OpensSentence(text, word.Index)))]);
        return words.Where((_, i) => found[i]).Select(word => (word.Index, word.Length));
    }

    static bool OpensSentence(string text, int at)
    {
        var before = text.AsSpan(0, at).TrimEnd([' ', '\t', '"', '\'', '(', '*']);
        return before.IsEmpty || before[^1] is '.' or '!' or '?' or '\n' or ':' or '…';
    }

    /// <summary>A second look at what would leave: what the first one put there leads nowhere, so anything found is something missed.</summary>
    static bool Leads(string text, NamedPeople people)
    {
        var own = Own().Replace(text, " xx ");
        return LinkLike().IsMatch(own) || AccountLike().IsMatch(own)
            || NumberLike().Matches(own).Any(number => number.Value.Any(letter => char.IsDigit(letter) && letter != '0'))
            || TokenLike().Matches(own).Select(token => token.Value.TrimStart('#')).Any(token => people.IsHandle(token) || people.HoldsName(token))
            || NamesIn(own, people).Any();
    }

    [GeneratedRegex(@"\b(?:https?|ftp)\s?:\s?//\S+|\bwww\.\S+|\b(?:[a-z0-9-]+\.)+(?:com|id|net|org|me|ly|co|info|xyz|tv|gl|io|be|link|site|online)\b(?:/\S*)?", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LinkLike();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MailLike();

    [GeneratedRegex(@"@[\w.]*\w", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AccountLike();

    [GeneratedRegex(@"#?[\w.]*\w", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TokenLike();

    /// <summary>Seven digits and more, however they are set apart: telephone, employee, identity and account numbers.</summary>
    [GeneratedRegex(@"\d(?:[\s().,/\-\u2010-\u2015\uFE0F\u20E3]{0,3}\d){6,}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NumberLike();

    [GeneratedRegex(@"[\p{L}\p{N}'’`]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WordLike();

    [GeneratedRegex(@"(?<=[\p{L}\p{N}])\u200D|\u200D(?=[\p{L}\p{N}])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex JoinerInWord();

    [GeneratedRegex(@"\{[#@PNWE]?[ABC]\}|https://t\.co/xxxx|@user\b|#tag\b|\bFulan\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Own();
}
