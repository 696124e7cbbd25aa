using System.Globalization;
using Monitor.Flags;
using Monitor.Journal;

namespace Monitor.Review.Retention;

/// <summary>
/// Lets go of what is past its time: words first, then their traces in the store's files and backups, then the received files. Each step
/// has its certificate in the journal and can be killed at any moment; the next run goes on.
/// </summary>
sealed partial class RetentionRun(
    IFlagStore store, IReviewStore reviews, DataFolder folder, CurrentRetentionTerms terms, TimeZoneInfo zone, TimeProvider time, ILogger<RetentionRun> log)
    : IDisposable
{
    readonly KeptFiles _files = new(folder);

    /// <summary>The nightly run and a person's request may meet; backups are replaced by one at a time.</summary>
    readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>What would go now. Changes nothing, and works while another process writes.</summary>
    public async Task<RetentionReport> PreviewAsync(CancellationToken cancellationToken)
    {
        var words = await reviews.PurgeableAsync(Scope(terms(), personCode: null), cancellationToken);
        var (due, held) = await DueAsync(cancellationToken);
        return new RetentionReport(words.Flags, words.Samples, words.Texts, due.Count, due.Sum(file => file.Length), held, Digests().Count(), words.IsEmpty ? 0 : _files.Backups().Count, IsClean: true);
    }

    /// <summary>Counts what would go by other terms. No file is read: how many of them something open still needs is not known before.</summary>
    public async Task<RetentionForecast> WouldGoAsync(RetentionTerms asked, CancellationToken cancellationToken)
    {
        var words = await reviews.PurgeableAsync(Scope(asked, personCode: null), cancellationToken);
        return new RetentionForecast(words.Flags, words.Samples, _files.ReceivedBefore(Before(asked.KeptFiles)).Count(), _files.DigestsBefore(LocalDay(Before(asked.DismissedFlags))).Count());
    }

    public Task<RetentionReport> RunAsync(CancellationToken cancellationToken) => InTurnAsync(() => LetGoAsync(cancellationToken), cancellationToken);

    async Task<RetentionReport> LetGoAsync(CancellationToken cancellationToken)
    {
        var words = await PurgeAsync(Scope(terms(), personCode: null), StoreEntries.Actor, cancellationToken);
        var backups = await CleanAsync(cancellationToken);
        var (due, held) = await DueAsync(cancellationToken);
        var digests = await Task.WhenAll(Digests().Select(path => FoundAsync(path, cancellationToken)));
        await DeleteAsync("files", due, cancellationToken);
        await DeleteAsync("digests", digests, cancellationToken);
        await store.FoldMentionsAsync(WordsGoBefore(), cancellationToken);
        var report = new RetentionReport(
            words.Flags, words.Samples, words.Texts, due.Count, due.Sum(file => file.Length), held, digests.Length, backups, !await reviews.AwaitsScrubAsync(cancellationToken));
        Kept(report.Flags, report.Samples, report.Files, report.Held, report.Digests, report.Backups, report.IsClean);
        return report;
    }

    /// <summary>Erases what is finished about one person who asked for it, and its traces.</summary>
    /// <returns>How many posts lost their words, and how many notes and answers; whether nothing of them is left in log and backups.</returns>
    public Task<(int Posts, int Texts, bool IsClean)> ErasePersonAsync(string personCode, Reviewer actor, CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            var words = await PurgeAsync(Scope(terms(), personCode), actor.Id, cancellationToken);
            await CleanAsync(cancellationToken);
            return (words.Flags + words.Samples, words.Texts, !await reviews.AwaitsScrubAsync(cancellationToken));
        },
        cancellationToken);

    /// <summary>The local day on which a flag goes, or null while it is needed. What was dismissed as somebody else's goes as soon as its person asks.</summary>
    public DateOnly? GoesOn(ReviewItem item)
    {
        if (item.State is not { Status: FlagStatus.Dismissed, Awaiting: false }) return null;
        if (item.Events.LastOrDefault(told => told is { Kind: EventKind.Decision, Undone: false }) is not { } last) return null;

        var at = last.Reason is DismissalReason.NotThisPerson ? last.At : last.At.AddDays(terms().DismissedFlags);
        return LocalDay(at);
    }

    public void Dispose() => _turn.Dispose();

    async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    PurgeScope Scope(RetentionTerms by, string? personCode) => new(Before(by.DismissedFlags), Before(by.UnflaggedSamples), personCode);

    DateTimeOffset Before(int days) => time.GetUtcNow().AddDays(-days);

    DateOnly LocalDay(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    async Task<PurgeOutcome> PurgeAsync(PurgeScope scope, string actor, CancellationToken cancellationToken)
    {
        var all = PurgeOutcome.Nothing;
        while (await reviews.PurgeAsync(scope, actor, cancellationToken) is { IsEmpty: false } some) all += some;
        return all;
    }

    /// <summary>Also finishes what an earlier run was killed in.</summary>
    /// <returns>Backups that were replaced.</returns>
    async Task<int> CleanAsync(CancellationToken cancellationToken)
    {
        if (!await reviews.AwaitsScrubAsync(cancellationToken)) return 0;

        if (!await store.ScrubAsync(cancellationToken))
        {
            StillRead();
            return 0;
        }

        var old = await Task.WhenAll(_files.Backups().Select(path => FoundAsync(path, cancellationToken)));
        if (old.Length > 0)
        {
            // The new copy is made first: there is never a moment without one.
            await store.BackupAsync(folder.BackupAt(time.GetUtcNow()), cancellationToken);
            await DeleteAsync("backups", old, cancellationToken);
        }

        await reviews.ScrubbedAsync(cancellationToken);
        return old.Length;
    }

    async Task<(IReadOnlyList<FoundFile> Due, int Held)> DueAsync(CancellationToken cancellationToken)
    {
        List<FoundFile> due = [];
        var held = 0;
        foreach (var file in _files.ReceivedBefore(Before(terms().KeptFiles)))
        {
            var found = await FoundAsync(file.Path, cancellationToken);
            if (!file.IsCopy && await reviews.NeedsFileAsync(found.Sha256, cancellationToken)) held++;
            else due.Add(found);
        }

        return (due, held);
    }

    IEnumerable<string> Digests() => _files.DigestsBefore(WordsGoBefore());

    /// <summary>The local day before which what was dismissed has gone.</summary>
    DateOnly WordsGoBefore() => LocalDay(Before(terms().DismissedFlags));

    /// <summary>The certificate is written first: a file that is gone is always told of, and one that a crash spared goes with the next run.</summary>
    async Task DeleteAsync(string subject, IReadOnlyList<FoundFile> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0) return;

        var detail = ReviewEntries.Detail(("files", files.Count), ("bytes", files.Sum(file => file.Length)), ("sha256", StoreEntries.HashOf(files.Select(file => file.Sha256))));
        await store.AppendAsync(new JournalEntry(JournalKind.FilesDeleted, time.GetUtcNow(), StoreEntries.Actor, subject, detail), cancellationToken);
        foreach (var file in files)
        {
            try
            {
                _files.Delete(file.Path);
            }
            catch (Exception locked) when (locked is IOException or UnauthorizedAccessException)
            {
                NotDeleted(file.Sha256, locked.GetType().Name);
            }
        }
    }

    static async Task<FoundFile> FoundAsync(string path, CancellationToken cancellationToken) =>
        new(path, new FileInfo(path).Length, await KeptFiles.Sha256Async(path, cancellationToken));

    readonly record struct FoundFile(string Path, long Length, string Sha256);

    [LoggerMessage(Level = LogLevel.Information, Message =
        "Retention: {Flags} flags and {Samples} samples without words now; {Files} files deleted, {Held} held for open or upheld flags; {Digests} digests, {Backups} backups replaced; clean {Clean}")]
    partial void Kept(int flags, int samples, int files, int held, int digests, int backups, bool clean);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store's log could not be emptied because somebody reads; the next run tries again")]
    partial void StillRead();

    [LoggerMessage(Level = LogLevel.Warning, Message = "File {Sha256} could not be deleted ({Error}); the next run tries again")]
    partial void NotDeleted(string sha256, string error);
}

