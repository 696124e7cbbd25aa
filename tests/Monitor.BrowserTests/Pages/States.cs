using Microsoft.Playwright;
using Monitor.BrowserTests.Browser;
using Monitor.BrowserTests.Site;
using Monitor.Review;

namespace Monitor.BrowserTests.Pages;

/// <summary>A page as it is after some step: filled in, refused, answered.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Who">Who takes the step; null for somebody who is not signed in.</param>
/// <param name="ReachAsync">Goes there by names that are the same in both languages.</param>
sealed record State(string Name, Reviewer? Who, Func<Visitor, TestSite, Task> ReachAsync)
{
    const string Long = "kata-panjang-tanpa-jeda-0123456789-0123456789-0123456789-0123456789-0123456789";

    public static IReadOnlyList<State> All { get; } = [.. SignIn, .. Judging, .. Meeting, .. Settling, .. Leading, .. Correcting, .. Auditing, .. Keeping];

    static IEnumerable<State> SignIn =>
    [
        new("signed in wrongly", null, async (visitor, _) =>
        {
            await visitor.GoAsync("/masuk");
            await visitor.FillAsync(("#nama", "siapa"), ("#sandi", "bukan-kata-sandi"));
            await visitor.SendAsync("#sandi");
        }),
        new("code refused", null, async (visitor, _) =>
        {
            await visitor.GoAsync("/aktifkan");
            await visitor.FillAsync(("#kode", "AAAAA-AAAAA-AAAAA-AAAAA"), ("#nama", "siapa"), ("#sandi", TestSite.Password), ("#ulang", TestSite.Password));
            await visitor.SendAsync("#ulang");
        }),
        new("account not confirmed", null, async (visitor, site) =>
        {
            await site.InviteAsync(new Reviewer("fajar", "Fajar Baru", Role.Peninjau));
            await visitor.GoAsync("/masuk");
            await visitor.FillAsync(("#nama", "fajar"), ("#sandi", TestSite.Password));
            await visitor.SendAsync("#sandi");
        }),
        new("password refused", TestSite.Ani, async (visitor, _) =>
        {
            await visitor.GoAsync("/sandi");
            await visitor.FillAsync(("#lama", "bukan-kata-sandi"), ("#sandi", TestSite.Password), ("#ulang", TestSite.Password));
            await visitor.SendAsync("#ulang");
        }),
        new("page that was open too long", TestSite.Ani, async (visitor, _) =>
        {
            await visitor.GoAsync("/sandi");
            await visitor.FillAsync(("#lama", TestSite.Password), ("#sandi", TestSite.Password), ("#ulang", TestSite.Password));
            await visitor.Page.EvaluateAsync("() => { for (const one of document.querySelectorAll('[name=__RequestVerificationToken]')) one.value = 'lama'; }");
            await visitor.SendAsync("#ulang");
        }),
    ];

    static IEnumerable<State> Judging =>
    [
        new("claimed", TestSite.Ani, async (visitor, site) => await ClaimAsync(visitor, await NewAsync(site))),
        new("looked", TestSite.Ani, async (visitor, site) =>
        {
            await ClaimAsync(visitor, await NewAsync(site));
            await visitor.ClickAsync("[name=pandangan][value=Unsure]");
        }),
        .. from key in (int[])[1, 2, 3, 4]
           select new State($"choice {key} open", TestSite.Ani, async (visitor, site) =>
           {
               await visitor.GoAsync($"/tinjau/{await NewAsync(site)}");
               await visitor.Page.Locator($"#putusan-{key}").CheckAsync();
           }),
        new("decision without its note", TestSite.Ani, async (visitor, site) =>
        {
            await visitor.GoAsync($"/tinjau/{await NewAsync(site)}");
            await visitor.Page.Locator("#putusan-3").CheckAsync();
            await visitor.SendAsync("#catatan-3");
        }),
        new("decided, to be taken back", TestSite.Ani, async (visitor, site) =>
        {
            await visitor.GoAsync($"/tinjau/{await NewAsync(site)}");
            await visitor.Page.Locator("#putusan-4").CheckAsync();
            await visitor.Page.Locator("#alasan-4").SelectOptionAsync("MissingContext");
            await visitor.SendAsync("#catatan-4");
        }),
    ];

