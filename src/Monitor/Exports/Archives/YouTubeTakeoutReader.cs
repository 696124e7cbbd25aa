using System.Globalization;
using Monitor.Exports.Tables;
using Monitor.Posts;

namespace Monitor.Exports.Archives;

/// <summary>
/// Comments and live-chat lines in Google Takeout, or one of its tables by itself. Google translates folders, file names and headers, so
/// the columns are told by what stands in them. Of a Takeout only tables below its YouTube folder are opened; mail never is.
/// </summary>
sealed class YouTubeTakeoutReader(TimeProvider time, ZipPolicy? zips = null, ArchiveParts? parts = null) : IOpensMembers
{
    /// <summary>What is looked at to see how a table is cut; no header is longer.</summary>
    const int FirstLine = 4096;

    public string Format => "youtube-takeout";

    public int Recognize(ExportProbe probe)
    {
        if (probe.IsOle) return 0;
        if (!probe.IsZip) return YouTubeColumns.Recognize(probe.Head.Span) ? 96 : 0;
        if (probe.Members.Any(member => YouTubeMembers.Of(member) is YouTubeMember.Comments or YouTubeMember.LiveChats)) return 95;

        // Somebody has to say that nothing in it may be opened.
        return probe.Members.Any(member => $"/{member}".Contains("/Takeout/", StringComparison.OrdinalIgnoreCase)) ? 60 : 0;
    }

    public IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, CancellationToken cancellationToken) => AsyncRows.Of(
        () => ExportProbe.StartsAsZip(export.Path) ? ReadZip(export) : Read(TableSource.OfFile(export.Path), YouTubeMember.Comments, new YouTubeChannels()),
        cancellationToken);

    IEnumerable<ReadResult> ReadZip(ExportFile export)
    {
        using var zip = SafeZip.Open(export.Path, Opens, zips);
        var tables = zip.AllowedMembers.Where(member => YouTubeMembers.Of(member) != YouTubeMember.Channel).ToList();
        if (tables.Count == 0)
            throw new UnreadableExportException(zip.Members.Any(ArchivePrivacy.Denies) ? FileProblem.PrivateMessages : FileProblem.NoUsableRows, "archive part without comments");

        var (channels, known) = Channels(zip, export);

        foreach (var member in tables)
            foreach (var result in Read(SourceOf(zip, member), YouTubeMembers.Of(member), channels))
                yield return result;

        if (!known) yield return new ReadResult.Warned(ExportWarning.PartOfSet);
        if (zip.Members.Count - zip.AllowedMembers.Count() is > 0 and var closed)
            yield return new ReadResult.Warned(ExportWarning.MembersLeftUnopened, closed.ToString(CultureInfo.InvariantCulture));
    }

    public bool Opens(string member) => YouTubeMembers.Of(member) != YouTubeMember.Denied;

    /// <summary>The only channel; of several nobody can say which one is the owner's own.</summary>
    public Task<PostAuthor?> FindOwnerAsync(ExportFile export, CancellationToken cancellationToken)
    {
        if (!ExportProbe.StartsAsZip(export.Path)) return Task.FromResult<PostAuthor?>(null);

        using var zip = SafeZip.Open(export.Path, Opens, zips);
        return Task.FromResult(Channels(zip, export).Channels.Author(null));
    }

    (YouTubeChannels Channels, bool Known) Channels(SafeZip zip, ExportFile export)
    {
        var channels = new YouTubeChannels();
        var profiles = zip.AllowedMembers.Where(member => YouTubeMembers.Of(member) == YouTubeMember.Channel).ToList();
        foreach (var member in profiles) channels.Read(SourceOf(zip, member));
        return (channels, profiles.Count > 0 || ReadChannelsBeside(export, channels));
    }

    /// <summary>The owner's channels as another part of the same Takeout names them.</summary>
    bool ReadChannelsBeside(ExportFile export, YouTubeChannels channels)
    {
        foreach (var path in (parts ?? ArchiveParts.BesideOnly).Of(export))
        {
            try
            {
                using var zip = SafeZip.Open(path, member => YouTubeMembers.Of(member) == YouTubeMember.Channel, zips);
                var profiles = zip.AllowedMembers.ToList();
                foreach (var member in profiles) channels.Read(SourceOf(zip, member));
                if (profiles.Count > 0) return true;
            }
            catch (Exception broken) when (broken is UnreadableExportException or IOException)
            {
                // That part has a receipt of its own.
            }
        }

        return false;
    }

    IEnumerable<ReadResult> Read(TableSource source, YouTubeMember kind, YouTubeChannels channels)
    {
        var dialect = DialectOf(source);
        var (columns, isHeader) = Look(source, dialect);
        var records = new YouTubeRecords(columns, columns.SaysChat || kind == YouTubeMember.LiveChats, channels, time.GetUtcNow());
        var (rows, read) = (0, 0);
        using var table = new DelimitedRows(Utf8Text.Open(source.Open()), dialect);
        while (table.Read())
        {
            if (isHeader)
            {
                isHeader = false;
                continue;
            }

            if (table.IsBlank) continue;

            rows++;
            var place = new PostPlace(source.Member, table.Locator);
            var result = table.Fault is { } fault ? new ReadResult.Rejected(fault, place) : records.Map(table, place);
            if (result is ReadResult.Read) read++;
            yield return result;
        }

        if (table.EndedEarly) yield return new ReadResult.Warned(ExportWarning.EndedEarly, ArchiveRecords.Tail(source.Member));
        if (rows > 0 && read == 0) yield return new ReadResult.Warned(ExportWarning.FormatMayHaveChanged, ArchiveRecords.Tail(source.Member));
    }

    static (YouTubeColumns Columns, bool IsHeader) Look(TableSource source, Dialect dialect)
    {
        using var table = new DelimitedRows(Utf8Text.Open(source.Open()), dialect);
        var rows = new List<string[]>();
        while (rows.Count < YouTubeColumns.Sample && table.Read())
            if (!table.IsBlank)
                rows.Add([.. Enumerable.Range(0, Math.Min(table.Count, YouTubeColumns.MostColumns)).Select(table.Text)]);

        var isHeader = rows.Count > 0 && YouTubeColumns.IsHeader(rows[0]);
        return (new YouTubeColumns(isHeader ? rows[0] : [], isHeader ? rows[1..] : rows), isHeader);
    }

    /// <summary>Takeout cuts at commas; an Indonesian Excel saves the same table with semicolons. The words of a row begin with a bracket.</summary>
    public static Dialect DialectOf(TableSource source)
    {
        using var text = Utf8Text.Open(source.Open());
        var head = new byte[FirstLine];
        var start = head.AsSpan(0, text.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)).TrimStart("\r\n"u8);
        var end = start.IndexOfAny("{\r\n"u8);
        if (end >= 0) start = start[..end];

        var (commas, semicolons, tabs) = (start.Count((byte)','), start.Count((byte)';'), start.Count((byte)'\t'));
        return new Dialect(semicolons > commas && semicolons >= tabs ? (byte)';' : tabs > commas ? (byte)'\t' : (byte)',');
    }

    static TableSource SourceOf(SafeZip zip, string member) => new(member, () => zip.OpenWhole(member));
}
