using System.Globalization;
using Monitor.Classification;
using Monitor.Contests;
using Monitor.Flags;
using Monitor.Posts;
using Monitor.Roster;

namespace Monitor.Benchmarks;

/// <summary>Made-up flags by number: several contests, units, bands and people, no two posts alike.</summary>
static class MadeFlags
{
    public static PostKey KeyOf(int number) => new((UInt128)(ulong)number * 0x9E3779B97F4A7C15 + 1, (ulong)number + 1);

    public static ScoredPost Post(int number, string file, DateTimeOffset start)
    {
        var key = KeyOf(number);
        string[] contests = ["pilkada-2024-kutai-kartanegara", "pilkada-2024-kutai-timur", "pilkada-2024-kalimantan-timur"];
        var contest = contests[number % contests.Length];
        var text = string.Create(CultureInfo.InvariantCulture, $"unggahan {number} berisi kata{number} yang lain{number} dan tidak{number} sama dengan yang mana pun{number}");
        var flag = new Flag
        {
            Id = FlagId.From(key),
            Key = key,
            Status = FlagStatus.Open,
            Priority = (Priority)(number % 3),
            Origin = FlagOrigin.Words,
            RaisedAt = start.AddMinutes(number * 2),
            FileSha256 = file,
            FileName = "buatan.csv",
            Format = "table",
            Post = new Post
            {
                Platform = (Platform)(1 + number % 6),
                Activity = Monitor.Posts.Activity.Post,
                Author = new PostAuthor { Handle = "akun" },
                Text = text,
                TextKind = TextKind.OwnText,
                Place = new PostPlace("", "1"),
                Time = PostTime.Exact(start.AddMinutes(number)),
            },
            PersonCode = string.Create(CultureInfo.InvariantCulture, $"P-{number % 4_000:D10}"),
            Unit = string.Create(CultureInfo.InvariantCulture, $"Dinas {number % 60}"),
            Employment = EmploymentType.Pns,
            Ownership = Ownership.Declared,
            Attribution = AttributionBasis.Handle,
            Contests = [new FlagContest(contest, contest, Phase.Campaign)],
            Probability = 0.6 + number % 40 / 100.0,
            Category = (Category)(number % 5),
            Mentions = [new Mention(contest, (1 + number % 3).ToString(CultureInfo.InvariantCulture), MentionRole.Person, 0, 8)],
            Reasons = [new Reason(0, 8, 1, "kata")],
            Context = [],
            LegalBases = [],
            ModelId = "buatan",
            RulePackId = "skb-2-2022",
        };
        return new ScoredPost(key, flag, OutsideContests: false, WithoutOwnWords: false, WithWarnings: false) { Named = [new NamedContestant(contest, flag.Mentions[0].ContestantId)] };
    }
}
