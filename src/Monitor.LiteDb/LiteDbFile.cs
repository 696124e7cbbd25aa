using LiteDB;
using LiteDB.Engine;

namespace Monitor.LiteDb;

/// <summary>One open LiteDB file with its log.</summary>
/// <remarks>
/// LiteDB writes a commit into its log, and from time to time carries the log into the data file. It flushes the second and not the first, so
/// the log is flushed here after each commit, and carried over only when what it holds is on the disk: a process that is killed loses nothing
/// that was committed, at any moment.
/// </remarks>
sealed class LiteDbFile : IDisposable
{
    /// <summary>The log is carried over when it has grown to this: rarely enough that a page which many batches touch is written once.</summary>
    const long LongestLog = 64L << 20;

    const int CopiedAtOnce = 2_000;

    static readonly BsonMapper Mapper = KeepingText();

    readonly DurableFile _data;
    readonly DurableFile _log;

    public LiteDbFile(string path)
    {
        Path = path;
        _data = new DurableFile(path);
        try
        {
            _log = new DurableFile(LogOf(path));
            WasLeftOpen = _log.Length > 0;
            Database = Open();
        }
        catch
        {
            _log?.Dispose();
            _data.Dispose();
            throw;
        }
    }

    public string Path { get; }

    public LiteDatabase Database { get; }

    /// <summary>Whether the last process did not close it: what it committed stands in the log.</summary>
    public bool WasLeftOpen { get; }

    public static string LogOf(string path) => path + "-log";

    public ILiteCollection<T> Rows<T>(string name) => Database.GetCollection<T>(name);

    /// <summary>All of the work or nothing of it; on the disk when this returns.</summary>
    public T InTransaction<T>(Func<T> work)
    {
        var before = _log.Length;
        Database.BeginTrans();
        try
        {
            var result = work();
            Database.Commit();
            if (_log.Length != before) _log.Flush();
            if (_log.Length > LongestLog) Checkpoint();
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    /// <summary>Carries the log into the data file and empties it.</summary>
    public void Checkpoint()
    {
        _log.Flush();
        Database.Checkpoint();
        _log.Flush();
    }

    /// <summary>Writes what is live into a new file; nothing that was deleted is in it.</summary>
    public void CopyTo(string path)
    {
        using var copy = new LiteDbFile(path);
        foreach (var name in LiteDbSchema.Collections)
        {
            var target = copy.Database.GetCollection(name);
            foreach (var documents in Database.GetCollection(name).FindAll().Chunk(CopiedAtOnce))
            {
                target.Insert(documents);
                if (copy._log.Length > LongestLog) copy.Checkpoint();
            }
        }

        LiteDbSchema.Index(copy.Database);
        copy.Database.UserVersion = Database.UserVersion;
    }

    /// <summary>Leaves one file without a log.</summary>
    public void Dispose()
    {
        try
        {
            Checkpoint();
        }
        catch (Exception closed) when (closed is LiteException or IOException or ObjectDisposedException)
        {
            // The engine has closed itself after an error that was thrown before; its log stays for the next start.
        }

        Database.Dispose();
        var isEmpty = _log.Length == 0;
        _log.Dispose();
        _data.Dispose();
        if (isEmpty) File.Delete(LogOf(Path));
    }

    /// <remarks>Text is kept as it is, but for half an emoji, over which LiteDB would stumble: it becomes the sign for what cannot be shown, as in SQLite.</remarks>
    static BsonMapper KeepingText()
    {
        var mapper = new BsonMapper { EmptyStringToNull = false, TrimWhitespace = false };
        mapper.RegisterType(text => new BsonValue(Spelling.Whole(text)), value => value.AsString);
        return mapper;
    }

    LiteDatabase Open()
    {
        // Text for machines is compared byte by byte; LiteDB's own choice would take upper and lower case for the same.
        var engine = new LiteEngine(new EngineSettings { DataStream = _data, LogStream = _log, Collation = Collation.Binary });
        var database = new LiteDatabase(engine, Mapper);
        // By itself it would carry the log over before that is on the disk.
        if (database.CheckpointSize != 0) database.CheckpointSize = 0;
        return database;
    }

    void RollBack()
    {
        try
        {
            Database.Rollback();
        }
        catch (Exception closed) when (closed is LiteException or IOException)
        {
            // The engine has closed itself; the error that led here says more.
        }
    }
}
