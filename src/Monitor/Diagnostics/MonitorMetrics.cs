using System.Diagnostics.Metrics;
using Monitor.Exports;

namespace Monitor.Diagnostics;

/// <summary>The program's instruments. Ids and counts only: no tag ever holds a name, a handle or a file's name.</summary>
sealed class MonitorMetrics : IDisposable
{
    public const string MeterName = "Monitor";

    readonly Meter _meter;
    readonly Counter<long> _files;
    readonly Counter<long> _rows;
    readonly Counter<long> _flags;
    readonly Histogram<double> _duration;

    public MonitorMetrics(IMeterFactory factory)
    {
        _meter = factory.Create(MeterName);
        _files = _meter.CreateCounter<long>("monitor.files", "{file}", "Files that left the inbox, by outcome.");
        _rows = _meter.CreateCounter<long>("monitor.rows", "{row}", "Rows of finished files, by what became of them.");
        _flags = _meter.CreateCounter<long>("monitor.flags", "{flag}", "Flags raised for review.");
        _duration = _meter.CreateHistogram<double>("monitor.file.duration", "s", "From first sight of a file to its receipt.");
    }

    /// <summary>Counts a receipt: the same numbers that stand on it.</summary>
    public void Count(ExportReceipt receipt)
    {
        _files.Add(1, Tag("outcome", receipt.Outcome.ToString()));
        _rows.Add(receipt.Counts.Scored, Tag("fate", "scored"));
        _rows.Add(receipt.Counts.NotOnRoster, Tag("fate", "not_on_roster"));
        _rows.Add(receipt.Counts.Duplicates, Tag("fate", "duplicate"));
        _rows.Add(receipt.Counts.RejectedTotal, Tag("fate", "rejected"));
        _flags.Add(receipt.Counts.Flagged);
        _duration.Record((receipt.FinishedAt - receipt.ReceivedAt).TotalSeconds);
    }

    public void Dispose() => _meter.Dispose();

    static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
