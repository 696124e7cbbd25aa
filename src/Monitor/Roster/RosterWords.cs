namespace Monitor.Roster;

/// <summary>What offices write in the columns of a roster, in all its spellings.</summary>
static class RosterWords
{
    /// <summary>Looked up from top to bottom: "non asn" before "asn", "tidak diakui" before "diakui".</summary>
    static readonly (EmploymentType Type, string[] Words)[] Employments = WholeWords<EmploymentType>(
        (EmploymentType.NonAsn,
            ["non asn", "nonasn", "non pns", "nonpns", "tk2d", "honorer", "honor", "thl", "phl", "ppnpn", "tkk", "ptt", "gtt", "pjlp", "tenaga kontrak", "tenaga harian lepas", "pegawai tidak tetap", "kontrak"]),
        (EmploymentType.VillageOfficial,
            ["perangkat desa", "kepala desa", "kades", "petinggi", "aparat desa", "aparatur desa", "sekretaris desa", "sekdes", "kaur desa", "staf desa", "bpd"]),
        (EmploymentType.Pppk, ["pppk", "p3k", "pegawai pemerintah dengan perjanjian kerja"]),
        (EmploymentType.Pns, ["pns", "cpns", "pegawai negeri sipil", "pegawai negeri"]));

    static readonly (Ownership Ownership, string[] Words)[] Ownerships = WholeWords<Ownership>(
        (Ownership.Unknown, ["belum", "tidak diketahui", "unknown", "tidak jelas"]),
        (Ownership.Impersonated, ["palsu", "tiruan", "kloning", "impersonasi", "mengatasnamakan", "dicatut", "catut", "impersonated", "akun bodong"]),
        (Ownership.Disputed, ["disangkal", "menyangkal", "sengketa", "disengketakan", "dibantah", "bukan milik", "tidak diakui", "disputed"]),
        (Ownership.Verified, ["terverifikasi", "diverifikasi", "verifikasi", "verified", "terbukti"]),
        (Ownership.Declared, ["diakui", "mengakui", "dinyatakan", "dilaporkan", "melaporkan", "milik sendiri", "milik pribadi", "sendiri", "declared"]));

    static readonly HashSet<string> Nothing = ["", "tidak ada", "tidak punya", "tdk ada", "tidak", "nihil", "na", "n a", "none", "kosong", "0", "belum ada"];

    /// <summary>Room for dots and spaces; longer texts are not worth the comparison.</summary>
    const int LongestNothing = 20;

    static readonly HashSet<string> ClosingRows = ["jumlah", "total", "mengetahui", "catatan", "keterangan", "kepala badan"];

    public static EmploymentType? Employment(string text) => Find(Employments, text);

    /// <summary>ASN without saying which kind: the employee number tells.</summary>
    public static bool IsPlainAsn(string text) => Padded(text).Contains(" asn ", StringComparison.Ordinal);

    public static Ownership? OwnershipOf(string text) => Find(Ownerships, text);

    /// <summary>Blank, a dash, "tidak ada": nothing was meant.</summary>
    public static bool MeansNothing(string text) => text.Length <= LongestNothing && Nothing.Contains(PersonName.UnitKey(text));

    /// <summary>Totals and signatures below a list.</summary>
    public static bool ClosesTheList(string text) => text.Length <= LongestNothing && ClosingRows.Contains(PersonName.UnitKey(text));

    static T? Find<T>((T Value, string[] Words)[] table, string text) where T : struct
    {
        var written = Padded(text);
        foreach (var (value, words) in table)
        {
            if (words.Any(word => written.Contains(word, StringComparison.Ordinal))) return value;
        }

        return null;
    }

    /// <summary>With a space at both ends, so that only whole words are found.</summary>
    static string Padded(string text) => $" {PersonName.UnitKey(text)} ";

    static (T, string[])[] WholeWords<T>(params (T Value, string[] Words)[] table) => [.. table.Select(row => (row.Value, row.Words.Select(Padded).ToArray()))];
}
