using Monitor.Digests;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Review;

namespace Monitor.LiteDb;

/// <summary>Counts a period, over the lists in memory.</summary>
static class LiteDbReviewNumbers
{
    public static ReviewNumbers Of(LiteDbContent content, DateTimeOffset from, DateTimeOffset to, DateTimeOffset? settledBefore)
    {
        var settled = JournalChain.InstantText(settledBefore ?? DateTimeOffset.MaxValue);
        var receipts = LiteDbReads.Receipts(content, from, to).Where(receipt => receipt.Outcome is not ReceiptOutcome.Duplicate).ToList();
        var period = new Period(JournalChain.InstantText(from), JournalChain.InstantText(to));
        List<ReviewRow> raised = [.. content.Reviews.All.Where(row => row.Sample is null && period.Holds(row.RaisedAt))];
        List<AlikeFlags> flags =
        [
            .. raised.Select(row => row.Before(settled))
                .GroupBy(row => (row.Item.Priority, row.Item.Category, row.Item.Origin, row.Item.Named, row.Status, row.LastWord, row.FirstWord, row.SecondWord))
                .Select(same => new AlikeFlags(
                    same.Key.Priority, same.Key.Category, same.Key.Origin, same.Key.Named, AlikeFlags.FatesOf(same.Key.Status, same.Key.LastWord, same.LongCount()),
                    AlikeFlags.WordsOf(same.Key.FirstWord, same.LongCount()), AlikeFlags.WordsOf(same.Key.SecondWord, same.LongCount()))),
        ];
        return new ReviewNumbers
        {
            Files = receipts.Count,
            Rows = receipts.Aggregate(ExportCounts.Zero, (sum, receipt) => sum + receipt.Counts),
            Bands = AlikeFlags.Bands(flags),
            Categories = AlikeFlags.Categories(flags),
            Contestants = AlikeFlags.Contestants(flags, LiteDbReads.Mentions(content, from, to)),
            HoursToDecision = [.. raised.Select(Hours).OfType<int>().GroupBy(hours => hours).OrderBy(same => same.Key).Select(same => (same.Key, same.LongCount()))],
            Pairs = Pairs(content, period),
            Looks = Looks(content, period, settled),
            Strata = Strata(content, new Period(MentionCounts.CountedDay(from), MentionCounts.CountedDay(to)), settled),
        };
    }

    public static (IReadOnlyList<(string FlagId, DateOnly DueOn, FlagStatus Status)> Nearest, long Overdue, long DueSoon) Due(
        LiteDbContent content, DateOnly today, DateOnly until, int limit)
    {
        List<(ReviewRow Row, DateOnly Day)> due =
        [
            .. from row in content.Reviews.All
               where row.State.Awaiting || row.State.Status is FlagStatus.Upheld
               let day = Spelling.Day(row.DueOn)
               where day <= until
               orderby day, row.Priority, row.Id
               select (row, day ?? today),
        ];
        var overdue = due.LongCount(one => one.Day < today);
        return ([.. due.Take(limit).Select(one => (one.Row.FlagId, one.Day, one.Row.State.Status))], overdue, due.Count - overdue);
    }

    public static DayOfDecisions Decisions(LiteDbContent content, DateTimeOffset from, DateTimeOffset to)
    {
        var period = new Period(JournalChain.InstantText(from), JournalChain.InstantText(to));
        List<DecisionRow> said = [.. content.Reviews.All.SelectMany(row => row.Standing).Where(one => period.Holds(one.At))];
        return new DayOfDecisions(
            Count(Verdict.NoIndication), Count(Verdict.NeedsClarification), Count(Verdict.StrongIndication), Count(Verdict.CannotAssess),
            said.LongCount(one => one.To is FlagStatus.Upheld),
            content.Reviews.All.SelectMany(row => row.Notes).LongCount(note => note.Kind is EventKind.Package && period.Holds(note.At)));

        long Count(Verdict verdict) => said.LongCount(one => one.Verdict == verdict);
    }

    /// <summary>Whole hours from raising to the first word that stands.</summary>
    static int? Hours(ReviewRow row) =>
        row.Standing.FirstOrDefault() is { } first ? (int)(Spelling.Instant(first.At) - Spelling.Instant(row.RaisedAt)).TotalHours : null;

    static IReadOnlyList<PairCount> Pairs(LiteDbContent content, Period period) =>
    [
        .. from said in content.Reviews.All.SelectMany(row => row.Standing)
           where said is { CheckedVerdict: not null, Reason: not DismissalReason.NotThisPerson } && period.Holds(said.At)
           group said by (First: said.CheckedVerdict ?? said.Verdict, said.Verdict) into same
           orderby same.Key
           select new PairCount(same.Key.First, same.Key.Verdict, same.LongCount()),
    ];

    static IReadOnlyList<LookCount> Looks(LiteDbContent content, Period period, string settled) =>
    [
        .. from row in content.Reviews.All
           where row is { Sample: null, Origin: FlagOrigin.Words } && row.Standing.FirstOrDefault() is { } first && string.CompareOrdinal(first.At, settled) < 0
           from look in row.Looks
           where period.Holds(look.At)
           group look by (row.Priority, look.Answer) into same
           orderby same.Key
           select new LookCount(same.Key.Priority, same.Key.Answer, same.LongCount()),
    ];

    static IReadOnlyList<StratumCount> Strata(LiteDbContent content, Period days, string settled)
    {
        var items = content.Reviews.All.Where(row => row.Sample is not null).ToDictionary(row => row.Sample ?? 0, row => row.Before(settled));
        List<(int Stratum, StoodRow? Item)> drawn =
            [.. content.Samples.Values.Where(sample => days.Holds(sample.DrawnAt[..10])).Select(sample => (sample.Stratum, items.GetValueOrDefault(sample.Id)))];
        return
        [
            .. from row in content.Strata.FindAll().ToList()
               where days.Holds(row.Day)
               group row by row.Stratum into same
               orderby same.Key
               let own = drawn.Where(one => one.Stratum == same.Key).ToList()
               select new StratumCount(
                   same.Key, same.Sum(row => row.Posts), own.Count, own.LongCount(one => one.Item is { } item && (IsUpheld(item) || IsNoIndication(item))),
                   own.LongCount(one => one.Item is { } item && IsUpheld(item))),
        ];
    }

    static bool IsUpheld(StoodRow row) => row.Status is FlagStatus.Upheld or FlagStatus.Referred;

    static bool IsNoIndication(StoodRow row) => row.Status is FlagStatus.Dismissed or FlagStatus.Purged && row.LastWord is Verdict.NoIndication;

    /// <summary>From a moment or day on and before another, both spelled alike.</summary>
    readonly record struct Period(string From, string To)
    {
        public bool Holds(string at) => string.CompareOrdinal(at, From) >= 0 && string.CompareOrdinal(at, To) < 0;
    }
}
