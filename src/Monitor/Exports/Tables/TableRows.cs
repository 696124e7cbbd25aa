namespace Monitor.Exports.Tables;

/// <summary>The rows of one table, read forward. Cells are valid until the next <see cref="Read"/>.</summary>
abstract class TableRows : IDisposable
{
    /// <summary>No spreadsheet is wider; a file that is has lost its line breaks or is no table.</summary>
    public const int MaxColumns = 16_384;

    /// <summary>Columns in this row; rows may differ.</summary>
    public abstract int Count { get; }

    /// <summary>Why this row cannot be used, or null.</summary>
    public virtual RejectReason? Fault => null;

    /// <summary>Whether no cell holds anything; such rows are no rows.</summary>
    public virtual bool IsBlank
    {
        get
        {
            for (var i = 0; i < Count; i++)
            {
                if (!this[i].IsBlank) return false;
            }

            return true;
        }
    }

    /// <summary>Whether the file was seen to be ANSI, where emoji are gone for ever.</summary>
    public virtual bool IsAnsi => false;

    /// <summary>Whether the last row was cut off by the end of the file.</summary>
    public virtual bool EndedEarly => false;

    /// <summary>Whether a delimiter inside an unquoted text cuts it.</summary>
    public virtual bool CutsText => false;

    /// <summary>The line or sheet row that a person can look up.</summary>
    public abstract string Locator { get; }

    /// <summary>The cell, or an empty one beyond the row's end.</summary>
    public abstract Cell this[int column] { get; }

    public abstract bool Read();

    /// <summary>The address behind a cell, which a sheet may show as "lihat di sini".</summary>
    public virtual string? Link(int column) => null;

    public virtual bool IsEmpty(int column) => this[column].IsBlank;

    /// <summary>Whether a cell holds exactly a short text, letter case apart.</summary>
    public virtual bool Holds(int column, string text) => this[column].Text.Equals(text, StringComparison.OrdinalIgnoreCase);

    public string Text(int column) => this[column].Text;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
