using Monitor.Posts;

namespace Monitor.Roster;

/// <summary>Which column of a sheet holds what, found by the headers that offices really use.</summary>
sealed class RosterColumns
{
    const int RowsSearched = 20;

    static readonly Dictionary<string, RosterField> Aliases = Table(
        (RosterField.Name, "nama|n a m a|nama asn|nama pegawai|nama lengkap|nama lengkap dan gelar|name"),
        (RosterField.Nip, "nip|n i p|nip baru|nip nippppk|nip nip pppk|nippppk|nip pppk|ni pppk|nomor induk pegawai"),
        (RosterField.Unit, "unit kerja|unit|opd|skpd|instansi|satuan kerja|perangkat daerah|unit organisasi|unit kerja desa|unit kerja induk|nama opd"),
        (RosterField.Employment, "jenis pegawai|jenis kepegawaian|status pegawai|status kepegawaian|kedudukan|jenis asn|kelompok pegawai|jenis"),
        (RosterField.Platform, "platform|jenis medsos|jenis media sosial|sosmed"),
        (RosterField.Accounts, "akun|akun medsos|akun media sosial|medsos|media sosial|nama akun|nama akun medsos"),
        (RosterField.Facebook, "facebook|fb"),
        (RosterField.Instagram, "instagram|ig|insta"),
        (RosterField.Threads, "threads|thread"),
        (RosterField.X, "x|twitter|x twitter|twitter x"),
        (RosterField.TikTok, "tiktok|tik tok|tt"),
        (RosterField.YouTube, "youtube|yt|channel youtube|kanal youtube"),
        (RosterField.Messenger, "wa|whatsapp|nomor wa|no wa|telegram|line|grup wa|nomor whatsapp|no whatsapp"),
        (RosterField.Ownership, "status akun|kepemilikan|status kepemilikan|kepemilikan akun|status kepemilikan akun"),
        (RosterField.Duty, "tugas penyelenggara|tugas pemilu|tugas pilkada|tugas penyelenggara pemilu|penyelenggara pemilu|badan ad hoc|badan adhoc|ad hoc|adhoc|ppk pps kpps"),
        (RosterField.DutyFrom, "tugas mulai|mulai tugas|tugas dari|tugas sejak"),
        (RosterField.DutyTo, "tugas selesai|selesai tugas|tugas sampai|tugas hingga"),
        (RosterField.SpouseOf, "suami istri calon|suami istri dari calon|suami istri paslon|istri suami calon|pasangan dari calon|suami istri dari"),
        (RosterField.ValidFrom, "berlaku mulai|berlaku dari|berlaku sejak|mulai berlaku|tmt|tmt pns|tmt cpns|tmt pengangkatan|mulai bekerja|mulai bertugas|tanggal pengangkatan"),
        (RosterField.ValidTo, "berlaku sampai|berlaku hingga|sampai|tanggal berhenti|tmt pensiun|tanggal pensiun|berhenti"),
        (RosterField.Ignored, "no|nomor|no urut|jabatan|golongan|gol|pangkat|golongan ruang|pangkat golongan|eselon|keterangan|ket|catatan|email|no hp|nomor hp|telepon|hp|nik|jenis kelamin|tempat lahir|tanggal lahir|alamat|pendidikan"));

    static readonly string[] Prefixes = ["nama akun ", "akun ", "link ", "url ", "tautan ", "username "];

    readonly Dictionary<int, RosterField> _fields;
    readonly ILookup<RosterField, int> _columns;

    RosterColumns(Dictionary<int, RosterField> fields, IReadOnlyDictionary<int, string> headers, int firstRow)
    {
        (_fields, Headers, FirstRow) = (fields, headers, firstRow);
        _columns = fields.OrderBy(pair => pair.Key).ToLookup(pair => pair.Value, pair => pair.Key);
    }

    /// <summary>Index of the first row below the header.</summary>
    public int FirstRow { get; }

    /// <summary>Headers as written, by column.</summary>
    public IReadOnlyDictionary<int, string> Headers { get; }

    /// <summary>How many columns have a meaning; 0 when no header was found.</summary>
    public static int Score(IReadOnlyList<object?[]> rows) => Find(rows)?._fields.Count ?? 0;

