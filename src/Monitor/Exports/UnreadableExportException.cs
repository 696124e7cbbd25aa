namespace Monitor.Exports;

/// <summary>The file as a whole cannot be read. It goes to <c>ditolak/</c> with a receipt that says why and what mends it.</summary>
public sealed class UnreadableExportException(FileProblem problem, string detail = "", Exception? inner = null) : Exception($"{problem}: {detail}", inner)
{
    public FileProblem Problem { get; } = problem;

    /// <summary>A technical remark without anybody's text: a member name, a row number, a count.</summary>
    public string Detail { get; } = detail;
}

/// <summary>What is wrong with a file as a whole. A closed list: receipts say each in Indonesian, with what to do.</summary>
public enum FileProblem
{
    Empty,
    Truncated,
    UnknownFormat,
    NeedsMapping,
    PasswordProtected,
    TooManyColumns,
    TooLarge,
    UnsafeArchive,
    PrivateMessages,
    NotText,
    NoUsableRows,
    Corrupt,

    /// <summary>An archive in a form made for people to look at; the same archive as JSON can be read.</summary>
    NotJson,

    /// <summary>Packed in a form that is not opened here: RAR, 7z, an archive inside xz or gzip.</summary>
    PackedOtherwise,
}
