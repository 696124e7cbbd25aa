using System.Text.Json;
using Monitor.Exports;
using Monitor.Flags;

namespace Monitor.Tests.Flags;

public class StoreJsonTests
{
    [Fact]
    public void AReceiptFromAnOlderProgramKeepsItsDefaults()
    {
        const string old = """{"sha256":"ab","fileName":"a.csv","length":1,"outcome":"Done","receivedAt":"2024-10-07T08:00:00+08:00","finishedAt":"2024-10-07T08:00:01+08:00"}""";

        var receipt = StoreJson.Read<ExportReceipt>(old);

        Assert.Equal(0, receipt.Counts.Rows);
        Assert.Empty(receipt.Warnings);
        Assert.Equal("", receipt.ProblemDetail);
    }

    [Fact]
    public void AReceiptFromANewerProgramCanBeRead()
    {
        const string newer = """{"scored":3,"notYetInvented":[1,2]}""";

        Assert.Equal(3, StoreJson.Read<ExportCounts>(newer).Rows);
    }

    [Theory]
    [InlineData("\"17\"")]
    [InlineData("\"xyz-17\"")]
    [InlineData("null")]
    public void AKeyThatIsNoneIsRefused(string key)
    {
        var document = StoreJson.Write(SampleIngest.Flag(SampleIngest.Key(1)))
            .Replace($"\"{SampleIngest.Key(1)}\"", key, StringComparison.Ordinal);

        Assert.Throws<JsonException>(() => StoreJson.Read<Flag>(document));
    }
}
