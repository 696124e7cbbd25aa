using Monitor.Flags;

namespace Monitor.LiteDb;

/// <summary>LiteDB's file lives on a disk of the machine itself: on a share neither its lock nor its flush can be relied on.</summary>
static class LocalDisk
{
    /// <summary>Network file systems that .NET does not tell from local ones everywhere.</summary>
    static readonly string[] Shares = ["cifs", "smb", "smb2", "smb3", "nfs", "nfs4", "9p", "fuse.sshfs", "afs", "ncpfs"];

    /// <exception cref="StoreException">The file lies on a network share.</exception>
    public static void Require(string path) => Require(path, Mount(path));

    /// <param name="path">The store's file.</param>
    /// <param name="mount">What the file lies on, or null where that cannot be told.</param>
    /// <exception cref="StoreException">The file lies on a network share.</exception>
    public static void Require(string path, (DriveType Type, string Format)? mount)
    {
        var share = path.StartsWith(@"\\", StringComparison.Ordinal) || path.StartsWith("//", StringComparison.Ordinal)
            || mount is { Type: DriveType.Network } || (mount is { Format: var format } && Shares.Contains(format, StringComparer.OrdinalIgnoreCase));
        if (share)
            throw new StoreException(
                $"The store '{path}' lies on a network share, and LiteDB is only safe on a disk of this machine. Give Monitor:DataFolder a local folder; the inbox alone may be a share.");
    }

    static (DriveType Type, string Format)? Mount(string path)
    {
        try
        {
            // The longest mount that holds the path.
            return DriveInfo.GetDrives().Where(drive => Path.GetFullPath(path).StartsWith(drive.RootDirectory.FullName, StringComparison.Ordinal))
                .OrderByDescending(drive => drive.RootDirectory.FullName.Length).Select(drive => ((DriveType, string)?)(drive.DriveType, drive.DriveFormat)).FirstOrDefault();
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
