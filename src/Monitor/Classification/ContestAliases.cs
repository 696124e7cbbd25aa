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
    public IReadOnlyList<Mention> MentionsIn(IReadOnlyList<FoundMention> found, IReadOnlyList<OpenContest> open)
    {
        if (found.Count == 0 || open.Count == 0) return [];
        var named = Candidates(found, open).Where(one => !IsShared(one.Found.Role)).Select(one => one.Contest.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from one in Candidates(found, open)
               where !IsShared(one.Found.Role) || named.Contains(one.Contest.Id) || named.Count == 0 && StandsAlone(one.Found.Role, open.First(other => other.Contest.Id == one.Contest.Id))
               select new Mention(one.Contest.Id, one.Contestant.Id, RoleOf(one.Found.Role), one.Found.Start, one.Found.Length)
        ];
    }

    IEnumerable<(FoundMention Found, Contest Contest, Contestant Contestant)> Candidates(IReadOnlyList<FoundMention> found, IReadOnlyList<OpenContest> open) =>
        from mention in found
        where mention.Role != MaskRole.NeutralHashtag
        from target in mention.Targets
        let named = _targets[target]
        where open.Any(one => one.Contest.Id == named.Contest.Id)
        select (mention, named.Contest, named.Contestant);

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
