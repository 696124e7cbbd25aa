using Monitor.Flags;
using Monitor.Journal;
using Monitor.Review.Measures;
using Monitor.Review.SignIn;

namespace Monitor.Review;

/// <summary>The Indonesian words of the review pages; <see cref="Texts"/> has the English beside them.</summary>
static class ReviewWords
{
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.NoIndication => "bukan indikasi",
        Verdict.NeedsClarification => "perlu klarifikasi",
        Verdict.StrongIndication => "indikasi kuat",
        _ => "tidak dapat dinilai",
    };

    public static string Of(DismissalReason reason) => reason switch
    {
        DismissalReason.NoSide => "tidak memihak siapa pun",
        DismissalReason.OrganiserDuty => "tugas sebagai penyelenggara pemilu",
        DismissalReason.SpouseRule => "aturan bagi pasangan kontestan",
        DismissalReason.OfficialDuty => "tugas kedinasan",
        DismissalReason.News => "meneruskan berita",
        DismissalReason.Quotation => "mengutip ucapan orang lain",
        DismissalReason.WordsOfOthers => "kata-kata orang lain",
        DismissalReason.Criticism => "kritik kebijakan, bukan dukungan",
        DismissalReason.EverydayWords => "kata sehari-hari yang kebetulan sama",
        DismissalReason.BeforeAppointment => "ditulis sebelum diangkat",
        DismissalReason.OldPost => "unggahan lama di luar masa pemilihan",
        DismissalReason.Accidental => "tidak disengaja",
        DismissalReason.NotThisPerson => "bukan akun orang ini",
        DismissalReason.TextDamaged => "teks rusak atau terpotong",
        DismissalReason.MissingContext => "konteks tidak cukup",
        DismissalReason.Other => "lainnya (tulis di catatan)",
        _ => "",
    };

    public static string Of(FlagStatus status) => status switch
    {
        FlagStatus.Open => "terbuka",
        FlagStatus.Claimed => "sedang ditinjau",
        FlagStatus.Dismissed => "selesai: tidak diteruskan",
        FlagStatus.NeedsClarification => "menunggu klarifikasi",
        FlagStatus.UpheldOnce => "menunggu peninjau kedua",
        FlagStatus.Upheld => "indikasi kuat, dua peninjau",
        FlagStatus.Referred => "berkas diserahkan",
        _ => "dihapus sesuai masa simpan",
    };

    public static string Of(SymmetryStep step) => step switch
    {
        SymmetryStep.Flagged => "model: ditandai, dari unggahan dinilai yang menyebutnya",
        SymmetryStep.HighBand => "model: prioritas tinggi, dari tandanya",
        SymmetryStep.FirstDismisses => "peninjau pertama: bukan indikasi",
        SymmetryStep.FirstCannotAssess => "peninjau pertama: tidak dapat dinilai",
        SymmetryStep.FirstPasses => "peninjau pertama: indikasi kuat",
        SymmetryStep.SecondDismisses => "peninjau kedua: bukan indikasi",
        _ => "peninjau kedua: membenarkan",
    };

    public static string Of(Role role) => role switch
    {
        Role.Peninjau => "peninjau",
        Role.Ketua => "ketua",
        Role.Auditor => "auditor",
        _ => "admin",
    };

    public static string Of(FirstLook look) => look switch
    {
        FirstLook.Yes => "ya, tampak memihak",
        FirstLook.No => "tidak",
        _ => "ragu",
    };

    public static string Of(OwnershipProof proof) => proof switch
    {
        OwnershipProof.WrittenStatement => "pernyataan tertulis orangnya",
        OwnershipProof.ShownInPerson => "diperlihatkan langsung",
        OwnershipProof.OfficialAccountList => "daftar akun resmi instansi",
        _ => "ternyata bukan akunnya",
    };

    public static string Of(EventKind kind) => kind switch
    {
        EventKind.Decision => "Putusan",
        EventKind.StaleNote => "Catatan (putusan tidak diterima karena tanda sudah berubah)",
        EventKind.NameReason => "Nama dibuka",
        EventKind.Ownership => "Kepemilikan akun",
        EventKind.Answer => "Jawaban klarifikasi",
        EventKind.ReplyAsked => "Tanggapan diminta",
        EventKind.Reply => "Tanggapan orang yang bersangkutan",
        _ => "Paket berkas dibuat",
    };

    /// <summary>What was wrong and what to do.</summary>
    /// <summary>Reasons for opening a name, of which one is chosen.</summary>
    public static IReadOnlyList<string> NameReasons { get; } = ["menghubungi untuk klarifikasi", "memastikan kepemilikan akun", "memeriksa tugas atau cuti", "menyusun berkas"];

    /// <summary>What was written, with what was chosen from a list in the reader's words.</summary>
    public static string Told(ReviewEvent told, Func<string, string> inWords) => told.Kind switch
    {
        EventKind.Ownership when told.Text.Split(": ", 2) is [var proof, var note] && Enum.TryParse<OwnershipProof>(proof, out var known) => $"{inWords(Of(known))}: {note}",
        EventKind.NameReason when NameReasons.FirstOrDefault(reason => told.Text.StartsWith(reason, StringComparison.Ordinal)) is { } chosen => inWords(chosen) + told.Text[chosen.Length..],
        _ => told.Text,
    };

    public static string Of(Refusal refusal) => refusal switch
    {
        Refusal.UnknownFlag => "Tanda itu tidak ada. Periksa nomornya.",
        Refusal.Stale => "Tanda ini sudah berubah sejak Anda membukanya, jadi putusan Anda tidak diterapkan. Kata-kata Anda disimpan sebagai catatan; baca keadaan terbaru lalu putuskan lagi bila perlu.",
        Refusal.ClaimedByOther => "Tanda ini sedang ditinjau orang lain. Tunggu sampai klaimnya habis atau pilih tanda lain.",
        Refusal.NotAllowedFromStatus => "Langkah itu tidak berlaku untuk keadaan tanda sekarang. Muat ulang halaman untuk melihat keadaannya.",
        Refusal.SamePersonTwice => "Penilaian kedua harus dari orang lain.",
        Refusal.OwnershipOpen => "Kepemilikan akun belum dipastikan. Isi bagian “Kepemilikan akun” dahulu, atau minta klarifikasi.",
        Refusal.RoleMayNot => "Peran Anda tidak boleh melakukan ini.",
        Refusal.ReasonMissing => "Pilih alasannya dahulu.",
        Refusal.NoteMissing => "Tulis catatan dahulu.",
        Refusal.QuestionMissing => "Tulis apa yang ditanyakan.",
        Refusal.AnswerMissing => "Tulis jawabannya dahulu.",
        Refusal.TextTooLong => "Tulisan terlalu panjang; paling banyak 4.000 huruf.",
        Refusal.DateInFuture => "Tanggal itu belum terjadi. Periksa tanggalnya.",
        Refusal.TooLateToUndo => "Waktu untuk mengurungkan sudah lewat.",
        Refusal.NotYours => "Hanya orang yang melakukannya yang dapat membatalkan.",
        Refusal.ReplyNotAsked => "Orang yang bersangkutan belum diminta menanggapi. Catat permintaan tanggapan dahulu.",
        _ => "Tidak ada pertanyaan yang menunggu jawaban.",
    };

    public static string Of(ActivationFault fault) => fault switch
    {
        ActivationFault.WrongCode => "Nama atau kode salah, sudah dipakai, atau sudah lewat masanya. Minta kode baru kepada admin.",
        ActivationFault.PasswordTooShort => "Kata sandi paling sedikit 12 huruf. Beberapa kata acak paling mudah diingat.",
        ActivationFault.PasswordTooLong => "Kata sandi paling banyak 128 huruf.",
        ActivationFault.PasswordEasy => "Kata sandi itu terlalu mudah ditebak. Pilih yang lain.",
        ActivationFault.PasswordsDiffer => "Kedua kata sandi tidak sama.",
        ActivationFault.WrongPassword => "Kata sandi lama salah, atau akun terkunci sebentar karena terlalu banyak percobaan.",
        _ => "Nama akun terdiri atas 3–40 huruf kecil, angka, titik, atau tanda hubung, dan diawali huruf.",
    };

    public static string Of(JournalKind kind) => kind switch
    {
        JournalKind.StoreCreated => "penyimpanan dibuat",
        JournalKind.ReceiptWritten => "tanda terima",
        JournalKind.FlagsRaised => "tanda dibuat",
        JournalKind.ModelChanged => "model diganti",
        JournalKind.ConfigurationChanged => "data acuan berubah",
        JournalKind.NameViewed => "nama dibuka",
        JournalKind.Decided => "putusan",
        JournalKind.Exported => "paket dibuat",
        JournalKind.Purged => "dihapus",
        JournalKind.DigestWritten => "ringkasan ditulis",
        JournalKind.Verified => "jurnal diperiksa",
        JournalKind.Claimed => "klaim",
        JournalKind.Looked => "pandangan pertama",
        JournalKind.Undone => "putusan diurungkan",
        JournalKind.NoteKept => "catatan disimpan",
        JournalKind.OwnershipSettled => "kepemilikan dipastikan",
        JournalKind.AnswerRecorded => "jawaban dicatat",
        JournalKind.ReplyAsked => "tanggapan diminta",
        JournalKind.ReplyRecorded => "tanggapan dicatat",
        JournalKind.AccountChanged => "akun berubah",
        JournalKind.SignedIn => "masuk",
        JournalKind.SignInRefused => "gagal masuk",
        JournalKind.Sampled => "sampel diundi",
        JournalKind.SubjectAnswered => "hak subjek",
        JournalKind.FilesDeleted => "berkas dihapus",
        JournalKind.DigestMailed => "ringkasan dikirim",
        _ => "tidak dikenal",
    };
}
