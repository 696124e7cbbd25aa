using System.Diagnostics;

namespace Monitor.BrowserTests.Browser;

/// <summary>The machine's own Chromium: found, or installed where that takes nobody's word (root and apt).</summary>
static class Chromium
{
    /// <summary>Names another browser of the Chromium family.</summary>
    public const string Variable = "MONITOR_CHROMIUM";

    static readonly string[] Places =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    static readonly Lazy<string?> Known = new(() => Find() ?? Install());

    public static string? Path => Known.Value;

    /// <summary>Where results count, a missing browser is a failure and not an excuse.</summary>
    public static bool IsRequired => string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    public static string Absence { get; } =
        $"NOT RUN: there is no Chromium on this machine. Install one (on Debian: apt-get install chromium) or name one in {Variable}, then run the tests again.";

    public static IReadOnlyList<string> Arguments { get; } =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    static string? Find() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Places.FirstOrDefault(File.Exists);

    static string? Install()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !File.Exists("/usr/bin/apt-get")) return null;

        Console.WriteLine("The browser tests need Chromium; installing it with apt-get.");
        using var install = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium"])
        {
            Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        });
        install?.StandardOutput.ReadToEnd();
        install?.WaitForExit();
        return Find();
    }
}
