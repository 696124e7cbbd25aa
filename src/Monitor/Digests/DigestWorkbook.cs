using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Monitor.Exports;

namespace Monitor.Digests;

/// <summary>The digest as a workbook for those who sort and filter. Text is text: no cell is ever a formula.</summary>
static class DigestWorkbook
{
    const uint Bold = 1;
    const uint Wrapped = 2;

    public static byte[] Write(Digest digest)
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook(new Sheets());
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            foreach (var (name, widths, rows) in SheetsOf(digest)) Add(workbook, name, widths, rows);
        }

        return bytes.ToArray();
    }

    static IEnumerable<(string Name, double[] Widths, IEnumerable<object?[]> Rows)> SheetsOf(Digest digest)
    {
        yield return ("Ringkasan", [44, 70], Summary(digest));
        yield return ("Berkas", [14, 26, 12, 10, 10, 14, 14, 10], Files(digest));
        yield return ("Tanda", [14, 10, 14, 28, 10, 16, 26, 70, 30, 40, 30, 50, 44], Flags(digest));
        if (digest.Work is not { } work) yield break;

        yield return ("Tenggat", [16, 16, 30], Deadlines(digest, work));
        yield return ("Keseimbangan", [40, 36, 44, 10, 10, 10, 12], Imbalances(work));
    }

    static IEnumerable<object?[]> Summary(Digest digest)
    {
        yield return ["Ringkasan harian", Words.Day(digest.Day)];
        yield return ["Tanda adalah pertanyaan, bukan putusan", null];
        yield return ["Berkas selesai", digest.Count(ReceiptOutcome.Done)];
        yield return ["Berkas duplikat", digest.Count(ReceiptOutcome.Duplicate)];
        yield return ["Berkas ditolak", digest.Count(ReceiptOutcome.Refused)];
        yield return ["Baris", digest.Total.Rows];
        yield return ["Dinilai", digest.Total.Scored];
        yield return ["Bukan pegawai", digest.Total.NotOnRoster];
        yield return ["Sudah pernah", digest.Total.Duplicates];
        yield return ["Baris ditolak", digest.Total.RejectedTotal];
        yield return ["Perlu ditinjau (tanda baru)", digest.FlagCount];
        foreach (var age in digest.OpenByAge) yield return ["Masih terbuka, " + age.Label, age.Count];
        if (digest.Work is { } work)
        {
            yield return ["Lewat tenggat lapor", work.Overdue];
            yield return ["Tenggat lapor dalam tiga hari", work.DueSoon];
            yield return ["Tenggat diperiksa", work.ClockChecked];
            yield return ["Putusan: bukan indikasi", work.Decisions.NoIndication];
            yield return ["Putusan: perlu klarifikasi", work.Decisions.NeedsClarification];
            yield return ["Putusan: indikasi kuat", work.Decisions.StrongIndication];
            yield return ["Putusan: tidak dapat dinilai", work.Decisions.CannotAssess];
            yield return ["Dibenarkan peninjau kedua", work.Decisions.Confirmed];
            yield return ["Paket berkas dibuat", work.Decisions.Packages];
        }

        foreach (var silent in digest.SilentSources) yield return ["Sumber yang diam: " + Words.Format(silent.Format), "terakhir " + Words.Time(silent.Last, digest.Zone)];
        yield return ["Folder masuk terakhir diperiksa", digest.LastSweep is { } sweep ? Words.Time(sweep, digest.Zone) : "tidak diketahui di sini"];
        yield return ["Panjang jurnal", digest.Journal.Length];
        yield return ["Ujung jurnal", digest.Journal.Hash];
    }

    static IEnumerable<object?[]> Files(Digest digest) => digest.Receipts
        .Select(receipt => (object?[])
        [
            receipt.Sha256[..12], receipt.Format is null ? "" : Words.Format(receipt.Format),
            receipt.Outcome switch { ReceiptOutcome.Done => "selesai", ReceiptOutcome.Duplicate => "duplikat", _ => "ditolak" },
            // How many of a file were flagged stands on its receipt: here it would tell how many samples lie among the flags below.
            // A duplicate's rows were counted when they first came: the columns can be summed.
            .. receipt.Outcome is ReceiptOutcome.Duplicate
                ? new object?[5]
                : [receipt.Counts.Rows, receipt.Counts.Scored, receipt.Counts.NotOnRoster, receipt.Counts.Duplicates, receipt.Counts.RejectedTotal],
        ])
        .Prepend(["Berkas", "Jenis", "Hasil", "Baris", "Dinilai", "Bukan pegawai", "Sudah pernah", "Ditolak"]);

    static IEnumerable<object?[]> Flags(Digest digest) => digest.Flags
        .Select(flag => (object?[])
        [
            flag.Id, Words.Priority(flag.Priority), flag.PersonCode, flag.Unit, Words.Platform(flag.Post.Platform), Words.Activity(flag.Post.Activity),
            Words.PostTime(flag.Post.Time, digest.Zone), flag.Post.Text.Length > 0 ? string.Concat(Excerpt.Of(flag.Post.Text, flag.Reasons).Select(part => part.Text)) : Words.Fact(flag),
            string.Join("; ", flag.Context.Select(Words.Context)), Words.Category(flag.Category) + ": " + string.Join("; ", flag.Contests.Select(contest => $"{contest.Name} — {Words.Phase(contest.Phase)}")),
            string.Join(", ", flag.LegalBases.Select(basis => $"{basis.RuleId} ({Words.Track(basis.Track)})")), Words.NextStep(flag), digest.LinkTo(flag.Id)?.ToString(),
        ])
        .Prepend(
        [
            "Tanda", "Prioritas", "Kode orang", "Unit", "Platform", "Kegiatan", "Waktu", "Kutipan", "Yang meringankan", "Dugaan bentuk dan pemilihan", "Calon dasar hukum", "Langkah peninjau", "Halaman",
        ]);

    static IEnumerable<object?[]> Deadlines(Digest digest, DigestWork work) => work.Deadlines
        .Select(deadline => (object?[])[deadline.FlagId, Words.Date(deadline.DueOn), deadline.DueOn < digest.WrittenOn ? deadline.State + ", lewat" : deadline.State])
        .Prepend(["Tanda", "Tenggat lapor", "Keadaan"]);

    static IEnumerable<object?[]> Imbalances(DigestWork work) => work.Imbalances
        .Select(row => (object?[])[row.Contest, row.Contestant, row.Step, row.Share, row.Low, row.High, row.RestShare])
        .Prepend(["Pemilihan", "Kontestan", "Langkah", "Bagian", "Dari", "Sampai", "Yang lain"]);

    static void Add(WorkbookPart workbook, string name, double[] widths, IEnumerable<object?[]> rows)
    {
        var part = workbook.AddNewPart<WorksheetPart>();
        var data = new SheetData();
        uint number = 0;
        foreach (var row in rows)
        {
            number++;
            var style = number == 1 ? Bold : Wrapped;
            data.Append(new Row(row.Select(value => CellOf(value, style))) { RowIndex = number });
        }

        var columns = new Columns(widths.Select((width, at) => new Column { Min = (uint)at + 1, Max = (uint)at + 1, Width = width, CustomWidth = true }));
        var pane = new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen };
        part.Worksheet = new Worksheet(new SheetViews(new SheetView(pane) { WorkbookViewId = 0 }), columns, data);

        var sheets = workbook.Workbook.GetFirstChild<Sheets>() ?? workbook.Workbook.AppendChild(new Sheets());
        sheets.Append(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = (uint)sheets.Count() + 1, Name = name });
    }

    static Cell CellOf(object? value, uint style) => value switch
    {
        null => new Cell { StyleIndex = style },
        string text => new Cell(new InlineString(new Text(SafeCell.Of(text)) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString, StyleIndex = style },
        _ => new Cell(new CellValue(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")) { DataType = CellValues.Number, StyleIndex = style },
    };

    static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top }) { ApplyAlignment = true }));
}
