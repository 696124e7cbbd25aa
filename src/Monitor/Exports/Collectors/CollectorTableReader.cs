using Monitor.Exports.Tables;

namespace Monitor.Exports.Collectors;

/// <summary>Tables that one collecting tool wrote, as CSV or as workbook, untouched or after Excel.</summary>
sealed class CollectorTableReader(CollectorTable table, TableScan scan) : IReadsTables
{
    public string Format => table.Name;

    public int Recognize(ExportProbe probe) => scan.Look(probe).Header is { Mapping: null, Tool: { } tool } && tool == table ? 97 : 0;

    public IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, CancellationToken cancellationToken) =>
        AsyncRows.Of(() => scan.Read(TableSource.OfFile(export.Path), TableScan.KindOf(ExportProbe.Open(export.Path))), cancellationToken);

    public IReadOnlyList<TableHead> Heads(ExportFile export) => scan.Heads(TableSource.OfFile(export.Path), TableScan.KindOf(ExportProbe.Open(export.Path)));
}
