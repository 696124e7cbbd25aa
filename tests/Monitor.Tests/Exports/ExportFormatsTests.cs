using Monitor.Exports;

namespace Monitor.Tests.Exports;

public class ExportFormatsTests
{
    [Fact]
    public void TheSurestReaderGetsTheFile() =>
        Assert.Equal("b", Pick(new Reader("a", 40), new Reader("b", 90), new Reader("c", 0)));

    [Fact]
    public void AmongEqualsTheNameDecidesWhateverTheOrder()
    {
        Assert.Equal("a", Pick(new Reader("b", 90), new Reader("a", 90)));
        Assert.Equal("a", Pick(new Reader("a", 90), new Reader("b", 90)));
    }

    [Fact]
    public void AFileThatNobodyKnowsIsUnknown()
    {
        Assert.Equal(FileProblem.UnknownFormat, Assert.Throws<UnreadableExportException>(() => Pick(new Reader("a", 0))).Problem);
        Assert.Equal(FileProblem.UnknownFormat, Assert.Throws<UnreadableExportException>(() => Pick()).Problem);
    }

    [Theory]
    [InlineData("526172211A0700", "rar")]
    [InlineData("377ABCAF271C", "7z")]
    public async Task WhatIsPackedOtherwiseIsToBeUnpacked(string head, string packing)
    {
        var refused = await Assert.ThrowsAsync<UnreadableExportException>(() => AllReaders.ReadBytes([.. Convert.FromHexString(head), .. new byte[100]]));

        Assert.Equal((FileProblem.PackedOtherwise, packing), (refused.Problem, refused.Detail));
    }

    static string Pick(params IExportReader[] readers)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "isi");
        try
        {
            return new ExportFormats(readers).Pick(ExportProbe.Open(path)).Format;
        }
        finally
        {
            File.Delete(path);
        }
    }

    sealed class Reader(string format, int sureness) : IExportReader
    {
        public string Format => format;

        public int Recognize(ExportProbe probe) => sureness;

        public IAsyncEnumerable<ReadResult> ReadAsync(ExportFile export, CancellationToken cancellationToken) => AsyncEnumerable.Empty<ReadResult>();
    }
}
