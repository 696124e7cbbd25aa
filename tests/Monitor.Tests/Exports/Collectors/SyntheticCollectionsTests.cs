using System.Runtime.CompilerServices;
using Monitor.Tests.Support;

namespace Monitor.Tests.Exports.Collectors;

public class SyntheticCollectionsTests
{
    static readonly string[] Names = [.. Directory.EnumerateFiles(Data("")).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    public static TheoryData<string> Files => new(Names);

    [Fact]
    public async Task EveryFileGivesTheseRowsAndNoOthers()
    {
        var lines = new List<string>();
        foreach (var file in Names)
        {
            var read = await AllReaders.Read(Data(file));
            lines.Add($"{file} [{read.Format}]");
            lines.AddRange(read.Counts.Select(count => $"  {count}"));
        }

        Approved.Matches("SyntheticCollections.approved.txt", string.Join('\n', lines));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task EveryPlaceIsItsOwn(string file)
    {
        var read = await AllReaders.Read(Data(file));

        var places = read.Posts.Select(post => post.Place).Concat(read.Rejected.Select(rejected => rejected.Place)).ToList();

        Assert.Equal(places.Count, places.Distinct().Count());
    }

    static string Data(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "data", name);
}