    /// <summary>Looks for the header among the first rows, beneath titles; it may fill two rows. Null when there is none.</summary>
    public static RosterColumns? Find(IReadOnlyList<object?[]> rows)
    {
        for (var i = 0; i < Math.Min(rows.Count, RowsSearched); i++)
        {
            var fields = FieldsOf(rows[i]);
            if (!fields.ContainsValue(RosterField.Name)) continue;

            var below = i + 1 < rows.Count ? SecondRow(fields, rows[i + 1]) : [];
            foreach (var (column, field) in below) fields[column] = field;
            if (fields.Values.Any(field => field is not (RosterField.Name or RosterField.Ignored)))
                return new RosterColumns(fields, HeadersOf(rows[i], below.Count > 0 ? rows[i + 1] : []), below.Count > 0 ? i + 2 : i + 1);
        }

        return null;
    }

    public bool Has(RosterField field) => _columns.Contains(field);

    /// <summary>Columns of a field, left to right: platforms may have several.</summary>
    public IEnumerable<int> Of(RosterField field) => _columns[field];

    /// <summary>Columns with a header that means nothing here.</summary>
    public IEnumerable<int> Unknown() => Headers.Keys.Where(column => !_fields.ContainsKey(column)).Order();

    public static bool IsHeaderOfName(string text) => FieldOf(text) == RosterField.Name;

    public static Platform? PlatformOf(RosterField field) => field switch
    {
        RosterField.Facebook => Platform.Facebook,
        RosterField.Instagram => Platform.Instagram,
        RosterField.Threads => Platform.Threads,
        RosterField.X => Platform.X,
        RosterField.TikTok => Platform.TikTok,
        RosterField.YouTube => Platform.YouTube,
        _ => null,
    };

    /// <summary>The platform (or messenger) that a word such as <c>ig</c> or <c>Tik Tok</c> names.</summary>
    public static RosterField? PlatformWord(string word) =>
        FieldOf(word) is { } field && (PlatformOf(field) is not null || field == RosterField.Messenger) ? field : null;

    /// <summary>Below merged cells such as "Akun Medsos" the platforms stand in a second row.</summary>
    static Dictionary<int, RosterField> SecondRow(Dictionary<int, RosterField> above, object?[] row) =>
        FieldsOf(row)
            .Where(pair => PlatformOf(pair.Value) is not null || pair.Value is RosterField.Messenger or RosterField.DutyFrom or RosterField.DutyTo)
            .Where(pair => above.GetValueOrDefault(pair.Key, RosterField.Accounts) is RosterField.Accounts or RosterField.Duty)
            .ToDictionary();

    static Dictionary<int, RosterField> FieldsOf(object?[] row)
    {
        var fields = new Dictionary<int, RosterField>();
        for (var column = 0; column < row.Length; column++)
        {
            if (row[column] is not string text || FieldOf(text) is not { } field) continue;
            // Of two columns that mean the same the first counts; accounts may stand in several.
            if (field is RosterField.Accounts or RosterField.Ignored or RosterField.Messenger || PlatformOf(field) is not null || !fields.ContainsValue(field)) fields[column] = field;
        }

        return fields;
    }

    static Dictionary<int, string> HeadersOf(object?[] row, object?[] below)
    {
        var headers = new Dictionary<int, string>();
        for (var column = 0; column < Math.Max(row.Length, below.Length); column++)
        {
            var text = (below.ElementAtOrDefault(column) as string) is { Length: > 0 } second ? second : row.ElementAtOrDefault(column) as string;
            if (!string.IsNullOrWhiteSpace(text)) headers[column] = text.Trim();
        }

        return headers;
    }

    static RosterField? FieldOf(string header)
    {
        var words = PersonName.UnitKey(header);
        if (Aliases.TryGetValue(words, out var field)) return field;
        foreach (var prefix in Prefixes)
        {
            if (words.StartsWith(prefix, StringComparison.Ordinal) && Aliases.TryGetValue(words[prefix.Length..], out field)) return field;
        }

        return null;
    }

    static Dictionary<string, RosterField> Table(params (RosterField Field, string Aliases)[] fields) =>
        fields.SelectMany(field => field.Aliases.Split('|').Select(alias => (alias, field.Field))).ToDictionary();
}

/// <summary>What a column of the roster holds.</summary>
enum RosterField
{
    Name,
    Nip,
    Unit,
    Employment,
    Platform,
    Accounts,
    Facebook,
    Instagram,
    Threads,
    X,
    TikTok,
    YouTube,

    /// <summary>WhatsApp and the like: conversations between people, which are never read.</summary>
    Messenger,

    Ownership,
    Duty,
    DutyFrom,
    DutyTo,
    SpouseOf,
    ValidFrom,
    ValidTo,

    /// <summary>Known to stand in such lists and of no use here.</summary>
    Ignored,
}
