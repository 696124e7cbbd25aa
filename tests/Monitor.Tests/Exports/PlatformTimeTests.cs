using Monitor.Exports;
using Monitor.Posts;

namespace Monitor.Tests.Exports;

public class PlatformTimeTests
{
    static readonly DateTimeOffset Now = new(2024, 11, 18, 0, 0, 0, TimeSpan.Zero);

    static readonly TimeSpan Wita = TimeSpan.FromHours(8);

    [Theory]
    [InlineData("1728738900", "2024-10-12T13:15:00.0000000+00:00")]
    [InlineData("1728738900123", "2024-10-12T13:15:00.1230000+00:00")]
    [InlineData("1728738900123456", "2024-10-12T13:15:00.1234560+00:00")]
    [InlineData("1728738900123456789", "2024-10-12T13:15:00.1234567+00:00")]
    [InlineData(" 1728738900.0 ", "2024-10-12T13:15:00.0000000+00:00")] // a spreadsheet made it a number
    [InlineData("1731974399", "2024-11-18T23:59:59.0000000+00:00")] // clocks ahead by less than a day
    public void AnEpochIsReadByItsNumberOfDigits(string digits, string expected)
    {
        var time = PlatformTime.FromEpoch(digits, Now);

        Assert.Equal(expected, time.At?.ToString("o"));
        Assert.Equal(TimePrecision.Exact, time.Precision);
    }

    [Theory]
    [InlineData("-62169958800")] // a camera without a clock
    [InlineData("1451355")] // junk in a real fixture
    [InlineData("17397255")] // digits lost
    [InlineData("1072915199")] // the second before 2004
    [InlineData("1732000000")] // more than a day ahead
    [InlineData("9223372036854775807")]
    [InlineData("17287389001")] // eleven digits are no unit
    [InlineData("0")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("1,73E+09")]
    public void AnImplausibleEpochIsMissing(string? digits) => Assert.Equal(PostTime.Missing, PlatformTime.FromEpoch(digits, Now));

    [Theory]
    [InlineData("Sat Oct 12 13:15:00 +0000 2024", "2024-10-12T13:15:00.0000000+00:00")]
    [InlineData("Wed Nov 6 01:02:03 +0700 2024", "2024-11-06T01:02:03.0000000+07:00")]
    public void XDatesAreRead(string text, string expected) => Assert.Equal(expected, PlatformTime.FromX(text).At?.ToString("o"));

    [Theory]
    [InlineData("Sun Oct 12 13:15:00 +0000 2024")] // it was a Saturday
    [InlineData("Sat Okt 12 13:15:00 +0000 2024")]
    [InlineData("2024-10-12")]
    [InlineData(null)]
    public void WhatIsNoXDateIsMissing(string? text) => Assert.Equal(PostTime.Missing, PlatformTime.FromX(text));

    [Theory]
    [InlineData("2024-10-12T13:15:00.000Z", "2024-10-12T13:15:00.0000000+00:00", nameof(TimePrecision.Exact), false)]
    [InlineData("2024-10-12T13:15:00Z", "2024-10-12T13:15:00.0000000+00:00", nameof(TimePrecision.Exact), false)]
    [InlineData("2024-10-12T13:15:00.123456789Z", "2024-10-12T13:15:00.1234567+00:00", nameof(TimePrecision.Exact), false)]
    [InlineData("2024-10-12T20:15:00+07:00", "2024-10-12T20:15:00.0000000+07:00", nameof(TimePrecision.Exact), false)]
    [InlineData("2024-10-12T20:15:00+0700", "2024-10-12T20:15:00.0000000+07:00", nameof(TimePrecision.Exact), false)]
    [InlineData("2024-10-12 20:15:00+07", "2024-10-12T20:15:00.0000000+07:00", nameof(TimePrecision.Exact), false)]
    [InlineData("2024-10-12 13:15:00 UTC", "2024-10-12T13:15:00.0000000+00:00", nameof(TimePrecision.Exact), false)]
    [InlineData("2024-10-12 13:15 UTC", "2024-10-12T13:15:00.0000000+00:00", nameof(TimePrecision.Minute), false)]
    [InlineData("2024/10/12 21:15:00", "2024-10-12T21:15:00.0000000+08:00", nameof(TimePrecision.Exact), true)]
    [InlineData("2024-10-12 21:15", "2024-10-12T21:15:00.0000000+08:00", nameof(TimePrecision.Minute), true)]
    [InlineData("2024-10-12", "2024-10-12T12:00:00.0000000+08:00", nameof(TimePrecision.Day), true)]
    public void IsoIsReadInItsEverydayForms(string text, string expected, string precision, bool assumed)
    {
        var time = PlatformTime.FromIso(text, Wita, out var zoneAssumed);

        Assert.Equal(expected, time.At?.ToString("o"));
        Assert.Equal((precision, assumed), (time.Precision.ToString(), zoneAssumed));
    }

    [Theory]
    [InlineData("2024-13-12T13:15:00Z")]
    [InlineData("12-10-2024")]
    [InlineData("2024-10-12T25:15:00Z")]
    [InlineData("2024-10-12 13:15:00 EST")] // a letter zone is a guess
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("0001-01-01")]
    [InlineData("2024-10-12T13:15:00+")]
    [InlineData("kemarin")]
    [InlineData("")]
    [InlineData(null)]
    public void WhatIsNoIsoIsMissing(string? text)
    {
        Assert.Equal(PostTime.Missing, PlatformTime.FromIso(text, Wita, out var zoneAssumed));
        Assert.False(zoneAssumed);
    }

    [Fact]
    public void IdsGiveTheirTimeAsALastResort()
    {
        var x = PlatformTime.FromXId("1845090793681846273", Now);
        var tikTok = PlatformTime.FromTikTokId("7400000000000000001", Now);
        var instagram = PlatformTime.FromInstagramId("3477000000000000000_5600000000", Now);

        Assert.All([x, tikTok, instagram], time => Assert.Equal(TimePrecision.FromId, time.Precision));
        Assert.Equal(new DateOnly(2024, 10, 12), DateOnly.FromDateTime(x.At!.Value.UtcDateTime));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(7400000000000000001 >> 32), tikTok.At);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds((3477000000000000000 >> 23) + 1314220021721), instagram.At);
    }

    [Theory]
    [InlineData("20")] // X's first tweets were numbered from one
    [InlineData("1,84509E+18")]
    [InlineData("-1845090793681846273")]
    [InlineData("18450907936818462739")]
    [InlineData("")]
    public void AnIdWithoutTimeIsMissing(string id)
    {
        Assert.Equal(PostTime.Missing, PlatformTime.FromXId(id, Now));
        Assert.Equal(PostTime.Missing, PlatformTime.FromTikTokId(id, Now));
        Assert.Equal(PostTime.Missing, PlatformTime.FromInstagramId(id, Now));
    }

    [Fact]
    public void AShortcodeIsTheMediaIdInBase64()
    {
        const long id = 3477000000000000000;
        const string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var code = "";
        for (var rest = id; rest > 0; rest /= 64) code = digits[(int)(rest % 64)] + code;

        Assert.Equal(PlatformTime.FromInstagramId("3477000000000000000", Now), PlatformTime.FromInstagramShortcode(code, Now));
        Assert.Equal(PostTime.Missing, PlatformTime.FromInstagramShortcode("bukan kode", Now));
        Assert.Equal(PostTime.Missing, PlatformTime.FromInstagramShortcode("___________", Now));
    }
}
