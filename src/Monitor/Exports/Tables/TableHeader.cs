using Monitor.Exports.Collectors;

namespace Monitor.Exports.Tables;

/// <summary>The header of a table: where it stands and what its columns hold.</summary>
sealed record TableHeader
{
    /// <summary>How many rows, blank ones included, stand before the first row of data.</summary>
    public required int DataRow { get; init; }

    /// <summary>The row of the names, counted from one; the lower one where there are two.</summary>
    public required int HeaderRow { get; init; }

    /// <summary>Names by column, two-row headers put together; empty outside the table.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    public required ColumnPlan Plan { get; init; }

    /// <summary>The mapping file that applies, or null.</summary>
    public TableMapping? Mapping { get; init; }

    /// <summary>The collecting tool whose own header it is, or null.</summary>
    public CollectorTable? Tool { get; init; }

    /// <summary>A link to a platform in the rows above the header, where tools write what they were asked for.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>A name is a value: a row of data was pasted into the header.</summary>
    public bool IsDamaged { get; init; }

    /// <summary>Another table stands beside this one.</summary>
    public bool HasNeighbour { get; init; }

    /// <summary>The byte that cuts the one column that holds everything, or null.</summary>
    public char? PackedWith { get; init; }
}
