using Monitor.Flags;
using Monitor.Journal;
using Monitor.Posts;
using Monitor.Review;
using Monitor.Tests.Flags;

namespace Monitor.Tests.Review;

/// <summary>What keeps people's work must do, whatever engine keeps it.</summary>
public abstract class ReviewStoreContract
{
    readonly IStoreEngine _engine;

    private protected ReviewStoreContract(IStoreEngine engine) => _engine = engine;

    Task<ReviewBench> OpenAsync() => ReviewBench.OpenAsync(engine: _engine);

    [Fact]
    public async Task ADecisionCountsOnceItCanNoLongerBeTakenBackAndUntilThenNothingMoves()
    {
        await using var bench = await ReviewBench.OpenAsync(recheckShare: 1, engine: _engine);
        var ids = (await bench.RaiseAsync(ReviewBench.FlagNumber(1), ReviewBench.FlagNumber(2), ReviewBench.FlagNumber(3))).Select(flag => flag.Id).ToList();
        var sample = await bench.DrawAsync(4);
        await bench.DecideAsync(ids[0], ReviewBench.Ani, Say.Strong);
        await bench.DecideAsync(ids[1], ReviewBench.Ani, Say.No);
        await bench.DecideAsync(sample, ReviewBench.Ani, Say.No);
        bench.Time.Advance(TimeSpan.FromMinutes(6));
        var before = await SettledAsync();

        await bench.ActAsync(new ReviewAct.Look(ids[2], 1, FirstLook.Yes), ReviewBench.Budi);
        await bench.DecideAsync(ids[0], ReviewBench.Budi, Say.Strong); // a second voice
        await bench.DecideAsync(ids[1], ReviewBench.Budi, Say.Strong); // a dismissal that is doubted
        await bench.DecideAsync(ids[2], ReviewBench.Budi, Say.Unclear);
        await bench.DecideAsync(sample, ReviewBench.Budi, Say.Strong);
        bench.Time.Advance(TimeSpan.FromMinutes(4));
        var unsettled = await SettledAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(2));
        var after = await SettledAsync();

        Assert.Equal(Figures(before), Figures(unsettled));
        Assert.Equal((new Fates(3, 1, 0, 1, 0, 0), new Fates(3, 0, 1, 1, 1, 0)), (before.Bands.Single().Fates, after.Bands.Single().Fates));
        Assert.Equal((new StratumCount(1, 1, 1, 1, 0), new StratumCount(1, 1, 1, 0, 0)), (before.Strata.Single(), after.Strata.Single()));
        Assert.Equal((0, 1), (before.Looks.Count, after.Looks.Count));
        Assert.Equal(Figures(after), Figures(await bench.Store.NumbersAsync(SampleIngest.Start.AddDays(-1), SampleIngest.Start.AddDays(1), null, default)));

        Task<ReviewNumbers> SettledAsync() => bench.Store.NumbersAsync(SampleIngest.Start.AddDays(-1), SampleIngest.Start.AddDays(1), bench.Time.GetUtcNow() - ReviewBench.Limits.UndoTime, default);

