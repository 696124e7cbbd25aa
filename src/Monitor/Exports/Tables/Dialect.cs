namespace Monitor.Exports.Tables;

/// <summary>How the lines of a delimited text are to be cut.</summary>
/// <param name="Delimiter">One ASCII byte.</param>
/// <param name="Quoting">How quotes are read.</param>
/// <param name="Fallback">Tried for a row that does not have <paramref name="Columns"/> cells.</param>
/// <param name="Columns">Cells in each row as the header has them; 0 when rows may be of any length.</param>
/// <param name="MacLines">Lines end with a bare CR.</param>
readonly record struct Dialect(byte Delimiter, Quoting Quoting = Quoting.Rfc, Quoting? Fallback = null, int Columns = 0, bool MacLines = false);

enum Quoting
{
    /// <summary>RFC 4180, lenient: a quote inside a quoted cell that does not end it is a letter like any other.</summary>
    Rfc,

    /// <summary>A line is a row and every delimiter cuts; one outer pair of quotes is taken off a cell.</summary>
    None,

    /// <summary>A line is a row, everything is quoted and nothing escaped: cut at <c>","</c>.</summary>
    Between,
}
