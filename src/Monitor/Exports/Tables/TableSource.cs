namespace Monitor.Exports.Tables;

/// <summary>Bytes that can be opened more than once: a file, or one member of a zip.</summary>
/// <param name="Member">The member's name inside its zip; empty for a bare file.</param>
/// <param name="Open">Opens the bytes from the start. The caller disposes what it gets.</param>
sealed record TableSource(string Member, Func<Stream> Open)
{
    public static TableSource OfFile(string path) => new("", () => PackedFile.OpenFile(path));
}