    static IEnumerable<State> Meeting =>
    [
        new("own first word", TestSite.Ani, async (visitor, site) =>
        {
            var flag = await NewAsync(site);
            await site.UpholdAsync(flag, TestSite.Ani);
            await visitor.GoAsync($"/tinjau/{flag}");
        }),
        new("second look", TestSite.Budi, async (visitor, site) =>
        {
            var flag = await NewAsync(site);
            await site.UpholdAsync(flag, TestSite.Ani);
            await visitor.GoAsync($"/tinjau/{flag}");
        }),
        new("held by somebody else", TestSite.Budi, async (visitor, site) =>
        {
            var flag = await NewAsync(site);
            await site.ActAsync(version => new ReviewAct.Claim(flag, version), flag, TestSite.Ani);
            await visitor.GoAsync($"/tinjau/{flag}");
        }),
        new("came too late", TestSite.Budi, async (visitor, site) =>
        {
            var flag = await NewAsync(site);
            await visitor.GoAsync($"/tinjau/{flag}");
            await site.UpholdAsync(flag, TestSite.Ani);
            await visitor.Page.Locator("#putusan-1").CheckAsync();
            await visitor.Page.Locator("#alasan-1").SelectOptionAsync("News");
            await visitor.FillAsync(("#catatan-1", Long));
            await visitor.SendAsync("#catatan-1");
        }),
    ];

    static IEnumerable<State> Settling =>
    [
        new("name opened", TestSite.Budi, async (visitor, site) =>
        {
            await visitor.GoAsync($"/tinjau/{await NewAsync(site)}");
            await OpenAsync(visitor);
            await visitor.Page.Locator("#nama-alasan").SelectOptionAsync(new SelectOptionValue { Index = 1 });
            await visitor.SendAsync("#nama-catatan");
        }),
        new("ownership settled", TestSite.Budi, async (visitor, site) =>
        {
            await visitor.GoAsync($"/tinjau/{await NewAsync(site)}");
            await OpenAsync(visitor);
            await visitor.Page.Locator("#cara").SelectOptionAsync("WrittenStatement");
            await visitor.FillAsync(("#cara-catatan", Long));
            await visitor.SendAsync("#cara-catatan");
        }),
        new("answer recorded", TestSite.Budi, async (visitor, site) =>
        {
            var flag = await NewAsync(site);
            await site.ActAsync(version => new ReviewAct.Decide(flag, version, new ReviewDecision(Verdict.NeedsClarification, Question: "Apakah akun ini milik Anda?")), flag, TestSite.Ani);
            await visitor.GoAsync($"/tinjau/{flag}");
            await visitor.FillAsync(("#jawaban", Long), ("#jawaban-tanggal", "2024-11-19"));
            await visitor.SendAsync("#jawaban-tanggal");
        }),
        new("copies of a template", TestSite.Ani, async (visitor, site) =>
        {
            var flags = await site.RaiseAsync(3, "Titip sebar ke semua grup kantor kita ya: besok hadir di lapangan, pilihan kita sudah jelas sekali");
            await visitor.GoAsync($"/tinjau/{flags[0]}");
        }),
        new("words that try to be a page", TestSite.Ani, async (visitor, site) =>
            await visitor.GoAsync($"/tinjau/{(await site.RaiseAsync(1, "<script>alert(1)</script> \u202Egnalut\u202C \u200B\u200B " + new string('W', 3_000)))[0]}")),
    ];

