using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>What the JSON archives of Facebook, Instagram and Threads have in common: broken characters, seconds, label_values.</summary>
static partial class MetaText
{
    /// <summary>A text of Meta's JSON, mended; null where it is absent or blank.</summary>
    public static RepairedText? Mended(string? text) => string.IsNullOrWhiteSpace(text) ? default(RepairedText?) : TextRepair.Meta(text);

    public static RepairedText? Mended(this JsonElement element, string key) => Mended(element.Text(key));

    /// <summary>The time under a key in epoch seconds, and the warning where it is there but no time.</summary>
    public static (PostTime Time, PostWarnings Warnings) Time(JsonElement? seconds, DateTimeOffset now)
    {
        if (seconds?.Text() is not { } text) return (PostTime.Missing, PostWarnings.None);

        var time = PlatformTime.FromEpoch(text, now);
        return (time, time.At is null ? PostWarnings.TimeUnreadable : PostWarnings.None);
    }

    /// <summary>Facebook writes a mention as <c>@[id:2048:Name]</c>; people see the name.</summary>
    public static string WithoutMentionIds(string text) => text.Contains("@[", StringComparison.Ordinal) ? Mention().Replace(text, "${name}") : text;

    [GeneratedRegex(@"@\[\d+:\d+:(?<name>[^\]\r\n]+)\]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mention();
}

/// <summary>
/// The newer record of Meta: a list of labels with values, links or groups. Labels may be in the language of the account, so what is not
/// found by its label is found by its shape, and said to be a guess.
/// </summary>
sealed class LabelValues
{
    static readonly string[] TextLabels = ["Message", "Text", "Post", "Description", "Caption", "Pesan", "Teks", "Postingan", "Kiriman", "Keterangan"];
    static readonly string[] ReactionLabels = ["Reaction", "Reaksi", "Tanggapan"];
    static readonly string[] OwnerGroups = ["Author", "Owner", "Penulis", "Pemilik", "Pembuat"];
    static readonly string[] NameLabels = ["Name", "Nama"];
    static readonly string[] HandleLabels = ["Username", "Nama pengguna"];

    readonly List<(string Label, string Value)> _values = [];
    readonly List<(string Title, List<(string Label, string Value)> Values)> _groups = [];

    LabelValues(JsonElement record)
    {
        foreach (var entry in record.Items("label_values"))
        {
            if (entry.Get("dict") is { } group) _groups.Add((entry.Mended("title")?.Text ?? "", Flat(group, depth: 0)));
            else if (entry.Text("href") is { } link) Url ??= link;
            else if (entry.Mended("value") is { } value) Add(entry.Mended("label")?.Text ?? "", value);
        }
    }

    /// <summary>The link of what the record is about.</summary>
    public string? Url { get; private set; }

    /// <summary>Whether any value had to be mended.</summary>
    public PostWarnings Warnings { get; private set; }

    public static LabelValues? Of(JsonElement record) => record.Get("label_values") is null ? null : new LabelValues(record);

    /// <summary>Words that the person wrote; where no label says so, the only value that is no link.</summary>
    public (string? Text, bool Guessed) Text() => Labelled(_values, TextLabels) is { } text
        ? (text, false)
        : (_values is [var only] ? only.Value : null, _values.Count == 1);

    /// <summary>The word for the reaction, such as <c>Like</c>.</summary>
    public string? Reaction() => Labelled(_values, ReactionLabels) ?? (_values is [var only] ? only.Value : null);

    /// <summary>Whose post it is, and whether that had to be guessed.</summary>
    public (PostTarget? Target, bool Guessed) Target()
    {
        var known = _groups.FirstOrDefault(group => OwnerGroups.Contains(group.Title, StringComparer.OrdinalIgnoreCase)).Values;
        var values = known ?? _groups.LastOrDefault().Values ?? [];
        var name = Labelled(values, NameLabels);
        var handle = Labelled(values, HandleLabels);
        if (name is null && handle is null && values.Count > 0) name = values[0].Value;

        var isEmpty = name is null && handle is null && Url is null;
        return (isEmpty ? null : new PostTarget(name, handle, Url), known is null && values.Count > 0);
    }

    void Add(string label, RepairedText value)
    {
        if (Uri.IsWellFormedUriString(value.Text, UriKind.Absolute))
        {
            Url ??= value.Text;
            return;
        }

        Warnings |= value.Warnings;
        _values.Add((label, value.Text));
    }

    static List<(string Label, string Value)> Flat(JsonElement group, int depth)
    {
        var values = new List<(string, string)>();
        if (depth > 4) return values;

        foreach (var entry in ((JsonElement?)group).Items())
        {
            if (entry.Mended("value") is { } value) values.Add((entry.Mended("label")?.Text ?? "", value.Text));
            if (entry.Get("dict") is { } inner) values.AddRange(Flat(inner, depth + 1));
        }

        return values;
    }

    static string? Labelled(List<(string Label, string Value)> values, string[] labels) =>
        values.FirstOrDefault(value => labels.Contains(value.Label, StringComparer.OrdinalIgnoreCase)).Value;
}
