namespace Monitor.Exports;

/// <summary>A settled file from the inbox. Its identity is the SHA-256 of all its bytes; its name is only a label.</summary>
/// <param name="Path">Where it stands now.</param>
/// <param name="Name">The name that the person gave it.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Length">Bytes.</param>
sealed record ExportFile(string Path, string Name, string Sha256, long Length);
