namespace Monitor.Inbox;

/// <summary>
/// Says which files of the inbox are complete. A copy over the network can stop and go on, so standing still is not enough:
/// the file must also open exclusively, and its end must parse.
/// </summary>
sealed class SettledFiles(string folder, InboxOptions options, TimeProvider time)
{
    readonly Dictionary<string, Sighting> _sightings = new(StringComparer.Ordinal);

    /// <summary>Looks at the folder once.</summary>
    /// <param name="held">Folders whose files are not for taking one by one.</param>
    /// <returns>Full paths of files that may be read now, oldest first.</returns>
    public IReadOnlyList<string> Sweep(params IReadOnlyList<string> held)
    {
        var now = time.GetUtcNow();
        var present = Candidates(folder).Where(file => !held.Any(inside => file.FullName.StartsWith(inside + Path.DirectorySeparatorChar, StringComparison.Ordinal))).ToDictionary(file => file.FullName, StringComparer.Ordinal);
        foreach (var gone in _sightings.Keys.Where(path => !present.ContainsKey(path)).ToList())
            _sightings.Remove(gone);

        return [.. present.Values.Where(file => IsSettled(file, now)).OrderBy(file => file.LastWriteTimeUtc).Select(file => file.FullName)];
    }

    /// <summary>Whether files are there that are still being waited for.</summary>
    public bool AnyWaiting => _sightings.Count > 0;

    /// <summary>Files that office programs, browsers and systems leave about.</summary>
    public static bool IsDropping(string name) =>
        name.StartsWith("~$", StringComparison.Ordinal)
        || name.StartsWith('.')
        || name is "Thumbs.db" or "desktop.ini"
        || name.EndsWith(".crdownload", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".part", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".partial", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase);

    static IEnumerable<FileInfo> Candidates(string folder) =>
        new DirectoryInfo(folder)
            .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(file => !IsDropping(file.Name));

    bool IsSettled(FileInfo file, DateTimeOffset now)
    {
        var seen = new Sighting(file.Length, file.LastWriteTimeUtc, now);
        if (!_sightings.TryGetValue(file.FullName, out var first) || !first.IsSameAs(seen))
        {
            _sightings[file.FullName] = seen;
            return false;
        }

        var still = now - first.At;
        if (still < options.SettleTime || !OpensExclusively(file.FullName)) return false;

        return still >= options.IncompleteAfter || FileEndings.Of(file.FullName) switch
        {
            FileEnd.Complete => true,
            FileEnd.Unsure => still >= options.SettleTime * 3,
            _ => false,
        };
    }

    static bool OpensExclusively(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    sealed record Sighting(long Length, DateTime WrittenUtc, DateTimeOffset At)
    {
        public bool IsSameAs(Sighting other) => Length == other.Length && WrittenUtc == other.WrittenUtc;
    }
}
