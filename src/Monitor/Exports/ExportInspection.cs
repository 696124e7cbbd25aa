using Monitor.Exports.Tables;
using Monitor.Posts;

namespace Monitor.Exports;

/// <summary>What Monitor makes of a file, found without keeping anything of it.</summary>
sealed record ExportInspection
{
    public required string FileName { get; init; }

    /// <summary>Bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The formats that it may be, the surest first; that one reads it.</summary>
    public IReadOnlyList<FormatGuess> Formats { get; init; } = [];

    /// <summary>The owner of an archive.</summary>
    public PostAuthor? Owner { get; init; }

    /// <summary>Members of a zip that would be opened.</summary>
    public IReadOnlyList<string> Opened { get; init; } = [];

    /// <summary>Members that stay closed, those of one folder, kind and reason together.</summary>
    public IReadOnlyList<ClosedMembers> Closed { get; init; } = [];

    public IReadOnlyList<InspectedTable> Tables { get; init; } = [];

    /// <summary>Posts that reading the file gives, by what was done.</summary>
    public IReadOnlyDictionary<Activity, long> Read { get; init; } = new SortedDictionary<Activity, long>();

    public IReadOnlyDictionary<RejectReason, long> Rejected { get; init; } = new SortedDictionary<RejectReason, long>();

    public IReadOnlyList<ReadResult.Warned> Warnings { get; init; } = [];

    /// <summary>Why the file would be refused; null when it would be read.</summary>
    public FileProblem? Problem { get; init; }

    public string ProblemDetail { get; init; } = "";
}

/// <param name="Format">The reader's <see cref="IExportReader.Format"/>.</param>
/// <param name="Sureness">From 1 to 100.</param>
sealed record FormatGuess(string Format, int Sureness);

/// <param name="Pattern">The folder and kind of file; the name of a private place is cut off, because it may hold the name of whom the owner writes to.</param>
/// <param name="Reason">Why they stay closed.</param>
/// <param name="Count">How many they are.</param>
sealed record ClosedMembers(string Pattern, ClosedReason Reason, int Count);

enum ClosedReason
{
    /// <summary>A place where people write to each other: never opened, whatever a reader says.</summary>
    Private,

    /// <summary>Pictures, films and sounds, of which Monitor reads nothing.</summary>
    Media,

    /// <summary>Nothing that a person published.</summary>
    NotListed,
}

/// <summary>A table as it is understood.</summary>
/// <param name="Member">The zip's member; empty for a bare file.</param>
/// <param name="Sheet">The sheet's name; empty outside workbooks.</param>
/// <param name="IsHidden">Hidden sheets stay unread.</param>
/// <param name="HeaderRow">The row of the names, counted from one; 0 when no header is known.</param>
/// <param name="Mapping">The mapping that applies, or null.</param>
/// <param name="Columns">The named columns.</param>
/// <param name="FirstRows">The first rows of data with all text masked.</param>
sealed record InspectedTable(
    string Member, string Sheet, bool IsHidden, int HeaderRow, string? Mapping, IReadOnlyList<InspectedColumn> Columns, IReadOnlyList<IReadOnlyList<string>> FirstRows);

/// <param name="Number">Counted from one.</param>
/// <param name="Header">Its name in the file; masked where it is somebody's text.</param>
/// <param name="Field">What it is taken for; null when it is not used.</param>
sealed record InspectedColumn(int Number, string Header, TableField? Field);
