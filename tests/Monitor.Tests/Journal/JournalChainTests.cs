using Monitor.Journal;

namespace Monitor.Tests.Journal;

public class JournalChainTests
{
    static readonly DateTimeOffset At = new(2024, 11, 27, 7, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task AnUntouchedChainHolds()
    {
        var chain = Chain(5);

        var report = await VerifyAsync(chain);

        Assert.Null(report.Break);
        Assert.Equal(HeadOf(chain, 5), report.Head);
    }

    [Fact]
    public async Task AnEmptyJournalHolds()
    {
        var report = await VerifyAsync([]);

        Assert.Null(report.Break);
        Assert.Equal(JournalChain.Empty, report.Head);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task AnyChangeOfAnEntryIsFoundAtThatEntry(string member)
    {
        var chain = Chain(5);
        chain[2] = Change(chain[2], member);

        var report = await VerifyAsync(chain);

        Assert.Equal((3L, ChainFault.Altered), (report.Break!.Sequence, report.Break.Fault));
        Assert.Equal(HeadOf(chain, 2), report.Head);
    }

    public static TheoryData<string> Changes => ["Kind", "At", "Actor", "Subject", "Detail", "Hash", "PreviousHash"];

    [Fact]
    public async Task TextThatMovesFromOneMemberToTheNextIsFound()
    {
        var chain = Chain(3);
        chain[1] = chain[1] with { Entry = chain[1].Entry with { Actor = "monitorf", Subject = "ile-2" } };

        Assert.Equal(ChainFault.Altered, (await VerifyAsync(chain)).Break?.Fault);
    }

    [Fact]
    public async Task AChangedEntryWithItsHashMadeAnewIsFoundAtTheNext()
    {
        var chain = Chain(5);
        chain[2] = JournalChain.Link(HeadOf(chain, 2), chain[2].Entry with { Detail = "{}" });

        var report = await VerifyAsync(chain);

        Assert.Equal((4L, ChainFault.Unlinked), (report.Break!.Sequence, report.Break.Fault));
    }

    [Fact]
    public async Task ADeletedEntryIsAGap()
    {
        var chain = Chain(5);
        chain.RemoveAt(2);

        Assert.Equal((3L, ChainFault.Gap), await FaultAsync(chain));
    }

    [Fact]
    public async Task ADeletedFirstEntryIsAGap()
    {
        var chain = Chain(3);
        chain.RemoveAt(0);

        Assert.Equal((1L, ChainFault.Gap), await FaultAsync(chain));
    }

    [Fact]
    public async Task ADeletedEntryWithTheRestNumberedAnewIsFound()
    {
        var chain = Chain(5);
        chain.RemoveAt(2);
        for (var index = 2; index < chain.Count; index++) chain[index] = chain[index] with { Sequence = index + 1 };

        Assert.Equal((3L, ChainFault.Altered), await FaultAsync(chain));
    }

    [Fact]
    public async Task AnInsertedEntryIsFoundWhereTheOldChainGoesOn()
    {
        var chain = Chain(4);
        chain.Insert(2, JournalChain.Link(HeadOf(chain, 2), Entry(99)));

        Assert.Equal((3L, ChainFault.Reordered), await FaultAsync(chain));
    }

    [Fact]
    public async Task AnEntryTwiceIsFound()
    {
        var chain = Chain(4);
        chain.Insert(2, chain[1]);

        Assert.Equal((2L, ChainFault.Reordered), await FaultAsync(chain));
    }

    [Fact]
    public async Task TwoEntriesInEachOthersPlaceAreReordered()
    {
        var chain = Chain(5);
        (chain[1], chain[3]) = (chain[3], chain[1]);

        Assert.Equal((2L, ChainFault.Reordered), await FaultAsync(chain));
    }

    [Fact]
    public async Task TwoEntriesThatAlsoTookEachOthersNumbersAreFound()
    {
        var chain = Chain(5);
        (chain[1], chain[3]) = (chain[3] with { Sequence = 2 }, chain[1] with { Sequence = 4 });

        Assert.Equal((2L, ChainFault.Altered), await FaultAsync(chain));
    }

    [Fact]
    public async Task AMissingEndShowsOnlyAgainstAnAnchor()
    {
        var chain = Chain(5);
        var anchor = HeadOf(chain, 5);
        chain.RemoveRange(3, 2);

        Assert.Null((await VerifyAsync(chain)).Break);
        Assert.Equal((4L, ChainFault.Truncated), await FaultAsync(chain, anchor));
        Assert.Equal((1L, ChainFault.Truncated), await FaultAsync([], anchor));
    }

    [Fact]
    public async Task AnOldAnchorHoldsForALongerJournal()
    {
        var chain = Chain(5);

        Assert.Null((await VerifyAsync(chain, HeadOf(chain, 3))).Break);
        Assert.Null((await VerifyAsync(chain, HeadOf(chain, 3) with { Hash = chain[2].Hash.ToUpperInvariant() })).Break);
        Assert.Null((await VerifyAsync(chain, JournalChain.Empty)).Break);
    }

    [Fact]
    public async Task AJournalWrittenAnewDoesNotFitAnOldAnchor()
    {
        var anchor = HeadOf(Chain(5), 3);
        List<ChainedEntry> forged = [];
        for (var number = 1; number <= 5; number++)
            forged.Add(JournalChain.Link(HeadOf(forged, number - 1), Entry(number) with { Actor = "somebody else" }));

        Assert.Null((await VerifyAsync(forged)).Break);
        Assert.Equal((3L, ChainFault.Rewritten), await FaultAsync(forged, anchor));
    }

    [Fact]
    public void TheSameInstantInAnotherZoneGivesTheSameHash()
    {
        var entry = Entry(1);

        Assert.Equal(
            JournalChain.Link(JournalChain.Empty, entry).Hash,
            JournalChain.Link(JournalChain.Empty, entry with { At = entry.At.ToUniversalTime() }).Hash);
    }

    [Fact]
    public void TheLayoutOfTheHashNeverChanges()
    {
        // Worked out apart from this program: SHA-256 over the members with their lengths. Old journals must stay provable.
        var entry = new JournalEntry(JournalKind.Decided, At, "p1", "F-7K2M9QXD", """{"keputusan":"bukan indikasi"}""");

        Assert.Equal("b50c662cad47567b447d516edca07bed5d2ddf97c2f12fed70d13f37e4646255", JournalChain.Link(JournalChain.Empty, entry).Hash);
    }

    [Fact]
    public void ABreakReadsAsASentence()
    {
        var broken = new ChainBreak(4, ChainFault.Gap, "it is missing: the next is entry 6");

        Assert.Equal("Entry 4 is broken (Gap): it is missing: the next is entry 6.", broken.ToString());
    }

    static Task<ChainReport> VerifyAsync(IEnumerable<ChainedEntry> chain, JournalHead? anchor = null) =>
        JournalChain.VerifyAsync(chain.ToAsyncEnumerable(), anchor, CancellationToken.None);

    static async Task<(long, ChainFault)> FaultAsync(IEnumerable<ChainedEntry> chain, JournalHead? anchor = null)
    {
        var report = await VerifyAsync(chain, anchor);
        Assert.NotNull(report.Break);
        return (report.Break.Sequence, report.Break.Fault);
    }

    static List<ChainedEntry> Chain(int length)
    {
        List<ChainedEntry> chain = [];
        for (var number = 1; number <= length; number++) chain.Add(JournalChain.Link(HeadOf(chain, number - 1), Entry(number)));
        return chain;
    }

    static JournalHead HeadOf(List<ChainedEntry> chain, int length) =>
        length == 0 ? JournalChain.Empty : new JournalHead(length, chain[length - 1].Hash);

    static JournalEntry Entry(int number) => new(JournalKind.ReceiptWritten, At.AddMinutes(number), "monitor", $"file-{number}", "{\"rows\":1}");

    static ChainedEntry Change(ChainedEntry entry, string member) => member switch
    {
        "Kind" => entry with { Entry = entry.Entry with { Kind = JournalKind.Purged } },
        "At" => entry with { Entry = entry.Entry with { At = entry.Entry.At.AddTicks(1) } },
        "Actor" => entry with { Entry = entry.Entry with { Actor = "admin" } },
        "Subject" => entry with { Entry = entry.Entry with { Subject = "file-0" } },
        "Detail" => entry with { Entry = entry.Entry with { Detail = "{\"rows\":2}" } },
        "Hash" => entry with { Hash = new string('f', 64) },
        _ => entry with { PreviousHash = new string('f', 64) },
    };
}
