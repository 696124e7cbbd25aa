using Monitor.Flags;
using Monitor.Journal;
using Monitor.Posts;
using Monitor.Review;

namespace Monitor.LiteDb;

/// <summary>What people do, within the transaction that is open.</summary>
sealed class LiteDbReviewWork(LiteDbContent content, FlagTransitions transitions, DateTimeOffset now, DateOnly today)
{
    public ActOutcome Act(ReviewAct act, Reviewer actor, bool wholeGroup)
    {
        if (content.Reviews.Find(act.FlagId) is not { } row) return new ActOutcome(null, Refusal.UnknownFlag);

        var (next, refused) = transitions.Apply(row.State, act, actor, now, today);
        if (refused is { } why) return new ActOutcome(row.State, why, KeepRefused(row, act, actor, why));

        var decision = Keep(row, next!, act, actor, coveredBy: null); // Not refused, so there is a next state.
        var covered = act switch
        {
            ReviewAct.Decide decide when wholeGroup && ActFacts.CoversGroup(decide.Decision) => DecideGroup(row, decide.Decision, actor, decision),
            ReviewAct.Undo => UndoCovered(row, decision, actor),
            _ => 0,
        };
        return new ActOutcome(next, null, Covered: covered);
    }

    /// <summary>An account link was wrong: what was raised by it is withdrawn, whatever was decided.</summary>
    public Withdrawal Withdraw(string personCode, Platform platform, string account, Reviewer actor)
    {
        var found = content.Reviews.OfPerson(personCode)
            .Where(row => row.Platform == platform && row.State.Status is not FlagStatus.Purged && !IsWithdrawn(row))
            .Where(row => content.Document(row) is { } document && ActFacts.WroteAs(StoreJson.Read<Flag>(document).Post.Author, platform, account)).ToList();
        var referred = found.Count(row => row.State.Status is FlagStatus.Referred);
        var decision = new ReviewDecision(Verdict.NoIndication, DismissalReason.NotThisPerson);
        foreach (var row in found) Keep(row, ActFacts.Withdrawn(row.State), new ReviewAct.Decide(row.FlagId, row.State.Version, decision), actor, coveredBy: null);

        content.Append(ReviewEntries.Subject(
            personCode, actor, now, ("step", "account-corrected"), ("platform", platform), ("flags", found.Count), ("referred", referred)));
        return new Withdrawal(found.Count, referred);
    }

    static bool IsWithdrawn(ReviewRow row) =>
        row.State.Status is FlagStatus.Dismissed && row.Standing.LastOrDefault()?.Reason is DismissalReason.NotThisPerson;

    int DecideGroup(ReviewRow leader, ReviewDecision decision, Reviewer actor, long coveredBy)
    {
        var members = content.Reviews.Group(leader.Leader)
            .Where(row => row.Id != leader.Id && row.State.Awaiting).Take(ActFacts.LargestGroup).Where(row => ActFacts.CanBeCovered(row.State)).ToList();
        var covered = 0;
        foreach (var row in members)
        {
            var act = new ReviewAct.Decide(row.FlagId, row.State.Version, decision);
            if (transitions.Apply(row.State, act, actor, now, today).Next is not { } next) continue;

            Keep(row, next, act, actor, coveredBy);
            covered++;
        }

        return covered;
    }

    int UndoCovered(ReviewRow leader, long decision, Reviewer actor)
    {
        var members = content.Reviews.Group(leader.Leader).Where(row => row.Standing.Any(said => said.CoveredBy == decision)).ToList();
        var undone = 0;
        foreach (var row in members)
        {
            var act = new ReviewAct.Undo(row.FlagId, row.State.Version);
            if (transitions.Apply(row.State, act, actor, now, today).Next is not { } next) continue;

            Keep(row, ActFacts.BackToQueue(next), act, actor, coveredBy: null);
            undone++;
        }

        return undone;
    }

    /// <returns>The number of the decision that was made or undone; 0 for any other act.</returns>
    long Keep(ReviewRow row, ReviewState next, ReviewAct act, Reviewer actor, long? coveredBy)
    {
        var before = row.State;
        var decision = 0L;
        content.Append(ReviewEntries.Of(act, before, next, actor, now));
        switch (act)
        {
            case ReviewAct.Decide { Decision: var said }:
                decision = Add(row, next, said, actor, coveredBy);
                break;
            case ReviewAct.Undo:
                var last = row.Standing.Last();
                last.UndoneAt = JournalChain.InstantText(now);
                decision = last.Number;
                break;
            case ReviewAct.Look look:
                if (row.Looks.TrueForAll(known => known.Reviewer != actor.Id))
                    row.Looks.Add(new LookRow { Reviewer = actor.Id, Answer = look.Answer, At = JournalChain.InstantText(now) });
                break;
            default:
                if (ActFacts.NoteOf(act) is { } note) AddNote(row, actor, note.Kind, note.Text, note.On);
                break;
        }

        row.State = next;
        content.Reviews.Save(row);
        content.SetStatus(row.Flag, next.Status);
        return decision;
    }

    long Add(ReviewRow row, ReviewState next, ReviewDecision said, Reviewer actor, long? coveredBy)
    {
        var number = content.Reviews.NextDecision();
        row.Decisions.Add(new DecisionRow
        {
            Number = number,
            Reviewer = actor.Id,
            At = JournalChain.InstantText(now),
            Verdict = said.Verdict,
            Reason = said.Reason,
            Note = said.Note,
            Question = said.Question,
            To = next.Status,
            CheckedVerdict = row.State.Barred is { } other ? row.Standing.LastOrDefault(known => known.Reviewer == other)?.Verdict : null,
            CoveredBy = coveredBy,
        });
        return number;
    }

    bool KeepRefused(ReviewRow row, ReviewAct act, Reviewer actor, Refusal why)
    {
        if (!ActFacts.KeepsWords(row.State, act, why)) return false;

        content.Append(ReviewEntries.NoteKept(act, actor, why, now));
        AddNote(row, actor, EventKind.StaleNote, act.Words, on: null);
        content.Reviews.Save(row);
        return true;
    }

    void AddNote(ReviewRow row, Reviewer actor, EventKind kind, string text, DateOnly? on) => row.Notes.Add(new NoteRow
    {
        Reviewer = actor.Id,
        At = JournalChain.InstantText(now),
        Kind = kind,
        Text = text,
        On = Spelling.Day(on),
    });
}
