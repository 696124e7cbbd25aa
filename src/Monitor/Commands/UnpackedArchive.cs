using Monitor.Exports;

namespace Monitor.Commands;

/// <summary>The file that a person named or, of the folder of an unpacked archive, a zip of what may be opened of it, which goes with this.</summary>
sealed class UnpackedArchive : IDisposable
{
    readonly DirectoryInfo? _own;

    public UnpackedArchive(FileInfo named, ExportFormats formats)
    {
        File = named;
        if (!Directory.Exists(named.FullName) || FolderArchive.Find(named.FullName, formats) is not { } archive) return;

        _own = Directory.CreateTempSubdirectory("monitor-");
        File = new FileInfo(Path.Combine(_own.FullName, archive.ZipName));
        archive.Pack(File.FullName);
    }

    public FileInfo File { get; }

    public void Dispose() => _own?.Delete(recursive: true);
}
