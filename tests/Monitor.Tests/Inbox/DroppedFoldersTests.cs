using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Inbox;
using Monitor.Tests.Support;

namespace Monitor.Tests.Inbox;

/// <summary>Archives that staff unpacked before they dropped them.</summary>
public sealed class DroppedFoldersTests : IAsyncLifetime, IDisposable
{
    const string Archive = "facebook-siti.contoh-2024-11-18-AbCd1234";

    readonly TemporaryFolder _data = new();
    WebApplication? _app;

    DataFolder Folder => new(_data.Path);

    IServiceProvider Services => _app?.Services ?? throw new InvalidOperationException("The service has not been built.");

    public async Task InitializeAsync()
    {
        _data.Write("roster.csv", "Nama;Unit Kerja;Jenis Pegawai;Facebook;X\nSiti Contoh;Dinas Contoh;TK2D;siti.contoh;siti_contoh\n");
        _app = MonitorHost.BuildService(_data.Path, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Inbox:SettleTime"] = "00:00:00.01",
            ["Serilog:MinimumLevel:Default"] = "Warning",
        });
        Folder.Prepare(MonitorHost.SamplesFolder);
        await Services.GetRequiredService<IFlagStore>().OpenAsync(default);
    }

    [Fact]
    public async Task AnUnpackedArchiveIsOneExportAndItsPrivateFilesStayClosed()
    {
        DropArchive();

        var receipt = Assert.Single(await SweepAsync());

        Assert.Equal(($"{Archive}.zip", "facebook-archive", 2L), (receipt.FileName, receipt.Format, receipt.Counts.Scored));
        Assert.Equal([$"{Archive}.zip", $"{Archive}.zip.tanda-terima.txt"], Directory.EnumerateFiles(Folder.Done).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(Folder.Done, Archive, "your_facebook_activity", "messages", "inbox", "budi_1", "message_1.json")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder.Inbox));
    }

    [Fact]
    public async Task TheSameFolderAgainIsADuplicate()
    {
        DropArchive();
        await SweepAsync();
        DropArchive();

        Assert.Equal(ReceiptOutcome.Duplicate, Assert.Single(await SweepAsync()).Outcome);
        Assert.True(Directory.Exists(Path.Combine(Folder.Done, $"{Archive} (2)")));
    }

    [Fact]
    public async Task ATableThatLiesInTheFolderByChanceIsAnExportOfItsOwn()
    {
        DropArchive();
        _data.Write(Path.Combine("masuk", Archive, "kumpulan.jsonl"), """{"created_at":"2024-10-12T13:15:00Z","username":"siti_contoh","full_text":"Selamat pagi","id_str":"1845090793681846273"}""" + "\n");

        var receipts = await SweepAsync();

        Assert.Equal(["facebook-archive", "records"], receipts.Select(receipt => receipt.Format).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AFolderOfTablesIsTakenFileByFile()
    {
        foreach (var number in new[] { 1, 2 })
            _data.Write(Path.Combine("masuk", "rekap", $"{number}.csv"), $"Nama;Akun;Isi\nSiti;siti_contoh;Selamat pagi {number}\n");

        Assert.Equal(2, (await SweepAsync()).Count);
    }

    public async Task DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }

    public void Dispose() => _data.Dispose();

    void DropArchive()
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["personal_information/profile_information/profile_information.json"] = """{"profile_v2":{"name":{"full_name":"Siti Contoh"},"username":"siti.contoh"}}""",
            ["your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json"] = """[{"timestamp":1728738900,"data":[{"post":"halo"}],"title":"x"},{"timestamp":1728738960,"data":[{"post":"lagi"}],"title":"x"}]""",
            ["your_facebook_activity/posts/media/1.jpg"] = "gambar",
            ["your_facebook_activity/messages/inbox/budi_1/message_1.json"] = """{"messages":[{"content":"JANGAN-DIBACA"}]}""",
        };
        foreach (var (name, text) in files)
            File.SetLastWriteTimeUtc(_data.Write(Path.Combine("masuk", Archive, name), text), new DateTime(2024, 11, 18, 1, 2, 4, DateTimeKind.Utc));
    }

    /// <summary>Looks until the inbox is empty; a file is taken at the second look at the earliest.</summary>
    async Task<List<ExportReceipt>> SweepAsync()
    {
        List<ExportReceipt> receipts = [];
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (Directory.EnumerateFileSystemEntries(Folder.Inbox).Any())
        {
            receipts.AddRange(await Services.GetRequiredService<ExportInbox>().SweepAsync(patience.Token));
            await Task.Delay(5, patience.Token);
        }

        return receipts;
    }
}
