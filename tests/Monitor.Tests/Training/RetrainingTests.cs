using System.Text.RegularExpressions;
using Monitor.Tests.Support;

namespace Monitor.Tests.Training;

/// <summary>Hosted CI and <c>.ci/run</c> retrain in the same way, with nothing from anywhere else.</summary>
public partial class RetrainingTests
{
    static readonly string Workflow = File.ReadAllText(Samples.Folder("../.github/workflows/retrain.yml"));

    [Fact]
    public void TheWorkflowUsesThreeKnownActionsByMajorVersion() =>
        Assert.Equal(["actions/checkout@v", "actions/setup-dotnet@v", "actions/upload-artifact@v"], Uses().Matches(Workflow).Select(use => use.Groups["name"].Value));

    [Fact]
    public void BothRunTheSameScript()
    {
        Assert.Contains("- run: .ci/retrain\n", Workflow, StringComparison.Ordinal);
        Assert.Contains("\n.ci/retrain ", File.ReadAllText(Samples.Folder("../.ci/run")), StringComparison.Ordinal);
    }

    [Fact]
    public void TheScriptTrainsEvaluatesAndComparesAndWhatItMakesIsTheArtifact()
    {
        var script = File.ReadAllText(Samples.Folder("../.ci/retrain"));

        Assert.Equal(["train", "evaluate", "promote"], Commands().Matches(script).Select(command => command.Groups["name"].Value));
        Assert.Contains("promote --check", script, StringComparison.Ordinal);
        Assert.Contains("out=artifacts/retrain\n", script, StringComparison.Ordinal);
        Assert.Contains("path: artifacts/retrain\n", Workflow, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"uses: (?<name>\S+@v)\d+$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Uses();

    [GeneratedRegex(@"^monitor (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Commands();
}
