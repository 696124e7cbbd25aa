using Monitor.Classification;
using Monitor.Flags;
using Monitor.Review;
using Monitor.Review.Pages;
using Monitor.Tests.Flags;
using Monitor.Tests.Support;
namespace Monitor.Tests.Review;
[Collection(nameof(ReviewSite))]
public class ZzScreens(ReviewSite site)
{
    [Fact]
    public async Task Shoot()
    {
        var css = await (site.Stranger()).GetStringAsync(OwnFiles.CssPath);
        Directory.CreateDirectory("/tmp/screens");
        async Task Save(string name, string html) => await File.WriteAllTextAsync($"/tmp/screens/{name}.html", System.Text.RegularExpressions.Regex.Replace(html, "<link rel=.stylesheet.[^>]*>", $"<style>{css}</style>"));
        var texts = new[] { "Ayo warga Kukar, tanggal 27 coblos nomor satu! Lanjutkan yang sudah baik 👍🏽", "Selamat pagi, hari ini kerja bakti di kantor kecamatan bersama warga", "Menang! Menang! 01 untuk semua, jangan lupa ajak keluarga ya", "<script>alert(1)</script> \u202Egnalut ini teks terbalik \u200B\u200B\u200B tersembunyi 🤟🤟🤟", "Terima kasih Pak Bupati atas jalan barunya, kami dukung terus" };
        var flags = texts.Select((t, i) => { var f = ReviewBench.FlagNumber(9000 + i, t); return f with { Priority = (Priority)(i % 3), RaisedAt = DateTimeOffset.UtcNow.AddDays(-i * 2), Contests = [new FlagContest("pilkada-2024-kutai-kartanegara", "Pilkada Kutai Kartanegara 2024", Monitor.Contests.Phase.Campaign)], Mentions = [new Mention("pilkada-2024-kutai-kartanegara", (i % 2 + 1).ToString(), MentionRole.Number, 0, 3)], Unit = i % 2 == 0 ? "Dinas Pendidikan dan Kebudayaan" : "Kecamatan Tenggarong", Context = i == 0 ? [ExculpatoryContext.OrganiserDuty] : [] , Reasons = [new Reason(0, 8, 1.2, "ajakan “ayo warga”"), new Reason(Math.Min(10, t.Length - 3), 12, 0.8, "ajakan mencoblos"), new Reason(Math.Max(0, t.Length - 12), 6, -0.4, "kata sehari-hari")] }; }).ToArray();
        await site.RaiseAsync(flags);
        var ids = (await site.Flags.FlagsAsync(new FlagQuery(Limit: 1000), default)).Where(f => texts.Contains(f.Post.Text)).OrderBy(f => Array.IndexOf(texts, f.Post.Text)).Select(f => f.Id).ToArray();
        var p = await site.AsAsync(Role.Peninjau); var k = await site.AsAsync(Role.Ketua); var k2 = await site.EnterAsync("kedua");
        await ReviewSite.PostAsync(p, $"/tinjau/{ids[0]}", $"/tinjau/{ids[0]}/klaim", ("versi", "1"));
        await Save("masuk", await site.Stranger().GetStringAsync("/masuk"));
        await Save("antrean", await p.GetStringAsync("/antrean"));
        await Save("antrean-ketua", await k.GetStringAsync("/antrean"));
        await Save("tinjau", (await p.GetStringAsync($"/tinjau/{ids[0]}")).Replace("id=\"putusan-1\"", "id=\"putusan-1\" checked"));
        await Save("tinjau-hostile", await p.GetStringAsync($"/tinjau/{ids[3]}"));
        async Task Decide(System.Net.Http.HttpClient c, string id, string verdict, params (string, string)[] more)
        {
            var page = await c.GetStringAsync($"/tinjau/{id}");
            var v = System.Text.RegularExpressions.Regex.Match(page, "name=\"versi\" value=\"(\\d+)\"").Groups[1].Value;
            var r = await ReviewSite.PostAsync(c, $"/tinjau/{id}", $"/tinjau/{id}/putusan", [("versi", v), ("putusan", verdict), .. more]);
            Console.WriteLine($"{id} {verdict} {r.StatusCode} {r.Headers.Location}");
        }
        await Decide(p, ids[2], "StrongIndication", ("catatan-StrongIndication", "Ajakan terang-terangan dengan nomor."));
        await Decide(k2, ids[2], "StrongIndication", ("catatan-StrongIndication", "Sepakat; menyebut nomor dan mengajak keluarga."));
        await Decide(p, ids[1], "NoIndication", ("alasan-NoIndication", "OfficialDuty"));
        await Save("berkas", await k.GetStringAsync("/berkas"));
        await Save("berkas-satu", await k.GetStringAsync($"/berkas/{ids[2]}"));
        await Save("jurnal", await (await site.AsAsync(Role.Auditor)).GetStringAsync("/jurnal"));
        await Save("statistik", await k.GetStringAsync("/statistik"));
        await Save("uji", await k.GetStringAsync("/uji-petik"));
        await Save("pengguna", await (await site.AsAsync(Role.Admin)).GetStringAsync("/pengguna"));
    }
}
