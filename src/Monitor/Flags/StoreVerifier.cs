using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Monitor.Exports;
using Monitor.Journal;

namespace Monitor.Flags;

/// <summary>Compares what a store holds with what its journal says it did, and sums with their parts.</summary>
static class StoreVerifier
{
    public static async Task<StoreReport> VerifyAsync(StoreEvidence evidence, JournalHead? anchor, CancellationToken cancellationToken)
    {
        List<StoreFault> faults = [.. evidence.LooseEnds.Select(end => new StoreFault(StoreCheck.Engine, "store", end))];
        var told = new Told();
        var chain = await JournalChain.VerifyAsync(ListenAsync(evidence.Journal, told, cancellationToken), anchor, cancellationToken);
        if (chain.Break is { } broken) faults.Add(new StoreFault(StoreCheck.Journal, Number(broken.Sequence), broken.ToString()));

        var receipts = CheckReceipts(evidence.Receipts, told, faults);
        var flags = CheckFlags(evidence.Flags, told, faults);
        CheckPurged(evidence.Purged, told, faults);
        var files = CheckFiles(evidence, flags, faults);
        return new StoreReport(chain.Head, files, receipts, flags, evidence.SeenPosts, faults);
    }

    /// <summary>Hands the chain on and keeps what the journal says of receipts and flags.</summary>
    static async IAsyncEnumerable<ChainedEntry> ListenAsync(
        IAsyncEnumerable<ChainedEntry> journal, Told told, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in journal.WithCancellation(cancellationToken))
        {
            told.Add(entry);
            yield return entry;
        }
    }

    static long CheckReceipts(IEnumerable<KeptReceipt> kept, Told told, List<StoreFault> faults)
    {
        var count = 0L;
        foreach (var receipt in kept)
        {
            count++;
            if (!told.Receipts.Remove(receipt.JournalSequence, out var entry))
                faults.Add(Fault(receipt, $"no journal entry {Number(receipt.JournalSequence)} tells of it"));
            else if (entry.Detail is null || entry.Subject != receipt.FileSha256 || entry.Detail.Sha256 != receipt.DocumentSha256)
                faults.Add(Fault(receipt, $"it is not the receipt that journal entry {Number(receipt.JournalSequence)} tells of"));
            else if (receipt.Counts is not { } counts || !Closes(counts, entry.Detail))
                faults.Add(Fault(receipt, "its balance does not close"));
        }

        faults.AddRange(told.Receipts.Select(missing =>
            new StoreFault(StoreCheck.Receipts, missing.Value.Subject, $"journal entry {Number(missing.Key)} tells of a receipt that is missing")));
        return count;

        static StoreFault Fault(KeptReceipt receipt, string explanation) => new(StoreCheck.Receipts, receipt.FileSha256, explanation);
    }

    /// <summary>Rows are the sum of their parts, and the parts are those that the journal was told.</summary>
    static bool Closes(ExportCounts counts, StoreEntries.ReceiptDetail told) =>
        told.Rows == told.Scored + told.NotOnRoster + told.Duplicates + told.Rejected
        && counts.Rows == told.Rows && counts.Scored == told.Scored && counts.NotOnRoster == told.NotOnRoster
        && counts.Duplicates == told.Duplicates && counts.RejectedTotal == told.Rejected && counts.Flagged == told.Flagged
        && counts.Flagged <= counts.Scored;

    static long CheckFlags(IEnumerable<KeptFlag> kept, Told told, List<StoreFault> faults)
    {
        var count = 0L;
        foreach (var batch in Together(kept))
        {
            count += batch.Count;
            foreach (var flag in batch.Where(flag => !flag.Intact))
                faults.Add(new StoreFault(StoreCheck.Flags, flag.Id, "it is not the document that was raised"));

            var sequence = batch[0].JournalSequence;
            if (!told.Raised.Remove(sequence, out var entry))
                faults.Add(new StoreFault(StoreCheck.Flags, batch[0].Id, $"no journal entry {Number(sequence)} tells of it"));
            else if (entry.Detail is null || entry.Detail.Flags != batch.Count)
                faults.Add(new StoreFault(StoreCheck.Flags, Number(sequence), $"journal entry {Number(sequence)} tells of {entry.Detail?.Flags ?? 0} flags, {batch.Count} are kept"));
            else if (entry.Detail.Sha256 != StoreEntries.HashOf(batch.Select(flag => flag.DocumentSha256)))
                faults.Add(new StoreFault(StoreCheck.Flags, Number(sequence), $"the flags are not those that journal entry {Number(sequence)} tells of"));
        }

        faults.AddRange(told.Raised.Select(missing =>
            new StoreFault(StoreCheck.Flags, Number(missing.Key), $"journal entry {Number(missing.Key)} tells of {missing.Value.Detail?.Flags ?? 0} flags, 0 are kept")));
        return count;
    }

    /// <summary>What was purged is what the certificates tell of, no more and no less.</summary>
    static void CheckPurged(IEnumerable<KeptFlag> purged, Told told, List<StoreFault> faults)
    {
        foreach (var together in Together(purged))
        {
            var sequence = together[0].JournalSequence;
            faults.AddRange(together.Where(flag => !flag.Intact).Select(flag => new StoreFault(StoreCheck.Flags, flag.Id, "it was purged and holds more than a purge leaves")));
            if (!told.Purged.Remove(sequence, out var certificate))
                faults.Add(new StoreFault(StoreCheck.Flags, together[0].Id, $"no journal entry {Number(sequence)} tells of its purge"));
            else if (certificate is null || certificate.Flags + certificate.Samples != together.Count || certificate.Sha256 != StoreEntries.HashOf(together.Select(flag => flag.DocumentSha256)))
                faults.Add(new StoreFault(StoreCheck.Flags, Number(sequence), $"what was purged is not what journal entry {Number(sequence)} tells of"));
        }

        faults.AddRange(told.Purged.Select(missing =>
            new StoreFault(StoreCheck.Flags, Number(missing.Key), $"journal entry {Number(missing.Key)} tells of a purge, and nothing is purged by it")));
    }

    /// <summary>Flags of one entry together, without holding more than those.</summary>
    static IEnumerable<List<KeptFlag>> Together(IEnumerable<KeptFlag> flags)
    {
        List<KeptFlag> batch = [];
        foreach (var flag in flags)
        {
            if (batch.Count > 0 && batch[0].JournalSequence != flag.JournalSequence)
            {
                yield return batch;
                batch = [];
            }

            batch.Add(flag);
        }

        if (batch.Count > 0) yield return batch;
    }

    static long CheckFiles(StoreEvidence evidence, long flags, List<StoreFault> faults)
    {
        long files = 0, scored = 0, flagged = 0;
        foreach (var file in evidence.Files)
        {
            files++;
            scored += file.ScoredEver;
            flagged += file.FlaggedEver;
            if (file.Counts.Scored > file.ScoredEver || file.Counts.Flagged > file.FlaggedEver || file.Counts.Rows > file.ResultsConsumed)
                faults.Add(new StoreFault(StoreCheck.Balances, file.Sha256, "its running balance holds more than was read"));
            if (file.DoneCounts is { } done && !SameBalance(done, file.Counts))
                faults.Add(new StoreFault(StoreCheck.Balances, file.Sha256, "its receipt and its running balance differ"));
        }

        if (scored != evidence.SeenPosts)
            faults.Add(new StoreFault(StoreCheck.Balances, "posts", $"the files account for {Number(scored)} posts, {Number(evidence.SeenPosts)} are known"));
        if (flagged != flags)
            faults.Add(new StoreFault(StoreCheck.Balances, "flags", $"the files account for {Number(flagged)} flags, {Number(flags)} are kept"));
        return files;
    }

    static bool SameBalance(ExportCounts left, ExportCounts right) =>
        left with { Rejected = right.Rejected } == right
        && left.Rejected.OrderBy(reason => reason.Key).SequenceEqual(right.Rejected.OrderBy(reason => reason.Key));

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the journal tells of receipts, flags and purges, by the number of the entry.</summary>
    sealed class Told
    {
        public Dictionary<long, (string Subject, StoreEntries.ReceiptDetail? Detail)> Receipts { get; } = [];

        public Dictionary<long, (string Subject, StoreEntries.RaisedDetail? Detail)> Raised { get; } = [];

        public Dictionary<long, StoreEntries.PurgedDetail?> Purged { get; } = [];

        public void Add(ChainedEntry chained)
        {
            var entry = chained.Entry;
            if (entry.Kind is JournalKind.ReceiptWritten)
                Receipts[chained.Sequence] = (entry.Subject, Read<StoreEntries.ReceiptDetail>(entry.Detail));
            if (entry.Kind is JournalKind.FlagsRaised)
                Raised[chained.Sequence] = (entry.Subject, Read<StoreEntries.RaisedDetail>(entry.Detail));
            if (entry.Kind is JournalKind.Purged)
                Purged[chained.Sequence] = Read<StoreEntries.PurgedDetail>(entry.Detail);
        }

        /// <summary>Null for what does not parse: the chain has already said that the entry was altered.</summary>
        static T? Read<T>(string detail) where T : class
        {
            try
            {
                return StoreJson.Read<T>(detail);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}

/// <summary>Everything in a store that can be checked, as it stood at one moment. Sequences are walked once, in this order.</summary>
sealed record StoreEvidence
{
    /// <summary>What the engine says of references among its rows.</summary>
    public required IEnumerable<string> LooseEnds { get; init; }

    public required IAsyncEnumerable<ChainedEntry> Journal { get; init; }

    /// <summary>In the order in which they were kept.</summary>
    public required IEnumerable<KeptReceipt> Receipts { get; init; }

    /// <summary>In the order in which they were raised.</summary>
    public required IEnumerable<KeptFlag> Flags { get; init; }

    /// <summary>Flags and samples that were purged, by the entry that tells of it, flags first; <c>JournalSequence</c> is that entry's.</summary>
    public IEnumerable<KeptFlag> Purged { get; init; } = [];

    public required IEnumerable<KeptFile> Files { get; init; }

    /// <summary>Versions of posts that are known.</summary>
    public required long SeenPosts { get; init; }
}

/// <param name="FileSha256">Its file.</param>
/// <param name="JournalSequence">The entry that was written with it.</param>
/// <param name="DocumentSha256">SHA-256 of the document as it stands now.</param>
/// <param name="Counts">Its balance, or null when the document cannot be read.</param>
sealed record KeptReceipt(string FileSha256, long JournalSequence, string DocumentSha256, ExportCounts? Counts);

/// <param name="Id">Its id.</param>
/// <param name="JournalSequence">The entry that was written with it.</param>
/// <param name="DocumentSha256">SHA-256 of the document as it was raised.</param>
/// <param name="Intact">Whether the document still gives that hash; of a purged one, whether it holds no more than a purge leaves.</param>
readonly record struct KeptFlag(string Id, long JournalSequence, string DocumentSha256, bool Intact);

/// <param name="Sha256">Its identity.</param>
/// <param name="ResultsConsumed">Read results dealt with.</param>
/// <param name="Counts">The running balance.</param>
/// <param name="DoneCounts">The balance on its receipt when it was read to the end.</param>
/// <param name="ScoredEver">Posts that it brought, refused attempts included.</param>
/// <param name="FlaggedEver">Flags that it raised, refused attempts included.</param>
sealed record KeptFile(string Sha256, long ResultsConsumed, ExportCounts Counts, ExportCounts? DoneCounts, long ScoredEver, long FlaggedEver);

/// <summary>What a check of the store found.</summary>
/// <param name="Head">The last sound entry of the journal: an anchor for later.</param>
/// <param name="Files">Files known.</param>
/// <param name="Receipts">Receipts kept.</param>
/// <param name="Flags">Flags kept.</param>
/// <param name="Posts">Versions of posts known.</param>
/// <param name="Faults">Empty when all is well.</param>
sealed record StoreReport(JournalHead Head, long Files, long Receipts, long Flags, long Posts, IReadOnlyList<StoreFault> Faults)
{
    /// <summary>Whether the engine's files could be read at all; a store always has the entry that it began with.</summary>
    public bool WasRead => Head.Length > 0 || Faults.All(fault => fault.Check is not StoreCheck.Engine);

    /// <summary>The engine cannot vouch for its own files, so nothing further was read from them.</summary>
    public static StoreReport Unreadable(IEnumerable<string> engineFaults) =>
        new(JournalChain.Empty, 0, 0, 0, 0, [.. engineFaults.Select(fault => new StoreFault(StoreCheck.Engine, "store", fault))]);
}

/// <param name="Check">Which check found it.</param>
/// <param name="Subject">A file's SHA-256, a flag's id, the number of a journal entry.</param>
/// <param name="Explanation">What is wrong.</param>
sealed record StoreFault(StoreCheck Check, string Subject, string Explanation);

enum StoreCheck
{
    /// <summary>The files of the engine are sound.</summary>
    Engine,

    /// <summary>The chain holds and is the anchor's.</summary>
    Journal,

    /// <summary>Every receipt closes and is the one that the journal tells of.</summary>
    Receipts,

    /// <summary>Every flag is the one that the journal tells of.</summary>
    Flags,

    /// <summary>The files' balances add up to what is kept.</summary>
    Balances,
}
