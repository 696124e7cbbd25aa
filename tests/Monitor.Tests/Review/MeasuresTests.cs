using Monitor.Exports;
using Monitor.Flags;
using Monitor.Review;
using Monitor.Review.Measures;
using Monitor.Tests.Flags;

namespace Monitor.Tests.Review;

public class MeasuresTests
{
    [Theory]
    [InlineData(0, 10, 0, 0.3085)] // exact: the rule of three's better sister
    [InlineData(10, 10, 0.6915, 1)]
    [InlineData(1, 1, 0.025, 1)]
    [InlineData(5, 10, 0.1871, 0.8129)] // Clopper and Pearson's tables
    [InlineData(20, 1000, 0.0130, 0.0307)] // Wilson
    [InlineData(0, 0, 0, 1)] // nothing known, everything possible
    public void AShareComesWithItsInterval(long hits, long of, double low, double high)
    {
        var share = Proportion.Of95(hits, of);

        Assert.Equal((low, high), (Math.Round(share.Low, 4), Math.Round(share.High, 4)));
    }

    [Fact]
    public void RecallWeighsEachStratumByItsSize()
    {
        var numbers = Numbers(
            [new BandCount(Priority.High, FlagOrigin.Words, new Fates(100, 20, 0, 0, 80, 0))],
            [new StratumCount(0, 10_000, 100, 100, 0), new StratumCount(2, 1_000, 100, 100, 2)]);

        var recall = Assert.IsType<RecallEstimate>(RecallEstimate.Of(numbers));

        Assert.Equal((80, 20, 0.8), (recall.Found, recall.Missed, Math.Round(recall.Recall, 3)));
        Assert.InRange(0.8, recall.Low, recall.High);
    }

    [Fact]
    public void RecallIsNotGivenWhileAStratumIsUnseen() =>
        Assert.Null(RecallEstimate.Of(Numbers([], [new StratumCount(0, 10_000, 5, 0, 0), new StratumCount(1, 100, 5, 5, 0)])));

    [Fact]
    public void KappaIsThatOfTheTextbookAndALotCountsForWhatItWasDrawnFrom()
    {
        // Cohen's example: 20 + 15 agree, 5 + 10 do not; kappa 0.4.
        PairCount[] pairs = [new(Verdict.StrongIndication, Verdict.StrongIndication, 20), new(Verdict.StrongIndication, Verdict.NoIndication, 5), new(Verdict.NoIndication, Verdict.StrongIndication, 10), new(Verdict.NoIndication, Verdict.NoIndication, 15)];
        PairCount[] lot = [.. pairs[..2], pairs[2] with { Count = 1 }, pairs[3] with { Count = 2 }];

        Assert.Equal(0.4, Math.Round(Agreement.Of(pairs, 1)!.Kappa, 6)); // there are pairs
        Assert.Equal((20 + 20) / 55.0, Agreement.Of(lot, 0.1)!.Agree, 9);
        Assert.Null(Agreement.Of([new(Verdict.StrongIndication, Verdict.CannotAssess, 3)], 1));
    }

    [Fact]
    public void AContestantThatIsTreatedClearlyUnlikeAtAStepIsNamedWithIt()
    {
        var table = Symmetry.Of(
        [
            new ContestantCount("c", "1") { Scored = 1_000, Flagged = 100, Words = 100, HighBand = 50, First = new SaidWords(10, 0, 90), Second = new SaidWords(45, 0, 45) },
            new ContestantCount("c", "2") { Scored = 1_000, Flagged = 40, Words = 100, HighBand = 50, First = new SaidWords(10, 0, 90), Second = new SaidWords(5, 0, 85) },
            new ContestantCount("d", "1") { Scored = 50, Flagged = 5, First = new SaidWords(9, 1, 10) }, new ContestantCount("d", "2") { Scored = 50, Flagged = 3, First = new SaidWords(10, 1, 9) },
        ]);

        SymmetryStep[] steps = [SymmetryStep.Flagged, SymmetryStep.SecondDismisses, SymmetryStep.SecondUpholds];
        Assert.All(table.Take(2), row => Assert.Equal(steps, row.Differences.Select(difference => difference.Step)));
        Assert.All(table.Skip(2), row => Assert.False(row.Differs));
        Assert.Equal((100, 1_000, 0.1), (table[0].Shares[SymmetryStep.Flagged].Hits, table[0].Shares[SymmetryStep.Flagged].Of, table[0].Shares[SymmetryStep.Flagged].Share));
    }

    [Fact]
    public void AContestantAloneInItsContestIsComparedWithNobody() =>
        Assert.False(Assert.Single(Symmetry.Of([new ContestantCount("c", "1") { Scored = 1_000, Flagged = 999 }])).Differs);

    [Fact]
    public async Task EachStepOfPeopleIsCountedOverWhatCameToIt()
    {
        await using var bench = await ReviewBench.OpenAsync(recheckShare: 1);
        var ids = (await bench.RaiseAsync([.. Enumerable.Range(1, 8).Select(number => ReviewBench.FlagNumber(number))])).Select(flag => flag.Id).ToList();
        await SayAsync(ids[0], (ReviewBench.Ani, Say.Strong), (ReviewBench.Budi, Say.Strong));
        await SayAsync(ids[1], (ReviewBench.Ani, Say.Strong), (ReviewBench.Budi, Say.No));
        await SayAsync(ids[2], (ReviewBench.Ani, Say.Ask), (ReviewBench.Ani, Say.Strong)); // the word is the one after the question
        await SayAsync(ids[3], (ReviewBench.Ani, Say.No), (ReviewBench.Budi, Say.Strong), (ReviewBench.Citra, Say.Unclear)); // a check of a dismissal is no first word
        await SayAsync(ids[4], (ReviewBench.Ani, Say.Unclear));
        await SayAsync(ids[5], (ReviewBench.Ani, Say.No with { Reason = DismissalReason.NotThisPerson })); // says nothing of the post
        await SayAsync(ids[6], (ReviewBench.Ani, Say.Strong), (ReviewBench.Budi, Say.Strong));
        await bench.ActAsync(new ReviewAct.Undo(ids[6], await bench.VersionAsync(ids[6])), ReviewBench.Budi);

        var numbers = await bench.Store.NumbersAsync(SampleIngest.Start.AddDays(-1), SampleIngest.Start.AddDays(1), null, default);

        var count = Assert.Single(numbers.Contestants);
        Assert.Equal((new SaidWords(1, 1, 4), new SaidWords(1, 1, 1)), (count.First, count.Second));

        async Task SayAsync(string id, params (Reviewer By, ReviewDecision Word)[] words)
        {
            foreach (var (by, word) in words) Assert.Null((await bench.DecideAsync(id, by, word)).Refused);
        }
    }

