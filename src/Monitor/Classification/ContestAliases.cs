using Monitor.Contests;
using Monitor.Learning;

namespace Monitor.Classification;

/// <summary>Turns contest data into what the mask looks for, and the mask's findings back into contestants.</summary>
sealed class ContestAliases
{
    /// <summary>Slogans of fewer words are everyday words first ("perubahan", "all in") and are masked by context only.</summary>
    const int DistinctSloganWords = 3;

    readonly List<(Contest Contest, Contestant Contestant)> _targets = [];

    public ContestAliases(IReadOnlyList<Contest> contests)
    {
        foreach (var contest in contests)
        {
            // Parties first: where a party's name is a contestant's too, it reads as a party everywhere.
            Aliases.AddRange(contest.Contestants.SelectMany(one => one.Parties).Select(party => new MaskAlias(MaskRole.Party, party, Ambiguous: false, -1)));
            Aliases.AddRange(contest.NeutralHashtags.Select(tag => new MaskAlias(MaskRole.NeutralHashtag, tag, Ambiguous: false, -1)));
            foreach (var contestant in contest.Contestants) Add(contest, contestant);
        }
    }

    public List<MaskAlias> Aliases { get; } = [];

    /// <summary>The found mentions of contestants whose contests are open, in order of place.</summary>
    /// <remarks>
    /// A number, a hand sign or a party belongs to many contests at once. Where names or tags say which contest is meant, it counts for that one only;
    /// where nothing does and the time is unknown as well, numbers and signs count for none.
    /// </remarks>
    public IReadOnlyList<Mention> MentionsIn(ReadOnlySpan<FoundMention> found, IReadOnlyList<OpenContest> open)
    {
        if (found.Length == 0 || open.Count == 0) return [];
        var mentions = new List<Mention>(found.Length);
        foreach (var mention in found)
        {
            foreach (var target in mention.Targets)
                if (!IsShared(mention.Role) && IndexIn(open, target) >= 0) mentions.Add(MentionOf(mention, target));
        }

        var names = mentions.Count;
        foreach (var mention in found)
        {
            foreach (var target in mention.Targets)
            {
                if (!IsShared(mention.Role) || IndexIn(open, target) is not (>= 0 and var at)) continue;
                if (names > 0 ? IsNamed(mentions, names, target) : StandsAlone(mention.Role, open[at])) mentions.Add(MentionOf(mention, target));
            }
        }

        if (names < mentions.Count) mentions.Sort((one, other) => one.Start.CompareTo(other.Start));
        return mentions;
    }

    Mention MentionOf(FoundMention mention, int target) =>
        new(_targets[target].Contest.Id, _targets[target].Contestant.Id, RoleOf(mention.Role), mention.Start, mention.Length);

    int IndexIn(IReadOnlyList<OpenContest> open, int target)
    {
        var id = _targets[target].Contest.Id;
        for (var i = 0; i < open.Count; i++)
            if (open[i].Contest.Id == id) return i;

        return -1;
    }

    bool IsNamed(List<Mention> mentions, int names, int target)
    {
        var id = _targets[target].Contest.Id;
        for (var i = 0; i < names; i++)
            if (mentions[i].ContestId == id) return true;

        return false;
    }

    static bool IsShared(MaskRole role) => role is MaskRole.Number or MaskRole.HandSign or MaskRole.Party;

    static bool StandsAlone(MaskRole role, OpenContest open) =>
        role == MaskRole.Party ? open.Contest.Kind == ContestKind.Legislature : open.Phase != Phase.Unknown;

    void Add(Contest contest, Contestant contestant)
    {
        var target = _targets.Count;
        _targets.Add((contest, contestant));
        // A contestant without people is a party on a party list, or the empty box.
        var names = contestant.People.Count == 0 && contestant.Parties.Count > 0 ? MaskRole.Party : MaskRole.Person;
        AddAll(names, contestant.AmbiguousAliases, ambiguous: true);
        AddAll(names, contestant.People.Concat(contestant.Aliases).Append(contestant.Name));
        AddAll(MaskRole.Party, contestant.Parties);
        AddAll(MaskRole.Hashtag, contestant.Hashtags);
        AddAll(MaskRole.HandSign, contestant.HandSigns);
        AddAll(MaskRole.Account, contestant.Accounts.Select(account => account.Handle));
        foreach (var slogan in contestant.Slogans)
            Aliases.Add(new MaskAlias(MaskRole.Slogan, slogan, slogan.Split(' ').Length < DistinctSloganWords, target));

        if (contestant.Number > 0) AddAll(MaskRole.Number, [contestant.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

        void AddAll(MaskRole role, IEnumerable<string> texts, bool ambiguous = false) =>
            Aliases.AddRange(texts.Select(text => new MaskAlias(role, text, ambiguous, target)));
    }

    static MentionRole RoleOf(MaskRole role) => role switch
    {
        MaskRole.Person => MentionRole.Person,
        MaskRole.Party => MentionRole.Party,
        MaskRole.Number => MentionRole.Number,
        MaskRole.Hashtag => MentionRole.Hashtag,
        MaskRole.Account => MentionRole.Account,
        MaskRole.Slogan => MentionRole.Slogan,
        _ => MentionRole.HandSign,
    };
}
