using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Commands;
using Monitor.Digests;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Tests.Support;

namespace Monitor.Tests;

/// <summary>The real service over a folder, as staff use it: drop files, find receipts, read the digest.</summary>
public sealed class ServiceTests : IAsyncLifetime, IDisposable
{
    const string Header = "created_at,id_str,full_text,user_id_str,username,tweet_url\n";

    readonly TemporaryFolder _data = new();
    WebApplication? _app;

    DataFolder Folder => new(_data.Path);

    IFlagStore Store => App.Services.GetRequiredService<IFlagStore>();

    WebApplication App => _app ?? throw new InvalidOperationException("The service has not been started.");

    public async Task InitializeAsync()
    {
        File.Copy(Path.Combine(MonitorHost.SamplesFolder, "roster.xlsx"), Folder.Roster);
        await StartAsync();
    }

    [Fact]
    public async Task AFileThatIsDroppedComesBackWithAReceiptFlagsAndADigest()
    {
        Drop("tweets.csv", Tweets(("siti_contoh", "Mantap, ayo coblos nomor 1 Edi-Rendi, satu periode lagi!"), ("siti_contoh", "Rapat dinas pagi ini lancar, terima kasih semua"), ("orang_luar", "ayo coblos nomor 1")));

        var receipt = Assert.Single(await ReceiptsAsync(1));

        Assert.Equal(ReceiptOutcome.Done, receipt.Outcome);
        Assert.Equal((3, 2, 1, 1), (receipt.Counts.Rows, receipt.Counts.Scored, receipt.Counts.NotOnRoster, receipt.Counts.Flagged));
        Assert.True(File.Exists(Path.Combine(Folder.Done, "tweets.csv")));
        Assert.Contains("SELESAI DIBACA", File.ReadAllText(Path.Combine(Folder.Done, "tweets.csv.tanda-terima.txt")), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Folder.Inbox));

