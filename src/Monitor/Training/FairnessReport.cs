using System.Globalization;
using Monitor.Classification;
using Monitor.Contests;

namespace Monitor.Training;

/// <summary>Exchanges contestants in the texts of the behaviour suites and measures how far the probability moves.</summary>
sealed class FairnessReport(PostClassifier classifier, IReadOnlyList<BehaviourSuite> suites)
{
    /// <summary>Most that a known contestant may change: contestants are masked before features are made.</summary>
    public const double KnownAim = 1e-6;

    /// <summary>Mean change for names that no contest knows, at which the project aims.</summary>
    public const double UnknownAim = 0.02;

    const int Draws = 20;

    static readonly string[] OnlyPeople = ["{A}", "{A2}", "{B}", "{B2}", "{C}", "{#A}", "{#B}", "{@A}", "{@B}"];

    readonly IReadOnlyList<string> _texts = [.. suites.Where(suite => suite.Kind == BehaviourKind.Minimum).SelectMany(suite => suite.Cases).Select(one => one.Text)];

    public CardFairness Measure(IReadOnlyList<Contest> contests)
    {
        var known = contests.SelectMany(KnownSpreads).ToList();
        List<CardSwaps> unknown = [Unknown("people", OnlyPeople), Unknown("parties", ["{PA}", "{PB}"]), Unknown("numbers", ["{NA}", "{NB}"])];
        return new CardFairness(
            known.Sum(one => one.Names),
            Math.Round(known.Select(one => one.Spread).DefaultIfEmpty(0).Max(), 9),
            Round(unknown.Sum(one => one.Mean * one.Texts) / Math.Max(1, unknown.Sum(one => one.Texts))),
            unknown);
    }

    /// <summary>For each text with one slot of a role: how many names of the contest were put there, and how far apart they scored.</summary>
    IEnumerable<(int Names, double Spread)> KnownSpreads(Contest contest) =>
        from role in Roles(contest)
        where role.Names.Count > 1
        from text in TextsWithOnly([role.Slot])
        let scores = role.Names.Select(name => classifier.Classify(Filled(text, role.Slot, name), []).Probability).ToList()
        select (scores.Count, scores.Max() - scores.Min());

    static IEnumerable<(string Slot, List<string> Names)> Roles(Contest contest)
    {
        var all = contest.Contestants;
        yield return ("{A}", Names(one => one.People.Concat(one.Aliases)));
        yield return ("{PA}", Names(one => one.Parties));
        yield return ("{NA}", Names(one => one.Number > 0 ? [one.Number.ToString(CultureInfo.InvariantCulture)] : []));
        yield return ("{#A}", Names(one => one.Hashtags));
        yield return ("{EA}", Names(one => one.HandSigns));
        yield return ("{@A}", Names(one => one.Accounts.Select(account => "@" + account.Handle.TrimStart('@'))));

        List<string> Names(Func<Contestant, IEnumerable<string>> of) => [.. all.SelectMany(of).Distinct(StringComparer.Ordinal)];
    }

    static string Filled(string text, string slot, string name) => slot is "{#A}" or "{@A}"
        ? text.Replace(slot, name, StringComparison.Ordinal)
        : SlotFiller.Fill(text, "", new SlotNames { People = [name], Parties = [name], Numbers = [name], NumberWords = [name], Signs = [name] });

    CardSwaps Unknown(string what, IReadOnlyList<string> slots)
    {
        var texts = TextsWithOnly(slots).ToList();
        var (moved, decided) = (0.0, 0.0);
        foreach (var text in texts)
        {
            var scores = Enumerable.Range(0, Draws)
                .Select(draw => SlotFiller.Fill(text, "", Rotated(draw)))
                .Select(filled => classifier.Classify(filled, []).Probability).ToList();
            var pairs = (from i in Enumerable.Range(0, Draws) from j in Enumerable.Range(0, i) select (scores[i], scores[j])).ToList();
            moved += pairs.Average(pair => Math.Abs(pair.Item1 - pair.Item2));
            decided += pairs.Average(pair => pair.Item1 >= classifier.Threshold == pair.Item2 >= classifier.Threshold ? 0.0 : 1.0);
        }

        return new CardSwaps(what, texts.Count, Round(moved / Math.Max(1, texts.Count)), Round(decided / Math.Max(1, texts.Count)));
    }

    /// <summary>Other names in the same places; what a tag says beside the name stays as it is.</summary>
    static SlotNames Rotated(int by)
    {
        var names = SlotNames.Unknown;
        return names with { People = Turn(names.People), Parties = Turn(names.Parties), Numbers = Turn(names.Numbers) };

        IReadOnlyList<string> Turn(IReadOnlyList<string> list) => [.. list.Skip(by % list.Count), .. list.Take(by % list.Count)];
    }

    /// <summary>Texts that name at least one of the slots and no other.</summary>
    IEnumerable<string> TextsWithOnly(IReadOnlyList<string> slots) =>
        _texts.Where(text => slots.Aggregate(text, (left, slot) => left.Replace(slot, "", StringComparison.Ordinal)) is var left
            && left.Length < text.Length && !left.Contains('{', StringComparison.Ordinal));

    static double Round(double value) => Math.Round(value, 4, MidpointRounding.AwayFromZero);
}
