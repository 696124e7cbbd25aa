using System.Globalization;
using System.Text;

namespace Monitor.Exports;

/// <summary>The receipt that staff find beside their file, in Indonesian: what came in, what became of it, what to do.</summary>
static class ReceiptText
{
    static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");

    /// <param name="receipt">The receipt.</param>
    /// <param name="zone">The agency's zone; times are printed in it.</param>
    public static string Render(ExportReceipt receipt, TimeZoneInfo zone)
    {
        var text = new StringBuilder();
        text.AppendLine("TANDA TERIMA BERKAS");
        text.AppendLine();
        text.AppendLine(Indonesian, $"Berkas     : {receipt.FileName}");
        text.AppendLine(Indonesian, $"Diterima   : {Time(receipt.ReceivedAt)}");
        text.AppendLine(Indonesian, $"Selesai    : {Time(receipt.FinishedAt)}");
        text.AppendLine(Indonesian, $"Ukuran     : {receipt.Length:N0} bita");
        if (receipt.Format is { } format) text.AppendLine(Indonesian, $"Jenis      : {Format(format)}");
        text.AppendLine(Indonesian, $"Sidik jari : {receipt.Sha256} (SHA-256)");
        text.AppendLine();
        Outcome(text, receipt, Time);
        if (receipt.Outcome is not ReceiptOutcome.Duplicate)
        {
            if (receipt.Counts.Rows > 0) Balance(text, receipt.Counts);
            Warnings(text, receipt);
            Places(text, receipt);
        }

        text.AppendLine();
        text.AppendLine("Monitor hanya menandai unggahan yang perlu ditinjau. Penilaian dan keputusan selalu di tangan manusia.");
        return text.ToString().ReplaceLineEndings("\r\n");

        string Time(DateTimeOffset at) =>
            TimeZoneInfo.ConvertTime(at, zone).ToString("d MMMM yyyy HH.mm.ss", Indonesian) + " " + ZoneName(zone);
    }

    /// <summary>WIB, WITA or WIT; the zone's own id elsewhere.</summary>
    public static string ZoneName(TimeZoneInfo zone) => zone.Id switch
    {
        "Asia/Jakarta" or "Asia/Pontianak" => "WIB",
        "Asia/Makassar" => "WITA",
        "Asia/Jayapura" => "WIT",
        var other => other,
    };

    /// <summary>A format's name as staff know it.</summary>
    public static string Format(string format) => format switch
    {
        "table" => "tabel rekap (Excel/CSV)",
        "tweet-harvest" => "hasil tweet-harvest (X/Twitter)",
        "records" => "data JSON",
        "x-archive" => "arsip X (Twitter)",
        "facebook-archive" => "arsip Facebook",
        "instagram-archive" => "arsip Instagram",
        "tiktok-archive" => "arsip TikTok",
        "youtube-takeout" => "arsip YouTube (Google Takeout)",
        "facebook-html" => "arsip Facebook (HTML)",
        "zeeschuimer" => "hasil Zeeschuimer/4CAT",
        "apify" => "hasil Apify",
        "twarc" => "hasil twarc (X/Twitter)",
        "snscrape" => "hasil snscrape",
        "instaloader" => "hasil instaloader (Instagram)",
        "facebook-scraper" => "hasil facebook-scraper",
        "4cat" => "hasil 4CAT",
        "twint" => "hasil twint (X/Twitter)",
        "crowdtangle" => "hasil CrowdTangle",
        "meta-content-library" => "hasil Meta Content Library",
        "youtube-data-tools" => "hasil YouTube Data Tools",
        "tiktok-research" => "hasil TikTok Research API",
        "exportcomments" => "hasil exportcomments.com",
        "zip-table" => "ZIP berisi tabel atau data JSON",
        var other => other,
    };

