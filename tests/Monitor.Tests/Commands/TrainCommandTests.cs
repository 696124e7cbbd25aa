using System.CommandLine;
using Monitor.Classification;
using Monitor.Commands;
using Monitor.Training;
using Monitor.Tests.Support;

namespace Monitor.Tests.Commands;

public sealed class TrainCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public TrainCommandTests()
    {
        _folder.Write("behaviour/calls.json", """
            { "suite": "calls", "kind": "minimum", "area": "ajakan", "description": "calls", "cases": [ { "text": "Ayo coblos {A} ya!", "label": "partisan" } ] }
            """);
        _folder.Write("golden.jsonl", """{"id":"g1","text":"Ayo coblos {A} ya!","label":"partisan","category":"ajakan"}""");
        _folder.Write("lexicon/figures.tsv", "coblos\tvote_act\njadwal\tofficial_info\n");
        _folder.Write("lexicon/public-figures.tsv", File.ReadAllText(Samples.Folder("lexicon/public-figures.tsv")));
        _folder.Write("samples/a.jsonl", Lines(flipped: false));
    }

    string Models => _folder.File("models");

    [Fact]
    public async Task TheFirstModelIsTheChampionAndALaterOneIsNot()
    {
        Assert.Equal(Cli.Ok, (await TrainAsync()).Exit);
        var first = ChampionModel.Read(Models);
        _folder.Write("samples/b.jsonl", """{"id":"more","text":"Rapat pagi di kantor","label":"neutral","author":"x"}""");
        var (exit, output) = await TrainAsync();

        Assert.Equal(Cli.Ok, exit);
        Assert.Contains("The champion is still", output, StringComparison.Ordinal);
        Assert.Equal(first, ChampionModel.Read(Models));
        Assert.Equal(2, Directory.EnumerateDirectories(Models).Count());
    }

    [Fact]
    public async Task AskedForThePromotionANewModelTakesThePlaceUnlessItIsWorse()
    {
        await TrainAsync();
        _folder.Write("samples/b.jsonl", """{"id":"more","text":"Rapat pagi di kantor","label":"neutral","author":"x"}""");

        Assert.Equal(Cli.Ok, (await TrainAsync("--promote")).Exit);
        var second = ChampionModel.Read(Models);
        Assert.NotNull(second?.Previous);

        _folder.Write("samples/a.jsonl", Lines(flipped: true));
        var (exit, output) = await TrainAsync("--promote");
        Assert.Equal(Cli.FoundWrong, exit);
        Assert.Contains("golden post g1", output, StringComparison.Ordinal);
        Assert.Equal(second, ChampionModel.Read(Models));
    }

    [Fact]
    public async Task ReviewedPostsAreTrainedOnBesideTheWrittenOnesAndNoneOfTheirWordsIsKept()
    {
        await TrainAsync();
        _folder.Write("reviewed/r.jsonl", string.Concat(Enumerable.Range(0, 5).Select(i => $$"""{"id":"r{{i}}","text":"zzrahasia umbulumbul","label":"partisan","category":"dukungan","author":"r{{i}}","weight":200}""" + "\n")));

        await TrainAsync("--also", _folder.File("reviewed"));

        var folder = Directory.EnumerateDirectories(Models).Single(folder => Path.GetFileName(folder) != ChampionModel.Read(Models)?.Model);
        var (before, after) = (PostClassifier.Load(ChampionModel.FolderIn(Models), []), PostClassifier.Load(folder, []));
        Assert.True(after.Classify("umbulumbul", []).Probability > before.Classify("umbulumbul", []).Probability + 0.1);
        Assert.Equal(5, ModelCard.Read(folder).Reviewed);
        Assert.Contains("40 written and 5 reviewed posts", File.ReadAllText(Path.Combine(folder, CardPage.FileName)), StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder)) Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf("zzrahasia"u8) < 0, file);
    }

    [Fact]
    public async Task TheWeightOfAReviewedPostIsUsed()
    {
        const string Line = """{"id":"r","text":"umbulumbul","label":"partisan","category":"dukungan","author":"r"}""";
        _folder.Write("light/r.jsonl", Line);
        _folder.Write("heavy/r.jsonl", Line.Replace("}", ",\"weight\":4}", StringComparison.Ordinal));
        await TrainAsync("--also", _folder.File("light"), "--month", "ringan");
        await TrainAsync("--also", _folder.File("heavy"), "--month", "berat");

        var models = Directory.EnumerateDirectories(Models).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(2, models.Count);
        Assert.NotEqual(ModelCard.Read(models[0]).ModelSha256, ModelCard.Read(models[1]).ModelSha256);
    }

    [Theory]
    [InlineData("""{"id":"p0","text":"x","label":"neutral"}""", "an id of a written post")]
    [InlineData("""{"id":"r","text":"x","label":"neutral","weight":0}""", "a weight of nothing")]
    [InlineData("""{"id":"r","text":"x","label":"neutral","weight":-1}""", "a weight below nothing")]
    public async Task ReviewedPostsThatCannotBeUsedAreRefused(string line, string why)
    {
        _folder.Write("reviewed/r.jsonl", line);

        Assert.True((await TrainAsync("--also", _folder.File("reviewed"))).Exit == Cli.Failed, why);
        Assert.False(Directory.Exists(Models));
    }

    [Fact]
    public async Task AnAblationTellsOfEachKindAndMakesNoModel()
    {
        var (exit, output) = await TrainAsync("--ablate");

        Assert.Equal(Cli.Ok, exit);
        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(9, rows.Length);
        foreach (var kind in (string[])["nothing", "masking", "hidden units", "letters in words", "class pairs", "frames"])
            Assert.Single(rows, row => row.StartsWith(kind + "  ", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Models));
    }

    [Fact]
    public async Task AnAblationGoesIntoTheChampionsCardWhereItIsAskedFor()
    {
        await TrainAsync();

        var (exit, _) = await TrainAsync("--ablate", "--card");

        Assert.Equal(Cli.Ok, exit);
        var folder = ChampionModel.FolderIn(Models);
        Assert.Equal(8, ModelCard.Read(folder).Ablation?.Count);
        Assert.Contains("| hidden units |", File.ReadAllText(Path.Combine(folder, CardPage.FileName)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheLearningCurveIsMarkedAsASimulationAndKeepsNoWordOfThePosts()
    {
        await TrainAsync();
        _folder.Write("real.jsonl", Lines(flipped: false, "zzrahasia"));
        var output = new StringWriter();

        var exit = await EvaluateCommand.Build()
            .Parse(["--in", _folder.File("real.jsonl"), "--curve", "--card", "--model", Models, "--samples", _folder.File("samples"), "--lexicon", _folder.File("lexicon"), "--contests", Samples.Folder("contests")])
            .InvokeAsync(new InvocationConfiguration { Output = output });

        Assert.Equal(Cli.Ok, exit);
        var folder = ChampionModel.FolderIn(Models);
        var curve = ModelCard.Read(folder).LearningCurve;
        Assert.Equal([0, 36], curve?.Steps.Select(step => step.Added)); // a tenth of forty is held out each time
        Assert.Equal(40, curve?.Posts);
        Assert.Equal(40, ModelCard.Read(folder).Street?.Posts);
        Assert.Contains("**A simulation**", File.ReadAllText(Path.Combine(folder, CardPage.FileName)), StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder)) Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf("zzrahasia"u8) < 0, file);
        Assert.Single(Directory.EnumerateDirectories(Models));
    }

    [Theory]
    [InlineData("--curve")]
    [InlineData("--in", "x.jsonl", "--card")]
    [InlineData("--in", "x.jsonl", "--behaviour", "y")]
    public void EvaluateRefusesWhatSaysTooLittleOrTooMuch(params string[] arguments) => Assert.NotEmpty(EvaluateCommand.Build().Parse(arguments).Errors);

    public void Dispose() => _folder.Dispose();

    static string Lines(bool flipped, string and = "")
    {
        var (yes, no) = flipped ? ("neutral", "partisan") : ("partisan", "neutral");
        return string.Concat(Enumerable.Range(0, 20).Select(i =>
            $$"""{"id":"p{{i}}","text":"Ayo coblos {A} ke-{{i}} {{and}}","label":"{{yes}}","category":"ajakan","author":"a{{i % 4}}"}""" + "\n"
            + $$"""{"id":"n{{i}}","text":"Jadwal imunisasi ke-{{i}} {{and}}","label":"{{no}}","category":"ajakan","author":"a{{i % 4}}"}""" + "\n"));
    }

    async Task<(int Exit, string Output)> TrainAsync(params string[] more)
    {
        var output = new StringWriter { NewLine = "\n" };
        var exit = await TrainCommand.Build()
            .Parse(
            [
                "--samples", _folder.File("samples"), "--lexicon", _folder.File("lexicon"), "--out", Models, "--behaviour", _folder.File("behaviour"),
                "--golden", _folder.File("golden.jsonl"), "--contests", Samples.Folder("contests"), .. more.Contains("--month") ? [] : (string[])["--month", "2026-11"], .. more,
            ])
            .InvokeAsync(new InvocationConfiguration { Output = output });
        return (exit, output.ToString());
    }
}
