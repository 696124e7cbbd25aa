using System.Globalization;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Journal;

namespace Monitor.LiteDb;

/// <summary>What the pipeline writes. Each method belongs into one transaction.</summary>
static class LiteDbIngest
{
    public static ExportCounts CommitBatch(LiteDbContent content, IngestBatch batch)
    {
        var row = content.Files.FindById(batch.FileSha256);
        var counts = row is null ? ExportCounts.Zero : StoreJson.Read<ExportCounts>(row.Counts);
        if (row?.Receipt is not null || batch.Number != (row?.NextBatch ?? 0)) return counts;

        var (fresh, raised, unflagged, named) = Keep(content, batch.Scored);
        row ??= new FileRow { Id = batch.FileSha256 };
        if (batch.Number == 0) (row.Name, row.ReceivedAt) = (batch.FileName, JournalChain.InstantText(batch.ReceivedAt));
        counts = counts + fresh + batch.Unscored;
        row.NextBatch = batch.Number + 1;
        row.ResultsConsumed = batch.ResultsConsumed;
        row.Counts = StoreJson.Write(counts);
        row.Warnings = StoreJson.Write(batch.Warnings);
        row.RejectedPlaces = StoreJson.Write(batch.RejectedPlaces);
        row.ScoredEver += fresh.Scored;
        row.FlaggedEver += fresh.Flagged;
        content.Files.Upsert(row);
        if (raised.Count > 0) Raise(content, batch, raised);
        KeepSamples(content, batch, unflagged);
        var day = JournalChain.InstantText(batch.At)[..10];
        foreach (var count in MentionCounts.Of(named)) CountMention(content, day, count);
        return counts;
    }

    public static void CommitReceipt(LiteDbContent content, ExportReceipt receipt)
    {
        var document = StoreJson.Write(receipt);
        var duplicate = receipt.Outcome is ReceiptOutcome.Duplicate;
        var row = content.Files.FindById(receipt.Sha256);
        if (duplicate ? LiteDbReads.ReceiptsOf(content, receipt.Sha256).Any(kept => kept.Document == document) : row?.Receipt is not null) return;

        row ??= new FileRow
        {
            Id = receipt.Sha256,
            Name = receipt.FileName,
            ReceivedAt = JournalChain.InstantText(receipt.ReceivedAt),
            Counts = StoreJson.Write(ExportCounts.Zero),
        };
        var entry = content.Append(StoreEntries.ReceiptWritten(receipt, StoreJson.Sha256(document)));
        // An entry is written with each receipt, so its number serves the receipt too.
        content.Receipts.Insert(new ReceiptRow
        {
            Id = entry.Sequence,
            FileSha256 = receipt.Sha256,
            FileName = receipt.FileName,
            FinishedAt = JournalChain.InstantText(receipt.FinishedAt),
            Document = document,
            Sequence = entry.Sequence,
            AwaitsMove = duplicate,
        });
        if (!duplicate) row.Receipt = entry.Sequence;
        content.Files.Upsert(row);
    }

    public static void MarkMoved(LiteDbContent content, string sha256, string movedTo)
    {
        if (content.Files.FindById(sha256) is not { } row) return;

        (row.MovedTo, row.IsMoved) = (movedTo, true);
        content.Files.Update(row);
    }

    public static void MarkDuplicateMoved(LiteDbContent content, string sha256, string fileName)
    {
        if (LiteDbReads.ReceiptsOf(content, sha256).FirstOrDefault(receipt => receipt.AwaitsMove && receipt.FileName == fileName) is not { } oldest) return;

        oldest.AwaitsMove = false;
        content.Receipts.Update(oldest);
    }

    public static void ReopenFile(LiteDbContent content, string sha256)
    {
        if (content.Files.FindById(sha256) is not { Receipt: not null } row) return;

        (row.NextBatch, row.ResultsConsumed, row.Counts, row.Warnings, row.RejectedPlaces) = (0, 0, StoreJson.Write(ExportCounts.Zero), "[]", "[]");
        (row.Receipt, row.MovedTo, row.IsMoved) = (null, null, false);
        content.Files.Update(row);
    }

    /// <summary>Puts the counts of each month that ended before a day under its first day. Doing it again changes nothing.</summary>
    public static int FoldMentions(LiteDbContent content, DateOnly before)
    {
        var month = before.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var days = content.Mentions.FindAll().ToList().Where(row => string.CompareOrdinal(row.Day[..7], month) < 0 && row.Day[8..] != "01").ToList();
        foreach (var row in days)
        {
            CountMention(content, row.Day[..7] + "-01", new MentionCount(row.ContestId, row.ContestantId, row.Scored, row.Flagged));
            content.Mentions.Delete(row.Id);
        }

        return days.Count;
    }

