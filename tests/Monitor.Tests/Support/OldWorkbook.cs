using System.Buffers.Binary;
using System.Text;

namespace Monitor.Tests.Support;

/// <summary>Writes a workbook as Excel 97 would: one sheet of texts and numbers, in BIFF8 inside an OLE file.</summary>
static class OldWorkbook
{
    const int Sector = 512;
    const uint EndOfChain = 0xFFFFFFFE;
    const uint Free = 0xFFFFFFFF;

    public static byte[] Of(params object[][] rows)
    {
        var stream = Pad(Biff(rows), 8 * Sector);
        var sectors = stream.Length / Sector;
        var file = new byte[(3 + sectors) * Sector];
        Header(file);
        Fat(file.AsSpan(Sector, Sector), sectors);
        Entry(file.AsSpan(2 * Sector, 128), "Root Entry", 5, child: 1, EndOfChain, 0);
        Entry(file.AsSpan((2 * Sector) + 128, 128), "Workbook", 2, child: Free, 2, stream.Length);
        stream.CopyTo(file, 3 * Sector);
        return file;
    }

    static byte[] Biff(object[][] rows)
    {
        var globals = Bof(0x0005).Concat(Record(0x0042, U16(1200))).ToList();
        const int boundSheet = 4 + 8 + 5;
        var sheetAt = globals.Count + boundSheet + 4;
        globals.AddRange(Record(0x0085, [.. U32((uint)sheetAt), 0, 0, 5, 0, .. "Rekap"u8]));
        globals.AddRange(Record(0x000A, []));

        var sheet = Bof(0x0010).Concat(Record(0x0200, [.. U32(0), .. U32((uint)rows.Length), .. U16(0), .. U16((ushort)rows.Max(row => row.Length)), 0, 0]));
        for (var row = 0; row < rows.Length; row++)
            for (var column = 0; column < rows[row].Length; column++) sheet = sheet.Concat(CellOf(rows[row][column], row, column));

        return [.. globals, .. sheet, .. Record(0x000A, [])];
    }

    static byte[] CellOf(object value, int row, int column)
    {
        byte[] place = [.. U16((ushort)row), .. U16((ushort)column), .. U16(0)];
        if (value is double number) return Record(0x0203, [.. place, .. BitConverter.GetBytes(number)]);

        var text = (string)value;
        return Record(0x0204, [.. place, .. U16((ushort)text.Length), 1, .. Encoding.Unicode.GetBytes(text)]);
    }

    static byte[] Bof(ushort kind) => Record(0x0809, [.. U16(0x0600), .. U16(kind), .. U16(0x0DBB), .. U16(0x07CC), .. U32(0), .. U32(6)]);

    static byte[] Record(ushort type, byte[] data) => [.. U16(type), .. U16((ushort)data.Length), .. data];

    static void Header(Span<byte> file)
    {
        ((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(file);
        U16(0x3E).CopyTo(file[24..]);
        U16(3).CopyTo(file[26..]);
        U16(0xFFFE).CopyTo(file[28..]);
        U16(9).CopyTo(file[30..]);
        U16(6).CopyTo(file[32..]);
        U32(1).CopyTo(file[44..]);
        U32(1).CopyTo(file[48..]);
        U32(4096).CopyTo(file[56..]);
        U32(EndOfChain).CopyTo(file[60..]);
        U32(EndOfChain).CopyTo(file[68..]);
        file[76..Sector].Fill(0xFF);
        U32(0).CopyTo(file[76..]);
    }

    static void Fat(Span<byte> fat, int sectors)
    {
        fat.Fill(0xFF);
        U32(0xFFFFFFFD).CopyTo(fat);
        U32(EndOfChain).CopyTo(fat[4..]);
        for (var i = 0; i < sectors; i++) U32(i + 1 == sectors ? EndOfChain : (uint)(i + 3)).CopyTo(fat[(4 * (i + 2))..]);
    }

    static void Entry(Span<byte> entry, string name, byte type, uint child, uint start, int size)
    {
        Encoding.Unicode.GetBytes(name, entry);
        U16((ushort)(2 * (name.Length + 1))).CopyTo(entry[64..]);
        entry[66] = type;
        entry[67] = 1;
        U32(Free).CopyTo(entry[68..]);
        U32(Free).CopyTo(entry[72..]);
        U32(child).CopyTo(entry[76..]);
        U32(start).CopyTo(entry[116..]);
        U32((uint)size).CopyTo(entry[120..]);
    }

    static byte[] Pad(byte[] bytes, int least)
    {
        var padded = new byte[Math.Max(least, (bytes.Length + Sector - 1) / Sector * Sector)];
        bytes.CopyTo(padded, 0);
        return padded;
    }

    static byte[] U16(ushort value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return bytes;
    }

    static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
