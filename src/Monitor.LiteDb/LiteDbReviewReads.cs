using LiteDB;
using Monitor.Digests;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Review;

namespace Monitor.LiteDb;

/// <summary>The questions of the pages.</summary>
static class LiteDbReviewReads
{
    const int MostCases = 200;

    public static QueuePage Queue(LiteDbContent content, QueueQuery query, DateTimeOffset now)
    {
        List<ReviewRow> matching = [.. content.Reviews.Waiting.Where(row => Matches(row, query, now))];
        // Of near-duplicates only the first that waits and matches is listed.
        var firsts = matching.Where(row => row.IsOpen).GroupBy(row => row.Leader).ToDictionary(group => group.Key, group => group.Min(row => row.Id));
        List<ReviewRow> rows =
        [
            .. matching.Where(row => row.Id == row.Leader || !row.IsOpen || firsts[row.Leader] == row.Id)
                .OrderBy(row => row.Priority).ThenBy(row => row.DueOn, StringComparer.Ordinal).ThenBy(row => row.RaisedAt, StringComparer.Ordinal).ThenBy(row => row.Id)
                .Skip(query.Page * QueueQuery.PageSize).Take(QueueQuery.PageSize + 1),
        ];
        return new QueuePage([.. rows.Take(QueueQuery.PageSize).Select(row => Row(content, row, OpenInGroup(content, row)))], matching.Count, rows.Count > QueueQuery.PageSize);
    }

