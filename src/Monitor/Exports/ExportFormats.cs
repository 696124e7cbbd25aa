namespace Monitor.Exports;

/// <summary>All formats that Monitor reads, and the choice among them.</summary>
sealed class ExportFormats(IEnumerable<IExportReader> readers)
{
    readonly IExportReader[] _readers = [.. readers];

    /// <summary>The reader that is surest that the file is its own; among equals the first by name, so that the choice never wavers.</summary>
    /// <exception cref="UnreadableExportException">No reader knows the file, or it is behind a password or packed as no reader opens it.</exception>
    public IExportReader Pick(ExportProbe probe)
    {
        if (probe.IsEncryptedOffice) throw new UnreadableExportException(FileProblem.PasswordProtected, "office file");

        if (probe.PackedAs is { } packing) throw new UnreadableExportException(FileProblem.PackedOtherwise, packing);

        return Judge(probe) is [var surest, ..] ? surest.Reader : throw new UnreadableExportException(FileProblem.UnknownFormat);
    }

    /// <summary>All readers that the file may belong to, the surest first.</summary>
    public IReadOnlyList<JudgedReader> Judge(ExportProbe probe) =>
    [
        .. _readers.Select(reader => new JudgedReader(reader, reader.Recognize(probe)))
            .Where(judged => judged.Sureness > 0)
            .OrderByDescending(judged => judged.Sureness)
            .ThenBy(judged => judged.Reader.Format, StringComparer.Ordinal),
    ];
}

/// <param name="Reader">A reader.</param>
/// <param name="Sureness">How sure it is that the file is its own, from 1 to 100.</param>
readonly record struct JudgedReader(IExportReader Reader, int Sureness);
