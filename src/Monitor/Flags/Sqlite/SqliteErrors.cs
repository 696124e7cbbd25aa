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

    public static StoreException Explain(string path, SqliteException error) => new(error.SqliteErrorCode switch
    {
        Corrupt or NotADatabase =>
            $"The store '{path}' is damaged. Stop Monitor, keep a copy of the file with its -wal and -shm, remove the three, and put the newest backup in the place of the first; files received since then can be dropped again.",
        Full => $"The disk that holds the store '{path}' is full. Make room and start again: everything that was committed is kept.",
        Busy or Locked => $"Another program keeps the store '{path}' locked, such as a backup or a database browser. Close it and try again.",
        ReadOnly or CannotOpen => $"The store '{path}' cannot be opened for writing. Check that the folder exists and that this user may write in it.",
        InputOutput => $"The disk that holds the store '{path}' reports an error. Check the disk; everything that was committed before is kept.",
        _ => $"The store '{path}' failed with SQLite's error {error.SqliteExtendedErrorCode}.",
    }, error)
    {
        Damaged = error.SqliteErrorCode is Corrupt or NotADatabase,
    };
}
