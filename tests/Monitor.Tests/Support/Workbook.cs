using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Monitor.Tests.Support;

/// <summary>Writes small workbooks: texts, numbers and days, as Excel would save them.</summary>
sealed class Workbook
{
    readonly List<(string Name, bool Hidden, object?[][] Rows, Dictionary<string, string[]> Choices)> _sheets = [];

    public Workbook Sheet(string name, params object?[][] rows)
    {
        _sheets.Add((name, false, rows, []));
        return this;
    }

    public Workbook HiddenSheet(string name, params object?[][] rows)
    {
        _sheets.Add((name, true, rows, []));
        return this;
    }

    /// <summary>A sheet whose cells of a range, such as <c>D2:D500</c>, offer a list to choose from.</summary>
    public Workbook SheetWithChoices(string name, Dictionary<string, string[]> choices, params object?[][] rows)
    {
        _sheets.Add((name, false, rows, choices));
        return this;
    }

    public byte[] ToArray()
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new Sheets());
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            for (var i = 0; i < _sheets.Count; i++) AddSheet(book, i);
        }

        return stream.ToArray();
    }

    public void Save(string path) => File.WriteAllBytes(path, ToArray());

    void AddSheet(WorkbookPart book, int index)
    {
        var (name, hidden, rows, choices) = _sheets[index];
        var part = book.AddNewPart<WorksheetPart>();
        var data = new SheetData(rows.Select((row, i) => new Row(row.Select((cell, j) => CellOf(cell, i, j))) { RowIndex = (uint)i + 1 }));
        var widest = rows.Select(row => row.Length).DefaultIfEmpty(1).Max();
        // Text is the default format of every column, so that Excel leaves long numbers typed later alone.
        var columns = new Columns(Enumerable.Range(1, widest).Select(column => new Column { Min = (uint)column, Max = (uint)column, Width = 22, CustomWidth = true, Style = 1 }));
        part.Worksheet = new Worksheet(columns, data);
        if (choices.Count > 0)
        {
            part.Worksheet.Append(new DataValidations(choices.Select(choice => new DataValidation(new Formula1($"\"{string.Join(',', choice.Value)}\""))
            {
                Type = DataValidationValues.List,
                AllowBlank = true,
                SequenceOfReferences = new ListValue<StringValue> { InnerText = choice.Key },
            })));
        }

        book.Workbook.Sheets!.Append(new Sheet // ToArray made the list of sheets.
        {
            Name = name,
            SheetId = (uint)index + 1,
            Id = book.GetIdOfPart(part),
            State = hidden ? SheetStateValues.Hidden : SheetStateValues.Visible,
        });
    }

    static Cell CellOf(object? value, int row, int column)
    {
        var reference = $"{(char)('A' + column)}{row + 1}";
        return value switch
        {
            null => new Cell { CellReference = reference, StyleIndex = 1 },
            double number => new Cell { CellReference = reference, CellValue = new CellValue(number.ToString("R", CultureInfo.InvariantCulture)) },
            DateOnly day => new Cell { CellReference = reference, StyleIndex = 2, CellValue = new CellValue(day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture)) },
            var text => new Cell { CellReference = reference, StyleIndex = row == 0 ? 3u : 1u, DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text.ToString()!) { Space = SpaceProcessingModeValues.Preserve }) },
        };
    }

    /// <summary>0 general, 1 text, 2 day, 3 bold heading.</summary>
    static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true, FontId = 1, ApplyFont = true }));
}
