using System.Globalization;
using System.Text.Json;
using Monitor.Exports.Tables;
using Monitor.Posts;

namespace Monitor.Exports.Records;

/// <summary>
/// Records as tools and scripts write them: a JSON array, an object that wraps one, JSONL or NDJSON, with the field names that tables
/// have too, nested or flat.
/// </summary>
sealed class RecordsReader(TimeZoneInfo agencyZone, TimeProvider clock) : IExportReader
{
    const int Sample = 5;
    const int HeadLength = 64 * 1024;

    /// <summary>Records without any known key after which a file is given up.</summary>
    const int MaxUnknown = 50;

    /// <summary>The score of private messages: this reader takes them, to refuse them, unless another knows better.</summary>
    public const int MessagesScore = 40;

    /// <summary>Keys under which tools wrap their list of records.</summary>
    static readonly string[] Wrappers = ["data", "items", "results", "records", "tweets", "posts", "statuses", "rows"];

    public string Format => "records";

    public int Recognize(ExportProbe probe) => probe.IsZip || probe.IsOle ? 0 : Recognize(probe.Head.Span);

    /// <summary>How sure it is, from the first bytes of a file or zip member.</summary>
    public static int Recognize(ReadOnlySpan<byte> head)
    {
        using var text = Utf8Text.Open(new MemoryStream(head.ToArray()));
        var start = new byte[HeadLength];
        var length = text.ReadAtLeast(start, HeadLength, throwOnEndOfStream: false);
        if (ShapeOf(start.AsSpan(0, length)) is not { } shape) return 0;

        using var splitter = new JsonRecordSplitter(new MemoryStream(start, shape.Start, length - shape.Start), shape.IsLines);
        var row = new JsonFieldRow(HeaderAliases.Known, "");
        var best = 0;
        for (var i = 0; i < Sample && splitter.Read(); i++)
        {
            if (!row.Take(splitter.Record, "")) continue;
            if (row.IsMessage) return MessagesScore;
            if (row.HasContent) best = Math.Max(best, row.Fields);
        }

        return best switch
        {
            >= 4 => 60,
            >= 2 => 45,
            _ => 1,
        };
    }

