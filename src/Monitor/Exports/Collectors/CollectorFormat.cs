using System.Text.Json;
using Monitor.Exports.Archives;
using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>How one collecting tool writes what it found: JSON records, one after another.</summary>
abstract class CollectorFormat
{
    /// <summary>The reader's <see cref="IExportReader.Format"/>.</summary>
    public abstract string Name { get; }

    /// <summary>How sure it is that the file is its own.</summary>
    /// <param name="keys">Keys at the beginning of the file.</param>
    /// <param name="head">The first bytes, for formats that only a value gives away.</param>
    public abstract int Recognize(JsonHead keys, ReadOnlySpan<byte> head);

    /// <summary>Everything that one record holds: its own act, and those of others that the tool hung on it.</summary>
    /// <param name="record">A JSON object.</param>
    /// <param name="place">Where it stands; what hangs on it has places below it.</param>
    /// <param name="now">The present, against which times are judged, in the agency's zone.</param>
    /// <returns>At least one <see cref="ReadResult.Read"/> or <see cref="ReadResult.Rejected"/>, each with a place of its own.</returns>
    public abstract IEnumerable<ReadResult> Map(JsonElement record, PostPlace place, DateTimeOffset now);

    /// <summary>Whether a member of a zip is a file of this tool, judged by its name alone.</summary>
    public virtual bool Owns(string member) => false;

    protected static ReadResult Rejected(RejectReason reason, PostPlace place) => new ReadResult.Rejected(reason, place);

    /// <summary>A place below a record: <c>17/latestComments/0</c>.</summary>
    protected static PostPlace Below(PostPlace place, string list, int index) =>
        place with { Locator = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{place.Locator}/{list}/{index}") };
}
