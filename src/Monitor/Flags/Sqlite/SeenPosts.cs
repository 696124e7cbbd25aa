using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using Monitor.Posts;
using SQLitePCL;

namespace Monitor.Flags.Sqlite;

/// <summary>The keys of all posts that were ever scored. Every row of every file passes here, so it speaks to SQLite without a layer between.</summary>
sealed class SeenPosts : IDisposable
{
    readonly sqlite3 _database;
    readonly sqlite3_stmt _add;

    public SeenPosts(SqliteConnection connection)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        var result = raw.sqlite3_prepare_v2(_database, "INSERT OR IGNORE INTO seen (identity, version) VALUES (?1, ?2)", out _add);
        SqliteException.ThrowExceptionForRC(result, _database);
    }

    /// <returns>Whether this version of the post was new.</returns>
    public bool Add(PostKey key)
    {
        Span<byte> identity = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(identity, key.Identity);
        raw.sqlite3_bind_blob(_add, 1, identity);
        raw.sqlite3_bind_int64(_add, 2, (long)key.Version);
        raw.sqlite3_step(_add);
        SqliteException.ThrowExceptionForRC(raw.sqlite3_reset(_add), _database);
        return raw.sqlite3_changes(_database) > 0;
    }

    public void Dispose() => _add.Dispose();
}
