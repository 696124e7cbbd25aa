using Monitor.Digests;
using Monitor.Flags;
using Monitor.Review;
using Monitor.Tests.Flags;

namespace Monitor.Tests.Review;

public class ReviewDigestTests
{
    static readonly DateOnly Day = new(2024, 10, 7);

    [Fact]
    public async Task DeadlinesThatAreNearOrPastAreToldAndThoseOfDismissedFlagsAreNot()
    {
        await using var bench = await ReviewBench.OpenAsync();
        await bench.RaiseAsync(InKukar(1), InKukar(2), InKukar(3));
        var (open, dismissed, upheld) = (FlagId.From(SampleIngest.Key(1)), FlagId.From(SampleIngest.Key(2)), FlagId.From(SampleIngest.Key(3)));
        await bench.DecideAsync(dismissed, ReviewBench.Ani, Say.No);
        await bench.DecideAsync(upheld, ReviewBench.Ani, Say.Strong);
        await bench.DecideAsync(upheld, ReviewBench.Budi, Say.Strong);

        var near = await WorkAsync(bench, Day.AddDays(5));
        var past = await WorkAsync(bench, Day.AddDays(8));

        Assert.Equal((0, 2), (near.Overdue, near.DueSoon));
        Assert.Equal([open, upheld], near.Deadlines.Select(deadline => deadline.FlagId));
        Assert.All(near.Deadlines, deadline => Assert.Equal(Day.AddDays(7), deadline.DueOn));
        Assert.Equal((2, 0), (past.Overdue, past.DueSoon));
        Assert.NotEmpty(near.ClockChecked);
    }

    [Fact]
    public async Task DecisionsOfTheDayThatStandAreCounted()
    {
        await using var bench = await ReviewBench.OpenAsync();
        var (no, asked, undone, upheld) = (await bench.RaiseOneAsync(1), await bench.RaiseOneAsync(2), await bench.RaiseOneAsync(3), await bench.RaiseOneAsync(4));
        await bench.DecideAsync(no, ReviewBench.Ani, Say.No);
        await bench.DecideAsync(asked, ReviewBench.Ani, Say.Ask);
        await bench.DecideAsync(undone, ReviewBench.Ani, Say.No);
        await bench.ActAsync(new ReviewAct.Undo(undone, await bench.VersionAsync(undone)), ReviewBench.Ani);
        await bench.DecideAsync(upheld, ReviewBench.Ani, Say.Strong);
        await bench.DecideAsync(upheld, ReviewBench.Budi, Say.Strong);

        Assert.Equal(new DayOfDecisions(1, 1, 2, 0, 1, 0), (await WorkAsync(bench, Day.AddDays(1))).Decisions);
    }

    [Fact]
    public async Task ContestantsWhoAreJudgedUnlikeAreNamedWithTheStep()
    {
        await using var bench = await ReviewBench.OpenAsync();
        await bench.RaiseAsync([.. Enumerable.Range(1, 24).Select(number =>
        {
            var flag = ReviewBench.FlagNumber(number);
            return flag with { Mentions = [flag.Mentions[0] with { ContestantId = number <= 12 ? "satu" : "dua" }] };
        })]);
        foreach (var number in Enumerable.Range(1, 24))
        {
            var id = FlagId.From(SampleIngest.Key(number));
            if (number > 12)
            {
                await bench.DecideAsync(id, ReviewBench.Ani, Say.No);
                continue;
            }

            await bench.DecideAsync(id, ReviewBench.Ani, Say.Strong);
            await bench.DecideAsync(id, ReviewBench.Budi, Say.Strong);
        }

        var imbalances = (await WorkAsync(bench, Day.AddDays(1))).Imbalances;

        Assert.Equal(4, imbalances.Count);
        Assert.All(imbalances, row => Assert.StartsWith("peninjau", row.Step, StringComparison.Ordinal));
        Assert.Equal(["dua", "satu"], imbalances.Select(row => row.Contestant).Distinct().Order());
    }

    [Fact]
    public async Task SamplesStandAmongTheFlagsOfTheDaySoThatNobodyKnowsThemByWhatIsMissing()
    {
        await using var bench = await ReviewBench.OpenAsync();
        var flag = await bench.RaiseOneAsync(1);
        var sample = await bench.DrawAsync(2);

        var work = await WorkAsync(bench, Day.AddDays(1));

        Assert.Equal(((string[])[flag, sample]).Order(), work.Raised.First.Select(raised => raised.Id).Order());
        Assert.Equal((2, 2), (work.Raised.All, work.OpenByAge.Sum(age => age.Count)));
    }

    static Flag InKukar(int number) =>
        ReviewBench.FlagNumber(number) with { Contests = [new FlagContest("pilkada-2024-kutai-kartanegara", "Pilkada Kutai Kartanegara 2024", Monitor.Contests.Phase.Campaign)] };

    static Task<DigestWork> WorkAsync(ReviewBench bench, DateOnly today) =>
        new ReviewDigest(bench.Store, () => bench.Due, ReviewBench.Wita).OfDayAsync(Day, today, 60, default);
}
