using System.Globalization;
using System.Security.Cryptography;
using Monitor.Contests;
using Monitor.Exports.Tables;
using Monitor.Review.Retention;
using Monitor.Roster;
using Monitor.Rules;

namespace Monitor.Review.DataFiles;

/// <summary>
/// The data files and their versions. A new version is tried beside all others first; only a sound one takes the place of what is there,
/// and what was there is kept.
/// </summary>
sealed class DataFileStore(DataFolder folder, TimeProvider time)
{
    /// <summary>Older versions kept of a file; of the roster, which lists people, only the last ones.</summary>
    const int KeptVersions = 20, KeptRosters = 3;

    const string VersionEnd = ".lama";

    readonly Lock _one = new();

    public IReadOnlyList<DataFileRow> All() =>
    [
        .. from kind in Enum.GetValues<DataKind>()
           from path in Paths(kind)
           select new DataFileRow(kind, Path.GetFileName(path), Sha256(File.ReadAllBytes(path)), File.GetLastWriteTimeUtc(path), VersionsOf(path).Count),
    ];

    /// <summary>The file as it stands, or null when there is none of that name.</summary>
    public DataFileContent? Find(DataKind kind, string name)
    {
        if (Paths(kind).FirstOrDefault(path => Path.GetFileName(path) == name) is not { } found) return null;

        var bytes = File.ReadAllBytes(found);
        return new DataFileContent(kind, name, kind is DataKind.Roster ? "" : System.Text.Encoding.UTF8.GetString(bytes), Sha256(bytes), VersionsOf(found));
    }