    static IEnumerable<State> Leading =>
    [
        new("reply recorded", TestSite.Citra, async (visitor, site) =>
        {
            var flag = await UpheldAsync(site);
            await site.ActAsync(version => new ReviewAct.AskReply(flag, version, new DateOnly(2024, 11, 18)), flag, TestSite.Citra);
            await visitor.GoAsync($"/berkas/{flag}");
            await visitor.FillAsync(("#tanggapan", Long), ("#ditanggapi", "2024-11-19"));
            await visitor.SendAsync("#ditanggapi");
        }),
        new("reply not yet asked for", TestSite.Citra, async (visitor, site) => await visitor.GoAsync($"/berkas/{await UpheldAsync(site)}")),
        new("case file for whoever judges", TestSite.Budi, async (visitor, site) => await visitor.GoAsync($"/berkas/{await UpheldAsync(site)}")),
        new("package made", TestSite.Citra, async (visitor, site) =>
        {
            var flag = await UpheldAsync(site);
            await site.ActAsync(version => new ReviewAct.AskReply(flag, version, new DateOnly(2024, 11, 18)), flag, TestSite.Citra);
            await site.ActAsync(version => new ReviewAct.Refer(flag, version, new string('a', 64)), flag, TestSite.Citra);
            await visitor.GoAsync($"/berkas/{flag}");
        }),
        new("person found", TestSite.Citra, async (visitor, site) =>
        {
            await visitor.GoAsync("/hak-subjek");
            await visitor.FillAsync(("#kode", site.People[0].PersonCode));
            await visitor.SendAsync("#kode");
        }),
        new("person unknown", TestSite.Citra, async (visitor, _) =>
        {
            await visitor.GoAsync("/hak-subjek");
            await visitor.FillAsync(("#kode", "P-TIDAKADA"));
            await visitor.SendAsync("#kode");
        }),
        new("account to confirm", TestSite.Citra, async (visitor, site) =>
        {
            await site.InviteAsync(new Reviewer("gita", "Gita Baru", Role.Peninjau));
            await visitor.GoAsync("/akun");
        }),
        new("account confirmed", TestSite.Citra, async (visitor, site) =>
        {
            await site.InviteAsync(new Reviewer("hadi", "Hadi Baru", Role.Auditor));
            await visitor.GoAsync("/akun");
            await visitor.ClickAsync("form[action='/akun/hadi'] [value=benar]");
        }),
        new("queue with an account to confirm", TestSite.Citra, async (visitor, site) =>
        {
            await site.InviteAsync(new Reviewer("gita", "Gita Baru", Role.Peninjau));
            await visitor.GoAsync("/antrean");
        }),
    ];

    static IEnumerable<State> Correcting =>
    [
        new("mapping filled in", TestSite.Citra, MapAsync),
        new("mapping refused", TestSite.Citra, async (visitor, site) =>
        {
            await MapAsync(visitor, site);
            await visitor.FillAsync(("#nama-berkas", "Nama Yang Tidak Cocok.json"));
            await visitor.SendAsync("#nama-berkas");
        }),
        new("data file refused", TestSite.Citra, async (visitor, _) =>
        {
            await visitor.GoAsync("/data/berkas/tenggat/tenggat.json");
            await visitor.FillAsync(("#isi-berkas", "{ \"rules\": [], \"" + Long + "\": 1 }"));
            await visitor.ClickAsync(".card .main");
        }),
        new("upload refused", TestSite.Citra, async (visitor, _) =>
        {
            await visitor.GoAsync("/data");
            await visitor.Page.Locator("#berkas").SetInputFilesAsync(new FilePayload { Name = "pemilihan-uji.json", MimeType = "application/json", Buffer = "{}"u8.ToArray() });
            await visitor.ClickAsync("form[action='/data/unggah'] button");
        }),
    ];

    static IEnumerable<State> Auditing =>
    [
        new("journal checked", TestSite.Dewi, async (visitor, _) =>
        {
            await visitor.GoAsync("/jurnal");
            await visitor.SendAsync("#jangkar");
        }),
        new("anchor that is none", TestSite.Dewi, async (visitor, _) =>
        {
            await visitor.GoAsync("/jurnal");
            await visitor.FillAsync(("#jangkar", "12:abc"));
            await visitor.SendAsync("#jangkar");
        }),
        new("nothing found in the journal", TestSite.Dewi, (visitor, _) => visitor.GoAsync("/jurnal?cari=tidak-ada-yang-begini")),
        new("statistics of nothing", TestSite.Dewi, (visitor, _) => visitor.GoAsync("/statistik?dari=2020-01-01&sampai=2020-01-02")),
        new("statistics of many decisions", TestSite.Dewi, (visitor, _) => visitor.GoAsync("/statistik")),
        new("samples", TestSite.Dewi, (visitor, _) => visitor.GoAsync("/uji-petik")),
        new("account to confirm, for the auditor", TestSite.Dewi, (visitor, _) => visitor.GoAsync("/akun")),
    ];

