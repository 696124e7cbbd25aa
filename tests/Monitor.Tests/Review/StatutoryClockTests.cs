using System.Text;
using Monitor.Contests;
using Monitor.Review;
using Monitor.Tests.Support;

namespace Monitor.Tests.Review;

public class StatutoryClockTests
{
    static readonly StatutoryClock Clock = Parse("""
        {"checked":"belum","rules":[
          {"name":"Pemilu","kinds":["president","legislature"],"days":7,"workingDays":true,"source":"a"},
          {"name":"Pilkada","kinds":["governor","regent"],"days":7,"workingDays":false,"source":"b"}],
         "holidays":[{"on":"2026-05-01","name":"Buruh"}]}
        """);

    [Theory]
    [InlineData(ContestKind.Regent, "2026-04-24", "2026-05-01")] // calendar days run over weekend and holiday
    [InlineData(ContestKind.President, "2026-04-13", "2026-04-22")] // seven working days over one weekend
    [InlineData(ContestKind.President, "2026-04-24", "2026-05-06")] // the holiday on 1 May is left out too
    [InlineData(ContestKind.Legislature, "2026-04-25", "2026-05-06")] // known on a Saturday: counting begins on Monday
    public void TheLastDayIsCountedFromTheDayAfterKnowing(ContestKind kind, string known, string due) =>
        Assert.Equal(DateOnly.Parse(due, null), Clock.DueOn(kind, DateOnly.Parse(known, null)));

    [Fact]
    public void OfSeveralContestsTheNearestDayHolds() =>
        Assert.Equal(new DateOnly(2026, 5, 1), Clock.Nearest([ContestKind.President, ContestKind.Regent], new DateOnly(2026, 4, 24)));

    [Fact]
    public void WhatComesWithTheProgramLoadsAndSaysThatNobodyHasCheckedIt() =>
        Assert.StartsWith("Belum diperiksa", StatutoryClock.Load(Path.Combine(Samples.Folder("review"), "tenggat.json")).File.Checked, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"checked":"x","rules":[],"holidays":[],"libur":1}""", "libur")]
    [InlineData("""{"checked":"x","rules":[{"name":"a","kinds":["regent"],"days":0,"workingDays":true,"source":"a"}],"holidays":[]}""", "$.rules[0].days")]
    [InlineData("""{"checked":"x","rules":[],"holidays":[{"on":"2026-01-01","name":"a"},{"on":"2026-01-01","name":"b"}]}""", "2026-01-01 stands twice")]
    [InlineData("nonsense", "tenggat.json")]
    public void AWrongFileIsRefusedWithThePlace(string json, string named) =>
        Assert.Contains(named, Assert.Throws<DataFileException>(() => Parse(json)).Message, StringComparison.Ordinal);

    static StatutoryClock Parse(string json) => StatutoryClock.Parse(Encoding.UTF8.GetBytes(json), "tenggat.json");
}
