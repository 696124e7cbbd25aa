namespace Monitor.Contests;

/// <summary>One thing wrong in a data file, said so that whoever edits the file can mend it.</summary>
/// <param name="File">File name without its folder.</param>
/// <param name="Path">JSON path such as <c>$.contestants[1].hashtags[0]</c>.</param>
/// <param name="Message">What is wrong and what would mend it.</param>
readonly record struct DataFault(string File, string Path, string Message)
{
    public override string ToString() => $"{File} {Path}: {Message}";
}

/// <summary>Contest or rule data that may not be used. Carries every fault, so that one round of editing is enough.</summary>
sealed class DataFileException(string what, IReadOnlyList<DataFault> faults)
    : Exception($"{what}: {faults.Count} fault(s)\n{string.Join('\n', faults.Select(fault => "  " + fault))}")
{
    public IReadOnlyList<DataFault> Faults { get; } = faults;
}
