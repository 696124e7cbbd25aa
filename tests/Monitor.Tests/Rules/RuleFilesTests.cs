using System.Text.Json.Nodes;
using Monitor.Classification;
using Monitor.Contests;
using Monitor.Posts;
using Monitor.Roster;
using Monitor.Rules;
using Monitor.Tests.Support;

namespace Monitor.Tests.Rules;

public sealed class RuleFilesTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("rules-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void EveryKeyIsRead()
    {
        Write(Full());

        var pack = RuleFiles.Load(FilePath);

        Assert.Equal("contoh-1", pack.Id);
        var row = Assert.Single(pack.Rows);
        Assert.Equal(("D6", "Suka.", RuleTrack.Discipline, "PP", Certainty.OneSource, "koran", "catatan", true), (row.Id, row.Act, row.Track, row.Basis, row.Certainty, row.Source, row.Note, row.SpousesOnly));
        Assert.Equal([EmploymentType.Pns, EmploymentType.Pppk], row.AppliesTo);
        Assert.Equal([Phase.Campaign], row.Phases);
        Assert.Equal([ContestKind.Regent], row.ContestKinds);
        Assert.Equal([Category.Dukungan, Category.Netral], row.Categories);
        Assert.Equal([Activity.Like], row.Activities);
    }

    [Fact]
    public void TheSchemaAndTheLoaderAskForTheSame()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Samples.Folder("rules"), RuleFiles.SchemaFileName)))!.AsObject();

        Assert.Empty(SchemaInStep.Differences(schema, Full(), FaultsOf));
    }

    [Theory]
    [InlineData("phases", "Unknown", "$.rows[0].phases[0]")] // A post may lack its time; a row may not be about that.
    [InlineData("track", "Etik", "$.rows[0].track")]
    [InlineData("id", "d6", "$.rows[0].id")]
    [InlineData("act", " ", "$.rows[0].act")]
    [InlineData("sanction", "berat", "$.rows[0].sanction")] // Monitor proposes no sanction, so there is no place for one.
    public void AMistakeInARowIsNamedWithItsPlace(string key, string value, string path)
    {
        var pack = Full();
        pack["rows"]![0]![key] = key == "phases" ? new JsonArray(value) : value;

        Assert.Contains(FaultsOf(pack), fault => fault.Path == path);
    }

    [Theory]
    [InlineData("appliesTo")]
    [InlineData("phases")]
    [InlineData("contestKinds")]
    [InlineData("categories")]
    [InlineData("activities")]
    public void AnEmptyListWouldHideTheRowForEverAndIsAFault(string key)
    {
        var pack = Full();
        pack["rows"]![0]![key] = new JsonArray();

        Assert.Contains(FaultsOf(pack), fault => fault.Path == $"$.rows[0].{key}" && fault.Message.StartsWith("is empty", StringComparison.Ordinal));
    }

    [Fact]
    public void AnIdOfTwoRowsIsAFault()
    {
        var pack = Full();
        pack["rows"]!.AsArray().Add(pack["rows"]![0]!.DeepClone());

        Assert.Equal("$.rows[1].id", Assert.Single(FaultsOf(pack)).Path);
    }

    [Fact]
    public void AMissingFileSaysWhatToDo() =>
        Assert.Contains("does not exist", Assert.Throws<DataFileException>(() => RuleFiles.Load(FilePath)).Message, StringComparison.Ordinal);

    string FilePath => Path.Combine(_folder, "contoh-1.json");

    void Write(JsonObject pack) => File.WriteAllText(FilePath, pack.ToJsonString());

    IReadOnlyList<DataFault> FaultsOf(JsonObject pack)
    {
        Write(pack);
        try
        {
            RuleFiles.Load(FilePath);
            return [];
        }
        catch (DataFileException exception)
        {
            return exception.Faults;
        }
    }

    static JsonObject Full() => JsonNode.Parse("""
        {
          "$schema": "rules.schema.json", "id": "contoh-1", "name": "Contoh",
          "rows": [
            {
              "id": "D6", "act": "Suka.", "track": "Discipline", "appliesTo": ["Pns", "Pppk"], "phases": ["Campaign"], "contestKinds": ["Regent"],
              "categories": ["Dukungan", "Netral"], "activities": ["Like"], "spousesOnly": true, "basis": "PP", "certainty": "OneSource",
              "source": "koran", "note": "catatan"
            }
          ],
          "sources": ["koran"], "notes": ["catatan"]
        }
        """)!.AsObject();
}
