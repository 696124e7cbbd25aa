using System.Collections.Frozen;
using System.Text.Json;
using Monitor.Posts;

namespace Monitor.Exports.Tables;

/// <summary>The header names that are known without a mapping file; they stand in <c>header-aliases.json</c> beside this class.</summary>
sealed class HeaderAliases
{
    /// <summary>First words that say enough when the whole header is unknown: "Tanggal Tayang", "Link Video".</summary>
    static readonly (string Word, TableField Field)[] FirstWords =
    [
        ("tanggal", TableField.Date), ("tgl", TableField.Date), ("link", TableField.Url), ("tautan", TableField.Url), ("url", TableField.Url),
        ("isi", TableField.Text), ("caption", TableField.Text), ("teks", TableField.Text), ("akun", TableField.Handle), ("nip", TableField.Nip),
        ("platform", TableField.Platform), ("komentar", TableField.CommentText), ("unit", TableField.Unit),
    ];

    readonly FrozenDictionary<string, HeaderAlias> _aliases;
    readonly FrozenDictionary<string, Platform> _platforms;

    HeaderAliases(FrozenDictionary<string, HeaderAlias> aliases, FrozenDictionary<string, Platform> platforms)
    {
        _aliases = aliases;
        _platforms = platforms;
    }

    public static HeaderAliases Known { get; } = Load();

    /// <summary>The meaning of a header by its whole name, or null.</summary>
    /// <param name="normalized">As <see cref="HeaderName.Normalize"/> gives it.</param>
    public HeaderAlias? ByName(string normalized) =>
        normalized.Length > 0 && _aliases.TryGetValue(normalized, out var alias) ? alias : null;

    /// <summary>The meaning of a header as a person wrote it, by whole name, by its alternatives, or (guessed) by its first word.</summary>
    public HeaderAlias? Of(string header, out bool guessed)
    {
        guessed = false;
        if (ByName(HeaderName.Normalize(header)) is { } whole) return whole;

        if (ByAlternatives(header) is { } alternative) return alternative;

        var words = HeaderName.Words(header);
        if (words.Length < 2 || header.Contains('/', StringComparison.Ordinal)) return null;
        if (ByName(string.Concat(words)) is { } joined) return joined;

        guessed = true;
        foreach (var (word, field) in FirstWords)
        {
            if (words[0] == word) return new HeaderAlias(field, int.MaxValue);
        }

        return null;
    }

    /// <summary>"Isi / Caption", "Nama/NIP". A tool's path such as <c>latestComments/0/text</c> is no list of alternatives.</summary>
    HeaderAlias? ByAlternatives(string header)
    {
        var known = HeaderName.Alternatives(header).Select(ByName).ToList();
        var apart = header.Contains(" /", StringComparison.Ordinal) || header.Contains("/ ", StringComparison.Ordinal) || header.Contains('\n', StringComparison.Ordinal);
        return known.Count > 1 && (apart || known.TrueForAll(alias => alias is not null)) ? known.Find(alias => alias is not null) : null;
    }

    /// <summary>The platform that a header name gives away, such as <c>tweet_url</c>.</summary>
    public Platform PlatformOf(string normalized) => _platforms.GetValueOrDefault(normalized);

    static HeaderAliases Load()
    {
        using var stream = typeof(HeaderAliases).Assembly.GetManifestResourceStream("header-aliases.json")
            ?? throw new InvalidOperationException("The program was built without header-aliases.json.");
        using var json = JsonDocument.Parse(stream);

        var aliases = new Dictionary<string, HeaderAlias>(StringComparer.Ordinal);
        foreach (var field in json.RootElement.GetProperty("fields").EnumerateObject())
        {
            var rank = 0;
            foreach (var name in field.Value.EnumerateArray())
                aliases.TryAdd(HeaderName.Normalize(name.GetString()), new HeaderAlias(Enum.Parse<TableField>(field.Name, ignoreCase: true), rank++));
        }

        var platforms =
            from platform in json.RootElement.GetProperty("platforms").EnumerateObject()
            from name in platform.Value.EnumerateArray()
            select KeyValuePair.Create(HeaderName.Normalize(name.GetString()), Enum.Parse<Platform>(platform.Name));

        return new HeaderAliases(aliases.ToFrozenDictionary(StringComparer.Ordinal), platforms.ToFrozenDictionary(StringComparer.Ordinal));
    }
}

/// <param name="Field">What the header means.</param>
/// <param name="Rank">Lower is better where several headers mean the same.</param>
readonly record struct HeaderAlias(TableField Field, int Rank);
