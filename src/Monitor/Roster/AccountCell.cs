using System.Text.RegularExpressions;
using Monitor.Posts;

namespace Monitor.Roster;

/// <summary>
/// Reads the accounts of one cell: <c>@siti; siti2 (ig), FB: Siti Contoh, https://x.com/siti (id 42, palsu)</c>.
/// </summary>
static partial class AccountCell
{
    /// <param name="cell">What was written.</param>
    /// <param name="column">Platform of the column, or null where it has none.</param>
    /// <param name="otherwise">How sure the row says the accounts are, for accounts that do not say so themselves.</param>
    public static (List<RosterAccount> Accounts, List<string> Faults) Read(string cell, Platform? column, Ownership otherwise)
    {
        var accounts = new List<RosterAccount>();
        var faults = new List<string>();
        var number = 0;
        foreach (var piece in Pieces(cell))
        {
            number++;
            var (account, fault) = ReadOne(piece, column, otherwise);
            if (account is not null && !accounts.Contains(account)) accounts.Add(account);
            if (fault is not null) faults.Add($"akun ke-{number} {fault}");
        }

        return (accounts, faults);
    }

    static (RosterAccount? Account, string? Fault) ReadOne(string piece, Platform? column, Ownership otherwise)
    {
        var (text, hints) = TakeHints(piece);
        var (prefix, written) = TakePrefix(text, column);
        var word = prefix ?? hints.Select(RosterColumns.PlatformWord).FirstOrDefault(field => field is not null);
        if (word == RosterField.Messenger || MessengerLink().IsMatch(written))
            return (null, "adalah WhatsApp atau sejenisnya: percakapan pribadi tidak dipantau. Hapus dari daftar");

        var platform = AccountName.PlatformOfLink(written) ?? (word is { } field ? RosterColumns.PlatformOf(field) : column);
        if (platform is not { } found) return (null, "tidak jelas platformnya. Tulis misalnya 'FB: nama.akun' atau 'nama.akun (ig)'");

        var bare = AccountName.Bare(written).ToString();
        if (!AccountName.IsPossible(found, bare)) return (null, $"bukan nama akun {found} yang mungkin. Tulis nama akun atau tautan profilnya");

        var id = hints.Select(hint => Id().Match(hint)).FirstOrDefault(match => match.Success)?.Groups["id"].Value
            ?? (AccountName.IsPlatformId(found, bare) ? bare : null);
        var ownership = hints.Select(RosterWords.OwnershipOf).FirstOrDefault(ownership => ownership is not null) ?? otherwise;
        return (new RosterAccount(found, bare, ownership, id), null);
    }

    /// <summary>Splits at <c>, ; |</c> and line ends outside brackets, and at <c>/</c> where no link is meant.</summary>
    static IEnumerable<string> Pieces(string cell) =>
        from part in SplitOutsideBrackets(cell)
        from piece in part.Contains("://", StringComparison.Ordinal) || AccountName.PlatformOfLink(part) is not null || MessengerLink().IsMatch(part)
            ? part.Split(" / ")
            : part.Split('/')
        let text = piece.Trim()
        where !RosterWords.MeansNothing(text) && !AcademicTitle().IsMatch(text)
        select text;

    static IEnumerable<string> SplitOutsideBrackets(string cell)
    {
        var start = 0;
        var depth = 0;
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] == '(') depth++;
            if (cell[i] == ')') depth--;
            if (depth > 0 || cell[i] is not (',' or ';' or '|' or '\n' or '\r')) continue;
            yield return cell[start..i];
            start = i + 1;
        }

        yield return cell[start..];
    }

    static (string Text, string[] Hints) TakeHints(string piece)
    {
        var hints = Brackets().Matches(piece).SelectMany(match => match.Groups["hint"].Value.Split([',', ';', '/'], StringSplitOptions.TrimEntries)).ToArray();
        return (Brackets().Replace(piece, " ").Trim(), hints);
    }

    /// <summary>"FB: Siti Contoh" always names its platform; "ig siti" only where the column names none.</summary>
    static (RosterField? Prefix, string Written) TakePrefix(string text, Platform? column)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && !text.AsSpan(colon).StartsWith("://", StringComparison.Ordinal) && RosterColumns.PlatformWord(text[..colon]) is { } named)
            return (named, text[(colon + 1)..].Trim());

        var space = text.IndexOf(' ', StringComparison.Ordinal);
        if (space > 0 && (column is null || text[space + 1] == '@') && RosterColumns.PlatformWord(text[..space]) is { } spoken)
            return (spoken, text[(space + 1)..].TrimStart(' ', '-', '='));

        return (null, text);
    }

    [GeneratedRegex(@"\((?<hint>[^)]*)\)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Brackets();

    [GeneratedRegex(@"^id[:\s]*(?<id>[A-Za-z0-9_\-]{3,40})$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();

    /// <summary>A title that a comma cut from a name written in full.</summary>
    [GeneratedRegex(@"^(?:[SM]\.\s?\p{L}{1,6}\.?(?:\p{L}{1,4}\.?)?|A\.?Md\.?.*|[SM][EHT]\.?|MM|M\.?Si|Dr\.?|Ir\.?)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AcademicTitle();

    [GeneratedRegex(@"(?:^|[/.])(?:wa\.me|whatsapp\.com|t\.me)/", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex MessengerLink();
}
