using Monitor.Classification;
using Monitor.Contests;
using Monitor.Tests.Support;

namespace Monitor.Tests.Classification;

/// <summary>Swapping one known contestant for another changes no score by more than a millionth: every pair of every contest, in every role.</summary>
public class SymmetryTests
{
    const double Most = 1e-6;
    static readonly ContestBook Book = ContestFiles.Load(Samples.Folder("contests"));
    static readonly PostClassifier Classifier = PostClassifier.Load(ChampionModel.FolderIn(Samples.Folder("../models")), Book.Contests);

    public static TheoryData<string> Contests => [.. Book.Contests.Select(contest => contest.Id)];

    static readonly Dictionary<string, string[]> Texts = new()
    {
        ["name"] =
        [
            "Ayo dukung {0} untuk perubahan!", "{0} bohong lagi soal harga beras", "{0} Hadiri Deklarasi Damai di Alun-alun https://t.co/x",
            "RT @user: sehat selalu {0}, kami bersamamu", "terima kasih pak {0} sudah ke desa", "Bpk. H. {0} unggul di survei, coblos nomor berapa?", "\"Saya siap kalah,\" kata {0} usai debat.", "Kenapa harus {0}?",
        ],
        ["brand"] = ["Relawan {0} dan kader Gerindra menangkan paslon {0}!", "Coblos paslon {0} bersama Golkar"],
        ["party"] = ["Kader {0} turun ke pasar", "{0} partai pembohong, jangan dipilih", "Dukung partai {0} nomor 4", "Menangkan {0} di kabupaten kita"],
        ["number"] = ["Coblos nomor {0} tanggal 27 November", "Nomor urut {0} pilihan kami", "paslon {0} unggul di survei"],
        ["hashtag"] = ["Pagi semua {0}", "Hasil survei terbaru https://t.co/x {0} #Pemilu2024", "{0} gas terus"],
        ["sign"] = ["foto dulu {0}", "Kami siap {0} {0} jangan lupa"],
        ["account"] = ["@{0} mantap pak", "makasih @{0} sudah datang ke desa kami", "RT @{0}: jadwal hari ini"],
        ["slogan"] = ["Relawan Gerindra teriak {0} bersama pendukung", "Coblos {0} bersama kader Golkar ya"],
    };

    [Theory]
    [MemberData(nameof(Contests))]
    public void EveryContestantScoresAlike(string contestId)
    {
        var contest = Book.Contests.Single(one => one.Id == contestId);

        var differences =
            from role in Texts.Keys
            from text in Texts[role]
            let scores = contest.Contestants.SelectMany(contestant => NamesOf(contestant, role)).Distinct()
                .Select(name => (name, score: Classifier.Classify(text.Replace("{0}", name, StringComparison.Ordinal), []).Probability)).ToList()
            where scores.Count > 1
            let usual = scores.GroupBy(one => Math.Round(one.score, 7)).MaxBy(same => same.Count())!.First().score
            from odd in scores
            where Math.Abs(odd.score - usual) > Most
            select $"{role}: {text} with {odd.name}: {odd.score:0.000000}, not {usual:0.000000}";

        Assert.Equal("", string.Join('\n', differences));
    }

    static IEnumerable<string> NamesOf(Contestant contestant, string role) => role switch
    {
        "name" => contestant.People.Concat(contestant.Aliases),
        "brand" => contestant.AmbiguousAliases.Concat(contestant.People),
        "party" => contestant.Parties,
        "number" => contestant.Number > 0 ? [contestant.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)] : [],
        "hashtag" => contestant.Hashtags,
        "sign" => contestant.HandSigns,
        "account" => contestant.Accounts.Select(account => account.Handle),
        _ => contestant.Slogans,
    };
}
