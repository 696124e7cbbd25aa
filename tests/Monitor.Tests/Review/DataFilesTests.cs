using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Exports.Tables;
using Monitor.Journal;
using Monitor.Review;
using Monitor.Review.DataFiles;
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
