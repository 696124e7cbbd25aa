using System.Globalization;
using Monitor.Digests;
using Monitor.Journal;

namespace Monitor.Review.Retention;

/// <summary>What a person who asked for erasure is given: what went, what stays and why, and the place in the journal where that stands.</summary>
/// <param name="PersonCode">The pseudonym; no name stands on the paper.</param>
/// <param name="At">When.</param>
/// <param name="By">Whoever answered.</param>
/// <param name="Posts">Posts that lost their words.</param>
/// <param name="Texts">Notes, questions and answers about them.</param>
/// <param name="Stays">Posts that are still needed.</param>
/// <param name="IsClean">Whether the store's log and backups are free of the words already.</param>
/// <param name="Entry">The journal's entry.</param>
sealed record ErasureCertificate(string PersonCode, DateTimeOffset At, string By, int Posts, int Texts, int Stays, bool IsClean, JournalHead Entry)
{
    public string Render(TimeZoneInfo zone) => string.Create(CultureInfo.InvariantCulture, $"""
        SURAT KETERANGAN PENGHAPUSAN DATA

        Kode orang      : {PersonCode}
        Waktu           : {Words.Time(At, zone)}
        Dikerjakan oleh : {By}

        Dihapus         : {Words.Number(Posts)} unggahan beserta {Words.Number(Texts)} catatan, pertanyaan, dan jawaban tentangnya
        Masih disimpan  : {Words.Number(Stays)} unggahan{(Stays == 0 ? "" : " yang masih ditinjau, dibenarkan dua peninjau, atau belum lewat masa simpannya")}

        Kata-kata, nama akun, dan kode orang sudah dikeluarkan dari penyimpanan{(IsClean ? ", catatan perubahannya, dan cadangannya." : "; catatan perubahan dan cadangannya dibersihkan pada malam berikutnya.")}
        Yang tetap: sidik unggahan tanpa kata-kata, agar unggahan yang sama tidak ditandai lagi, dan jumlah dalam statistik.
        Berkas ekspor yang pernah diterima dihapus menurut masa simpannya sendiri.

        Jurnal          : entri {Entry.Length}
                          {Entry.Hash}
        """).ReplaceLineEndings("\r\n") + "\r\n";
}
