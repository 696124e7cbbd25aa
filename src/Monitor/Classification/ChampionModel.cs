using System.Text.Json;

namespace Monitor.Classification;

/// <summary>Which of the models in <c>models/</c> does the work, as named in <c>champion.json</c>.</summary>
static class ChampionModel
{
    public const string FileName = "champion.json";

    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The champion's folder.</summary>
    /// <exception cref="InvalidDataException">No champion is named, or its folder is missing.</exception>
    public static string FolderIn(string modelsFolder)
    {
        var champion = Read(modelsFolder)
            ?? throw new InvalidDataException($"{PathIn(modelsFolder)} is missing; it names the model to use, as 'monitor train' writes it.");
        return FolderOf(modelsFolder, champion.Model);
    }

    /// <summary>The champion and the one before it, or null where no model is named yet.</summary>
    /// <exception cref="InvalidDataException">The file is there and cannot be read.</exception>
    public static Champion? Read(string modelsFolder)
    {
        var path = PathIn(modelsFolder);
        if (!File.Exists(path)) return null;
        try
        {
            var champion = JsonSerializer.Deserialize<Champion>(File.ReadAllBytes(path), Json);
            if (!IsPlainName(champion?.Model) || (champion!.Previous is { } before && !IsPlainName(before))) throw new JsonException("no plain folder name");
            return champion; // a plain name is not null
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($$"""{{path}} cannot be read; it holds { "model": "<folder>" }.""", failure);
        }
    }

    /// <summary>Names the model, and keeps who it was before. Readers find the old file or the new one, never half of it.</summary>
    public static void Name(string modelsFolder, string modelId)
    {
        var before = Read(modelsFolder);
        if (before?.Model != modelId) Write(modelsFolder, new Champion(modelId, before?.Model));
    }

    /// <summary>Changes places with the one before, so that a second call undoes the first.</summary>
    /// <returns>The champion and the one that was rolled back.</returns>
    /// <exception cref="InvalidDataException">There is no earlier champion, or its folder is missing.</exception>
    public static Champion RollBack(string modelsFolder)
    {
        if (Read(modelsFolder) is not { Previous: { } previous } now)
            throw new InvalidDataException($"{PathIn(modelsFolder)} names no earlier champion; name a model with 'monitor promote --model ID'.");
        FolderOf(modelsFolder, previous);
        var back = new Champion(previous, now.Model);
        Write(modelsFolder, back);
        return back;
    }

    static void Write(string modelsFolder, Champion champion)
    {
        var aside = PathIn(modelsFolder) + ".new";
        using (var file = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write([.. JsonSerializer.SerializeToUtf8Bytes(champion, Json), (byte)'\n']);
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, PathIn(modelsFolder), overwrite: true);
    }

    static string FolderOf(string modelsFolder, string model)
    {
        var folder = Path.Combine(modelsFolder, model);
        return Directory.Exists(folder)
            ? folder
            : throw new InvalidDataException($"{PathIn(modelsFolder)} names '{folder}', which is not there; put the folder back or train again.");
    }

    static string PathIn(string modelsFolder) => Path.Combine(modelsFolder, FileName);

    static bool IsPlainName(string? name) => !string.IsNullOrEmpty(name) && !name.AsSpan().ContainsAny('/', '\\') && name is not ("." or "..");
}

/// <param name="Model">Id of the model that does the work, which is its folder's name.</param>
/// <param name="Previous">The one before it, to which a rollback returns.</param>
sealed record Champion(string Model, string? Previous = null);
