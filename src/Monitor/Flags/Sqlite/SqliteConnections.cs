using Microsoft.Data.Sqlite;

namespace Monitor.Flags.Sqlite;

/// <summary>Opens connections to one store file, each with the settings that its work needs.</summary>
sealed class SqliteConnections(string path)
{
    static readonly Lazy<bool> Native = new(() =>
    {
        SQLitePCL.Batteries_V2.Init();
        return true;
    });

    /// <remarks>
    /// Full synchronisation: a commit that was acknowledged survives a power cut. Deleted content is overwritten. Post keys are spread at
    /// random, so each touches a page of its own: small pages write less for it (98,800 against 87,200 posts/s over the first million), and
    /// the log is written back every 64 MiB, so that a page which many batches touch is written back once.
    /// </remarks>
    const string WriterSettings = """
        PRAGMA page_size = 2048;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA secure_delete = ON;
        PRAGMA foreign_keys = ON;
        PRAGMA trusted_schema = OFF;
        PRAGMA cache_size = -32768;
        PRAGMA wal_autocheckpoint = 32768;
        PRAGMA journal_size_limit = 67108864;
        PRAGMA busy_timeout = 5000;
        """;

    const string ReaderSettings = "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -4096; PRAGMA busy_timeout = 5000;";

    public string Path { get; } = path;

    /// <summary>The one that writes; creates the file where there is none.</summary>
    public SqliteConnection Writer()
    {
        var connection = Open(SqliteOpenMode.ReadWriteCreate, pooling: false, settings: null);
        try
        {
            // A store that is not ours or too new is refused before anything in it is touched.
            SqliteSchema.VersionOf(connection, SqliteSchema.Steps.Count);
            SqliteSchema.Execute(connection, WriterSettings);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>One that reads; dispose it soon, since an open snapshot keeps the log from shrinking.</summary>
    public SqliteConnection Reader() => Open(SqliteOpenMode.ReadWrite, pooling: true, ReaderSettings);

    /// <summary>One that copies the store into another file, which <c>query_only</c> would forbid.</summary>
    public SqliteConnection Copier() => Open(SqliteOpenMode.ReadWrite, pooling: false, "PRAGMA busy_timeout = 5000;");

    /// <summary>Closes the readers that are kept for later.</summary>
    public void Clear()
    {
        using var connection = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadWrite, pooling: true));
        SqliteConnection.ClearPool(connection);
    }

    SqliteConnection Open(SqliteOpenMode mode, bool pooling, string? settings)
    {
        _ = Native.Value;
        var connection = new SqliteConnection(ConnectionString(mode, pooling));
        try
        {
            connection.Open();
            if (settings is not null) SqliteSchema.Execute(connection, settings);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    string ConnectionString(SqliteOpenMode mode, bool pooling) =>
        new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = pooling, DefaultTimeout = 30 }.ToString();
}
