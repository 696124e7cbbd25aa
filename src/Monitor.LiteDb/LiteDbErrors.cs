using System.Diagnostics;
using System.Text;
using System.Text.Json;
using LiteDB;
using Monitor.Flags;

namespace Monitor.LiteDb;

/// <summary>Says what LiteDB's failures mean for the person who runs Monitor, and what mends them.</summary>
static class LiteDbErrors
{
    static readonly byte[] SqliteMark = Encoding.ASCII.GetBytes("SQLite format 3");

    /// <summary>Whether the failure is one of the engine or its files, and no fault of this program or its caller.</summary>
    public static bool IsOfTheStore(Exception failure) =>
        failure is LiteException or JsonException or IOException or UnauthorizedAccessException || (failure is not StoreException && Passed(failure));

    public static StoreException Explain(string path, Exception failure) => failure switch
    {
        UnauthorizedAccessException or DirectoryNotFoundException =>
            new StoreException($"The store '{path}' cannot be opened for writing. Check that the folder exists and that this user may write in it.", failure),
        LiteException { ErrorCode: LiteException.LOCK_TIMEOUT } =>
            new StoreException($"The store '{path}' did not answer in time: its lock is held. Try again.", failure),
        JsonException =>
            new StoreException($"A document in the store '{path}' cannot be read. Run 'monitor verify' to see which.", failure) { Damaged = true },
        IOException =>
            new StoreException($"The disk that holds the store '{path}' is full or reports an error. Everything that was committed before is kept.", failure),
        _ => new StoreException($"The store '{path}' is damaged. {WhatMends}", failure) { Damaged = true },
    };

    /// <summary>Refuses a file of the other engine before LiteDB takes it for a broken one of its own.</summary>
    public static void RefuseSqlite(string path)
    {
        if (!File.Exists(path)) return;

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var mark = new byte[SqliteMark.Length];
        if (file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) == mark.Length && mark.AsSpan().SequenceEqual(SqliteMark))
            throw new StoreException($"'{path}' is a store of SQLite, and Store:Engine asks for LiteDb. Set Store:Engine to Sqlite, or give Monitor a data folder of its own.");
    }

    /// <summary>Over bytes that make no sense LiteDB stumbles with whatever comes: a wrong time, an index out of range.</summary>
    static bool Passed(Exception failure) =>
        new StackTrace(failure).GetFrames().Any(frame => frame.GetMethod()?.Module.Assembly == typeof(LiteDatabase).Assembly);

    public const string WhatMends = "Stop Monitor and run 'monitor rebuild': it sets the file aside, takes the newest backup that is sound, and reads the kept files again.";
}