    /// <summary>What was wrong with a file, and what to do about it.</summary>
    public static (string Wrong, string Remedy) Problem(FileProblem problem) => problem switch
    {
        FileProblem.Empty => ("Berkas kosong (0 bita).", "Ekspor ulang dari sumbernya, lalu salin lagi ke folder masuk."),
        FileProblem.Truncated => ("Berkas terpotong: bagian akhirnya tidak ada.", "Salin atau unduh ulang sampai selesai, lalu taruh lagi. Baris yang sudah terbaca tidak akan dihitung dua kali."),
        FileProblem.UnknownFormat => ("Jenis berkas ini tidak dikenali.", "Pastikan yang disalin adalah berkas ekspor (Excel, CSV, JSON, atau ZIP arsip), bukan dokumen, foto, atau PDF. Bila yakin benar, hubungi admin."),
        FileProblem.NeedsMapping => ("Judul kolom tabel tidak dikenali, jadi isinya tidak ditebak.", "Beri baris judul seperti: Nama, NIP, Unit Kerja, Akun, Platform, Tanggal, Isi Postingan, Tautan. Atau minta admin membuat pemetaan kolom di folder mappings."),
        FileProblem.PasswordProtected => ("Berkas dikunci dengan kata sandi.", "Buka berkasnya, hapus kata sandinya (Simpan Sebagai tanpa sandi), lalu taruh lagi."),
        FileProblem.TooManyColumns => ("Tabel memiliki terlalu banyak kolom.", "Hapus kolom yang tidak perlu, atau ekspor ulang dengan kolom pokok saja."),
        FileProblem.TooLarge => ("Isi berkas melampaui batas yang wajar.", "Bagi menjadi beberapa berkas yang lebih kecil, lalu taruh lagi."),
        FileProblem.UnsafeArchive => ("Arsip ZIP tidak aman dibuka (susunan isinya tidak wajar).", "Jangan dibuka sendiri. Unduh ulang arsip langsung dari platformnya; bila tetap begini, hubungi admin."),
        FileProblem.PrivateMessages => ("Berkas ini tampaknya berisi pesan pribadi. Monitor tidak membaca pesan pribadi.", "Hapus berkas ini dari komputer kantor bila memang pesan pribadi. Yang boleh masuk hanya unggahan publik."),
        FileProblem.NotText => ("Berkas bukan teks dan bukan arsip yang dikenali.", "Ekspor ulang dari sumbernya; jangan mengganti akhiran nama berkas secara manual."),
        FileProblem.NoUsableRows => ("Tidak ada satu baris pun yang dapat dipakai.", "Periksa alasan penolakan di bawah, betulkan berkasnya, lalu taruh lagi."),
        FileProblem.Corrupt => ("Isi berkas rusak.", "Unduh atau ekspor ulang, lalu taruh lagi."),
        FileProblem.NotJson => ("Arsip ini berbentuk halaman web (HTML) atau teks yang tidak dapat dibaca dengan pasti.", "Minta pemilik akun mengunduh ulang arsipnya dengan memilih format JSON, lalu taruh lagi."),
        FileProblem.PackedOtherwise => ("Berkas dipadatkan dalam bentuk yang tidak dibuka di sini (RAR, 7z, atau arsip di dalam xz atau gz).", "Buka dulu dengan program pengarsip, lalu taruh isinya atau padatkan ulang sebagai ZIP biasa."),
        _ => ("Berkas tidak dapat dibaca.", "Hubungi admin dan sebutkan sidik jari di atas."),
    };

    /// <summary>Why a row was refused, for the balance.</summary>
    public static string Reason(RejectReason reason) => reason switch
    {
        RejectReason.Malformed => "baris rusak",
        RejectReason.NoContent => "tanpa isi",
        RejectReason.NoAuthor => "tanpa akun penulis",
        RejectReason.NotPublic => "bukan unggahan publik",
        RejectReason.PrivateMessage => "pesan pribadi, tidak dibaca",
        RejectReason.ToolError => "baris galat dari alat pengumpul",
        RejectReason.TooLong => "terlalu panjang",
        _ => reason.ToString(),
    };

