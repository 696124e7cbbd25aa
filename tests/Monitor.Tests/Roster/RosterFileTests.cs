using System.Text;
using Monitor.Posts;
using Monitor.Roster;
using Monitor.Tests.Support;

namespace Monitor.Tests.Roster;

public sealed class RosterFileTests : IDisposable
{
    static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    static readonly object?[] Header = ["Nama", "NIP", "Unit Kerja", "Jenis Pegawai", "Instagram"];

    readonly string _folder = Directory.CreateTempSubdirectory("roster-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void GoodRowsAreKeptBesideBadOnes()
    {
        var reading = Load(new Workbook().Sheet("Pegawai",
            Header,
            ["Siti Contoh", "198001012005012001", "Dinas Pendidikan", "PNS", "siti.contoh"],
            ["Budi Contoh", 198505052010011002d, "Kecamatan Contoh", "PNS", "budi.contoh"],
            ["", "198203032008032003", "RSUD", "PNS", "ani.contoh"],
            ["Dedi Rekaan", "", "Dinas", "Pejabat", "dedi.rekaan"],
            ["Rina Rekaan", "198807172011012004", "Badan", "PNS", "rina rekaan"]));

        Assert.Equal(["Siti Contoh", "Rina Rekaan"], reading.Roster!.Entries.Select(entry => entry.Name));
        Assert.Equal(
            [
                "Lembar 'Pegawai' baris 3: NIP rusak oleh Excel (angka terakhir hilang). Jadikan kolom NIP berformat Teks, lalu ketik ulang NIP lengkap 18 angka dari SK atau SIASN. Baris ini belum dipakai.",
                "Lembar 'Pegawai' baris 4: nama kosong. Isi nama, atau hapus barisnya. Baris ini belum dipakai.",
                "Lembar 'Pegawai' baris 5: jenis pegawai kosong atau tidak dikenal. Isi PNS, PPPK, Non-ASN (TK2D, honorer), atau Perangkat Desa. Baris ini belum dipakai.",
                "Lembar 'Pegawai' baris 6: kolom 'Instagram': akun ke-1 bukan nama akun Instagram yang mungkin. Tulis nama akun atau tautan profilnya. Akun ini tidak dipakai.",
            ],
            reading.Faults.Select(fault => fault.ToString()));
        Assert.All(reading.Faults, fault => Assert.True(fault.Dropped));
    }

    [Fact]
    public void NoFaultRepeatsANameANumberOrAnAccount()
    {
        var reading = Load(new Workbook().Sheet("Pegawai",
            Header,
            ["Siti Rahasia", "19800101200501200", "Dinas", "PNS", "rahasia@contoh.example"],
            ["Budi Rahasia", "198001012005012001", "Dinas", "PNS", "rahasia.satu"],
            ["Budi Rahasia", "198001012005012001", "Dinas", "PNS", "rahasia@contoh.example"],
            ["Ani Rahasia", "198203032008032003", "Dinas", "PNS", "rahasia.satu"]));

        Assert.NotEmpty(reading.Faults);
        Assert.All(reading.Faults, fault => Assert.DoesNotMatch("(?i)rahasia|[0-9]{6}", fault.ToString()));
    }

    [Fact]
    public void ANumberOnTwoRowsKeepsTheFirst()
    {
        var reading = Load(new Workbook().Sheet("Pegawai",
            Header,
            ["Siti Contoh", "198001012005012001", "Dinas Pendidikan", "PNS", "siti.contoh"],
            ["Siti C", "198001012005012001", "Dinas Kesehatan", "PNS", "siti.c"]));

        Assert.Equal("siti.contoh", Assert.Single(Assert.Single(reading.Roster!.Entries).Accounts).Handle);
        Assert.Equal("Lembar 'Pegawai' baris 3: NIP sama dengan lembar 'Pegawai' baris 2. Hapus salah satu; baris ini belum dipakai.", Assert.Single(reading.Faults).ToString());
    }

    [Fact]
    public void AnAccountOfTwoPeopleCountsForNeither()
    {
        var reading = Load(new Workbook().Sheet("Pegawai",
            Header,
            ["Siti Contoh", "198001012005012001", "Dinas Pendidikan", "PNS", "milik.berdua; siti.contoh"],
            ["Ani Contoh", "198203032008032003", "RSUD", "PNS", "@Milik.Berdua"]));

        Assert.Equal(["siti.contoh"], reading.Roster!.Entries.SelectMany(entry => entry.Accounts).Select(account => account.Handle));
        Assert.Equal([2, 3], reading.Faults.Select(fault => fault.Row));
        Assert.All(reading.Faults, fault => Assert.Contains("tercatat juga pada lembar 'Pegawai' baris", fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void TitlesTwoHeaderRowsSheetsAndTotalsAreNoObstacle()
    {
        var reading = Load(new Workbook()
            .Sheet("Dinas",
                ["DAFTAR AKUN MEDIA SOSIAL PEGAWAI"],
                ["KABUPATEN CONTOH"],
                [],
                ["No", "Nama Pegawai ", "N I P", "Unit Kerja", "Status Pegawai", "Akun Medsos", null, null, null],
                [null, null, null, null, null, "FB", "IG", "Twitter", "Instagarm"],
                ["1", "Siti Contoh", "198001012005012001", "Dinas Pendidikan", "PNS", "siti.contoh", "siti_ig", "siti_x", "-"],
                [],
                ["2", "Ani Contoh", "198203032008032003", "RSUD", "PNS", null, "ani.contoh", null, null],
                ["Jumlah", null, null, null, null, null, null, null, null],
                ["3", "Kepala Badan", "197402021999031004", "x", "PNS"])
            .Sheet("Sheet2")
            .HiddenSheet("Lama", Header, ["Orang Lama", "197402021999031004", "x", "PNS", "lama"])
            .Sheet("Kecamatan", ["Nama", "Instagram", "Unit Kerja", "Jenis Pegawai"], ["Fitri Umpama", "fitri", "Kecamatan", "tk2d"]));

        Assert.Equal(["Siti Contoh", "Ani Contoh", "Fitri Umpama"], reading.Roster!.Entries.Select(entry => entry.Name));
        Assert.Equal(
            [Platform.Facebook, Platform.Instagram, Platform.X],
            reading.Roster.Entries[0].Accounts.Select(account => account.Platform));
        // A heading that is misspelled would lose its accounts in silence.
        Assert.Equal("Lembar 'Dinas': kolom 'Instagarm' tidak dikenal dan tidak dibaca. Periksa ejaan judul kolom, atau hapus kolomnya.", Assert.Single(reading.Faults).ToString());
    }

    [Theory]
    [InlineData("PNS", "Pns")]
    [InlineData("asn (pns)", "Pns")]
    [InlineData("CPNS", "Pns")]
    [InlineData("Pegawai Negeri Sipil", "Pns")]
    [InlineData("P3K", "Pppk")]
    [InlineData("PPPK Paruh Waktu", "Pppk")]
    [InlineData("Pegawai Pemerintah dengan Perjanjian Kerja", "Pppk")]
    [InlineData("TK2D", "NonAsn")]
    [InlineData("Tenaga Honorer", "NonAsn")]
    [InlineData("non-ASN", "NonAsn")]
    [InlineData("Non PNS", "NonAsn")]
    [InlineData("THL", "NonAsn")]
    [InlineData("PPNPN", "NonAsn")]
    [InlineData("Perangkat Desa", "VillageOfficial")]
    [InlineData("Kades", "VillageOfficial")]
    [InlineData("Kepala Desa", "VillageOfficial")]
    [InlineData("Sekretaris Desa", "VillageOfficial")]
    public void EmploymentIsKnownInAllItsSpellings(string written, string expected)
    {
        var entry = Load(new Workbook().Sheet("P", Header, ["Siti Contoh", "", "Dinas", written, ""])).Roster!.Entries.Single();

        Assert.Equal(expected, entry.Employment.ToString());
    }

    [Theory]
    [InlineData("198001012005012001", "ASN", "Pns")]
    [InlineData("199303032022212005", "ASN", "Pppk")]
    [InlineData("199303032022212005", "", "Pppk")]
    public void WhereOnlyAsnIsWrittenTheNumberTells(string nip, string written, string expected) =>
        Assert.Equal(expected, Load(new Workbook().Sheet("P", Header, ["Siti Contoh", nip, "Dinas", written, ""])).Roster!.Entries.Single().Employment.ToString());

    [Fact]
    public void DutiesSpousesDaysAndOwnershipAreRead()
    {
        var entry = Load(new Workbook().Sheet("P",
            ["Nama", "Unit Kerja", "Jenis Pegawai", "IG", "Status Akun", "Tugas Penyelenggara", "Tugas Mulai", "Tugas Selesai", "Suami/Istri Calon", "TMT", "Berlaku Sampai"],
            ["Siti", "Dinas", "honorer", "siti", "disangkal", "KPPS TPS 03 (7 Nopember 2024 – 8/12/2024); PPS", "26/05/2024", new DateOnly(2025, 1, 27), "Paslon A", new DateOnly(2019, 3, 1), "31 Agt 2025"]))
            .Roster!.Entries.Single();

        Assert.Equal(Ownership.Disputed, entry.Accounts.Single().Ownership);
        Assert.Equal(
            [new OrganiserDuty("KPPS TPS 03", new(2024, 11, 7), new(2024, 12, 8)), new OrganiserDuty("PPS", new(2024, 5, 26), new(2025, 1, 27))],
            entry.Duties);
        Assert.Equal(("Paslon A", new DateOnly(2019, 3, 1), new DateOnly(2025, 8, 31)), (entry.SpouseOf, entry.ValidFrom!.Value, entry.ValidTo!.Value));
    }

    [Fact]
    public void ADayThatCannotBeReadKeepsThePersonOut() =>
        Assert.Contains("tanggal berlaku tidak terbaca", Load(new Workbook().Sheet("P",
            ["Nama", "Unit Kerja", "Jenis Pegawai", "Berlaku Mulai"], ["Siti", "Dinas", "honorer", "13/13/2024"])).Faults[1].Message, StringComparison.Ordinal);

    [Fact]
    public void WhatsAppColumnsAreRefusedAndNotRead()
    {
        var reading = Load(new Workbook().Sheet("P", ["Nama", "Unit Kerja", "Jenis Pegawai", "WhatsApp", "No HP"], ["Siti", "Dinas", "honorer", "0812", "0813"]));

        Assert.Empty(reading.Roster!.Entries.Single().Accounts);
        Assert.Equal("Lembar 'P': kolom 'WhatsApp' tidak dibaca: percakapan pribadi (WhatsApp dan sejenisnya) tidak dipantau. Hapus kolomnya.", Assert.Single(reading.Faults).ToString());
    }

    public static TheoryData<string, byte[]> TextFiles()
    {
        const string Semicolons = "Nama;NIP;Unit Kerja;Jenis Pegawai;Akun;Platform\r\n\"Siti – Contoh, S.Pd.\";'198001012005012001;Dinas;PNS;@siti;IG\r\n;;;;;\r\n";
        var commas = "Nama,NIP,Unit Kerja,Jenis Pegawai,Akun,Platform\n\"Siti – Contoh, S.Pd.\",198001012005012001,Dinas,PNS,siti,Instagram\n";
        var tabs = commas.Replace("\"Siti – Contoh, S.Pd.\"", "Siti – Contoh", StringComparison.Ordinal).Replace(',', '\t');
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return new()
        {
            { "UTF-8", Encoding.UTF8.GetBytes(Semicolons) },
            { "UTF-8 with BOM", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Semicolons)] },
            { "Windows-1252", Encoding.GetEncoding(1252).GetBytes(Semicolons) },
            { "UTF-16 with tabs, as Excel's Unicode Text", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(tabs)] },
            { "commas", Encoding.UTF8.GetBytes(commas) },
            { "Excel's hint of the separator", Encoding.UTF8.GetBytes("sep=;\r\n" + Semicolons) },
        };
    }

    [Theory]
    [MemberData(nameof(TextFiles))]
    public void TextFilesAreReadInEveryEncodingAndWithEverySeparator(string kind, byte[] bytes)
    {
        var reading = Load(bytes, "roster.csv");

        Assert.True(reading.Faults.Count == 0, kind);
        var siti = Assert.Single(reading.Roster!.Entries);
        Assert.StartsWith("Siti – Contoh", siti.Name, StringComparison.Ordinal);
        Assert.Equal("198001012005012001", siti.Nip);
        Assert.Equal(new RosterAccount(Platform.Instagram, "siti", Ownership.Unknown), Assert.Single(siti.Accounts));
    }

    [Fact]
    public void AFaultInATextFileNamesTheRowAsExcelCountsIt() =>
        Assert.StartsWith("Baris 4: NIP berisi 3 angka", Load("Nama;NIP;Unit Kerja;Jenis\n\"Siti\nContoh\";198001012005012001;Dinas;PNS\n;;;\nBudi;123;Dinas;PNS\n"u8.ToArray(), "r.csv").Faults[0].ToString(), StringComparison.Ordinal);

    public static TheoryData<string, byte[], string> Unusable() => new()
    {
        { "empty", [], "kosong" },
        { "half a workbook", new Workbook().Sheet("P", Header).ToArray()[..800], "rusak" },
        { "an old workbook of nothing", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, 0], "rusak" },
        { "a picture", [0x89, (byte)'P', (byte)'N', (byte)'G', 0, 0, 0, 0], "bukan tabel" },
        { "a letter", "Kepada Yth. Bupati\nDengan hormat,\n"u8.ToArray(), "tidak berisi tabel" },
        { "only a header", new Workbook().Sheet("P", Header).ToArray(), "Tidak ada satu pun baris" },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void AFileThatCannotBeUsedSaysWhyAndGivesNoRoster(string kind, byte[] bytes, string why)
    {
        var reading = Load(bytes, "roster.xlsx");

        Assert.True(reading.Roster is null, kind);
        Assert.Contains(why, reading.Faults[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingFileIsSaidToBeMissing()
    {
        var reading = RosterFile.Load(Path.Combine(_folder, "tidak-ada.xlsx"), Key);

        Assert.True(reading.CouldNotBeOpened);
        Assert.Contains("tidak ditemukan", Assert.Single(reading.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PersonCodesComeFromTheNumberAndTheKey()
    {
        string Code(string name, string nip, string unit, byte[]? key = null) => PersonCode.Of(nip.Length == 0 ? null : nip, name, unit, key ?? Key);

        Assert.Matches("^P-[0-9A-HJKMNP-TV-Z]{10}$", Code("Siti", "198001012005012001", "Dinas"));
        // Moved and married: still the same person.
        Assert.Equal(Code("Siti", "198001012005012001", "Dinas"), Code("Siti Contoh", "198001012005012001", "Badan"));
        // Without a number, titles and abbreviations make nobody new.
        Assert.Equal(Code("Hj. Siti Contoh, S.Pd.", "", "Kec. Contoh"), Code("SITI CONTOH", "", "Kecamatan Contoh"));
        Assert.NotEqual(Code("Siti", "", "Dinas"), Code("Siti", "", "Badan"));
        Assert.NotEqual(Code("Siti", "198001012005012001", "Dinas"), Code("Siti", "198001012005012001", "Dinas", new byte[32]));
        Assert.Throws<ArgumentException>(() => RosterFile.Load("x", new byte[16]));
    }

    [Fact]
    public void TheHashIsThatOfTheFile()
    {
        var reading = Load(new Workbook().Sheet("P", Header, ["Siti", "", "Dinas", "honorer", "siti"]));

        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder, "roster.xlsx")))), reading.Roster!.Sha256);
    }

    RosterReading Load(Workbook workbook) => Load(workbook.ToArray(), "roster.xlsx");

    RosterReading Load(byte[] bytes, string name)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return RosterFile.Load(path, Key);
    }
}
