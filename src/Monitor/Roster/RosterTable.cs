using System.Text;
using CsvHelper;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Monitor.Roster;

/// <summary>The sheets of a roster file as cells, whatever the file is: XLSX, XLS, or text with separators.</summary>
/// <param name="Name">Sheet, or empty for a text file.</param>
/// <param name="IsHidden">Hidden in Excel: read by nobody, so not by us.</param>
/// <param name="Rows">Cells row by row from the first row on; a cell is a text, a double, a DateTime, a bool or null.</param>
sealed record RosterTable(string Name, bool IsHidden, IReadOnlyList<object?[]> Rows)
{
    /// <summary>Rows among which the header is looked for.</summary>
    const int HeaderRows = 25;

    static readonly char[] Separators = [';', ',', '\t', '|'];

    static RosterTable() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <exception cref="RosterFileException">The bytes are no table that can be read.</exception>
    public static IReadOnlyList<RosterTable> ReadAll(byte[] bytes, Func<IReadOnlyList<object?[]>, int> headerScore)
    {
        if (bytes.Length == 0) throw new RosterFileException("Berkas daftar pegawai kosong. Simpan ulang daftar dari Excel, lalu taruh kembali");
        if (bytes.AsSpan().StartsWith("PK"u8) || bytes.AsSpan().StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0])) return Workbook(bytes);
        return [Text(Decode(bytes), headerScore)];
    }

    static List<RosterTable> Workbook(byte[] bytes)
    {
        try
        {
            using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(bytes));
            var tables = new List<RosterTable>();
            do
            {
                var rows = new List<object?[]>();
                while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
                tables.Add(new RosterTable(reader.Name, reader.VisibleState != "visible", rows));
            }
            while (reader.NextResult());
            return tables;
        }
        catch (InvalidPasswordException)
        {
            throw new RosterFileException("Berkas daftar pegawai dilindungi kata sandi. Simpan tanpa kata sandi (File > Info > Protect Workbook), lalu taruh kembali");
        }
        // The reader throws whatever its parser met: broken zip, broken XML, missing parts.
        catch (Exception exception) when (exception is ExcelReaderException or InvalidDataException or IOException or System.Xml.XmlException or InvalidOperationException or ArgumentException or FormatException or NullReferenceException or IndexOutOfRangeException or KeyNotFoundException)
        {
            throw new RosterFileException("Berkas daftar pegawai rusak atau bukan buku kerja Excel. Buka di Excel, simpan sebagai .xlsx, lalu taruh kembali", exception);
        }
    }

    static string Decode(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith<byte>([0xFF, 0xFE])) return Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2);
        if (bytes.AsSpan().StartsWith<byte>([0xFE, 0xFF])) return Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2);
        var start = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException)
        {
            // "CSV (MS-DOS)" and plain "CSV" from a Windows Excel.
            return Encoding.GetEncoding(1252).GetString(bytes);
        }
    }

    /// <summary>Tries each separator and keeps the one under which the header makes most sense: a name full of commas must not win.</summary>
    static RosterTable Text(string text, Func<IReadOnlyList<object?[]>, int> headerScore)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new RosterFileException("Berkas daftar pegawai bukan tabel. Pakai berkas Excel (.xlsx) atau CSV");

        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            var line = text.IndexOf('\n', StringComparison.Ordinal);
            text = line < 0 ? "" : text[(line + 1)..];
        }

        var separator = Separators.MaxBy(separator => headerScore([.. Split(text, separator).Take(HeaderRows)]));
        return new RosterTable("", IsHidden: false, [.. Split(text, separator)]);
    }

    static IEnumerable<object?[]> Split(string text, char separator)
    {
        // Blank lines stay, so that rows count as they do in Excel.
        var options = CsvReaderOptions.Default with { Separator = separator, HasHeader = false, SkipEmptyLines = false, DetectSeparatorHint = false };
        using var reader = CsvReader.FromText(text, options);
        while (reader.Read()) yield return [.. reader.Current.ToArray()];
    }
}

/// <summary>A roster file that cannot be used at all; the message is Indonesian and says what to do.</summary>
sealed class RosterFileException(string message, Exception? inner = null) : Exception(message, inner);
