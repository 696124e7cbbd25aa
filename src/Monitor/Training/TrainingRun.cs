using System.Security.Cryptography;
using Monitor.Classification;
using Monitor.Learning;

namespace Monitor.Training;

/// <summary>From folders of samples and word lists to a model with its card, all in memory: the same folders give the same bytes.</summary>
sealed class TrainingRun(ILinearTrainer trainer, TrainingOptions options)
{
    const int TagWordSamples = 3;
    const int BootstrapDraws = 400;

    /// <param name="samplesFolder">Labelled posts.</param>
    /// <param name="lexiconFolder">Word lists.</param>
    /// <param name="name">Beginning of the model's id, such as keberpihakan-2026-11.</param>
    /// <param name="seed">For the bootstrap intervals; the model does not depend on it.</param>
    public FinishedModel Run(string samplesFolder, string lexiconFolder, string name, int seed)
    {
        var posts = LabelledPost.ReadFolder(samplesFolder).Where(post => !post.IsUnsure).ToList();
        var samples = posts.Select(AsSample).ToList();
        var trained = new ModelTraining(trainer, options).Train(samples, LanguageOf(lexiconFolder, samples));

        using var file = new MemoryStream();
        trained.Model.Save(file);
        var bytes = file.ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var card = new CardWriter(posts, trained, seed, BootstrapDraws)
            .Write($"{name}-{hash[..8]}", hash, HashOf(samplesFolder, lexiconFolder), trainer.Name);
        return new FinishedModel(card, bytes);
    }

    /// <summary>Writes the model's folder and gives its path.</summary>
    public static string Write(FinishedModel model, string modelsFolder)
    {
        var folder = Directory.CreateDirectory(Path.Combine(modelsFolder, model.Card.Id)).FullName;
        File.WriteAllBytes(Path.Combine(folder, ModelCard.ModelFileName), model.ModelFile);
        File.WriteAllBytes(Path.Combine(folder, ModelCard.FileName), model.Card.ToJson());
        File.WriteAllText(Path.Combine(folder, CardPage.FileName), CardPage.Write(model.Card));
        File.WriteAllText(Path.Combine(folder, CalibrationPlot.FileName), CalibrationPlot.Write(model.Card));
        return folder;
    }

    public static LabelledText AsSample(LabelledPost post) =>
        new(post.Id, SlotFiller.Fill(post.Text, post.Id), post.IsPartisan, post.IsPartisan ? post.Category : null, post.Author ?? post.Id);

    /// <summary>The word lists, with the words that hashtags may hold from the samples.</summary>
    public static Language LanguageOf(string lexiconFolder, IReadOnlyList<LabelledText> samples)
    {
        var language = LanguageFolder.Read(lexiconFolder);
        language.AddTagWords(FrequentWords(samples));
        return language;
    }

    static IEnumerable<string> FrequentWords(IEnumerable<LabelledText> samples) => samples
        .SelectMany(sample => TextNormalizer.Plain(sample.Text).Split(' ').Distinct(StringComparer.Ordinal))
        .Where(word => word.Length >= 3 && word.All(char.IsLetter))
        .GroupBy(word => word, StringComparer.Ordinal)
        .Where(same => same.Count() >= TagWordSamples)
        .Select(same => same.Key);

    /// <summary>Over names and bytes of all files that went in.</summary>
    static string HashOf(string samplesFolder, string lexiconFolder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = Directory.EnumerateFiles(samplesFolder, "*.jsonl").Concat(Directory.EnumerateFiles(lexiconFolder, "*.tsv"));
        foreach (var path in files.OrderBy(path => Path.GetFileName(path), StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(path)));
            hash.AppendData(File.ReadAllBytes(path));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <param name="Card">What is known of it.</param>
/// <param name="ModelFile">Bytes of the model file.</param>
sealed record FinishedModel(ModelCard Card, byte[] ModelFile);
