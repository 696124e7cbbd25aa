using Monitor.Tests.Support;

namespace Monitor.Tests.Roster;

/// <summary>
/// The people of samples/roster.xlsx, all invented. Their accounts are those of the made-up exports in samples/exports; akun_contoh3 and
/// others there are on no list, on purpose.
/// </summary>
static class SampleRoster
{
    static readonly string[] Header =
    [
        "No", "Nama", "NIP", "Unit Kerja", "Jenis Pegawai", "Facebook", "Instagram", "Threads", "X / Twitter", "TikTok", "YouTube", "Status akun",
        "Tugas penyelenggara", "Suami/istri calon", "Berlaku mulai", "Berlaku sampai",
    ];

    static readonly string[][] People =
    [
        // The account id 1234567890 is that of akun_contoh1 in the X exports; Siti keeps both accounts.
        ["Siti Contoh", "198001012005012001", "Dinas Pendidikan", "PNS", "siti.contoh (id 100000000000001); Siti Contoh", "siti.contoh", "siti.contoh", "siti_contoh (id 1234567890123456789)\nakun_contoh1 (id 1234567890)", "siti.contoh", "UCcontohcontohcontohcon1; @siti-contoh", "diakui", "", "", "01/01/2005", ""],
        ["Budi Contoh", "19850505 201001 1 002", "Kecamatan Contoh", "PNS", "Budi Contoh (id 100000000000002)", "budi / budi.contoh", "", "budi_c", "", "", "diakui", "PPS Desa Contoh (26/05/2024 s.d. 27/01/2025)", "", "01/01/2010", ""],
        ["Ani Contoh", "'198203032008032003", "RSUD", "PNS", "", "ani.contoh", "", "", "ani", "", "terverifikasi", "", "", "01/03/2008", ""],
        ["Dedi Rekaan", "199002022015021001", "Dinas Komunikasi dan Informatika", "PNS", "", "", "", "akun_contoh2 (id 1589898138193428480)", "", "", "terverifikasi", "", "", "01/02/2015", ""],
        ["Rina Rekaan", "198807172011012004", "Badan Kesatuan Bangsa dan Politik", "PNS", "rina.rekaan", "rina.rekaan", "", "", "", "", "diakui", "", "Paslon A", "01/01/2011", ""],
        ["Hendra Rekaan", "197909092003121002", "Inspektorat", "PNS", "hendra.rekaan.contoh", "", "", "hendra_rekaan", "", "", "disangkal", "", "", "01/12/2003", ""],
        ["Lestari Rekaan", "198411112009022003", "Dinas Kesehatan", "PNS", "", "lestari.rekaan; lestari.rekaan.asli (palsu)", "", "", "", "", "diakui", "", "", "01/02/2009", ""],
        ["Wahyu Rekaan", "199512122025031001", "Dinas Pekerjaan Umum", "CPNS", "", "wahyu.rekaan", "", "", "wahyu.rekaan", "", "diakui", "", "", "01/03/2025", ""],
        ["Sri Misalan", "196608081990032002", "Dinas Pendidikan", "PNS", "sri.misalan", "", "", "", "", "", "diakui", "", "", "01/03/1990", "31/08/2024"],
        ["Taufik Misalan", "198604042014031003", "Kecamatan Contoh", "PNS", "taufik.misalan", "", "", "", "", "", "belum diketahui", "", "", "01/03/2014", ""],
        ["Maya Misalan", "199303032022212005", "SMP Negeri 1 Contoh", "PPPK", "", "maya.misalan", "", "", "maya.misalan", "", "diakui", "KPPS TPS 03 Contoh (07/11/2024 s.d. 08/12/2024)", "", "01/02/2022", ""],
        ["Joko Misalan", "198907072023211006", "Dinas Pertanian", "PPPK", "", "", "", "joko_misalan", "", "", "diakui", "", "", "01/03/2023", ""],
        ["Nurul Misalan", "199110102024212001", "Puskesmas Contoh", "PPPK paruh waktu", "", "nurul.misalan", "nurul.misalan", "", "", "", "terverifikasi", "", "", "01/07/2024", ""],
        ["Agus Umpama", "199206062021211002", "SD Negeri 4 Contoh", "PPPK", "agus.umpama", "", "", "", "", "", "diakui", "Pantarlih TPS 01 (24/06/2024 s.d. 24/07/2024)", "", "01/01/2021", ""],
        ["Fitri Umpama", "", "Dinas Pendidikan", "TK2D", "", "fitri.umpama", "", "", "fitri.umpama", "", "diakui", "", "", "01/01/2019", ""],
        ["Rudi Umpama", "", "Satuan Polisi Pamong Praja", "Honorer", "rudi.umpama", "", "", "", "", "", "diakui", "", "", "01/01/2017", ""],
        ["Yulia Umpama", "", "Sekretariat Daerah", "Non-ASN", "", "", "", "yulia_umpama", "", "", "belum diketahui", "", "", "01/01/2020", ""],
        ["Bambang Umpama", "", "Dinas Perhubungan", "THL", "", "", "", "", "bambang.umpama", "", "diakui", "", "", "01/06/2021", "31/12/2024"],
        ["Kartini Andai", "", "Desa Contoh Ulu", "Kepala Desa", "kartini.andai", "", "", "", "", "", "diakui", "", "", "01/01/2020", ""],
        ["Slamet Andai", "", "Desa Contoh Ulu", "Perangkat Desa", "slamet.andai", "", "", "", "slamet.andai", "", "diakui", "", "", "01/06/2018", ""],
        ["Endang Andai", "", "Desa Contoh Ilir", "Sekretaris Desa", "", "endang.andai", "", "", "", "", "diakui", "PPS Desa Contoh Ilir (26/05/2024 s.d. 27/01/2025)", "", "01/06/2018", ""],
        ["Indah Andai", "198705052012012007", "Badan Kepegawaian dan Pengembangan SDM", "PNS", "", "indah.andai", "", "", "", "", "diakui", "", "", "01/01/2012", ""],
        ["Prasetyo Andai", "197402021999031004", "Sekretariat Daerah", "PNS", "", "", "", "prasetyo_andai", "", "@prasetyo-andai", "terverifikasi", "", "", "01/03/1999", ""],
        ["Gunawan Andai", "198108082006041005", "Dinas Lingkungan Hidup", "PNS", "", "", "", "", "", "", "", "", "", "01/04/2006", ""],
        ["Sari Andai", "199404042019022008", "Dinas Pariwisata", "PNS", "https://www.facebook.com/sari.andai", "https://www.instagram.com/sari.andai/", "", "https://x.com/sari_andai", "https://www.tiktok.com/@sari.andai", "", "diakui", "", "", "01/02/2019", ""],
    ];

