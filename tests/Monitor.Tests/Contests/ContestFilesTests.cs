using System.Text;
using System.Text.Json.Nodes;
using Monitor.Contests;

namespace Monitor.Tests.Contests;

public sealed class ContestFilesTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("contests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void EveryKeyIsRead()
    {
        Write(Full());

        var contest = Assert.Single(ContestFiles.Load(_folder).Contests);

        Assert.Equal(("contoh-1", "Contoh", ContestKind.Governor, "Provinsi Contoh", "Asia/Jayapura"), (contest.Id, contest.Name, contest.Kind, contest.Area, contest.TimeZone));
        Assert.Equal(new DateOnly(2024, 9, 22), contest.Calendar.Determination);
        Assert.Equal(new DateOnly(2025, 2, 20), contest.Calendar.WatchTo);
        Assert.Equal(["#Netral"], contest.NeutralHashtags);
        Assert.Equal(["[I] rekaan"], contest.Sources);
        Assert.Equal(["catatan"], contest.Notes);
        var a = contest.Contestants[0];
        Assert.Equal(("a", "A", 1, true), (a.Id, a.Name, a.Number, a.Incumbent));
        Assert.Equal(["Ardi"], a.People);
        Assert.Equal(["Ardi-Mira"], a.Aliases);
        Assert.Equal(["siap"], a.AmbiguousAliases);
        Assert.Equal(["Partai A"], a.Parties);
        Assert.Equal(["maju terus"], a.Slogans);
        Assert.Equal(["#ArdiMira"], a.Hashtags);
        Assert.Equal(["☝️"], a.HandSigns);
        Assert.Equal([new CampaignAccount(Monitor.Posts.Platform.Instagram, "ardi.mira", Registered: true)], a.Accounts);
    }

    [Fact]
    public void AByteOrderMarkFromNotepadIsNoFault()
    {
        File.WriteAllText(Path.Combine(_folder, "contoh-1.json"), Full().ToJsonString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Single(ContestFiles.Load(_folder).Contests);
    }

    [Fact]
    public void AllFaultsOfAllFilesComeInOneList()
    {
        var wrong = Full();
        wrong["timeZone"] = "WITA";
        wrong["calendar"]!.AsObject().Remove("votingDay");
        wrong["contestants"]![0]!["hashtags"]![0] = "ArdiMira";
        Write(wrong);
        File.WriteAllText(Path.Combine(_folder, "lain.json"), "{ \"id\": ");

        var faults = Faults();

        Assert.Equal(
            [
                "contoh-1.json $.calendar.votingDay", "contoh-1.json $.contestants[0].hashtags[0]", "contoh-1.json $.timeZone", "lain.json $",
            ],
            faults.Select(fault => $"{fault.File} {fault.Path}").Order(StringComparer.Ordinal));
        Assert.Contains("give Asia/Jakarta (WIB), Asia/Makassar (WITA)", faults.Single(fault => fault.Path == "$.timeZone").Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, Action<JsonObject>, string, string> Mistakes => new()
    {
        { "a key nobody knows", c => c["calender"] = "x", "$.calender", "is no known key; the keys here are $schema, id, name, kind" },
        { "a day in Indonesian order", c => c["calendar"]!["votingDay"] = "27-11-2024", "$.calendar.votingDay", "give a day such as \"2024-11-27\"" },
        { "a day that does not exist", c => c["calendar"]!["votingDay"] = "2024-11-31", "$.calendar.votingDay", "give a day such as" },
        { "no calendar", c => c.Remove("calendar"), "$.calendar", "is missing" },
        { "campaign before determination", c => c["calendar"]!["campaignFrom"] = "2024-09-01", "$.calendar.campaignFrom", "too early for determination" },
        { "campaign until the vote", c => c["calendar"]!["campaignTo"] = "2024-11-27", "$.calendar.votingDay", "the campaign ends before the day of the vote" },
        { "window closed before the vote", c => c["calendar"]!["watchTo"] = "2024-11-26", "$.calendar.watchTo", "too early for votingDay" },
        { "an id with capitals", c => c["id"] = "Contoh 1", "$.id", "small letters, digits and single hyphens" },
        { "a file of another name", c => c["id"] = "contoh-2", "$.id", "call the file contoh-2.json" },
        { "a kind nobody knows", c => c["kind"] = "Bupati", "$.kind", "give one of President, Legislature, Governor, Regent" },
        { "a kind as a number", c => c["kind"] = "3", "$.kind", "give one of" },
        { "a blank name", c => c["name"] = "  ", "$.name", "is blank" },
        { "one contestant only", c => c["contestants"]!.AsArray().RemoveAt(1), "$.contestants", "kotak kosong" },
        { "no contestants", c => c["contestants"] = new JsonArray(), "$.contestants", "needs two or more" },
        { "an id twice", c => c["contestants"]![1]!["id"] = "a", "$.contestants[1].id", "stands already at $.contestants[0].id" },
        { "a number twice", c => c["contestants"]![1]!["number"] = 1, "$.contestants[1].number", "stands already at $.contestants[0].number" },
        { "a number in quotes", c => c["contestants"]![1]!["number"] = "2", "$.contestants[1].number", "must be a whole number" },
        { "a number and a half", c => c["contestants"]![1]!["number"] = 1.5, "$.contestants[1].number", "give a whole number" },
        { "an alias of two contestants", c => c["contestants"]![1]!["aliases"] = new JsonArray("ardi-mira"), "$.contestants[1].aliases[0]", "stands already at $.contestants[0].aliases[0]" },
        { "an alias both plain and ambiguous", c => c["contestants"]![0]!["aliases"] = new JsonArray("SIAP"), "$.contestants[0].ambiguousAliases[0]", "stands already" },
        { "a hand sign twice, once without its colour selector", c => c["contestants"]![1]!["handSigns"] = new JsonArray("☝"), "$.contestants[1].handSigns[0]", "stands already" },
        { "a neutral tag that is a contestant's", c => c["neutralHashtags"] = new JsonArray("#ardimira"), "$.neutralHashtags[0]", "stands already" },
        { "a tag with a space", c => c["neutralHashtags"] = new JsonArray("#pilkada damai"), "$.neutralHashtags[0]", "begin with #" },
        { "a contestant nobody could recognise", c => c["contestants"]![1]!["people"] = new JsonArray(), "$.contestants[1].people", "nobody would recognise" },
        { "a handle with @", c => c["contestants"]![0]!["accounts"]![0]!["handle"] = "@ardi.mira", "$.contestants[0].accounts[0].handle", "without @" },
        { "a platform nobody knows", c => c["contestants"]![0]!["accounts"]![0]!["platform"] = "Twitter", "$.contestants[0].accounts[0].platform", "give one of" },
        { "truth in quotes", c => c["contestants"]![0]!["incumbent"] = "true", "$.contestants[0].incumbent", "without quotes" },
        { "a text where a list belongs", c => c["sources"] = "KPU", "$.sources", "must be a list of texts" },
        { "a number in a list of texts", c => c["sources"] = new JsonArray(1), "$.sources[0]", "the list must be a list of texts" },
        { "a text where an object belongs", c => c["contestants"]![1] = "B", "$.contestants[1]", "the list must be a list of objects" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void AMistakeIsNamedWithItsPlaceAndItsRemedy(string mistake, Action<JsonObject> make, string path, string remedy)
    {
        var contest = Full();
        make(contest);
        Write(contest);

        var fault = Faults().FirstOrDefault(fault => fault.Path == path);

        Assert.True(fault.Message is not null, $"{mistake} was not noticed");
        Assert.Contains(remedy, fault.Message, StringComparison.Ordinal);
        Assert.Equal("contoh-1.json", fault.File);
    }

    [Fact]
    public void AKeyThatStandsTwiceIsAFaultInsteadOfTheLastOneWinning()
    {
        var json = Full().ToJsonString();
        File.WriteAllText(Path.Combine(_folder, "contoh-1.json"), json.Insert(1, "\"name\":\"Dua\","));

        Assert.Equal("$.name", Assert.Single(Faults()).Path);
    }

    [Fact]
    public void AnIdOfTwoFilesIsAFault()
    {
        Write(Full());
        var second = Full();
        File.WriteAllText(Path.Combine(_folder, "contoh-2.json"), second.ToJsonString());

        Assert.Contains(Faults(), fault => fault is { File: "contoh-2.json", Path: "$.id" } && fault.Message.Contains("id of another file", StringComparison.Ordinal));
    }

    [Fact]
    public void AnEmptyOrMissingFolderSaysWhatToDo()
    {
        Assert.Contains("add a file such as", Assert.Single(Faults()).Message, StringComparison.Ordinal);

        var missing = Assert.Throws<DataFileException>(() => ContestFiles.Load(Path.Combine(_folder, "tidak-ada")));
        Assert.Contains("does not exist", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheHashChangesWithTheContentAndOnlyThen()
    {
        Write(Full());
        var before = ContestFiles.Load(_folder).Sha256;
        var same = ContestFiles.Load(_folder).Sha256;
        var changed = Full();
        changed["name"] = "Contoh lain";
        Write(changed);

        Assert.Equal(before, same);
        Assert.NotEqual(before, ContestFiles.Load(_folder).Sha256);
    }

    IReadOnlyList<DataFault> Faults() => Assert.Throws<DataFileException>(() => ContestFiles.Load(_folder)).Faults;

    void Write(JsonObject contest) => File.WriteAllText(Path.Combine(_folder, "contoh-1.json"), contest.ToJsonString());

    /// <summary>A contest with every key there is.</summary>
    internal static JsonObject Full() => JsonNode.Parse("""
        {
          "$schema": "contest.schema.json", "id": "contoh-1", "name": "Contoh", "kind": "Governor", "area": "Provinsi Contoh", "timeZone": "Asia/Jayapura",
          "calendar": {
            "watchFrom": "2023-11-27", "determination": "2024-09-22", "campaignFrom": "2024-09-25", "campaignTo": "2024-11-23",
            "votingDay": "2024-11-27", "watchTo": "2025-02-20"
          },
          "contestants": [
            {
              "id": "a", "name": "A", "number": 1, "people": ["Ardi"], "aliases": ["Ardi-Mira"], "ambiguousAliases": ["siap"], "parties": ["Partai A"],
              "slogans": ["maju terus"], "hashtags": ["#ArdiMira"], "handSigns": ["☝️"], "incumbent": true,
              "accounts": [{ "platform": "Instagram", "handle": "ardi.mira", "registered": true }]
            },
            { "id": "b", "name": "B", "number": 2, "people": ["Bram"] }
          ],
          "neutralHashtags": ["#Netral"], "sources": ["[I] rekaan"], "notes": ["catatan"]
        }
        """)!.AsObject();
}
