namespace Monitor.Exports;

/// <summary>The account of one file: what came in, what became of each row, and what was wrong.</summary>
/// <remarks>The same numbers stand on the staff's receipt, in the log, in the metrics and in the digest.</remarks>
public sealed record ExportReceipt
{
    public required string Sha256 { get; init; }

    public required string FileName { get; init; }

    public required long Length { get; init; }

    /// <summary>The reader that took the file, or null when none did.</summary>
    public string? Format { get; init; }

    public required ReceiptOutcome Outcome { get; init; }

    public ExportCounts Counts { get; init; } = ExportCounts.Zero;

    /// <summary>Only for <see cref="ReceiptOutcome.Refused"/>.</summary>
    public FileProblem? Problem { get; init; }

    public string ProblemDetail { get; init; } = "";

    public IReadOnlyList<ReadResult.Warned> Warnings { get; init; } = [];

    /// <summary>The first places of rejected rows, so that staff can find them; at most twenty.</summary>
    public IReadOnlyList<ReadResult.Rejected> RejectedPlaces { get; init; } = [];

    /// <summary>When the file was received before, for a duplicate: the first receipt's time.</summary>
    public DateTimeOffset? FirstReceivedAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>The roster by which people were recognised: the same bytes are read again once it has changed.</summary>
    public string? RosterSha256 { get; init; }

    /// <summary>The model that scored the rows.</summary>
    public string? ModelId { get; init; }
}

public enum ReceiptOutcome
{
    /// <summary>Read to the end; the file is in <c>selesai/</c>.</summary>
    Done,

    /// <summary>The same bytes were received before; the file is in <c>duplikat/</c>.</summary>
    Duplicate,

    /// <summary>Could not be read or had no usable row; the file is in <c>ditolak/</c>.</summary>
    Refused,
}
