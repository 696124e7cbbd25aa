using Monitor.Learning;

namespace Monitor.Classification;

/// <summary>Says in Indonesian, for the reviewer, why a stretch of text counted.</summary>
static class ReasonWords
{
    static readonly Dictionary<string, string> ClassNames = new(StringComparer.Ordinal)
    {
        ["praise"] = "kata pujian",
        ["insult"] = "kata hinaan",
        ["mock"] = "kata ejekan",
        ["anger"] = "kata marah",
        ["fear_warning"] = "kata peringatan atau menakuti",
        ["prayer_hope"] = "doa atau harapan",
        ["gratitude"] = "ucapan terima kasih",
        ["pride_identity"] = "kata kebanggaan atau identitas",
        ["campaign_act"] = "kata kegiatan kampanye",
        ["vote_act"] = "kata memilih atau mencoblos",
        ["victory"] = "kata kemenangan",
        ["support_verb"] = "kata mendukung",
        ["reject_verb"] = "kata menolak",
        ["contest_noun"] = "istilah pemilihan",
        ["supporter_label"] = "sebutan kelompok pendukung",
        ["smear_topic"] = "tuduhan atau isu negatif",
        ["record_claim"] = "klaim hasil kerja",
        ["promise_topic"] = "janji atau program",
        ["reporting_verb"] = "kata kerja berita (ujar, kata)",
        ["headline_form"] = "bentuk judul berita",
        ["official_info"] = "informasi resmi penyelenggara",
        ["neutrality"] = "ajakan netral atau damai",
        ["poll_survey"] = "istilah survei",
        ["government_policy"] = "kebijakan pemerintah",
        ["complaint_service"] = "keluhan layanan",
        ["question_word"] = "kata tanya",
        ["first_person"] = "kata diri penulis",
        ["second_person"] = "sapaan kepada lawan bicara",
        ["third_deixis"] = "kata tunjuk",
        ["negation"] = "kata ingkar",
        ["intensifier"] = "kata penguat",
        ["hedge"] = "kata ragu",
        ["contrast"] = "kata pertentangan",
        ["religion"] = "kata keagamaan",
        ["sport_entertainment"] = "kata olahraga atau hiburan",
        ["food_shopping"] = "kata makanan atau belanja",
        ["family_love"] = "kata keluarga",
        ["work_school"] = "kata pekerjaan atau sekolah",
        ["travel_traffic"] = "kata perjalanan",
        ["health"] = "kata kesehatan",
        ["regional_word"] = "kata daerah",
        ["laugh"] = "tawa",
        ["emoji_like"] = "ungkapan emosi",
    };

    public static Reason For(Contribution contribution) =>
        new(contribution.Start, contribution.Length, contribution.Weight, Explain(contribution));

    static string Explain(Contribution one)
    {
        if (one.Role is { } role) return RoleName(role);
        var what = one.Class is { } name && ClassNames.TryGetValue(name, out var said) ? said : "sering muncul dalam contoh serupa";
        return one.NearMention ? $"{what}, dekat sebutan peserta" : what;
    }

    static string RoleName(MaskRole role) => role switch
    {
        MaskRole.Person => "sebutan calon (siapa pun calonnya dinilai sama)",
        MaskRole.Party => "sebutan partai (partai apa pun dinilai sama)",
        MaskRole.Number => "nomor urut (nomor berapa pun dinilai sama)",
        MaskRole.Hashtag => "tagar kampanye",
        MaskRole.Account => "akun peserta atau tim kampanye",
        MaskRole.Slogan => "slogan kampanye",
        MaskRole.HandSign => "isyarat jari nomor urut",
        _ => "tagar pemilihan yang netral",
    };
}