/// <summary>What went, or would go.</summary>
/// <param name="Flags">Dismissed flags that lost their words.</param>
/// <param name="Samples">Unflagged posts that lost theirs.</param>
/// <param name="Texts">Notes, questions and answers about them.</param>
/// <param name="Files">Received files.</param>
/// <param name="Bytes">How large those were.</param>
/// <param name="Held">Received files past their time that something open or upheld still needs.</param>
/// <param name="Digests">Digests that quoted posts.</param>
/// <param name="Backups">Backups that were replaced by one without the words.</param>
/// <param name="IsClean">Whether nothing of it is left in the store's log or in a backup.</param>
sealed record RetentionReport(int Flags, int Samples, int Texts, int Files, long Bytes, int Held, int Digests, int Backups, bool IsClean)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        Dismissed flags without words   {Flags}
        Unflagged samples without words {Samples}
        Notes and answers emptied       {Texts}
        Received files deleted          {Files} ({Bytes} bytes)
        Received files still needed     {Held}
        Digests deleted                 {Digests}
        Backups replaced                {Backups}
        """);
}

/// <summary>What would go by some terms.</summary>
/// <param name="Flags">Dismissed flags.</param>
/// <param name="Samples">Unflagged posts.</param>
/// <param name="Files">Received files at most; what something open or upheld came from stays.</param>
/// <param name="Digests">Digests that quote posts.</param>
public sealed record RetentionForecast(int Flags, int Samples, int Files, int Digests);