    static (ExportCounts Fresh, List<Flag> Raised, List<ScoredPost> Unflagged, List<ScoredPost> Named) Keep(LiteDbContent content, IReadOnlyList<ScoredPost> posts)
    {
        var known = content.See(posts);
        List<ScoredPost> fresh = [.. posts.Where((_, index) => !known[index])];
        List<Flag> raised = [.. fresh.Select(post => post.Flag).OfType<Flag>()];
        var counts = new ExportCounts
        {
            Scored = fresh.Count,
            Duplicates = posts.Count - fresh.Count,
            Flagged = raised.Count,
            OutsideContests = fresh.Count(post => post.OutsideContests),
            WithoutOwnWords = fresh.Count(post => post.WithoutOwnWords),
            WithWarnings = fresh.Count(post => post.WithWarnings),
        };
        return (counts, raised, [.. fresh.Where(post => post is { Flag: null, Stratum: not null })], [.. fresh.Where(post => post.Named.Count > 0)]);
    }

    static void Raise(LiteDbContent content, IngestBatch batch, List<Flag> raised)
    {
        HashSet<string> taken = [];
        List<Flag> kept = [.. raised.Select(flag => flag with { Id = content.FreeId(flag.Key, taken) })];
        List<string> documents = [.. kept.Select(flag => StoreJson.Write(flag))];
        List<string> hashes = [.. documents.Select(StoreJson.Sha256)];
        var entry = content.Append(StoreEntries.FlagsRaised(batch, hashes));
        var number = content.LastFlag;
        List<FlagRow> rows =
        [
            .. kept.Select((flag, index) => new FlagRow
            {
                Id = number + 1 + index,
                FlagId = flag.Id,
                Status = flag.Status,
                Priority = flag.Priority,
                RaisedAt = JournalChain.InstantText(flag.RaisedAt),
                PersonCode = flag.PersonCode,
                FileSha256 = flag.FileSha256,
                Contests = [.. flag.Contests.Select(contest => contest.ContestId).Distinct(StringComparer.Ordinal)],
                Sequence = entry.Sequence,
                DocumentSha256 = hashes[index],
            }),
        ];
        content.Add(rows, documents);
    }

    /// <summary>Counts the unflagged posts of each stratum, and keeps those that the lot drew.</summary>
    static void KeepSamples(LiteDbContent content, IngestBatch batch, List<ScoredPost> unflagged)
    {
        var at = JournalChain.InstantText(batch.At);
        foreach (var stratum in unflagged.GroupBy(post => post.Stratum ?? 0)) CountStratum(content, at[..10], stratum.Key, stratum.Count());

        HashSet<string> taken = [];
        List<(DrawnSample Sample, Flag Kept, string Document)> drawn =
        [
            .. unflagged.Select(post => post.Sample).OfType<DrawnSample>()
                .Select(sample => (sample, sample.Flag with { Id = content.FreeId(sample.Flag.Key, taken) }))
                .Select(pair => (pair.sample, pair.Item2, StoreJson.Write(pair.Item2))),
        ];
        if (drawn.Count == 0) return;

        var entry = content.Append(StoreEntries.Sampled(batch, [.. drawn.Select(one => StoreJson.Sha256(one.Document))]));
        foreach (var (sample, kept, document) in drawn)
        {
            var row = new SampleRow
            {
                FlagId = kept.Id,
                FileSha256 = kept.FileSha256,
                Stratum = sample.Stratum,
                Share = sample.Share,
                DrawnAt = at,
                Sequence = entry.Sequence,
                DocumentSha256 = StoreJson.Sha256(document),
            };
            content.Add(row, document);
        }
    }

    static void CountMention(LiteDbContent content, string day, MentionCount count)
    {
        var id = $"{day}/{count.ContestId}/{count.ContestantId}";
        var row = content.Mentions.FindById(id) ?? new MentionRow { Id = id, Day = day, ContestId = count.ContestId, ContestantId = count.ContestantId };
        row.Scored += count.Scored;
        row.Flagged += count.Flagged;
        content.Mentions.Upsert(row);
    }

    static void CountStratum(LiteDbContent content, string day, int stratum, long posts)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{day}/{stratum}");
        var row = content.Strata.FindById(id) ?? new StratumRow { Id = id, Day = day, Stratum = stratum };
        row.Posts += posts;
        content.Strata.Upsert(row);
    }
}