    public IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, CancellationToken cancellationToken) =>
        AsyncRows.Of(() => Read(TableSource.OfFile(export.Path)), cancellationToken);

    /// <exception cref="UnreadableExportException">No JSON, half a record, private messages, or no known key.</exception>
    public IEnumerable<ReadResult> Read(TableSource source)
    {
        var shape = Shape(source);
        var row = new JsonFieldRow(HeaderAliases.Known, source.Member);
        var context = new ReadingContext
        {
            AgencyZone = agencyZone,
            Now = clock.GetUtcNow(),
            DateOrder = new Lazy<DateOrder>(() => Survey(source, shape)),
        };
        var reader = new RowReader(context);
        var known = 0L;
        var seen = 0L;
        var ending = new JsonEnding();
        foreach (var (isRead, reason, locator) in Records(source, shape, row, ending))
        {
            seen++;
            if (isRead && row.IsMessage) throw new UnreadableExportException(FileProblem.PrivateMessages, $"record {locator}");
            if (isRead && row.HasContent) known++;
            if (known == 0 && seen == MaxUnknown) throw new UnreadableExportException(FileProblem.NeedsMapping, "no known key");
            yield return isRead ? reader.Read(row) : new ReadResult.Rejected(reason, new PostPlace(source.Member, locator));
        }

        if (ending.IsEarly && known == 0) throw new UnreadableExportException(FileProblem.Truncated, $"after {seen} records");
        if (seen > 0 && known == 0) throw new UnreadableExportException(FileProblem.NeedsMapping, "no known key");
        if (ending.IsEarly && shape.IsLines) yield return new ReadResult.Warned(ExportWarning.LastLineCut);
        else if (ending.IsEarly) yield return new ReadResult.Warned(ExportWarning.EndedEarly, string.Create(CultureInfo.InvariantCulture, $"catatan ke-{seen + 1}"));
        if (context.NumbersRounded) yield return new ReadResult.Warned(ExportWarning.NumbersRounded);
    }

    /// <summary>Takes record after record into <paramref name="row"/>. What is left of a list that ends in mid-record is no record; half a line is a line.</summary>
    static IEnumerable<(bool IsRead, RejectReason Reason, string Locator)> Records(TableSource source, JsonShape shape, JsonFieldRow row, JsonEnding ending)
    {
        using var stream = Open(source, shape);
        using var splitter = new JsonRecordSplitter(stream, shape.IsLines);
        while (splitter.Read())
        {
            var locator = splitter.Number.ToString(CultureInfo.InvariantCulture);
            if (shape.IsPages && !splitter.IsTooLong && Wrapper(splitter.Record) is var (at, name))
            {
                using var page = new JsonRecordSplitter(new MemoryStream(splitter.Record[at..].ToArray()), isLines: false);
                while (page.Read()) yield return Take(page, row, string.Create(CultureInfo.InvariantCulture, $"{locator}/{name}/{page.Number - 1}"));
                continue;
            }

            if (!shape.IsLines) locator = string.Create(CultureInfo.InvariantCulture, $"{shape.Pointer}/{splitter.Number - 1}");
            var taken = Take(splitter, row, locator);
            ending.IsEarly = splitter.EndedEarly;
            if (splitter.EndedEarly && !taken.IsRead && !shape.IsLines) yield break;
            yield return taken;
        }

        ending.IsEarly = splitter.EndedEarly;
    }

    static (bool IsRead, RejectReason Reason, string Locator) Take(JsonRecordSplitter splitter, JsonFieldRow row, string locator)
    {
        if (splitter.IsTooLong) return (false, RejectReason.TooLong, locator);
        return (row.Take(splitter.Record, locator), RejectReason.Malformed, locator);
    }

    static JsonShape Shape(TableSource source)
    {
        using var text = Utf8Text.Open(source.Open());
        var head = new byte[HeadLength];
        var length = text.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        var start = head.AsSpan(0, length);
        var shape = ShapeOf(start) ?? throw new UnreadableExportException(length == 0 ? FileProblem.Empty : FileProblem.UnknownFormat);
        return shape.Pointer.Length > 0 && IsPages(start, text) ? new JsonShape(0, IsLines: true, "", IsPages: true) : shape;
    }

    /// <summary>Whether more lines follow a first line that wraps a list: a tool's answers, one page a line.</summary>
    static bool IsPages(ReadOnlySpan<byte> head, Stream rest)
    {
        var end = head.IndexOf((byte)'\n');
        if (end >= 0) return IsWhole(head[..end].TrimEnd("\r"u8)) && !head[end..].Trim(" \t\r\n"u8).IsEmpty;

        var buffer = new byte[HeadLength];
        var seen = 0;
        var newline = false;
        for (int read; seen < JsonRecordSplitter.MaxRecord && (read = rest.Read(buffer)) > 0; seen += read)
        {
            var more = buffer.AsSpan(0, read);
            if (newline && !more.Trim(" \t\r\n"u8).IsEmpty) return true;

            end = more.IndexOf((byte)'\n');
            if (end >= 0 && !more[end..].Trim(" \t\r\n"u8).IsEmpty) return true;
            newline |= end >= 0;
        }

        return false;
    }

    static Stream Open(TableSource source, JsonShape shape)
    {
        var text = Utf8Text.Open(source.Open());
        var skip = new byte[shape.Start];
        text.ReadExactly(skip);
        return text;
    }

    /// <summary>Where the records begin and how they are parted; null for what is no JSON.</summary>
    static JsonShape? ShapeOf(ReadOnlySpan<byte> head)
    {
        var start = head.Length - head.TrimStart(" \t\r\n\u001E"u8).Length;
        if (start == head.Length) return null;

        if (head[start] == '[') return head[(start + 1)..].TrimStart(" \t\r\n"u8) is [>= (byte)'0' and <= (byte)'9', ..] ? null : new JsonShape(start, IsLines: false, "");
        if (head[start] != '{') return null;

        if (Wrapper(head[start..]) is var (at, name)) return new JsonShape(start + at, IsLines: false, $"/{name}");
        return new JsonShape(start, HasWholeLine(head[start..]), "");
    }

    /// <summary>Whether one of the first lines is a record by itself; the very first may be broken.</summary>
    static bool HasWholeLine(ReadOnlySpan<byte> head)
    {
        var lines = 0;
        foreach (var range in head.Split((byte)'\n'))
        {
            var line = head[range].TrimEnd(" \t\r"u8);
            if (line.StartsWith("{"u8) && line.Length > 2 && IsWhole(line)) return true;
            if (++lines == Sample) return false;
        }

        return false;
    }

    static bool IsWhole(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 64 });
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The list inside an object such as <c>{"data":[{…}],"meta":…}</c>.</summary>
    static (int At, string Name)? Wrapper(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 64 }));
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString() ?? "";
                if (!reader.Read()) return null;

                var at = (int)reader.TokenStartIndex;
                if (reader.TokenType != JsonTokenType.StartArray || !Wrappers.Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    if (!reader.TrySkip()) return null;
                    continue;
                }

                if (reader.Read() && reader.TokenType == JsonTokenType.StartObject) return (at, name);
                return null;
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }

        return null;
    }

    static DateOrder Survey(TableSource source, JsonShape shape)
    {
        var row = new JsonFieldRow(HeaderAliases.Known, "");
        var survey = new DateOrderSurvey();
        foreach (var (isRead, _, _) in Records(source, shape, row, new JsonEnding()))
        {
            if (isRead) survey.See(row.Text(TableField.Date), row.Text(TableField.Time));
            if (survey.Settled) break;
        }

        return survey.Order;
    }

    /// <param name="Start">Bytes before the records, after a byte order mark.</param>
    /// <param name="IsLines">Whether each line is a record.</param>
    /// <param name="Pointer">The JSON pointer of the array that holds them.</param>
    /// <param name="IsPages">Whether each line wraps a list of records.</param>
    readonly record struct JsonShape(int Start, bool IsLines, string Pointer, bool IsPages = false);

    /// <summary>How a file of records ended.</summary>
    sealed class JsonEnding
    {
        public bool IsEarly { get; set; }
    }
}
