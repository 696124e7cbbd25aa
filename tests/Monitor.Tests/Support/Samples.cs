using System.Runtime.CompilerServices;

namespace Monitor.Tests.Support;

/// <summary>The samples that README, demo and tests share.</summary>
static class Samples
{
    public static string Folder(string name = "") => Path.GetFullPath(Path.Combine(Here(), "../../../samples", name));

    static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
