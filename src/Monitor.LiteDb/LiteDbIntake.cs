using System.Text;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Review;

namespace Monitor.LiteDb;

/// <summary>Takes up what the pipeline raised: finds its near-duplicates, its last day and its place in the queue.</summary>
static class LiteDbIntake
{
    /// <summary>Flags in one transaction: a second's work at most.</summary>
    const int Stretch = 1_000;

    /// <summary>The meta row that says by which clock and contests the days stand.</summary>
    const string DueSignature = "review_due";

    /// <summary>Whether anything is to be taken up, given back or counted anew; answered from memory, since every page asks.</summary>
    public static bool IsBehind(LiteDbContent content, DueDates due, DateTimeOffset now) =>
        content.LastFlag > content.Reviews.LastFlag || content.LastSample > content.Reviews.LastSample
        || content.Reviews.All.Any(row => row.State.Lease is { } lease && lease.Until < now) || Signature(content) != due.Signature;

    /// <returns>Whether there is more to take up.</returns>
    public static bool CatchUp(LiteDbContent content, DueDates due, DateTimeOffset now, double recheckShare)
    {
        Recount(content, due);
        Expire(content, now);
        var (flags, samples) = (0, 0);
        for (var number = content.Reviews.LastFlag + 1; number <= content.LastFlag && flags < Stretch; number++, flags++)
            Add(content, content.Read(content.FlagsByNumber[number]), number, sample: null, due, recheckShare);
        for (var number = content.Reviews.LastSample + 1; number <= content.LastSample && samples < Stretch; number++, samples++)
            Add(content, StoreJson.Read<Flag>(content.SampleDocuments.FindById(number).Text) with { Status = FlagStatus.Open }, flagNumber: null, number, due, recheckShare);

        return flags == Stretch || samples == Stretch;
    }

    /// <summary>A claim that ran out is nobody's; whoever held it sees that by the version.</summary>
    static void Expire(LiteDbContent content, DateTimeOffset now)
    {
        foreach (var row in content.Reviews.All.Where(row => row.State.Lease is { } lease && lease.Until < now))
        {
            var status = row.State.Status is FlagStatus.Claimed ? FlagStatus.Open : row.State.Status;
            row.State = row.State with { Status = status, Lease = null, Version = row.State.Version + 1 };
            content.Reviews.Save(row);
            content.SetStatus(row.Flag, status);
        }
    }

    /// <summary>Counts the days anew when the clock, a holiday or a contest changed.</summary>
    static void Recount(LiteDbContent content, DueDates due)
    {
        if (Signature(content) == due.Signature) return;

        foreach (var row in content.Reviews.Waiting)
        {
            var day = Spelling.Day(due.DueOn(row.Contests.Select(contest => contest.ContestId), Spelling.Instant(row.RaisedAt)));
            if (day == row.DueOn) continue;

            row.DueOn = day;
            content.Reviews.Save(row);
        }

        content.Meta.Upsert(new MetaRow { Id = DueSignature, Value = Encoding.UTF8.GetBytes(due.Signature) });
    }

    static string? Signature(LiteDbContent content) => content.Meta.FindById(DueSignature) is { } row ? Encoding.UTF8.GetString(row.Value) : null;

    static void Add(LiteDbContent content, Flag flag, long? flagNumber, long? sample, DueDates due, double recheckShare)
    {
        var fingerprint = PostFingerprint.Of(flag);
        content.Reviews.Add(new ReviewRow
        {
            FlagId = flag.Id,
            Flag = flagNumber,
            Sample = sample,
            State = new ReviewState
            {
                Status = flag.Status,
                Version = 1,
                RecheckChosen = IntakeFacts.IsRechecked(flag, recheckShare),
                OwnershipSettled = IntakeFacts.OwnershipSettled(flag),
            },
            Priority = flag.Priority,
            RaisedAt = JournalChain.InstantText(flag.RaisedAt),
            DueOn = Spelling.Day(due.DueOn(flag.Contests.Select(contest => contest.ContestId), flag.RaisedAt)),
            Category = flag.Category,
            Platform = flag.Post.Platform,
            Phase = IntakeFacts.PhaseOf(flag),
            Origin = flag.Origin,
            Unit = flag.Unit,
            PersonCode = flag.PersonCode,
            Leader = fingerprint is null ? 0 : content.Reviews.LeaderOf(fingerprint) ?? 0,
            Fingerprint = fingerprint?.ToBytes(),
            Named = IntakeFacts.Named(flag),
            Contests = [.. flag.Contests.DistinctBy(contest => contest.ContestId, StringComparer.Ordinal).Select(contest => new ContestRow { ContestId = contest.ContestId, Name = contest.Name })],
        });
    }
}
