using Monitor.Posts;

namespace Monitor.Exports.Tables;

/// <summary>One record by the meaning of its fields, whether it stands in a table or in JSON.</summary>
abstract class FieldRow
{
    public abstract PostPlace Place { get; }

    /// <summary>Whether emoji may have been lost to ANSI.</summary>
    public virtual bool IsAnsi => false;

    /// <summary>The best filled value of a field, or an empty cell.</summary>
    public abstract Cell this[TableField field] { get; }

    /// <summary>The value of the next-best column of a field; false when there is none.</summary>
    public abstract bool TryGet(TableField field, int rank, out Cell cell);

    /// <summary>The address behind the field's best column, where a sheet has one.</summary>
    public virtual string? Link(TableField field) => null;

    public string Text(TableField field) => this[field].Text;
}

/// <summary>A table's row, read through its plan.</summary>
sealed class PlannedRow(TableRows rows, ColumnPlan plan, string member) : FieldRow
{
    public override PostPlace Place => new(member, rows.Locator);

    public override bool IsAnsi => rows.IsAnsi;

    public override Cell this[TableField field]
    {
        get
        {
            foreach (var column in plan.Columns(field))
            {
                var cell = rows[column];
                if (!cell.IsBlank) return cell;
            }

            return Cell.Empty;
        }
    }

    public override bool TryGet(TableField field, int rank, out Cell cell)
    {
        var columns = plan.Columns(field);
        cell = rank < columns.Length ? rows[columns[rank]] : Cell.Empty;
        return rank < columns.Length;
    }

    public override string? Link(TableField field)
    {
        foreach (var column in plan.Columns(field))
        {
            if (rows.Link(column) is { } link) return link;
        }

        return null;
    }
}
