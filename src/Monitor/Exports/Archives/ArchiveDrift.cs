using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Monitor.Exports.Archives;

/// <summary>
/// Signs that a platform changed its export: nothing is to be read where something was, or files and keys of names that nobody has seen
/// stand where the person's own words belong. An export that is silently read for less than it holds would clear people by accident.
/// </summary>
static class ArchiveDrift
{
    /// <summary>Fewer records without content may be pictures without a caption.</summary>
    const int EnoughRecords = 10;

    /// <summary>Passes everything on, and says so when no record of the whole archive gave anything.</summary>
    public static async IAsyncEnumerable<ReadResult> WatchAsync(IAsyncEnumerable<ReadResult> results, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (rows, strange) = (0L, 0L);
        var (any, said) = (false, false);
        await foreach (var result in results.WithCancellation(cancellationToken))
        {
            any |= result is ReadResult.Read;
            said |= result is ReadResult.Warned { Warning: ExportWarning.FormatMayHaveChanged or ExportWarning.EndedEarly };
            if (result is ReadResult.Rejected rejected)
            {
                rows++;
                if (rejected.Reason is RejectReason.NoContent or RejectReason.Malformed) strange++;
            }

            yield return result;
        }

        if (!any && !said && rows == strange) yield return Changed(string.Create(CultureInfo.InvariantCulture, $"0/{rows}"));
    }

    /// <summary>Whether so many records of one file gave nothing that it can hardly be by chance.</summary>
    public static bool IsSilent(long rows, long empty) => rows >= EnoughRecords && empty == rows;

    /// <summary>The remark on files that bear a name of the person's own acts and yet none that is known.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="ofOwn">Tells such names by the end of their path.</param>
    public static ReadResult.Warned? Unknown(ArchiveSource archive, Regex ofOwn)
    {
        if (!archive.IsZip) return null;

        var unopened = archive.AllMembers.Except(archive.Members, StringComparer.Ordinal);
        var member = unopened.FirstOrDefault(member => !ArchivePrivacy.Denies(member) && !IsShadow(member) && ofOwn.IsMatch(member));
        return member is null ? null : Changed(ArchiveRecords.Tail(member));
    }

    /// <summary>What macOS packs beside each file: the marks of its own folders under the file's name.</summary>
    static bool IsShadow(string member) => $"/{member}".Contains("/._", StringComparison.Ordinal);

    public static ReadResult.Warned Changed(string detail) => new(ExportWarning.FormatMayHaveChanged, detail);
}
