using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Monitor.Contests;

namespace Monitor.Review.Retention;

/// <summary>How many days what is finished is kept.</summary>
/// <param name="DismissedFlags">From the last decision on a dismissed flag; digests, which quote posts, from their day.</param>
/// <param name="UnflaggedSamples">From the day on which an unflagged post was drawn.</param>
/// <param name="KeptFiles">From the day on which a file was received.</param>
public sealed record RetentionTerms(int DismissedFlags, int UnflaggedSamples, int KeptFiles)
{
    /// <summary>Fewest and most days that can be asked for.</summary>
    public const int Fewest = 1, Most = 3650;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    };

    internal static RetentionTerms Of(RetentionOptions options) =>
        new(Days(options.DismissedFlags), Days(options.UnflaggedSamples), Days(options.KeptFiles));

    /// <exception cref="DataFileException">With every fault.</exception>
    public static RetentionTerms Parse(byte[] bytes, string name)
    {
        try
        {
            var terms = JsonSerializer.Deserialize<RetentionTerms>(bytes, Json) ?? throw new JsonException("The file holds null.");
            var faults = terms.Faults.Select(fault => new DataFault(name, "", fault)).ToList();
            return faults.Count == 0 ? terms : throw new DataFileException($"'{name}' cannot be used", faults);
        }
        catch (JsonException wrong)
        {
            throw new DataFileException($"'{name}' cannot be used", [new DataFault(name, wrong.Path ?? "$", "the file does not hold three numbers of days: " + wrong.Message)]);
        }
    }

    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];

    /// <summary>Why the days cannot be used, for whoever set them.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            List<string> faults = [];
            foreach (var (what, days) in ((string, int)[])[("Tanda yang tidak diteruskan", DismissedFlags), ("Sampel uji petik", UnflaggedSamples), ("Berkas ekspor", KeptFiles)])
            {
                if (days is < Fewest or > Most)
                    faults.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: beri jumlah hari dari {Fewest} sampai {Most}."));
            }

            if (KeptFiles > DismissedFlags)
                faults.Add("Berkas ekspor tidak boleh disimpan lebih lama daripada tanda yang tidak diteruskan: kata-katanya akan tetap ada di dalam berkasnya.");
            return faults;
        }
    }

    /// <summary>A day that was begun counts.</summary>
    static int Days(TimeSpan time) => (int)Math.Ceiling(time.TotalDays);

    /// <summary>Whether something goes earlier than by the other terms.</summary>
    public bool IsShorterThan(RetentionTerms other) =>
        DismissedFlags < other.DismissedFlags || UnflaggedSamples < other.UnflaggedSamples || KeptFiles < other.KeptFiles;
}

/// <summary>Gives the terms that hold now.</summary>
delegate RetentionTerms CurrentRetentionTerms();

/// <summary>The terms that were set by page, or those of the settings where none were; a file that cannot be read leaves the last good ones in force.</summary>
sealed partial class RetentionTermFile(DataFolder folder, IOptions<RetentionOptions> options, ILogger<RetentionTermFile> log)
{
    readonly Lock _one = new();
    RetentionTerms? _current;
    (bool Exists, long Length, DateTime ChangedAt) _known;

    /// <exception cref="DataFileException">At the first call: there is no good one yet.</exception>
    public RetentionTerms Current()
    {
        lock (_one)
        {
            var file = new FileInfo(folder.RetentionTerms);
            var known = (file.Exists, file.Exists ? file.Length : 0, file.LastWriteTimeUtc);
            if (_current is not null && known == _known) return _current;

            try
            {
                _current = file.Exists ? RetentionTerms.Parse(File.ReadAllBytes(file.FullName), file.Name) : RetentionTerms.Of(options.Value);
            }
            catch (DataFileException wrong) when (_current is not null)
            {
                KeepingLastGood(wrong.Message);
            }

            _known = known;
            return _current;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The terms of retention changed and cannot be used; the last good ones stay in force. {Reason}")]
    partial void KeepingLastGood(string reason);
}