    /// <summary>A remark about the file, with its detail.</summary>
    public static string Warning(ReadResult.Warned warned)
    {
        var text = warned.Warning switch
        {
            ExportWarning.FormatMayHaveChanged => "Platform mungkin mengubah format ekspornya: ada bagian yang tidak dikenali, jadi yang terbaca mungkin kurang. Beri tahu admin.",
            ExportWarning.HeaderGuessed => "Judul kolom ditebak; mohon periksa apakah kolomnya benar.",
            ExportWarning.HeaderDamaged => "Baris judul rusak atau muncul lebih dari sekali.",
            ExportWarning.SecondTableIgnored => "Ada tabel kedua di lembar yang sama; hanya tabel pertama yang dibaca.",
            ExportWarning.SheetSkipped => "Ada lembar tanpa judul kolom yang dikenali; lembar itu tidak dibaca.",
            ExportWarning.MembersLeftUnopened => "Bagian pribadi dan bagian lain di luar daftar izin dibiarkan tertutup.",
            ExportWarning.PartOfSet => "Ini sebagian dari satu set arsip; taruh juga bagian lainnya.",
            ExportWarning.NumbersRounded => "Excel telah membulatkan nomor panjang (NIP atau id). Bila bisa, ekspor ulang dengan kolom itu sebagai teks.",
            ExportWarning.EndedEarly => "Berkas berakhir sebelum waktunya; yang terbaca hanya sampai bagian yang utuh.",
            ExportWarning.LastLineCut => "Baris terakhir terpotong (mungkin alat pengumpul dihentikan saat menulis); semua baris sebelumnya terbaca. Bila ini salinan yang belum selesai, salin ulang lalu taruh lagi: yang sudah terbaca tidak dihitung dua kali.",
            ExportWarning.CountDiffers => "Jumlah yang terbaca berbeda dari jumlah yang disebut berkas itu sendiri.",
            _ => warned.Warning.ToString(),
        };

        return warned.Detail.Length > 0 ? $"{text} ({warned.Detail})" : text;
    }

    static void Outcome(StringBuilder text, ExportReceipt receipt, Func<DateTimeOffset, string> time)
    {
        switch (receipt.Outcome)
        {
            case ReceiptOutcome.Done:
                text.AppendLine("HASIL: SELESAI DIBACA");
                if (receipt.Counts is { Scored: 0, Duplicates: 0 })
                    text.AppendLine("Perhatian: tidak satu pun akun dalam berkas ini ada di daftar pegawai (roster). Periksa apakah roster sudah lengkap.");
                break;
            case ReceiptOutcome.Duplicate:
                text.AppendLine("HASIL: DUPLIKAT");
                text.AppendLine(Indonesian, $"Berkas dengan isi yang persis sama sudah diterima pada {time(receipt.FirstReceivedAt ?? receipt.ReceivedAt)}. Tidak ada yang perlu dilakukan.");
                break;
            default:
                var (wrong, remedy) = Problem(receipt.Problem ?? FileProblem.Corrupt);
                text.AppendLine("HASIL: DITOLAK");
                text.AppendLine(Indonesian, $"Masalah    : {wrong}");
                text.AppendLine(Indonesian, $"Yang perlu : {remedy}");
                if (receipt.ProblemDetail.Length > 0) text.AppendLine(Indonesian, $"Untuk admin: {receipt.Problem}, {receipt.ProblemDetail}");
                break;
        }
    }

    static void Balance(StringBuilder text, ExportCounts counts)
    {
        text.AppendLine();
        text.AppendLine("NERACA BARIS");
        Line("Baris dalam berkas", counts.Rows);
        Line("  dinilai", counts.Scored);
        Line("  bukan pegawai dalam roster (tidak disimpan)", counts.NotOnRoster);
        Line("  sudah pernah diterima", counts.Duplicates);
        Line("  ditolak", counts.RejectedTotal);
        foreach (var (reason, count) in counts.Rejected) Line($"    - {Reason(reason)}", count);
        text.AppendLine();
        Line("Dari yang dinilai: ditandai untuk ditinjau", counts.Flagged);
        if (counts.OutsideContests > 0) Line("Dari yang dinilai: di luar masa pemilihan mana pun", counts.OutsideContests);
        if (counts.WithoutOwnWords > 0) Line("Dari yang dinilai: tanpa kata-kata sendiri (suka, ikuti, bagikan)", counts.WithoutOwnWords);

        void Line(string label, long count) => text.AppendLine(Indonesian, $"{label,-66}{count,12:N0}");
    }

    static void Warnings(StringBuilder text, ExportReceipt receipt)
    {
        if (receipt.Warnings.Count == 0) return;

        text.AppendLine();
        text.AppendLine("CATATAN");
        foreach (var warning in receipt.Warnings) text.AppendLine(Indonesian, $"- {Warning(warning)}");
    }

    static void Places(StringBuilder text, ExportReceipt receipt)
    {
        if (receipt.RejectedPlaces.Count == 0) return;

        text.AppendLine();
        text.AppendLine(receipt.Counts.RejectedTotal > receipt.RejectedPlaces.Count
            ? $"BARIS YANG DITOLAK ({receipt.RejectedPlaces.Count} yang pertama)"
            : "BARIS YANG DITOLAK");
        foreach (var place in receipt.RejectedPlaces) text.AppendLine(Indonesian, $"- {place.Place}: {Reason(place.Reason)}");
    }
}