        var writer = App.Services.GetRequiredService<DigestWriter>();
        var digest = File.ReadAllText(await writer.WriteAsync(writer.Today, journalled: true, default));
        var flag = Assert.Single(await Store.FlagsAsync(new FlagQuery(), default));
        Assert.Contains(flag.Id, digest, StringComparison.Ordinal);
        Assert.DoesNotContain("Siti", digest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSameBytesUnderAnotherNameAreADuplicate()
    {
        var tweets = Tweets(("siti_contoh", "Selamat pagi"));
        Drop("pertama.csv", tweets);
        await ReceiptsAsync(1);
        Drop("kedua.csv", tweets);

        var receipts = await ReceiptsAsync(2);

        Assert.Equal(ReceiptOutcome.Duplicate, receipts[^1].Outcome);
        Assert.Contains("DUPLIKAT", File.ReadAllText(Path.Combine(Folder.Duplicates, "kedua.csv.tanda-terima.txt")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kosong.csv", "", FileProblem.Empty)]
    [InlineData("surat.xlsx", "%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n", FileProblem.NotText)]
    [InlineData("tabel.csv", "kolom satu;kolom dua\n1;2\n3;4\n", FileProblem.NeedsMapping)]
    [InlineData("pesan.csv", "sender_name,timestamp_ms,content,participants\na,1,JANGAN-DIBACA,b\n", FileProblem.PrivateMessages)]
    public async Task AFileThatCannotBeReadIsKeptWithAReceiptThatSaysWhatToDo(string name, string content, FileProblem problem)
    {
        Drop(name, Encoding.UTF8.GetBytes(content));

        var receipt = Assert.Single(await ReceiptsAsync(1));

        Assert.Equal((ReceiptOutcome.Refused, problem), (receipt.Outcome, receipt.Problem));
        Assert.True(File.Exists(Path.Combine(Folder.Refused, name)));
        var text = File.ReadAllText(Path.Combine(Folder.Refused, name + ".tanda-terima.txt"));
        Assert.Contains(ReceiptText.Problem(problem).Remedy, text, StringComparison.Ordinal);
        await StopAsync();
        AssertNowhere("JANGAN-DIBACA");
    }

    [Fact]
    public async Task HalfAZipIsRefusedAsCutOff()
    {
        using var whole = new MemoryStream();
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = new StreamWriter(zip.CreateEntry("data/tweets.js").Open()))
            entry.Write(new string('x', 10_000) + Guid.NewGuid());
        Drop("arsip.zip", whole.ToArray()[..100]);

        var receipt = Assert.Single(await ReceiptsAsync(1));

        Assert.Equal(FileProblem.Truncated, receipt.Problem);
    }

    [Fact]
    public async Task OfHalfAJsonWhatCameIsKeptAndTheWholeFileLaterGivesTheRest()
    {
        const string whole = """[{"created_at":"2024-10-12T13:15:00Z","username":"siti_contoh","full_text":"Selamat pagi","id_str":"1845090793681846273"},{"created_at":"2024-10-12T13:16:00Z","username":"siti_contoh","full_text":"Selamat siang","id_str":"1845090793686040577"}]""";
        Drop("setengah.json", Encoding.UTF8.GetBytes(whole[..150]));
        var half = Assert.Single(await ReceiptsAsync(1));
        Drop("utuh.json", Encoding.UTF8.GetBytes(whole));
        var later = (await ReceiptsAsync(2))[^1];

        Assert.Equal((ReceiptOutcome.Refused, FileProblem.Truncated, 1), (half.Outcome, half.Problem, half.Counts.Scored));
        Assert.Equal((ReceiptOutcome.Done, 1, 1), (later.Outcome, later.Counts.Scored, later.Counts.Duplicates));
    }

    [Fact]
    public async Task OfAFileOfLinesThatItsToolWasStoppedWritingOnlyTheLastIsLost()
    {
        const string line = """{"created_at":"2024-10-12T13:15:00Z","username":"siti_contoh","full_text":"Selamat pagi","id_str":"1845090793681846273"}""";
        Drop("terhenti.jsonl", Encoding.UTF8.GetBytes($"{line}\n{line[..70]}"));

        var receipt = Assert.Single(await ReceiptsAsync(1));

        Assert.Equal((ReceiptOutcome.Done, 1, 2), (receipt.Outcome, receipt.Counts.Scored, receipt.Counts.Rows));
        Assert.Contains(new ReadResult.Warned(ExportWarning.LastLineCut), receipt.Warnings);
    }

    [Fact]
    public async Task ARefusedFileIsReadOnceAMappingForItIsThere()
    {
        Drop("aneh.csv", Encoding.UTF8.GetBytes("siapa;kapan;apa\nsiti_contoh;12/10/2024;Ayo coblos nomor 1 Edi-Rendi\n"));
        Assert.Equal(FileProblem.NeedsMapping, Assert.Single(await ReceiptsAsync(1)).Problem);

        _data.Write(Path.Combine("mappings", "tiga-kolom.json"), """
            { "name": "tiga kolom", "signature": ["siapa", "kapan", "apa"], "platform": "x", "fields": { "handle": ["siapa"], "date": ["kapan"], "text": ["apa"] } }
            """);
        File.Move(Path.Combine(Folder.Refused, "aneh.csv"), Path.Combine(Folder.Inbox, "aneh.csv"));

        Assert.Equal(ReceiptOutcome.Done, (await ReceiptsAsync(2))[^1].Outcome);
    }

    [Fact]
    public async Task StrangersAreReadAgainOnceTheRosterHasGrown()
    {
        await StopAsync();
        File.Delete(Folder.Roster);
        WriteRoster("siti_contoh");
        await StartAsync();
        var tweets = Tweets(("siti_contoh", "Selamat pagi"), ("pegawai_baru", "Selamat siang"));
        Drop("tweets.csv", tweets);
        Assert.Equal(1, Assert.Single(await ReceiptsAsync(1)).Counts.NotOnRoster);

        WriteRoster("siti_contoh", "pegawai_baru");
        Drop("tweets lagi.csv", tweets);
        var second = (await ReceiptsAsync(2))[^1];

        Assert.Equal((ReceiptOutcome.Done, 1, 1, 0), (second.Outcome, second.Counts.Scored, second.Counts.Duplicates, second.Counts.NotOnRoster));
    }

    [Fact]
    public async Task FilesWaitWhileThereIsNoUsableRosterAndAreReadOnceThereIs()
    {
        var whole = File.ReadAllBytes(Folder.Roster);
        await StopAsync();
        File.WriteAllBytes(Folder.Roster, [1, 2, 3]);
        await StartAsync();
        Drop("tweets.csv", Tweets(("siti_contoh", "Selamat pagi")));
        await UntilAsync(() => File.Exists(Path.Combine(_data.Path, "roster.periksa.txt")));
        Assert.True(File.Exists(Path.Combine(Folder.Inbox, "tweets.csv")));

        File.WriteAllBytes(Folder.Roster, whole);

        Assert.Equal(1, Assert.Single(await ReceiptsAsync(1)).Counts.Scored);
    }

    [Fact]
    public async Task ADigestCanBeWrittenBesideTheRunningService()
    {
        using var output = new StringWriter();

        var exitCode = await DigestCommand.Build().Parse(["--data", _data.Path, "--date", "2024-11-20"]).InvokeAsync(new() { Output = output }, default);

        Assert.Equal(Cli.Ok, exitCode);
        Assert.Contains("Tidak ada berkas yang masuk", File.ReadAllText(Path.Combine(Folder.Digests, "digest-2024-11-20.html")), StringComparison.Ordinal);
        Assert.DoesNotContain(Store.JournalAsync(default).ToBlockingEnumerable(), entry => entry.Entry.Subject == "2024-11-20");
    }

    [Fact]
    public async Task TheHealthPageAnswers()
    {
        using var client = new HttpClient();

        var health = await client.GetAsync(new Uri(new Uri(App.Urls.First()), "/health"));

        Assert.True(health.IsSuccessStatusCode);
    }

    [Fact]
    public async Task NothingOfStrangersReachesTheDataFolder()
    {
        Drop("tweets.csv", Tweets(("orang_luar", "rahasia-orang-luar-4711 ayo coblos nomor 1"), ("siti_contoh", "Selamat pagi")));
        await ReceiptsAsync(1);
        await StopAsync();
        File.Delete(Path.Combine(Folder.Done, "tweets.csv"));

        AssertNowhere("rahasia-orang-luar-4711");
        AssertNowhere("orang_luar");
    }

    public Task DisposeAsync() => StopAsync();

    public void Dispose() => _data.Dispose();

    async Task StartAsync()
    {
        _app = MonitorHost.BuildService(_data.Path, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Inbox:SweepEvery"] = "00:00:00.1",
            ["Inbox:SettleTime"] = "00:00:00.05",
            ["Inbox:IncompleteAfter"] = "00:00:00.3",
            ["Health:Url"] = "http://127.0.0.1:0",
            ["Review:Url"] = "http://127.0.0.1:0",
            ["Serilog:MinimumLevel:Default"] = "Warning",
        });
        await RunCommand.StartAsync(_app, default);
    }

    async Task StopAsync()
    {
        if (_app is null) return;

        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    static byte[] Tweets(params (string Handle, string Text)[] tweets) => Encoding.UTF8.GetBytes(Header + string.Concat(tweets.Select((tweet, number) =>
        $"Sat Oct 12 13:15:00 +0000 2024,{1845090793681846273 + (number * 4194304L)},\"{tweet.Text}\",{number},{tweet.Handle},https://x.com/{tweet.Handle}/status/{1845090793681846273 + (number * 4194304L)}\n")));

    void WriteRoster(params string[] handles) => _data.Write("roster.csv", "Nama;Unit Kerja;Jenis Pegawai;X\n" + string.Concat(
        handles.Select((handle, number) => $"Pegawai {(char)('A' + number)};Dinas Contoh;TK2D;{handle}\n")));

    /// <summary>A program that copies elsewhere and renames, as careful ones do.</summary>
    void Drop(string name, byte[] content)
    {
        var aside = _data.Write(".menyusul", content);
        File.Move(aside, Path.Combine(Folder.Inbox, name));
    }

    async Task<IReadOnlyList<ExportReceipt>> ReceiptsAsync(int count)
    {
        IReadOnlyList<ExportReceipt> receipts = [];
        await UntilAsync(async () =>
        {
            receipts = await Store.ReceiptsAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default);
            return receipts.Count >= count && !Directory.EnumerateFiles(Folder.Inbox).Any();
        });
        return receipts;
    }

    static Task UntilAsync(Func<bool> reached) => UntilAsync(() => Task.FromResult(reached()));

    /// <summary>Polls for what the service does on its own threads; gives up long after any healthy run.</summary>
    static async Task UntilAsync(Func<Task<bool>> reached)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await reached()) await Task.Delay(20, patience.Token);
    }

    void AssertNowhere(string secret)
    {
        var needle = Encoding.UTF8.GetBytes(secret);
        var files = Directory.EnumerateFiles(_data.Path, "*", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(Folder.Refused, StringComparison.Ordinal) || file.EndsWith(".tanda-terima.txt", StringComparison.Ordinal));
        Assert.All(files, file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            Assert.True(bytes.AsSpan().IndexOf(needle) < 0, $"{secret} stands in {Path.GetFileName(file)}");
        });
    }
}
