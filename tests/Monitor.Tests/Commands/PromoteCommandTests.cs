using System.CommandLine;
using System.Text.Json;
using Monitor.Classification;
using Monitor.Commands;
using Monitor.Training;
using Monitor.Tests.Support;

namespace Monitor.Tests.Commands;

public sealed class PromoteCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public PromoteCommandTests()
    {
        _folder.Write("behaviour/calls.json", """
            { "suite": "calls", "kind": "minimum", "area": "ajakan", "description": "calls", "cases": [ { "text": "Ayo coblos {A}!", "label": "partisan" } ] }
            """);
        _folder.Write("golden.jsonl", """{"id":"g1","text":"Ayo coblos {A}!","label":"partisan","category":"ajakan"}""");
        Add(SmallModel.Finished(SmallModel.Trained.Value, "satu"));
        ChampionModel.Name(Models, "satu");
    }

    string Models => _folder.File("models");

    [Fact]
    public async Task AModelThatIsNoWorseBecomesTheChampionAndOneCommandGoesBack()
    {
        Add(SmallModel.Finished(SmallModel.Trained.Value, "dua"));

        Assert.Equal(Cli.Ok, (await RunAsync([])).Exit);
        Assert.Equal(new Champion("dua", "satu"), ChampionModel.Read(Models));

        Assert.Equal(Cli.Ok, (await RunAsync(["--rollback"])).Exit);
        Assert.Equal(new Champion("satu", "dua"), ChampionModel.Read(Models));
    }

    [Fact]
    public async Task AModelThatIsWorseIsRefusedWithReasonsAndTheChampionStays()
    {
        Add(SmallModel.Finished(SmallModel.Wrong.Value, "salah"));

        var (exit, output) = await RunAsync([]);

        Assert.Equal(Cli.FoundWrong, exit);
        Assert.Contains("- golden post g1 is partisan", output, StringComparison.Ordinal);
        Assert.Contains("- behaviour, all cases falls by 1.0000, more than the margin of 0.0100", output, StringComparison.Ordinal);
        Assert.Equal(new Champion("satu"), ChampionModel.Read(Models));
    }

    [Fact]
    public async Task ACheckNamesNobody()
    {
        Add(SmallModel.Finished(SmallModel.Trained.Value, "dua"));

        Assert.Equal(Cli.Ok, (await RunAsync(["--check"])).Exit);

        Assert.Equal("satu", ChampionModel.Read(Models)?.Model);
    }

    [Fact]
    public async Task AModelFromElsewhereIsBroughtIn()
    {
        var elsewhere = TrainingRun.Write(SmallModel.Finished(SmallModel.Trained.Value, "tamu"), _folder.File("elsewhere"));

        Assert.Equal(Cli.Ok, (await RunAsync(["--model", elsewhere])).Exit);

        Assert.Equal("tamu", PostClassifier.Load(ChampionModel.FolderIn(Models), []).ModelId);
    }

    [Fact]
    public async Task RealPostsAreComparedWhereTheAgencyGivesThem()
    {
        Add(SmallModel.Finished(SmallModel.Trained.Value, "dua"));
        _folder.Write("frozen.jsonl", """
            {"id":"1","text":"Ayo coblos Ganjar","label":"partisan","category":"ajakan"}
            {"id":"2","text":"Selamat pagi semua","label":"neutral"}
            {"id":"3","text":"entahlah","label":"unsure"}
            """);

        var (_, output) = await RunAsync(["--on", _folder.File("frozen.jsonl"), "--json", "--check"]);

        var measures = JsonDocument.Parse(output).RootElement.GetProperty("comparisons").EnumerateArray()
            .ToDictionary(one => one.GetProperty("measure").GetString()!, one => one.GetProperty("items").GetInt32()); // every comparison has a name
        Assert.Equal(2, measures["F1 at its own threshold"]);
        Assert.Equal(2, measures["average precision"]);
    }

    [Fact]
    public async Task AChampionThatThisProgramCannotReadIsSaidAndComparedWithNobody()
    {
        Add(SmallModel.Finished(SmallModel.Trained.Value, "dua"));
        File.WriteAllText(Path.Combine(Models, "satu", ModelCard.ModelFileName), "of another version");

        var (exit, output) = await RunAsync([]);

        Assert.Equal(Cli.Ok, exit);
        Assert.Contains("Not compared with the champion", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--model", "hilang")]
    [InlineData("--rollback")]
    [InlineData("--check")]
    public async Task WhatCannotBeDoneIsNoVerdict(params string[] arguments)
    {
        if (arguments is ["--check"]) Assert.Equal(["satu"], Directory.EnumerateDirectories(Models).Select(Path.GetFileName)); // nobody to check

        Assert.Equal(Cli.Failed, (await RunAsync(arguments)).Exit);
        Assert.Equal("satu", ChampionModel.Read(Models)?.Model);
    }

    [Fact]
    public async Task OfSeveralModelsOneMustBeNamed()
    {
        Add(SmallModel.Finished(SmallModel.Trained.Value, "dua"));
        Add(SmallModel.Finished(SmallModel.Trained.Value, "tiga"));

        Assert.Equal(Cli.Failed, (await RunAsync([])).Exit);
        Assert.Equal(Cli.Ok, (await RunAsync(["--model", "tiga"])).Exit);
        Assert.Equal("tiga", ChampionModel.Read(Models)?.Model);
    }

    public void Dispose() => _folder.Dispose();

    void Add(FinishedModel model) => TrainingRun.Write(model, Models);

    async Task<(int Exit, string Output)> RunAsync(string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        var exit = await PromoteCommand.Build()
            .Parse([.. arguments, "--models", Models, "--behaviour", _folder.File("behaviour"), "--golden", _folder.File("golden.jsonl"), "--contests", Samples.Folder("contests")])
            .InvokeAsync(new InvocationConfiguration { Output = output });
        return (exit, output.ToString());
    }
}