    static IEnumerable<State> Keeping =>
    [
        new("code made", TestSite.Eko, async (visitor, _) =>
        {
            await visitor.GoAsync("/pengguna");
            await visitor.FillAsync(("#nama", "indra"), ("#lengkap", "Indra Baru"));
            await visitor.SendAsync("#lengkap");
        }),
        new("account name refused", TestSite.Eko, async (visitor, _) =>
        {
            await visitor.GoAsync("/pengguna");
            await visitor.FillAsync(("#nama", "9"), ("#lengkap", "Indra Baru"));
            await visitor.SendAsync("#lengkap");
        }),
        new("role refused", TestSite.Eko, async (visitor, _) =>
        {
            await visitor.GoAsync("/pengguna");
            await visitor.FillAsync(("#nama", "ani"), ("#lengkap", "Ani"));
            await visitor.Page.Locator("#peran").SelectOptionAsync("Admin");
            await visitor.SendAsync("#lengkap");
        }),
        new("retention that asks", TestSite.Eko, async (visitor, _) =>
        {
            await visitor.GoAsync("/data/masa-simpan");
            await visitor.FillAsync(("#tanda", "30"), ("#sampel", "30"), ("#berkas", "10"));
            await visitor.SendAsync("#berkas");
        }),
        new("retention refused", TestSite.Eko, async (visitor, _) =>
        {
            await visitor.GoAsync("/data/masa-simpan");
            await visitor.FillAsync(("#tanda", "30"), ("#sampel", "30"), ("#berkas", "40"));
            await visitor.SendAsync("#berkas");
        }),
        new("retention saved", TestSite.Eko, async (visitor, _) =>
        {
            await visitor.GoAsync("/data/masa-simpan");
            await visitor.FillAsync(("#tanda", "400"), ("#sampel", "400"), ("#berkas", "400"));
            await visitor.SendAsync("#berkas");
        }),
        new("retention's file", TestSite.Eko, (visitor, _) => visitor.GoAsync("/data/berkas/masasimpan/masa-simpan.json")),
        new("old version of a data file", TestSite.Eko, async (visitor, _) =>
        {
            await visitor.GoAsync("/data/berkas/tenggat/tenggat.json");
            var text = await visitor.Page.Locator("#isi-berkas").InputValueAsync();
            await visitor.FillAsync(("#isi-berkas", text.Replace("Belum diperiksa.", "Dibaca.", StringComparison.Ordinal) + "\n"));
            await visitor.ClickAsync(".card .main");
        }),
    ];

    static async Task<string> NewAsync(TestSite site) => (await site.RaiseAsync(1))[0];

    static async Task<string> UpheldAsync(TestSite site)
    {
        var flag = await NewAsync(site);
        await site.UpholdAsync(flag, TestSite.Ani);
        await site.UpholdAsync(flag, TestSite.Budi);
        return flag;
    }

    static async Task ClaimAsync(Visitor visitor, string flag)
    {
        await visitor.GoAsync($"/tinjau/{flag}");
        await visitor.ClickAsync("[data-key=c]");
    }

    static Task OpenAsync(Visitor visitor) => PageWalk.UnfoldAsync(visitor.Page);

    static async Task MapAsync(Visitor visitor, TestSite site)
    {
        await visitor.GoAsync($"/data/pemetaan?berkas={TestSite.RefusedTable}");
        await visitor.FillAsync(("#nama", "Laporan kecamatan"), ("#nama-berkas", "laporan-kecamatan.json"));
        foreach (var meaning in await visitor.Page.Locator("[name=arti]").AllAsync()) await meaning.SelectOptionAsync(new SelectOptionValue { Index = 1 });
    }
}
