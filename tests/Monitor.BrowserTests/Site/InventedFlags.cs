using Monitor.Classification;
using Monitor.Contests;
using Monitor.Flags;
using Monitor.Posts;
using Monitor.Roster;
using Monitor.Rules;
using Monitor.Tests.Flags;

namespace Monitor.BrowserTests.Site;

/// <summary>A week's flags of a district that does not exist, as the pictures of the guide show them.</summary>
static class InventedFlags
{
    public const string Contest = "pilkada-2024-kabupaten-contoh";

    static readonly LegalBasis Campaign = new(
        "skb-2-2022", "D2", "Menyosialisasikan atau mengampanyekan calon lewat media sosial atau media daring.", RuleTrack.Discipline,
        "SKB 2/2022 Lampiran II huruf B; PP 94/2021 Pasal 5 huruf n", Certainty.Certain, [Contest], "Kritik terhadap kebijakan bukan keberpihakan.");

    static readonly LegalBasis Comment = new(
        "skb-2-2022", "D4", "Membuat unggahan, komentar, suka, bagikan, atau bergabung dalam grup pemenangan calon.", RuleTrack.Discipline,
        "SKB 2/2022 Lampiran II huruf B", Certainty.OneSource, [Contest]);

    public static IReadOnlyList<Flag> All(IReadOnlyList<RosterEntry> people, DateTimeOffset now) =>
    [
        Of(1, people[0], now.AddHours(-3), "Ayo bapak ibu guru, tanggal 27 jangan lupa coblos nomor 2 ✌️ Bram-Yuni, demi Kabupaten Contoh yang lebih baik! #ContohBaru")
            .Named("paslon-b", "Bram-Yuni").For("jangan lupa coblos", 2.1, "ajakan memilih").For("nomor 2 ✌️", 1.4, "nomor urut kontestan").For("lebih baik", 0.5, "janji perubahan"),
        Of(2, people[1], now.AddHours(-5), "Kata Bawaslu, \"ASN wajib netral\". Saya cuma meneruskan beritanya, jangan salah paham ya.", Priority.Low, Category.Dukungan, 0.41)
            .Against("Kata Bawaslu", -1.3, "kerangka berita").Against("ASN wajib netral", -0.9, "himbauan netralitas").For("jangan salah paham", 0.3, "penyangkalan")
            .With(ExculpatoryContext.NewsFrame, ExculpatoryContext.Quotation),
        Of(3, people[2], now.AddHours(-20), "Mantap pak Ardi, lanjutkan! Kami satu keluarga besar siap menangkan Paslon A 🔥", Priority.High, Category.Dukungan, 0.91, Activity.Comment)
            .Named("paslon-a", "Ardi").For("siap menangkan", 1.9, "dukungan bersama").For("lanjutkan!", 0.8, "seruan dukungan"),
        Of(4, people[3], now.AddDays(-1), "Rapat persiapan logistik TPS hari ini bersama teman-teman PPS. Semangat bertugas!", Priority.Low, Category.Kegiatan, 0.38)
            .Against("persiapan logistik TPS", -1.1, "tugas penyelenggara").For("Semangat", 0.2, "seruan").With(ExculpatoryContext.OrganiserDuty),
        Of(5, people[4], now.AddDays(-2), "Program sembako hanya untuk pendukung nomor 1, yang lain gigit jari 😂", Priority.Medium, Category.Serangan, 0.63)
            .Named("paslon-a", "nomor 1").For("gigit jari", 0.9, "ejekan terhadap kubu").For("pendukung nomor 1", 0.7, "kubu kontestan"),
        Of(6, people[5], now.AddDays(-3), "Undangan: jalan sehat bersama calon bupati pilihan kita, Minggu 06.00 di alun-alun. Kendaraan dinas siap antar jemput.", Priority.High, Category.Jabatan, 0.88)
            .Named("paslon-b", "pilihan kita").For("Kendaraan dinas siap antar jemput", 1.6, "fasilitas jabatan").For("pilihan kita", 1.1, "memihak"),
        Of(7, people[6], now.AddDays(-3).AddHours(-2), "Share yuk! Paslon B janji gaji honorer naik, jangan golput, pilih yang pasti-pasti saja ✌️", Priority.Medium, Category.Ajakan, 0.72)
            .Named("paslon-b", "Paslon B").For("pilih yang pasti-pasti", 1.2, "ajakan memilih").For("Share yuk!", 0.6, "ajakan menyebarkan"),
        Of(8, people[7], now.AddDays(-3).AddHours(-3), "Share yuk! Paslon B janji gaji honorer naik, jangan golput, pilih yang pasti-pasti saja ✌️✌️", Priority.Medium, Category.Ajakan, 0.73)
            .Named("paslon-b", "Paslon B").For("pilih yang pasti-pasti", 1.2, "ajakan memilih"),
        Of(9, people[8], now.AddDays(-4), "Debat semalam seru. Paslon A unggul data, Paslon B unggul gaya.", Priority.Low, Category.Dukungan, 0.35)
            .Named("paslon-a", "Paslon A").Named("paslon-b", "Paslon B").Against("Debat semalam", -0.6, "membahas debat").For("unggul data", 0.4, "penilaian"),
        Of(10, people[9], now.AddDays(-6), "Terima kasih Pak Bupati atas jalan desa kami yang sudah mulus 🙏", Priority.Low, Category.Dukungan, 0.33)
            .Against("jalan desa", -0.7, "kebijakan sehari-hari").For("Terima kasih Pak Bupati", 0.5, "pujian pejabat"),
    ];

