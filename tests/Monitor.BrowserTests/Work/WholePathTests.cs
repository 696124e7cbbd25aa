using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Monitor.BrowserTests.Browser;
using Monitor.Tests.Support;

namespace Monitor.BrowserTests.Work;

/// <summary>The program as an agency starts it: from the set-up code on its console to a package that it checks offline.</summary>
[Collection(nameof(BrowserSession))]
public partial class WholePathTests(BrowserSession session)
{
    const string Password = "kopi-hutan-meja-17";

    [BrowserFact]
    public async Task AFileBecomesAPackageThatTwoPeopleStandBehind()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Samples.Folder("roster.xlsx"), folder.File("roster.xlsx"));
        using var program = new RunningProgram(folder.Path);
        var code = await program.LineAsync(SetUpLine());
        var site = new Uri(await program.LineAsync(AddressLine()));
        await DropAsync(folder);

        await using var admin = await Visitor.ArriveAsync(session, site);
        await SetUpAsync(admin, code);
        await using var ani = await InviteAsync(admin, site, "ani", "Ani Peninjau", "Peninjau");
        await using var budi = await InviteAsync(admin, site, "budi", "Budi Peninjau", "Peninjau");
        await using var citra = await InviteAsync(admin, site, "citra", "Citra Ketua", "Ketua");

        var flag = await FirstFlagAsync(ani);
        await ani.FollowAsync(ani.Page.GetByRole(AriaRole.Link, new() { Name = flag }));
        await ani.PressAsync("Klaim untuk saya");
        await Assertions.Expect(ani.Page.GetByText("klaim Anda sampai")).ToBeVisibleAsync();
        await RevealAsync(ani);
        await SettleOwnershipAsync(ani);
        await UpholdAsync(ani, flag, "Catatan orang pertama.");

        await budi.GoAsync($"/tinjau/{flag}");
        Assert.DoesNotContain("Catatan orang pertama.", await budi.TextAsync(), StringComparison.Ordinal);
        await UpholdAsync(budi, flag, "Catatan orang kedua.");

        await citra.GoAsync($"/berkas/{flag}");
        Assert.Equal(0, await citra.Page.GetByText("Buat dan unduh paket").CountAsync());
        await RecordReplyAsync(citra);
        var package = folder.File("paket.zip");
        var download = await citra.Page.RunAndWaitForDownloadAsync(() => citra.ButtonOf("Buat dan unduh paket").ClickAsync());
        await download.SaveAsAsync(package);

        var (exitCode, output) = await RunningProgram.RunAsync("verify", "--package", package);
        Assert.True(exitCode == 0, output);
        Assert.Contains(flag, output, StringComparison.Ordinal);
        foreach (var visitor in (Visitor[])[admin, ani, budi, citra]) visitor.AssertNoComplaints();
    }

    /// <summary>A table that any model would flag: calls to vote, with a number and a sign.</summary>
    static async Task DropAsync(TemporaryFolder folder)
    {
        var inbox = Directory.CreateDirectory(Path.Combine(folder.Path, "masuk")).FullName;
        await File.WriteAllTextAsync(Path.Combine(inbox, "rekap.csv"), """
            Nama,NIP,Unit Kerja,Platform,Akun,Tanggal,Isi Unggahan,Tautan
            Ani Contoh,198203032008032003,RSUD,Facebook,ani.contoh,12/11/2024 10:00,"Ayo kita coblos nomor 1 Isran Noor - Hadi Mulyadi tanggal 27 November, jangan lupa pilih yang terbaik, menangkan! ☝️",https://facebook.com/ani.contoh/posts/1
            """);
    }

    static async Task SetUpAsync(Visitor admin, string code)
    {
        await admin.GoAsync("/");
        await admin.Page.GetByLabel("Kode penyiapan").FillAsync(code);
        await admin.Page.GetByLabel("Nama akun").FillAsync("eko");
        await admin.Page.GetByLabel("Nama yang dibaca rekan").FillAsync("Eko Admin");
        await PasswordAsync(admin);
        await admin.SignInAsync("eko", Password);
    }

    async Task<Visitor> InviteAsync(Visitor admin, Uri site, string id, string name, string role)
    {
        await admin.GoAsync("/pengguna");
        await admin.Page.GetByLabel("Nama akun").FillAsync(id);
        await admin.Page.GetByLabel("Nama yang dibaca rekan").FillAsync(name);
        await admin.Page.GetByLabel("Peran").SelectOptionAsync(role);
        await admin.PressAsync("Buat kode");
        var code = await admin.Page.Locator("code.code").InnerTextAsync();

        var visitor = await Visitor.ArriveAsync(session, site);
        await visitor.GoAsync("/aktifkan");
        await visitor.Page.GetByLabel("Kode dari admin").FillAsync(code);
        await visitor.Page.GetByLabel("Nama akun").FillAsync(id);
        await PasswordAsync(visitor);
        await visitor.SignInAsync(id, Password);
        return visitor;
    }

    static async Task PasswordAsync(Visitor visitor)
    {
        await visitor.Page.GetByLabel("Kata sandi baru").FillAsync(Password);
        await visitor.Page.GetByLabel("Ulangi kata sandi").FillAsync(Password);
        await visitor.PressAsync("Simpan");
        await Assertions.Expect(visitor.Page.GetByText("Kata sandi disimpan. Silakan masuk.")).ToBeVisibleAsync();
    }

    /// <summary>Looks again until the file that was dropped has been read.</summary>
    static async Task<string> FirstFlagAsync(Visitor visitor)
    {
        var first = visitor.Page.Locator(".row a.open").First;
        for (var look = 0; look < 240 && await first.CountAsync() == 0; look++)
        {
            await visitor.Page.WaitForTimeoutAsync(500);
            await visitor.GoAsync("/antrean");
        }

        return await first.InnerTextAsync();
    }

    static async Task RevealAsync(Visitor visitor)
    {
        Assert.DoesNotContain("Ani Contoh", await visitor.TextAsync(), StringComparison.Ordinal);
        await visitor.Page.GetByText("Buka nama dan NIP").ClickAsync();
        await visitor.Page.GetByLabel("Alasan membuka nama (dicatat di jurnal)").SelectOptionAsync("memastikan kepemilikan akun");
        await visitor.PressAsync("Buka nama");
        await Assertions.Expect(visitor.Page.GetByText("198203032008032003")).ToBeVisibleAsync();
        await visitor.FollowAsync(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Sembunyikan nama" }));
        Assert.DoesNotContain("198203032008032003", await visitor.TextAsync(), StringComparison.Ordinal);
    }

    static async Task SettleOwnershipAsync(Visitor visitor)
    {
        await visitor.Page.GetByText("Catat kepastian kepemilikan").ClickAsync();
        await visitor.Page.GetByLabel("Dipastikan dengan").SelectOptionAsync("WrittenStatement");
        await visitor.Page.GetByLabel("Catatan (nomor surat, tanggal)").FillAsync("Surat 12/BKPSDM");
        await visitor.PressAsync("Catat");
        await Assertions.Expect(visitor.Page.GetByText("Kepemilikan akun dicatat.")).ToBeVisibleAsync();
    }

    static async Task UpholdAsync(Visitor visitor, string flag, string note)
    {
        await visitor.GoAsync($"/tinjau/{flag}");
        await visitor.Page.GetByLabel("3 indikasi kuat").CheckAsync();
        await visitor.Page.Locator("#catatan-3").FillAsync(note);
        await visitor.PressAsync("Simpan putusan");
        await Assertions.Expect(visitor.Page.GetByText("Putusan disimpan.")).ToBeVisibleAsync();
    }

    static async Task RecordReplyAsync(Visitor lead)
    {
        var today = DateTime.Today.AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await lead.Page.GetByLabel("Tanggal orangnya diminta menanggapi").FillAsync(today);
        await lead.PressAsync("Catat permintaan");
        await lead.Page.GetByLabel("Tanggapan orangnya, atau bahwa tidak ada tanggapan").FillAsync("Akun saya dipakai anak saya.");
        await lead.Page.GetByLabel("Tanggal", new() { Exact = true }).FillAsync(today);
        await lead.PressAsync("Catat tanggapan");
        await Assertions.Expect(lead.Page.GetByText("Akun saya dipakai anak saya.")).ToBeVisibleAsync();
    }

    [GeneratedRegex(@"Kode penyiapan \(sekali pakai\): (?<found>\S+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SetUpLine();

    [GeneratedRegex(@"Tinjau +: (?<found>\S+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AddressLine();

    /// <summary>The program as a process of its own, with what it prints.</summary>
    sealed class RunningProgram : IDisposable
    {
        static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

        readonly Process _process;
        readonly List<string> _lines = [];

        public RunningProgram(string dataFolder)
        {
            _process = Process.Start(Command("run", "--data", dataFolder)) ?? throw new InvalidOperationException("The program did not start.");
            _process.OutputDataReceived += (_, line) =>
            {
                lock (_lines) _lines.Add(line.Data ?? "");
            };
            _process.BeginOutputReadLine();
        }

        public async Task<string> LineAsync(Regex sought)
        {
            for (var waited = TimeSpan.Zero; waited < Patience; waited += TimeSpan.FromSeconds(0.2))
            {
                lock (_lines)
                {
                    if (_lines.Select(line => sought.Match(line)).FirstOrDefault(match => match.Success) is { } found) return found.Groups["found"].Value;
                }

                Assert.False(_process.HasExited, "The program ended early.");
                await Task.Delay(TimeSpan.FromSeconds(0.2));
            }

            throw new TimeoutException($"The program did not print {sought}.");
        }

        public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
        {
            using var process = Process.Start(Command(arguments)) ?? throw new InvalidOperationException("The program did not start.");
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, output);
        }

        public void Dispose()
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
            _process.Dispose();
        }

        static ProcessStartInfo Command(params string[] arguments)
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "monitor.dll"), .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
            (string Key, string Value)[] settings =
                [("Review__Url", "http://127.0.0.1:0"), ("Health__Url", "http://127.0.0.1:0"), ("Inbox__SweepEvery", "00:00:00.5"), ("Inbox__SettleTime", "00:00:00.5"), ("Serilog__MinimumLevel__Default", "Warning")];
            foreach (var (key, value) in settings) start.Environment[key] = value;
            return start;
        }
    }
}
