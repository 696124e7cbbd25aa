using Monitor.Flags;
using Monitor.Flags.Sqlite;
using Monitor.Journal;
using Monitor.Posts;

namespace Monitor.Review.Sqlite;

/// <summary>What people do, written through the store's own writer. Each public method is one transaction.</summary>
sealed class SqliteReviewWriter
{

    readonly SqliteWriter _writer;
    readonly SqliteReviewIntake _intake;
    readonly SqlitePurge _purge;
    readonly Statement _find, _save, _ofGroup, _covered;
    readonly Statement _addDecision, _lastRow, _undoDecision, _lastDecision, _checkedVerdict;
    readonly Statement _setFlagStatus, _addLook, _addNote, _verdict;
    readonly Statement _saveAccount, _account, _anyAccount;
    readonly Statement _ofAccount;

    public SqliteReviewWriter(SqliteWriter writer)
    {
        _writer = writer;
        _intake = new SqliteReviewIntake(writer);
        _purge = new SqlitePurge(writer);
        _find = writer.Prepare($"SELECT {SqliteReviewRows.StateColumns} FROM review r WHERE r.id = ?1");
        _save = writer.Prepare("""
            UPDATE review SET status = ?2, version = ?3, awaiting = ?4, lease_by = ?5, lease_until = ?6, first_by = ?7, recheck_of = ?8,
                ownership_settled = ?9, last_by = ?10, last_at = ?11, last_from = ?12, last_first_by = ?13, last_recheck_of = ?14,
                reply_asked_on = ?15, reply_on = ?16
            WHERE item = ?1
            """);
        _ofGroup = writer.Prepare($"SELECT {SqliteReviewRows.StateColumns}, r.id FROM review r WHERE r.leader = ?1 AND r.awaiting = 1 AND r.item <> ?2 ORDER BY r.item LIMIT {ActFacts.LargestGroup}");
        _covered = writer.Prepare($"SELECT {SqliteReviewRows.StateColumns}, r.id FROM review r JOIN decision d ON d.item = r.item WHERE d.covered_by = ?1 AND d.undone_at IS NULL");
        _addDecision = writer.Prepare("""
            INSERT INTO decision (item, reviewer, at, verdict, reason, note, question, from_status, to_status, checked_verdict, covered_by, journal_sequence)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            """);
        _lastRow = writer.Prepare("SELECT last_insert_rowid()");
        _undoDecision = writer.Prepare("UPDATE decision SET undone_at = ?2 WHERE number = ?1");
        _lastDecision = writer.Prepare("SELECT number FROM decision WHERE item = ?1 AND undone_at IS NULL ORDER BY number DESC LIMIT 1");
        _checkedVerdict = writer.Prepare("SELECT verdict FROM decision WHERE item = ?1 AND reviewer = ?2 AND undone_at IS NULL ORDER BY number DESC LIMIT 1");
        _setFlagStatus = writer.Prepare("UPDATE flag SET status = ?2 WHERE number = (SELECT flag FROM review WHERE item = ?1)");
        _addLook = writer.Prepare("INSERT OR IGNORE INTO look (item, reviewer, answer, at) VALUES (?1, ?2, ?3, ?4)");
        _addNote = writer.Prepare("INSERT INTO review_note (item, reviewer, at, kind, text, on_day, journal_sequence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        _verdict = writer.Prepare($"""
            UPDATE review SET
                first_word = (SELECT d.verdict FROM decision d WHERE d.item = ?1 AND d.undone_at IS NULL AND d.checked_verdict IS NULL AND {SqliteReviewRows.AboutThePost} ORDER BY d.number LIMIT 1),
                second_word = (SELECT d.verdict FROM decision d WHERE d.item = ?1 AND d.undone_at IS NULL AND d.checked_verdict = {(int)Verdict.StrongIndication} AND {SqliteReviewRows.AboutThePost} ORDER BY d.number DESC LIMIT 1),
                verdict = (SELECT d.verdict FROM decision d WHERE d.item = ?1 AND d.undone_at IS NULL ORDER BY d.number DESC LIMIT 1),
                decided_at = (SELECT min(d.at) FROM decision d WHERE d.item = ?1 AND d.undone_at IS NULL),
                hours = (SELECT CAST((julianday(min(d.at)) - julianday(raised_at)) * 24 AS INTEGER) FROM decision d WHERE d.item = ?1 AND d.undone_at IS NULL)
            WHERE item = ?1
            """);
        _account = writer.Prepare($"SELECT {SqliteReviewRows.AccountColumns} FROM reviewer WHERE id = ?1");
        _anyAccount = writer.Prepare("SELECT count(*) FROM reviewer");
        _saveAccount = writer.Prepare($"""
            INSERT INTO reviewer ({SqliteReviewRows.AccountColumns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, active = excluded.active, password_hash = excluded.password_hash,
                invitation_hash = excluded.invitation_hash, invitation_until = excluded.invitation_until, stamp = excluded.stamp,
                failures = excluded.failures, locked_until = excluded.locked_until, awaits_from = excluded.awaits_from, awaits_since = excluded.awaits_since
            """);
        _ofAccount = writer.Prepare($"""
            SELECT {SqliteReviewRows.StateColumns}, coalesce(f.document, s.document), r.id FROM {SqliteReviewRows.Tables}
            LEFT JOIN decision d ON d.number = (SELECT max(l.number) FROM decision l WHERE l.item = r.item AND l.undone_at IS NULL)
            WHERE r.person_code = ?1 AND r.platform = ?2 AND r.status <> 'Purged' AND NOT (r.status = 'Dismissed' AND coalesce(d.reason, 0) = ?3)
            """);
    }

    public bool BelongsTo(SqliteWriter writer) => ReferenceEquals(_writer, writer);

    /// <returns>Whether there is more to take up.</returns>
    public bool CatchUp(DueDates due, DateTimeOffset now, double recheckShare) => _writer.InTransaction(() => _intake.CatchUp(due, now, recheckShare));

    public ActOutcome Act(ReviewAct act, Reviewer actor, bool wholeGroup, FlagTransitions transitions, DateTimeOffset now, DateOnly today) => _writer.InTransaction(() =>
    {
        if (_find.First(SqliteReviewRows.State, act.FlagId) is not { } kept) return new ActOutcome(null, Refusal.UnknownFlag);

        var (next, refused) = transitions.Apply(kept.State, act, actor, now, today);
        if (refused is { } why) return new ActOutcome(kept.State, why, KeepRefused(kept, act, actor, why, now));

        Keep(kept, next!, act, actor, now, coveredBy: null, out var decision); // Not refused, so there is a next state.
        var covered = act switch
        {
            ReviewAct.Decide decide when wholeGroup && ActFacts.CoversGroup(decide.Decision) => DecideGroup(kept, decide.Decision, actor, transitions, now, today, decision),
            ReviewAct.Undo => UndoCovered(decision, actor, transitions, now, today),
            _ => 0,
        };
        return new ActOutcome(next, null, Covered: covered);
    });

    public void Save(ReviewerAccount account, JournalEntry entry) => _writer.InTransaction(() =>
    {
        Save(account);
        return _writer.Append(entry);
    });

    public bool AddFirst(ReviewerAccount account, JournalEntry entry) => _writer.InTransaction(() =>
    {
        if (_anyAccount.Number() > 0) return false;

        Save(account);
        _writer.Append(entry);
        return true;
    });

    public ReviewerAccount? Change(string id, Func<ReviewerAccount, (ReviewerAccount Account, JournalEntry? Entry)> change) => _writer.InTransaction(() =>
    {
        if (_account.First(SqliteReviewRows.Account, id) is not { } known) return null;

        var (account, entry) = change(known);
        if (account != known) Save(account);
        if (entry is not null) _writer.Append(entry);
        return account;
    });

    public PurgeOutcome Purge(PurgeScope scope, string actor, DateTimeOffset now) => _writer.InTransaction(() => _purge.Purge(scope, actor, now));

    public int Scrubbed() => _writer.InTransaction(_purge.Scrubbed);

    /// <summary>An account link was wrong: what was raised by it is no indication about this person, whatever was decided.</summary>
    public Withdrawal Withdraw(string personCode, Platform platform, string account, Reviewer actor, DateTimeOffset now) => _writer.InTransaction(() =>
    {
        var found = _ofAccount.Rows(
                row => (Kept: SqliteReviewRows.State(row), Flag: StoreJson.Read<Flag>(row.GetString(SqliteReviewRows.StateWidth)), Id: row.GetString(SqliteReviewRows.StateWidth + 1)),
                personCode, (long)platform, (long)DismissalReason.NotThisPerson)
            .Where(item => ActFacts.WroteAs(item.Flag.Post.Author, platform, account)).ToList();
        var decision = new ReviewDecision(Verdict.NoIndication, DismissalReason.NotThisPerson);
        foreach (var (kept, _, id) in found)
        {
            Keep(kept, ActFacts.Withdrawn(kept.State), new ReviewAct.Decide(id, kept.State.Version, decision), actor, now, coveredBy: null, out _);
        }

        var withdrawn = new Withdrawal(found.Count, found.Count(item => item.Kept.State.Status is FlagStatus.Referred));
        _writer.Append(ReviewEntries.Subject(
            personCode, actor, now, ("step", "account-corrected"), ("platform", platform), ("flags", withdrawn.Flags), ("referred", withdrawn.Referred)));
        return withdrawn;
    });

    /// <summary>Near-duplicates that nobody else holds and that are no second look at another's word.</summary>
    int DecideGroup(KeptReview leader, ReviewDecision decision, Reviewer actor, FlagTransitions transitions, DateTimeOffset now, DateOnly today, long coveredBy)
    {
        var members = _ofGroup.Rows(row => (Kept: SqliteReviewRows.State(row), Id: row.GetString(SqliteReviewRows.StateWidth)), leader.Leader, leader.Item).ToList();
        var covered = 0;
        foreach (var (kept, id) in members.Where(member => ActFacts.CanBeCovered(member.Kept.State)))
        {
            var act = new ReviewAct.Decide(id, kept.State.Version, decision);
            if (transitions.Apply(kept.State, act, actor, now, today).Next is not { } next) continue;

            Keep(kept, next, act, actor, now, coveredBy, out _);
            covered++;
        }

        return covered;
    }

    int UndoCovered(long decision, Reviewer actor, FlagTransitions transitions, DateTimeOffset now, DateOnly today)
    {
        var members = _covered.Rows(row => (Kept: SqliteReviewRows.State(row), Id: row.GetString(SqliteReviewRows.StateWidth)), decision).ToList();
        var undone = 0;
        foreach (var (kept, id) in members)
        {
            var act = new ReviewAct.Undo(id, kept.State.Version);
            if (transitions.Apply(kept.State, act, actor, now, today).Next is not { } next) continue;

            Keep(kept, ActFacts.BackToQueue(next), act, actor, now, coveredBy: null, out _);
            undone++;
        }

        return undone;
    }

    void Keep(KeptReview kept, ReviewState next, ReviewAct act, Reviewer actor, DateTimeOffset now, long? coveredBy, out long decision)
    {
        decision = 0;
        Save(kept.Item, next);
        if (next.Status != kept.State.Status) _setFlagStatus.Run(kept.Item, next.Status.ToString());
        var entry = _writer.Append(ReviewEntries.Of(act, kept.State, next, actor, now));
        switch (act)
        {
            case ReviewAct.Decide { Decision: var said }:
                decision = Add(kept, next, said, actor, now, coveredBy, entry.Sequence);
                _verdict.Run(kept.Item);
                break;
            case ReviewAct.Undo:
                decision = _lastDecision.Number(kept.Item);
                _undoDecision.Run(decision, JournalChain.InstantText(now));
                _verdict.Run(kept.Item);
                break;
            case ReviewAct.Look look:
                _addLook.Run(kept.Item, actor.Id, (long)look.Answer, JournalChain.InstantText(now));
                break;
            default:
                if (ActFacts.NoteOf(act) is { } note) AddNote(kept.Item, actor, now, note.Kind, note.Text, note.On, entry.Sequence);
                break;
        }
    }

    long Add(KeptReview kept, ReviewState next, ReviewDecision said, Reviewer actor, DateTimeOffset now, long? coveredBy, long sequence)
    {
        object? checkedVerdict = kept.State.Barred is { } other ? _checkedVerdict.Number(kept.Item, other) : null;
        _addDecision.Run(
            kept.Item, actor.Id, JournalChain.InstantText(now), (long)said.Verdict, (long)said.Reason, said.Note, said.Question,
            kept.State.Status.ToString(), next.Status.ToString(), checkedVerdict, coveredBy, sequence);
        return _lastRow.Number();
    }

    /// <summary>Words that were written for nothing are not lost.</summary>
    bool KeepRefused(KeptReview kept, ReviewAct act, Reviewer actor, Refusal why, DateTimeOffset now)
    {
        if (!ActFacts.KeepsWords(kept.State, act, why)) return false;

        var entry = _writer.Append(ReviewEntries.NoteKept(act, actor, why, now));
        AddNote(kept.Item, actor, now, EventKind.StaleNote, act.Words, on: null, entry.Sequence);
        return true;
    }

    void AddNote(long item, Reviewer actor, DateTimeOffset now, EventKind kind, string text, DateOnly? on, long sequence) =>
        _addNote.Run(item, actor.Id, JournalChain.InstantText(now), kind.ToString(), text, SqliteReviewRows.DayText(on), sequence);

    void Save(long item, ReviewState state) => _save.Run(
        item, state.Status.ToString(), state.Version, state.Awaiting ? 1L : 0L, state.Lease?.By, Text(state.Lease?.Until), state.FirstBy, state.RecheckOf,
        state.OwnershipSettled ? 1L : 0L, state.Last?.By, Text(state.Last?.At), state.Last?.From.ToString(), state.Last?.FirstBy, state.Last?.RecheckOf,
        SqliteReviewRows.DayText(state.ReplyAskedOn), SqliteReviewRows.DayText(state.ReplyOn));

    void Save(ReviewerAccount account) => _saveAccount.Run(
        account.Reviewer.Id, account.Reviewer.Name, account.Reviewer.Role.ToString(), account.Active ? 1L : 0L, account.PasswordHash,
        account.InvitationHash, Text(account.InvitationUntil), account.Stamp, (long)account.Failures, Text(account.LockedUntil), account.Awaits?.From, Text(account.Awaits?.Since));

    static string? Text(DateTimeOffset? at) => at is { } known ? JournalChain.InstantText(known) : null;
}
