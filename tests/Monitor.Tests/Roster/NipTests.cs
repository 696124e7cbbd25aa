using Monitor.Roster;

namespace Monitor.Tests.Roster;

public sealed class NipTests
{
    [Theory]
    [InlineData("198001012005012001")]
    [InlineData("19820303 200803 2 003")]
    [InlineData("'198001012005012001")] // Excel's sign for a text.
    [InlineData("’198001012005012001")] // The same after Word.
    [InlineData("19800101.200501.2.001")]
    [InlineData("19800101\u00A0200501\u00A02\u00A0001")] // Spaces that do not break, from a web page.
    [InlineData("199303032022212005")] // PPPK: 21 stands where a month would.
    public void ANumberIsReadHoweverItsPartsAreSet(string written)
    {
        var (digits, fault) = Nip.Read(written);

        Assert.Null(fault);
        Assert.Matches("^[0-9]{18}$", digits);
    }

    [Theory]
    [InlineData("1,98E+17", "ketik ulang NIP lengkap 18 angka")]
    [InlineData("1.98505E+17", "ketik ulang NIP lengkap 18 angka")]
    [InlineData("198505052010011000", "ketik ulang NIP lengkap 18 angka")] // Fifteen digits and three zeros: Excel rounded it.
    [InlineData("19800101200501200", "17 angka, seharusnya 18")]
    [InlineData("1980010120050120011", "19 angka, seharusnya 18")]
    [InlineData("19800101200501200A", "huruf")]
    [InlineData("198013012005012001", "tanggal lahir")] // Month 13.
    [InlineData("198002302005012001", "tanggal lahir")] // 30 February.
    [InlineData("198001012005132001", "tahun dan bulan pengangkatan")]
    [InlineData("198001011985012001", "tahun dan bulan pengangkatan")] // Appointed at the age of five.
    [InlineData("198001012005013001", "angka ke-15")]
    public void AWrongNumberSaysWhatIsWrongAndNeverRepeatsIt(string written, string fault)
    {
        var read = Nip.Read(written);

        Assert.Null(read.Digits);
        Assert.Contains(fault, read.Fault, StringComparison.Ordinal);
        Assert.DoesNotContain(written, read.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void ANumberCellHasLostItsLastDigits() => Assert.Contains("rusak oleh Excel", Nip.Read(198505052010011002d).Fault, StringComparison.Ordinal);

    [Fact]
    public void NothingWrittenIsNoFault() => Assert.Equal((null, null), Nip.Read(" "));
}
