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
            Aliases.AddRange(contest.NeutralHashtags.Select(tag => new MaskAlias(MaskRole.NeutralHashtag, tag, Ambiguous: false, -1)));
            foreach (var contestant in contest.Contestants) Add(contest, contestant);
        }
    }

    public List<MaskAlias> Aliases { get; } = [];

    /// <summary>The found mentions of contestants whose contests are open, in order of place.</summary>
    public IReadOnlyList<Mention> MentionsIn(IReadOnlyList<FoundMention> found, IReadOnlyList<OpenContest> open)
    {
        if (found.Count == 0 || open.Count == 0) return [];
        return
        [
            .. from mention in found
               where mention.Role != MaskRole.NeutralHashtag
               from target in mention.Targets
               let named = _targets[target]
               where open.Any(one => one.Contest.Id == named.Contest.Id)
               select new Mention(named.Contest.Id, named.Contestant.Id, RoleOf(mention.Role), mention.Start, mention.Length)
        ];
    }

    /// <summary>Contest and contestant of a number that the mask gave back.</summary>
    public (Contest Contest, Contestant Contestant) this[int target] => _targets[target];

    void Add(Contest contest, Contestant contestant)
    {
        var target = _targets.Count;
        _targets.Add((contest, contestant));
        AddAll(MaskRole.Person, contestant.AmbiguousAliases, ambiguous: true);
        AddAll(MaskRole.Person, contestant.People.Concat(contestant.Aliases).Append(contestant.Name));
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