    [Fact]
    public async Task AnAccountThatIsCorrectedIsNoSecondOpinion()
    {
        await using var bench = await ReviewBench.OpenAsync();
        var id = await bench.RaiseOneAsync();
        await bench.DecideAsync(id, ReviewBench.Ani, Say.Strong);
        var flag = (await bench.ItemAsync(id)).Flag;

        await bench.Store.WithdrawAsync(flag.PersonCode, flag.Post.Platform, "akun.contoh", ReviewBench.Citra, default);

        var numbers = await bench.Store.NumbersAsync(SampleIngest.Start.AddDays(-1), SampleIngest.Start.AddDays(1), null, default);
        Assert.Equal(FlagStatus.Dismissed, (await bench.ItemAsync(id)).State.Status);
        Assert.Equal((new SaidWords(0, 0, 1), default), (Assert.Single(numbers.Contestants).First, Assert.Single(numbers.Contestants).Second));
        Assert.Empty(numbers.Pairs);
    }

    [Fact]
    public async Task AContestantThatNoFlagNamesStandsInTheTableWithWhatWasScored()
    {
        await using var bench = await ReviewBench.OpenAsync();
        await bench.Flags.CommitBatchAsync(SampleIngest.Batch("a", 0, 1, [SampleIngest.Plain(1) with { Named = [new NamedContestant("c", "1")] }]), default);

        var today = SampleIngest.Start.Date;
        var numbers = await bench.Store.NumbersAsync(new DateTimeOffset(today, SampleIngest.Start.Offset), new DateTimeOffset(today.AddDays(1), SampleIngest.Start.Offset), null, default);

        Assert.Equal(new ContestantCount("c", "1") { Scored = 1 }, Assert.Single(numbers.Contestants));
    }

    [Fact]
    public async Task ASampleLooksAsAFlagInTheQueueAndIsCountedApart()
    {
        await using var bench = await ReviewBench.OpenAsync();
        var shown = ReviewBench.FlagNumber(7);
        ScoredPost[] posts =
        [
            SampleIngest.Plain(7) with { Stratum = 2, Sample = new DrawnSample(shown, 2, 0.05) }, SampleIngest.Plain(8) with { Stratum = 2 }, SampleIngest.Plain(9) with { Stratum = 0 },
        ];
        await bench.Flags.CommitBatchAsync(SampleIngest.Batch("a", 0, 3, posts), default);
        await bench.Flags.CommitBatchAsync(SampleIngest.Batch("b", 0, 3, posts), default); // seen before: counts for nothing
        await bench.Store.CatchUpAsync(bench.Due, wholly: true, default);

        var row = Assert.Single((await bench.QueueAsync(ReviewBench.Ani)).Rows);
        Assert.Equal(shown.Id, row.Flag.Id);
        await bench.DecideAsync(shown.Id, ReviewBench.Ani, Say.Strong);
        await bench.DecideAsync(shown.Id, ReviewBench.Budi, Say.Strong);

        var numbers = await bench.Store.NumbersAsync(SampleIngest.Start.AddDays(-2), SampleIngest.Start.AddDays(2), null, default);
        Assert.Equal([new StratumCount(0, 1, 0, 0, 0), new StratumCount(2, 2, 1, 1, 1)], numbers.Strata);
        Assert.Empty(numbers.Bands);
        Assert.Equal(0, await bench.Flags.CountAsync(new FlagQuery(), default));
        Assert.Empty((await bench.Flags.VerifyAsync(null, default)).Faults);
    }

    [Fact]
    public void TheLotDrawsTheSharesThatItNamesAndTheSamePostAlwaysAlike()
    {
        var lot = new SampleLot(new byte[32], [0.01, 0.1, 0.5]);
        var keys = Enumerable.Range(0, 20_000).Select(number => SampleIngest.Key(number)).ToList();

        for (var stratum = 0; stratum < 3; stratum++)
        {
            var drawn = keys.Count(key => lot.Draws(key, stratum)) / 20_000.0;
            Assert.InRange(drawn, lot.ShareOf(stratum) * 0.8, lot.ShareOf(stratum) * 1.2);
        }

        Assert.Equal(keys.Select(key => lot.Draws(key, 1)), keys.Select(key => new SampleLot(new byte[32], [0.01, 0.1, 0.5]).Draws(key, 1)));
        Assert.Equal(3, keys.Select(lot.PriorityOf).Distinct().Count());
    }

    static ReviewNumbers Numbers(IReadOnlyList<BandCount> bands, IReadOnlyList<StratumCount> strata) => new()
    {
        Files = 0,
        Rows = ExportCounts.Zero,
        Bands = bands,
        Categories = [],
        Contestants = [],
        HoursToDecision = [],
        Pairs = [],
        Looks = [],
        Strata = strata,
    };
}
