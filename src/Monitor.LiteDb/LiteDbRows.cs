using LiteDB;
using Monitor.Classification;
using Monitor.Contests;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Posts;
using Monitor.Review;

namespace Monitor.LiteDb;

// LiteDB fills these by their setters. What the rest of Monitor knows as records is kept as the same JSON that SQLite's tables hold, so that
// hashes and rules are one for all stores.

sealed class MetaRow
{
    public string Id { get; set; } = "";

    public byte[] Value { get; set; } = [];
}

sealed class JournalRow
{
    /// <summary>A subject's beginning: an index takes no long keys.</summary>
    public const int AboutLength = 200;

    /// <summary>The entry's number.</summary>
    public long Id { get; set; }

    public string Kind { get; set; } = "";

    public string At { get; set; } = "";

    public string Actor { get; set; } = "";

    public string Subject { get; set; } = "";

    public string About { get; set; } = "";

    public string Detail { get; set; } = "";

    public string PreviousHash { get; set; } = "";

    public string Hash { get; set; } = "";

    public static JournalRow Of(ChainedEntry chained) => new()
    {
        Id = chained.Sequence,
        Kind = chained.Entry.Kind.ToString(),
        At = JournalChain.InstantText(chained.Entry.At),
        Actor = chained.Entry.Actor,
        Subject = chained.Entry.Subject,
        About = AboutOf(chained.Entry.Subject),
        Detail = chained.Entry.Detail,
        PreviousHash = chained.PreviousHash,
        Hash = chained.Hash,
    };

    public static string AboutOf(string subject) => subject.Length <= AboutLength ? subject : subject[..AboutLength];

    /// <remarks>A kind or time that does not parse becomes one that was never used, so that the chain's check names the entry.</remarks>
    public ChainedEntry Read() => new(
        Id,
        new JournalEntry(
            Enum.TryParse<JournalKind>(Kind, out var kind) ? kind : (JournalKind)(-1), Spelling.InstantOr(At, DateTimeOffset.MinValue), Actor, Subject, Detail),
        PreviousHash, Hash);
}

sealed class FileRow
{
    /// <summary>SHA-256 of its bytes.</summary>
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string ReceivedAt { get; set; } = "";

    public int NextBatch { get; set; }

    public long ResultsConsumed { get; set; }

    public string Counts { get; set; } = "";

    public string Warnings { get; set; } = "[]";

    public string RejectedPlaces { get; set; } = "[]";

    /// <summary>Over all attempts, so that a refused file that is read again does not lose what its first attempt brought.</summary>
    public long ScoredEver { get; set; }

    public long FlaggedEver { get; set; }

    public long? Receipt { get; set; }

    public string? MovedTo { get; set; }

    public bool IsMoved { get; set; }
}

sealed class ReceiptRow
{
    public long Id { get; set; }

    public string FileSha256 { get; set; } = "";

    public string FileName { get; set; } = "";

    public string FinishedAt { get; set; } = "";

    public string Document { get; set; } = "";

    public long Sequence { get; set; }

    /// <summary>Only for duplicates, which lie in the inbox beside their file.</summary>
    public bool AwaitsMove { get; set; }
}

/// <summary>A flag without its words, which stand in a collection of their own: all flags are held in memory, their words are not.</summary>
sealed class FlagRow
{
    public long Id { get; set; }

    public string FlagId { get; set; } = "";

    public FlagStatus Status { get; set; }

    public Priority Priority { get; set; }

    public string RaisedAt { get; set; } = "";

    public string PersonCode { get; set; } = "";

    public string FileSha256 { get; set; } = "";

    public List<string> Contests { get; set; } = [];

    public long Sequence { get; set; }

    public string DocumentSha256 { get; set; } = "";

    /// <summary>The entry that tells of its purge.</summary>
    public long? PurgedBy { get; set; }
}

/// <summary>An unflagged post that the lot drew.</summary>
sealed class SampleRow
{
    public long Id { get; set; }

    public string FlagId { get; set; } = "";

    public string FileSha256 { get; set; } = "";

    public int Stratum { get; set; }

    public double Share { get; set; }

    public string DrawnAt { get; set; } = "";

    public long Sequence { get; set; }

    public string DocumentSha256 { get; set; } = "";

    public long? PurgedBy { get; set; }
}

sealed class DocumentRow
{
    public long Id { get; set; }

    public string Text { get; set; } = "";
}

/// <summary>How many unflagged posts a stratum had on a day, drawn or not.</summary>
sealed class StratumRow
{
    public string Id { get; set; } = "";

    public string Day { get; set; } = "";

    public int Stratum { get; set; }

    public long Posts { get; set; }
}

/// <summary>How often a contestant was named on a day; in a month, under its first day, once its days are past their time.</summary>
sealed class MentionRow
{
    public string Id { get; set; } = "";

