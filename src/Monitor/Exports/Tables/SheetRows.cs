using System.Globalization;
using ExcelDataReader;

namespace Monitor.Exports.Tables;

/// <summary>Rows of one sheet. Cells merged downwards repeat their value inside the merged range and nowhere else.</summary>
sealed class SheetRows : TableRows
{
    readonly IExcelDataReader _reader;
    readonly TableSource? _source;
    readonly int _sheet;
    readonly string _name;
    readonly Queue<Merge> _mergesAhead;
    readonly List<Merge> _merges = [];
    readonly Queue<Row> _ahead = new();

    Row _row = new(-1, []);
    int _next;
    Dictionary<(int Row, int Column), string>? _links;

    /// <param name="reader">At the sheet.</param>
    /// <param name="source">Where the sheet's links can be read; null where there are none, and for an XLS, whose links nobody reads.</param>
    /// <param name="sheet">Zero-based.</param>
    public SheetRows(IExcelDataReader reader, TableSource? source, int sheet)
    {
        _reader = reader;
        _source = source;
        _sheet = sheet;
        _name = reader.Name ?? "";
        _mergesAhead = new Queue<Merge>((reader.MergeCells ?? [])
            .Where(range => range.ToRow > range.FromRow)
            .Select(range => new Merge(range.FromRow, range.ToRow, range.FromColumn))
            .OrderBy(merge => merge.FirstRow));
    }

    public override int Count => _row.Cells.Length;

    public override string Locator => string.Create(CultureInfo.InvariantCulture, $"{_name}!A{_row.Number + 1}");

    public override Cell this[int column] => (uint)column < (uint)_row.Cells.Length ? Cell.Of(_row.Cells[column]) : Cell.Empty;

    /// <summary>The first rows as text, without going past them.</summary>
    public IReadOnlyList<string[]> Peek(int rows)
    {
        while (_ahead.Count < rows && Next() is { } row) _ahead.Enqueue(row);
        return [.. _ahead.Select(row => row.Cells.Select(value => Cell.Of(value).Text).ToArray())];
    }

    public override bool Read()
    {
        if (_ahead.TryDequeue(out var ahead))
        {
            _row = ahead;
            return true;
        }

        if (Next() is not { } row) return false;

        _row = row;
        return true;
    }

    public override string? Link(int column)
    {
        if (_source is null) return null;

        _links ??= WorkbookParts.Links(_source, _sheet);
        return _links.GetValueOrDefault((_row.Number, column));
    }

    Row? Next() => Workbook.Guard(() =>
    {
        if (!_reader.Read()) return null;

        if (_reader.FieldCount > MaxColumns) throw new UnreadableExportException(FileProblem.TooManyColumns, $"sheet {_sheet + 1}");

        var cells = new object?[_reader.FieldCount];
        for (var column = 0; column < cells.Length; column++) cells[column] = _reader.GetValue(column);
        FillMerged(_next, cells);
        return new Row(_next++, cells);
    });

    void FillMerged(int number, object?[] cells)
    {
        _merges.RemoveAll(merge => merge.LastRow < number);
        while (_mergesAhead.TryPeek(out var next) && next.FirstRow <= number)
        {
            var merge = _mergesAhead.Dequeue();
            merge.Value = merge.Column < cells.Length ? cells[merge.Column] : null;
            _merges.Add(merge);
        }

        foreach (var merge in _merges)
        {
            if (merge.Column < cells.Length) cells[merge.Column] ??= merge.Value;
        }
    }

    sealed record Row(int Number, object?[] Cells);

    sealed class Merge(int firstRow, int lastRow, int column)
    {
        public int FirstRow => firstRow;

        public int LastRow => lastRow;

        public int Column => column;

        public object? Value { get; set; }
    }
}
