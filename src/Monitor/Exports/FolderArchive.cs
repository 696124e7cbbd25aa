using System.IO.Compression;

namespace Monitor.Exports;

/// <summary>
/// A platform's archive that somebody unpacked. What it is, is judged by the names of its files alone; of its files only those that its reader
/// lists are opened, and packed into a zip that is then read like any other. Private files stay as closed as they are inside a zip.
/// </summary>
sealed class FolderArchive
{
    /// <summary>Readers that are less sure take anything that looks like a table.</summary>
    const int SureEnough = 80;

    /// <summary>Kinds of file that no archive of a platform holds: they lie in the folder by chance, and are exports of their own.</summary>
    static readonly string[] OfOthers = [".xlsx", ".xls", ".xlsb", ".jsonl", ".ndjson", ".zip"];

    static readonly DateTimeOffset EarliestInZip = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly string[] _opened;

    FolderArchive(string folder, string[] opened, string[] strangers)
    {
        Folder = folder;
        _opened = opened;
        Strangers = strangers;
    }

    public string Folder { get; }

    /// <summary>The name of the zip: platforms put the owner's account into the folder's.</summary>
    public string ZipName => $"{Path.GetFileName(Folder)}.zip";

    /// <summary>Full paths of files in the folder that are exports of their own.</summary>
    public IReadOnlyList<string> Strangers { get; }

    /// <summary>The archive that a folder is; null when it is none, or holds nothing that may be opened.</summary>
    public static FolderArchive? Find(string folder, ExportFormats formats)
    {
        var files = Files(folder);
        var probe = ExportProbe.OfNames(folder, [.. files.Select(file => Name(folder, file))]);
        if (formats.Judge(probe) is not [{ Reader: IOpensMembers reader and not IReadsTables, Sureness: >= SureEnough }, ..]) return null;

        var opened = files.Where(file => reader.Opens(Name(folder, file))).ToArray();
        return opened.Length == 0 ? null : new FolderArchive(folder, opened, [.. files.Except(opened, StringComparer.Ordinal).Where(IsStranger)]);
    }

    /// <summary>Packs what may be opened. The same files give the same bytes, so that a folder that comes twice is known.</summary>
    public void Pack(string path)
    {
        using var zip = new ZipArchive(new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None), ZipArchiveMode.Create);
        foreach (var file in _opened)
        {
            var entry = zip.CreateEntry(Name(Folder, file));
            var written = new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero);
            entry.LastWriteTime = written < EarliestInZip ? EarliestInZip : written;
            using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            using var to = entry.Open();
            from.CopyTo(to);
        }
    }

    static bool IsStranger(string file) =>
        Array.Exists(OfOthers, extension => file.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) && !Archives.ArchivePrivacy.Denies(file.Replace('\\', '/'));

    /// <summary>All files below a folder; links are not followed.</summary>
    static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).Order(StringComparer.Ordinal)];

    static string Name(string folder, string file) => Path.GetRelativePath(folder, file).Replace('\\', '/');
}
