using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Monitor.Contests;

namespace Monitor.Review;

/// <summary>
/// The last day on which a report can still be made, counted from the day on which the agency could know. Days and holidays are data
/// (<c>tenggat.json</c> in the data folder), and the data says that a lawyer has yet to check it.
/// </summary>
/// <remarks>
/// Pemilu: UU 7/2017 article 454, seven working days from knowing. Pilkada: seven calendar days. The day of knowing is that on which the
/// flag was raised, the most cautious reading.
/// </remarks>
sealed class StatutoryClock
{
    readonly Dictionary<ContestKind, ClockRule> _rules;
    readonly HashSet<DateOnly> _holidays;

    StatutoryClock(ClockFile file, string sha256)
    {
        Sha256 = sha256;
        File = file;
        _rules = file.Rules.SelectMany(rule => rule.Kinds.Select(kind => (kind, rule))).ToDictionary(pair => pair.kind, pair => pair.rule);
        _holidays = [.. file.Holidays.Select(holiday => holiday.On)];
    }

    public ClockFile File { get; }

    public string Sha256 { get; }

    /// <exception cref="DataFileException">With every fault of the file.</exception>
    public static StatutoryClock Load(string path) => Parse(System.IO.File.ReadAllBytes(path), Path.GetFileName(path));

    /// <inheritdoc cref="Load"/>
    public static StatutoryClock Parse(byte[] bytes, string name)
    {
        try
        {
            var file = JsonSerializer.Deserialize<ClockFile>(bytes, ClockJson.Options) ?? throw new JsonException("The file holds null.");
            var faults = FaultsOf(file).Select(fault => new DataFault(name, fault.Path, fault.Message)).ToList();
            if (faults.Count > 0) throw new DataFileException($"'{name}' cannot be used", faults);
            return new StatutoryClock(file, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (JsonException wrong)
        {
            throw new DataFileException($"'{name}' cannot be used", [new DataFault(name, wrong.Path ?? "$", "the file is not what its example shows: " + wrong.Message)]);
        }
    }

    /// <summary>The last day, or null for a contest kind without a rule.</summary>
    /// <param name="kind">The contest's.</param>
    /// <param name="known">The local day of knowing, which is not counted.</param>
    public DateOnly? DueOn(ContestKind kind, DateOnly known)
    {
        if (!_rules.TryGetValue(kind, out var rule)) return null;
        if (!rule.WorkingDays) return known.AddDays(rule.Days);

        var day = known;
        for (var left = rule.Days; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day)) left--;
        }

        return day;
    }

    public bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.Contains(day);

    /// <summary>The nearest of several contests' last days.</summary>
    public DateOnly? Nearest(IEnumerable<ContestKind> kinds, DateOnly known) => kinds.Select(kind => DueOn(kind, known)).Min();

    static IEnumerable<(string Path, string Message)> FaultsOf(ClockFile file)
    {
        var twice = file.Rules.SelectMany(rule => rule.Kinds).GroupBy(kind => kind).FirstOrDefault(kinds => kinds.Count() > 1);
        if (twice is not null) yield return ("$.rules", $"{twice.Key} has two rules; keep one");
        foreach (var (rule, at) in file.Rules.Select((rule, at) => (rule, at)))
        {
            if (rule.Days is < 1 or > 60)
                yield return (string.Create(CultureInfo.InvariantCulture, $"$.rules[{at}].days"), $"{rule.Days} days; give a number from 1 to 60");
        }

        var day = file.Holidays.GroupBy(holiday => holiday.On).FirstOrDefault(days => days.Count() > 1);
        if (day is not null) yield return ("$.holidays", $"{day.Key:yyyy-MM-dd} stands twice; keep one");
    }
}

/// <summary>What <c>tenggat.json</c> holds.</summary>
public sealed record ClockFile
{
    /// <summary>Who checked it and when, in the agency's words; as shipped it says that nobody has.</summary>
    public required string Checked { get; init; }

    public required IReadOnlyList<ClockRule> Rules { get; init; }

    public required IReadOnlyList<Holiday> Holidays { get; init; }
}

/// <param name="Name">For the screens.</param>
/// <param name="Kinds">Contests to which it applies.</param>
/// <param name="Days">How many.</param>
/// <param name="WorkingDays">Whether weekends and holidays are left out.</param>
/// <param name="Source">The article, and how sure it is.</param>
public sealed record ClockRule(string Name, IReadOnlyList<ContestKind> Kinds, int Days, bool WorkingDays, string Source);

public sealed record Holiday(DateOnly On, string Name);

static class ClockJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };
}
