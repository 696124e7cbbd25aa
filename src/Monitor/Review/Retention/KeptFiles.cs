using System.Globalization;
using System.Security.Cryptography;

namespace Monitor.Review.Retention;

/// <summary>The files that lie in the data folder after their work is done: received files with their receipts, digests, backups.</summary>
sealed class KeptFiles(DataFolder folder)
{
    const string ReceiptEnding = ".tanda-terima.txt";

    /// <summary>Received files that came before a moment.</summary>
    public IEnumerable<KeptFile> ReceivedBefore(DateTimeOffset moment) =>
        ((string[])[folder.Done, folder.Duplicates, folder.Refused]).Where(Directory.Exists)
        .SelectMany(place => Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories).Select(path => new KeptFile(path, IsCopy: place == folder.Duplicates)))
        .Where(file => !file.Path.EndsWith(ReceiptEnding, StringComparison.Ordinal) && ReceivedAt(file.Path) < moment.UtcDateTime)
        .OrderBy(file => file.Path, StringComparer.Ordinal);

    /// <summary>Digests of days before a day that quote posts; the e-mails quote none and stay as anchors of the journal.</summary>
    public IEnumerable<string> DigestsBefore(DateOnly day) => !Directory.Exists(folder.Digests)
        ? []
        : Directory.EnumerateFiles(folder.Digests, "digest-*").Where(path => Path.GetExtension(path) is ".html" or ".xlsx" && DayOf(path) < day).Order(StringComparer.Ordinal);

    /// <summary>Copies of the store, whole or begun, with logs that a program that opened one may have left.</summary>
    public IReadOnlyList<string> Backups() => Directory.Exists(folder.Backups) ? [.. Directory.EnumerateFiles(folder.Backups, "*.db*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];

    /// <summary>Deletes a file with its receipt, and the folders that are empty then.</summary>
    public void Delete(string path)
    {
        File.Delete(path);
        File.Delete(path + ReceiptEnding);
        for (var place = Path.GetDirectoryName(path); place is not null && !IsOurs(place) && !Directory.EnumerateFileSystemEntries(place).Any(); place = Path.GetDirectoryName(place))
            Directory.Delete(place);
    }

    public static async Task<string> Sha256Async(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    /// <summary>The receipt was written when the file was; the file's own time is its owner's.</summary>
    static DateTime ReceivedAt(string path) => File.GetLastWriteTimeUtc(File.Exists(path + ReceiptEnding) ? path + ReceiptEnding : path);

    static DateOnly DayOf(string path) =>
        DateOnly.TryParseExact(Path.GetFileNameWithoutExtension(path)["digest-".Length..], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : DateOnly.MaxValue;

    bool IsOurs(string place) => place == folder.Done || place == folder.Duplicates || place == folder.Refused || place == folder.Digests || place == folder.Backups || place == folder.Root;
}

/// <param name="Path">Where it lies.</param>
/// <param name="IsCopy">Whether the same bytes were received before.</param>
readonly record struct KeptFile(string Path, bool IsCopy);
