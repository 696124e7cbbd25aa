using Spectre.Console;

namespace Monitor.Commands;

/// <summary>Rows under headings: a drawn table for people, tab-separated lines with a heading for programs.</summary>
sealed class Listing(params IReadOnlyList<string> headings)
{
    readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Write(TextWriter output, bool watched)
    {
        if (watched) WriteTable(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }));
        else WriteLines(output);
    }

    /// <remarks>Cells are text and never markup: what people wrote must not colour the screen.</remarks>
    public void WriteTable(IAnsiConsole console)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var heading in headings) table.AddColumn(new TableColumn(new Text(heading)));
        foreach (var row in _rows) table.AddRow(row.Select(cell => new Text(cell)));
        console.Write(table);
    }

    void WriteLines(TextWriter output)
    {
        output.WriteLine(string.Join('\t', headings));
        foreach (var row in _rows) output.WriteLine(string.Join('\t', row.Select(cell => cell.ReplaceLineEndings(" ").Replace('\t', ' '))));
    }
}
