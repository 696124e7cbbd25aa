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
