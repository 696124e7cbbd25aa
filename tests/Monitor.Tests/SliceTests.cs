using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Monitor.Tests;

public partial class SliceTests
{
    /// <summary>Each folder of src/Monitor, with the folders (and the projects Learning and MlNet) it may use. Reading down, nothing points forwards.</summary>
    static readonly Dictionary<string, string[]> Uses = new()
    {
        ["Posts"] = [],
        ["Exports"] = ["Posts"],
        ["Roster"] = ["Posts"],
        ["Contests"] = ["Posts", "Roster"],
        ["Classification"] = ["Learning", "Posts", "Roster", "Contests"],
        ["Rules"] = ["Posts", "Roster", "Contests", "Classification"],
        ["Journal"] = [],
        ["Flags"] = ["Posts", "Exports", "Roster", "Contests", "Classification", "Rules", "Journal"],
        ["Digests"] = ["Posts", "Exports", "Roster", "Contests", "Classification", "Rules", "Journal", "Flags"],
        ["Review"] = ["Posts", "Exports", "Roster", "Contests", "Classification", "Rules", "Journal", "Flags", "Digests"],
        ["Training"] = ["Learning", "Posts", "Roster", "Contests", "Classification", "Flags"],
    };

    [Fact]
    public void SlicesUseOnlyTheSlicesBeforeThem()
    {
        var strays =
            from slice in Uses.Keys
            from file in Directory.EnumerateFiles(Path.Combine(SourceFolder(), slice), "*.cs", SearchOption.AllDirectories)
            from Match use in MonitorUsing().Matches(File.ReadAllText(file))
            where use.Groups["slice"].Value != slice && !Uses[slice].Contains(use.Groups["slice"].Value)
            select $"{slice}/{Path.GetFileName(file)} uses {use.Groups["slice"].Value}";

        Assert.Empty(strays);
    }

    [GeneratedRegex(@"^using (?:static )?Monitor\.(?!(?:Learning|MlNet)\b)(?<slice>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MonitorUsing();

    static string SourceFolder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../src/Monitor");
}
