using Monitor.Roster;

namespace Monitor.Training;

/// <summary>Finds people of the roster in a text: full names, parts of names, names run together, and account names.</summary>
sealed class NamedPeople
{
    const int ShortestWord = 3;
    const int ShortestLoneWord = 4;
    const int ShortestCompact = 8;
    const int ShortestHandle = 4;

    static readonly HashSet<string> Honorifics = new(StringComparer.Ordinal)
    {
        "bu", "ibu", "pak", "bapak", "bpk", "mas", "mbak", "mba", "bang", "abang", "kak", "kakak", "dik", "dek", "adik", "adek", "om", "tante", "haji", "hj", "h", "dr",
        "drs", "dra", "ir", "ust", "ustadz", "ustaz", "sdr", "saudara", "sdri", "cak", "gus", "ning", "kang", "teh", "acil", "julak",
    };

    readonly Dictionary<string, List<int>> _people = new(StringComparer.Ordinal);
    readonly HashSet<string> _handles = new(StringComparer.OrdinalIgnoreCase);
    readonly HashSet<string> _ownHandles = new(StringComparer.OrdinalIgnoreCase);
    readonly HashSet<string> _compacts = new(StringComparer.Ordinal);
    readonly HashSet<string> _own = new(StringComparer.Ordinal);
    readonly Func<string, bool> _isEveryday;

    /// <param name="roster">Whose names are looked for.</param>
    /// <param name="isEveryday">Whether a lower-case word is one of everyday language, so that by itself it names nobody.</param>
    public NamedPeople(StaffRoster roster, Func<string, bool> isEveryday)
    {
        _isEveryday = isEveryday;
        for (var person = 0; person < roster.Entries.Count; person++)
        {
            var entry = roster.Entries[person];
            AddName(entry.Name, person);
            foreach (var account in entry.Accounts) AddAccount(account.Handle, person);
        }
    }

    NamedPeople(NamedPeople all, IEnumerable<string> names, IEnumerable<string> handles)
    {
        (_people, _handles, _compacts, _isEveryday) = (all._people, all._handles, all._compacts, all._isEveryday);
        _ownHandles.UnionWith(handles.Select(handle => handle.Trim('@', '.')).Where(handle => handle.Length >= ShortestHandle));
        foreach (var word in names.SelectMany(WordsOf))
            if (word.Length >= ShortestWord) _own.Add(word);
    }

    /// <summary>The same people, of whom one is known to be in the text: each word of that person's names counts.</summary>
    public NamedPeople With(IEnumerable<string> names, IEnumerable<string> handles) => new(this, names, handles);

    /// <summary>Whether it is somebody's account name.</summary>
    public bool IsHandle(string word) => _handles.Contains(word.Trim('.')) || _ownHandles.Contains(word.Trim('.'));

    /// <summary>Whether somebody's name stands in it, written as one word.</summary>
    public bool HoldsName(string word)
    {
        if (word.Length < ShortestCompact) return false;
        var letters = string.Concat(word.Where(char.IsLetter)).ToLowerInvariant();
        return letters.Length >= ShortestCompact && _compacts.Any(name => letters.Contains(name, StringComparison.Ordinal));
    }

    /// <summary>Which of the words are parts of names.</summary>
    /// <param name="words">The words of a text in order, as written; <c>Opens</c> says that the word begins a sentence.</param>
    public bool[] Find(IReadOnlyList<(string Word, bool Opens)> words)
    {
        var keys = words.Select(word => Key(word.Word)).ToList();
        var found = new bool[words.Count];
        for (var i = 0; i < keys.Count; i++)
        {
            found[i] |= _own.Contains(keys[i]);
            if (!_people.TryGetValue(keys[i], out var people)) continue;
            found[i] |= StandsAlone(words[i].Word, words[i].Opens, keys[i], i > 0 ? keys[i - 1] : "");
            if (i + 1 < keys.Count && keys[i] != keys[i + 1] && _people.TryGetValue(keys[i + 1], out var next) && people.Intersect(next).Any()) found[i] = found[i + 1] = true;
        }

        return found;
    }

    bool StandsAlone(string written, bool opens, string key, string before)
    {
        if (key.Length >= ShortestWord && Honorifics.Contains(before)) return true;
        if (key.Length < ShortestLoneWord) return false;
        return !_isEveryday(key) || (!opens && char.IsUpper(written[0]) && written.Skip(1).Any(char.IsLower));
    }

    void AddName(string name, int person)
    {
        var words = WordsOf(name).Where(word => word.Length >= 2).ToList();
        foreach (var word in words)
        {
            if (!_people.TryGetValue(word, out var people)) _people[word] = people = [];
            people.Add(person);
        }

        for (var length = 2; length <= words.Count; length++)
            if (string.Concat(words.Take(length)) is { Length: >= ShortestCompact } compact) _compacts.Add(compact);
    }

    void AddAccount(string handle, int person)
    {
        if (AccountName.IsDisplayName(handle)) AddName(handle, person);
        else if (AccountName.Bare(handle).ToString() is { Length: >= ShortestHandle } bare) _handles.Add(bare);
    }

    static IEnumerable<string> WordsOf(string name) => PersonName.Key(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    static string Key(string word) => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
