using System.Globalization;
using System.Text.Json;
using Monitor.Exports.Archives;
using Monitor.Exports.Records;
using Monitor.Exports.Tables;
using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>
/// Reads what one collecting tool wrote: a JSON array, JSONL, records one after another, or a zip of such files where the tool's own file
/// names tell them. A record that is broken costs only itself.
/// </summary>
/// <param name="format">The tool's way of writing.</param>
/// <param name="agencyZone">The zone of times that a collector's computer wrote.</param>
/// <param name="time">Says what lies in the future.</param>
/// <param name="zips">Limits.</param>
sealed class CollectorReader(CollectorFormat format, TimeZoneInfo agencyZone, TimeProvider time, ZipPolicy? zips = null) : IOpensMembers
{
    /// <summary>Facebook's own pages nest their records some sixty deep; an attack nests thousands.</summary>
    public const int DeepestRecord = 256;

    const int HeadLength = 64 * 1024;

    static readonly JsonReaderOptions Options = new() { MaxDepth = DeepestRecord, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public string Format => format.Name;

    public int Recognize(ExportProbe probe)
    {
        if (probe.IsOle) return 0;
        if (probe.IsZip) return probe.Members.Any(Opens) ? 80 : 0;
        return Recognize(probe.Head.Span);
    }

    /// <summary>How sure it is, from the first bytes of a file or zip member.</summary>
    public int Recognize(ReadOnlySpan<byte> head)
    {
        var keys = CollectedHead.Keys(head);
        return keys.AllKeys.Count == 0 || keys.IsMessages ? 0 : format.Recognize(keys, head);
    }

    public IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, CancellationToken cancellationToken) => AsyncRows.Of(
        () => ExportProbe.StartsAsZip(export.Path) ? ReadZip(export.Path) : Read(TableSource.OfFile(export.Path)), cancellationToken);

    /// <summary>Reads one file or zip member.</summary>
    /// <exception cref="UnreadableExportException">It is no JSON, or ends before its first whole record.</exception>
    public IEnumerable<ReadResult> Read(TableSource source)
    {
        var balance = new CollectedBalance();
        bool ended, isLines;
        using (var records = Open(source))
        {
            isLines = records.IsLines;
            while (records.Read())
            {
                var place = new PostPlace(source.Member, records.Number.ToString(CultureInfo.InvariantCulture));
                foreach (var result in Take(records, place))
                    if (balance.Count(result))
                        yield return result;
            }

            ended = records.EndedEarly;
        }

        if (ended && balance.Reads == 0) throw new UnreadableExportException(FileProblem.Truncated, string.Create(CultureInfo.InvariantCulture, $"after {balance.Records} records"));
        if (ended) yield return new ReadResult.Warned(isLines ? ExportWarning.LastLineCut : ExportWarning.EndedEarly);
        if (balance.HasChanged) yield return new ReadResult.Warned(ExportWarning.FormatMayHaveChanged, balance.Detail);
    }

    IEnumerable<ReadResult> ReadZip(string path)
    {
        using var zip = SafeZip.Open(path, Opens, zips);
        foreach (var member in zip.AllowedMembers.Order(StringComparer.Ordinal))
            foreach (var result in Read(new TableSource(member, () => Open(zip, member))))
                yield return result;

        if (zip.Members.Count - zip.AllowedMembers.Count() is > 0 and var closed)
            yield return new ReadResult.Warned(ExportWarning.MembersLeftUnopened, closed.ToString(CultureInfo.InvariantCulture));
    }

    static Stream Open(SafeZip zip, string member) =>
        member.EndsWith($".{PackedFile.Xz}", StringComparison.OrdinalIgnoreCase) ? zip.OpenUnpacked(member, PackedFile.Xz) : zip.OpenWhole(member);

    public bool Opens(string member) => !ArchivePrivacy.Denies(member) && format.Owns(member);

    static JsonRecordSplitter Open(TableSource source)
    {
        bool isLines;
        using (var peek = Utf8Text.Open(source.Open()))
        {
            var head = new byte[HeadLength];
            var length = peek.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
            isLines = CollectedHead.IsLines(head.AsSpan(0, length)) ?? throw new UnreadableExportException(length == 0 ? FileProblem.Empty : FileProblem.UnknownFormat);
        }

        return new JsonRecordSplitter(Utf8Text.Open(source.Open()), isLines);
    }

    List<ReadResult> Take(JsonRecordSplitter records, PostPlace place)
    {
        if (records.IsTooLong) return [new ReadResult.Rejected(RejectReason.TooLong, place)];

        try
        {
            var reader = new Utf8JsonReader(records.Record, Options);
            using var json = JsonDocument.ParseValue(ref reader);
            if (json.RootElement.ValueKind != JsonValueKind.Object || reader.Read()) return [new ReadResult.Rejected(RejectReason.Malformed, place)];

            return [.. format.Map(json.RootElement, place, TimeZoneInfo.ConvertTime(time.GetUtcNow(), agencyZone))];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Not JSON, nested too deep, or a key that is no text.
            return [new ReadResult.Rejected(RejectReason.Malformed, place)];
        }
    }
}
