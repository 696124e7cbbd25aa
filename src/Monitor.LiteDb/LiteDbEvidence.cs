using System.Text.Json;
using LiteDB;
using Monitor.Exports;
using Monitor.Flags;

namespace Monitor.LiteDb;

/// <summary>What can be checked. LiteDB has no check of its own, so every document of every collection is read.</summary>
static class LiteDbEvidence
{
    /// <summary>Damage that shows when all is read.</summary>
    public static IReadOnlyList<string> PageFaults(LiteDbContent content)
    {
        List<string> faults = [];
        foreach (var name in LiteDbSchema.Collections)
        {
            try
            {
                var collection = content.File.Database.GetCollection(name);
                var (read, counted) = (collection.FindAll().LongCount(), collection.LongCount());
                if (read != counted) faults.Add($"collection {name} counts {counted} documents and gives {read}");
            }
            catch (Exception damage) when (LiteDbErrors.IsOfTheStore(damage))
            {
                faults.Add($"collection {name} cannot be read to its end");
            }
        }

        return faults;
    }

    public static StoreEvidence Of(LiteDbContent content) => new()
    {
        LooseEnds = LooseEnds(content),
        Journal = content.Journal.Find(Query.All()).Select(row => row.Read()).ToAsyncEnumerable(),
        Receipts = content.Receipts.Find(Query.All()).Select(row => new KeptReceipt(
            row.FileSha256, row.Sequence, StoreJson.Sha256(row.Document), Readable(() => StoreJson.Read<ExportReceipt>(row.Document))?.Counts)),
        Flags = content.FlagsByNumber.Values.Select(flag => Kept(flag.FlagId, flag.Sequence, flag.DocumentSha256, flag.PurgedBy, content.FlagDocuments, flag.Id)),
        Purged = Purged(content),
        Files = content.Files.Find(Query.All()).ToList().Select(row => File(content, row)),
        SeenPosts = content.SeenPosts,
    };

    static IEnumerable<string> LooseEnds(LiteDbContent content)
    {
        foreach (var flag in content.FlagsByNumber.Values)
        {
            if (content.FlagDocuments.FindById(flag.Id) is null) yield return $"flag {flag.FlagId} has lost its document";
            if (content.Files.FindById(flag.FileSha256) is null) yield return $"flag {flag.FlagId} refers to a file that is missing";
        }

        foreach (var sample in content.Samples.Values.Where(sample => content.SampleDocuments.FindById(sample.Id) is null))
            yield return $"sample {sample.FlagId} has lost its document";
        foreach (var review in content.Reviews.All.Where(review => content.Document(review) is null))
            yield return $"review item {review.FlagId} refers to a flag that is missing";
        foreach (var file in content.Files.FindAll().Where(file => file.Receipt is { } receipt && content.Receipts.FindById(receipt) is null))
            yield return $"file {file.Id} refers to a receipt that is missing";
    }

    /// <summary>By the entry that tells of the purge, flags first.</summary>
    static IEnumerable<KeptFlag> Purged(LiteDbContent content)
    {
        var flags = content.FlagsByNumber.Values.Where(flag => flag.PurgedBy is not null)
            .Select(flag => (Entry: flag.PurgedBy ?? 0, IsSample: false, flag.Id, flag.FlagId, flag.DocumentSha256));
        var samples = content.Samples.Values.Where(sample => sample.PurgedBy is not null)
            .Select(sample => (Entry: sample.PurgedBy ?? 0, IsSample: true, sample.Id, sample.FlagId, sample.DocumentSha256));
        return flags.Concat(samples).OrderBy(one => one.Entry).ThenBy(one => one.IsSample).ThenBy(one => one.Id)
            .Select(one => Kept(one.FlagId, one.Entry, one.DocumentSha256, one.Entry, one.IsSample ? content.SampleDocuments : content.FlagDocuments, one.Id));
    }

    static KeptFlag Kept(string id, long sequence, string raised, long? purgedBy, ILiteCollection<DocumentRow> documents, long number)
    {
        var document = documents.FindById(number)?.Text ?? "";
        return new KeptFlag(id, sequence, raised, purgedBy is null ? StoreJson.Sha256(document) == raised : IsEmpty(document));
    }

    static bool IsEmpty(string document) => Readable(() => StoreJson.Write(StoreJson.Read<Flag>(document).WithoutWords())) == document;

    static KeptFile File(LiteDbContent content, FileRow row)
    {
        var own = row.Receipt is { } number && content.Receipts.FindById(number) is { } receipt
            ? Readable(() => StoreJson.Read<ExportReceipt>(receipt.Document))
            : null;
        return new KeptFile(
            row.Id, row.ResultsConsumed, Readable(() => StoreJson.Read<ExportCounts>(row.Counts)) ?? ExportCounts.Zero,
            own?.Outcome is ReceiptOutcome.Done ? own.Counts : null, row.ScoredEver, row.FlaggedEver);
    }

    /// <summary>Null for a document that somebody broke; what depends on it is then reported.</summary>
    static T? Readable<T>(Func<T> read) where T : class
    {
        try
        {
            return read();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
