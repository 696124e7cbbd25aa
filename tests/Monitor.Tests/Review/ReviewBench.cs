using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Contests;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Review;
using Monitor.Review.Retention;
using Monitor.Review.Sqlite;
using Monitor.Tests.Flags;
using Monitor.Tests.Support;

namespace Monitor.Tests.Review;

/// <summary>A real store with made-up flags and three reviewers.</summary>
sealed class ReviewBench : IAsyncDisposable
{
    public static readonly TimeZoneInfo Wita = TimeZoneInfo.FindSystemTimeZoneById("Asia/Makassar");
    public static readonly Reviewer Ani = new("ani", "Ani", Role.Peninjau);
    public static readonly Reviewer Budi = new("budi", "Budi", Role.Peninjau);
    public static readonly Reviewer Citra = new("citra", "Citra", Role.Ketua);
    public static readonly Reviewer Dewi = new("dewi", "Dewi", Role.Auditor);
    public static readonly ReviewLimits Limits = new(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(5));

    readonly TemporaryFolder _folder = new();
    int _batches;

    ReviewBench(double recheckShare, string? folder, IStoreEngine engine)
    {
        Data = new DataFolder(folder ?? _folder.Path);
        Flags = engine.Flags(Data.Store, Time, StoreAccess.Write);
        Store = engine.Reviews(Flags, new ReviewRules(new FlagTransitions(Limits), Time, Wita, recheckShare));
        Retention = new RetentionRun(Flags, Store, Data, () => Terms, Wita, Time, NullLogger<RetentionRun>.Instance);
    }

    public DataFolder Data { get; }

    public RetentionTerms Terms { get; set; } = RetentionTerms.Of(new RetentionOptions());

    public RetentionRun Retention { get; }

    public ManualTime Time { get; } = new(SampleIngest.Start);

    public IFlagStore Flags { get; }

    public IReviewStore Store { get; }

    public DueDates Due { get; } = new(StatutoryClock.Load(Path.Combine(Samples.Folder("review"), "tenggat.json")), ContestFiles.Load(Samples.Folder("contests")), Wita);

    /// <param name="recheckShare">Share of dismissals that get a second look.</param>
    /// <param name="folder">The data folder; one of the bench's own where none is given.</param>
    /// <param name="engine">What keeps it; SQLite where none is given.</param>
    public static async Task<ReviewBench> OpenAsync(double recheckShare = 0, string? folder = null, IStoreEngine? engine = null)
    {
        var bench = new ReviewBench(recheckShare, folder, engine ?? new SqliteEngine());
        await bench.Flags.OpenAsync(default);
        foreach (var reviewer in (Reviewer[])[Ani, Budi, Citra, Dewi])
            await bench.Store.SaveAccountAsync(new ReviewerAccount { Reviewer = reviewer, Stamp = "1" }, ReviewEntries.Account("test", reviewer.Id, "made", bench.Time.GetUtcNow()), default);

        return bench;
    }

    /// <summary>Keeps the flags as a file that came in, and takes them up.</summary>
    public async Task<IReadOnlyList<Flag>> RaiseAsync(params Flag[] flags)
    {
        var file = $"berkas-{_batches++}.xlsx";
        ScoredPost[] posts = [.. flags.Select(flag => new ScoredPost(flag.Key, flag with { FileSha256 = SampleIngest.Sha(file) }, false, false, false))];
        await Flags.CommitBatchAsync(SampleIngest.Batch(file, 0, posts.Length, posts) with { At = Time.GetUtcNow() }, default);
        await Store.CatchUpAsync(Due, wholly: true, default);
        return await Flags.FlagsAsync(new FlagQuery(Limit: int.MaxValue), default);
    }

    /// <summary>One open flag with words of its own.</summary>
    public async Task<string> RaiseOneAsync(int number = 1) => (await RaiseAsync(FlagNumber(number))).Single(flag => flag.Key == SampleIngest.Key(number)).Id;

    /// <summary>An unflagged post that the lot drew, with words of its own.</summary>
    public async Task<string> DrawAsync(int number, string? text = null)
    {
        var file = $"berkas-{_batches++}.xlsx";
        var drawn = FlagNumber(number, text) with { FileSha256 = SampleIngest.Sha(file) };
        var post = SampleIngest.Plain(number) with { Stratum = 1, Sample = new DrawnSample(drawn, 1, 0.005) };
        await Flags.CommitBatchAsync(SampleIngest.Batch(file, 0, 1, [post]) with { At = Time.GetUtcNow() }, default);
        await Store.CatchUpAsync(Due, wholly: true, default);
        return drawn.Id;
    }

    public static Flag FlagNumber(int number, string? text = null)
    {
        var flag = SampleIngest.Flag(SampleIngest.Key(number));
        return flag with { Post = flag.Post with { Text = text ?? $"kata{number} lain{number} sama{number} sekali{number} berbeda{number} isinya{number}" } };
    }

    public async Task<ReviewItem> ItemAsync(string id) => await Store.FindAsync(id, default) ?? throw new InvalidOperationException($"There is no {id}.");

    public async Task<long> VersionAsync(string id) => (await ItemAsync(id)).State.Version;

    public Task<ActOutcome> ActAsync(ReviewAct act, Reviewer actor, bool wholeGroup = false) => Store.ActAsync(act, actor, wholeGroup, default);

    public async Task<ActOutcome> DecideAsync(string id, Reviewer actor, ReviewDecision decision, bool wholeGroup = false) =>
        await ActAsync(new ReviewAct.Decide(id, await VersionAsync(id), decision), actor, wholeGroup);

    public async Task<QueuePage> QueueAsync(Reviewer viewer, Func<QueueQuery, QueueQuery>? with = null)
    {
        var query = new QueueQuery(viewer.Id);
        return await Store.QueueAsync(with?.Invoke(query) ?? query, default);
    }

    public async Task<IReadOnlyList<JournalKind>> KindsAsync()
    {
        List<JournalKind> kinds = [];
        await foreach (var entry in Flags.JournalAsync(default)) kinds.Add(entry.Entry.Kind);
        return kinds;
    }

    public async ValueTask DisposeAsync()
    {
        Retention.Dispose();
        await Flags.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>Decisions of which only the word matters.</summary>
static class Say
{
    public static readonly ReviewDecision No = new(Verdict.NoIndication, DismissalReason.NoSide);
    public static readonly ReviewDecision Strong = new(Verdict.StrongIndication, Note: "ajakan terang-terangan");
    public static readonly ReviewDecision Ask = new(Verdict.NeedsClarification, Question: "Apakah akun ini milik Anda?");
    public static readonly ReviewDecision Unclear = new(Verdict.CannotAssess, DismissalReason.TextDamaged);
}
