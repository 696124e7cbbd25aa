using Monitor.Learning;

namespace Monitor.Training;

/// <summary>Reads <c>samples/lexicon</c>: slang, nationally known contestants, and word classes.</summary>
static class LanguageFolder
{
    const string SlangFile = "slang.tsv";
    const string FiguresFile = "public-figures.tsv";

    /// <param name="folder">Word lists.</param>
    /// <param name="figures">Whether nationally known contestants are read, without whom nobody in the samples is masked.</param>
    /// <exception cref="InvalidDataException">The folder is missing, or a line in it is wrong.</exception>
    public static Language Read(string folder, bool figures = true)
    {
        if (!Directory.Exists(folder)) throw new InvalidDataException($"The word lists' folder '{folder}' does not exist; name it with --lexicon.");
        var language = new Language();
        // Slang first: the terms of the classes are kept in plain words.
        With(folder, SlangFile, language.AddSlang);
        foreach (var file in Files(folder))
            if (file is not (SlangFile or FiguresFile)) With(folder, file, language.AddTerms);

        if (figures) With(folder, FiguresFile, language.AddFigures);
        return language;
    }

    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*.tsv").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    static void With(string folder, string file, Action<TextReader> read)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path)) return;
        using var reader = File.OpenText(path);
        read(reader);
    }
}
