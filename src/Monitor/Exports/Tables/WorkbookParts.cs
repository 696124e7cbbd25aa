using System.Globalization;
using System.Xml;

namespace Monitor.Exports.Tables;

/// <summary>What ExcelDataReader does not tell of an XLSX: whether it is safe to unpack, which calendar it uses, and where its links lead.</summary>
static class WorkbookParts
{
    const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string StrictRelationships = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    /// <summary>Shared strings are the one part that is held in memory.</summary>
    const long MaxSharedStrings = 256L << 20;

    const int MaxLinks = 500_000;

    static ReadOnlySpan<byte> Link => "hyperlink"u8;

    static ReadOnlySpan<byte> LinkFormula => "HYPERLINK"u8;

    /// <summary>Sheets are repetitive, so an honest one may shrink to a hundredth; a deflate bomb reaches a thousandth.</summary>
    static readonly ZipPolicy Policy = new() { MaxMembers = 20_000, MaxMemberBytes = 4L << 30, MaxTotalBytes = 8L << 30, MaxRatio = 500 };

    static readonly XmlReaderSettings Xml = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    /// <summary>Unpacks the parts that will be read once, so that a bomb goes off here and not inside the reader.</summary>
    /// <returns>Whether the workbook counts its days from 1904, and whether any of its sheets has a link.</returns>
    /// <exception cref="UnreadableExportException">The workbook is unsafe, too large or broken.</exception>
    public static (bool Is1904, bool HasLinks) Check(TableSource source) => Workbook.Guard(() =>
    {
        using var zip = Open(source);
        var hasLinks = false;
        var buffer = new byte[81920];
        foreach (var member in zip.AllowedMembers)
        {
            var limit = member.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase) ? MaxSharedStrings : long.MaxValue;
            using var part = zip.OpenMember(member);
            var kept = 0;
            for (int read; (read = part.Read(buffer.AsSpan(kept))) > 0;)
            {
                if ((limit -= read) < 0) throw new UnreadableExportException(FileProblem.TooLarge, "shared strings");
                hasLinks = hasLinks || SpeaksOfLinks(buffer.AsSpan(0, kept + read), out kept);
            }
        }

        return (zip.Members.Contains("xl/workbook.xml") && Is1904(zip), hasLinks);
    });

    /// <summary>Whether the word for a link stands in a piece of a sheet, of its own or in a formula. Its end is kept for the next piece, where the word may go on.</summary>
    static bool SpeaksOfLinks(Span<byte> piece, out int kept)
    {
        kept = Math.Min(piece.Length, Link.Length - 1);
        if (piece.IndexOf(Link) >= 0 || piece.IndexOf(LinkFormula) >= 0) return true;

        piece[^kept..].CopyTo(piece);
        return false;
    }

    /// <summary>Links of one sheet by cell, such as <c>I6</c>: hyperlinks and HYPERLINK formulas.</summary>
    /// <param name="source">The workbook.</param>
    /// <param name="sheet">Zero-based, in the order of the workbook.</param>
    public static Dictionary<(int Row, int Column), string> Links(TableSource source, int sheet) => Workbook.Guard(() =>
    {
        using var zip = Open(source);
        var links = new Dictionary<(int, int), string>();
        if (!zip.Members.Contains("xl/workbook.xml") || SheetPart(zip, sheet) is not { } part) return links;

        var targets = Targets(zip, $"{part[..part.LastIndexOf('/')]}/_rels/{part[(part.LastIndexOf('/') + 1)..]}.rels");
        using var xml = XmlReader.Create(zip.OpenMember(part), Xml);
        CollectLinks(xml, targets, links);
        return links;
    });

    static SafeZip Open(TableSource source)
    {
        var stream = source.Open();
        if (stream.CanSeek) return SafeZip.Open(stream, IsRead, Policy);

        var copy = new MemoryStream();
        using (stream) stream.CopyTo(copy);
        copy.Position = 0;
        return SafeZip.Open(copy, IsRead, Policy);
    }

    static bool IsRead(string member) =>
        member.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase)
        || member is "xl/workbook.xml" or "xl/_rels/workbook.xml.rels" or "xl/styles.xml"
        || member.Equals("xl/sharedStrings.xml", StringComparison.OrdinalIgnoreCase);

    static bool Is1904(SafeZip zip)
    {
        using var xml = XmlReader.Create(zip.OpenMember("xl/workbook.xml"), Xml);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "workbookPr") return xml.GetAttribute("date1904") is "1" or "true";
        }

        return false;
    }

    static string? SheetPart(SafeZip zip, int sheet)
    {
        var ids = new List<string?>();
        using (var xml = XmlReader.Create(zip.OpenMember("xl/workbook.xml"), Xml))
        {
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "sheet")
                    ids.Add(xml.GetAttribute("id", Relationships) ?? xml.GetAttribute("id", StrictRelationships));
            }
        }

        var target = sheet < ids.Count && ids[sheet] is { } id ? Targets(zip, "xl/_rels/workbook.xml.rels").GetValueOrDefault(id) : null;
        var part = target is null ? null : target.StartsWith('/') ? target[1..] : $"xl/{target}";
        return part is not null && IsRead(part) && zip.Members.Contains(part) ? part : null;
    }

    static Dictionary<string, string> Targets(SafeZip zip, string part)
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!IsRead(part) || !zip.Members.Contains(part)) return targets;

        using var xml = XmlReader.Create(zip.OpenMember(part), Xml);
        while (xml.Read() && targets.Count < MaxLinks)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship" && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
                targets[id] = target;
        }

        return targets;
    }

    static void CollectLinks(XmlReader xml, Dictionary<string, string> targets, Dictionary<(int Row, int Column), string> links)
    {
        var cell = "";
        while (xml.Read() && links.Count < MaxLinks)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            switch (xml.LocalName)
            {
                case "c":
                    cell = xml.GetAttribute("r") ?? "";
                    break;
                case "f" when !xml.IsEmptyElement && Formula(xml.ReadElementContentAsString()) is { } address && Place(cell) is { } at:
                    links[at] = address;
                    break;
                case "hyperlink" when Place(xml.GetAttribute("ref") ?? "") is { } at:
                    var id = xml.GetAttribute("id", Relationships) ?? xml.GetAttribute("id", StrictRelationships);
                    if (id is not null && targets.TryGetValue(id, out var target)) links[at] = target;
                    break;
            }
        }
    }

    /// <summary>The address of <c>HYPERLINK("https://…";"lihat")</c>.</summary>
    static string? Formula(string formula)
    {
        const string start = "HYPERLINK(\"";
        var at = formula.IndexOf(start, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;

        var end = formula.IndexOf('"', at + start.Length);
        return end < 0 ? null : formula[(at + start.Length)..end];
    }

    /// <summary>Zero-based place of <c>I6</c>, or of the first cell of <c>I6:I9</c>.</summary>
    static (int Row, int Column)? Place(string reference)
    {
        var column = 0;
        var at = 0;
        for (; at < reference.Length && char.IsAsciiLetter(reference[at]) && at < 3; at++) column = (column * 26) + (char.ToUpperInvariant(reference[at]) - 'A' + 1);

        var end = reference.IndexOf(':', StringComparison.Ordinal);
        var row = end < 0 ? reference.AsSpan(at) : reference.AsSpan(at, end - at);
        return int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && column > 0 ? (number - 1, column - 1) : null;
    }
}
