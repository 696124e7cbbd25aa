using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Monitor.Flags;
using Monitor.Journal;

namespace Monitor.Review.CaseFiles;

/// <summary>
/// A case file as one zip that can be read without Monitor and checked offline: a page to print, the same as JSON, the flag's document
/// byte for byte, and a manifest of SHA-256. It says "unchanged since it was received", and nothing stronger.
/// </summary>
sealed class CasePackage(ILoggerFactory loggers)
{
    public const string ManifestName = "manifest.json";
    public const string SumsName = "SHA256SUMS";
    public const string RawName = "mentah/tanda.json";

    /// <param name="file">The case.</param>
    /// <param name="head">The journal's head, as an anchor.</param>
    /// <param name="by">Whoever makes it.</param>
    /// <param name="at">When.</param>
    /// <param name="zone">In which times are printed.</param>
    public async Task<byte[]> WriteAsync(CaseFile file, JournalHead head, Reviewer by, DateTimeOffset at, TimeZoneInfo zone)
    {
        List<(string Name, byte[] Content)> parts =
        [
            ("berkas.html", Encoding.UTF8.GetBytes(await RenderAsync(file, by, at, zone))),
            ("berkas.json", Encoding.UTF8.GetBytes(ReviewEntries.Detail(
                ("flag", file.Item.Flag.Id), ("status", file.Item.State.Status), ("person", file.Person), ("requirements", file.Requirements), ("replyAskedOn", file.Item.State.ReplyAskedOn),
                ("replyOn", file.Item.State.ReplyOn), ("events", file.Item.Events.Where(IsForOthers))))),
            (RawName, Encoding.UTF8.GetBytes(file.Item.Document)),
        ];
        var manifest = new PackageManifest(
            PackageManifest.CurrentLayout, file.Item.Flag.Id, at, by.Id, file.Item.Flag.FileSha256, file.Item.DocumentSha256, head.Length, head.Hash,
            file.Item.Flag.ModelId, file.Item.Flag.RulePackId, "Tidak berubah sejak diterima Monitor.",
            [.. parts.Select(part => new PackagePart(part.Name, part.Content.Length, Sha256(part.Content)))]);
        parts.Add((ManifestName, Encoding.UTF8.GetBytes(StoreJson.Write(manifest))));
        parts.Add((SumsName, Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => $"{Sha256(part.Content)}  {part.Name}\n")))));
        return Zip(parts, at);
    }

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Notes on losing a race and reasons for opening a name are the office's own business.</summary>
    static bool IsForOthers(ReviewEvent told) => !told.Undone && told.Kind is not (EventKind.StaleNote or EventKind.NameReason);

    static byte[] Zip(List<(string Name, byte[] Content)> parts, DateTimeOffset at)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = at;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }

    async Task<string> RenderAsync(CaseFile file, Reviewer by, DateTimeOffset at, TimeZoneInfo zone)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, loggers);
        var shown = file with { Item = file.Item with { Events = [.. file.Item.Events.Where(IsForOthers)] } };
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["File"] = shown,
            ["Zone"] = zone,
            ["MadeAt"] = at,
            ["MadeBy"] = by.Name,
        });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<CasePaper>(parameters)).ToHtmlString());
    }
}

/// <summary>What stands in <c>manifest.json</c>: what the package is about and the hash of each part but itself and <c>SHA256SUMS</c>.</summary>
/// <remarks>
/// <c>FileSha256</c> is the export that was received, <c>FlagSha256</c> the flag's document as the journal knows it, <c>JournalLength</c> and
/// <c>JournalHead</c> the journal's end when the package was made.
/// </remarks>
sealed record PackageManifest(
    string Layout, string Flag, DateTimeOffset MadeAt, string MadeBy, string FileSha256, string FlagSha256, long JournalLength, string JournalHead,
    string ModelId, string RulePackId, string Statement, IReadOnlyList<PackagePart> Parts)
{
    public const string CurrentLayout = "monitor-package-1";
}

sealed record PackagePart(string Name, long Length, string Sha256)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} ({Length} bytes)");
}
