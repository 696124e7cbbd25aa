namespace Monitor.Learning;

/// <summary>
/// What a model knows about words before it has seen a post: slang and its plain form, word classes, names of nationally known contestants,
/// tags that take no side, and the words from which hashtags are put together. Part of the model file.
/// </summary>
public sealed class Language
{
    readonly SortedDictionary<string, string> _slang = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, ulong> _terms = new(StringComparer.Ordinal);
    readonly SortedSet<string> _tagWords = new(StringComparer.Ordinal);
    readonly List<MaskAlias> _figures = [];
    readonly List<string> _classes = [];

    /// <summary>Names of the word classes; bit i of a term's mask is class i. At most 56.</summary>
    public IReadOnlyList<string> Classes => _classes;

    /// <summary>Terms of one to three plain words, with their classes.</summary>
    public IReadOnlyDictionary<string, ulong> Terms => _terms;

    /// <summary>Slang word to plain word, both in normal form. No plain word is itself slang.</summary>
    public IReadOnlyDictionary<string, string> Slang => _slang;

    /// <summary>Politicians, parties and tags that real posts name whatever contests are loaded.</summary>
    public IReadOnlyList<MaskAlias> Figures => _figures;

    /// <summary>Words that may stand inside a hashtag.</summary>
    public IReadOnlyCollection<string> TagWords => _tagWords;

    /// <summary>Reads lines of slang, tab, plain word.</summary>
    /// <exception cref="InvalidDataException">A line has no tab.</exception>
    public void AddSlang(TextReader lines)
    {
        var raw = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (slang, plain) in Pairs(lines, "slang"))
        {
            var (from, to) = (TextNormalizer.Plain(slang), TextNormalizer.Plain(plain));
            if (from != to) raw.TryAdd(from, to);
        }

        foreach (var slang in raw.Keys)
        {
            if (slang.Contains(' ', StringComparison.Ordinal) || slang.Length == 0) continue;
            var plain = raw[slang];
            for (var step = 0; step < 4 && raw.TryGetValue(plain, out var further); step++) plain = further;
            if (plain != slang && plain.Length > 0 && !plain.Contains(' ', StringComparison.Ordinal) && !raw.ContainsKey(plain)) _slang[slang] = plain;
        }
    }

    /// <summary>Reads lines of term, tab, classes separated by commas. Slang must be added before.</summary>
    /// <exception cref="InvalidDataException">A line has no tab, or there are more than 56 classes.</exception>
    public void AddTerms(TextReader lines)
    {
        foreach (var (term, classes) in Pairs(lines, "word class"))
        {
            var words = Canonical(term);
            if (words.Length is 0 or > 3) continue;
            var key = string.Join(' ', words);
            var mask = _terms.GetValueOrDefault(key);
            foreach (var name in classes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                mask |= 1UL << ClassIndex(name);

            _terms[key] = mask;
            foreach (var word in words)
                if (word.Length >= 2) _tagWords.Add(word);
        }
    }

    /// <summary>Reads lines of role, tab, text, and optionally tab, <c>ambiguous</c>.</summary>
    /// <exception cref="InvalidDataException">A role is not one of <see cref="MaskRole"/>.</exception>
    public void AddFigures(TextReader lines)
    {
        while (lines.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#' && !line.Contains('\t', StringComparison.Ordinal)) continue;
            var cells = line.Split('\t');
            if (cells.Length < 2 || !Enum.TryParse<MaskRole>(cells[0], ignoreCase: true, out var role))
                throw new InvalidDataException($"'{line}' in the list of figures; write role, tab, name, with a role such as Person or Party.");

            _figures.Add(new MaskAlias(role, cells[1], cells.Length > 2 && cells[2] == "ambiguous", -1));
        }
    }

    /// <summary>Adds words that hashtags may hold, such as those frequent in the samples.</summary>
    public void AddTagWords(IEnumerable<string> words)
    {
        foreach (var word in words)
            if (word.Length >= 3) _tagWords.Add(word);
    }

    /// <summary>Bit of the class, or 0 when no term has it.</summary>
    public ulong ClassBit(string name) => _classes.IndexOf(name) is var at and >= 0 ? 1UL << at : 0;

    internal void Save(BinaryWriter writer)
    {
        WriteAll(writer, _classes, writer.Write);
        WriteAll(writer, _terms, term => { writer.Write(term.Key); writer.Write(term.Value); });
        WriteAll(writer, _slang, pair => { writer.Write(pair.Key); writer.Write(pair.Value); });
        WriteAll(writer, _tagWords, writer.Write);
        WriteAll(writer, _figures, figure => { writer.Write((byte)figure.Role); writer.Write(figure.Text); writer.Write(figure.Ambiguous); });
    }

    internal static Language Load(BinaryReader reader)
    {
        var language = new Language();
        for (var left = reader.ReadInt32(); left > 0; left--) language._classes.Add(reader.ReadString());
        for (var left = reader.ReadInt32(); left > 0; left--) language._terms.Add(reader.ReadString(), reader.ReadUInt64());
        for (var left = reader.ReadInt32(); left > 0; left--) language._slang.Add(reader.ReadString(), reader.ReadString());
        for (var left = reader.ReadInt32(); left > 0; left--) language._tagWords.Add(reader.ReadString());
        for (var left = reader.ReadInt32(); left > 0; left--)
            language._figures.Add(new MaskAlias((MaskRole)reader.ReadByte(), reader.ReadString(), reader.ReadBoolean(), -1));

        return language;
    }

    static void WriteAll<T>(BinaryWriter writer, IReadOnlyCollection<T> items, Action<T> write)
    {
        writer.Write(items.Count);
        foreach (var item in items) write(item);
    }

    /// <summary>The words of a term in plain form, slang replaced.</summary>
    string[] Canonical(string term) =>
        [.. TextNormalizer.Plain(term).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => _slang.GetValueOrDefault(word, word))];

    int ClassIndex(string name)
    {
        var at = _classes.IndexOf(name);
        if (at >= 0) return at;
        if (_classes.Count == 56) throw new InvalidDataException($"Word class '{name}' is the 57th; a model can hold 56. Join two classes.");
        _classes.Add(name);
        return _classes.Count - 1;
    }

    static IEnumerable<(string First, string Second)> Pairs(TextReader lines, string what)
    {
        while (lines.ReadLine() is { } line)
        {
            if (line.Length == 0) continue;
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab < 0) throw new InvalidDataException($"'{line}' in a {what} list has no tab; write the term, a tab, then the rest.");
            yield return (line[..tab], line[(tab + 1)..]);
        }
    }
}
