using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Roster;

/// <summary>
/// The employee number of civil servants: eight digits of birth date, six of appointment (year and month; 21 in place of the month
/// for PPPK), one for sex, three of sequence.
/// </summary>
static partial class Nip
{
    const string LostByExcel =
        "NIP rusak oleh Excel (angka terakhir hilang). Jadikan kolom NIP berformat Teks, lalu ketik ulang NIP lengkap 18 angka dari SK atau SIASN";

    /// <summary>Reads a number as people and spreadsheets write it.</summary>
    /// <returns>18 digits, or what is wrong in Indonesian; both null when nothing was written.</returns>
    public static (string? Digits, string? Fault) Read(string written)
    {
        var text = Decoration().Replace(written, "");
        if (text.Length == 0) return (null, null);
        if (Scientific().IsMatch(written.Trim().TrimStart('\''))) return (null, LostByExcel);
        if (!text.All(char.IsAsciiDigit)) return (null, "NIP berisi huruf atau tanda lain. Tulis 18 angka saja");
        if (text.Length != 18) return (null, $"NIP berisi {text.Length} angka, seharusnya 18. Periksa pada SK atau SIASN");

        return WhatIsWrong(text) is { } fault ? (null, fault) : (text, null);
    }

    /// <summary>A cell that holds a number has already lost the last digits: a double keeps fifteen.</summary>
    public static (string? Digits, string? Fault) Read(double number) =>
        number >= 1e15 ? (null, LostByExcel) : Read(number.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary>Whether a valid number belongs to a PPPK.</summary>
    public static bool IsOfPppk(string digits) => digits.AsSpan(12, 2) is "21";

    static string? WhatIsWrong(string nip)
    {
        if (nip.EndsWith("000", StringComparison.Ordinal)) return LostByExcel;
        if (!DateOnly.TryParseExact(nip.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth) || birth.Year < 1930)
            return "NIP tidak sah: delapan angka pertama bukan tanggal lahir (tahun-bulan-tanggal). Periksa pada SK atau SIASN";

        var year = int.Parse(nip.AsSpan(8, 4), CultureInfo.InvariantCulture);
        var month = int.Parse(nip.AsSpan(12, 2), CultureInfo.InvariantCulture);
        if (month is not ((>= 1 and <= 12) or 21) || year < birth.Year + 15 || year > birth.Year + 75)
            return "NIP tidak sah: angka ke-9 sampai ke-14 bukan tahun dan bulan pengangkatan. Periksa pada SK atau SIASN";

        return nip[14] is '1' or '2' ? null : "NIP tidak sah: angka ke-15 harus 1 (pria) atau 2 (wanita). Periksa pada SK atau SIASN";
    }

    /// <summary>Spaces of every kind, and the apostrophe, dots and hyphens people set between the parts.</summary>
    [GeneratedRegex(@"[\s\u00A0'’`.\-]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Decoration();

    [GeneratedRegex(@"^\d+(?:[.,]\d+)?[eE]\+?\d+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Scientific();
}
