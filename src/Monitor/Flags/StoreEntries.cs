using System.Security.Cryptography;
using System.Text;
using Monitor.Exports;
using Monitor.Journal;

namespace Monitor.Flags;

/// <summary>The journal entries that every store writes by itself. They hold hashes of what was kept, so that a check can compare the two.</summary>
static class StoreEntries
{
    /// <summary>The program itself, as opposed to a person.</summary>
    public const string Actor = "monitor";

    public static JournalEntry Created(string storeId, DateTimeOffset at) =>
        new(JournalKind.StoreCreated, at, Actor, storeId, "{}");

    /// <param name="batch">The batch that raised them.</param>
    /// <param name="documentHashes">SHA-256 of each flag's document, in file order.</param>
    public static JournalEntry FlagsRaised(IngestBatch batch, IReadOnlyList<string> documentHashes)
    {
        var detail = new RaisedDetail(batch.Number, documentHashes.Count, HashOf(documentHashes));
        return new JournalEntry(
            JournalKind.FlagsRaised, batch.At, Actor, batch.FileSha256, StoreJson.Write(detail));
    }

    /// <summary>Which posts were drawn stands in no entry, only how many, so that the journal does not undo the blindness.</summary>
    public static JournalEntry Sampled(IngestBatch batch, IReadOnlyList<string> documentHashes) =>
        new(JournalKind.Sampled, batch.At, Actor, batch.FileSha256, StoreJson.Write(new RaisedDetail(batch.Number, documentHashes.Count, HashOf(documentHashes))));

    /// <summary>The certificate of a purge: how much went, and one hash over what it was.</summary>
    /// <param name="actor">The program, or whoever answered a person's request.</param>
    /// <param name="subject"><c>retention</c>, or the pseudonym of the person who asked.</param>
    /// <param name="detail">Counts and the hash.</param>
    /// <param name="at">When.</param>
    public static JournalEntry Purged(string actor, string subject, PurgedDetail detail, DateTimeOffset at) =>
        new(JournalKind.Purged, at, actor, subject, StoreJson.Write(detail));

    /// <param name="receipt">The receipt.</param>
    /// <param name="documentHash">SHA-256 of its document.</param>
    public static JournalEntry ReceiptWritten(ExportReceipt receipt, string documentHash)
    {
        var counts = receipt.Counts;
        var detail = new ReceiptDetail(
            receipt.Outcome, counts.Rows, counts.Scored, counts.NotOnRoster, counts.Duplicates, counts.RejectedTotal, counts.Flagged, documentHash);
        return new JournalEntry(
            JournalKind.ReceiptWritten, receipt.FinishedAt, Actor, receipt.Sha256, StoreJson.Write(detail));
    }

    /// <summary>One hash for the flags of a batch.</summary>
    public static string HashOf(IEnumerable<string> documentHashes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var documentHash in documentHashes) hash.AppendData(Encoding.ASCII.GetBytes(documentHash));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public sealed record RaisedDetail(int Batch, int Flags, string Sha256);

    /// <param name="Flags">Flags that lost their words.</param>
    /// <param name="Samples">Unflagged posts, drawn for people to look at, that lost theirs.</param>
    /// <param name="Texts">Notes, questions and answers about them that were emptied.</param>
    /// <param name="Sha256">One hash over the documents' own, flags first, each in the order in which they were kept.</param>
    public sealed record PurgedDetail(int Flags, int Samples, int Texts, string Sha256);

    public sealed record ReceiptDetail(
        ReceiptOutcome Outcome, long Rows, long Scored, long NotOnRoster, long Duplicates, long Rejected, long Flagged, string Sha256);
}
