using System.Text.Json;
using Monitor.Exports.Tables;
using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>One row of a tool's table, by the names of its columns. Holds good until the table goes on.</summary>
sealed class CollectedRow(TableRows rows, ColumnNames names, string member)
{
    static readonly char[] Levels = ['/', '.'];

    /// <summary>The link above the header, to that from which the whole table was taken.</summary>
    public string? SourceUrl { get; init; }

    public PostPlace Place => new(member, rows.Locator);

    /// <summary>What a cell says; null where the column is absent or the cell holds nothing, in a tool's or a Python program's words.</summary>
    public string? this[string name] => names.Columns.TryGetValue(name, out var column) ? CollectedAct.Said(NotNumber(rows.Text(column))) : null;

    /// <summary>The first of several columns that says something.</summary>
    public string? First(params ReadOnlySpan<string> columns)
    {
        foreach (var name in columns)
            if (this[name] is { } said)
                return said;

        return null;
    }

    public Cell Cell(string name) => names.Columns.TryGetValue(name, out var column) ? rows[column] : Tables.Cell.Empty;

    /// <summary>Whether the table has any of these columns.</summary>
    public bool Has(params ReadOnlySpan<string> columns) => names.HasAny(columns);

    public bool HasNoName(int column) => !names.Columns.Values.Contains(column);

    /// <summary>A cell of a column that has no name.</summary>
    public Cell At(int column) => rows[column];

    /// <summary>The address behind a cell.</summary>
    public string? Link(string name) => names.Columns.TryGetValue(name, out var column) ? rows.Link(column) : null;

    public bool Is(string name) => this[name]?.ToUpperInvariant() is { } said && said is not ("FALSE" or "NO" or "0" or "0.0" or "TIDAK");

    /// <summary>A text as its author wrote it: mended where a spreadsheet saved it in the wrong letters.</summary>
    public RepairedText Words(Platform platform, params ReadOnlySpan<string> columns)
    {
        RepairedText text = First(columns) ?? "";
        text = TextRepair.DoubleEncoded(TextRepair.PythonBytes(text));
        if (platform is Platform.X) text = TextRepair.XEntities(text);
        return rows.IsAnsi && text.Text.Contains('?', StringComparison.Ordinal) ? text with { Warnings = text.Warnings | PostWarnings.TextDamaged } : text;
    }

    /// <summary>
    /// The record that was flattened into the row: <c>user/name</c> and <c>user.name</c> are levels again, <c>hashtags/0/name</c> a list.
    /// </summary>
    public JsonDocument Nested()
    {
        var root = new Branch();
        foreach (var name in names.All)
            if (this[name] is not null)
                root.Add(name.Split(Levels, StringSplitOptions.RemoveEmptyEntries), Words(Platform.Unknown, name).Text);

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) root.Write(json, depth: 0);
        return JsonDocument.Parse(stream.ToArray());
    }

    /// <summary>The row as an object with the column's names as keys.</summary>
    public JsonDocument Flat()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var name in names.All)
                if (this[name] is not null)
                    json.WriteString(name, Words(Platform.Unknown, name).Text);
            json.WriteEndObject();
        }

        return JsonDocument.Parse(stream.ToArray());
    }

    /// <summary>pandas writes nothing as <c>nan</c>.</summary>
    static string? NotNumber(string text) => text is "nan" or "NaN" or "NaT" ? null : text;

    /// <summary>A level of a nested record; numbers as names make it a list.</summary>
    sealed class Branch
    {
        /// <summary>The deepest that the actors write is six.</summary>
        const int Deepest = 16;

        readonly Dictionary<string, Branch> _branches = new(StringComparer.Ordinal);
        readonly List<string> _order = [];
        string? _value;

        public void Add(ReadOnlySpan<string> path, string value)
        {
            if (path.IsEmpty || path.Length > Deepest)
            {
                _value = value;
                return;
            }

            if (!_branches.TryGetValue(path[0], out var branch))
            {
                _branches[path[0]] = branch = new Branch();
                _order.Add(path[0]);
            }

            branch.Add(path[1..], value);
        }

        public void Write(Utf8JsonWriter json, int depth)
        {
            if (_order.Count == 0)
            {
                WriteValue(json);
                return;
            }

            // The record itself is never a list, whatever its columns are called.
            var isList = depth > 0 && _order.TrueForAll(name => name.All(char.IsAsciiDigit));
            if (isList) json.WriteStartArray();
            else json.WriteStartObject();
            foreach (var name in _order)
            {
                if (!isList) json.WritePropertyName(name);
                _branches[name].Write(json, depth + 1);
            }

            if (isList) json.WriteEndArray();
            else json.WriteEndObject();
        }

        void WriteValue(Utf8JsonWriter json)
        {
            if (_value is "TRUE" or "True" or "true") json.WriteBooleanValue(true);
            else if (_value is "FALSE" or "False" or "false") json.WriteBooleanValue(false);
            else json.WriteStringValue(_value);
        }
    }
}
