using Monitor.Classification;
using Monitor.Contests;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Posts;
using Monitor.Roster;
using Monitor.Rules;

namespace Monitor.Tests.Support;

/// <summary>Records for tests in which most of the record does not matter.</summary>
static class Some
{
    public static readonly DateTimeOffset Noon = new(2024, 11, 20, 4, 0, 0, TimeSpan.Zero);

    public static Post Post(string text = "Selamat pagi dari kantor", string id = "1845090793681846273") => new()
    {
        Platform = Platform.X,
        Activity = Activity.Post,
        Author = new PostAuthor { Handle = "siti.contoh" },
        Text = text,
        TextKind = TextKind.OwnText,
        Time = PostTime.Exact(Noon.AddHours(-3)),
        Url = "https://x.com/siti.contoh/status/" + id,
        PlatformId = id,
        Place = new PostPlace("", "line 2"),
    };

    public static Flag Flag(string text = "Ayo nomor satu, lanjutkan!", string id = "1845090793681846273")
    {
        var post = Post(text, id);
        var key = PostKey.Of(post, "P-4F7K2Q9M");
        return new Flag
        {
            Id = "F-" + id[^8..],
            Key = key,
            Status = FlagStatus.Open,
            Priority = Priority.High,
            Origin = FlagOrigin.Words,
            RaisedAt = Noon,
            FileSha256 = new string('a', 64),
            FileName = "tweets.csv",
            Format = "tweet-harvest",
            Post = post,
            PersonCode = "P-4F7K2Q9M",
            Unit = "Dinas Pendidikan",
            Employment = EmploymentType.Pns,
            Ownership = Ownership.Declared,
            Attribution = AttributionBasis.Handle,
            Contests = [new FlagContest("pilkada-2024-kutai-kartanegara", "Pilkada Kutai Kartanegara 2024", Phase.Campaign)],
            Probability = 0.93,
            Category = Category.Ajakan,
            Mentions = [new Mention("pilkada-2024-kutai-kartanegara", "1", MentionRole.Number, 4, 10)],
            Reasons = [new Reason(0, 14, 1.4, "ajakan “ayo nomor satu”"), new Reason(16, 9, -0.2, "“lanjutkan” juga dipakai sehari-hari")],
            Context = [ExculpatoryContext.OrganiserDuty],
            LegalBases =
            [
                new LegalBasis(
                    "skb-2-2022", "D2", "Sosialisasi atau kampanye di media sosial", RuleTrack.Discipline, "PP 94/2021 Pasal 5 huruf n", Certainty.Certain,
                    ["pilkada-2024-kutai-kartanegara"]),
            ],
            ModelId = "test",
            RulePackId = "skb-2-2022",
        };
    }

    public static ExportReceipt Receipt(ReceiptOutcome outcome = ReceiptOutcome.Done, string sha256 = "3f2a") => new()
    {
        Sha256 = sha256.PadRight(64, '0'),
        FileName = "tweets.csv",
        Length = 1_000,
        Format = "tweet-harvest",
        Outcome = outcome,
        Counts = new ExportCounts { Scored = 100, NotOnRoster = 20, Flagged = 1, Rejected = new SortedDictionary<RejectReason, long> { [RejectReason.Malformed] = 1 } },
        ReceivedAt = Noon,
        FinishedAt = Noon.AddSeconds(1),
        ModelId = "test",
    };
}
