using Monitor.Exports;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Posts;

namespace Monitor.Tests.Flags;

/// <summary>What every store must do. A further store joins with one line beside the two below.</summary>
public abstract class FlagStoreContract : IAsyncLifetime
{
    const string FileA = "rekap.xlsx";
    const string FileB = "twitter.zip";

    readonly IStores _stores;
    IFlagStore _store;

    private protected FlagStoreContract(IStores stores)
    {
        _stores = stores;
        _store = stores.At("monitor.db");
    }

    static CancellationToken None => CancellationToken.None;

    public Task InitializeAsync() => _store.OpenAsync(None);

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _stores.Dispose();
    }

    [Fact]
    public async Task ANewStoreBeginsItsJournal()
    {
        var first = Assert.Single(await JournalAsync());

        Assert.Equal(JournalKind.StoreCreated, first.Entry.Kind);
        Assert.Equal(new JournalHead(1, first.Hash), await _store.HeadAsync(None));
    }

    [Fact]
    public async Task NewPostsAreScoredAndTheRestIsAddedToTheBalance()
    {
        var unscored = ExportCounts.Zero with
        {
            NotOnRoster = 3,
            Rejected = new SortedDictionary<RejectReason, long> { [RejectReason.NoAuthor] = 2 },
        };
        ScoredPost[] posts =
        [
            SampleIngest.Flagged(1),
            SampleIngest.Plain(2) with { OutsideContests = true },
            SampleIngest.Plain(3) with { WithoutOwnWords = true, WithWarnings = true },
        ];

        var counts = await CommitAsync(FileA, 0, 8, posts, unscored);

        Assert.Equal(
            """{"scored":3,"notOnRoster":3,"duplicates":0,"rejected":{"NoAuthor":2},"flagged":1,"outsideContests":1,"withoutOwnWords":1,"withWarnings":1}""",
            Json(counts));
        Assert.Equal(8, counts.Rows);
    }

    [Fact]
    public async Task TheBalanceGrowsFromBatchToBatch()
    {
        var unscored = ExportCounts.Zero with { NotOnRoster = 1, Rejected = new SortedDictionary<RejectReason, long> { [RejectReason.Malformed] = 1 } };
        await CommitAsync(FileA, 0, 3, [SampleIngest.Flagged(1)], unscored);

        var counts = await CommitAsync(FileA, 1, 6, [SampleIngest.Flagged(2)], unscored);

        Assert.Equal((2, 2, 2, 6), (counts.Scored, counts.Flagged, counts.Rejected[RejectReason.Malformed], counts.Rows));
        Assert.Equal(Json(counts), Json((await FileAsync(FileA)).Counts));
    }

    [Fact]
    public async Task APostThatCameInAnotherFileIsADuplicateAndCountsForNothingElse()
    {
        await CommitAsync(FileA, 0, 1, [SampleIngest.Flagged(1)]);

        var counts = await CommitAsync(FileB, 0, 1, [SampleIngest.Flagged(1, file: FileB) with { WithWarnings = true, OutsideContests = true }]);

        Assert.Equal(ExportCounts.Zero with { Duplicates = 1, Rejected = counts.Rejected }, counts);
        Assert.Equal(SampleIngest.Sha(FileA), Assert.Single(await AllFlagsAsync()).FileSha256);
    }

    [Fact]
    public async Task APostThatStandsTwiceInABatchIsKeptOnce()
    {
        var counts = await CommitAsync(FileA, 0, 3, [SampleIngest.Flagged(1), SampleIngest.Plain(2), SampleIngest.Flagged(1)]);

        Assert.Equal((2, 1, 1), (counts.Scored, counts.Duplicates, counts.Flagged));
        Assert.Single(await AllFlagsAsync());
    }

    [Fact]
    public async Task AnEditedPostIsScoredAnewAndRaisesAFlagOfItsOwn()
    {
        await CommitAsync(FileA, 0, 1, [SampleIngest.Flagged(1, version: 0)]);

        var counts = await CommitAsync(FileB, 0, 3, [SampleIngest.Flagged(1, version: 1, FileB), SampleIngest.Flagged(1, version: 0, FileB), SampleIngest.Plain(1, version: 2)]);

        Assert.Equal((2, 1, 1), (counts.Scored, counts.Duplicates, counts.Flagged));
        Assert.Equal(
            [SampleIngest.Key(1, 0), SampleIngest.Key(1, 1)],
            (await AllFlagsAsync()).Select(flag => flag.Key).OrderBy(key => key != SampleIngest.Key(1, 0)));
    }

    [Fact]
    public async Task ABatchThatIsCommittedAgainChangesNothing()
    {
        var first = await CommitAsync(FileA, 0, 2, [SampleIngest.Flagged(1), SampleIngest.Plain(2)]);
        var head = await _store.HeadAsync(None);

        var again = await CommitAsync(FileA, 0, 2, [SampleIngest.Flagged(1), SampleIngest.Plain(2)]);

        Assert.Equal(Json(first), Json(again));
        Assert.Equal(head, await _store.HeadAsync(None));
        Assert.Equal(1, (await FileAsync(FileA)).NextBatch);
    }

    [Theory]
    [InlineData(2, "ahead of its turn")]
    [InlineData(-1, "never a number")]
    public async Task ABatchOutOfTurnChangesNothing(int number, string why)
    {
        var before = await CommitAsync(FileA, 0, 1, [SampleIngest.Plain(1)]);

        var after = await CommitAsync(FileA, number, 2, [SampleIngest.Flagged(2)]);

        Assert.True(Json(before) == Json(after), why);
        Assert.Empty(await AllFlagsAsync());
        Assert.Equal(1, (await CommitAsync(FileB, 0, 1, [SampleIngest.Plain(2)])).Scored);
    }

    [Fact]
    public async Task ALaterBatchOfAFileNeverMetGivesAnEmptyBalance()
    {
        var counts = await CommitAsync(FileA, 3, 1, [SampleIngest.Flagged(1)]);

        Assert.Equal(0, counts.Rows);
        Assert.Null(await _store.FindFileAsync(SampleIngest.Sha(FileA), None));
    }

    [Fact]
    public async Task AFileTellsWhereToGoOn()
    {
        ReadResult.Warned[] warnings = [new(ExportWarning.HeaderGuessed, "3"), new(ExportWarning.EndedEarly)];
        ReadResult.Rejected[] places = [new(RejectReason.NoAuthor, new PostPlace("Sheet1", "A7"))];
        await CommitAsync(FileA, 0, 5, [SampleIngest.Plain(1)]);
        await _store.CommitBatchAsync(SampleIngest.Batch(FileA, 1, 9, []) with { FileName = "lain.xlsx", Warnings = warnings, RejectedPlaces = places }, None);

        await ReopenStoreAsync();
        var file = await FileAsync(FileA);

        Assert.Equal((FileA, 2, 9, null, null), (file.FileName, file.NextBatch, file.ResultsConsumed, file.Receipt, file.MovedTo));
        Assert.Equal(SampleIngest.Start, file.ReceivedAt);
        Assert.Equal(warnings, file.Warnings);
        Assert.Equal(places, file.RejectedPlaces);
        Assert.Equal(file.Sha256, Assert.Single(await _store.UnmovedFilesAsync(None)).Sha256);
    }

    [Fact]
    public async Task AFlagComesBackAsItWasRaised()
    {
        var raised = SampleIngest.Flag(SampleIngest.Key(1));
        await CommitAsync(FileA, 0, 1, [SampleIngest.Plain(1) with { Flag = raised }]);

        await ReopenStoreAsync();
        var kept = await _store.FindFlagAsync(raised.Id, None);

        Assert.Equal(Json(raised), Json(kept));
        Assert.Null(await _store.FindFlagAsync("F-00000000", None));
    }

    [Fact]
    public async Task HalfAnEmojiDoesNotBreakTheStore()
    {
        var raised = SampleIngest.Flag(SampleIngest.Key(1));
        await CommitAsync(FileA, 0, 1, [SampleIngest.Plain(1) with { Flag = raised with { Post = raised.Post with { Text = "menang \ud83d" } } }]);

        Assert.Equal("menang \ufffd", (await _store.FindFlagAsync(raised.Id, None))?.Post.Text);
        Assert.Empty((await _store.VerifyAsync(null, None)).Faults);
    }

    [Fact]
    public async Task TwoPostsWithOneShortIdGetTwoIds()
    {
        // Found by search: these two keys begin with the same forty bits.
        var (one, other) = (SampleIngest.Flagged(324_744), SampleIngest.Flagged(1_435_893));
        Assert.Equal(one.Flag!.Id, other.Flag!.Id);
        await CommitAsync(FileA, 0, 1, [one]);

        await CommitAsync(FileA, 1, 2, [other]);

        Assert.Equal(one.Key, (await _store.FindFlagAsync("F-Y25R9K3B", None))?.Key);
        Assert.Equal(other.Key, (await _store.FindFlagAsync("F-Y25R9K3BZ", None))?.Key);
    }

    [Fact]
    public async Task TwoPostsWithOneShortIdInOneBatchGetTwoIds()
    {
        await CommitAsync(FileA, 0, 2, [SampleIngest.Flagged(374_445), SampleIngest.Flagged(1_672_649)]);

        Assert.Equal(["F-TT5049RQ", "F-TT5049RQS"], (await AllFlagsAsync()).Select(flag => flag.Id));
    }

    [Fact]
    public async Task FlagsAreListedNewestFirstWithinPriority()
    {
        await CommitAsync(FileA, 0, 4,
        [
            Raised(1, Priority.Low, hours: 3), Raised(2, Priority.High, hours: 1), Raised(3, Priority.Medium, hours: 9), Raised(4, Priority.High, hours: 2),
        ]);

        Assert.Equal([4, 2, 3, 1], (await AllFlagsAsync()).Select(PostNumber));
        Assert.Equal([2, 3], (await _store.FlagsAsync(new FlagQuery(Limit: 2, Offset: 1), None)).Select(PostNumber));
    }

    [Fact]
    public async Task FlagsAreFoundByWhatIsAskedFor()
    {
        var elsewhere = Raised(4, Priority.Low, hours: 2);
        elsewhere = elsewhere with { Flag = elsewhere.Flag! with { Contests = [new FlagContest("pemilu", "Pemilu", Monitor.Contests.Phase.After)] } };
        await CommitAsync(FileA, 0, 4, [Raised(1, Priority.Low, hours: 1), Raised(2, Priority.High, hours: 2), Raised(3, Priority.High, hours: 3), elsewhere]);

        Assert.Equal([3, 2], await FoundAsync(new FlagQuery(Priority: Priority.High)));
        Assert.Equal([2, 4], await FoundAsync(new FlagQuery(RaisedFrom: SampleIngest.Start.AddHours(2), RaisedTo: SampleIngest.Start.AddHours(3))));
        Assert.Equal([4], await FoundAsync(new FlagQuery(ContestId: "pemilu")));
        Assert.Equal([3, 2, 4, 1], await FoundAsync(new FlagQuery(Status: FlagStatus.Open)));
        Assert.Empty(await FoundAsync(new FlagQuery(Status: FlagStatus.Upheld)));
        Assert.Empty(await FoundAsync(new FlagQuery(ContestId: "pemilu", Priority: Priority.High)));
    }

    [Fact]
    public async Task FlagsAreCountedByStatus()
    {
        await CommitAsync(FileA, 0, 3, [SampleIngest.Flagged(1), SampleIngest.Flagged(2), SampleIngest.Plain(3)]);

        Assert.Equal([KeyValuePair.Create(FlagStatus.Open, 2L)], await _store.CountByStatusAsync(None));
    }

    [Fact]
    public async Task CountingFlagsLooksBeyondTheLimitOfTheQuery()
    {
        await CommitAsync(FileA, 0, 3, [SampleIngest.Flagged(1), SampleIngest.Flagged(2), SampleIngest.Plain(3)]);

        Assert.Equal(2, await _store.CountAsync(new FlagQuery(Limit: 1), None));
        Assert.Equal(0, await _store.CountAsync(new FlagQuery(FlagStatus.Dismissed), None));
    }

    [Fact]
    public async Task NamedContestantsAreCountedWithTheBatchThatBringsThem()
    {
        ScoredPost[] posts =
        [
            Naming(SampleIngest.Flagged(1), "satu", "dua"), Naming(SampleIngest.Plain(2), "satu"), SampleIngest.Plain(3),
            Naming(SampleIngest.Plain(4), "dua") with { Flag = SampleIngest.Flag(SampleIngest.Key(4)) with { Origin = FlagOrigin.Fact } },
        ];

        await CommitAsync(FileA, 0, 4, posts);
        await CommitAsync(FileA, 1, 5, [Naming(SampleIngest.Plain(5), "satu")]);
        await ReopenStoreAsync();

        // A like is no word: the model did not flag the post that it scored.
        Assert.Equal([new("pilkada", "dua", 2, 1), new("pilkada", "satu", 3, 1)], await MentionsAsync(0, 1));
    }

    [Fact]
    public async Task APostThatIsReadAgainIsNotCountedAgain()
    {
        ScoredPost[] posts = [Naming(SampleIngest.Flagged(1), "satu"), Naming(SampleIngest.Plain(2), "satu")];
        var first = await CommitAsync(FileA, 0, 2, posts);

        await CommitAsync(FileA, 0, 2, posts); // the same batch once more, after a kill
        await _store.CommitReceiptAsync(SampleIngest.Receipt(FileA, first, ReceiptOutcome.Refused), None);
        await _store.ReopenFileAsync(SampleIngest.Sha(FileA), None);
        await CommitAsync(FileA, 0, 2, posts); // the file from its start
        await CommitAsync(FileB, 0, 3, [.. posts, Naming(SampleIngest.Plain(2, version: 1), "satu")]); // in another export, where one was edited

        Assert.Equal([new("pilkada", "satu", 3, 1)], await MentionsAsync(0, 1));
    }

    [Fact]
    public async Task MentionsAreFoundByTheDayOnWhichTheyWereRead()
    {
        foreach (var day in (int[])[0, 1, 3])
            await _store.CommitBatchAsync(SampleIngest.Batch($"{day}.csv", 0, 1, [Naming(SampleIngest.Plain(day), "satu")]) with { At = SampleIngest.Start.AddDays(day) }, None);

        Assert.Equal([new("pilkada", "satu", 2, 0)], await MentionsAsync(1, 4));
        Assert.Empty(await MentionsAsync(4, 9));
        Assert.Equal(3, Assert.Single(await _store.MentionsAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, None)).Scored);
    }

    [Fact]
    public async Task AReceiptFinishesItsFile()
    {
        var counts = await CommitAsync(FileA, 0, 1, [SampleIngest.Flagged(1)]);
        var receipt = SampleIngest.Receipt(FileA, counts) with { Warnings = [new(ExportWarning.PartOfSet, "2")], RejectedPlaces = [new(RejectReason.TooLong, new("", "9"))] };

        await _store.CommitReceiptAsync(receipt, None);
        await ReopenStoreAsync();

        Assert.Equal(Json(receipt), Json((await FileAsync(FileA)).Receipt));
        Assert.Equal(Json(receipt), Json(Assert.Single(await AllReceiptsAsync())));
        Assert.Equal(JournalKind.ReceiptWritten, (await JournalAsync())[^1].Entry.Kind);
    }

    [Fact]
    public async Task AFinishedFileTakesNoFurtherBatchAndNoSecondReceipt()
    {
        var counts = await CommitAsync(FileA, 0, 1, [SampleIngest.Plain(1)]);
        await _store.CommitReceiptAsync(SampleIngest.Receipt(FileA, counts), None);
        var head = await _store.HeadAsync(None);

        await _store.CommitReceiptAsync(SampleIngest.Receipt(FileA, counts), None);
        await _store.CommitReceiptAsync(SampleIngest.Receipt(FileA, counts, finishedAt: SampleIngest.Start.AddDays(1)), None);
        var after = await CommitAsync(FileA, 1, 2, [SampleIngest.Flagged(2)]);

        Assert.Equal(head, await _store.HeadAsync(None));
        Assert.Equal(Json(counts), Json(after));
        Assert.Single(await AllReceiptsAsync());
    }

    [Fact]
    public async Task AFileIsUnmovedUntilItIsSaidToBeMoved()
    {
        await _store.CommitReceiptAsync(SampleIngest.Receipt(FileA, ExportCounts.Zero, ReceiptOutcome.Refused), None);
        await CommitAsync(FileB, 0, 1, []);
        Assert.Equal(2, (await _store.UnmovedFilesAsync(None)).Count);

        await _store.MarkMovedAsync(SampleIngest.Sha(FileA), "ditolak/" + FileA, None);

        Assert.Equal(FileB, Assert.Single(await _store.UnmovedFilesAsync(None)).FileName);
        Assert.Equal("ditolak/" + FileA, (await FileAsync(FileA)).MovedTo);
    }

    [Fact]
    public async Task ADuplicateGetsItsReceiptAndLeavesTheFilesOwn()
    {
        var counts = await CommitAsync(FileA, 0, 1, [SampleIngest.Plain(1)]);
        var own = SampleIngest.Receipt(FileA, counts);
        await _store.CommitReceiptAsync(own, None);
        await _store.MarkMovedAsync(own.Sha256, "selesai/" + FileA, None);
        var second = own with { Outcome = ReceiptOutcome.Duplicate, FileName = "salinan.xlsx", FirstReceivedAt = own.ReceivedAt };
        var third = second with { ReceivedAt = SampleIngest.Start.AddHours(1), FinishedAt = SampleIngest.Start.AddHours(1) };

        await _store.CommitReceiptAsync(second, None);
        await _store.CommitReceiptAsync(second, None);
        await _store.CommitReceiptAsync(third, None);

        Assert.Equal([Json(own), Json(second), Json(third)], (await AllReceiptsAsync()).Select(Json));
        var file = await FileAsync(FileA);
        Assert.Equal((Json(own), "selesai/" + FileA), (Json(file.Receipt), file.MovedTo));
        Assert.Equal([Json(second), Json(third)], file.UnmovedDuplicates.Select(Json));
    }

    [Fact]
    public async Task ADuplicateAwaitsItsMoveByName()
    {
        var duplicate = SampleIngest.Receipt(FileA, ExportCounts.Zero, ReceiptOutcome.Duplicate);
        await _store.CommitReceiptAsync(duplicate with { FileName = "a.xlsx" }, None);
        await _store.CommitReceiptAsync(duplicate with { FileName = "b.xlsx" }, None);

        await _store.MarkDuplicateMovedAsync(duplicate.Sha256, "b.xlsx", None);
        await _store.MarkDuplicateMovedAsync(duplicate.Sha256, "c.xlsx", None);

        Assert.Equal("a.xlsx", Assert.Single((await FileAsync(FileA)).UnmovedDuplicates).FileName);
    }

    [Fact]
    public async Task ARefusedFileCanBeReadAgainFromItsStart()
    {
        var first = await CommitAsync(FileA, 0, 2, [SampleIngest.Flagged(1), SampleIngest.Plain(2)]);
        await _store.CommitReceiptAsync(SampleIngest.Receipt(FileA, first, ReceiptOutcome.Refused), None);
        await _store.MarkMovedAsync(SampleIngest.Sha(FileA), "ditolak/" + FileA, None);

        await _store.ReopenFileAsync(SampleIngest.Sha(FileA), None);
        var reopened = await FileAsync(FileA);
        var second = await CommitAsync(FileA, 0, 3, [SampleIngest.Flagged(1), SampleIngest.Plain(2), SampleIngest.Flagged(3)]);
        await _store.CommitReceiptAsync(SampleIngest.Receipt(FileA, second), None);

        Assert.Equal((0, 0L, null, null), (reopened.NextBatch, reopened.ResultsConsumed, reopened.Receipt, reopened.MovedTo));
        Assert.Equal((1, 2, 1), (second.Scored, second.Duplicates, second.Flagged));
        Assert.Equal([ReceiptOutcome.Refused, ReceiptOutcome.Done], (await AllReceiptsAsync()).Select(receipt => receipt.Outcome));
        Assert.Equal(2, (await AllFlagsAsync()).Count);
        Assert.Empty((await _store.VerifyAsync(null, None)).Faults);
    }

    [Fact]
    public async Task AFileThatIsStillBeingReadIsNotReopened()
    {
        await CommitAsync(FileA, 0, 1, [SampleIngest.Plain(1)]);

        await _store.ReopenFileAsync(SampleIngest.Sha(FileA), None);

        Assert.Equal(1, (await FileAsync(FileA)).NextBatch);
    }

    [Fact]
    public async Task ReceiptsAreFoundByTheTimeTheyWereFinished()
    {
        foreach (var hour in (int[])[3, 1, 2])
            await _store.CommitReceiptAsync(SampleIngest.Receipt($"{hour}.csv", ExportCounts.Zero, finishedAt: SampleIngest.Start.AddHours(hour)), None);

        var found = await _store.ReceiptsAsync(SampleIngest.Start.AddHours(2), SampleIngest.Start.AddHours(4), None);

        Assert.Equal(["3.csv", "2.csv"], found.Select(receipt => receipt.FileName));
        Assert.Empty(await _store.ReceiptsAsync(SampleIngest.Start, SampleIngest.Start.AddHours(1), None));
    }

    [Fact]
    public async Task TheJournalTellsOfFlagsOnlyWhereSomeWereRaised()
    {
        await CommitAsync(FileA, 0, 1, [SampleIngest.Plain(1)]);
        await CommitAsync(FileA, 1, 3, [SampleIngest.Flagged(2), SampleIngest.Flagged(3)]);
        await CommitAsync(FileA, 2, 4, [SampleIngest.Flagged(2)]);

        var raised = Assert.Single(await JournalAsync(), entry => entry.Entry.Kind is JournalKind.FlagsRaised);

        Assert.Equal(SampleIngest.Sha(FileA), raised.Entry.Subject);
        Assert.StartsWith("""{"batch":1,"flags":2,"sha256":""", raised.Entry.Detail, StringComparison.Ordinal);
        Assert.Equal(SampleIngest.Start.AddSeconds(1), raised.Entry.At);
    }

    [Fact]
    public async Task TheJournalGrowsByWhatIsAppended()
    {
        var entry = new JournalEntry(JournalKind.ModelChanged, SampleIngest.Start, "admin", "model-2", """{"f1":0.8}""");

        var head = await _store.AppendAsync(entry, None);
        await ReopenStoreAsync();

        var last = (await JournalAsync())[^1];
        Assert.Equal(entry, last.Entry);
        Assert.Equal(new JournalHead(2, last.Hash), head);
        Assert.Null((await JournalChain.VerifyAsync(_store.JournalAsync(None), head, None)).Break);
    }

    [Fact]
    public async Task ALongJournalIsReadToItsEnd()
    {
        for (var number = 0; number < 2_100; number++)
            await _store.AppendAsync(new JournalEntry(JournalKind.NameViewed, SampleIngest.Start, "p1", $"F-{number}", "{}"), None);

        Assert.Equal(Enumerable.Range(1, 2_101).Select(number => (long)number), (await JournalAsync()).Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task TheSecretStaysWithItsStore()
    {
        var secret = await _store.PseudonymKeyAsync(None);
        await using var other = _stores.At("other.db");
        await other.OpenAsync(None);

        await ReopenStoreAsync();

        Assert.Equal(32, secret.Length);
        Assert.Equal(secret, await _store.PseudonymKeyAsync(None));
        Assert.NotEqual(secret, await other.PseudonymKeyAsync(None));
    }

    [Fact]
    public async Task AStoreThatIsBeingWrittenIsNotOpenedTwice()
    {
        await using var second = _stores.At("monitor.db");

        await Assert.ThrowsAsync<StoreException>(() => second.OpenAsync(None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => second.HeadAsync(None));
        Assert.Equal(1, (await _store.HeadAsync(None)).Length);
    }

    [Fact]
    public async Task WritersQueueAndReadersGoOnMeanwhile()
    {
        var writing = Enumerable.Range(0, 8).Select(file => Task.Run(async () =>
        {
            for (var batch = 0; batch < 5; batch++)
                await CommitAsync($"{file}.csv", batch, (batch + 1) * 2, [SampleIngest.Flagged(batch, file: $"{file}.csv"), SampleIngest.Flagged(1_000 + file * 10 + batch, file: $"{file}.csv")]);
        })).ToList();
        var reading = Task.Run(async () =>
        {
            while (!writing.TrueForAll(task => task.IsCompleted)) Assert.Empty((await _store.VerifyAsync(null, None)).Faults);
        });

        await Task.WhenAll([.. writing, reading]);

        Assert.Equal(45, (await AllFlagsAsync()).Count);
        var files = await _store.UnmovedFilesAsync(None);
        Assert.Equal((45, 35), (files.Sum(file => file.Counts.Scored), files.Sum(file => file.Counts.Duplicates)));
    }

    [Fact]
    public async Task ACancelledWriteThatWaitsForItsTurnIsNotMade()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.AppendAsync(new JournalEntry(JournalKind.Exported, SampleIngest.Start, "a", "b", "{}"), stop.Token));

        Assert.Equal(1, (await _store.HeadAsync(None)).Length);
    }

    [Fact]
    public async Task ASoundStoreHasNoFaultsAndKnowsItsOwnPast()
    {
        var counts = await CommitAsync(FileA, 0, 3, [SampleIngest.Flagged(1), SampleIngest.Plain(2), SampleIngest.Flagged(3)]);
        var anchor = await _store.HeadAsync(None);
        await _store.CommitReceiptAsync(SampleIngest.Receipt(FileA, counts), None);
        await CommitAsync(FileB, 0, 2, [SampleIngest.Flagged(1), SampleIngest.Flagged(4)]);

        var report = await _store.VerifyAsync(anchor, None);

        Assert.Empty(report.Faults);
        Assert.Equal((2, 1, 3, 4), (report.Files, report.Receipts, report.Flags, report.Posts));
        Assert.Equal(await _store.HeadAsync(None), report.Head);
    }

    [Fact]
    public async Task AnAnchorOfALongerJournalIsMissed()
    {
        var report = await _store.VerifyAsync(new JournalHead(7, new string('a', 64)), None);

        Assert.Equal(StoreCheck.Journal, Assert.Single(report.Faults).Check);
    }

    [Fact]
    public async Task AReceiptThatClaimsOtherNumbersThanWereKeptIsAFault()
    {
        await CommitAsync(FileA, 0, 1, [SampleIngest.Plain(1)]);
        await _store.CommitReceiptAsync(SampleIngest.Receipt(FileA, ExportCounts.Zero with { Scored = 2 }), None);

        var fault = Assert.Single((await _store.VerifyAsync(null, None)).Faults);

        Assert.Equal((StoreCheck.Balances, SampleIngest.Sha(FileA)), (fault.Check, fault.Subject));
    }

    [Fact]
    public async Task ABackupOpensAsTheStoreThatItWas()
    {
        var counts = await CommitAsync(FileA, 0, 2, [SampleIngest.Flagged(1), SampleIngest.Plain(2)]);
        await _store.CommitReceiptAsync(SampleIngest.Receipt(FileA, counts), None);
        var flags = (await AllFlagsAsync()).Select(Json).ToList();

        var anchor = await _store.BackupAsync(_stores.PathOf("backup.db"), None);
        await CommitAsync(FileB, 0, 1, [SampleIngest.Flagged(9)]);
        await using var restored = _stores.At("backup.db");
        await restored.OpenAsync(None);

        Assert.Equal(anchor, await restored.HeadAsync(None));
        Assert.Equal(flags, (await restored.FlagsAsync(new FlagQuery(), None)).Select(Json));
        Assert.Equal(await _store.PseudonymKeyAsync(None), await restored.PseudonymKeyAsync(None));
        Assert.Empty((await restored.VerifyAsync(anchor, None)).Faults);
        Assert.Equal(1, (await restored.CommitBatchAsync(SampleIngest.Batch(FileB, 0, 2, [SampleIngest.Plain(1), SampleIngest.Plain(9)]), None)).Scored);
    }

    [Fact]
    public async Task ABackupNeverOverwrites()
    {
        await _store.BackupAsync(_stores.PathOf("backup.db"), None);

        await Assert.ThrowsAsync<StoreException>(() => _store.BackupAsync(_stores.PathOf("backup.db"), None));
    }

    async Task ReopenStoreAsync()
    {
        await _store.DisposeAsync();
        _store = _stores.At("monitor.db");
        await _store.OpenAsync(None);
    }

    Task<ExportCounts> CommitAsync(string file, int number, long consumed, IReadOnlyList<ScoredPost> posts, ExportCounts? unscored = null) =>
        _store.CommitBatchAsync(SampleIngest.Batch(file, number, consumed, posts, unscored), None);

    async Task<FileState> FileAsync(string file) =>
        await _store.FindFileAsync(SampleIngest.Sha(file), None) ?? throw new InvalidOperationException($"{file} is not known.");

    static ScoredPost Naming(ScoredPost post, params string[] contestants) => post with { Named = [.. contestants.Select(one => new NamedContestant("pilkada", one))] };

    Task<IReadOnlyList<MentionCount>> MentionsAsync(int from, int to) => _store.MentionsAsync(SampleIngest.Start.AddDays(from), SampleIngest.Start.AddDays(to), None);

    Task<IReadOnlyList<Flag>> AllFlagsAsync() => _store.FlagsAsync(new FlagQuery(), None);

    Task<IReadOnlyList<ExportReceipt>> AllReceiptsAsync() => _store.ReceiptsAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, None);

    async Task<IReadOnlyList<ChainedEntry>> JournalAsync() => await _store.JournalAsync(None).ToListAsync();

    async Task<IEnumerable<int>> FoundAsync(FlagQuery query) => (await _store.FlagsAsync(query, None)).Select(PostNumber);

    static ScoredPost Raised(int post, Priority priority, int hours) => SampleIngest.Plain(post) with
    {
        Flag = SampleIngest.Flag(SampleIngest.Key(post), priority: priority, raisedAt: SampleIngest.Start.AddHours(hours)),
    };

    static int PostNumber(Flag flag) => Enumerable.Range(0, 100).Single(post => SampleIngest.Key(post) == flag.Key);

    private protected static string Json<T>(T value) => StoreJson.Write(value);
}

public sealed class SqliteStoreContractTests() : FlagStoreContract(new SqliteStores());

public sealed class InMemoryStoreContractTests() : FlagStoreContract(new InMemoryStores());
