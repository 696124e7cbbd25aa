using Monitor.Exports.Tables;

namespace Monitor.Exports;

/// <summary>A reader of tables that can show how it understands their beginnings.</summary>
interface IReadsTables : IExportReader
{
    /// <summary>The beginning of each table in the file, with what was made of its header.</summary>
    /// <exception cref="UnreadableExportException">The file cannot be opened, or holds private messages.</exception>
    IReadOnlyList<TableHead> Heads(ExportFile export);
}