    public static Workbook Workbook() => new Workbook().SheetWithChoices("Pegawai", Choices, Rows(People)).Sheet("Petunjuk", Guide);

    /// <summary>The same columns, empty, with a sheet that shows how to fill them.</summary>
    public static Workbook Template() => new Workbook().SheetWithChoices("Pegawai", Choices, Rows([])).Sheet("Contoh", Rows(People[..3])).Sheet("Petunjuk", Guide);

    static object?[][] Rows(string[][] people) =>
        [Header, .. people.Select((person, i) => (object?[])[$"{i + 1}", .. person.Select(cell => cell.Length == 0 ? null : (object)cell)])];

    static readonly Dictionary<string, string[]> Choices = new()
    {
        ["E2:E5000"] = ["PNS", "PPPK", "Non-ASN", "Perangkat Desa"],
        ["L2:L5000"] = ["diakui", "terverifikasi", "disangkal", "palsu", "belum diketahui"],
    };

    static readonly object?[][] Guide =
    [
        ["Petunjuk pengisian daftar pegawai"],
        ["NIP", "18 angka dalam kolom berformat Teks. NIP yang berubah menjadi 1,98E+17 sudah rusak: ketik ulang."],
        ["Jenis Pegawai", "PNS, PPPK, Non-ASN (TK2D, honorer, THL), atau Perangkat Desa (kepala desa, sekretaris desa)."],
        ["Akun", "Nama akun atau tautan profil. Beberapa akun dalam satu sel dipisah dengan ; atau baris baru. Di Facebook boleh nama yang tampil."],
        ["Akun satu per satu", "Status satu akun ditulis dalam kurung: nama.akun (palsu). Nomor akun: nama.akun (id 100000000000001)."],
        ["Status akun", "diakui: disebut sendiri oleh pegawai. terverifikasi: sudah dipastikan. disangkal: pegawai membantah. palsu: dibuat orang lain, tidak pernah ditandai."],
        ["Tugas penyelenggara", "PPK, PPS, KPPS, Pantarlih dengan tanggal: KPPS TPS 03 (07/11/2024 s.d. 08/12/2024)."],
        ["Suami/istri calon", "Isi nama calon bila pegawai adalah suami atau istrinya."],
        ["Berlaku mulai / sampai", "Hari pertama dan terakhir bekerja, hari/bulan/tahun."],
        ["WhatsApp", "Jangan dicatat. Percakapan pribadi tidak dipantau."],
    ];
}
