using System.Security.Cryptography;

namespace Monitor.Roster;

/// <summary>Reads the roster from a workbook or a text file with separators, as a clerk keeps it.</summary>
static class RosterFile
{
    /// <summary>Sheets that explain or show, and list nobody.</summary>
    static readonly HashSet<string> GuideSheets = new(StringComparer.OrdinalIgnoreCase) { "Petunjuk", "Keterangan", "Contoh", "Referensi", "Pilihan", "Ref" };

    /// <param name="path">XLSX, XLS or CSV.</param>
    /// <param name="pseudonymKey">Secret of 32 bytes from which the person codes are derived.</param>
    /// <returns>The people of all good rows and every fault; never throws for what stands in the file.</returns>
    public static RosterReading Load(string path, byte[] pseudonymKey)
    {
        if (pseudonymKey.Length != 32) throw new ArgumentException($"The key has {pseudonymKey.Length} bytes; 32 are needed.", nameof(pseudonymKey));

        try
        {
            var bytes = ReadShared(path);
            return Read(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)), pseudonymKey);
        }
        catch (RosterFileException exception)
        {
            return Unusable(exception.Message);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Unusable("Berkas daftar pegawai tidak ditemukan. Taruh berkasnya di tempat yang disebut pada pengaturan", couldNotBeOpened: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Unusable("Berkas daftar pegawai tidak dapat dibuka. Tutup dulu di Excel, dan periksa izin berkasnya", couldNotBeOpened: true);
        }
    }

    /// <summary>Excel keeps a workbook open for itself; it may be read all the same.</summary>
    static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    static RosterReading Read(byte[] bytes, string sha256, byte[] pseudonymKey)
    {
        var faults = new List<RosterFault>();
        var rows = new List<RosterRow>();
        var headers = 0;
        foreach (var table in RosterTable.ReadAll(bytes, RosterColumns.Score).Where(ListsPeople))
        {
            if (RosterColumns.Find(table.Rows) is { } columns)
            {
                headers++;
                rows.AddRange(new RosterSheet(table, columns, pseudonymKey, faults).Read());
            }
            else
            {
                faults.Add(new RosterFault(table.Name, 0, "judul kolom tidak ditemukan pada 20 baris pertama, jadi tidak ada yang dibaca. Beri judul Nama, NIP, Unit Kerja, Jenis Pegawai, Facebook, Instagram, dan seterusnya.", Dropped: true));
            }
        }

        var entries = WithoutSharedAccounts(WithoutRepeats(rows, faults), faults);
        var ordered = faults.OrderBy(fault => fault.Sheet, SheetOrder(rows, faults)).ThenBy(fault => fault.Row).ToList();
        if (entries.Count > 0) return new RosterReading(new StaffRoster(entries, sha256), ordered);

        ordered.Insert(0, new RosterFault("", 0, headers == 0 ? "Daftar pegawai tidak berisi tabel yang dikenal." : "Tidak ada satu pun baris daftar pegawai yang dapat dipakai.", Dropped: true));
        return new RosterReading(null, ordered);
    }

    static bool ListsPeople(RosterTable table) =>
        !table.IsHidden && !GuideSheets.Contains(table.Name) && table.Rows.Any(row => row.Any(cell => cell is not (null or "")));

    static Comparer<string> SheetOrder(List<RosterRow> rows, List<RosterFault> faults)
    {
        var sheets = rows.Select(row => row.Sheet).Concat(faults.Select(fault => fault.Sheet)).Distinct().ToList();
        return Comparer<string>.Create((one, other) => sheets.IndexOf(one).CompareTo(sheets.IndexOf(other)));
    }

    static List<RosterRow> WithoutRepeats(List<RosterRow> rows, List<RosterFault> faults)
    {
        var first = new Dictionary<string, RosterRow>();
        foreach (var row in rows)
        {
            if (first.TryAdd(row.Entry.PersonCode, row)) continue;
            var what = row.Entry.Nip is null ? "nama dan unit" : "NIP";
            faults.Add(new RosterFault(row.Sheet, row.Row, $"{what} sama dengan {Place(first[row.Entry.PersonCode])}. Hapus salah satu; baris ini belum dipakai.", Dropped: true));
        }

        return [.. rows.Where(row => ReferenceEquals(first[row.Entry.PersonCode], row))];
    }

    /// <summary>An account of two people would lay one's words at the other's door: it counts for neither.</summary>
    static List<RosterEntry> WithoutSharedAccounts(List<RosterRow> rows, List<RosterFault> faults)
    {
        var shared = rows
            .SelectMany(row => row.Entry.Accounts.SelectMany(KeysOf).Distinct(StringComparer.OrdinalIgnoreCase).Select(key => (key, row)))
            .GroupBy(pair => pair.key, pair => pair.row, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.OrdinalIgnoreCase);

        return [.. rows.Select(row => WithoutShared(row, shared, faults))];
    }

    static RosterEntry WithoutShared(RosterRow row, Dictionary<string, List<RosterRow>> shared, List<RosterFault> faults)
    {
        var own = new List<RosterAccount>();
        foreach (var account in row.Entry.Accounts)
        {
            if (KeysOf(account).FirstOrDefault(shared.ContainsKey) is not { } key)
            {
                own.Add(account);
                continue;
            }

            var others = string.Join(", ", shared[key].Where(other => !ReferenceEquals(other, row)).Select(Place));
            faults.Add(new RosterFault(row.Sheet, row.Row, $"satu akun {account.Platform} tercatat juga pada {others}. Akun itu tidak dipakai untuk siapa pun sampai jelas pemiliknya.", Dropped: true));
        }

        return own.Count == row.Entry.Accounts.Count ? row.Entry : row.Entry with { Accounts = own };
    }

    static IEnumerable<string> KeysOf(RosterAccount account)
    {
        yield return AccountName.IsDisplayName(account.Handle)
            ? $"{account.Platform} nama {PersonName.Key(account.Handle)}"
            : $"{account.Platform} {AccountName.Normalize(account.Platform, account.Handle)}";
        if (account.PlatformId is { } id) yield return $"{account.Platform} id {id}";
    }

    static string Place(RosterRow row) => row.Sheet.Length == 0 ? $"baris {row.Row}" : $"lembar '{row.Sheet}' baris {row.Row}";

    static RosterReading Unusable(string message, bool couldNotBeOpened = false) => new(null, [new RosterFault("", 0, message + ".", Dropped: true)], couldNotBeOpened);
}
