using System.Globalization;
using System.Security.Cryptography;
using Monitor.Classification;
using Monitor.Learning;

namespace Monitor.Training;

/// <summary>From folders of samples and word lists to a model with its card, all in memory: the same folders give the same bytes.</summary>
sealed class TrainingRun(ILinearTrainer trainer, TrainingOptions options)
{
    const int TagWordSamples = 3;
    const int BootstrapDraws = 400;

    /// <summary>
    /// A post that was drawn by lot may stand for thousands. Its weight is cut off here, as survey weights are (F. Potter, A study of procedures to
    /// identify and trim extreme sampling weights, 1990): else a few such posts would drown all others.
    /// </summary>
    const double MostWeight = 5;

    /// <param name="samplesFolder">Labelled posts.</param>
    /// <param name="lexiconFolder">Word lists.</param>
    /// <param name="name">Beginning of the model's id, such as keberpihakan-2026-11.</param>
    /// <param name="seed">For the bootstrap intervals; the model does not depend on it.</param>
    /// <param name="reviewedFolder">Posts that reviewers labelled, beside the written ones; null for none.</param>
    public FinishedModel Run(string samplesFolder, string lexiconFolder, string name, int seed, string? reviewedFolder = null)
    {
        var written = LabelledPost.ReadFolder(samplesFolder);
        var reviewed = reviewedFolder is null ? [] : LabelledPost.ReadFolder(reviewedFolder, "--also").Where(post => !post.IsUnsure).ToList();
        if (written.Select(post => post.Id).Intersect(reviewed.Select(post => post.Id), StringComparer.Ordinal).FirstOrDefault() is { } twice)
            throw new InvalidDataException($"The id '{twice}' stands in '{samplesFolder}' and in '{reviewedFolder}'; each post needs its own.");

        List<LabelledPost> posts = [.. written.Where(post => !post.IsUnsure), .. reviewed];
        var samples = posts.Select(AsSample).ToList();
        // Words of reviewed posts do not go into the model's word list: the list can be read, weights cannot.
        var trained = new ModelTraining(trainer, options).Train(samples, LanguageOf(lexiconFolder, [.. samples.Take(posts.Count - reviewed.Count)]));

        using var file = new MemoryStream();
        trained.Model.Save(file);
        var bytes = file.ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var card = new CardWriter(posts, trained, seed, BootstrapDraws)
            .Write($"{name}-{hash[..8]}", hash, HashOf(samplesFolder, lexiconFolder, reviewedFolder), Learners);
        return new FinishedModel(card with { Reviewed = reviewed.Count }, bytes);
    }

    string Learners => options.Hidden
        ? string.Create(CultureInfo.InvariantCulture, $"{trainer.Name}; a layer of hidden units has {(1 - ModelTraining.LinearSay) * 100:F0} % of the say")
        : trainer.Name;

    /// <summary>Writes the model's folder and gives its path.</summary>
    public static string Write(FinishedModel model, string modelsFolder)
    {
        var folder = Directory.CreateDirectory(Path.Combine(modelsFolder, model.Card.Id)).FullName;
        File.WriteAllBytes(Path.Combine(folder, ModelCard.ModelFileName), model.ModelFile);
        WriteCard(model.Card, folder);
        return folder;
    }

    /// <summary>Writes the card beside the model, for programs and for people.</summary>
    public static void WriteCard(ModelCard card, string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, ModelCard.FileName), card.ToJson());
        File.WriteAllText(Path.Combine(folder, CardPage.FileName), CardPage.Write(card));
        File.WriteAllText(Path.Combine(folder, CalibrationPlot.FileName), CalibrationPlot.Write(card));
    }

    public static LabelledText AsSample(LabelledPost post) =>
        new(post.Id, SlotFiller.Fill(post.Text, post.Id), post.IsPartisan, post.IsPartisan ? post.Category : null, post.Author ?? post.Id)
        {
            Weight = (float)Math.Min(post.Weight ?? 1, MostWeight),
        };

    /// <summary>The word lists, with the words that hashtags may hold from the samples.</summary>
    public static Language LanguageOf(string lexiconFolder, IReadOnlyList<LabelledText> samples, bool figures = true)
    {
        var language = LanguageFolder.Read(lexiconFolder, figures);
        language.AddTagWords(FrequentWords(samples));
        return language;
    }

    /// <summary>Not the names among them: who is called Ratna or Sulaiman must not count, however often the samples tell of one.</summary>
    static IEnumerable<string> FrequentWords(IReadOnlyList<LabelledText> samples)
    {
        var names = samples.SelectMany(sample => InsideSentences(sample.Text)).GroupBy(word => word.Plain, word => word.Capital, StringComparer.Ordinal)
            .Where(same => same.Count(capital => capital) * 2 > same.Count()).Select(same => same.Key).ToHashSet(StringComparer.Ordinal);
        return samples
            .SelectMany(sample => TextNormalizer.Plain(sample.Text).Split(' ').Distinct(StringComparer.Ordinal))
            .Where(word => word.Length >= 3 && word.All(char.IsLetter) && !names.Contains(word))
            .GroupBy(word => word, StringComparer.Ordinal)
            .Where(same => same.Count() >= TagWordSamples)
            .Select(same => same.Key);
    }

    /// <summary>The words behind another one; at the head of a sentence every word has a capital.</summary>
    static IEnumerable<(string Plain, bool Capital)> InsideSentences(string text)
    {
        var words = text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i < words.Length; i++)
            if (char.IsLetter(words[i][0]) && char.IsLetterOrDigit(words[i - 1][^1]))
                yield return (TextNormalizer.Plain(words[i].TrimEnd(',', '.', '!', '?', ':', ';', ')', '"')), char.IsUpper(words[i][0]));
    }

    /// <summary>Over names and bytes of all files that went in.</summary>
    static string HashOf(string samplesFolder, string lexiconFolder, string? reviewedFolder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = Directory.EnumerateFiles(samplesFolder, "*.jsonl").Concat(Directory.EnumerateFiles(lexiconFolder, "*.tsv"));
        var reviewed = reviewedFolder is null ? [] : Directory.EnumerateFiles(reviewedFolder, "*.jsonl");
        foreach (var path in files.OrderBy(Path.GetFileName, StringComparer.Ordinal).Concat(reviewed.OrderBy(Path.GetFileName, StringComparer.Ordinal)))
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
