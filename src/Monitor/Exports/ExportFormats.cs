namespace Monitor.Exports;

/// <summary>All formats that Monitor reads, and the choice among them.</summary>
sealed class ExportFormats(IEnumerable<IExportReader> readers)
{
    readonly IExportReader[] _readers = [.. readers];

    /// <summary>The reader that is surest that the file is its own; among equals the first by name, so that the choice never wavers.</summary>
    /// <exception cref="UnreadableExportException">No reader knows the file, or it is behind a password.</exception>
    public IExportReader Pick(ExportProbe probe)
    {
        if (probe.IsEncryptedOffice) throw new UnreadableExportException(FileProblem.PasswordProtected, "office file");

        var (reader, sureness) = _readers
            .Select(reader => (Reader: reader, Sureness: reader.Recognize(probe)))
            .OrderByDescending(judged => judged.Sureness)
            .ThenBy(judged => judged.Reader.Format, StringComparer.Ordinal)
            .FirstOrDefault();
        return reader is not null && sureness > 0 ? reader : throw new UnreadableExportException(FileProblem.UnknownFormat);
    }
}
