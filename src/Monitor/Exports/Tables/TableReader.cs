namespace Monitor.Exports.Tables;

/// <summary>Hand-typed recaps and any other table whose header is known or mapped: XLSX, XLS, CSV, TSV.</summary>
sealed class TableReader(TableScan scan) : IReadsTables
{
    public string Format => "table";

    public int Recognize(ExportProbe probe) => scan.Look(probe) switch
    {
        { Kind: TableKind.None } => 0,

        // Pages of messages have tables too: without a known header a page is nobody's.
        { Kind: TableKind.Page, Header: null } => 0,
        { Header.Mapping: not null } => 90,
        { Header.Plan.Fields: >= 4 } => 60,
        { Header: not null } => 50,

        // Somebody has to tell the person what is wrong; a reader that knows better still wins.
        { Problem: FileProblem.PasswordProtected or FileProblem.PrivateMessages } => 40,
        { Kind: TableKind.Workbook } => 5,
        _ => 1,
    };

    public IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, CancellationToken cancellationToken) =>
        AsyncRows.Of(() => scan.Read(TableSource.OfFile(export.Path), KindOf(export.Path)), cancellationToken);

    public IReadOnlyList<TableHead> Heads(ExportFile export) => scan.Heads(TableSource.OfFile(export.Path), KindOf(export.Path));

    static TableKind KindOf(string path) => TableScan.KindOf(ExportProbe.Open(path));
}