    public static QueueChoices Choices(LiteDbContent content)
    {
        var contests = content.Reviews.All.SelectMany(row => row.Contests).DistinctBy(contest => contest.ContestId, StringComparer.Ordinal);
        return new QueueChoices(
            [.. contests.Select(contest => (contest.ContestId, contest.Name)).OrderBy(contest => contest.ContestId, StringComparer.Ordinal)],
            [.. content.Reviews.All.Select(row => row.Unit).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    public static ReviewItem? Item(LiteDbContent content, string flagId)
    {
        if (content.Reviews.Find(flagId) is not { } row || content.Document(row) is not { } document) return null;

        return new ReviewItem
        {
            Flag = StoreJson.Read<Flag>(document) with { Status = row.State.Status },
            State = row.State,
            Document = document,
            DocumentSha256 = row.Flag is { } flag ? content.FlagsByNumber[flag].DocumentSha256 : content.Samples[row.Sample ?? 0].DocumentSha256,
            DueOn = Spelling.Day(row.DueOn),
            OthersInGroup = content.Reviews.Group(row.Leader).Count(other => other.Id != row.Id && other.IsOpen && other.State.Awaiting),
            OthersOfPerson = content.Reviews.OfPerson(row.PersonCode).Count(other => other.Id != row.Id && other.State.Awaiting),
            Events = Events(row),
            Looks = row.Looks.ToDictionary(look => look.Reviewer, look => look.Answer, StringComparer.Ordinal),
        };
    }

    public static IReadOnlyList<QueueRow> Cases(LiteDbContent content) =>
    [
        .. content.Reviews.All.Where(row => row.State.Status is FlagStatus.Upheld or FlagStatus.Referred)
            .OrderBy(row => row.State.Status).ThenByDescending(row => row.State.Last?.At).Take(MostCases).Select(row => Row(content, row, 1)),
    ];

    public static RaisedOfDay Raised(LiteDbContent content, DateTimeOffset from, DateTimeOffset to, int limit)
    {
        var raised = InPeriod(content, from, to).ToList();
        return new RaisedOfDay(
            [
                .. raised.OrderBy(row => row.Priority).ThenByDescending(row => row.RaisedAt, StringComparer.Ordinal).ThenBy(row => row.FlagId, StringComparer.Ordinal)
                    .Take(limit).Select(row => Row(content, row, 1).Flag),
            ],
            raised.Count);
    }

    public static long Open(LiteDbContent content, DateTimeOffset from, DateTimeOffset to) =>
        InPeriod(content, from, to).LongCount(row => row.State.Status is FlagStatus.Open);

    public static IReadOnlyList<QueueRow> OfPerson(LiteDbContent content, string personCode) =>
        [.. content.Reviews.OfPerson(personCode).Where(row => row.State.Status is not FlagStatus.Purged).Select(row => Row(content, row, 1))];

    public static ReviewerAccount? Account(LiteDbContent content, string id) =>
        content.Accounts.FindById(id) is { } row ? StoreJson.Read<ReviewerAccount>(row.Document) : null;

    public static IReadOnlyList<ReviewerAccount> Accounts(LiteDbContent content) =>
        [.. content.Accounts.FindAll().ToList().OrderBy(row => row.Id, StringComparer.Ordinal).Select(row => StoreJson.Read<ReviewerAccount>(row.Document))];

    public static JournalPage Journal(LiteDbContent content, JournalQuery query)
    {
        var before = query.Before > 0 ? query.Before : long.MaxValue;
        List<ChainedEntry> entries =
        [
            .. content.Journal.Find(Query.All(Query.Descending)).Where(row => row.Id < before)
                .Where(row => query.Kind is null || row.Kind == query.Kind.ToString())
                .Where(row => query.Text.Length == 0 || row.Actor.Contains(query.Text, StringComparison.Ordinal)
                    || row.Subject.Contains(query.Text, StringComparison.Ordinal) || row.Detail.Contains(query.Text, StringComparison.Ordinal))
                .Take(query.Limit + 1).Select(row => row.Read()),
        ];
        return new JournalPage([.. entries.Take(query.Limit)], content.Head, entries.Count > query.Limit);
    }

    public static IReadOnlyList<AgreedWord> Agreed(LiteDbContent content, double recheckShare) => AgreedWords.Of(
        from row in content.Reviews.All
        where row.State.Status is FlagStatus.Dismissed or FlagStatus.Upheld or FlagStatus.Referred
        from said in row.Standing
        where said.CoveredBy is null
        let share = row.Sample is { } sample ? content.Samples[sample].Share : 1.0
        select new SaidWord(row.Id, row.Leader, said.Reviewer, said.Verdict, said.Reason, content.Document(row) ?? "", share),
        recheckShare);

    static IEnumerable<ReviewRow> InPeriod(LiteDbContent content, DateTimeOffset from, DateTimeOffset to)
    {
        var (first, after) = (JournalChain.InstantText(from), JournalChain.InstantText(to));
        return content.Reviews.All.Where(row => string.CompareOrdinal(row.RaisedAt, first) >= 0 && string.CompareOrdinal(row.RaisedAt, after) < 0);
    }

    static bool Matches(ReviewRow row, QueueQuery query, DateTimeOffset now) =>
        row.State.FirstBy != query.Viewer && row.State.RecheckOf != query.Viewer
        && query.View switch
        {
            QueueView.Mine => row.State.Lease is { } lease && lease.By == query.Viewer && lease.Until > now,
            QueueView.Asked => row.State.Status is FlagStatus.NeedsClarification,
            _ => row.State.Status is not FlagStatus.NeedsClarification,
        }
        && (query.Band is null || row.Priority == query.Band)
        && (query.Category is null || row.Category == query.Category)
        && (query.Phase is null || row.Phase == query.Phase)
        && (query.Platform is null || row.Platform == query.Platform)
        && (query.Unit is null || row.Unit == query.Unit)
        && (query.ContestId is null || row.Contests.Exists(contest => contest.ContestId == query.ContestId));

    static int OpenInGroup(LiteDbContent content, ReviewRow row) =>
        row.IsOpen ? content.Reviews.Group(row.Leader).Count(other => other.IsOpen && other.State.Awaiting) : 0;

    static QueueRow Row(LiteDbContent content, ReviewRow row, int groupSize) => new(
        StoreJson.Read<Flag>(content.Document(row) ?? "") with { Status = row.State.Status }, row.State, Spelling.Day(row.DueOn), groupSize);

    static IReadOnlyList<ReviewEvent> Events(ReviewRow row) =>
    [
        .. row.Decisions.Select(said => new ReviewEvent(
            Spelling.Instant(said.At), said.Reviewer, EventKind.Decision, said.Verdict, said.Reason, said.Note, said.Question, On: null, Undone: said.UndoneAt is not null))
        .Concat(row.Notes.Select(note => new ReviewEvent(
            Spelling.Instant(note.At), note.Reviewer, note.Kind, Verdict: null, DismissalReason.None, note.Text, "", Spelling.Day(note.On), Undone: false)))
        .OrderBy(told => told.At),
    ];
}
