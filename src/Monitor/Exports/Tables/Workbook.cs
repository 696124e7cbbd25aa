using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Monitor.Exports.Tables;

/// <summary>An Excel file, sheet by sheet and row by row, in flat memory but for its table of shared strings.</summary>
sealed class Workbook : IDisposable
{
    /// <summary>A workbook inside a zip must be held in memory, because Excel's format needs to be sought in.</summary>
    const int MaxInner = 256 * 1024 * 1024;

    /// <summary>A full sheet of a hundred columns; a flattened dataset of six thousand columns has some tens of millions.</summary>
    const long MaxCells = 120_000_000;

    readonly Stream _stream;
    readonly IExcelDataReader _reader;
    readonly TableSource _source;
    readonly bool _hasLinks;
    int _sheet = -1;

    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    Workbook(Stream stream, IExcelDataReader reader, TableSource source, bool hasLinks, bool is1904)
    {
        _stream = stream;
        _reader = reader;
        _source = source;
        _hasLinks = hasLinks;
        Is1904 = is1904;
    }

    /// <summary>Whether its serials count from 1904, as on old Macs.</summary>
    public bool Is1904 { get; }

    /// <exception cref="UnreadableExportException">Password, bomb, or no Excel file at all.</exception>
    public static Workbook Open(TableSource source)
    {
        var stream = Seekable(source.Open());
        try
        {
            Span<byte> magic = stackalloc byte[2];
            var isZip = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic.SequenceEqual("PK"u8);
            stream.Position = 0;
            var (is1904, hasLinks) = isZip ? WorkbookParts.Check(source) : default;
            var reader = Guard(() => ExcelReaderFactory.CreateReader(stream, new ExcelReaderConfiguration { LeaveOpen = true }));
            return new Workbook(stream, reader, source, hasLinks, is1904);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next sheet.</summary>
    public bool Next()
    {
        if (_sheet >= 0 && !Guard(_reader.NextResult)) return false;
        if (_sheet < 0 && _reader.ResultsCount == 0) return false;

        _sheet++;

        // One cell in the last corner makes every row before it as wide as the sheet, and the parser walks through all of them.
        if ((long)_reader.RowCount * _reader.FieldCount > MaxCells) throw new UnreadableExportException(FileProblem.TooLarge, $"sheet {SheetNumber}");
        return true;
    }

    /// <summary>The rows of the present sheet; they are gone after <see cref="Next"/>.</summary>
    public SheetRows Rows() => new(_reader, _hasLinks ? _source : null, _sheet);

    public string SheetName => _reader.Name ?? "";

    public bool IsHidden => _reader.VisibleState is not null and not "visible";

    /// <summary>One-based, for remarks that must not repeat a sheet's name.</summary>
    public int SheetNumber => _sheet + 1;

    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    /// <summary>ExcelDataReader meets a broken file with whatever exception its code runs into; here all of them mean the same.</summary>
    public static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidPasswordException locked)
        {
            throw new UnreadableExportException(FileProblem.PasswordProtected, "workbook", locked);
        }
        catch (Exception broken) when (broken is not (UnreadableExportException or OperationCanceledException or OutOfMemoryException))
        {
            throw new UnreadableExportException(FileProblem.Corrupt, "workbook", broken);
        }
    }

    static Stream Seekable(Stream stream)
    {
        if (stream.CanSeek) return stream;

        using (stream)
        {
            var copy = new MemoryStream();
            var buffer = new byte[81920];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                if (copy.Length + read > MaxInner) throw new UnreadableExportException(FileProblem.TooLarge, "workbook in a zip");
                copy.Write(buffer, 0, read);
            }

            copy.Position = 0;
            return copy;
        }
    }
}
