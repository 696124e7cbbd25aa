using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Monitor.Tests;

public class SettingsDocumentedTests
{
    [Fact]
    public void EveryKeyOfAppsettingsStandsInTheReadme()
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "appsettings.json")));
        var readme = File.ReadAllText(Path.Combine(Root(), "README.md"));

        var missing = Keys(settings.RootElement, "").Where(key => !readme.Contains($"`{key}`", StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    /// <summary>Serilog's own keys are its own documentation's business; one mention of the section is enough.</summary>
    static IEnumerable<string> Keys(JsonElement element, string prefix) =>
        element.EnumerateObject().SelectMany(property => property switch
        {
            { Name: "Serilog" } => ["Serilog"],
            { Value.ValueKind: JsonValueKind.Object } => Keys(property.Value, prefix + property.Name + ":"),
            _ => [prefix + property.Name],
        });

    static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));
}