    /// <summary>Puts a version in place of the one that the editor saw.</summary>
    /// <param name="kind">Of what kind it is.</param>
    /// <param name="name">The file's name; for roster, days and terms the name is given.</param>
    /// <param name="bytes">The new content.</param>
    /// <param name="seen">SHA-256 of what the editor saw; null replaces whatever is there.</param>
    /// <exception cref="DataFileException">With every fault; nothing was changed.</exception>
    /// <exception cref="StaleDataException">Somebody else changed the file meanwhile.</exception>
    public DataChange Replace(DataKind kind, string name, byte[] bytes, string? seen)
    {
        lock (_one)
        {
            var target = Target(kind, name);
            var before = File.Exists(target) ? Sha256(File.ReadAllBytes(target)) : null;
            if (seen is not null && before is not null && seen != before) throw new StaleDataException();

            Try(kind, Path.GetFileName(target), bytes);
            if (before is not null) KeepVersion(kind, target);
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? folder.Root);
            File.WriteAllBytes(target + ".baru", bytes);
            File.Move(target + ".baru", target, overwrite: true);
            return new DataChange(Path.GetFileName(target), before, Sha256(bytes));
        }
    }

    /// <summary>Puts an older version back, which is tried as any other.</summary>
    /// <returns>Null when there is no such version.</returns>
    public DataChange? Restore(DataKind kind, string name, string version)
    {
        if (Paths(kind).FirstOrDefault(path => Path.GetFileName(path) == name) is not { } path || !VersionsOf(path).Contains(version)) return null;
        return Replace(kind, name, File.ReadAllBytes($"{path}.{version}{VersionEnd}"), seen: null);
    }

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    string Target(DataKind kind, string name) => kind switch
    {
        DataKind.Roster => folder.Roster,
        DataKind.Tenggat => folder.Clock,
        DataKind.MasaSimpan => folder.RetentionTerms,
        DataKind.Pemetaan => Path.Combine(folder.Mappings, Fit(kind, name)),
        DataKind.Matriks => Path.Combine(folder.Rules, Fit(kind, name)),
        _ => Path.Combine(folder.Contests, Fit(kind, name)),
    };

    IEnumerable<string> Paths(DataKind kind) => kind switch
    {
        DataKind.Roster => Existing(folder.Roster),
        DataKind.Tenggat => Existing(folder.Clock),
        DataKind.MasaSimpan => Existing(folder.RetentionTerms),
        DataKind.Pemetaan => In(folder.Mappings),
        DataKind.Matriks => In(folder.Rules),
        _ => In(folder.Contests),
    };

    static IEnumerable<string> Existing(string path) => File.Exists(path) ? [path] : [];

    static IEnumerable<string> In(string place) => Directory.Exists(place)
        ? Directory.EnumerateFiles(place, "*.json").Where(path => !path.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        : [];

    /// <summary>Tried in a folder of its own, with copies of the others where they have to fit together.</summary>
    void Try(DataKind kind, string name, byte[] bytes)
    {
        var trial = Directory.CreateTempSubdirectory("monitor-data-");
        try
        {
            if (kind is DataKind.Pemilihan)
            {
                foreach (var other in In(folder.Contests)) File.Copy(other, Path.Combine(trial.FullName, Path.GetFileName(other)));
            }

            var path = Path.Combine(trial.FullName, name);
            File.WriteAllBytes(path, bytes);
            Try(kind, path, name, bytes);
        }
        finally
        {
            trial.Delete(recursive: true);
        }
    }

    static void Try(DataKind kind, string path, string name, byte[] bytes)
    {
        var place = Path.GetDirectoryName(path) ?? path;
        switch (kind)
        {
            case DataKind.Pemilihan: ContestFiles.Load(place); break;
            case DataKind.Matriks: RuleFiles.Load(path); break;
            case DataKind.Tenggat: StatutoryClock.Parse(bytes, name); break;
            case DataKind.MasaSimpan: RetentionTerms.Parse(bytes, name); break;
            case DataKind.Pemetaan: Refuse(name, MappingBook.Load(place).Faults); break;
            default:
                // Any key will do: whether the list can be read does not depend on the pseudonyms.
                var reading = RosterFile.Load(path, RandomNumberGenerator.GetBytes(32));
                if (reading.Roster is null) Refuse(name, [.. reading.Faults.Select(fault => fault.ToString())]);
                break;
        }
    }

    static void Refuse(string name, IReadOnlyList<string> faults)
    {
        if (faults.Count > 0) throw new DataFileException($"'{name}' cannot be used", [.. faults.Select(fault => new DataFault(name, "", fault))]);
    }

    void KeepVersion(DataKind kind, string target)
    {
        var stamp = time.GetUtcNow().ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);
        File.Copy(target, $"{target}.{stamp}{VersionEnd}", overwrite: true);
        foreach (var old in VersionsOf(target).Skip(kind is DataKind.Roster ? KeptRosters : KeptVersions)) File.Delete($"{target}.{old}{VersionEnd}");
    }

    /// <summary>Newest first, by the time at which each was replaced.</summary>
    static IReadOnlyList<string> VersionsOf(string path)
    {
        var start = Path.GetFileName(path).Length + 1;
        return
        [
            .. Directory.EnumerateFiles(Path.GetDirectoryName(path) ?? ".", $"{Path.GetFileName(path)}.*{VersionEnd}")
                .Select(version => Path.GetFileName(version)[start..^VersionEnd.Length]).Where(stamp => stamp.All(char.IsAsciiDigit)).OrderDescending(StringComparer.Ordinal),
        ];
    }

    /// <summary>A file that is there keeps its name, however somebody spelt it; a new one has a plain one.</summary>
    string Fit(DataKind kind, string name)
    {
        if (Paths(kind).Any(path => Path.GetFileName(path) == name)) return name;

        var fits = name.EndsWith(".json", StringComparison.Ordinal) && !name.EndsWith(".schema.json", StringComparison.Ordinal) && name.Length is > 5 and <= 100
            && name[..^5].All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
        return fits ? name : throw new DataFileException("The name cannot be used", [new DataFault(name, "", "beri nama seperti pilkada-2024-kabupaten.json: huruf kecil, angka, dan tanda hubung")]);
    }
}

/// <summary>Somebody else changed the file since it was opened.</summary>
sealed class StaleDataException() : Exception("The file was changed meanwhile.");

/// <param name="File">Its name.</param>
/// <param name="Before">SHA-256 of what was there; null for a new file.</param>
/// <param name="After">SHA-256 of what is there now.</param>
sealed record DataChange(string File, string? Before, string After);

public sealed record DataFileRow(DataKind Kind, string Name, string Sha256, DateTime ChangedAt, int Versions);

/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its content; empty for the roster, which is never shown.</param>
/// <param name="Sha256">Of the content.</param>
/// <param name="Versions">Times at which older versions were replaced, newest first.</param>
public sealed record DataFileContent(DataKind Kind, string Name, string Text, string Sha256, IReadOnlyList<string> Versions);
