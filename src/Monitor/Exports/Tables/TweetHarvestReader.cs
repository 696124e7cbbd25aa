namespace Monitor.Exports.Tables;

/// <summary>Output of tweet-harvest in all its generations, untouched or after Excel: CSV, XLSX, or a CSV pasted into column A.</summary>
sealed class TweetHarvestReader(TableScan scan) : IReadsTables
{
    public string Format => "tweet-harvest";

    public int Recognize(ExportProbe probe) => Score(scan.Look(probe).Header);

    public IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, CancellationToken cancellationToken) =>
        AsyncRows.Of(() => scan.Read(TableSource.OfFile(export.Path), TableScan.KindOf(ExportProbe.Open(export.Path))), cancellationToken);

    public IReadOnlyList<TableHead> Heads(ExportFile export) => scan.Heads(TableSource.OfFile(export.Path), TableScan.KindOf(ExportProbe.Open(export.Path)));

    static int Score(TableHeader? header)
    {
        if (header is null or { Mapping: not null } || !TweetHarvestForm.IsLike(header.Names)) return 0;
        return TweetHarvestForm.IsExact(header.Names) ? 98 : 95;
    }
}
