using System.Text.RegularExpressions;
using Monitor.Tests.Support;

namespace Monitor.Tests;

public partial class SecurityPageTests
{
    [Fact]
    public void EveryTestThatTheSecurityPageNamesIsThere()
    {
        var tests = Directory.EnumerateFiles(Samples.Folder("../tests"), "*Tests.cs", SearchOption.AllDirectories).ToDictionary(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText);
        var named = Named().Matches(File.ReadAllText(Samples.Folder("../docs/security.md")));

        Assert.NotEmpty(named);
        Assert.Empty(named.Where(name => !tests.TryGetValue(name.Groups["class"].Value, out var text) || !text.Contains($" {name.Groups["method"].Value}(", StringComparison.Ordinal) && name.Groups["method"].Success)
            .Select(name => name.Value));
    }

    [GeneratedRegex(@"`(?<class>[A-Z]\w+Tests)(?:\.(?<method>\w+))?`", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Named();
}
