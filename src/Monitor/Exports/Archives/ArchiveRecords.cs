using System.Runtime.CompilerServices;
using System.Text.Json;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>Turns the records of one member into results: each record gives exactly one.</summary>
static class ArchiveRecords
{
    /// <summary>Facebook allows 63,206 characters, X 25,000, the others less.</summary>
    const int LongestText = 65_536;

    /// <param name="archive">The archive.</param>
    /// <param name="member">One of its members.</param>
    /// <param name="shape">Where in the member the records stand.</param>
    /// <param name="map">Makes a post of a record, or says why there is none.</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    /// <param name="mayBeSilent">Whether records without words are the rule, as with stories and single pictures.</param>
    public static async IAsyncEnumerable<ReadResult> ReadAsync(
        ArchiveSource archive, string member, JsonShape shape, Func<JsonElement, PostPlace, ReadResult> map,
        [EnumeratorCancellation] CancellationToken cancellationToken, bool mayBeSilent = false)
    {
        if (TryOpen(archive, member) is not { } stream)
        {
            yield return new ReadResult.Warned(ExportWarning.EndedEarly, Tail(member));
            yield break;
        }

        await using var opened = stream;
        var records = new JsonRecordReader(opened, shape);
        var (rows, empty) = (0L, 0L);
        await foreach (var record in records.ReadAsync(cancellationToken))
        {
            var result = Map(record, new PostPlace(member, record.Pointer), map);
            rows++;
            if (result is ReadResult.Rejected { Reason: RejectReason.NoContent }) empty++;
            yield return result;
        }

        if (records.EndedEarly) yield return new ReadResult.Warned(ExportWarning.EndedEarly, Tail(member));
        if (records.Strange || (!mayBeSilent && ArchiveDrift.IsSilent(rows, empty))) yield return ArchiveDrift.Changed(Tail(member));
    }

    /// <summary>Shows each record that parses to <paramref name="look"/>; what does not parse is passed over.</summary>
    public static async Task VisitAsync(ArchiveSource archive, string member, JsonShape shape, Action<JsonElement> look, CancellationToken cancellationToken)
    {
        await foreach (var _ in ReadAsync(archive, member, shape, (record, place) =>
        {
            look(record);
            return new ReadResult.Rejected(RejectReason.NoContent, place);
        }, cancellationToken))
        {
        }
    }

    /// <summary>The end of a member's path: the beginning may hold the owner's name.</summary>
    public static string Tail(string member) => string.Join('/', member.Split('/')[^Math.Min(2, member.Split('/').Length)..]);

    static Stream? TryOpen(ArchiveSource archive, string member)
    {
        try
        {
            return archive.OpenMember(member);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    static ReadResult Map(JsonRecord record, PostPlace place, Func<JsonElement, PostPlace, ReadResult> map)
    {
        if (record.Fault == RecordFault.TooLong) return new ReadResult.Rejected(RejectReason.TooLong, place);
        if (record.Fault != RecordFault.None) return new ReadResult.Rejected(RejectReason.Malformed, place);

        try
        {
            using var json = JsonReading.Parse(record.Json);
            var result = json.RootElement.ValueKind == JsonValueKind.Object ? map(json.RootElement, place) : new ReadResult.Rejected(RejectReason.Malformed, place);
            return result is ReadResult.Read { Post.Text.Length: > LongestText } ? new ReadResult.Rejected(RejectReason.TooLong, place) : result;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Not JSON, nested too deep, or a key that is no text.
            return new ReadResult.Rejected(RejectReason.Malformed, place);
        }
    }
}

/// <summary>Records in a list at the root, in lists under known keys, or alone: the ways of Meta and X.</summary>
/// <param name="lists">Keys that hold records, without the version that Meta appends (<c>comments</c> for <c>comments_v2</c>).</param>
/// <param name="recordKeys">Keys that only records have.</param>
sealed class ListShape(IReadOnlyCollection<string> lists, IReadOnlyCollection<string> recordKeys) : JsonShape
{
    public override JsonStep Step(ReadOnlySpan<string> path)
    {
        var key = path[^1];
        if (lists.Contains(WithoutVersion(key))) return JsonStep.HoldsRecords;
        return recordKeys.Contains(key) ? JsonStep.IsRecord : JsonStep.Skip;
    }

    /// <summary><c>comments</c> for <c>comments_v2</c>.</summary>
    public static string WithoutVersion(string key)
    {
        var version = key.LastIndexOf("_v", StringComparison.Ordinal);
        return version > 0 && version + 2 < key.Length && key.AsSpan(version + 2).IndexOfAnyExceptInRange('0', '9') < 0 ? key[..version] : key;
    }
}
