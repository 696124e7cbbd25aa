using System.Text;
using System.Text.RegularExpressions;
using Monitor.Classification;
using Monitor.Learning;

namespace Monitor.Training;

/// <summary>What the samples are made of, and how far that is from posts as people write them.</summary>
static partial class CorpusTables
{
    static readonly (string Name, Func<string, ContestantMask, bool> Holds)[] Shares =
    [
        ("names a contestant", (text, mask) => mask.Mentions(text).Count > 0),
        ("has a link", (text, _) => Link().IsMatch(text)),
        ("has a hashtag", (text, _) => Tag().IsMatch(text)),
        ("has three hashtags or more", (text, _) => Tag().Count(text) >= 3),
        ("mentions an account", (text, _) => Account().IsMatch(text)),
        ("has an emoji", (text, _) => text.EnumerateRunes().Any(IsPicture)),
        ("has a quotation mark", (text, _) => text.AsSpan().IndexOfAny("\"“”") >= 0),
        ("asks", (text, _) => text.Contains('?', StringComparison.Ordinal)),
        ("exclaims", (text, _) => text.Contains('!', StringComparison.Ordinal)),
        ("holds a figure", (text, _) => text.AsSpan().IndexOfAnyInRange('0', '9') >= 0),
        ("retweet", (text, _) => text.StartsWith("RT ", StringComparison.Ordinal)),
    ];

    static readonly int[] Percentiles = [10, 50, 90];

    /// <summary>Samples by how they are written and by category.</summary>
    public static IReadOnlyList<CardCell> Cells(IReadOnlyList<LabelledPost> posts)
    {
        (string By, Func<LabelledPost, string?> Key)[] cuts = [("register", post => post.Register), ("dialect", post => post.Dialect), ("kind", post => post.Kind)];
        return
        [
            .. from cut in cuts
               from same in posts.GroupBy(post => cut.Key(post) ?? "-", StringComparer.Ordinal).OrderBy(same => same.Key, StringComparer.Ordinal)
               select new CardCell(cut.By, same.Key, [.. LinearModel.Categories.Select(name => same.Count(post => post.Category == name)), same.Count(post => !post.IsPartisan)]),
        ];
    }

    /// <summary>The samples beside real posts.</summary>
    public static CardStreet Compare(IReadOnlyList<LabelledPost> written, IReadOnlyList<LabelledPost> real, ContestantMask mask)
    {
        var (ours, theirs) = (Texts(written), Texts(real));
        var traits = Shares.Select(share => Row(share.Name, texts => texts.Count(text => share.Holds(text, mask)) / (double)Math.Max(1, texts.Count)));
        var words = Percentiles.Select(percent => Row($"words, {percent}th percentile", texts => WordsAt(texts, percent)));
        return new CardStreet(real.Count(post => !post.IsUnsure), [.. traits, .. words]);

        CardTrait Row(string name, Func<IReadOnlyList<string>, double> measure) =>
            new(name, Round(measure(ours.Partisan)), Round(measure(ours.Neutral)), Round(measure(theirs.Partisan)), Round(measure(theirs.Neutral)));
    }

    static (List<string> Partisan, List<string> Neutral) Texts(IReadOnlyList<LabelledPost> posts)
    {
        var texts = posts.Where(post => !post.IsUnsure).ToLookup(post => post.IsPartisan, post => SlotFiller.Fill(post.Text, post.Id));
        return ([.. texts[true]], [.. texts[false]]);
    }

    static double WordsAt(IReadOnlyList<string> texts, int percent)
    {
        var counts = texts.Select(text => text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).Length).Order().ToList();
        return counts.Count == 0 ? 0 : counts[Math.Min(counts.Count - 1, counts.Count * percent / 100)];
    }

    static bool IsPicture(Rune rune) => rune.Value is >= 0x1F000 and < 0x20000 or >= 0x2600 and < 0x27C0;

    static double Round(double value) => Math.Round(value, 3, MidpointRounding.AwayFromZero);

    [GeneratedRegex(@"https?://", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<!\w)#\w", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"(?<!\w)@\w", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Account();
}
