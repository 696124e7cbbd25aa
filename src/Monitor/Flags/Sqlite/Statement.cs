using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Monitor.Flags.Sqlite;

/// <summary>A statement that is compiled once and run many times, with its values given by position as <c>?1</c>, <c>?2</c>.</summary>
/// <remarks>Values are strings, longs, byte arrays or null. Not safe for two threads.</remarks>
sealed class Statement : IDisposable
{
    readonly SqliteCommand _command;

    public Statement(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
    }

    /// <returns>Rows that were changed.</returns>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>The first row, or null.</summary>
    public T? First<T>(Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values) where T : class
    {
        Bind(values);
        using var rows = _command.ExecuteReader();
        return rows.Read() ? read(rows) : null;
    }

    /// <summary>The number in the first column of the first row; 0 when there is no row.</summary>
    public long Number(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteScalar() is long number ? number : 0;
    }

    /// <summary>Rows, read as they are asked for.</summary>
    public IEnumerable<T> Rows<T>(Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return Read(read);
    }

    public void Dispose() => _command.Dispose();

    IEnumerable<T> Read<T>(Func<SqliteDataReader, T> read)
    {
        using var rows = _command.ExecuteReader();
        while (rows.Read()) yield return read(rows);
    }

    void Bind(ReadOnlySpan<object?> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (index == _command.Parameters.Count)
                _command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"?{index + 1}") });

            _command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }
    }
}
