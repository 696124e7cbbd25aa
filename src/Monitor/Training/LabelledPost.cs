using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Learning;

namespace Monitor.Training;

/// <summary>One line of <c>samples/labelled/*.jsonl</c>, or of a set to measure on.</summary>
sealed record LabelledPost
{
    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required string Id { get; init; }

    /// <summary>With slots such as {A} where a contestant is named.</summary>
    public required string Text { get; init; }

    public required string Label { get; init; }

    public string? Category { get; init; }

    public string? Register { get; init; }

    public string? Dialect { get; init; }

    public string? Kind { get; init; }

    public string? Author { get; init; }

    public string? Source { get; init; }

    /// <summary>For how many posts it stands, where it was drawn by lot; 1 for a written one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double? Weight { get; init; }

    [JsonIgnore]
    public bool IsPartisan => Label == "partisan";

    [JsonIgnore]
    public bool IsUnsure => Label == "unsure";

    /// <summary>Reads one file; empty lines do not count.</summary>
    /// <exception cref="InvalidDataException">Names the file and line and what is wrong.</exception>
    public static IEnumerable<LabelledPost> Read(string path)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            yield return Parse(line, $"{Path.GetFileName(path)} line {number}");
        }
    }

    /// <summary>All files of the folder, by name; ids are unique over them.</summary>
    /// <param name="folder">With .jsonl files.</param>
    /// <param name="option">The option that names it, for messages.</param>
    /// <exception cref="InvalidDataException">A line is wrong, an id stands twice, or there is no sample at all.</exception>
    public static IReadOnlyList<LabelledPost> ReadFolder(string folder, string option = "--samples")
    {
        if (!Directory.Exists(folder)) throw new InvalidDataException($"The samples' folder '{folder}' does not exist; name it with {option}.");
        var posts = Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(Read).ToList();
        if (posts.Count == 0) throw new InvalidDataException($"'{folder}' holds no sample; it needs .jsonl files with labelled posts.");
        if (posts.GroupBy(post => post.Id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidDataException($"The id '{twice.Key}' stands {twice.Count()} times in '{folder}'; each sample needs its own.");

        return posts;
    }

    /// <summary>As a line of such a file.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Json);

    static LabelledPost Parse(string line, string place)
    {
        LabelledPost? post;
        try
        {
            post = JsonSerializer.Deserialize<LabelledPost>(line, Json);
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"{place} is no labelled post: {failure.Message}", failure);
        }

        if (post is null || post.Label is not ("partisan" or "neutral" or "unsure"))
            throw new InvalidDataException($"{place}: label '{post?.Label}' is unknown; write partisan, neutral or unsure.");
        if (post.IsPartisan && !LinearModel.Categories.Contains(post.Category))
            throw new InvalidDataException($"{place}: category '{post.Category}' is unknown; write one of {string.Join(", ", LinearModel.Categories)}.");
        if (post.Weight is <= 0) throw new InvalidDataException($"{place}: weight {post.Weight.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)} is not above zero; leave it out for an ordinary post.");

        return post;
    }
}
