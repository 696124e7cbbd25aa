using Monitor.Learning;

namespace Monitor.Tests.Learning;

public class ContestantMaskTests
{
    static readonly ContestantMask Mask = new(Words(), Contest());

    [Theory]
    [InlineData("Ayo dukung Edi Damansyah", "ayo dukung ⟨calon⟩")]
    [InlineData("Edi-Rendi, Edi Damansyah-Rendi Solihin", "⟨calon⟩ , ⟨calon⟩")] // a pair reads as one name
    [InlineData("edi damansyahnya mana", "⟨calon⟩ mana")] // a name with an ending
    [InlineData("Damansyahnya mana", "⟨calon⟩ mana")]
    [InlineData("coblos no 1", "coblos ⟨nomor⟩")]
    [InlineData("coblos nomor urut satu", "coblos ⟨nomor⟩")]
    [InlineData("paslon 02 menang", "paslon ⟨nomor⟩ menang")]
    [InlineData("TPS 03 di RT 02", "tps 03 di rt 02")] // numbers that count something else
    [InlineData("juara nomor 1 lomba", "juara nomor 1 lomba")]
    [InlineData("salam dua jari", "⟨isyarat⟩")]
    [InlineData("ulun umpat ☝️", "ulun umpat ⟨isyarat⟩")]
    [InlineData("siap pak, laksanakan", "siap pak , laksanakan")] // an everyday word
    [InlineData("siap coblos Gerindra", "siap coblos ⟨partai⟩")] // nor is it the brand where people cheer
    [InlineData("SIAP COBLOS Gerindra", "siap coblos ⟨partai⟩")]
    [InlineData("relawan SIAP merapat, coblos Gerindra", "relawan ⟨calon⟩ merapat , coblos ⟨partai⟩")] // the same word as a brand
    [InlineData("#EdiRendi", "⟨tagarnama⟩")]
    [InlineData("#EdiRendiMenang", "⟨tagar⟩")] // a name with other words reads as the listed tags do
    [InlineData("#GantiEdiRendi", "⟨tagar⟩ ganti")] // unless they speak against it
    [InlineData("#PakEdiRendi", "⟨tagarnama⟩")]
    [InlineData("#KukarIdaman", "⟨tagar⟩")] // listed by the contest
    [InlineData("#2019GantiPresiden", "⟨tagar⟩ ganti presiden")] // unknown contest, known pattern
    [InlineData("#Pemilu2024", "⟨tagarnetral⟩")]
    [InlineData("#kuliner", "⟨tagarlain⟩")]
    [InlineData("@edirendi_official hadir", "⟨akun⟩ hadir")]
    [InlineData("@relawan_kukar hadir", "⟨akun⟩ hadir")]
    [InlineData("@siti @budi hadir", "⟨akunlain⟩ hadir")]
    [InlineData("kotak kosong juga pilihan", "⟨calon⟩ juga pilihan")]
    [InlineData("Pak Haji Damansyah hadir", "⟨calon⟩ hadir")] // titles are part of the name, listed or not
    [InlineData("KH. Edi Damansyah hadir", "⟨calon⟩ hadir")]
    [InlineData("terima kasih pak, hadir", "terima kasih pak , hadir")]
    [InlineData("kader Partai Gerindra", "kader ⟨partai⟩")]
    [InlineData("partai itu bukan Gerindra", "partai itu bukan ⟨partai⟩")]
    [InlineData("ketemu Bambang Wijayanto tadi", "ketemu ⟨namalain⟩ tadi")] // a name that no list knows says nothing by its letters
    [InlineData("ketemu Edi Setiawan tadi", "ketemu ⟨namalain⟩ tadi")] // nor one that begins as a contestant's does
    [InlineData("ketemu Bagus Wijayanto tadi", "ketemu ⟨namalain⟩ tadi")] // nor one that is half an everyday word
    [InlineData("ketemu Wijayanto Ayu Lestari tadi", "ketemu ⟨namalain⟩ tadi")]
    [InlineData("ketemu Ayu Lestari Wijayanto tadi", "ketemu ⟨namalain⟩ tadi")]
    [InlineData("Bagus, Wijayanto datang", "bagus , ⟨namalain⟩ datang")] // but praise before a name stays praise
    [InlineData("ide bagus Wijayanto", "ide bagus ⟨namalain⟩")]
    [InlineData("IDE BAGUS Wijayanto", "ide bagus ⟨namalain⟩")]
    [InlineData("ketemu bambang tadi", "ketemu bambang tadi")]
    [InlineData("#SiapandiMaju", "⟨tagarlain⟩ maju")] // siap is not cut out of a longer word
    public void ContestantsAreMaskedByRole(string text, string masked) => Assert.Equal(masked, Mask.Mask(text));

    [Fact]
    public void MentionsKeepTheirPlaceInThePost()
    {
        const string text = "🙏 Ayo coblos no. 1, #KukarIdaman bersama Edi Damansyah!";

        var mentions = Mask.Mentions(text);

        Assert.Equal(["no. 1", "#KukarIdaman", "Edi Damansyah"], mentions.Select(mention => text.Substring(mention.Start, mention.Length)));
        Assert.All(mentions, mention => Assert.Equal([7], mention.Targets));
    }

    static Language Words()
    {
        var language = new Language();
        language.AddTerms(new StringReader("siap\tsupport_verb\nmenang\tvictory\nganti\treject_verb\npresiden\tcontest_noun\nrelawan\tsupporter_label\ncoblos\tvote_act\npaslon\tcontest_noun"));
        language.AddTagWords(["ayo", "maju", "kotak", "pak", "bagus", "ayu", "lestari", "ketemu"]);
        language.AddFigures(new StringReader("Party\tGerindra\nPerson\tKotak Kosong\nHandSign\t☝"));
        return language;
    }

    static MaskAlias[] Contest() =>
    [
        new(MaskRole.Person, "Edi Damansyah", false, 7),
        new(MaskRole.Person, "Damansyah", false, 7),
        new(MaskRole.Person, "Rendi Solihin", false, 7),
        new(MaskRole.Person, "Edi-Rendi", false, 7),
        new(MaskRole.Person, "siap", true, 7),
        new(MaskRole.Number, "1", false, 7),
        new(MaskRole.Hashtag, "#KukarIdaman", false, 7),
    ];
}