    static Flag Of(int number, RosterEntry who, DateTimeOffset raised, string text, Priority priority = Priority.High, Category category = Category.Ajakan, double probability = 0.94, Activity activity = Activity.Post)
    {
        var flag = SampleIngest.Flag(SampleIngest.Key(number), "rekap-november.xlsx", priority, raised);
        return flag with
        {
            Post = flag.Post with
            {
                Activity = activity,
                Author = new PostAuthor { Handle = who.Accounts.Count > 0 ? who.Accounts[0].Handle : "akun.contoh" },
                Text = text,
                Time = PostTime.Exact(raised.AddHours(-14)),
                Target = activity is Activity.Comment ? new PostTarget("Paslon A Official", null, null) : null,
                Place = new PostPlace("Rekap", $"A{number + 4}"),
                Warnings = PostWarnings.None,
            },
            PersonCode = who.PersonCode,
            Unit = who.Unit,
            Employment = who.Employment,
            Ownership = number % 3 == 0 ? Ownership.Unknown : Ownership.Declared,
            Contests = [new FlagContest(Contest, "Pilkada 2024 Kabupaten Contoh (rekaan)", Phase.Campaign)],
            Probability = probability,
            Category = category,
            Mentions = [],
            Reasons = [],
            Context = [],
            LegalBases = [Campaign, Comment],
        };
    }

    static Flag Named(this Flag flag, string contestant, string words) => flag with
    {
        Mentions = [.. flag.Mentions, new Mention(Contest, contestant, MentionRole.Person, Place(flag, words), words.Length)],
    };

    static Flag For(this Flag flag, string words, double weight, string why) => flag with { Reasons = [.. flag.Reasons, new Reason(Place(flag, words), words.Length, weight, why)] };

    static Flag Against(this Flag flag, string words, double weight, string why) => flag.For(words, weight, why);

    static Flag With(this Flag flag, params IReadOnlyList<ExculpatoryContext> context) => flag with { Context = context };

    static int Place(Flag flag, string words)
    {
        var at = flag.Post.Text.IndexOf(words, StringComparison.Ordinal);
        return at >= 0 ? at : throw new InvalidOperationException($"'{words}' does not stand in the invented post.");
    }
}
