using System.Text.Json;

namespace Monitor.Exports.Archives;

/// <summary>
/// The full words of long posts. The archive keeps them apart, without the id of the post that they belong to: they are joined by the
/// second in which both were made and by how the words begin.
/// </summary>
sealed class XNotes
{
    /// <summary>The clocks of the two files differ by no more.</summary>
    const int SecondsApart = 2;

    /// <summary>More than anybody writes; beyond it the posts stay cut, and say so.</summary>
    const long MostCharacters = 64 << 20;

    readonly Dictionary<long, List<XNote>> _bySecond = [];
    long _characters;

    public static async Task<XNotes> ReadAsync(ArchiveSource archive, Func<string, XMember> kindOf, CancellationToken cancellationToken)
    {
        var notes = new XNotes();
        foreach (var member in archive.Members.Where(member => kindOf(member) == XMember.Notes))
            await ArchiveRecords.VisitAsync(archive, member, XMembers.Shape, notes.Add, cancellationToken);

        return notes;
    }

    /// <summary>The whole text of a post that was cut, or null.</summary>
    public RepairedText? Whole(DateTimeOffset? at, string cutText)
    {
        if (at is not { } time || _bySecond.Count == 0) return null;

        var beginning = XText.WithoutEllipsis(cutText);
        var second = time.ToUnixTimeSeconds();
        for (var apart = 0; apart <= SecondsApart; apart++)
            foreach (var near in (ReadOnlySpan<long>)[second + apart, second - apart])
                if (_bySecond.GetValueOrDefault(near)?.Find(note => note.Text.Text.StartsWith(beginning, StringComparison.Ordinal)) is { } found)
                    return found.Text;

        return null;
    }

    void Add(JsonElement record)
    {
        var note = record.Get("noteTweet") ?? record;
        if (PlatformTime.FromIsoUtc(note.Text("createdAt")).At is not { } at || note.Get("core")?.Text("text") is not { } text) return;

        _characters += text.Length;
        if (_characters > MostCharacters) return;

        var links = note.Get("core", "urls").Items().Select(url => (url.Text("shortUrl"), url.Text("expandedUrl")));
        var whole = new XNote(XText.Decoded(text, links));
        if (_bySecond.TryGetValue(at.ToUnixTimeSeconds(), out var others)) others.Add(whole);
        else _bySecond[at.ToUnixTimeSeconds()] = [whole];
    }

    sealed record XNote(RepairedText Text);
}

/// <summary>How X writes the words of a post.</summary>
static class XText
{
    /// <summary>Links written out and the three entities decoded, once. Links go first: they were escaped with the text.</summary>
    public static RepairedText Decoded(string text, IEnumerable<(string? Short, string? Expanded)> links)
    {
        foreach (var (shortened, expanded) in links)
            if (shortened is not null && expanded is not null)
                text = text.Replace(shortened, Escaped(expanded), StringComparison.Ordinal);

        return TextRepair.XEntities(text);
    }

    /// <summary>The words before the sign, and the link behind it, by which X marks a cut.</summary>
    public static string WithoutEllipsis(string text)
    {
        var cut = text.LastIndexOf('…');
        return cut < 0 || text.AsSpan(cut + 1).Trim().Contains(' ') ? text : text[..cut].TrimEnd();
    }

    public static bool IsCut(string text) => WithoutEllipsis(text).Length < text.Length;

    static string Escaped(string link) => link.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
