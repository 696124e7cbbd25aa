using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Monitor.Exports.Tables;
using Monitor.Posts;

namespace Monitor.Tests.Exports.Tables;

public class TypedTimeTests
{
    [Theory]
    [InlineData("12 Okt 2024", "", "2024-10-12T12:00+08:00", TimePrecision.Day)]
    [InlineData("12 Oktober 2024 20.15", "", "2024-10-12T20:15+08:00", TimePrecision.Minute)]
    [InlineData("Sabtu, 12 Agt 2024 pukul 20.15 WIB", "", "2024-08-12T20:15+07:00", TimePrecision.Minute)]
    [InlineData("Jum'at, 12 April 2024", "", "2024-04-12T12:00+08:00", TimePrecision.Day)]
    [InlineData("Jum’at 12 Apr 2024 jam 8 malam", "", "2024-04-12T20:00+08:00", TimePrecision.Minute)]
    [InlineData("Ahad, 3 Nopember 2024 pkl. 07:05:30 WITA", "", "2024-11-03T07:05:30+08:00", TimePrecision.Exact)]
    [InlineData("tgl 5 Peb 2024", "", "2024-02-05T12:00+08:00", TimePrecision.Day)]
    [InlineData("6-May-18", "", "2018-05-06T12:00+08:00", TimePrecision.Day)] // Excel's own short form
    [InlineData("Oct 12, 2024 8:15 PM", "", "2024-10-12T20:15+08:00", TimePrecision.Minute)]
    [InlineData("13/02/2024", "", "2024-02-13T12:00+08:00", TimePrecision.Day)]
    [InlineData("02/13/2024", "", "2024-02-13T12:00+08:00", TimePrecision.Day)]
    [InlineData("05/05/2024 23:59", "", "2024-05-05T23:59+08:00", TimePrecision.Minute)] // the same in both orders
    [InlineData("4/21/2021 23:59", "", "2021-04-21T23:59+08:00", TimePrecision.Minute)]
    [InlineData("13.02.2024 08.30", "", "2024-02-13T08:30+08:00", TimePrecision.Minute)]
    [InlineData("2024-10-12", "20.15 WIB", "2024-10-12T20:15+07:00", TimePrecision.Minute)]
    [InlineData("2024-10-12", "8", "2024-10-12T08:00+08:00", TimePrecision.Minute)]
    [InlineData("2024-10-12", "0,84375", "", TimePrecision.Missing)] // a text that is no time spoils the certainty
    [InlineData("20241012", "", "2024-10-12T12:00+08:00", TimePrecision.Day)]
    [InlineData("2024/10/12 20:15:01", "", "2024-10-12T20:15:01+08:00", TimePrecision.Exact)]
    [InlineData("2024-10-12T13:15:00.000Z", "", "2024-10-12T13:15:00+00:00", TimePrecision.Exact)]
    [InlineData("2024-10-12 20:15:00+07:00", "", "2024-10-12T20:15:00+07:00", TimePrecision.Exact)] // pandas
    [InlineData("2024-10-12 13:15:00 UTC", "", "2024-10-12T13:15:00+00:00", TimePrecision.Exact)]
    [InlineData("Sat Oct 12 13:15:00 +0000 2024", "", "2024-10-12T13:15:00+00:00", TimePrecision.Exact)]
    [InlineData("2022-12-03 17:33:21 SE Asia Standard Time", "", "2022-12-03T17:33:21+07:00", TimePrecision.Exact)] // twint
    [InlineData("2022-12-03", "17:33:21 +0700", "2022-12-03T17:33:21+07:00", TimePrecision.Exact)] // twint's three columns
    [InlineData("1728738900", "", "2024-10-12T13:15:00+00:00", TimePrecision.Exact)]
    [InlineData("1728738900000", "", "2024-10-12T13:15:00+00:00", TimePrecision.Exact)]
    [InlineData("1728738900.0", "", "2024-10-12T13:15:00+00:00", TimePrecision.Exact)] // pandas
    [InlineData("45577", "", "2024-10-12T12:00+08:00", TimePrecision.Day)]
    [InlineData("45577,84375", "", "2024-10-12T20:15+08:00", TimePrecision.Minute)]
    [InlineData("45577.84375", "", "2024-10-12T20:15+08:00", TimePrecision.Minute)]
    [InlineData("03/04/2024", "", "", TimePrecision.Missing)] // either April or March
    [InlineData("31/02/2024", "", "", TimePrecision.Missing)]
    [InlineData("12-14 Okt 2024", "", "", TimePrecision.Missing)] // a range is no moment
    [InlineData("12 s.d. 14 Okt 2024", "", "", TimePrecision.Missing)]
    [InlineData("Oktober 2024", "", "", TimePrecision.Missing)]
    [InlineData("12 Okt", "", "", TimePrecision.Missing)] // no year
    [InlineData("kemarin sore", "", "", TimePrecision.Missing)]
    [InlineData("12 Foo 2024", "", "", TimePrecision.Missing)]
    [InlineData("12 Okt 1998", "", "", TimePrecision.Missing)] // before every platform
    [InlineData("2024-10-12 25:15", "", "", TimePrecision.Missing)]
    [InlineData("1451355", "", "", TimePrecision.Missing)]
    [InlineData("#REF!", "", "", TimePrecision.Missing)]
    internal void WrittenTimesAreReadOrRefused(string date, string time, string expected, TimePrecision precision)
    {
        var read = TypedTime.TryRead(new Cell(date), new Cell(time), Context(), out var result) ? result.Time : PostTime.Missing;

        Assert.Equal(precision, read.Precision);
        Assert.Equal(expected.Length == 0 ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), read.At);
        if (read.At is { } at) Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture).Offset, at.Offset);
    }

    [Theory]
    [InlineData("2024-10-12 20:15", true)]
    [InlineData("2024-10-12 20:15 WITA", false)]
    [InlineData("2024-10-12 20:15:00Z", false)]
    [InlineData("2024-10-12", false)] // a day is a day of the place where it was typed
    public void OnlyAClockWithoutZoneLeavesOneToAssume(string date, bool assumed)
    {
        Assert.True(TypedTime.TryRead(new Cell(date), Cell.Empty, Context(), out var read));
        Assert.Equal(assumed, read.ZoneAssumed);
    }

    [Theory]
    [InlineData("13/02/2024,03/04/2024", nameof(DateOrder.DayFirst))]
    [InlineData("02/13/2024,03/04/2024", nameof(DateOrder.MonthFirst))]
    [InlineData("13/02/2024,02/13/2024", nameof(DateOrder.Mixed))]
    [InlineData("03/04/2024,12 Okt 2024", nameof(DateOrder.DayFirst))] // who writes words that way writes figures that way
    [InlineData("03/04/2024,\"Oct 12, 2024\"", nameof(DateOrder.MonthFirst))]
    [InlineData("03/04/2024 20.15 WIB", nameof(DateOrder.DayFirst))] // a clock that only Indonesians write
    [InlineData("12 Okt 2024,02/13/2024", nameof(DateOrder.MonthFirst))] // figures outweigh words
    [InlineData("03/04/2024,05/05/2024,2024-01-31", nameof(DateOrder.Unknown))]
    [InlineData("", nameof(DateOrder.Unknown))]
    public void TheOtherValuesOfAColumnSettleItsOrder(string values, string order)
    {
        var survey = new DateOrderSurvey();
        foreach (var value in PackedText.Split(values, ',')) survey.See(value, "");

        Assert.Equal(order, survey.Order.ToString());
    }

    [Fact]
    public void EverySpellingOfEveryMonthIsRead()
    {
        foreach (var (word, month) in TypedWords.Months)
        {
            Assert.True(TypedTime.TryRead(new Cell($"7 {char.ToUpperInvariant(word[0])}{word[1..]} 2024"), Cell.Empty, Context(), out var read), word);
            Assert.Equal((month, 7), (read.Time.At!.Value.Month, read.Time.At.Value.Day));
        }

        Assert.Superset(
            new HashSet<string>(["agt", "agust", "ags", "nopember", "sept", "pebruari", "mrt", "may", "oct", "dec"]),
            TypedWords.Months.Select(month => month.Key).ToHashSet());
    }

    [Fact]
    public void SerialsOfOldMacsCountFrom1904()
    {
        Assert.True(TypedTime.TryRead(new Cell("44115", 44115), Cell.Empty, Context() with { Is1904 = true }, out var read));
        Assert.Equal(new DateTime(2024, 10, 12), read.Time.At?.Date);
    }

    [Fact]
    public void EveryMomentIsReadBackFromEveryWayOfWritingIt()
    {
        string[] forms =
        [
            "dd/MM/yyyy HH:mm", "d/M/yyyy HH.mm", "yyyy-MM-dd HH:mm", "d MMMM yyyy HH.mm", "dd-MM-yyyy HH:mm", "dd MMM yyyy 'pukul' HH.mm 'WITA'",
            "dddd, d MMMM yyyy 'jam' HH:mm", "yyyyMMdd HH:mm",
        ];
        var moments = from minutes in Gen.Choose(0, 20 * 365 * 24 * 60) from form in Gen.Elements(forms) select (At: new DateTime(2005, 1, 1).AddMinutes(minutes), Form: form);

        Prop.ForAll(moments.ToArbitrary(), written =>
        {
            var text = written.At.ToString(written.Form, Indonesian());
            Assert.True(TypedTime.TryRead(new Cell(text), Cell.Empty, Context(DateOrder.DayFirst), out var read), text);
            Assert.Equal(written.At, read.Time.At?.DateTime);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void NoTextMakesItThrowOrInventATimeOutsideTheCalendar() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            if (text is not null && TypedTime.TryRead(new Cell(text), new Cell(text), Context(), out var read)) Assert.True(read.Time.At?.Year >= 2004);
        }).QuickCheckThrowOnFailure();

    static TypedTimeContext Context(DateOrder order = DateOrder.Unknown) => new(TableReading.Wita, ZoneIsKnown: false, order, Is1904: false, TableReading.Now);

    static CultureInfo Indonesian() => CultureInfo.GetCultureInfo("id-ID");
}
