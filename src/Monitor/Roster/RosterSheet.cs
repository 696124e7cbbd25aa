using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Posts;

namespace Monitor.Roster;

/// <summary>A person with the place in the file, for faults that only show when all rows are known.</summary>
sealed record RosterRow(string Sheet, int Row, RosterEntry Entry);

/// <summary>Reads the rows of one sheet. A row with a fault in who the person is gives nobody; other faults cost only what they concern.</summary>
sealed partial class RosterSheet(RosterTable table, RosterColumns columns, byte[] pseudonymKey, List<RosterFault> faults)
{
    readonly List<RosterRow> _rows = [];
    object?[] _cells = [];
    int _row;

    public IReadOnlyList<RosterRow> Read()
    {
        ReportColumns();
        for (var i = columns.FirstRow; i < table.Rows.Count; i++)
        {
            (_cells, _row) = (table.Rows[i], i + 1);
            if (_cells.All(cell => Text(cell).Length == 0)) continue;

            var name = Text(RosterField.Name);
            if (RosterWords.ClosesTheList(name) || RosterWords.ClosesTheList(_cells.Select(Text).First(text => text.Length > 0))) break;
            if (RosterColumns.IsHeaderOfName(name)) continue;
            if (ReadPerson(name) is { } person) _rows.Add(new RosterRow(table.Name, _row, person));
        }

        return _rows;
    }

    void ReportColumns()
    {
        (_cells, _row) = ([], 0);
        foreach (var column in columns.Unknown())
            Note($"kolom '{columns.Headers[column]}' tidak dikenal dan tidak dibaca. Periksa ejaan judul kolom, atau hapus kolomnya");
        foreach (var column in columns.Of(RosterField.Messenger))
            Note($"kolom '{columns.Headers[column]}' tidak dibaca: percakapan pribadi (WhatsApp dan sejenisnya) tidak dipantau. Hapus kolomnya");
        if (!columns.Has(RosterField.Unit)) Note("tidak ada kolom Unit Kerja; orang tanpa NIP tidak dapat dikenali dari nama dan unit. Tambahkan kolomnya");
    }

    RosterEntry? ReadPerson(string name)
    {
        if (name.Length == 0) return Drop("nama kosong. Isi nama, atau hapus barisnya");
        if (ReadNip(out var nip) is { } nipFault) return Drop(nipFault);
        if (ReadEmployment(nip) is not { } employment)
            return Drop("jenis pegawai kosong atau tidak dikenal. Isi PNS, PPPK, Non-ASN (TK2D, honorer), atau Perangkat Desa");
        if (!ReadDay(RosterField.ValidFrom, out var from) || !ReadDay(RosterField.ValidTo, out var to))
            return Drop("tanggal berlaku tidak terbaca. Tulis misalnya 01/03/2019 (hari/bulan/tahun)");
        if (from > to) return Drop("tanggal berlaku mulai lebih akhir daripada tanggal berlaku sampai. Tukar atau perbaiki");

        var unit = Text(RosterField.Unit);
        if (unit.Length == 0 && columns.Has(RosterField.Unit)) Note("unit kerja kosong; orang ini tetap dipakai. Isi unit kerjanya");
        if (nip is null && employment is (EmploymentType.Pns or EmploymentType.Pppk))
            Note("NIP kosong untuk PNS/PPPK; orang ini tetap dipakai dan hanya dikenali dari akunnya atau dari nama dan unit. Isi NIP 18 angka");

        return new RosterEntry
        {
            PersonCode = PersonCode.Of(nip, name, unit, pseudonymKey),
            Name = name,
            Nip = nip,
            Unit = unit.Length == 0 ? "-" : unit,
            Employment = employment,
            Accounts = ReadAccounts(),
            Duties = ReadDuties(),
            SpouseOf = Text(RosterField.SpouseOf) is { } spouse && !RosterWords.MeansNothing(spouse) ? spouse : null,
            ValidFrom = from,
            ValidTo = to,
        };
    }

    string? ReadNip(out string? digits)
    {
        (digits, var fault) = Cell(RosterField.Nip) switch
        {
            double number => Nip.Read(number),
            var cell => RosterWords.MeansNothing(Text(cell)) ? default : Nip.Read(Text(cell)),
        };
        return fault;
    }

