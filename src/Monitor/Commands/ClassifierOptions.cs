using System.CommandLine;
using Monitor.Classification;
using Monitor.Contests;

namespace Monitor.Commands;

/// <summary>The options by which a command chooses its model and contests.</summary>
static class ClassifierOptions
{
    public static Option<string> Model() => new("--model")
    {
        Description = "Folder of a model, or folder of models with champion.json.",
        DefaultValueFactory = _ => "models",
    };

    public static Option<string> Contests() => new("--contests")
    {
        Description = "Folder with the contests whose names are masked.",
        DefaultValueFactory = _ => "samples/contests",
    };

    public static PostClassifier Load(string model, ContestBook contests) =>
        PostClassifier.Load(FolderOf(model), contests.Contests);

    /// <summary>The model's own folder.</summary>
    public static string FolderOf(string model) => File.Exists(Path.Combine(model, ModelCard.FileName)) ? model : ChampionModel.FolderIn(model);

    /// <summary>The contests of the folder.</summary>
    /// <exception cref="InvalidDataException">With every fault of the contest files.</exception>
    public static ContestBook LoadContests(string folder)
    {
        try
        {
            return ContestFiles.Load(folder);
        }
        catch (DataFileException faults)
        {
            throw new InvalidDataException(faults.Message, faults);
        }
    }
}
