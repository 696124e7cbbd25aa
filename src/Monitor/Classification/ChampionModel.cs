using System.Text.Json;

namespace Monitor.Classification;

/// <summary>Which of the models in <c>models/</c> does the work, as named in <c>champion.json</c>.</summary>
static class ChampionModel
{
    public const string FileName = "champion.json";

    /// <summary>The champion's folder.</summary>
    /// <exception cref="InvalidDataException">No champion is named, or its folder is missing.</exception>
    public static string FolderIn(string modelsFolder)
    {
        var path = Path.Combine(modelsFolder, FileName);
        if (!File.Exists(path)) throw new InvalidDataException($"{path} is missing; it names the model to use, as 'monitor train' writes it.");
        var folder = Path.Combine(modelsFolder, NameIn(path));
        return Directory.Exists(folder) ? folder : throw new InvalidDataException($"{path} names '{folder}', which is not there; put the folder back or train again.");
    }

    public static void Name(string modelsFolder, string modelId) =>
        File.WriteAllText(Path.Combine(modelsFolder, FileName), $$"""{ "model": "{{modelId}}" }""" + "\n");

    static string NameIn(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var name = json.RootElement.GetProperty("model").GetString();
            if (string.IsNullOrEmpty(name) || name.AsSpan().ContainsAny('/', '\\')) throw new JsonException("no plain folder name");
            return name;
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($$"""{{path}} cannot be read; it holds { "model": "<folder>" }.""", failure);
        }
    }
}
