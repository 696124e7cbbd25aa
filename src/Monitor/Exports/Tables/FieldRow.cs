using Monitor.Posts;

namespace Monitor.Exports.Tables;

/// <summary>One record by the meaning of its fields, whether it stands in a table or in JSON.</summary>
abstract class FieldRow
{
    public abstract PostPlace Place { get; }

    /// <summary>The platform that the record's names give away.</summary>
    public abstract Platform Platform { get; }

    /// <summary>Whether emoji may have been lost to ANSI.</summary>
    public virtual bool IsAnsi => false;

    /// <summary>Whether cells were put back in their columns.</summary>
    public virtual bool IsShifted => false;

    /// <summary>The best filled value of a field, or an empty cell.</summary>
    public abstract Cell this[TableField field] { get; }

    /// <summary>The value of the next-best column of a field; false when there is none.</summary>
    public abstract bool TryGet(TableField field, int rank, out Cell cell);

    /// <summary>The address behind the field's best column, where a sheet has one.</summary>
    public virtual string? Link(TableField field) => null;

    public string Text(TableField field) => this[field].Text;
}

/// <summary>A table's row, read through its plan.</summary>
sealed class PlannedRow(TableRows rows, TableHeader header, string member) : FieldRow
{
    readonly ColumnPlan _plan = header.Plan;
    readonly int _text = header.Plan.Columns(TableField.Text) is [var text, ..] ? text : -1;
    readonly int _url = header.Plan.Columns(TableField.Url) is [var url, ..] ? url : -1;
    int _shift;

    public override PostPlace Place => new(member, rows.Locator);

    public override Platform Platform => _plan.Platform;

    public override bool IsAnsi => rows.IsAnsi;

    public override bool IsShifted => _shift > 0;

    public override Cell this[TableField field]
    {
        get
        {
            foreach (var column in _plan.Columns(field))
            {
                var cell = At(column);
                if (!cell.IsBlank) return cell;
            }

            return Cell.Empty;
        }
    }

    /// <summary>
    /// Looks at a row that has just been read. Where the text was not quoted, a delimiter inside it moves all that follows; the link in
    /// the wrong column gives it away.
    /// </summary>
    public void Settle()
    {
        _shift = 0;
        var surplus = rows.Count - header.Names.Count;
        if (surplus <= 0 || _text < 0 || _url <= _text || !rows.CutsText) return;
        if (!PostLink.Looks(rows.Text(_url)) && PostLink.Looks(rows.Text(_url + surplus))) _shift = surplus;
    }

    public override bool TryGet(TableField field, int rank, out Cell cell)
    {
        var columns = _plan.Columns(field);
        cell = rank < columns.Length ? At(columns[rank]) : Cell.Empty;
        return rank < columns.Length;
    }

    public override string? Link(TableField field)
    {
        foreach (var column in _plan.Columns(field))
        {
            if (rows.Link(column) is { } link) return link;
        }

        return null;
    }

    Cell At(int column)
    {
        if (_shift == 0 || column < _text) return rows[column];
        return column > _text ? rows[column + _shift] : new Cell(string.Join(' ', Enumerable.Range(_text, _shift + 1).Select(rows.Text)));
    }
}
