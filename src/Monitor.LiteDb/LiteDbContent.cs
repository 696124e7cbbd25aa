using LiteDB;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Posts;

namespace Monitor.LiteDb;

/// <summary>What the store holds: its collections, and in memory the lists by which flags and people's work are found.</summary>
/// <remarks>LiteDB uses one index a query and joins nothing; lists of a few hundred bytes a flag answer what people ask in milliseconds.</remarks>
sealed class LiteDbContent
{
    readonly ILiteCollection<BsonDocument> _seen;
    readonly Dictionary<string, FlagRow> _flagsById = new(StringComparer.Ordinal);
    readonly HashSet<string> _sampleIds = new(StringComparer.Ordinal);

    public LiteDbContent(LiteDbFile file)
    {
        File = file;
        Meta = file.Rows<MetaRow>(LiteDbSchema.Meta);
        Journal = file.Rows<JournalRow>(LiteDbSchema.Journal);
        Files = file.Rows<FileRow>(LiteDbSchema.Files);
        Receipts = file.Rows<ReceiptRow>(LiteDbSchema.Receipts);
        FlagRows = file.Rows<FlagRow>(LiteDbSchema.Flags);
        FlagDocuments = file.Rows<DocumentRow>(LiteDbSchema.FlagDocuments);
        SampleRows = file.Rows<SampleRow>(LiteDbSchema.Samples);
        SampleDocuments = file.Rows<DocumentRow>(LiteDbSchema.SampleDocuments);
        Strata = file.Rows<StratumRow>(LiteDbSchema.Strata);
        Mentions = file.Rows<MentionRow>(LiteDbSchema.Mentions);
        Accounts = file.Rows<AccountRow>(LiteDbSchema.Reviewers);
        _seen = file.Database.GetCollection(LiteDbSchema.Seen);
        foreach (var flag in FlagRows.FindAll()) Remember(flag);
        foreach (var sample in SampleRows.FindAll()) Remember(sample);
        Head = HeadOf(Journal);
        Reviews = new ReviewList(file.Rows<ReviewRow>(LiteDbSchema.Reviews));
    }

    public LiteDbFile File { get; }

    public ILiteCollection<MetaRow> Meta { get; }

    public ILiteCollection<JournalRow> Journal { get; }

    public ILiteCollection<FileRow> Files { get; }

    public ILiteCollection<ReceiptRow> Receipts { get; }

    public ILiteCollection<FlagRow> FlagRows { get; }

    public ILiteCollection<DocumentRow> FlagDocuments { get; }

    public ILiteCollection<SampleRow> SampleRows { get; }

    public ILiteCollection<DocumentRow> SampleDocuments { get; }

    public ILiteCollection<StratumRow> Strata { get; }

    public ILiteCollection<MentionRow> Mentions { get; }

    public ILiteCollection<AccountRow> Accounts { get; }

    /// <summary>People's work.</summary>
    public ReviewList Reviews { get; }

    /// <summary>All flags in the order in which they are listed.</summary>
    public SortedSet<FlagRow> Flags { get; } = new(Comparer<FlagRow>.Create(InOrder));

    /// <summary>By number.</summary>
    public SortedDictionary<long, FlagRow> FlagsByNumber { get; } = [];

    public SortedDictionary<long, SampleRow> Samples { get; } = [];

    public JournalHead Head { get; private set; }

    /// <summary>The highest number of a flag so far.</summary>
    public long LastFlag { get; private set; }

    public long LastSample { get; private set; }

    public long SeenPosts => _seen.LongCount();

    /// <summary>Adds to the journal within the transaction that is open.</summary>
    public ChainedEntry Append(JournalEntry entry)
    {
        var chained = JournalChain.Link(Head, entry);
        Journal.Insert(JournalRow.Of(chained));
        Head = new JournalHead(chained.Sequence, chained.Hash);
        return chained;
    }

    public FlagRow? FindFlag(string id) => _flagsById.GetValueOrDefault(id);

    /// <summary>Null where there is no such number.</summary>
    public string? Document(ReviewRow review) =>
        (review.Flag is { } flag ? FlagDocuments.FindById(flag) : SampleDocuments.FindById(review.Sample ?? 0))?.Text;

    public Flag Read(FlagRow row) => StoreJson.Read<Flag>(FlagDocuments.FindById(row.Id).Text) with { Status = row.Status };

    /// <summary>Keeps the keys in their own order, so that neighbours share a page.</summary>
    /// <returns>For each post whether its version was known before, or came earlier in the batch.</returns>
    public bool[] See(IReadOnlyList<ScoredPost> posts)
    {
        var known = new bool[posts.Count];
        HashSet<PostKey> taken = [];
        List<BsonDocument> fresh = [];
        foreach (var index in Enumerable.Range(0, posts.Count).OrderBy(index => posts[index].Key.Identity))
        {
            var key = posts[index].Key;
            var id = new BsonValue(Spelling.Key(key));
            known[index] = !taken.Add(key) || _seen.FindById(id) is not null;
            if (!known[index]) fresh.Add(new BsonDocument { ["_id"] = id });
        }

        if (fresh.Count > 0) _seen.Insert(fresh);
        return known;
    }

    /// <summary>A new post's flag has an id of its own: where the short one belongs to another post, one symbol longer.</summary>
    public string FreeId(PostKey key, HashSet<string> taken)
    {
        for (var length = FlagId.ShortLength; ; length++)
        {
            var id = FlagId.From(key, length);
            if (!_flagsById.ContainsKey(id) && !_sampleIds.Contains(id) && taken.Add(id)) return id;
        }
    }

    public void Add(IReadOnlyList<FlagRow> flags, IReadOnlyList<string> documents)
    {
        FlagRows.Insert(flags);
        FlagDocuments.Insert(flags.Select((flag, index) => new DocumentRow { Id = flag.Id, Text = documents[index] }));
        foreach (var flag in flags) Remember(flag);
    }

    public void Add(SampleRow sample, string document)
    {
        sample.Id = LastSample + 1;
        SampleRows.Insert(sample);
        SampleDocuments.Insert(new DocumentRow { Id = sample.Id, Text = document });
        Remember(sample);
    }

    public void SetStatus(long? flag, FlagStatus status)
    {
        if (flag is not { } number || FlagsByNumber[number].Status == status) return;

        FlagsByNumber[number].Status = status;
        FlagRows.Update(FlagsByNumber[number]);
    }

    public static JournalHead HeadOf(ILiteCollection<JournalRow> journal) =>
        journal.FindOne(Query.All(Query.Descending)) is { } last ? new JournalHead(last.Id, last.Hash) : JournalChain.Empty;

    void Remember(FlagRow flag)
    {
        _flagsById.Add(flag.FlagId, flag);
        FlagsByNumber.Add(flag.Id, flag);
        Flags.Add(flag);
        LastFlag = Math.Max(LastFlag, flag.Id);
    }

    void Remember(SampleRow sample)
    {
        _sampleIds.Add(sample.FlagId);
        Samples.Add(sample.Id, sample);
        LastSample = Math.Max(LastSample, sample.Id);
    }

    /// <summary>By priority, newest first, those raised together by id.</summary>
    static int InOrder(FlagRow left, FlagRow right)
    {
        if (left.Priority != right.Priority) return left.Priority.CompareTo(right.Priority);

        var newer = string.CompareOrdinal(right.RaisedAt, left.RaisedAt);
        return newer != 0 ? newer : string.CompareOrdinal(left.FlagId, right.FlagId);
    }
}
