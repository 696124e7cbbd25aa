using System.Text;

namespace Monitor.Exports.Tables;

/// <summary>Header names without what people vary: case, blanks, punctuation, remarks in brackets.</summary>
static class HeaderName
{
    const int MaxLength = 80;

    /// <summary><c>Akun  Medsos *</c> → <c>akunmedsos</c>; <c>user/screen_name</c> and <c>user.screen_name</c> → <c>user/screenname</c>.</summary>
    /// <returns>Empty when nothing that could be a name is left.</returns>
    public static string Normalize(ReadOnlySpan<char> header)
    {
        var name = WithoutRemark(header.Trim());
        if (name.Length > MaxLength) return "";

        var plain = new StringBuilder(name.Length);
        var level = false;
        for (var i = 0; i < name.Length; i++)
        {
            var letter = name[i];
            if (char.IsLetterOrDigit(letter))
            {
                if (level && plain.Length > 0) plain.Append('/');
                level = false;
                plain.Append(char.ToLowerInvariant(letter));
            }
            else if (letter is '/' or '.' && IsLevel(name, i))
            {
                level = true;
            }
        }

        return plain.ToString();
    }

    /// <summary>The words of a header, lower case: for headers that only begin with a known name.</summary>
    public static string[] Words(ReadOnlySpan<char> header)
    {
        var name = WithoutRemark(header.Trim());
        if (name.Length > MaxLength) return [];

        var words = new List<string>();
        foreach (var range in name.SplitAny(" _-/.,:*\n\r\t"))
        {
            var word = Normalize(name[range]);
            if (word.Length > 0) words.Add(word);
        }

        return [.. words];
    }

    /// <summary>The alternatives of <c>Isi / Caption</c>.</summary>
    public static IEnumerable<string> Alternatives(string header) =>
        header.Split(['/', '|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => Normalize(part))
            .Where(part => part.Length > 0);

    static bool IsLevel(ReadOnlySpan<char> name, int at) =>
        at > 0 && at + 1 < name.Length && char.IsLetterOrDigit(name[at - 1]) && (char.IsLetterOrDigit(name[at + 1]) || name[at + 1] == '_');

    static ReadOnlySpan<char> WithoutRemark(ReadOnlySpan<char> name)
    {
        var open = name.IndexOf('(');
        return open > 0 && !name[..open].IsWhiteSpace() ? name[..open].Trim() : name;
    }
}
