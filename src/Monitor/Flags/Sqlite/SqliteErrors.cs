using System.Text;
using Microsoft.Data.Sqlite;

namespace Monitor.Flags.Sqlite;

/// <summary>Says what SQLite's result codes mean for the person who runs Monitor, and what mends it.</summary>
/// <seealso href="https://www.sqlite.org/rescode.html"/>
static class SqliteErrors
{
    const int Busy = 5;
    const int Locked = 6;
    const int ReadOnly = 8;
    const int InputOutput = 10;
    const int Corrupt = 11;
    const int Full = 13;
    const int CannotOpen = 14;
    const int NotADatabase = 26;

    /// <summary>What stands in the first bytes of a store of the other engine.</summary>
    static readonly byte[] LiteDbMark = Encoding.ASCII.GetBytes("** This is a LiteDB file **");

    public static StoreException Explain(string path, SqliteException error) => error.SqliteErrorCode is NotADatabase && IsLiteDb(path)
        ? new StoreException($"'{path}' is a store of LiteDB, and Store:Engine asks for Sqlite. Set Store:Engine to LiteDb, or give Monitor a data folder of its own.", error)
        : Failure(path, error);

    static StoreException Failure(string path, SqliteException error) => new(error.SqliteErrorCode switch
    {
        Corrupt or NotADatabase =>
            $"The store '{path}' is damaged. Stop Monitor, keep a copy of the file with its -wal and -shm, remove the three, and put the newest backup in the place of the first; files received since then can be dropped again. 'monitor rebuild' does all that.",
        Full => $"The disk that holds the store '{path}' is full. Make room and start again: everything that was committed is kept.",
        Busy or Locked => $"Another program keeps the store '{path}' locked, such as a backup or a database browser. Close it and try again.",
        ReadOnly or CannotOpen => $"The store '{path}' cannot be opened for writing. Check that the folder exists and that this user may write in it.",
        InputOutput => $"The disk that holds the store '{path}' reports an error. Check the disk; everything that was committed before is kept.",
        _ => $"The store '{path}' failed with SQLite's error {error.SqliteExtendedErrorCode}.",
    }, error)
    {
        Damaged = error.SqliteErrorCode is Corrupt or NotADatabase,
    };

    static bool IsLiteDb(string path)
    {
        var begin = new byte[64];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var read = file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        return begin.AsSpan(0, read).IndexOf(LiteDbMark) >= 0;
    }
}
