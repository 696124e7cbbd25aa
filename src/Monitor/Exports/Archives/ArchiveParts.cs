using System.Text.RegularExpressions;

namespace Monitor.Exports.Archives;

/// <summary>
/// The other parts of an archive that its platform handed out in several zips. Staff drop them in any order, and only one of them says whose
/// archive it is. Parts are known by the names that the platforms give them.
/// </summary>
/// <param name="folders">Where parts may lie that were dropped earlier; the folder of a part itself is always looked into.</param>
sealed partial class ArchiveParts(IReadOnlyList<string> folders)
{
    /// <summary>More can only be an attack on patience.</summary>
    const int MostParts = 100;

    public static ArchiveParts BesideOnly { get; } = new([]);

    /// <summary>What the names of all parts of one archive have in common; null for a name that no platform gives.</summary>
    public static string? SetOf(string name) =>
        PartName().Match(Path.GetFileName(name)) is { Success: true } match ? match.Groups["set"].Value.ToLowerInvariant() : null;

    /// <summary>Whether a part was read without knowing its owner, so that acts of somebody on the roster may have been taken for a stranger's.</summary>
    public static bool LacksOwner(ExportReceipt receipt) =>
        receipt.Warnings.Any(warned => warned.Warning is ExportWarning.PartOfSet)
        && (receipt.Counts.NotOnRoster > 0 || receipt.Counts.Rejected.ContainsKey(RejectReason.NoAuthor));

    /// <summary>Paths of the other parts that are there, in the order of their names.</summary>
    public IReadOnlyList<string> Of(ExportFile export)
    {
        if (SetOf(export.Name) is not { } set) return [];

        var own = Path.GetFullPath(export.Path);
        var places = folders.Prepend(Path.GetDirectoryName(own) ?? "").Where(Directory.Exists).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal);
        return
        [
            .. places.SelectMany(folder => Directory.EnumerateFiles(folder, $"{set[..set.IndexOf('-', StringComparison.Ordinal)]}-*"))
                .Where(path => path != own && SetOf(path) == set)
                .OrderBy(Path.GetFileName, StringComparer.Ordinal).ThenBy(path => path, StringComparer.Ordinal)
                .Take(MostParts),
        ];
    }

    /// <summary>Opens each other part that can be opened and gives the first answer that is one. A part that is broken has a receipt of its own.</summary>
    /// <param name="export">The part that lacks something.</param>
    /// <param name="allows">What may be opened of the others.</param>
    /// <param name="zips">Limits.</param>
    /// <param name="look">Looks for what is lacking; null when it is not there.</param>
    public async Task<T?> FirstAsync<T>(ExportFile export, Func<string, bool> allows, ZipPolicy? zips, Func<ArchiveSource, Task<T?>> look)
        where T : class
    {
        foreach (var path in Of(export))
        {
            try
            {
                using var part = ArchiveSource.Open(new ExportFile(path, Path.GetFileName(path), "", new FileInfo(path).Length), allows, zips);
                if (part.IsZip && await look(part) is { } found) return found;
            }
            catch (Exception broken) when (broken is UnreadableExportException or InvalidDataException or IOException)
            {
                // Half a download, or a file that is being moved this moment.
            }
        }

        return null;
    }

    [GeneratedRegex(@"^(?<set>(facebook|instagram)-[A-Za-z0-9._]+(?=-\d{4}-\d{2}-\d{2}\b)|takeout-\d{8}T\d{6}Z|twitter-\d{4}-\d{2}-\d{2}-[0-9a-f]{16,64})", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PartName();
}
