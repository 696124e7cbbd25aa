using Monitor.Classification;
using Monitor.Contests;
using Monitor.Posts;
using Monitor.Roster;
using Monitor.Training;
using Monitor.Tests.Support;

namespace Monitor.Tests.Training;

public class PostPseudonymsTests
{
    static readonly RosterEntry Siti = new()
    {
        PersonCode = "P-1",
        Name = "dr. Hj. Siti Ramlahwati, S.Ked.",
        Nip = "198501012010012001",
        Unit = "Dinas Contoh",
        Employment = EmploymentType.Pns,
        Accounts = [new RosterAccount(Platform.X, "siti_rw", Ownership.Declared), new RosterAccount(Platform.Facebook, "Mama Ramlah Kece", Ownership.Declared)],
    };

    static readonly RosterEntry Indah = new() { PersonCode = "P-2", Name = "Indah Kurniasari", Unit = "Dinas Contoh", Employment = EmploymentType.Pns };

    static readonly PostPseudonyms Pseudonyms = new(
        PostClassifier.Load(ChampionModel.FolderIn(Samples.Folder("../models")), ContestFiles.Load(Samples.Folder("contests")).Contests).Mask,
        new StaffRoster([Siti, Indah], "roster"));

    [Theory]
    [InlineData("Ayo coblos nomor 1, Edi Damansyah!", "Ayo coblos nomor {NA}, {A}!")]
    [InlineData("Ayo coblos nomor satu, Edi Damansyah!", "Ayo coblos nomor {WA}, {A}!")]
    [InlineData("Prabowo lebih baik dari Ganjar, dan Prabowo menang", "{A} lebih baik dari {B}, dan {A} menang")]
    [InlineData("Gerindra dan Golkar rapat", "{PA} dan {PB} rapat")]
    [InlineData("Prabowo bersama Gerindra dan Golkar", "{A} bersama {PA} dan {PA}")] // the parties of one side
    [InlineData("Mantap #PrabowoMenang ya", "Mantap {#A} ya")]
    [InlineData("Mantap #Prabowo ya", "Mantap #{A} ya")] // a name as a tag takes no side
    [InlineData("Bersama @prabowo kita bisa", "Bersama {@A} kita bisa")]
    public void ContestantsBecomeSlots(string text, string expected) => Assert.Equal(expected, Of(text));

    [Theory]
    [InlineData("terima kasih @budi.k dan @ani_", "terima kasih @user dan @user")]
    [InlineData("tanya siti_rw saja", "tanya @user saja", "an account name without its sign")]
    [InlineData("Bu Siti Ramlahwati yang bagikan", "Bu Fulan Fulan yang bagikan")]
    [InlineData("kata SITI  RAMLAHWATI tadi", "kata Fulan  Fulan tadi", "in capitals, set apart")]
    [InlineData("sitiramlahwati hadir", "Fulan hadir", "run together")]
    [InlineData("selamat #SitiRamlahwatiJuara", "selamat #tag", "in a tag")]
    [InlineData("S\u200Biti Ram\u00ADlahwati hadir", "Fulan Fulan hadir", "with letters that cannot be seen")]
    [InlineData("𝗦𝗶𝘁𝗶 𝗥𝗮𝗺𝗹𝗮𝗵𝘄𝗮𝘁𝗶 hadir", "Fulan Fulan hadir", "in mathematical letters")]
    [InlineData("mama ramlah kece hadir", "Fulan Fulan Fulan hadir", "a name shown on Facebook")]
    [InlineData("pemandangan indah sekali", "pemandangan indah sekali", "an everyday word names nobody")]
    [InlineData("kata bu indah tadi", "kata bu Fulan tadi", "unless it is addressed")]
    [InlineData("rapat dengan Indah tadi", "rapat dengan Fulan tadi", "or written as a name")]
    [InlineData("NIP 19850101 201001 2 001 atas nama saya", "NIP 00000000 000000 0 000 atas nama saya")]
    [InlineData("wa 0812-3456-7890 ya", "wa 0000-0000-0000 ya")]
    [InlineData("+62 (812) 3456 7890", "+00 (000) 0000 0000")]
    [InlineData("wa ０８１２３４５６７８９０", "wa 000000000000", "wide digits")]
    [InlineData("TPS 12, jam 10.30", "TPS 12, jam 10.30", "short numbers stay")]
    [InlineData("lihat https://wa.me/628123456789?text=a dan www.contoh.id/siti", "lihat https://t.co/xxxx dan https://t.co/xxxx")]
    [InlineData("surel siti.r+kerja@contoh.go.id ya", "surel @user ya")]
    [InlineData("isi {A} sendiri", "isi (A) sendiri", "braces of the post are no slots")]
    public void WhatLeadsToAPersonIsTakenOut(string text, string expected, string why = "") => Assert.True(expected == Of(text), $"{why}: {Of(text)}");

    [Fact]
    public void EachWordOfTheAuthorsOwnNameGoesEvenWhereItIsAnEverydayOne()
    {
        var post = Some.Post("hari ini indah sekali") with { Author = new PostAuthor { Handle = "siapa", DisplayName = "Indah K" } };

        Assert.Equal("hari ini Fulan sekali", Pseudonyms.Of(post, Indah));
        Assert.Equal("hari ini Fulan sekali", Pseudonyms.Of(post, author: null)); // by the name shown, when the roster knows the person no longer
    }

    [Fact]
    public void WhoeverTheActWasAimedAtGoesToo()
    {
        var post = Some.Post("mantap warung_pojok dan Zulkifliani") with { Target = new PostTarget("Zulkifliani", "warung_pojok", null) };

        Assert.Equal("mantap @user dan Fulan", Pseudonyms.Of(post, Siti));
    }

    static string? Of(string text) => Pseudonyms.Of(Some.Post(text) with { Author = new PostAuthor { Handle = "orang_lain" } }, author: null);
}
