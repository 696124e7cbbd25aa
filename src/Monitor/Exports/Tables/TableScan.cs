using System.Runtime.CompilerServices;
using System.Text;
using Monitor.Exports.Collectors;

namespace Monitor.Exports.Tables;

/// <summary>The common way through every table: what it is, where its header stands, and its rows one by one.</summary>
/// <param name="agencyZone">The zone of times that name none.</param>
/// <param name="clock">Says what lies in the future.</param>
/// <param name="mappings">Gives the mapping files as they are now; asked for each file.</param>
sealed class TableScan(TimeZoneInfo agencyZone, TimeProvider clock, Func<MappingBook> mappings)
{
    readonly ConditionalWeakTable<ExportProbe, TableShape> _shapes = [];

    public TimeZoneInfo AgencyZone => agencyZone;

    public TimeProvider Clock => clock;

    /// <summary>What a file is, judged by its first bytes, its member names and its header.</summary>
    public TableShape Look(ExportProbe probe) => _shapes.GetValue(probe, seen => Look(TableSource.OfFile(seen.Path), KindOf(seen)));

    /// <inheritdoc cref="Look(ExportProbe)"/>
    /// <param name="source">A file or zip member.</param>
    /// <param name="kind">Whether it is a workbook or text.</param>
    public TableShape Look(TableSource source, TableKind kind)
    {
        try
        {
            return kind switch
            {
                TableKind.Text => new TableShape(kind, new DelimitedSniffer(Finder()).Sniff(source).Header, null),
                TableKind.Workbook => new TableShape(kind, FirstHeader(source), null),
                TableKind.Page => new TableShape(kind, HeadOfPage(source).Header, null),
                _ => new TableShape(kind, null, null),
            };
        }
        catch (UnreadableExportException unreadable)
        {
            return new TableShape(kind, null, unreadable.Problem);
        }
    }

    /// <summary>Reads a table from start to end.</summary>
    /// <exception cref="UnreadableExportException">It is none, or none that is known.</exception>
    public IEnumerable<ReadResult> Read(TableSource source, TableKind kind) => kind switch
    {
        TableKind.Workbook => ReadWorkbook(source),
        TableKind.Text => ReadText(source),
        TableKind.Page => ReadPage(source),
        _ => throw new UnreadableExportException(FileProblem.UnknownFormat),
    };

    /// <summary>The beginning of each table of a source, with what was made of its header.</summary>
    /// <exception cref="UnreadableExportException">It cannot be opened, or holds private messages.</exception>
    public IReadOnlyList<TableHead> Heads(TableSource source, TableKind kind) => kind switch
    {
        TableKind.Text => [HeadOfText(source)],
        TableKind.Workbook => HeadsOfSheets(source),
        TableKind.Page => [HeadOfPage(source)],
        _ => [],
    };

    TableHead HeadOfText(TableSource source)
    {
        var shape = new DelimitedSniffer(Finder()).Sniff(source);
        return new TableHead(source.Member, "", IsHidden: false, shape.Header, shape.FirstRows);
    }

    TableHead HeadOfPage(TableSource source)
    {
        var head = new List<string[]>();
        using var rows = OpenPage(source);
        while (head.Count <= HeaderFinder.Depth + TableHead.Shown && rows.Read()) head.Add([.. Enumerable.Range(0, rows.Count).Select(rows.Text)]);
        return new TableHead(source.Member, "", IsHidden: false, Finder().Find([.. head.Take(HeaderFinder.Depth + 1)]), head);
    }

    List<TableHead> HeadsOfSheets(TableSource source)
    {
        var heads = new List<TableHead>();
        using var workbook = Workbook.Open(source);
        while (workbook.Next())
        {
            var rows = workbook.Rows().Peek(HeaderFinder.Depth + TableHead.Shown + 1);
            if (rows.All(row => row.All(string.IsNullOrWhiteSpace))) continue;

            var header = workbook.IsHidden ? null : Finder().Find([.. rows.Take(HeaderFinder.Depth + 1)]);
            heads.Add(new TableHead(source.Member, workbook.SheetName, workbook.IsHidden, header, rows));
        }

        return heads;
    }

    public static TableKind KindOf(ExportProbe probe)
    {
        if (probe.IsOle) return TableKind.Workbook;
        if (probe.IsZip) return probe.Members.Any(member => member is "xl/workbook.xml" or "xl/workbook.bin") ? TableKind.Workbook : TableKind.None;
        return KindOf(probe.Head.Span);
    }

