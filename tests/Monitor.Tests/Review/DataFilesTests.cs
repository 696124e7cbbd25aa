using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Exports.Tables;
using Monitor.Journal;
using Monitor.Review;
using Monitor.Review.DataFiles;
using Monitor.Review.Retention;
using Monitor.Tests.Support;

namespace Monitor.Tests.Review;

/// <summary>Data files are changed by page: tried first, kept as versions, journalled, and never over somebody else's change.</summary>
[Collection(nameof(ReviewSite))]
public class DataFilesTests(ReviewSite site)
{
    const string Contest = "pilkada-2024-kutai-timur.json";

    DataFolder Folder => site.App.Services.GetRequiredService<DataFolder>();

    DataFileStore Files => site.App.Services.GetRequiredService<DataFileStore>();

    [Fact]
    public async Task ASoundEditIsUsedKeptAsAVersionAndJournalledWithBothHashes()
    {
        var before = Content(DataKind.Pemilihan, Contest);
        var client = await site.AsAsync(Role.Admin);

        using var answer = await EditAsync(client, DataKind.Pemilihan, Contest, before.Text.Replace("Kasmidi Bulang – Kinsu", "Kasmidi Bulang – Kinsu (uji)", StringComparison.Ordinal), before.Sha256);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var after = Content(DataKind.Pemilihan, Contest);
        Assert.Contains("(uji)", after.Text, StringComparison.Ordinal);
        var told = (await site.Store.JournalAsync(new JournalQuery(JournalKind.ConfigurationChanged, Contest), default)).Entries[0].Entry;
        Assert.Equal("admin", told.Actor);
        Assert.Contains(before.Sha256, told.Detail, StringComparison.Ordinal);
        Assert.Contains(after.Sha256, told.Detail, StringComparison.Ordinal);

        using var back = await ReviewSite.PostAsync(client, PathOf(DataKind.Pemilihan, Contest), $"{PathOf(DataKind.Pemilihan, Contest)}/pulihkan", ("versi", after.Versions[0]));
        Assert.Equal(before.Sha256, Content(DataKind.Pemilihan, Contest).Sha256);
    }

    [Fact]
    public async Task AFaultyEditChangesNothingAndComesBackWithEveryFault()
    {
        var before = Content(DataKind.Pemilihan, Contest);
        var client = await site.AsAsync(Role.Ketua);

        using var answer = await EditAsync(client, DataKind.Pemilihan, Contest, before.Text.Replace("\"votingDay\"", "\"hariPemungutan\"", StringComparison.Ordinal), before.Sha256);

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("votingDay", page, StringComparison.Ordinal);
        Assert.Contains("hariPemungutan", page, StringComparison.Ordinal);
        Assert.Equal(before.Sha256, Content(DataKind.Pemilihan, Contest).Sha256);
    }

