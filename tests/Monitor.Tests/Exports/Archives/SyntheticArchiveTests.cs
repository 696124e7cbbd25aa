using System.Text.Json;
using Monitor.Tests.Support;

namespace Monitor.Tests.Exports.Archives;

public class SyntheticArchiveTests
{
    static readonly string[] Names = [.. Directory.EnumerateFiles(ReadArchive.Data("")).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    public static TheoryData<string> Files => new(Names);

    /// <summary>The Facebook part without a profile lies beside the one that has it.</summary>
    [Fact]
    public async Task EveryFileGivesTheseRowsAndNoOthers()
    {
        var lines = new List<string>();
        foreach (var file in Names)
        {
            var read = await ReadArchive.Sample(file);
            lines.Add($"{file} [{read.Format}]");
            lines.AddRange(read.Counts.Select(count => $"  {count}"));
        }

        Approved.Matches("SyntheticArchives.approved.txt", string.Join('\n', lines));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task NothingPrivateIsOpenedOrTold(string file)
    {
        var read = await ReadArchive.Sample(file);

        Assert.DoesNotContain("JANGAN-DIBACA", JsonSerializer.Serialize(read.Results.Select(result => result.ToString())), StringComparison.Ordinal);
        Assert.DoesNotContain(read.Opened, name => name.Contains("message", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(read.Opened, name => name.Contains("deleted", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(read.Opened, name => name.Contains("ads_information", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task ReadingTwiceGivesTheSameInTheSameOrder(string file) =>
        Assert.Equal((await ReadArchive.Sample(file)).Results, (await ReadArchive.Sample(file)).Results);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task EveryPlaceIsItsOwn(string file)
    {
        var read = await ReadArchive.Sample(file);

        var places = read.Posts.Select(post => post.Place).Concat(read.Rejected.Select(rejected => rejected.Place)).ToList();

        Assert.Equal(places.Count, places.Distinct().Count());
    }
}
