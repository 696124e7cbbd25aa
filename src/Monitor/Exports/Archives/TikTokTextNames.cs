using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monitor.Exports.Archives;

/// <summary>What a file in the text variant of TikTok's archive holds.</summary>
/// <param name="List">None for the profile and for every file that is never opened.</param>
/// <param name="IsProfile">Whether it names the owner.</param>
/// <param name="IsGuessed">Whether nobody has seen its name in a real archive.</param>
readonly record struct TikTokTextFile(TikTokList List, bool IsProfile, bool IsGuessed)
{
    public bool IsListed => IsProfile || List != TikTokList.None;
}

/// <summary>The names of files and values in the text variant; they stand in <c>tiktok-text.json</c> beside this class.</summary>
sealed partial class TikTokTextNames
{
    /// <summary>Values that must be known, so that they are not taken for somebody's words, and of which nothing is read.</summary>
    const string Unused = "other";

    readonly FrozenDictionary<string, TikTokTextFile> _files;
    readonly FrozenSet<string> _sections;
    readonly FrozenDictionary<string, string> _values;

    TikTokTextNames(JsonElement names)
    {
        var files = new Dictionary<string, TikTokTextFile>(StringComparer.OrdinalIgnoreCase);
        var sections = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (kind, guessed) in new[] { ("known", false), ("guessed", true) })
        {
            var part = names.GetProperty(kind);
            foreach (var list in part.GetProperty("files").EnumerateObject())
                foreach (var name in Texts(list.Value))
                    files.TryAdd(name, new TikTokTextFile(Enum.Parse<TikTokList>(list.Name, ignoreCase: true), IsProfile: false, guessed));
            foreach (var name in Texts(part.GetProperty("profiles"))) files.TryAdd(name, new TikTokTextFile(TikTokList.None, IsProfile: true, guessed));
            foreach (var section in Texts(part.GetProperty("sections"))) sections.Add(section);
            foreach (var value in part.GetProperty("values").EnumerateObject())
                foreach (var name in Texts(value.Value))
                    values.TryAdd(Plain(name), value.Name == Unused ? Plain(name) : value.Name);
        }

        _files = files.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _sections = sections.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _values = values.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    public static TikTokTextNames All { get; } = Load();

    /// <summary>What a member of a zip holds, judged by its name and its folder's.</summary>
    public TikTokTextFile Of(string member)
    {
        if (ArchivePrivacy.Denies(member) || File().Match(member) is not { Success: true } match) return default;

        // Packed anew, the folders may have lost the one around them; then they must be known themselves.
        var isPlaced = match.Groups["top"].Success || _sections.Contains(match.Groups["folder"].Value);
        return isPlaced ? _files.GetValueOrDefault(match.Groups["name"].Value) : default;
    }

    /// <summary>The key that the JSON variant has for a value; null for a name that is not known.</summary>
    public string? Value(string name) => _values.GetValueOrDefault(Plain(name));

    /// <summary><c>Like(s)</c> and <c>Who can view</c> without what is no letter.</summary>
    static string Plain(string name) => string.Concat(name.Where(char.IsLetter));

    static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(name => name.GetString() ?? "");

    static TikTokTextNames Load()
    {
        using var stream = typeof(TikTokTextNames).Assembly.GetManifestResourceStream("tiktok-text.json")
            ?? throw new InvalidOperationException("The program was built without tiktok-text.json.");
        using var json = JsonDocument.Parse(stream);
        return new TikTokTextNames(json.RootElement);
    }

    [GeneratedRegex(@"(^|/)(?<top>TikTok/)?(?<folder>[^/]+)/(?<name>[^/]+)\.txt$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex File();
}
