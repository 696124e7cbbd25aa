using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monitor.Digests;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Tests.Support;

namespace Monitor.Tests.Exports;

/// <summary>The program as it is, over a data folder of its own: files go in, receipts and a digest come out.</summary>
sealed class WholeService : IAsyncDisposable
{
    static readonly TimeZoneInfo Wita = TimeZoneInfo.FindSystemTimeZoneById("Asia/Makassar");

    readonly TemporaryFolder _data = new();
    readonly IHost _host;

    WholeService() => _host = MonitorHost.BuildTool(_data.Path);

    public DataFolder Folder => new(_data.Path);

    IFlagStore Store => _host.Services.GetRequiredService<IFlagStore>();

    /// <param name="mappings">Mapping files that the agency has taken over.</param>
    public static async Task<WholeService> StartAsync(string? mappings = null)
    {
        var service = new WholeService();
        File.Copy(Path.Combine(MonitorHost.SamplesFolder, "roster.xlsx"), service.Folder.Roster);
        service.Folder.Prepare(MonitorHost.SamplesFolder);
        foreach (var mapping in mappings is null ? [] : Directory.EnumerateFiles(mappings, "*.json"))
            File.Copy(mapping, Path.Combine(service.Folder.Mappings, Path.GetFileName(mapping)), overwrite: true);
        await service.Store.OpenAsync(default);
        return service;
    }

    /// <summary>Takes in a file that lies outside the data folder, and writes its receipt into it.</summary>
    public async Task<ExportReceipt> TakeAsync(string path)
    {
        var receipt = await _host.Services.GetRequiredService<ExportPipeline>().ProcessAsync(path, Path.GetFileName(path), progress: null, default);
        var folder = receipt.Outcome is ReceiptOutcome.Refused ? Folder.Refused : Folder.Done;
        await File.WriteAllTextAsync(Path.Combine(folder, $"{receipt.Sha256}.tanda-terima.txt"), ReceiptText.Render(receipt, Wita));
        return receipt;
    }

    /// <summary>Results that reading a file gives, as the pipeline chooses the reader.</summary>
    public async Task<long> CountAsync(string path)
    {
        var rows = 0L;
        try
        {
            var reader = _host.Services.GetRequiredService<ExportFormats>().Pick(ExportProbe.Open(path));
            await foreach (var result in reader.ReadAsync(new ExportFile(path, Path.GetFileName(path), "", new FileInfo(path).Length), default))
                if (result is not ReadResult.Warned) rows++;
        }
        catch (UnreadableExportException)
        {
            // What came before counts.
        }

        return rows;
    }

    public async Task<string> DigestAsync()
    {
        var writer = _host.Services.GetRequiredService<DigestWriter>();
        return await File.ReadAllTextAsync(await writer.WriteAsync(writer.Today, journalled: true, default));
    }

    /// <summary>Every file of the data folder, store and log included, that holds these bytes.</summary>
    public IEnumerable<string> FilesWith(string secret)
    {
        var needle = Encoding.UTF8.GetBytes(secret);
        // The lock is empty, and held while the store is open.
        foreach (var file in Directory.EnumerateFiles(_data.Path, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) != ".lock"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            if (bytes.AsSpan().IndexOf(needle) >= 0) yield return Path.GetFileName(file);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _host.Dispose();
        _data.Dispose();
    }
}
