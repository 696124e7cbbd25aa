using Monitor.Classification;
using Monitor.Tests.Support;

namespace Monitor.Tests.Classification;

public sealed class ChampionModelTests : IDisposable
{
    readonly TemporaryFolder _models = new();

    public ChampionModelTests()
    {
        foreach (var id in (string[])["satu", "dua", "tiga"]) Directory.CreateDirectory(_models.File(id));
    }

    [Fact]
    public void ANewChampionKeepsTheOneBeforeIt()
    {
        ChampionModel.Name(_models.Path, "satu");
        ChampionModel.Name(_models.Path, "dua");
        ChampionModel.Name(_models.Path, "dua");

        Assert.Equal(new Champion("dua", "satu"), ChampionModel.Read(_models.Path));
    }

    [Fact]
    public void ARollbackChangesPlacesAndASecondOneUndoesIt()
    {
        ChampionModel.Name(_models.Path, "satu");
        ChampionModel.Name(_models.Path, "dua");

        Assert.Equal(new Champion("satu", "dua"), ChampionModel.RollBack(_models.Path));
        Assert.Equal(_models.File("satu"), ChampionModel.FolderIn(_models.Path));
        Assert.Equal(new Champion("dua", "satu"), ChampionModel.RollBack(_models.Path));
    }

    [Theory]
    [InlineData("""{ "model": "dua" }""", "there was none before")]
    [InlineData("""{ "model": "dua", "previous": "hilang" }""", "the folder is gone")]
    public void ARollbackThatLeadsNowhereChangesNothing(string champion, string why)
    {
        _models.Write(ChampionModel.FileName, champion);

        Assert.Throws<InvalidDataException>(() => ChampionModel.RollBack(_models.Path));

        Assert.True(File.ReadAllText(_models.File(ChampionModel.FileName)) == champion, why);
    }

    [Theory]
    [InlineData("""{ "model": "../satu" }""")]
    [InlineData("""{ "model": "satu", "previous": "/etc" }""")]
    [InlineData("""{ "model": ".." }""")]
    [InlineData("""{ "model": "" }""")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{ \"mod")]
    public void WhatNamesNoFolderBesideItIsRefused(string champion)
    {
        _models.Write(ChampionModel.FileName, champion);

        Assert.Throws<InvalidDataException>(() => ChampionModel.FolderIn(_models.Path));
    }

    [Fact]
    public async Task WhoReadsWhileItChangesFindsOneOrTheOther()
    {
        ChampionModel.Name(_models.Path, "satu");
        using var stopping = new CancellationTokenSource();
        var reading = Task.Run(() =>
        {
            var seen = 0;
            for (; !stopping.IsCancellationRequested; seen++) Assert.Contains(ChampionModel.Read(_models.Path)?.Model, (string?[])["satu", "dua"]);
            return seen;
        });

        for (var i = 0; i < 100; i++) ChampionModel.Name(_models.Path, i % 2 == 0 ? "dua" : "satu");
        await stopping.CancelAsync();

        await reading;
        Assert.Equal([ChampionModel.FileName], Directory.EnumerateFiles(_models.Path).Select(Path.GetFileName));
    }

    public void Dispose() => _models.Dispose();
}
