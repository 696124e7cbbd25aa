using System.Globalization;
using Monitor.Contests;
using Monitor.Posts;
using Monitor.Roster;
using Monitor.Tests.Support;

namespace Monitor.Tests.Contests;

public sealed class ContestBookTests
{
    static readonly ContestBook Contests = ContestFiles.Load(Samples.Folder("contests"));

    [Theory]
    // Midnight in WITA is 16:00 UTC of the day before.
    [InlineData("2023-11-26T15:59:59Z", null)]
    [InlineData("2023-11-26T16:00:00Z", nameof(Phase.BeforeDetermination))]
    [InlineData("2024-09-21T15:59:59Z", nameof(Phase.BeforeDetermination))]
    [InlineData("2024-09-21T16:00:00Z", nameof(Phase.BeforeCampaign))]
    [InlineData("2024-09-24T15:59:59Z", nameof(Phase.BeforeCampaign))]
    [InlineData("2024-09-24T16:00:00Z", nameof(Phase.Campaign))]
    [InlineData("2024-11-23T15:59:59Z", nameof(Phase.Campaign))]
    [InlineData("2024-11-23T16:00:00Z", nameof(Phase.QuietPeriod))]
    [InlineData("2024-11-26T15:59:59Z", nameof(Phase.QuietPeriod))]
    [InlineData("2024-11-26T16:00:00Z", nameof(Phase.VotingDay))]
    [InlineData("2024-11-27T15:59:59Z", nameof(Phase.VotingDay))]
    [InlineData("2024-11-27T16:00:00Z", nameof(Phase.After))]
    [InlineData("2025-02-20T15:59:59Z", nameof(Phase.After))]
    [InlineData("2025-02-20T16:00:00Z", null)]
    // The same instants with other clocks on the wall.
    [InlineData("2024-11-27T00:00:00+08:00", nameof(Phase.VotingDay))]
    [InlineData("2024-11-26T23:59:59+07:00", nameof(Phase.VotingDay))]
    [InlineData("2024-11-27T00:59:59+09:00", nameof(Phase.QuietPeriod))]
    public void APostStandsInThePhaseOfItsDayInWita(string at, string? phase)
    {
        var placed = Contests.Place(Post(PostTime.Exact(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture))));

        Assert.Equal(phase, placed.Open.SingleOrDefault(open => open.Contest.Id == "pilkada-2024-kutai-timur")?.Phase.ToString());
    }

    [Fact]
    public void EachContestHasTheMidnightOfItsOwnZone()
    {
        var book = new ContestBook([Contest("jakarta", "Asia/Jakarta"), Contest("makassar", "Asia/Makassar"), Contest("jayapura", "Asia/Jayapura")], "");

        // 23:30 in Jakarta, 00:30 in Makassar, 01:30 in Jayapura.
        var open = book.Place(Post(PostTime.Exact(new DateTimeOffset(2024, 11, 26, 16, 30, 0, TimeSpan.Zero)))).Open;

        Assert.Equal([Phase.QuietPeriod, Phase.VotingDay, Phase.VotingDay], open.Select(contest => contest.Phase));
    }

    [Fact]
    public void ADayWithoutATimeOfDayStaysOnItsDay()
    {
        var noonInJakarta = new PostTime(new DateTimeOffset(2024, 11, 27, 12, 0, 0, TimeSpan.FromHours(7)), TimePrecision.Day);

        Assert.All(
            new ContestBook([Contest("a", "Asia/Jakarta"), Contest("b", "Asia/Jayapura")], "").Place(Post(noonInJakarta)).Open,
            open => Assert.Equal(Phase.VotingDay, open.Phase));
    }

    [Fact]
    public void APostWithoutATimeStandsInAllContestsWithUnknownPhase()
    {
        var open = Contests.Place(Post(PostTime.Missing)).Open;

        Assert.Equal(Contests.Contests.Count, open.Count);
        Assert.All(open, contest => Assert.Equal(Phase.Unknown, contest.Phase));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void TimesAtTheEndsOfTheCalendarStandInNoContest(string at) =>
        Assert.Empty(Contests.Place(Post(PostTime.Exact(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)))).Open);

    [Fact]
    public void BothRoundsInJakartaAreNeverOpenOnOneDay()
    {
        var days = Enumerable.Range(0, 800).Select(day => new DateTimeOffset(2016, 1, 1, 12, 0, 0, TimeSpan.FromHours(7)).AddDays(day));

        Assert.DoesNotContain(days, day => Contests.Place(Post(PostTime.Exact(day))).Open.Count(open => open.Contest.Id.StartsWith("pilkada-2017", StringComparison.Ordinal)) > 1);
    }

    [Fact]
    public void PostsOfOneDayShareOneListSoThatPlacingAllocatesNothingForIt()
    {
        var morning = Contests.Place(Post(PostTime.Exact(new DateTimeOffset(2024, 10, 12, 6, 0, 0, TimeSpan.FromHours(8)))));
        var evening = Contests.Place(Post(PostTime.Exact(new DateTimeOffset(2024, 10, 12, 20, 0, 0, TimeSpan.FromHours(8)))));

        Assert.Same(morning.Open, evening.Open);
    }

    static Contest Contest(string id, string zone) => new()
    {
        Id = id,
        Name = id,
        Kind = ContestKind.Regent,
        Area = id,
        TimeZone = zone,
        Contestants = [],
        Calendar = new ContestCalendar
        {
            WatchFrom = new(2023, 11, 27),
            Determination = new(2024, 9, 22),
            CampaignFrom = new(2024, 9, 25),
            CampaignTo = new(2024, 11, 23),
            VotingDay = new(2024, 11, 27),
            WatchTo = new(2025, 2, 20),
        },
    };

    static AttributedPost Post(PostTime time) => new(
        new Post
        {
            Platform = Platform.X,
            Activity = Activity.Post,
            Author = new PostAuthor { Handle = "siti_contoh" },
            Text = "",
            TextKind = TextKind.None,
            Time = time,
            Place = new PostPlace("", "1"),
        },
        new RosterEntry { PersonCode = "P-1", Name = "Siti", Unit = "Dinas", Employment = EmploymentType.Pns },
        null,
        AttributionBasis.Handle);
}