    EmploymentType? ReadEmployment(string? nip)
    {
        var written = Text(RosterField.Employment);
        if (RosterWords.Employment(written) is { } employment) return employment;
        // Where ASN or nothing is written, the number itself says which of the two kinds.
        return nip is not null && (written.Length == 0 || RosterWords.IsPlainAsn(written)) ? (Nip.IsOfPppk(nip) ? EmploymentType.Pppk : EmploymentType.Pns) : null;
    }

    List<RosterAccount> ReadAccounts()
    {
        var status = Text(RosterField.Ownership);
        var ownership = RosterWords.OwnershipOf(status);
        if (ownership is null && !RosterWords.MeansNothing(status))
            Note("status akun tidak dikenal dan dianggap belum diketahui. Isi diakui, terverifikasi, disangkal, palsu, atau belum diketahui");

        var accounts = new List<RosterAccount>();
        foreach (var (column, platform) in AccountColumns())
        {
            var (read, wrong) = AccountCell.Read(Text(_cells.ElementAtOrDefault(column)), platform, ownership ?? Ownership.Unknown);
            accounts.AddRange(read.Where(account => !accounts.Contains(account)));
            foreach (var fault in wrong) faults.Add(new RosterFault(table.Name, _row, $"kolom '{columns.Headers[column]}': {fault}. Akun ini tidak dipakai.", Dropped: true));
        }

        return accounts;
    }

    IEnumerable<(int Column, Platform? Platform)> AccountColumns()
    {
        for (var field = RosterField.Facebook; field <= RosterField.YouTube; field++)
        {
            foreach (var column in columns.Of(field)) yield return (column, RosterColumns.PlatformOf(field));
        }

        var platform = RosterColumns.PlatformWord(Text(RosterField.Platform)) is { } word ? RosterColumns.PlatformOf(word) : null;
        foreach (var column in columns.Of(RosterField.Accounts)) yield return (column, platform);
    }

    List<OrganiserDuty> ReadDuties()
    {
        var written = Text(RosterField.Duty);
        if (RosterWords.MeansNothing(written)) return [];
        if (!ReadDay(RosterField.DutyFrom, out var from) | !ReadDay(RosterField.DutyTo, out var to))
            Note("tanggal tugas penyelenggara tidak terbaca; tugasnya dipakai tanpa tanggal itu. Tulis misalnya 07/11/2024");

        return [.. written.Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(duty => ReadDuty(duty, from, to))];
    }

    /// <summary>"KPPS TPS 03 (07/11/2024 s.d. 08/12/2024)", or the days of the two columns beside it.</summary>
    OrganiserDuty ReadDuty(string written, DateOnly? from, DateOnly? to)
    {
        var days = DutyDays().Match(written);
        if (!days.Success) return new OrganiserDuty(written, from, to);

        var (first, last) = (RosterDate.Read(days.Groups["from"].Value), RosterDate.Read(days.Groups["to"].Value));
        if (first is null || last is null) Note("tanggal tugas penyelenggara tidak terbaca; tugasnya dipakai tanpa tanggal itu. Tulis misalnya 07/11/2024");
        return new OrganiserDuty(written.Remove(days.Index, days.Length).Trim(' ', ':', ','), first, last);
    }

    /// <summary>False when something stands there that is no day.</summary>
    bool ReadDay(RosterField field, out DateOnly? day)
    {
        var cell = Cell(field);
        day = RosterDate.Read(cell);
        return day is not null || RosterWords.MeansNothing(Text(cell));
    }

    object? Cell(RosterField field) => columns.Of(field).Select(column => _cells.ElementAtOrDefault(column)).FirstOrDefault();

    string Text(RosterField field) => Text(Cell(field));

    static string Text(object? cell) => cell switch
    {
        null => "",
        string text => text.Replace('\u00A0', ' ').Trim().TrimStart('\''),
        double number => number.ToString("0.############", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "",
    };

    RosterEntry? Drop(string message)
    {
        faults.Add(new RosterFault(table.Name, _row, $"{message}. Baris ini belum dipakai.", Dropped: true));
        return null;
    }

    void Note(string message) => faults.Add(new RosterFault(table.Name, _row, message + ".", Dropped: false));

    [GeneratedRegex(@"\(?\s*(?<from>" + RosterDate.Pattern + @")\s*(?:s\.?\s?d\.?|sampai|hingga|[–—-])\s*(?<to>" + RosterDate.Pattern + @")\s*\)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex DutyDays();
}
