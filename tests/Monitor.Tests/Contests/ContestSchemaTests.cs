using System.Text.Json.Nodes;
using Monitor.Contests;
using Monitor.Tests.Support;

namespace Monitor.Tests.Contests;

public sealed class ContestSchemaTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("schema-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TheSchemaAndTheLoaderAskForTheSame()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Samples.Folder("contests"), ContestFiles.SchemaFileName)))!.AsObject();

        Assert.Empty(SchemaInStep.Differences(schema, ContestFilesTests.Full(), FaultsOf));
    }

    IReadOnlyList<DataFault> FaultsOf(JsonObject contest)
    {
        File.WriteAllText(Path.Combine(_folder, "contoh-1.json"), contest.ToJsonString());
        try
        {
            ContestFiles.Load(_folder);
            return [];
        }
        catch (DataFileException exception)
        {
            return exception.Faults;
        }
    }
}
