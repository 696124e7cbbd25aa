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
