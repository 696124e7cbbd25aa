using Monitor.Classification;
using Monitor.Contests;

namespace Monitor.Training;

/// <summary>Finds champion and challenger, has them compared, and names the winner.</summary>
/// <param name="modelsFolder">Folder of models with <c>champion.json</c>.</param>
/// <param name="contests">Whose names are masked.</param>
/// <param name="gate">Compares.</param>
sealed class Promotion(string modelsFolder, IReadOnlyList<Contest> contests, PromotionGate gate)
{
    /// <param name="model">Id of a model in the folder, path of a model elsewhere, or null for the only one that is not the champion.</param>
    /// <exception cref="InvalidDataException">There is no such model, or it is not clear which one is meant.</exception>
    public string ChallengerFolder(string? model)
    {
        if (model is not null)
        {
            string[] places = [Path.Combine(modelsFolder, model), model];
            return places.FirstOrDefault(IsModel) ?? throw new InvalidDataException($"'{model}' is neither a model in '{modelsFolder}' nor a folder with {ModelCard.FileName}.");
        }

        var champion = ChampionModel.Read(modelsFolder)?.Model;
        var others = Directory.Exists(modelsFolder) ? Directory.EnumerateDirectories(modelsFolder).Where(IsModel).Where(folder => Path.GetFileName(folder) != champion).ToList() : [];
        return others.Count switch
        {
            1 => others[0],
            0 => throw new InvalidDataException($"'{modelsFolder}' holds no model beside the champion; train one, or name a folder with --model."),
            _ => throw new InvalidDataException($"Name one of them with --model: {string.Join(", ", others.Select(Path.GetFileName).Order(StringComparer.Ordinal))}."),
        };
    }

    public PromotionReport Judge(string challengerFolder)
    {
        var challenger = PostClassifier.Load(challengerFolder, contests);
        if (ChampionModel.Read(modelsFolder) is null) return gate.Judge(null, challenger);
        try
        {
            return gate.Judge(PostClassifier.Load(ChampionModel.FolderIn(modelsFolder), contests), challenger);
        }
        catch (InvalidDataException unreadable)
        {
            // Features change with the program, and an old model file with them; then nothing is left to compare with.
            return gate.Judge(null, challenger) with { Note = $"Not compared with the champion, which cannot be used: {unreadable.Message}" };
        }
    }

    /// <summary>Makes the model the champion; one from elsewhere is first copied into the folder of models.</summary>
    public void Name(string challengerFolder)
    {
        var id = ModelCard.Read(challengerFolder).Id;
        var place = Path.Combine(modelsFolder, id);
        if (Path.GetFullPath(place) != Path.GetFullPath(challengerFolder))
        {
            Directory.CreateDirectory(place);
            foreach (var file in Directory.EnumerateFiles(challengerFolder)) File.Copy(file, Path.Combine(place, Path.GetFileName(file)), overwrite: true);
        }

        ChampionModel.Name(modelsFolder, id);
    }

    static bool IsModel(string folder) => File.Exists(Path.Combine(folder, ModelCard.FileName));
}
