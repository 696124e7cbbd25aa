using System.IO.Compression;
using System.Text.Json;
using Monitor.Flags;

namespace Monitor.Review.CaseFiles;

/// <summary>Checks a package without a store and without a network: every part is there, unchanged, and nothing was added.</summary>
static class PackageVerifier
{
    /// <summary>A larger part is no part of ours; it is not unpacked.</summary>
    const long LargestPart = 64 * 1024 * 1024;

    /// <exception cref="InvalidDataException">The file is no zip.</exception>
    public static PackageReport Verify(string path)
    {
        using var file = File.OpenRead(path);
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file));
        file.Position = 0;
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        List<string> faults = [];
        if (Manifest(zip, faults) is not { } manifest) return new PackageReport(sha256, null, faults);

        foreach (var part in manifest.Parts) Check(zip, part, faults);
        var known = manifest.Parts.Select(part => part.Name).Append(CasePackage.ManifestName).Append(CasePackage.SumsName).ToHashSet(StringComparer.Ordinal);
        faults.AddRange(zip.Entries.Where(entry => !known.Contains(entry.FullName)).Select(entry => $"{entry.FullName} stands in the package but not in its manifest."));
        faults.AddRange(zip.Entries.GroupBy(entry => entry.FullName, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => $"{same.Key} stands in the package twice."));
        if (manifest.Parts.FirstOrDefault(part => part.Name == CasePackage.RawName)?.Sha256 != manifest.FlagSha256)
            faults.Add($"{CasePackage.RawName} is not the flag's document that the manifest names.");
        CheckSums(zip, manifest, faults);
        return new PackageReport(sha256, manifest, faults);
    }

    static PackageManifest? Manifest(ZipArchive zip, List<string> faults)
    {
        if (Read(zip, CasePackage.ManifestName) is not { } bytes)
        {
            faults.Add($"{CasePackage.ManifestName} is missing: this is no package of Monitor, or it was taken apart.");
            return null;
        }

        try
        {
            var manifest = StoreJson.Read<PackageManifest>(System.Text.Encoding.UTF8.GetString(bytes));
            if (manifest is { Layout: PackageManifest.CurrentLayout, Parts.Count: > 0 }) return manifest;
            faults.Add($"{CasePackage.ManifestName} has the layout '{manifest.Layout}'; this program knows '{PackageManifest.CurrentLayout}'.");
        }
        catch (JsonException)
        {
            faults.Add($"{CasePackage.ManifestName} cannot be read.");
        }

        return null;
    }

    static void Check(ZipArchive zip, PackagePart part, List<string> faults)
    {
        if (Read(zip, part.Name) is not { } bytes) faults.Add($"{part.Name} is missing.");
        else if (CasePackage.Sha256(bytes) != part.Sha256) faults.Add($"{part.Name} is not what the manifest names: it was changed.");
    }

    /// <summary>The sums also hold the manifest's own hash.</summary>
    static void CheckSums(ZipArchive zip, PackageManifest manifest, List<string> faults)
    {
        var lines = Read(zip, CasePackage.SumsName) is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
        var expected = manifest.Parts.Select(part => $"{part.Sha256}  {part.Name}").Append($"{CasePackage.Sha256(Read(zip, CasePackage.ManifestName) ?? [])}  {CasePackage.ManifestName}");
        if (!lines.SequenceEqual(expected, StringComparer.Ordinal)) faults.Add($"{CasePackage.SumsName} does not name the parts as they are: manifest or sums were changed.");
    }

    static byte[]? Read(ZipArchive zip, string name)
    {
        if (zip.GetEntry(name) is not { Length: <= LargestPart } entry) return null;

        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}

/// <param name="Sha256">Of the package as a whole: the journal's entry of the export names it.</param>
/// <param name="Manifest">Null when there is none to read.</param>
/// <param name="Faults">Empty when all is as it was made.</param>
sealed record PackageReport(string Sha256, PackageManifest? Manifest, IReadOnlyList<string> Faults);
