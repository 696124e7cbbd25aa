namespace Monitor.Contests;

/// <summary>One election contest as data: calendar, area and contestants. Loaded from <c>contests/*.json</c>.</summary>
public sealed record Contest
{
    /// <summary>Stable id such as <c>pilkada-2024-kutai-kartanegara</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name for screens, in Indonesian.</summary>
    public required string Name { get; init; }

    public required ContestKind Kind { get; init; }

    /// <summary>Region in the contest's own words, such as <c>Kabupaten Kutai Kartanegara</c>.</summary>
    public required string Area { get; init; }

    /// <summary>IANA id of the zone in which the calendar's days begin: Asia/Jakarta, Asia/Makassar or Asia/Jayapura.</summary>
    public required string TimeZone { get; init; }

    public required ContestCalendar Calendar { get; init; }

    public required IReadOnlyList<Contestant> Contestants { get; init; }

    /// <summary>Hashtags of the season that take no side, such as #TemanPemilih.</summary>
    public IReadOnlyList<string> NeutralHashtags { get; init; } = [];

    /// <summary>Sources of the facts, shown to reviewers.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>What is not known, uncertain, or surprising about the facts.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

public enum ContestKind
{
    President,
    Legislature,
    Governor,

    /// <summary>Regent or mayor.</summary>
    Regent,
}

/// <summary>Local days of the contest's own zone; each ends at midnight there.</summary>
public sealed record ContestCalendar
{
    /// <summary>First day on which posts are of interest; before it nothing is flagged for this contest.</summary>
    public required DateOnly WatchFrom { get; init; }

    /// <summary>Day on which KPU fixed the candidates. Acts before are ethics, from then on discipline.</summary>
    public required DateOnly Determination { get; init; }

    public required DateOnly CampaignFrom { get; init; }

    public required DateOnly CampaignTo { get; init; }

    public required DateOnly VotingDay { get; init; }

    /// <summary>Last day on which posts are of interest.</summary>
    public required DateOnly WatchTo { get; init; }

    /// <summary>Where a local day stands, or null outside the window.</summary>
    public Phase? PhaseOn(DateOnly day)
    {
        if (day < WatchFrom || day > WatchTo) return null;
        if (day < Determination) return Phase.BeforeDetermination;
        if (day < CampaignFrom) return Phase.BeforeCampaign;
        if (day <= CampaignTo) return Phase.Campaign;
        if (day < VotingDay) return Phase.QuietPeriod;
        return day == VotingDay ? Phase.VotingDay : Phase.After;
    }
}

/// <summary>A candidate pair, a candidate, a party, or the empty box (<i>kotak kosong</i>).</summary>
public sealed record Contestant
{
    /// <summary>Unique within its contest.</summary>
    public required string Id { get; init; }

    /// <summary>Name for screens.</summary>
    public required string Name { get; init; }

    /// <summary>Ballot number; 0 when there is none.</summary>
    public int Number { get; init; }

    /// <summary>Names and nicknames of each person (candidate and running mate), spelled as people write them.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    /// <summary>Names of the pair as a brand: ZIAP, Edi-Rendi. Those that are everyday words stand in <see cref="AmbiguousAliases"/> instead.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>
    /// Aliases that are also everyday words (siap, amin, army, deal) or common given names (Edi, Hadi): masked only where the
    /// context speaks for the contest.
    /// </summary>
    public IReadOnlyList<string> AmbiguousAliases { get; init; } = [];

    public IReadOnlyList<string> Parties { get; init; } = [];

    public IReadOnlyList<string> Slogans { get; init; } = [];

    /// <summary>With the leading <c>#</c>.</summary>
    public IReadOnlyList<string> Hashtags { get; init; } = [];

    /// <summary>Emoji that stand for the number in this contest.</summary>
    public IReadOnlyList<string> HandSigns { get; init; } = [];

    /// <summary>Handles of the candidates and registered campaign accounts, by platform name.</summary>
    public IReadOnlyList<CampaignAccount> Accounts { get; init; } = [];

    public bool Incumbent { get; init; }
}

/// <param name="Platform">Name of <see cref="Posts.Platform"/>.</param>
/// <param name="Handle">Without <c>@</c>.</param>
/// <param name="Registered">Registered with KPU as a campaign account, as opposed to the candidate's own.</param>
public sealed record CampaignAccount(Posts.Platform Platform, string Handle, bool Registered);

/// <summary>Where a day stands in a contest's calendar.</summary>
public enum Phase
{
    /// <summary>The post's time is not known.</summary>
    Unknown,

    /// <summary>Prospective candidates only: the code of ethics.</summary>
    BeforeDetermination,

    /// <summary>Candidates are fixed, campaign not begun: discipline from here on.</summary>
    BeforeCampaign,

    Campaign,

    /// <summary>Masa tenang.</summary>
    QuietPeriod,

    VotingDay,

    After,
}
