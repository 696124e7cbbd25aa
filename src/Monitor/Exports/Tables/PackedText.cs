using System.Text;

namespace Monitor.Exports.Tables;

/// <summary>
/// A delimited line that stands in the cells of a sheet: all in column A, or cut at commas inside the text by an Excel whose separator
/// is the comma. The cells joined with commas are the line again.
/// </summary>
static class PackedText
{
    public static string Join(IReadOnlyList<string> cells)
    {
        var last = cells.Count - 1;
        while (last > 0 && cells[last].Length == 0) last--;
        return last <= 0 ? (cells.Count == 0 ? "" : cells[0]) : string.Join(',', cells.Take(last + 1));
    }

    public static string[] Split(string line, char mark)
    {
        var cells = new List<string>();
        var at = 0;
        while (true)
        {
            var (cell, end) = at < line.Length && line[at] == '"' ? Quoted(line, at, mark) : Bare(line, at, mark);
            cells.Add(cell);
            if (end >= line.Length || cells.Count == TableRows.MaxColumns) return [.. cells];
            at = end + 1;
        }
    }

    static (string Cell, int End) Bare(string line, int at, char mark)
    {
        var end = line.IndexOf(mark, at);
        if (end < 0) end = line.Length;
        return (line[at..end], end);
    }

    static (string Cell, int End) Quoted(string line, int at, char mark)
    {
        var cell = new StringBuilder();
        for (var i = at + 1; i < line.Length; i++)
        {
            if (line[i] != '"')
            {
                cell.Append(line[i]);
                continue;
            }

            if (i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[i++]);
            else if (i + 1 == line.Length || line[i + 1] == mark) return (cell.ToString(), i + 1);
            else cell.Append('"');
        }

        // Never closed: the quote was a letter.
        return Bare(line, at, mark);
    }
}

/// <summary>Rows whose cells together are one delimited line.</summary>
sealed class PackedRows(TableRows rows, char mark) : TableRows
{
    string[] _cells = [];

    public override int Count => _cells.Length;

    public override RejectReason? Fault => rows.Fault;

    public override bool IsAnsi => rows.IsAnsi;

    public override bool EndedEarly => rows.EndedEarly;

    public override bool CutsText => true;

    public override string Locator => rows.Locator;

    public override Cell this[int column] => column < _cells.Length ? new Cell(_cells[column]) : Cell.Empty;

    public override bool Read()
    {
        if (!rows.Read()) return false;

        var line = PackedText.Join([.. Enumerable.Range(0, rows.Count).Select(rows.Text)]);
        _cells = line.Length == 0 ? [] : PackedText.Split(line, mark);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) rows.Dispose();
        base.Dispose(disposing);
    }
}