        static string Figures(ReviewNumbers numbers) => System.Text.Json.JsonSerializer.Serialize((object[])[numbers.Bands, numbers.Categories, numbers.Contestants, numbers.Looks, numbers.Strata]);
    }

    [Fact]
    public async Task WhatCameBeforePeopleIsListedWithItsSamplesByPriorityAndCounted()
    {
        await using var bench = await OpenAsync();
        await bench.RaiseAsync(ReviewBench.FlagNumber(1) with { Priority = Priority.Low }, ReviewBench.FlagNumber(2) with { Priority = Priority.High });
        var sample = await bench.DrawAsync(3);
        await bench.DecideAsync(sample, ReviewBench.Ani, Say.No);

        var raised = await bench.Store.RaisedAsync(SampleIngest.Start, SampleIngest.Start.AddDays(1), 2, default);

        Assert.Equal((3, FlagId.From(SampleIngest.Key(2)), sample), (raised.All, raised.First[0].Id, raised.First[1].Id));
        Assert.Equal(2, await bench.Store.OpenAsync(SampleIngest.Start, SampleIngest.Start.AddDays(1), default));
        Assert.Equal(0, (await bench.Store.RaisedAsync(SampleIngest.Start.AddDays(1), SampleIngest.Start.AddDays(2), 2, default)).All);
    }

    [Fact]
    public async Task AnAccountKeepsWhoAskedForItWhileItAwaitsItsConfirmation()
    {
        await using var bench = await OpenAsync();
        var awaits = new AwaitedConfirmation("eko", SampleIngest.Start.ToUniversalTime());

        await bench.Store.ChangeAccountAsync("ani", account => (account with { Awaits = awaits, PasswordHash = "x" }, null), default);

        Assert.Equal((awaits, false), ((await bench.Store.AccountAsync("ani", default))?.Awaits, (await bench.Store.AccountAsync("ani", default))?.CanConfirm));
        await bench.Store.ChangeAccountAsync("ani", account => (account with { Awaits = null }, null), default);
        Assert.Null((await bench.Store.AccountsAsync(default)).Single(account => account.Reviewer.Id == "ani").Awaits);
    }

    [Fact]
    public async Task OfTwoReviewersWhoDecideAtOnceOneIsRefusedAndTheirWordsAreKept()
    {
        await using var bench = await OpenAsync();
        for (var round = 1; round <= 20; round++)
        {
            var id = await bench.RaiseOneAsync(round);
            var version = await bench.VersionAsync(id);
            Reviewer[] people = [ReviewBench.Ani, ReviewBench.Budi];

            var outcomes = await Task.WhenAll(people.Select(person =>
                Task.Run(() => bench.ActAsync(new ReviewAct.Decide(id, version, Say.No with { Note = $"kata {person.Id}" }), person))));

            var item = await bench.ItemAsync(id);
            Assert.Single(outcomes, outcome => outcome.Refused is null);
            Assert.Single(outcomes, outcome => outcome is { Refused: Refusal.Stale, NoteKept: true });
            Assert.Equal(["kata ani", "kata budi"], item.Events.Select(told => told.Text).Order());
            Assert.Single(item.Events, told => told.Kind is EventKind.Decision);
        }

        Assert.Empty((await bench.Flags.VerifyAsync(null, default)).Faults);
    }

    [Fact]
    public async Task OfTwoWhoClaimAtOnceOneHoldsIt()
    {
        await using var bench = await OpenAsync();
        var id = await bench.RaiseOneAsync();
        Reviewer[] people = [ReviewBench.Ani, ReviewBench.Budi];

        var outcomes = await Task.WhenAll(people.Select(person => Task.Run(() => bench.ActAsync(new ReviewAct.Claim(id, 1), person))));

        Assert.Single(outcomes, outcome => outcome.Refused is null);
        Assert.Single(outcomes, outcome => outcome.Refused is Refusal.ClaimedByOther);
    }

    [Fact]
    public async Task AClaimThatRanOutIsGivenBackAndItsHolderIsToldByTheVersion()
    {
        await using var bench = await OpenAsync();
        var id = await bench.RaiseOneAsync();
        var claimed = (await bench.ActAsync(new ReviewAct.Claim(id, 1), ReviewBench.Ani)).State!; // it was open

        bench.Time.Advance(TimeSpan.FromMinutes(21));
        await bench.Store.CatchUpAsync(bench.Due, wholly: true, default);

        Assert.Equal(FlagStatus.Open, (await bench.ItemAsync(id)).State.Status);
        Assert.Equal(FlagStatus.Open, (await bench.Flags.FindFlagAsync(id, default))!.Status);
        Assert.Equal(Refusal.Stale, (await bench.ActAsync(new ReviewAct.Decide(id, claimed.Version, Say.No), ReviewBench.Ani)).Refused);
    }

    [Fact]
    public async Task EveryActHasItsEntryAndNoEntryHoldsWhatSomebodyWrote()
    {
        await using var bench = await OpenAsync();
        var id = await bench.RaiseOneAsync();
        var before = (await bench.KindsAsync()).Count;

        await bench.ActAsync(new ReviewAct.Claim(id, 1), ReviewBench.Ani);
        await bench.ActAsync(new ReviewAct.Look(id, 2, FirstLook.Yes), ReviewBench.Ani);
        await bench.ActAsync(new ReviewAct.RevealName(id, 2, "rahasia-satu"), ReviewBench.Ani);
        await bench.DecideAsync(id, ReviewBench.Ani, Say.Strong with { Note = "rahasia-dua" });
        await bench.DecideAsync(id, ReviewBench.Budi, Say.Strong with { Note = "rahasia-tiga" });
        await bench.ActAsync(new ReviewAct.AskReply(id, await bench.VersionAsync(id), new DateOnly(2024, 10, 7)), ReviewBench.Citra);
        await bench.ActAsync(new ReviewAct.RecordReply(id, await bench.VersionAsync(id), "rahasia-empat", new DateOnly(2024, 10, 7)), ReviewBench.Citra);
        await bench.ActAsync(new ReviewAct.Refer(id, await bench.VersionAsync(id), new string('a', 64)), ReviewBench.Citra);

        Assert.Equal(
            [
                JournalKind.Claimed, JournalKind.Looked, JournalKind.NameViewed, JournalKind.Decided, JournalKind.Decided, JournalKind.ReplyAsked,
                JournalKind.ReplyRecorded, JournalKind.Exported,
            ],
            (await bench.KindsAsync()).Skip(before));
        await foreach (var entry in bench.Flags.JournalAsync(default)) Assert.DoesNotContain("rahasia", entry.Entry.Detail, StringComparison.Ordinal);
        Assert.Empty((await bench.Flags.VerifyAsync(null, default)).Faults);
    }

    [Fact]
    public async Task CopiesOfOneTemplateAreOneRowAndOneDismissalCoversThem()
    {
        await using var bench = await OpenAsync();
        const string Template = "Ayo warga Contoh kita menangkan pasangan nomor satu demi kemajuan daerah kita bersama";
        await bench.RaiseAsync(
            ReviewBench.FlagNumber(1, Template), ReviewBench.FlagNumber(2, Template.ToUpperInvariant() + " 🙏🙏"), ReviewBench.FlagNumber(3, "@warga " + Template + " https://contoh.id/a"),
            ReviewBench.FlagNumber(4));

        var page = await bench.QueueAsync(ReviewBench.Ani);
        Assert.Equal([1, 3], page.Rows.Select(row => row.GroupSize).Order());
        Assert.Equal(4, page.Total);

        var first = page.Rows.Single(row => row.GroupSize == 3).Flag.Id;
        var outcome = await bench.DecideAsync(first, ReviewBench.Ani, Say.No, wholeGroup: true);

        Assert.Equal(2, outcome.Covered);
        Assert.Equal(1, (await bench.QueueAsync(ReviewBench.Ani)).Total);
        Assert.Equal(3, (await bench.Flags.CountByStatusAsync(default))[FlagStatus.Dismissed]);
        var undone = await bench.ActAsync(new ReviewAct.Undo(first, await bench.VersionAsync(first)), ReviewBench.Ani);
        Assert.Equal((null, 2), (undone.Refused, undone.Covered));
        Assert.Equal(4, (await bench.QueueAsync(ReviewBench.Ani)).Total);
    }

    [Fact]
    public async Task ATemplateForAnotherContestantIsAnotherGroup()
    {
        await using var bench = await OpenAsync();
        var one = ReviewBench.FlagNumber(1, "Ayo warga Contoh kita menangkan pasangan kita demi kemajuan daerah bersama semua");
        var other = ReviewBench.FlagNumber(2, one.Post.Text) with { Mentions = [one.Mentions[0] with { ContestantId = "dua" }] };

        await bench.RaiseAsync(one, other);

        Assert.All((await bench.QueueAsync(ReviewBench.Ani)).Rows, row => Assert.Equal(1, row.GroupSize));
    }

    [Fact]
    public async Task AStrongIndicationCoversNobodyElse()
    {
        await using var bench = await OpenAsync();
        await bench.RaiseAsync(ReviewBench.FlagNumber(1, "Coblos nomor satu ya semua warga"), ReviewBench.FlagNumber(2, "coblos nomor satu ya semua warga!"));
        var id = (await bench.QueueAsync(ReviewBench.Ani)).Rows.Single().Flag.Id;

        var outcome = await bench.DecideAsync(id, ReviewBench.Ani, Say.Strong, wholeGroup: true);

        Assert.Equal(0, outcome.Covered);
    }

    [Fact]
    public async Task WhoeverSpokeFirstDoesNotFindItInTheirQueueAgain()
    {
        await using var bench = await OpenAsync();
        var id = await bench.RaiseOneAsync();
        await bench.DecideAsync(id, ReviewBench.Ani, Say.Strong);

        Assert.Empty((await bench.QueueAsync(ReviewBench.Ani)).Rows);
        Assert.Single((await bench.QueueAsync(ReviewBench.Budi)).Rows);
    }

    [Fact]
    public async Task EachFilterNarrowsTheQueue()
    {
        await using var bench = await OpenAsync();
        await bench.RaiseAsync(ReviewBench.FlagNumber(1), ReviewBench.FlagNumber(2) with { Unit = "Dinas Lain", Priority = Priority.High });

        Assert.Equal(1, (await bench.QueueAsync(ReviewBench.Ani, query => query with { Unit = "Dinas Lain" })).Total);
        Assert.Equal(1, (await bench.QueueAsync(ReviewBench.Ani, query => query with { Band = Priority.High })).Total);
        Assert.Equal(2, (await bench.QueueAsync(ReviewBench.Ani, query => query with { ContestId = "pilkada-2024-contoh" })).Total);
        Assert.Equal(0, (await bench.QueueAsync(ReviewBench.Ani, query => query with { ContestId = "lain" })).Total);
        Assert.Equal(0, (await bench.QueueAsync(ReviewBench.Ani, query => query with { Platform = Platform.X })).Total);
        Assert.Equal(0, (await bench.QueueAsync(ReviewBench.Ani, query => query with { View = QueueView.Mine })).Total);
    }

    [Fact]
    public async Task AnAccountThatWasSomebodyElsesTakesItsFlagsWithIt()
    {
        await using var bench = await OpenAsync();
        var id = await bench.RaiseOneAsync();
        var person = (await bench.ItemAsync(id)).Flag.PersonCode;

        Assert.Equal(0, (await bench.Store.WithdrawAsync(person, Platform.X, "akun.contoh", ReviewBench.Citra, default)).Flags);
        Assert.Equal(new Withdrawal(1, 0), await bench.Store.WithdrawAsync(person, Platform.Facebook, "https://www.facebook.com/AKUN.contoh", ReviewBench.Citra, default));
        Assert.Equal(0, (await bench.Store.WithdrawAsync(person, Platform.Facebook, "akuncontoh", ReviewBench.Citra, default)).Flags);

        Assert.Equal(FlagStatus.Dismissed, (await bench.ItemAsync(id)).State.Status);
        Assert.Equal(DismissalReason.NotThisPerson, Assert.Single((await bench.ItemAsync(id)).Events).Reason);
    }

    [Fact]
    public async Task TwoFirstAccountsAtOnceAreOne()
    {
        await using var bench = await OpenAsync();
        var entry = ReviewEntries.Account("siapa", "siapa", "made", SampleIngest.Start);

        Assert.False(await bench.Store.AddFirstAccountAsync(new ReviewerAccount { Reviewer = new("siapa", "Siapa", Role.Admin), Stamp = "1" }, entry, default));
    }
}
