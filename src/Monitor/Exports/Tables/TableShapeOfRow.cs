namespace Monitor.Exports.Tables;

/// <summary>Tells rows of data from the header written once more and from what stands below a table.</summary>
sealed class TableShapeOfRow(TableHeader header)
{
    static readonly string[] Footers = ["jumlah", "total", "mengetahui", "catatan"];

    readonly int[] _named = [.. Enumerable.Range(0, header.Names.Count).Where(column => header.Names[column].Length > 0).Take(2)];
    readonly int[] _content =
    [
        .. header.Plan.Columns(TableField.Text), .. header.Plan.Columns(TableField.CommentText), .. header.Plan.Columns(TableField.Url),
        .. header.Plan.Columns(TableField.SharedText),
    ];

    /// <summary>tweet-harvest with <c>--append</c> writes its header before each batch.</summary>
    public bool IsHeaderAgain(TableRows rows) =>
        rows.Holds(_content[0], header.Names[_content[0]]) && Array.TrueForAll(_named, column => rows.Holds(column, header.Names[column]));

    /// <summary>Totals, signatures and notes end a table.</summary>
    public bool IsFooter(TableRows rows)
    {
        var filled = 0;
        var first = -1;
        for (var column = 0; column < rows.Count && filled <= 3; column++)
        {
            if (rows.IsEmpty(column)) continue;
            if (filled++ == 0) first = column;
        }

        if (filled is 0 or > 3) return false;

        var text = rows.Text(first).AsSpan().Trim();
        var hasContent = Array.Exists(_content, column => !rows.IsEmpty(column));
        foreach (var footer in Footers)
        {
            if (!text.StartsWith(footer, StringComparison.OrdinalIgnoreCase)) continue;

            // "Jumlah: 3" and "Mengetahui," end a table; a post that begins with "Total" does not.
            var rest = text[footer.Length..];
            if (hasContent ? filled == 1 && rest.Trim(" :.,").IsEmpty : rest.IsEmpty || !char.IsLetterOrDigit(rest[0])) return true;
        }

        return false;
    }
}
