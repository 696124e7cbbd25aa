using Monitor.Exports;
using Monitor.Posts;
using Monitor.Tests.Support;

namespace Monitor.Tests.Exports;

public class ReceiptTextTests
{
    static readonly TimeZoneInfo Wita = TimeZoneInfo.FindSystemTimeZoneById("Asia/Makassar");
    static readonly DateTimeOffset Noon = new(2024, 11, 20, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TheReceiptOfAFileThatWasReadIsAsApproved() =>
        Approved.Matches("Receipt.Done.txt", ReceiptText.Render(Receipt(ReceiptOutcome.Done), Wita));

    [Fact]
    public void TheReceiptOfADuplicateIsAsApproved() =>
        Approved.Matches("Receipt.Duplicate.txt", ReceiptText.Render(Receipt(ReceiptOutcome.Duplicate) with { FirstReceivedAt = Noon.AddDays(-1) }, Wita));

    [Fact]
    public void TheReceiptOfARefusedFileIsAsApproved() =>
        Approved.Matches("Receipt.Refused.txt", ReceiptText.Render(
            Receipt(ReceiptOutcome.Refused) with { Problem = FileProblem.Truncated, ProblemDetail = "zip directory", Counts = ExportCounts.Zero, Warnings = [], RejectedPlaces = [] }, Wita));

    [Fact]
    public void EveryProblemReasonAndWarningHasWordsOfItsOwn()
    {
        var problems = Enum.GetValues<FileProblem>().Select(problem => ReceiptText.Problem(problem).Wrong);
        var reasons = Enum.GetValues<RejectReason>().Select(ReceiptText.Reason);
        var warnings = Enum.GetValues<ExportWarning>().Select(warning => ReceiptText.Warning(new ReadResult.Warned(warning)));

        foreach (var words in (IEnumerable<string>[])[problems, reasons, warnings])
        {
            var all = words.ToList();
            Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
            Assert.All(all, text => Assert.False(char.IsAsciiLetterUpper(text[0]) && !text.Contains(' ', StringComparison.Ordinal), text));
        }
    }

    static ExportReceipt Receipt(ReceiptOutcome outcome) => new()
    {
        Sha256 = new string('a', 64),
        FileName = "rekap November.xlsx",
        Length = 123_456,
        Format = "table",
        Outcome = outcome,
        Counts = new ExportCounts
        {
            Scored = 1_200,
            NotOnRoster = 30,
            Duplicates = 4,
            Rejected = new SortedDictionary<RejectReason, long> { [RejectReason.Malformed] = 2, [RejectReason.PrivateMessage] = 1 },
            Flagged = 12,
            OutsideContests = 5,
            WithoutOwnWords = 6,
        },
        Warnings = [new ReadResult.Warned(ExportWarning.NumbersRounded), new ReadResult.Warned(ExportWarning.SheetSkipped, "Sheet2")],
        RejectedPlaces =
        [
            new ReadResult.Rejected(RejectReason.Malformed, new PostPlace("Pegawai", "A12")),
            new ReadResult.Rejected(RejectReason.PrivateMessage, new PostPlace("Pegawai", "A14")),
        ],
        ReceivedAt = Noon,
        FinishedAt = Noon.AddSeconds(2),
    };
}
