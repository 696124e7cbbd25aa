using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Journal;

/// <summary>The journal's hash chain: makes the next link, and finds the first place where a chain was touched.</summary>
/// <remarks>
/// An entry's hash covers its place, everything in it and the hash before it, so a change anywhere breaks every later link.
/// What a chain cannot show by itself is a missing end: that takes an anchor, a length and hash printed earlier.
/// </remarks>
static class JournalChain
{
    /// <summary>Keeps hashes of this layout apart from any later one.</summary>
    const string Layout = "monitor-journal-1";

    /// <summary>The head of a journal without entries.</summary>
    public static JournalHead Empty { get; } = new(0, new string('0', 64));

    /// <summary>The entry as it stands after <paramref name="head"/>.</summary>
    public static ChainedEntry Link(JournalHead head, JournalEntry entry)
    {
        var sequence = head.Length + 1;
        return new ChainedEntry(sequence, entry, head.Hash, Hash(sequence, entry, head.Hash));
    }

    /// <summary>
    /// SHA-256 over the layout's name, the sequence and each member with its length before it, in lower-case hexadecimal.
    /// </summary>
    /// <remarks>Lengths first, so that text cannot move from one member to the next without changing the hash.</remarks>
    public static string Hash(long sequence, JournalEntry entry, string previousHash)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(number, sequence);

        Add(Layout);
        hash.AppendData(number);
        Add(entry.Kind.ToString());
        Add(InstantText(entry.At));
        Add(entry.Actor);
        Add(entry.Subject);
        Add(entry.Detail);
        Add(previousHash);
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            Span<byte> length = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
    }

    /// <summary>The one spelling of an instant in journal and store: UTC, to 100 nanoseconds, sortable as text.</summary>
    public static string InstantText(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Walks the chain to its end, or to the first entry that does not fit.</summary>
    /// <param name="chain">Entries in the order in which they are kept.</param>
    /// <param name="anchor">A length and hash known from earlier, such as an old digest's.</param>
    /// <param name="cancellationToken">Stops the walk.</param>
    public static async Task<ChainReport> VerifyAsync(
        IAsyncEnumerable<ChainedEntry> chain, JournalHead? anchor, CancellationToken cancellationToken)
    {
        var head = Empty;
        ChainBreak? anchorBreak = null;
        await using var entries = chain.GetAsyncEnumerator(cancellationToken);
        while (await entries.MoveNextAsync())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var entry = entries.Current;
            if (entry.Sequence > head.Length + 1) return new ChainReport(head, await JumpAsync(head.Length + 1, entries));
            if (Fault(head, entry) is { } fault) return new ChainReport(head, fault);

            head = new JournalHead(entry.Sequence, entry.Hash);
            if (head.Length == anchor?.Length && !SameHash(head.Hash, anchor.Value.Hash))
                anchorBreak = new ChainBreak(head.Length, ChainFault.Rewritten, "its hash is not the anchor's: the journal up to here was written anew");
        }

        if (anchor is { } known && head.Length < known.Length)
            return new ChainReport(head, new ChainBreak(head.Length + 1, ChainFault.Truncated, $"the anchor knows {known.Length} entries, the journal ends after {head.Length}"));

        return new ChainReport(head, anchorBreak);
    }

    static ChainBreak? Fault(JournalHead head, ChainedEntry entry)
    {
        if (entry.Sequence <= head.Length)
            return new ChainBreak(entry.Sequence, ChainFault.Reordered, $"it stands after entry {head.Length}");

        if (!SameHash(entry.Hash, Hash(entry.Sequence, entry.Entry, entry.PreviousHash)))
            return new ChainBreak(entry.Sequence, ChainFault.Altered, "its content does not give its hash");

        return SameHash(entry.PreviousHash, head.Hash)
            ? null
            : new ChainBreak(entry.Sequence, ChainFault.Unlinked, $"it does not follow from entry {head.Length}: one of the two was put in or written anew");
    }

    /// <summary>A number was passed over: it is missing, or it stands further on.</summary>
    static async Task<ChainBreak> JumpAsync(long missing, IAsyncEnumerator<ChainedEntry> rest)
    {
        var met = rest.Current.Sequence;
        while (await rest.MoveNextAsync())
        {
            if (rest.Current.Sequence == missing) return new ChainBreak(missing, ChainFault.Reordered, $"it stands after entry {met}");
        }

        return new ChainBreak(missing, ChainFault.Gap, $"it is missing: the next is entry {met}");
    }

    static bool SameHash(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What a walk along the chain found.</summary>
/// <param name="Head">The last entry that was sound.</param>
/// <param name="Break">The first that was not, or null when the chain holds.</param>
sealed record ChainReport(JournalHead Head, ChainBreak? Break);

/// <summary>The first broken place of a chain.</summary>
/// <param name="Sequence">The entry that is wrong or missing.</param>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="Explanation">The rest of a sentence that begins with the entry.</param>
sealed record ChainBreak(long Sequence, ChainFault Fault, string Explanation)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Entry {Sequence} is broken ({Fault}): {Explanation}.");
}

enum ChainFault
{
    /// <summary>The entry's content does not give its hash.</summary>
    Altered,

    /// <summary>The entry is sound in itself but does not follow from the one before.</summary>
    Unlinked,

    /// <summary>The entry is missing from the middle.</summary>
    Gap,

    /// <summary>The entry is there, in another place, or twice.</summary>
    Reordered,

    /// <summary>The end that an anchor knows of is missing.</summary>
    Truncated,

    /// <summary>The chain holds but is not the one that the anchor was taken from.</summary>
    Rewritten,
}
