using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Monitor.Flags.Sqlite;

/// <summary>The tables, as the steps that lead to them. A step that was released never changes; a change is a further step.</summary>
static class SqliteSchema
{
    /// <summary>Marks the file as a store of Monitor: "MNTR".</summary>
    public const int ApplicationId = 0x4D4E5452;

    /// <summary>Step n leads from version n to version n + 1.</summary>
    public static readonly IReadOnlyList<string> Steps =
    [
        """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID, STRICT;

        CREATE TABLE journal (
            sequence INTEGER PRIMARY KEY,
            kind TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL,
            previous_hash TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
        CREATE INDEX journal_subject ON journal (subject, sequence);
        CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
        CREATE TRIGGER journal_is_not_cut BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;

        CREATE TABLE receipt (
            number INTEGER PRIMARY KEY,
            file_sha256 TEXT NOT NULL, file_name TEXT NOT NULL, outcome TEXT NOT NULL, finished_at TEXT NOT NULL, document TEXT NOT NULL,
            journal_sequence INTEGER NOT NULL UNIQUE REFERENCES journal (sequence),
            -- Only for duplicates, which lie in the inbox beside their file.
            awaits_move INTEGER NOT NULL CHECK (awaits_move IN (0, 1))) STRICT;
        CREATE INDEX receipt_file ON receipt (file_sha256, number);
        CREATE INDEX receipt_finished ON receipt (finished_at);
        CREATE TRIGGER receipt_is_not_changed
            BEFORE UPDATE OF number, file_sha256, file_name, outcome, finished_at, document, journal_sequence ON receipt
            BEGIN SELECT RAISE(ABORT, 'a receipt stays as it was written'); END;
        CREATE TRIGGER receipt_is_not_cut BEFORE DELETE ON receipt BEGIN SELECT RAISE(ABORT, 'a receipt stays'); END;

        CREATE TABLE file (
            sha256 TEXT PRIMARY KEY,
            name TEXT NOT NULL, received_at TEXT NOT NULL,
            next_batch INTEGER NOT NULL, results_consumed INTEGER NOT NULL,
            counts TEXT NOT NULL, warnings TEXT NOT NULL, rejected_places TEXT NOT NULL,
            -- Over all attempts, so that a refused file that is read again does not lose what its first attempt brought.
            scored_ever INTEGER NOT NULL, flagged_ever INTEGER NOT NULL,
            receipt INTEGER REFERENCES receipt (number), moved_to TEXT) STRICT;
        CREATE INDEX file_unmoved ON file (received_at) WHERE moved_to IS NULL;

        CREATE TABLE seen (identity BLOB NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (identity, version)) WITHOUT ROWID, STRICT;

        CREATE TABLE flag (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            identity BLOB NOT NULL, version INTEGER NOT NULL,
            status TEXT NOT NULL, priority INTEGER NOT NULL, raised_at TEXT NOT NULL,
            person_code TEXT NOT NULL, unit TEXT NOT NULL, file_sha256 TEXT NOT NULL REFERENCES file (sha256),
            journal_sequence INTEGER NOT NULL REFERENCES journal (sequence),
            -- As it was raised; what people decide later stands in columns, and the hash outlives a purge.
            document TEXT NOT NULL, document_sha256 TEXT NOT NULL,
            UNIQUE (identity, version)) STRICT;
        CREATE INDEX flag_queue ON flag (status, priority, raised_at DESC, id);
        CREATE INDEX flag_order ON flag (priority, raised_at DESC, id);
        CREATE INDEX flag_raised ON flag (raised_at);
        CREATE INDEX flag_person ON flag (person_code, status);
        CREATE INDEX flag_unit ON flag (unit, status);
        CREATE INDEX flag_file ON flag (file_sha256);

        CREATE TABLE flag_contest (
            contest_id TEXT NOT NULL, flag INTEGER NOT NULL REFERENCES flag (number) ON DELETE CASCADE,
            PRIMARY KEY (contest_id, flag)) WITHOUT ROWID, STRICT;
        CREATE INDEX flag_contest_flag ON flag_contest (flag);
        """,
        // What people do: who they are, what lies before them, what they said.
        """
        CREATE TABLE reviewer (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, active INTEGER NOT NULL,
            password_hash TEXT, invitation_hash TEXT, invitation_until TEXT,
            -- Changes with password, role and state, so that a session that is older ends.
            stamp TEXT NOT NULL, failures INTEGER NOT NULL, locked_until TEXT) WITHOUT ROWID, STRICT;

        -- Posts below the threshold that the lot chose for people to look at.
        CREATE TABLE sample (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE, identity BLOB NOT NULL, version INTEGER NOT NULL,
            stratum INTEGER NOT NULL, share REAL NOT NULL, drawn_at TEXT NOT NULL,
            journal_sequence INTEGER NOT NULL REFERENCES journal (sequence),
            document TEXT NOT NULL, document_sha256 TEXT NOT NULL,
            UNIQUE (identity, version)) STRICT;
        -- How many unflagged posts each stratum had, drawn or not.
        CREATE TABLE stratum (day TEXT NOT NULL, stratum INTEGER NOT NULL, posts INTEGER NOT NULL, PRIMARY KEY (day, stratum)) WITHOUT ROWID, STRICT;

        -- A flag or a sample as work for people; pages cannot tell which of the two it is.
        CREATE TABLE review (
            item INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            flag INTEGER UNIQUE REFERENCES flag (number) ON DELETE CASCADE, sample INTEGER UNIQUE REFERENCES sample (number) ON DELETE CASCADE,
            status TEXT NOT NULL, version INTEGER NOT NULL, awaiting INTEGER NOT NULL,
            priority INTEGER NOT NULL, raised_at TEXT NOT NULL, due_on TEXT,
            category INTEGER NOT NULL, platform INTEGER NOT NULL, phase INTEGER NOT NULL, origin INTEGER NOT NULL,
            unit TEXT NOT NULL, person_code TEXT NOT NULL,
            -- The first of its near-duplicates; its own number when there are none.
            leader INTEGER NOT NULL, fingerprint BLOB,
            lease_by TEXT, lease_until TEXT, first_by TEXT, recheck_of TEXT, recheck_chosen INTEGER NOT NULL, ownership_settled INTEGER NOT NULL,
            last_by TEXT, last_at TEXT, last_from TEXT, last_first_by TEXT, last_recheck_of TEXT,
            reply_asked_on TEXT, reply_on TEXT,
            -- Contests and contestants named in it, one a line.
            named TEXT NOT NULL,
            -- The last word that stands; when the first was said, and how many whole hours that took.
            verdict INTEGER, decided_at TEXT, hours INTEGER,
            CHECK ((flag IS NULL) <> (sample IS NULL))) STRICT;
        -- The queue is counted and filtered, and a period's flags are counted, without a look at the rows themselves.
        CREATE INDEX review_queue ON review (
            awaiting, priority, due_on, raised_at, item, status, first_by, recheck_of, category, platform, phase, leader, lease_by, lease_until, unit);
        CREATE INDEX review_leader ON review (leader, awaiting, item, status);
        CREATE INDEX review_person ON review (person_code, awaiting);
        CREATE INDEX review_unit ON review (unit, awaiting);
        CREATE INDEX review_lease ON review (lease_until) WHERE lease_until IS NOT NULL;
        CREATE INDEX review_status ON review (status, decided_at);
        CREATE INDEX review_counted ON review (sample, priority, category, origin, named, raised_at, status, verdict);
        CREATE INDEX review_hours ON review (raised_at, hours) WHERE hours IS NOT NULL AND sample IS NULL;

        CREATE TABLE review_contest (
            contest_id TEXT NOT NULL, item INTEGER NOT NULL REFERENCES review (item) ON DELETE CASCADE, name TEXT NOT NULL,
            PRIMARY KEY (contest_id, item)) WITHOUT ROWID, STRICT;
        CREATE INDEX review_contest_item ON review_contest (item);
        CREATE TABLE review_band (
            band INTEGER NOT NULL, item INTEGER NOT NULL REFERENCES review (item) ON DELETE CASCADE, PRIMARY KEY (band, item)) WITHOUT ROWID, STRICT;
        CREATE INDEX review_band_item ON review_band (item);

        CREATE TABLE decision (
            number INTEGER PRIMARY KEY,
            item INTEGER NOT NULL REFERENCES review (item) ON DELETE CASCADE,
            reviewer TEXT NOT NULL REFERENCES reviewer (id), at TEXT NOT NULL,
            verdict INTEGER NOT NULL, reason INTEGER NOT NULL, note TEXT NOT NULL, question TEXT NOT NULL,
            from_status TEXT NOT NULL, to_status TEXT NOT NULL,
            -- Whether another person's word was being checked, whose it was and what it said.
            checked_verdict INTEGER,
            -- The decision that this one came with, as one of its near-duplicates.
            covered_by INTEGER REFERENCES decision (number),
            undone_at TEXT, journal_sequence INTEGER NOT NULL REFERENCES journal (sequence)) STRICT;
        CREATE INDEX decision_item ON decision (item, number);
        CREATE INDEX decision_at ON decision (at);
        CREATE INDEX decision_covered ON decision (covered_by) WHERE covered_by IS NOT NULL;
        CREATE TABLE look (
            item INTEGER NOT NULL REFERENCES review (item) ON DELETE CASCADE, reviewer TEXT NOT NULL REFERENCES reviewer (id),
            answer INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY (item, reviewer)) WITHOUT ROWID, STRICT;
        CREATE TABLE review_note (
            number INTEGER PRIMARY KEY,
            item INTEGER NOT NULL REFERENCES review (item) ON DELETE CASCADE,
            reviewer TEXT NOT NULL REFERENCES reviewer (id), at TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, on_day TEXT,
            journal_sequence INTEGER NOT NULL REFERENCES journal (sequence)) STRICT;
        CREATE INDEX review_note_item ON review_note (item, number);
        CREATE INDEX journal_kind ON journal (kind, sequence);
        CREATE INDEX journal_actor ON journal (actor, sequence);
        """,
        // The entry that tells of a purge. What was purged keeps its place, its key and the hash of what it was.
        """
        ALTER TABLE flag ADD COLUMN purged_by INTEGER REFERENCES journal (sequence);
        ALTER TABLE sample ADD COLUMN purged_by INTEGER REFERENCES journal (sequence);
        CREATE INDEX flag_purged ON flag (purged_by) WHERE purged_by IS NOT NULL;
        CREATE INDEX sample_purged ON sample (purged_by) WHERE purged_by IS NOT NULL;
        """,
        // What became of flags stands before their time, so that they are counted in the index's own order: a fifth of the work.
        """
        DROP INDEX review_counted;
        CREATE INDEX review_counted ON review (sample, priority, category, origin, named, status, verdict, raised_at);
        """,
        // How often the model flags what names a contestant, and what each of two people said of a flag: who is treated how at which step.
        """
        -- Counts of a day; of a month, under its first day, once its days are past their time.
        CREATE TABLE mention (
            day TEXT NOT NULL, contest_id TEXT NOT NULL, contestant_id TEXT NOT NULL,
            scored INTEGER NOT NULL, flagged INTEGER NOT NULL CHECK (flagged BETWEEN 0 AND scored),
            PRIMARY KEY (day, contest_id, contestant_id)) WITHOUT ROWID, STRICT;

        -- The first word on the post itself, and the word of whoever checked a strong indication. Neither says that somebody is asked, nor
        -- that the account is another person's: that is nothing about the post.
        ALTER TABLE review ADD COLUMN first_word INTEGER;
        ALTER TABLE review ADD COLUMN second_word INTEGER;
        UPDATE review SET
            first_word = (SELECT d.verdict FROM decision d WHERE d.item = review.item AND d.undone_at IS NULL AND d.checked_verdict IS NULL
                AND d.verdict IN (0, 2, 3) AND d.reason <> 13 ORDER BY d.number LIMIT 1),
            second_word = (SELECT d.verdict FROM decision d WHERE d.item = review.item AND d.undone_at IS NULL AND d.checked_verdict = 2
                AND d.verdict IN (0, 2, 3) AND d.reason <> 13 ORDER BY d.number DESC LIMIT 1)
        WHERE decided_at IS NOT NULL;
        DROP INDEX review_counted;
        CREATE INDEX review_counted ON review (sample, priority, category, origin, named, status, verdict, first_word, second_word, raised_at);
        """,
        // Who made the code of an account that waits for a lead or an auditor to confirm it, and since when.
        """
        ALTER TABLE reviewer ADD COLUMN awaits_from TEXT;
        ALTER TABLE reviewer ADD COLUMN awaits_since TEXT;
        CREATE INDEX review_raised ON review (raised_at);
        """,
    ];

    /// <summary>Brings the open transaction's store to the newest version.</summary>
    /// <returns>Whether anything was changed.</returns>
    /// <exception cref="StoreException">The store is newer than the steps.</exception>
    public static bool Migrate(SqliteConnection connection, IReadOnlyList<string> steps)
    {
        var version = VersionOf(connection, steps.Count);
        if (version == steps.Count) return false;

        foreach (var step in steps.Skip(version)) Execute(connection, step);
        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {steps.Count};"));
        return true;
    }

    /// <summary>Refuses a store that this program cannot read.</summary>
    /// <returns>Its version, 0 for an empty file.</returns>
    public static int VersionOf(SqliteConnection connection, int newest)
    {
        var version = (int)Number(connection, "PRAGMA user_version");
        var application = Number(connection, "PRAGMA application_id");
        var empty = Number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (!empty && application != ApplicationId)
            throw new StoreException($"'{connection.DataSource}' is a database of another program. Give Monitor a data folder of its own.");
        if (version > newest)
            throw new StoreException(
                $"The store '{connection.DataSource}' has version {version}; this program knows up to {newest}. Install the newer Monitor that wrote it, or put back the backup made before it was installed.");

        return version;
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    static long Number(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        return statement.Number();
    }
}
