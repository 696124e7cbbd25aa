namespace Monitor.Exports;

/// <summary>Reads one export format.</summary>
interface IExportReader
{
    /// <summary>Stable name shown on receipts, such as <c>tweet-harvest</c> or <c>x-archive</c>.</summary>
    string Format { get; }

    /// <summary>How sure this reader is that the file is its own, judged by first bytes, member names and headers, never by the file's name.</summary>
    /// <returns>0 = not mine; 100 = certain. The surest reader gets the file.</returns>
    int Recognize(ExportProbe probe);

    /// <summary>Streams the file record by record, in the same order each time it is read.</summary>
    /// <remarks>A bad record is a <see cref="ReadResult.Rejected"/> and reading goes on.</remarks>
    /// <exception cref="UnreadableExportException">The file as a whole is not what it claimed to be.</exception>
    IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, CancellationToken cancellationToken);
}