    public string Day { get; set; } = "";

    public string ContestId { get; set; } = "";

    public string ContestantId { get; set; } = "";

    public long Scored { get; set; }

    public long Flagged { get; set; }
}

sealed class AccountRow
{
    public string Id { get; set; } = "";

    public string Document { get; set; } = "";
}

/// <summary>A flag or a sample as work for people, with everything that they did about it.</summary>
sealed class ReviewRow
{
    ReviewState? _state;

    public long Id { get; set; }

    public string FlagId { get; set; } = "";

    public long? Flag { get; set; }

    public long? Sample { get; set; }

    public string StateText { get; set; } = "";

    public Priority Priority { get; set; }

    public string RaisedAt { get; set; } = "";

    public string? DueOn { get; set; }

    public Category Category { get; set; }

    public Platform Platform { get; set; }

    public Phase Phase { get; set; }

    public FlagOrigin Origin { get; set; }

    public string Unit { get; set; } = "";

    public string PersonCode { get; set; } = "";

    /// <summary>The first of its near-duplicates; its own number when there are none.</summary>
    public long Leader { get; set; }

    public byte[]? Fingerprint { get; set; }

    /// <summary>Contests and contestants named in it, one a line.</summary>
    public string Named { get; set; } = "";

    public List<ContestRow> Contests { get; set; } = [];

    public List<DecisionRow> Decisions { get; set; } = [];

    public List<LookRow> Looks { get; set; } = [];

    public List<NoteRow> Notes { get; set; } = [];

    [BsonIgnore]
    public ReviewState State
    {
        get => _state ??= StoreJson.Read<ReviewState>(StateText);
        set => (_state, StateText) = (value, StoreJson.Write(value));
    }

    /// <summary>The item as it stood when what was decided from a moment on had not been.</summary>
    public StoodRow Before(string settled)
    {
        if (!Decisions.Exists(said => string.CompareOrdinal(said.At, settled) >= 0)) return new StoodRow(this, State.Status, [.. Standing]);

        List<DecisionRow> standing =
            [.. Decisions.Where(said => string.CompareOrdinal(said.At, settled) < 0 && (said.UndoneAt is null || string.CompareOrdinal(said.UndoneAt, settled) >= 0))];
        return new StoodRow(this, standing.Count > 0 ? standing[^1].To : FlagStatus.Open, standing);
    }

    /// <summary>Words that stand, oldest first.</summary>
    [BsonIgnore]
    public IEnumerable<DecisionRow> Standing => Decisions.Where(decision => decision.UndoneAt is null);

    /// <summary>Whether it is one of the open copies of a template.</summary>
    [BsonIgnore]
    public bool IsOpen => State.Status is FlagStatus.Open or FlagStatus.Claimed;
}

/// <param name="Item">The item.</param>
/// <param name="Status">As it stood.</param>
/// <param name="Words">Decisions that stood, oldest first.</param>
sealed record StoodRow(ReviewRow Item, FlagStatus Status, IReadOnlyList<DecisionRow> Words)
{
    public Verdict? LastWord => Words.Count > 0 ? Words[^1].Verdict : null;

    /// <summary>The first word on the post itself.</summary>
    public Verdict? FirstWord => Words.FirstOrDefault(said => said.CheckedVerdict is null && ActFacts.IsAboutThePost(said.Verdict, said.Reason))?.Verdict;

    /// <summary>The word of whoever checked a strong indication.</summary>
    public Verdict? SecondWord =>
        Words.LastOrDefault(said => said.CheckedVerdict is Verdict.StrongIndication && ActFacts.IsAboutThePost(said.Verdict, said.Reason))?.Verdict;
}

sealed class ContestRow
{
    public string ContestId { get; set; } = "";

    public string Name { get; set; } = "";
}

sealed class DecisionRow
{
    public long Number { get; set; }

    public string Reviewer { get; set; } = "";

    public string At { get; set; } = "";

    public Verdict Verdict { get; set; }

    public DismissalReason Reason { get; set; }

    public string Note { get; set; } = "";

    public string Question { get; set; } = "";

    public FlagStatus To { get; set; }

    /// <summary>What another person had said, where their word was being checked.</summary>
    public Verdict? CheckedVerdict { get; set; }

    /// <summary>The decision that this one came with, as one of its near-duplicates.</summary>
    public long? CoveredBy { get; set; }

    public string? UndoneAt { get; set; }
}

sealed class LookRow
{
    public string Reviewer { get; set; } = "";

    public FirstLook Answer { get; set; }

    public string At { get; set; } = "";
}

sealed class NoteRow
{
    public string Reviewer { get; set; } = "";

    public string At { get; set; } = "";

    public EventKind Kind { get; set; }

    public string Text { get; set; } = "";

    public string? On { get; set; }
}