    /// <summary>What the first bytes of something that is no zip say.</summary>
    public static TableKind KindOf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) return TableKind.Workbook;

        var start = head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? head[3..] : head;
        start = start.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty || start[0] is (byte)'{' || start.StartsWith("window."u8)) return TableKind.None;
        if (start[0] == '<') return HoldsTable(start) ? TableKind.Page : TableKind.None;

        // JSON, unless a figure follows: "[12/10/24 20.15.01] …" is a chat, and must be told so.
        return start[0] != '[' || start.Length > 1 && char.IsAsciiDigit((char)start[1]) ? TableKind.Text : TableKind.None;
    }

    /// <summary>Whether a web page has rows of a table near its beginning.</summary>
    static bool HoldsTable(ReadOnlySpan<byte> page)
    {
        var start = Encoding.Latin1.GetString(page);
        return start.IndexOf("<table", StringComparison.OrdinalIgnoreCase) is >= 0 and var table && start.IndexOf("<tr", table, StringComparison.OrdinalIgnoreCase) > 0;
    }

    HeaderFinder Finder() => new(HeaderAliases.Known, mappings());

    TableHeader? FirstHeader(TableSource source)
    {
        using var workbook = Workbook.Open(source);
        while (workbook.Next())
        {
            if (!workbook.IsHidden && Finder().Find(workbook.Rows().Peek(HeaderFinder.Depth + 1)) is { } header) return header;
        }

        return null;
    }

    IEnumerable<ReadResult> ReadText(TableSource source)
    {
        var shape = new DelimitedSniffer(Finder()).Sniff(source);
        if (shape.Header is not { } header) throw new UnreadableExportException(FileProblem.NeedsMapping, "no known header");

        using var rows = Open(source, shape);
        foreach (var result in ReadRows(rows, header, source.Member, () => Open(source, shape))) yield return result;
    }

    static TableRows Open(TableSource source, DelimitedShape shape) =>
        Unpacked(new DelimitedRows(Utf8Text.Open(source.Open()), shape.Dialect, shape.IsAnsi), shape.Header);

    static TableRows Unpacked(TableRows rows, TableHeader? header) => header?.PackedWith is { } mark ? new PackedRows(rows, mark) : rows;

    IEnumerable<ReadResult> ReadPage(TableSource source)
    {
        if (HeadOfPage(source).Header is not { } header) throw new UnreadableExportException(FileProblem.NeedsMapping, "no known header");

        using var rows = OpenPage(source);
        foreach (var result in ReadRows(rows, header, source.Member, () => OpenPage(source))) yield return result;
    }

    static HtmlTableRows OpenPage(TableSource source) => new(Utf8Text.Open(source.Open()));

    IEnumerable<ReadResult> ReadWorkbook(TableSource source)
    {
        using var workbook = Workbook.Open(source);
        var read = 0;
        var filled = 0;
        while (workbook.Next())
        {
            var sheet = workbook.Rows();
            var head = sheet.Peek(HeaderFinder.Depth + 1);
            if (head.All(row => row.All(string.IsNullOrWhiteSpace))) continue;

            filled++;
            if (workbook.IsHidden || Finder().Find(head) is not { } header)
            {
                yield return new ReadResult.Warned(ExportWarning.SheetSkipped, $"lembar {workbook.SheetNumber}");
                continue;
            }

            read++;
            var number = workbook.SheetNumber;
            using var rows = Unpacked(sheet, header);
            foreach (var result in ReadRows(rows, header, source.Member, () => Reopen(source, number, header), workbook.Is1904)) yield return result;
        }

        if (filled == 0) throw new UnreadableExportException(FileProblem.Empty, "no filled sheet");
        if (read == 0) throw new UnreadableExportException(FileProblem.NeedsMapping, "no sheet has a known header");
    }

    /// <summary>The same sheet from its beginning, for a second look at a column.</summary>
    static OwnedRows Reopen(TableSource source, int number, TableHeader header)
    {
        var workbook = Workbook.Open(source);
        while (workbook.Next() && workbook.SheetNumber < number)
        {
        }

        return new OwnedRows(Unpacked(workbook.Rows(), header), workbook);
    }

    IEnumerable<ReadResult> ReadRows(TableRows rows, TableHeader header, string member, Func<TableRows> reopen, bool is1904 = false)
    {
        if (header.Tool is { } tool)
        {
            foreach (var result in ReadCollected(rows, header, tool, member)) yield return result;
            yield break;
        }

        var plan = header.Plan;
        if (header.IsDamaged) yield return new ReadResult.Warned(ExportWarning.HeaderDamaged);
        if (plan.Guessed) yield return new ReadResult.Warned(ExportWarning.HeaderGuessed);
        if (header.HasNeighbour) yield return new ReadResult.Warned(ExportWarning.SecondTableIgnored);

        var context = new ReadingContext
        {
            AgencyZone = agencyZone,
            Now = clock.GetUtcNow(),
            Activity = plan.Activity,
            Zone = plan.Zone,
            Is1904 = is1904,
            DateOrder = new Lazy<DateOrder>(() => plan.DateOrder is DateOrder.Unknown ? Survey(reopen, header) : plan.DateOrder),
        };
        foreach (var result in ReadRows(rows, header, new PlannedRow(rows, header, member), new RowReader(context))) yield return result;

        if (rows.EndedEarly) yield return new ReadResult.Warned(ExportWarning.EndedEarly);
        if (context.NumbersRounded) yield return new ReadResult.Warned(ExportWarning.NumbersRounded);
    }

    /// <summary>A tool's own table: what a row means is the tool's affair, and nothing below it ends it.</summary>
    IEnumerable<ReadResult> ReadCollected(TableRows rows, TableHeader header, CollectorTable tool, string member)
    {
        if (!Skip(rows, header.DataRow)) yield break;

        var names = new ColumnNames(header.Names);
        var row = new CollectedRow(rows, names, member) { SourceUrl = header.SourceUrl };
        var balance = new CollectedBalance();
        while (rows.Read())
        {
            if (rows.Fault is { } fault)
            {
                yield return new ReadResult.Rejected(fault, row.Place);
                continue;
            }

            if (rows.IsBlank || names.Columns.Take(3).All(name => rows.Holds(name.Value, name.Key))) continue;

            foreach (var result in tool.Map(row, TimeZoneInfo.ConvertTime(clock.GetUtcNow(), agencyZone)))
                if (balance.Count(result))
                    yield return result;
        }

        if (rows.EndedEarly) yield return new ReadResult.Warned(ExportWarning.EndedEarly);
        if (balance.HasChanged) yield return new ReadResult.Warned(ExportWarning.FormatMayHaveChanged, balance.Detail);
        if (balance.NumbersRounded) yield return new ReadResult.Warned(ExportWarning.NumbersRounded);
    }

    IEnumerable<ReadResult> ReadRows(TableRows rows, TableHeader header, PlannedRow row, RowReader reader)
    {
        if (!Skip(rows, header.DataRow)) yield break;

        var finder = Finder();
        var shape = new TableShapeOfRow(header);
        var afterBlank = false;
        var damaged = header.IsDamaged;
        while (rows.Read())
        {
            if (rows.Fault is { } fault)
            {
                yield return new ReadResult.Rejected(fault, row.Place);
                continue;
            }

            if (rows.IsBlank)
            {
                afterBlank = true;
                continue;
            }

            if (shape.IsHeaderAgain(rows))
            {
                if (!damaged) yield return new ReadResult.Warned(ExportWarning.HeaderDamaged);
                damaged = true;
                continue;
            }

            if (shape.IsFooter(rows)) yield break;
            if (afterBlank && finder.IsOtherHeader(rows))
            {
                yield return new ReadResult.Warned(ExportWarning.SecondTableIgnored);
                yield break;
            }

            afterBlank = false;
            row.Settle();
            yield return reader.Read(row);
        }
    }

    static bool Skip(TableRows rows, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (!rows.Read()) return false;
        }

        return true;
    }

    static DateOrder Survey(Func<TableRows> reopen, TableHeader header)
    {
        using var rows = reopen();
        if (!Skip(rows, header.DataRow)) return DateOrder.Unknown;

        var survey = new DateOrderSurvey();
        var row = new PlannedRow(rows, header, "");
        while (!survey.Settled && rows.Read())
        {
            if (rows.Fault is null && row[TableField.Date] is { Moment: null, Number: null } date) survey.See(date.Text, row.Text(TableField.Time));
        }

        return survey.Order;
    }

    /// <summary>Rows that own the workbook they come from.</summary>
    sealed class OwnedRows(TableRows rows, IDisposable owner) : TableRows
    {
        public override int Count => rows.Count;

        public override RejectReason? Fault => rows.Fault;

        public override string Locator => rows.Locator;

        public override Cell this[int column] => rows[column];

        public override bool Read() => rows.Read();

        protected override void Dispose(bool disposing)
        {
            rows.Dispose();
            owner.Dispose();
            base.Dispose(disposing);
        }
    }
}

enum TableKind
{
    None,
    Text,
    Workbook,

    /// <summary>A web page with a table in it, mostly under the name of a spreadsheet.</summary>
    Page,
}

/// <param name="Kind">Workbook or text.</param>
/// <param name="Header">The first known header, or null.</param>
/// <param name="Problem">Why it cannot be read, or null.</param>
sealed record TableShape(TableKind Kind, TableHeader? Header, FileProblem? Problem);
