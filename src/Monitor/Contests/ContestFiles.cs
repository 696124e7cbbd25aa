using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Monitor.Posts;

namespace Monitor.Contests;

/// <summary>Loads the contests of a folder: every <c>*.json</c> in it but the schema, one contest a file.</summary>
static partial class ContestFiles
{
    public const string SchemaFileName = "contest.schema.json";

    /// <summary>Stands in for a calendar that is missing, until the fault is reported.</summary>
    static readonly ContestCalendar NoCalendar =
        new() { WatchFrom = default, Determination = default, CampaignFrom = default, CampaignTo = default, VotingDay = default, WatchTo = default };

    static readonly string[] TimeZones = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"];

    /// <exception cref="DataFileException">With every fault of every file: nothing is loaded when one contest is wrong.</exception>
    public static ContestBook Load(string folder)
    {
        var faults = new List<DataFault>();
        var contests = new List<Contest>();
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in FilesIn(folder, faults))
        {
            var file = Path.GetFileName(path);
            if (StrictJson.ReadBytes(path, faults) is not { } bytes) continue;

            sha256.AppendData(Encoding.UTF8.GetBytes($"{file}\n{bytes.Length}\n"));
            sha256.AppendData(bytes);
            if (Read(bytes, file, faults) is not { } contest) continue;

            if (contest.Id.Length > 0 && contests.Exists(other => other.Id == contest.Id))
                faults.Add(new DataFault(file, "$.id", $"'{contest.Id}' is the id of another file; give each contest its own"));
            contests.Add(contest);
        }

