using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using Monitor.Exports;
using Monitor.Exports.Archives;
using Monitor.Posts;
using Monitor.Tests.Support;

namespace Monitor.Tests.Exports.Archives;

/// <summary>Reads an archive as the pipeline does: probe, pick, read; and remembers every member that was opened.</summary>
sealed class ReadArchive
{
    public static readonly DateTimeOffset Now = new(2024, 11, 18, 1, 2, 3, TimeSpan.Zero);

    readonly List<string> _opened = [];

    public string Format { get; private set; } = "";

    public IReadOnlyList<ReadResult> Results { get; private set; } = [];

    public IReadOnlyList<string> Opened => _opened;

    public IReadOnlyList<Post> Posts => [.. Results.OfType<ReadResult.Read>().Select(read => read.Post)];

    public IReadOnlyList<ReadResult.Rejected> Rejected => [.. Results.OfType<ReadResult.Rejected>()];

    public IReadOnlyList<ReadResult.Warned> Warnings => [.. Results.OfType<ReadResult.Warned>()];

    /// <summary>One line for each kind of result with its number, in order, as in <c>Facebook Post 3</c>.</summary>
    public IEnumerable<string> Counts =>
    [
        .. Posts.GroupBy(post => $"{post.Platform} {post.Activity} {post.TextKind}").OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}"),
        .. Rejected.GroupBy(rejected => rejected.Reason).OrderBy(group => group.Key).Select(group => $"rejected {group.Key} {group.Count()}"),
        .. Warnings.Select(warned => $"warned {warned.Warning} {warned.Detail}".TrimEnd()),
    ];

    public static string Data(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "data", name);

    public static Task<ReadArchive> Sample(string name) => Of(Data(name));

    public static Task<ReadArchive> Of(string path, ZipPolicy? policy = null, string? name = null) =>
        Of(path, policy, name, (time, zips) => [new FacebookArchiveReader(time, zips), new InstagramArchiveReader(time, zips), new XArchiveReader(time, zips), new TikTokArchiveReader(time, zips)]);

    /// <param name="path">The file.</param>
    /// <param name="policy">Limits.</param>
    /// <param name="name">The name that its owner gave it.</param>
    /// <param name="readers">Those that may take it.</param>
    public static async Task<ReadArchive> Of(string path, ZipPolicy? policy, string? name, Func<TimeProvider, ZipPolicy, IExportReader[]> readers)
    {
        var read = new ReadArchive();
        var zips = (policy ?? ZipPolicy.Standard) with { MemberOpened = read._opened.Add };
        var time = new ManualTime(Now);
        var formats = new ExportFormats(readers(time, zips));

        var reader = formats.Pick(ExportProbe.Open(path));
        read.Format = reader.Format;
        var results = new List<ReadResult>();
        await foreach (var result in reader.ReadAsync(new ExportFile(path, name ?? Path.GetFileName(path), "", new FileInfo(path).Length), CancellationToken.None))
            results.Add(result);

        read.Results = results;
        return read;
    }

    /// <summary>Reads a zip made of these members.</summary>
    public static Task<ReadArchive> OfZip(params (string Name, string Text)[] members) => OfZip("unduhan.zip", members);

    public static async Task<ReadArchive> OfZip(string name, params (string Name, string Text)[] members) => await OfBytes(Zip(members), name);

    /// <summary>Reads a file that lies by itself.</summary>
    public static Task<ReadArchive> OfText(string text, string name = "unduhan.json") => OfBytes(Encoding.UTF8.GetBytes(text), name);

    public static async Task<ReadArchive> OfBytes(byte[] bytes, string name, ZipPolicy? policy = null)
    {
        var path = Path.Combine(Path.GetTempPath(), $"monitor-{Guid.NewGuid():n}");
        await File.WriteAllBytesAsync(path, bytes);
        try
        {
            return await Of(path, policy, name);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static async Task<FileProblem> ProblemOf(byte[] bytes, string name = "unduhan.zip") =>
        (await Assert.ThrowsAsync<UnreadableExportException>(() => OfBytes(bytes, name))).Problem;

    public static byte[] Zip(params (string Name, string Text)[] members)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in members)
            {
                using var member = zip.CreateEntry(name).Open();
                member.Write(Encoding.UTF8.GetBytes(text));
            }

        return stream.ToArray();
    }

    /// <summary>Text as Meta writes it: each UTF-8 byte a character of its own.</summary>
    public static string Meta(string text) =>
        string.Concat(Encoding.UTF8.GetBytes(text).Select(value => value < 0x80 ? ((char)value).ToString() : $"\\u00{value:x2}"));
}
