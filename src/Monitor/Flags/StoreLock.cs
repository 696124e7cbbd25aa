namespace Monitor.Flags;

/// <summary>Holds the right to write a store. The operating system takes it back when the process ends, however it ends.</summary>
sealed class StoreLock : IDisposable
{
    readonly FileStream _file;

    StoreLock(FileStream file) => _file = file;

    /// <param name="storePath">The store's file.</param>
    /// <param name="meanwhile">What the person can do while another process holds it.</param>
    /// <exception cref="StoreException">Another process holds it, or the folder cannot be written.</exception>
    public static StoreLock Take(string storePath, string meanwhile)
    {
        try
        {
            // The file stays when the lock goes: deleting it would let two processes lock two files of one name.
            return new StoreLock(new FileStream(storePath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw new StoreException($"The store '{storePath}' cannot be written: its folder is not there, or this user may not write in it.", denied);
        }
        catch (IOException held)
        {
            throw new StoreException(
                $"The store '{storePath}' is being written by another Monitor process. Stop that one first; {meanwhile}", held)
            {
                HeldByAnother = true,
            };
        }
    }

    public void Dispose() => _file.Dispose();
}
