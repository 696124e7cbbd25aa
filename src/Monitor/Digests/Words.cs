using System.Globalization;
using Monitor.Classification;
using Monitor.Contests;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Posts;
using Monitor.Roster;
using Monitor.Rules;

namespace Monitor.Digests;

/// <summary>The Indonesian words for Monitor's terms, as every screen and paper uses them.</summary>
static class Words
{
    static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");

    public static string Number(long value) => value.ToString("N0", Indonesian);

    /// <summary>A share as a percentage.</summary>
    public static string Share(double share) => (share * 100).ToString("0.0", Indonesian) + " %";

    public static string Date(DateOnly day) => day.ToString("d MMMM yyyy", Indonesian);

    public static string Day(DateOnly day) => day.ToString("dddd, d MMMM yyyy", Indonesian);

    public static string Time(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("d MMM yyyy HH.mm", Indonesian) + " " + ReceiptText.ZoneName(zone);

    public static string PostTime(PostTime time, TimeZoneInfo zone) => time switch
    {
        { At: null } => "waktu tidak diketahui",
        { At: { } at, Precision: TimePrecision.Day } => TimeZoneInfo.ConvertTime(at, zone).ToString("d MMM yyyy", Indonesian) + " (jam tidak diketahui)",
        { At: { } at, Precision: TimePrecision.FromId } => Time(at, zone) + " (dihitung dari nomor unggahan)",
        { At: { } at } => Time(at, zone),
    };

    public static string Format(string format) => ReceiptText.Format(format);

    public static string Problem(FileProblem? problem) => problem is { } known ? ReceiptText.Problem(known).Wrong : "";

    public static string Warning(ReadResult.Warned warned) => ReceiptText.Warning(warned);

    public static string Priority(Priority priority) => priority switch
    {
        Flags.Priority.High => "tinggi",
        Flags.Priority.Medium => "sedang",
        _ => "rendah",
    };

    public static string Employment(EmploymentType employment) => employment switch
    {
        EmploymentType.Pns => "PNS",
        EmploymentType.Pppk => "PPPK",
        EmploymentType.VillageOfficial => "perangkat desa",
        _ => "non-ASN",
    };

    public static string Platform(Platform platform) => platform switch
    {
        Posts.Platform.Unknown or Posts.Platform.Other => "platform lain",
        var named => named.ToString(),
    };

    public static string Activity(Activity activity) => activity switch
    {
        Posts.Activity.Post => "unggahan",
        Posts.Activity.Comment => "komentar",
        Posts.Activity.Reply => "balasan",
        Posts.Activity.Share => "bagikan",
        Posts.Activity.Quote => "kutipan",
        Posts.Activity.Repost => "unggah ulang",
        Posts.Activity.Like => "suka",
        Posts.Activity.Follow => "ikuti",
        Posts.Activity.GroupPost => "unggahan grup",
        Posts.Activity.GroupComment => "komentar grup",
        Posts.Activity.GroupJoin => "gabung grup",
        Posts.Activity.Story => "cerita",
        Posts.Activity.LiveChat => "komentar siaran",
        Posts.Activity.Bio => "bio akun",
        _ => "aktivitas",
    };

    public static string Category(Category category) => category switch
    {
        Classification.Category.Ajakan => "ajakan memilih atau menggerakkan",
        Classification.Category.Dukungan => "dukungan",
        Classification.Category.Serangan => "serangan terhadap kontestan",
        Classification.Category.Kegiatan => "ikut kegiatan kampanye",
        Classification.Category.Jabatan => "penggunaan jabatan atau fasilitas",
        _ => "tidak jelas",
    };

    public static string Phase(Phase phase) => phase switch
    {
        Contests.Phase.BeforeDetermination => "sebelum penetapan calon",
        Contests.Phase.BeforeCampaign => "setelah penetapan, sebelum kampanye",
        Contests.Phase.Campaign => "masa kampanye",
        Contests.Phase.QuietPeriod => "masa tenang",
        Contests.Phase.VotingDay => "hari pemungutan suara",
        Contests.Phase.After => "setelah pemungutan suara",
        _ => "tahap tidak diketahui",
    };

    public static string Track(RuleTrack track) => track switch
    {
        RuleTrack.Ethics => "kode etik",
        RuleTrack.Discipline => "disiplin",
        _ => "aturan lain",
    };

    public static string Certainty(Certainty certainty) => certainty switch
    {
        Rules.Certainty.Certain => "sumber pasti",
        Rules.Certainty.OneSource => "satu sumber",
        Rules.Certainty.Conflicting => "sumber bertentangan",
        _ => "disimpulkan, periksa",
    };

    public static string Context(ExculpatoryContext context) => context switch
    {
        ExculpatoryContext.OrganiserDuty => "sedang bertugas sebagai penyelenggara pemilu",
        ExculpatoryContext.SpouseOfContestant => "pasangan dari kontestan (aturan khusus berlaku)",
        ExculpatoryContext.BeforeAppointment => "ditulis sebelum diangkat",
        ExculpatoryContext.OwnershipNotSettled => "kepemilikan akun belum dipastikan",
        ExculpatoryContext.WordsOfOthers => "kata-kata orang lain yang diteruskan",
        ExculpatoryContext.NewsFrame => "berbentuk berita",
        ExculpatoryContext.Quotation => "mengandung kutipan ucapan orang lain",
        ExculpatoryContext.TimeUnknown => "waktu unggahan tidak diketahui",
        ExculpatoryContext.OldPost => "unggahan lama (lebih dari setahun)",
        _ => "bisa terjadi tanpa sengaja",
    };

    /// <summary>A fact in words, for a flag without text.</summary>
    public static string Fact(Flag flag) => flag.Status is FlagStatus.Purged
        ? "Kata-katanya sudah dihapus menurut masa simpan."
        : $"{Sentence(Activity(flag.Post.Activity))}: {flag.Post.Target?.Handle ?? flag.Post.Target?.Name ?? "akun kampanye"}, akun kampanye terdaftar. Tindakan seperti ini bisa terjadi tanpa sengaja.";

    /// <summary>What the reviewer should do first.</summary>
    public static string NextStep(Flag flag) => flag switch
    {
        { Ownership: not (Ownership.Declared or Ownership.Verified) } => "pastikan dahulu bahwa akun ini benar milik pegawai yang bersangkutan",
        { Post.Time.At: null } => "cari tanggal unggahan pada aslinya; tanpa tanggal, tahap dan dasar hukum tidak dapat ditentukan",
        { Origin: FlagOrigin.Fact } => "periksa apakah disengaja; bila ragu, minta klarifikasi",
        { Context: [ExculpatoryContext.OrganiserDuty, ..] } => "periksa apakah unggahan ini bagian dari tugas penyelenggara",
        _ => "buka unggahan asli, baca utuh bersama konteksnya, lalu nilai: bukan indikasi, perlu klarifikasi, atau indikasi kuat",
    };

    static string Sentence(string text) => char.ToUpper(text[0], Indonesian) + text[1..];
}
