using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using Monitor.Exports;
using Monitor.Tests.Exports.Archives;
using Monitor.Tests.Support;
using Xunit.Abstractions;

namespace Monitor.Tests.Exports.Fuzz;

/// <summary>
/// Every reader over files that nobody would write: samples that were damaged by chance, and files made up of what readers look for. Each is
/// read or refused, and never anything else. A normal run tries few; by hand:
/// <c>MONITOR_FUZZ=20000 dotnet test --filter ReaderFuzz --logger "console;verbosity=detailed"</c>.
/// </summary>
[Collection(Alone.Name)]
public class ReaderFuzzTests(ITestOutputHelper output)
{
    static int Inputs => int.TryParse(Environment.GetEnvironmentVariable("MONITOR_FUZZ"), CultureInfo.InvariantCulture, out var inputs) ? inputs : 400;

    [Fact]
    public async Task DamagedSamplesAreReadOrRefused()
    {
        var corpus = Corpus();
        var random = new Random(20241127);
        var tally = new Tally();
        using var folder = new TemporaryFolder();
        for (var i = 0; i < Inputs; i++) await tally.TryAsync(folder, Mutation.Of(corpus[i % corpus.Count], corpus, random));

        output.WriteLine($"damaged samples, {corpus.Count} seeds: {tally}");
        Assert.InRange(tally.Read, 1, tally.Inputs); // damage that made every file unreadable would try nothing
    }

    [Fact]
    public void FilesMadeOfWhatReadersLookForAreReadOrRefused()
    {
        var tally = new Tally();
        using var folder = new TemporaryFolder();

        Prop.ForAll(Generated.File.ToArbitrary(), async file => await tally.TryAsync(folder, file)).Check(Config.QuickThrowOnFailure.WithMaxTest(Inputs).WithEndSize(40));

        output.WriteLine($"generated files: {tally}");
        Assert.InRange(tally.Read, 1, tally.Inputs);
    }

    /// <summary>All made-up samples of the tests and of the demo.</summary>
    static List<byte[]> Corpus([CallerFilePath] string here = "")
    {
        var tests = Path.GetDirectoryName(Path.GetDirectoryName(here))!; // a source file in a folder always has one
        return
        [
            .. new[] { Path.Combine(tests, "Archives"), Path.Combine(tests, "Collectors", "data"), Path.Combine(tests, "Tables", "Files"), Samples.Folder("exports") }
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                .Where(path => !path.EndsWith(".cs", StringComparison.Ordinal) && !path.EndsWith(".approved.txt", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
        ];
    }

    /// <summary>What became of the files so far.</summary>
    sealed class Tally
    {
        TimeSpan _slowest;

        public int Inputs { get; private set; }

        public int Read { get; private set; }

        public async Task TryAsync(TemporaryFolder folder, byte[] file)
        {
            var path = folder.Write("berkas", file);
            var begun = Stopwatch.GetTimestamp();
            Inputs++;
            try
            {
                var read = await ReadArchive.Of(path, policy: null, "berkas", AllReaders.Of);
                Read++;
                Assert.All(read.Posts, post => Assert.NotEqual("", post.Place.Locator));
                Assert.All(read.Warnings, warned => Assert.DoesNotContain("JANGAN-DIBACA", warned.Detail, StringComparison.Ordinal));
            }
            catch (UnreadableExportException refused)
            {
                Assert.DoesNotContain("JANGAN-DIBACA", refused.Detail, StringComparison.Ordinal);
            }

            var took = Stopwatch.GetElapsedTime(begun);
            if (took > _slowest) _slowest = took;
        }

        public override string ToString()
        {
            using var process = Process.GetCurrentProcess();
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{Inputs} inputs, {Read} read, {Inputs - Read} refused, 0 crashes, slowest {_slowest.TotalSeconds:F2} s, peak memory of the process {process.PeakWorkingSet64 >> 20} MB");
        }
    }
}
