using System.Collections.Frozen;
using Monitor.Review.Pages;

namespace Monitor.Review;

/// <summary>The English beside the Indonesian of the pages. What is not here shows in Indonesian; a test names what is missing.</summary>
static class Texts
{
    public static string In(Tongue tongue, string indonesian) =>
        tongue is Tongue.English && English.TryGetValue(indonesian, out var english) ? english : indonesian;

    public static bool Knows(string indonesian) => English.ContainsKey(indonesian);

    static readonly FrozenDictionary<string, string> English = Read("review/english.txt");

    /// <summary>A line a text: Indonesian, a tab, English.</summary>
    static FrozenDictionary<string, string> Read(string name)
    {
        using var stream = typeof(Texts).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The program lacks its part {name}; build it again.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .ToFrozenDictionary(parts => parts[0], parts => parts[1].TrimEnd('\r'), StringComparer.Ordinal);
    }
}