        if (faults.Count > 0) throw new DataFileException($"Contests in '{folder}' cannot be used", faults);
        return new ContestBook(contests, Convert.ToHexStringLower(sha256.GetHashAndReset()));
    }

    static List<string> FilesIn(string folder, List<DataFault> faults)
    {
        if (!Directory.Exists(folder))
        {
            faults.Add(new DataFault(folder, "", "the folder does not exist; make it, or mend the setting that names it"));
            return [];
        }

        var files = Directory.EnumerateFiles(folder, "*.json")
            .Where(path => !path.EndsWith(".schema.json", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0) faults.Add(new DataFault(folder, "", "the folder holds no contest; add a file such as pilkada-2024-kutai-kartanegara.json"));
        return files;
    }

    static Contest? Read(byte[] bytes, string file, List<DataFault> faults)
    {
        if (StrictJson.Parse(bytes, file, faults) is not { } json) return null;

        json.TextOr("$schema", SchemaFileName);
        var contest = new Contest
        {
            Id = Id(json, "pilkada-2024-kutai-kartanegara"),
            Name = json.Text("name", "Pilkada 2024 Kutai Kartanegara"),
            Kind = json.Choice<ContestKind>("kind"),
            Area = json.Text("area", "Kabupaten Kutai Kartanegara"),
            TimeZone = json.Text("timeZone", "Asia/Makassar"),
            Calendar = Calendar(json),
            Contestants = [.. json.Objects("contestants").Select(Contestant)],
            NeutralHashtags = Hashtags(json, "neutralHashtags"),
            Sources = json.Texts("sources"),
            Notes = json.Texts("notes"),
        };
        json.NothingElse();

        if (contest.Id.Length > 0 && file != contest.Id + ".json")
            json.Fault("id", $"is '{contest.Id}' in a file of another name; call the file {contest.Id}.json");
        if (contest.TimeZone.Length > 0 && !TimeZones.Contains(contest.TimeZone))
            json.Fault("timeZone", $"is '{contest.TimeZone}'; give {TimeZones[0]} (WIB), {TimeZones[1]} (WITA) or {TimeZones[2]} (WIT)");
        CheckContestants(json, contest);
        return contest;
    }

    static string Id(StrictJson json, string example)
    {
        var id = json.Text("id", example);
        if (id.Length > 0 && !IdShape().IsMatch(id)) json.Fault("id", $"is '{id}'; use small letters, digits and single hyphens, such as {example}");
        return id;
    }

    static ContestCalendar Calendar(StrictJson contest)
    {
        if (contest.Object("calendar") is not { } json) return NoCalendar;

        var calendar = new ContestCalendar
        {
            WatchFrom = json.Date("watchFrom"),
            Determination = json.Date("determination"),
            CampaignFrom = json.Date("campaignFrom"),
            CampaignTo = json.Date("campaignTo"),
            VotingDay = json.Date("votingDay"),
            WatchTo = json.Date("watchTo"),
        };
        json.NothingElse();

        NotAfter("watchFrom", calendar.WatchFrom, "determination", calendar.Determination);
        NotAfter("determination", calendar.Determination, "campaignFrom", calendar.CampaignFrom);
        NotAfter("campaignFrom", calendar.CampaignFrom, "campaignTo", calendar.CampaignTo);
        NotAfter("campaignTo", calendar.CampaignTo.AddDays(1), "votingDay", calendar.VotingDay, "the campaign ends before the day of the vote");
        NotAfter("votingDay", calendar.VotingDay, "watchTo", calendar.WatchTo);
        return calendar;

        void NotAfter(string earlier, DateOnly first, string later, DateOnly second, string rule = "the days must follow one another in time")
        {
            // A day that could not be read has its own fault.
            if (second == default || first <= second) return;
            json.Fault(later, $"is {second:yyyy-MM-dd}, too early for {earlier} ({rule}); mend one of the two");
        }
    }

    static Contestant Contestant(StrictJson json)
    {
        var contestant = new Contestant
        {
            Id = Id(json, "edi-rendi"),
            Name = json.Text("name", "Edi Damansyah – Rendi Solihin"),
            Number = json.NumberOr("number", 0),
            People = json.Texts("people"),
            Aliases = json.Texts("aliases"),
            AmbiguousAliases = json.Texts("ambiguousAliases"),
            Parties = json.Texts("parties"),
            Slogans = json.Texts("slogans"),
            Hashtags = Hashtags(json, "hashtags"),
            HandSigns = json.Texts("handSigns"),
            Accounts = [.. json.ObjectsOrNone("accounts").Select(Account)],
            Incumbent = json.TruthOr("incumbent", false),
        };
        json.NothingElse();

        if (contestant.Number is < 0 or > 99) json.Fault("number", $"is {contestant.Number}; give the ballot number, or leave it out where there is none");
        if (contestant.People.Count + contestant.Aliases.Count + contestant.Parties.Count == 0)
            json.Fault("people", "nobody would recognise this contestant in a text; give people, aliases or parties");
        return contestant;
    }

    static CampaignAccount Account(StrictJson json)
    {
        var account = new CampaignAccount(json.Choice<Platform>("platform"), json.Text("handle", "paslon.a"), json.TruthOr("registered", false));
        json.NothingElse();
        if (account.Handle.StartsWith('@') || account.Handle.Contains('/'))
            json.Fault("handle", $"is '{account.Handle}'; give the bare handle, without @ and without a link");
        return account;
    }

    static IReadOnlyList<string> Hashtags(StrictJson json, string key)
    {
        var hashtags = json.Texts(key);
        for (var i = 0; i < hashtags.Count; i++)
        {
            if (hashtags[i].Length > 0 && !HashtagShape().IsMatch(hashtags[i]))
                json.Fault($"{key}[{i}]", $"is '{hashtags[i]}'; begin with # and go on with letters, digits and _ only");
        }

        return hashtags;
    }

    /// <summary>What one contestant is known by must not stand for another, or masking could not tell whom a text names.</summary>
    static void CheckContestants(StrictJson json, Contest contest)
    {
        if (contest.Contestants.Count < 2)
            json.Fault("contestants", "needs two or more; where a single pair stands, the empty box (kotak kosong) is the other");

        var ids = new Dictionary<string, string>();
        var numbers = new Dictionary<string, string>();
        var words = new Dictionary<string, string>();
        var accounts = new Dictionary<string, string>();
        for (var i = 0; i < contest.Contestants.Count; i++)
        {
            var contestant = contest.Contestants[i];
            var path = $"contestants[{i}]";
            Once(ids, contestant.Id, $"{path}.id");
            if (contestant.Number > 0) Once(numbers, contestant.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), $"{path}.number");
            foreach (var (key, list) in WordsOf(contestant))
            {
                for (var j = 0; j < list.Count; j++) Once(words, Plain(list[j]), $"{path}.{key}[{j}]");
            }

            for (var j = 0; j < contestant.Accounts.Count; j++)
                Once(accounts, $"{contestant.Accounts[j].Platform} {Plain(contestant.Accounts[j].Handle)}", $"{path}.accounts[{j}]");
        }

        for (var i = 0; i < contest.NeutralHashtags.Count; i++) Once(words, Plain(contest.NeutralHashtags[i]), $"neutralHashtags[{i}]");

        void Once(Dictionary<string, string> seen, string value, string path)
        {
            if (value.Length > 0 && !seen.TryAdd(value, path)) json.Fault(path, $"'{value}' stands already at $.{seen[value]}; keep one");
        }
    }

    static IEnumerable<(string Key, IReadOnlyList<string> List)> WordsOf(Contestant contestant) =>
    [
        ("people", contestant.People), ("aliases", contestant.Aliases), ("ambiguousAliases", contestant.AmbiguousAliases),
        ("parties", contestant.Parties), ("slogans", contestant.Slogans), ("hashtags", contestant.Hashtags), ("handSigns", contestant.HandSigns),
    ];

    /// <summary>As two spellings are compared: without case, and without the selector that only colours an emoji.</summary>
    static string Plain(string text) => text.ToLowerInvariant().Replace("\uFE0F", "", StringComparison.Ordinal);

    [GeneratedRegex("^[a-z0-9]+(?:-[a-z0-9]+)*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IdShape();

    [GeneratedRegex(@"^#[\p{L}\p{M}\p{N}_]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HashtagShape();
}
