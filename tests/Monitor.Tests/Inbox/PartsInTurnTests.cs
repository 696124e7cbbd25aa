using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Inbox;
using Monitor.Tests.Exports.Archives;
using Monitor.Tests.Support;

namespace Monitor.Tests.Inbox;

/// <summary>An archive in two files, of which the one that says whose it is comes last.</summary>
public sealed class PartsInTurnTests : IAsyncLifetime, IDisposable
{
    const string First = "facebook-100001234567890-2024-11-18-aaaaaaaa.zip";
    const string Second = "facebook-100001234567890-2024-11-18-bbbbbbbb.zip";

    readonly TemporaryFolder _data = new();
    WebApplication? _app;

    DataFolder Folder => new(_data.Path);

    IServiceProvider Services => _app?.Services ?? throw new InvalidOperationException("The service has not been built.");

    public async Task InitializeAsync()
    {
        _data.Write("roster.csv", "Nama;Unit Kerja;Jenis Pegawai;Facebook\nSiti Contoh;Dinas Contoh;TK2D;siti.contoh\n");
        _app = MonitorHost.BuildService(_data.Path, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Inbox:SettleTime"] = "00:00:00.01",
            ["Serilog:MinimumLevel:Default"] = "Warning",
        });
        Folder.Prepare(MonitorHost.SamplesFolder);
        await Services.GetRequiredService<IFlagStore>().OpenAsync(default);
    }

    [Fact]
    public async Task ThePartThatCameFirstIsReadAgainAndAPostInBothPartsIsOne()
    {
        Drop(Second, ("your_facebook_activity/posts/your_posts_2.json", Posts("sama di dua bagian", "hanya di bagian kedua")));
        var alone = Assert.Single(await SweepAsync());
        Drop(First,
            ("personal_information/profile_information/profile_information.json", """{"profile_v2":{"name":{"full_name":"Siti Contoh"},"username":"siti.contoh"}}"""),
            ("your_facebook_activity/posts/your_posts_1.json", Posts("sama di dua bagian")));
        var both = await SweepAsync();

        Assert.Equal((2, 0), (alone.Counts.NotOnRoster, alone.Counts.Scored));
        Assert.Equal([(First, 1L, 0L, 0L), (Second, 1L, 1L, 0L)], both.Select(receipt => (receipt.FileName, receipt.Counts.Scored, receipt.Counts.Duplicates, receipt.Counts.NotOnRoster)));
        Assert.Equal([First, Second], Directory.EnumerateFiles(Folder.Done, "*.zip").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(Folder.Duplicates));
    }

    [Fact]
    public async Task ACopyOfAPartThatIsKeptIsADuplicate()
    {
        Drop(Second, ("your_facebook_activity/posts/your_posts_2.json", Posts("halo")));
        await SweepAsync();
        File.Copy(Path.Combine(Folder.Done, Second), Path.Combine(Folder.Inbox, Second));

        Assert.Equal(ReceiptOutcome.Duplicate, Assert.Single(await SweepAsync()).Outcome);
    }

    public async Task DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }

    public void Dispose() => _data.Dispose();

    static string Posts(params string[] texts) =>
        $"[{string.Join(',', texts.Select((text, number) => $$"""{"timestamp":{{1728738900 + text.Length}},"data":[{"post":"{{text}}"}],"title":"x"}"""))}]";

    void Drop(string name, params (string Name, string Text)[] members) => File.WriteAllBytes(Path.Combine(Folder.Inbox, name), ReadArchive.Zip(members));

    /// <summary>Looks until the inbox is empty; a file is taken at the second look at the earliest.</summary>
    async Task<List<ExportReceipt>> SweepAsync()
    {
        List<ExportReceipt> receipts = [];
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (Directory.EnumerateFiles(Folder.Inbox).Any())
        {
            receipts.AddRange(await Services.GetRequiredService<ExportInbox>().SweepAsync(patience.Token));
            await Task.Delay(5, patience.Token);
        }

        return receipts;
    }
}
