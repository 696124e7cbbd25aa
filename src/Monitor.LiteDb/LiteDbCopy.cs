using LiteDB;
using Monitor.Flags;
using Monitor.Journal;

namespace Monitor.LiteDb;

/// <summary>Copies a store while it is in use.</summary>
static class LiteDbCopy
{
    /// <remarks>It is written beside its place, checked, and only then given its name: a file of that name is always whole.</remarks>
    public static JournalHead Write(LiteDbContent content, string path)
    {
        var target = Path.GetFullPath(path);
        if (File.Exists(target)) throw new StoreException($"'{target}' exists already. A backup never overwrites a file; give another name.");

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!); // a full path of a file has a folder
            var unfinished = target + ".part";
            var head = WriteUnfinished(content, unfinished);
            File.Move(unfinished, target);
            return head;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or LiteException)
        {
            throw new StoreException($"The backup '{target}' cannot be written. Check that this user may write there and that there is room.", failed);
        }
    }

    /// <summary>Writes and checks the copy; what an earlier attempt left is overwritten, and nothing is left of one that fails.</summary>
    public static JournalHead WriteUnfinished(LiteDbContent content, string path)
    {
        Delete(path);
        try
        {
            content.File.CopyTo(path);
            return Check(content, path);
        }
        catch
        {
            Delete(path);
            throw;
        }
    }

    static JournalHead Check(LiteDbContent content, string path)
    {
        using var copy = new LiteDbFile(path);
        foreach (var name in LiteDbSchema.Collections)
        {
            if (copy.Database.GetCollection(name).LongCount() != content.File.Database.GetCollection(name).LongCount())
                throw new IOException("The copy does not hold what was written.");
        }

        return LiteDbContent.HeadOf(copy.Rows<JournalRow>(LiteDbSchema.Journal));
    }

    static void Delete(string path)
    {
        File.Delete(LiteDbFile.LogOf(path));
        File.Delete(path);
    }
}
