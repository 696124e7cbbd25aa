using System.Globalization;
using Microsoft.Extensions.Options;
using Monitor.Flags;

namespace Monitor;

/// <summary>The folders and files under the one data folder, with the names that staff see.</summary>
sealed class DataFolder(string root)
{
    public DataFolder(IOptions<MonitorOptions> options) : this(options.Value.DataFolder)
    {
    }

    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>Where staff drop files.</summary>
    public string Inbox => Path.Combine(Root, "masuk");

    /// <summary>Files that were read, each with its receipt.</summary>
    public string Done => Path.Combine(Root, "selesai");

    /// <summary>Files whose bytes had been received before.</summary>
    public string Duplicates => Path.Combine(Root, "duplikat");

    /// <summary>Files that could not be read, each with a receipt that says why and what to do.</summary>
    public string Refused => Path.Combine(Root, "ditolak");

    public string Digests => Path.Combine(Root, "digest");

    /// <summary>Copies of the store. Retention replaces those that hold what it took out.</summary>
    public string Backups => Path.Combine(Root, "cadangan");

    public string Logs => Path.Combine(Root, "log");

    public string Store => StorePath.In(Root);

    /// <summary><c>roster.xlsx</c>, or <c>roster.csv</c> where an agency keeps its list as that.</summary>
    public string Roster
    {
        get
        {
            var workbook = Path.Combine(Root, "roster.xlsx");
            var table = Path.ChangeExtension(workbook, ".csv");
            return !File.Exists(workbook) && File.Exists(table) ? table : workbook;
        }
    }

    public string Contests => Path.Combine(Root, "contests");

    public string Rules => Path.Combine(Root, "rules");

    /// <summary>Days by which a report can still be made, and the holidays they are counted by.</summary>
    public string Clock => Path.Combine(Root, "tenggat.json");

    /// <summary>How long what is finished is kept, where somebody set it by page.</summary>
    public string RetentionTerms => Path.Combine(Root, "masa-simpan.json");

    /// <summary>Keys of the pages' sessions.</summary>
    public string SessionKeys => Path.Combine(Root, "kunci-sesi");

    /// <summary>Column mappings for tables with headers of their own.</summary>
    public string Mappings => Path.Combine(Root, "mappings");

    /// <summary>A name for a copy of the store that is made now.</summary>
    public string BackupAt(DateTimeOffset at) => Path.Combine(Backups, string.Create(CultureInfo.InvariantCulture, $"monitor-{at.UtcDateTime:yyyyMMdd-HHmmssfff}.db"));

    /// <summary>Makes the folders that are missing, and fills in contests, rules, column mappings and an empty roster where there are none.</summary>
    /// <param name="samples">The program's own samples.</param>
    public void Prepare(string samples)
    {
        foreach (var folder in (string[])[Inbox, Done, Duplicates, Refused, Digests, Logs])
            Directory.CreateDirectory(folder);

        CopyWhereMissing(Path.Combine(samples, "contests"), Contests);
        CopyWhereMissing(Path.Combine(samples, "rules"), Rules);
        CopyWhereMissing(Path.Combine(samples, "mappings"), Mappings);
        if (!File.Exists(Clock)) File.Copy(Path.Combine(samples, "review", "tenggat.json"), Clock);
        if (!File.Exists(Roster))
            File.Copy(Path.Combine(samples, "roster-template.xlsx"), Roster);
    }

    static void CopyWhereMissing(string from, string to)
    {
        if (Directory.Exists(to)) return;

        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
