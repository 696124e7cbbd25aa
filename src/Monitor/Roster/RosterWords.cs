namespace Monitor.Roster;

/// <summary>What offices write in the columns of a roster, in all its spellings.</summary>
static class RosterWords
{
    /// <summary>Looked up from top to bottom: "non asn" before "asn", "tidak diakui" before "diakui".</summary>
    static readonly (EmploymentType Type, string[] Words)[] Employments =
    [
        (EmploymentType.NonAsn,
            ["non asn", "nonasn", "non pns", "nonpns", "tk2d", "honorer", "honor", "thl", "phl", "ppnpn", "tkk", "ptt", "gtt", "pjlp", "tenaga kontrak", "tenaga harian lepas", "pegawai tidak tetap", "kontrak"]),
        (EmploymentType.VillageOfficial,
            ["perangkat desa", "kepala desa", "kades", "petinggi", "aparat desa", "aparatur desa", "sekretaris desa", "sekdes", "kaur desa", "staf desa", "bpd"]),
        (EmploymentType.Pppk, ["pppk", "p3k", "pegawai pemerintah dengan perjanjian kerja"]),
        (EmploymentType.Pns, ["pns", "cpns", "pegawai negeri sipil", "pegawai negeri"]),
    ];

    static readonly (Ownership Ownership, string[] Words)[] Ownerships =
    [
        (Ownership.Unknown, ["belum", "tidak diketahui", "unknown", "tidak jelas"]),
        (Ownership.Impersonated, ["palsu", "tiruan", "kloning", "impersonasi", "mengatasnamakan", "dicatut", "catut", "impersonated", "akun bodong"]),
        (Ownership.Disputed, ["disangkal", "menyangkal", "sengketa", "disengketakan", "dibantah", "bukan milik", "tidak diakui", "disputed"]),
        (Ownership.Verified, ["terverifikasi", "diverifikasi", "verifikasi", "verified", "terbukti"]),
        (Ownership.Declared, ["diakui", "mengakui", "dinyatakan", "dilaporkan", "melaporkan", "milik sendiri", "milik pribadi", "sendiri", "declared"]),
    ];

    static readonly HashSet<string> Nothing = ["", "tidak ada", "tidak punya", "tdk ada", "tidak", "nihil", "na", "n a", "none", "kosong", "0", "belum ada"];

    static readonly HashSet<string> ClosingRows = ["jumlah", "total", "mengetahui", "catatan", "keterangan", "kepala badan"];

    public static EmploymentType? Employment(string text) => Find(Employments, text);

    /// <summary>ASN without saying which kind: the employee number tells.</summary>
    public static bool IsPlainAsn(string text) => Has(PersonName.UnitKey(text), "asn");

    public static Ownership? OwnershipOf(string text) => Find(Ownerships, text);

    /// <summary>Blank, a dash, "tidak ada": nothing was meant.</summary>
    public static bool MeansNothing(string text) => Nothing.Contains(PersonName.UnitKey(text));

    /// <summary>Totals and signatures below a list.</summary>
    public static bool ClosesTheList(string text) => ClosingRows.Contains(PersonName.UnitKey(text));

    static T? Find<T>((T Value, string[] Words)[] table, string text) where T : struct
    {
        var written = PersonName.UnitKey(text);
        foreach (var (value, words) in table)
        {
            if (words.Any(word => Has(written, word))) return value;
        }

        return null;
    }

    static bool Has(string written, string word) => $" {written} ".Contains($" {word} ", StringComparison.Ordinal);
}
