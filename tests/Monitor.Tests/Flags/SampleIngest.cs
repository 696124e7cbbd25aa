using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monitor.Classification;
using Monitor.Contests;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Posts;
using Monitor.Roster;
using Monitor.Rules;

namespace Monitor.Tests.Flags;

/// <summary>Made-up files, posts and flags as the store is given them.</summary>
static class SampleIngest
{
    public static DateTimeOffset Start { get; } = new(2024, 10, 7, 8, 0, 0, TimeSpan.FromHours(8));

    public static string Sha(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <summary>A post by its number; the same number is the same post, and another version has other words.</summary>
    public static PostKey Key(int post, int version = 0) =>
        new((UInt128)SplitMix((ulong)post) << 64 | SplitMix((ulong)post + 0x5EED), SplitMix((ulong)version + 0xED17));

    public static ScoredPost Plain(int post, int version = 0) =>
        new(Key(post, version), Flag: null, OutsideContests: false, WithoutOwnWords: false, WithWarnings: false);

    public static ScoredPost Flagged(int post, int version = 0, string file = "rekap.xlsx") =>
        Plain(post, version) with { Flag = Flag(Key(post, version), file) };

    public static Flag Flag(PostKey key, string file = "rekap.xlsx", Priority priority = Priority.Medium, DateTimeOffset? raisedAt = null) => new()
    {
        Id = FlagId.From(key),
        Key = key,
        Status = FlagStatus.Open,
        Priority = priority,
        Origin = FlagOrigin.Words,
        RaisedAt = raisedAt ?? Start,
        FileSha256 = Sha(file),
        FileName = file,
        Format = "table",
        Post = new Post
        {
            Platform = Platform.Facebook,
            Activity = Activity.Comment,
            Author = new PostAuthor { Handle = "akun.contoh", DisplayName = "Contoh", Nip = "199001012015031001", Unit = "Dinas Contoh" },
            Text = "Coblos nomor satu ☝🏽 \"pasti\" m3nang <b>\u0000\u200f\t",
            TextKind = TextKind.OwnText,
            Time = PostTime.Exact(Start.AddDays(-1)),
            Target = new PostTarget("Halaman", "halaman", null),
            Url = "https://example.org/p/1",
            PlatformId = "1843120000000000001",
            Audience = Audience.Public,
            Place = new PostPlace("Sheet1", "A12"),
            Warnings = PostWarnings.TextRepaired | PostWarnings.TimeZoneAssumed,
        },
        PersonCode = "P-" + (key.Version % 97).ToString("00", CultureInfo.InvariantCulture),
        Unit = "Dinas Contoh",
        Employment = EmploymentType.Pppk,
        Ownership = Ownership.Declared,
        Attribution = AttributionBasis.Handle,
        Contests = [new FlagContest("pilkada-2024-contoh", "Pilkada Contoh 2024", Phase.Campaign)],
        Probability = 0.8125,
        Category = Category.Ajakan,
        Mentions = [new Mention("pilkada-2024-contoh", "satu", MentionRole.Number, 7, 10)],
        Reasons = [new Reason(0, 6, 1.25, "ajakan mencoblos"), new Reason(28, 6, -0.5, "kutipan")],
        Context = [ExculpatoryContext.Quotation],
        LegalBases =
        [
            new LegalBasis("skb-2-2022", "D6", "mengajak memilih", RuleTrack.Discipline, "pasal contoh", Certainty.OneSource, ["pilkada-2024-contoh"]),
        ],
        ModelId = "model-contoh",
        RulePackId = "skb-2-2022",
    };

    public static IngestBatch Batch(string file, int number, long consumed, IReadOnlyList<ScoredPost> posts, ExportCounts? unscored = null) => new()
    {
        FileSha256 = Sha(file),
        FileName = file,
        ReceivedAt = Start,
        Number = number,
        ResultsConsumed = consumed,
        Scored = posts,
        Unscored = unscored ?? ExportCounts.Zero,
        At = Start.AddSeconds(number),
    };

    public static ExportReceipt Receipt(string file, ExportCounts counts, ReceiptOutcome outcome = ReceiptOutcome.Done, DateTimeOffset? finishedAt = null) => new()
    {
        Sha256 = Sha(file),
        FileName = file,
        Length = 1234,
        Format = "table",
        Outcome = outcome,
        Counts = counts,
        ReceivedAt = Start,
        FinishedAt = finishedAt ?? Start.AddMinutes(1),
        ModelId = "model-contoh",
    };

    /// <summary>Spreads small numbers over 64 bits, as hashes are spread (Steele, Lea, Flood 2014).</summary>
    static ulong SplitMix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