    [Fact]
    public async Task AnEditOfAnOlderVersionIsRefusedAndItsWordsComeBack()
    {
        var before = Content(DataKind.Tenggat, "tenggat.json");
        var client = await site.AsAsync(Role.Ketua);
        using var first = await EditAsync(client, DataKind.Tenggat, "tenggat.json", before.Text.Replace("Belum diperiksa.", "Sudah dibaca.", StringComparison.Ordinal), before.Sha256);

        using var second = await EditAsync(client, DataKind.Tenggat, "tenggat.json", before.Text.Replace("Belum diperiksa.", "kata-yang-terlambat.", StringComparison.Ordinal), before.Sha256);

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("kata-yang-terlambat.", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Sudah dibaca.", Content(DataKind.Tenggat, "tenggat.json").Text, StringComparison.Ordinal);
        Files.Restore(DataKind.Tenggat, "tenggat.json", Content(DataKind.Tenggat, "tenggat.json").Versions[0]);
    }

    [Fact]
    public async Task TheRosterIsReplacedButNeverShown()
    {
        var client = await site.AsAsync(Role.Admin);
        using var sound = await UploadAsync(client, "Roster", "roster.xlsx", await File.ReadAllBytesAsync(Samples.Folder("roster.xlsx")));
        Assert.Equal(HttpStatusCode.Redirect, sound.StatusCode);

        using var unsound = await UploadAsync(client, "Roster", "roster.xlsx", Encoding.UTF8.GetBytes("bukan tabel"));
        Assert.Equal(HttpStatusCode.BadRequest, unsound.StatusCode);

        foreach (var path in (string[])["/data", PathOf(DataKind.Roster, "roster.xlsx")])
        {
            var page = await client.GetStringAsync(new Uri(path, UriKind.Relative));
            Assert.DoesNotContain("Budi Contoh", page, StringComparison.Ordinal);
            Assert.DoesNotContain("198203032008032003", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ARefusedTableIsMappedByPageAndTheMappingCorrected()
    {
        const string Table = "laporan-aneh.csv";
        Directory.CreateDirectory(Folder.Refused);
        await File.WriteAllTextAsync(Path.Combine(Folder.Refused, Table), "Kalimat Temuan;Pemilik;Waktu Temuan;Alamat\nayo coblos RAHASIA-BARIS;budi;12/11/2024;https://facebook.com/x/posts/1\n");
        var client = await site.AsAsync(Role.Ketua);
        var page = WebUtility.HtmlDecode(await client.GetStringAsync(new Uri($"/data/pemetaan?berkas={Table}", UriKind.Relative)));
        Assert.Contains("Kalimat Temuan", page, StringComparison.Ordinal);
        Assert.DoesNotContain("RAHASIA-BARIS", page, StringComparison.Ordinal);

        using var saved = await MapAsync(client, "", ("Kalimat Temuan", "text"), ("Pemilik", "name"), ("Waktu Temuan", ""), ("Alamat", "url"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var first = Content(DataKind.Pemetaan, "laporan-aneh.json");
        using var corrected = await MapAsync(client, first.Sha256, ("Kalimat Temuan", "text"), ("Pemilik", "handle"), ("Waktu Temuan", "date"), ("Alamat", "url"));

        Assert.Equal(HttpStatusCode.Redirect, corrected.StatusCode);
        var mapping = MappingBook.Load(Folder.Mappings).For(["kalimat temuan", "PEMILIK", "Waktu Temuan", "Alamat"]);
        Assert.Equal(["Pemilik"], mapping?.Fields[TableField.Handle]);
        Assert.Equal(["Waktu Temuan"], mapping?.Fields[TableField.Date]);
    }

    [Fact]
    public async Task TermsOfRetentionAreSetByPageCountedFirstAgreedToAndJournalledInNumbers()
    {
        var client = await site.AsAsync(Role.Admin);
        ForgetTerms();
        var current = site.App.Services.GetRequiredService<CurrentRetentionTerms>();
        Assert.Equal(new RetentionTerms(180, 180, 90), current());

        using var unsound = await KeepAsync(client, "", "30", "30", "31");
        using var unasked = await KeepAsync(client, "", "60", "180", "30");
        var shown = WebUtility.HtmlDecode(await unasked.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Conflict), (unsound.StatusCode, unasked.StatusCode));
        Assert.Contains("name=\"setuju\"", shown, StringComparison.Ordinal);
        Assert.Equal(new RetentionTerms(180, 180, 90), current());

        using var agreed = await KeepAsync(client, "", "60", "180", "30", ("setuju", "ya"));
        using var late = await KeepAsync(client, "", "400", "400", "400");
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict), (agreed.StatusCode, late.StatusCode));
        Assert.Equal(new RetentionTerms(60, 180, 30), current());
        var file = Content(DataKind.MasaSimpan, "masa-simpan.json");
        using var longer = await KeepAsync(client, file.Sha256, "180", "180", "90");

        Assert.Equal(HttpStatusCode.Redirect, longer.StatusCode);
        Assert.Single(Content(DataKind.MasaSimpan, "masa-simpan.json").Versions);
        var told = (await site.Store.JournalAsync(new JournalQuery(JournalKind.ConfigurationChanged, "masa-simpan.json"), default)).Entries.Select(entry => entry.Entry).ToList();
        Assert.Equal(["admin", "admin"], told.Select(entry => entry.Actor));
        Assert.Contains("\"dismissedFlags\":[180,60]", told[1].Detail, StringComparison.Ordinal);
        Assert.Contains(file.Sha256, told[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyChangesTermsOfRetentionAroundTheirPage()
    {
        var (lead, admin) = (await site.AsAsync(Role.Ketua), await site.AsAsync(Role.Admin));
        await File.WriteAllBytesAsync(Folder.RetentionTerms, new RetentionTerms(180, 180, 90).ToBytes());
        var path = PathOf(DataKind.MasaSimpan, "masa-simpan.json");
        var shorter = Encoding.UTF8.GetBytes("""{"dismissedFlags":1,"unflaggedSamples":1,"keptFiles":1}""");

        using var asText = await ReviewSite.PostAsync(admin, "/data", path, ("isi", Encoding.UTF8.GetString(shorter)), ("sidik", ""));
        using var asOld = await ReviewSite.PostAsync(admin, "/data", $"{path}/pulihkan", ("versi", "1"));
        using var asUpload = await UploadAsync(admin, "MasaSimpan", "masa-simpan.json", shorter);
        using var byLead = await ReviewSite.PostAsync(lead, "/data", "/data/masa-simpan", ("tanda", "1"), ("sampel", "1"), ("berkas", "1"), ("setuju", "ya"));

        Assert.Equal(
            [HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.BadRequest, HttpStatusCode.Forbidden],
            [asText.StatusCode, asOld.StatusCode, asUpload.StatusCode, byLead.StatusCode]);
        Assert.Equal(new RetentionTerms(180, 180, 90), site.App.Services.GetRequiredService<CurrentRetentionTerms>()());
        ForgetTerms();
    }

    /// <summary>As on a site where nobody has set any.</summary>
    void ForgetTerms()
    {
        foreach (var path in Directory.GetFiles(Folder.Root, "masa-simpan.json*")) File.Delete(path);
    }

    [Theory]
    [InlineData("../../rahasia.csv")]
    [InlineData("tidak-ada.csv")]
    public async Task OnlyAFileOfTheRefusedFolderCanBeMapped(string name)
    {
        var client = await site.AsAsync(Role.Ketua);

        using var answer = await client.GetAsync(new Uri($"/data/pemetaan?berkas={Uri.EscapeDataString(name)}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("../naik.json")]
    [InlineData("contest.schema.json")]
    [InlineData("Besar.json")]
    public async Task AFileNameThatLeadsElsewhereIsRefused(string name)
    {
        var client = await site.AsAsync(Role.Admin);
        var before = Files.All().Count;

        using var answer = await UploadAsync(client, "Pemilihan", name, Encoding.UTF8.GetBytes("{}"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(before, Files.All().Count);
    }

    DataFileContent Content(DataKind kind, string name) => Files.Find(kind, name) ?? throw new InvalidOperationException($"There is no {name}.");

    static string PathOf(DataKind kind, string name) => string.Create(CultureInfo.InvariantCulture, $"/data/berkas/{kind}/{name}").ToLowerInvariant();

    static Task<HttpResponseMessage> EditAsync(HttpClient client, DataKind kind, string name, string text, string seen) =>
        ReviewSite.PostAsync(client, PathOf(kind, name), PathOf(kind, name), ("isi", text), ("sidik", seen));

    static Task<HttpResponseMessage> KeepAsync(HttpClient client, string seen, string flags, string samples, string files, params (string, string)[] more) =>
        ReviewSite.PostAsync(client, "/data/masa-simpan", "/data/masa-simpan", [("sidik", seen), ("tanda", flags), ("sampel", samples), ("berkas", files), .. more]);

    static async Task<HttpResponseMessage> MapAsync(HttpClient client, string seen, params (string Column, string Field)[] columns) => await ReviewSite.PostAsync(
        client, "/data/pemetaan", "/data/pemetaan",
        [("sidik", seen), ("nama", "Laporan aneh"), ("nama-berkas", "laporan-aneh.json"), .. columns.SelectMany(column => new[] { ("kolom", column.Column), ("arti", column.Field) })]);

    static async Task<HttpResponseMessage> UploadAsync(HttpClient client, string kind, string name, byte[] bytes)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(kind), "jenis" },
            { new StringContent(ReviewSite.TokenIn(await client.GetStringAsync(new Uri("/data", UriKind.Relative)))), "__RequestVerificationToken" },
            { new ByteArrayContent(bytes), "berkas", name },
        };
        return await client.PostAsync(new Uri("/data/unggah", UriKind.Relative), form);
    }
}
