using Monitor.Exports;

namespace Monitor.Inbox;

/// <summary>
/// Folders in the inbox that are a platform's archive, unpacked. Until such a folder stands still none of its files is touched; then what may be
/// opened of it goes into a zip in the inbox, and the folder to the files that were dealt with.
/// </summary>
sealed class DroppedFolders(DataFolder data, ExportFormats formats, InboxOptions options, TimeProvider time)
{
    /// <summary>Many files are copied one after another, with pauses between.</summary>
    const int Patience = 3;

    readonly Dictionary<string, Sighting> _sightings = new(StringComparer.Ordinal);

    /// <summary>Whether archives are there that are still being waited for.</summary>
    public bool AnyWaiting => _sightings.Count > 0;

    /// <summary>Packs the archives that stood still.</summary>
    /// <returns>Folders whose files are not to be taken one by one.</returns>
    public IReadOnlyList<string> Sweep()
    {
        List<string> waiting = [];
        foreach (var folder in Directory.EnumerateDirectories(data.Inbox).Order(StringComparer.Ordinal))
            if (FolderArchive.Find(folder, formats) is { } archive && !(IsSettled(folder) && Take(archive)))
                waiting.Add(folder);

        foreach (var gone in _sightings.Keys.Except(waiting, StringComparer.Ordinal).ToList()) _sightings.Remove(gone);
        return waiting;
    }

    bool IsSettled(string folder)
    {
        var files = new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).ToList();
        var seen = new Sighting(files.Count, files.Sum(file => file.Length), files.Max(file => file.LastWriteTimeUtc), time.GetUtcNow());
        if (_sightings.TryGetValue(folder, out var first) && first.IsSameAs(seen)) return seen.At - first.At >= options.SettleTime * Patience;

        _sightings[folder] = seen;
        return false;
    }

    /// <summary>In an order that loses nothing when it is cut short: at worst the same zip is made twice, and known as a duplicate.</summary>
    bool Take(FolderArchive archive)
    {
        try
        {
            // The inbox leaves files of this ending alone.
            var half = Path.Combine(data.Inbox, $"{archive.ZipName}.tmp");
            archive.Pack(half);
            foreach (var stranger in archive.Strangers) File.Move(stranger, FreePath.For(Path.Combine(data.Inbox, Path.GetFileName(stranger))));
            File.Move(half, FreePath.For(Path.Combine(data.Inbox, archive.ZipName)));
            Directory.Move(archive.Folder, FreePath.ForFolder(Path.Combine(data.Done, Path.GetFileName(archive.Folder))));
            return true;
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // A file that is open somewhere: the next sweep tries again.
            return false;
        }
    }

    sealed record Sighting(int Files, long Length, DateTime WrittenUtc, DateTimeOffset At)
    {
        public bool IsSameAs(Sighting other) => (Files, Length, WrittenUtc) == (other.Files, other.Length, other.WrittenUtc);
    }
}

/// <summary>Nothing in the data folder is ever overwritten.</summary>
static class FreePath
{
    /// <summary>The path itself, or with a number when something of that name is there already.</summary>
    public static string For(string path) => Free(path, Path.GetExtension(path));

    /// <inheritdoc cref="For"/>
    /// <remarks>What stands behind a full stop in a folder's name is no ending.</remarks>
    public static string ForFolder(string path) => Free(path, "");

    static string Free(string path, string ending)
    {
        var (free, stem) = (path, path[..^ending.Length]);
        for (var number = 2; Path.Exists(free); number++) free = $"{stem} ({number}){ending}";
        return free;
    }
}
