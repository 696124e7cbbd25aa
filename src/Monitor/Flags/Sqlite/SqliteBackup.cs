using Microsoft.Data.Sqlite;
using Monitor.Journal;

namespace Monitor.Flags.Sqlite;

/// <summary>Copies a store while it is in use.</summary>
static class SqliteBackup
{
    /// <remarks>
    /// <c>VACUUM INTO</c> writes only what is live, so nothing that was deleted reaches the copy. It is written beside its place, checked,
    /// flushed and only then given its name: a file of that name is always whole.
    /// </remarks>
    public static JournalHead Write(SqliteConnections store, string path)
    {
        var target = Path.GetFullPath(path);
        if (File.Exists(target)) throw new StoreException($"'{target}' exists already. A backup never overwrites a file; give another name.");

        var unfinished = target + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!); // a full path of a file has a folder
            File.Delete(unfinished);
            using (var copier = store.Copier())
            using (var copy = new Statement(copier, "VACUUM INTO ?1"))
                copy.Run(unfinished);

            var head = Check(unfinished);
            using (var file = new FileStream(unfinished, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
            File.Move(unfinished, target);
            return head;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or SqliteException)
        {
            if (File.Exists(unfinished)) File.Delete(unfinished);
            throw new StoreException($"The backup '{target}' cannot be written. Check that this user may write there and that there is room.", failed);
        }
    }

    static JournalHead Check(string path)
    {
        var copy = new SqliteConnections(path);
        using var reader = copy.Copier();
        using var check = new Statement(reader, "PRAGMA quick_check");
        return check.Rows(row => row.GetString(0)).First() == "ok"
            ? SqliteReads.Head(reader)
            : throw new IOException("The copy does not hold what was written.");
    }
}
