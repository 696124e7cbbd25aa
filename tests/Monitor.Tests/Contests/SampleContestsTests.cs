using Monitor.Contests;
using Monitor.Tests.Support;

namespace Monitor.Tests.Contests;

public sealed class SampleContestsTests
{
    static readonly ContestBook Book = ContestFiles.Load(Samples.Folder("contests"));

    [Fact]
    public void TheSamplesLoadWithoutAFault()
    {
        Assert.Equal(
            [
                "pileg-2024", "pilkada-2017-dki-jakarta-putaran-2", "pilkada-2017-dki-jakarta", "pilkada-2024-bulungan",
                "pilkada-2024-kalimantan-timur", "pilkada-2024-kalimantan-utara", "pilkada-2024-kutai-kartanegara", "pilkada-2024-kutai-timur",
                "pilkada-2024-penajam-paser-utara", "pilkada-2024-samarinda", "pilkada-2025-psu-kutai-kartanegara", "pilpres-2019", "pilpres-2024",
            ],
            Book.Contests.Select(contest => contest.Id));
        Assert.Matches("^[0-9a-f]{64}$", Book.Sha256);
    }

    [Fact]
    public void TheInventedContestLoadsFromAFolderOfItsOwn()
    {
        var contoh = Assert.Single(ContestFiles.Load(Samples.Folder("contests/contoh")).Contests);

        Assert.Contains(contoh.Contestants[0].Accounts, account => account is { Handle: "paslon.a", Registered: true });
    }

    [Fact]
    public void EveryContestNamesItsSources() => Assert.All(Book.Contests, contest => Assert.NotEmpty(contest.Sources));

    [Fact]
    public void NoAccountOfARealContestIsSaidToBeRegisteredWithoutAList() =>
        Assert.DoesNotContain(Book.Contests.SelectMany(contest => contest.Contestants).SelectMany(contestant => contestant.Accounts), account => account.Registered);

    [Theory]
    [InlineData("pilkada-2024-bulungan", "SIAP")]
    [InlineData("pilkada-2024-kutai-timur", "ARMY")]
    [InlineData("pilkada-2024-kutai-timur", "gemoy")]
    [InlineData("pilkada-2024-kutai-kartanegara", "DEAL")]
    [InlineData("pilkada-2024-kutai-kartanegara", "nyaman")]
    [InlineData("pilkada-2024-kutai-kartanegara", "idaman")]
    [InlineData("pilkada-2024-kalimantan-utara", "YESS")]
    [InlineData("pilkada-2024-penajam-paser-utara", "win")]
    [InlineData("pilkada-2024-kalimantan-timur", "HARUM")]
    [InlineData("pilpres-2024", "AMIN")]
    [InlineData("pilpres-2024", "gemoy")]
    public void NamesThatAreEverydayWordsAreAmbiguousOnly(string contestId, string word)
    {
        var contest = Book.Contests.Single(contest => contest.Id == contestId);

        Assert.Contains(contest.Contestants, contestant => contestant.AmbiguousAliases.Contains(word));
        Assert.DoesNotContain(
            contest.Contestants.SelectMany(contestant => contestant.Aliases.Concat(contestant.People)),
            name => name.Equals(word, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void TheReVoteTakesOverOnTheDayAfterTheFirstContestEnds()
    {
        var first = Book.Contests.Single(contest => contest.Id == "pilkada-2024-kutai-kartanegara").Calendar;
        var again = Book.Contests.Single(contest => contest.Id == "pilkada-2025-psu-kutai-kartanegara").Calendar;

        Assert.Equal(first.WatchTo.AddDays(1), again.WatchFrom);
    }
}
