using System.Text;

namespace Monitor.Roster;

/// <summary>Keys under which names and units are compared, for clerks write the same ones in many ways.</summary>
static class PersonName
{
    static readonly HashSet<string> TitlesBefore = ["dr", "drs", "dra", "drg", "drh", "prof", "ir", "h", "hj", "kh", "apt", "ns"];

    static readonly Dictionary<string, string> UnitWords = new()
    {
        ["kec"] = "kecamatan",
        ["kel"] = "kelurahan",
        ["kab"] = "kabupaten",
        ["pusk"] = "puskesmas",
    };

    /// <summary>"dr. Hj. SITI  Contoh, S.Ked." and "Siti Contoh" have one key.</summary>
    public static string Key(string name)
    {
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        var words = Words(comma < 0 ? name : name[..comma]);
        // A name may consist of such a word alone.
        var first = words.FindIndex(word => !TitlesBefore.Contains(word));
        return string.Join(' ', first <= 0 ? words : words[first..]);
    }

    /// <summary>"Kec. Contoh" and "KECAMATAN CONTOH" have one key.</summary>
    public static string UnitKey(string unit) => string.Join(' ', Words(unit).Select(word => UnitWords.GetValueOrDefault(word, word)));

    static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var character in text.Normalize(NormalizationForm.FormKC))
        {
            // Apostrophes belong to names (Mas'ud, Sa'bani) and are left out as often as not.
            if (character is '\'' or '’' or '`') continue;
            if (char.IsLetterOrDigit(character)) word.Append(char.ToLowerInvariant(character));
            else Flush();
        }

        Flush();
        return words;

        void Flush()
        {
            if (word.Length == 0) return;
            words.Add(word.ToString());
            word.Clear();
        }
    }
}
