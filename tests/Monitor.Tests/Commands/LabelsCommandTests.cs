using System.CommandLine;
using System.Text.RegularExpressions;
using Monitor.Commands;
using Monitor.Flags;
using Monitor.Flags.Sqlite;
using Monitor.Journal;
using Monitor.Review;
using Monitor.Roster;
using Monitor.Training;
using Monitor.Tests.Flags;
using Monitor.Tests.Review;
using Monitor.Tests.Support;

namespace Monitor.Tests.Commands;

public sealed partial class LabelsCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task OnlyWhatTwoReviewersAgreedOnIsWritten()
    {
        await using (var bench = await BenchAsync())
        {
            await UpholdAsync(bench, 1, "Ayo coblos nomor 1 Edi Damansyah ya teman");
            await DismissTwiceAsync(bench, 2, "Jadwal debat hari ini diumumkan oleh panitia", Say.No);
            await DismissTwiceAsync(bench, 3, "Saya petugas dan mengumumkan jadwal lagi", new ReviewDecision(Verdict.NoIndication, DismissalReason.OrganiserDuty));
            var once = await RaiseAsync(bench, 4, "Hanya satu orang yang menilai unggahan ini");
            await bench.DecideAsync(once, ReviewBench.Ani, Say.Strong);
            var split = await RaiseAsync(bench, 5, "Dua orang tidak sependapat tentang unggahan ini");
            await bench.DecideAsync(split, ReviewBench.Ani, Say.Strong);
            await bench.DecideAsync(split, ReviewBench.Budi, Say.No);
        }

        var (posts, _) = await ExportAsync();

        Assert.Equal(2, posts.Count);
        var partisan = Assert.Single(posts, post => post.IsPartisan);
        Assert.Equal(("Ayo coblos nomor {NA} {A} ya teman", "ajakan", "comment", null), (partisan.Text, partisan.Category, partisan.Kind, partisan.Weight));
        var neutral = Assert.Single(posts, post => !post.IsPartisan);
        Assert.Equal(20, neutral.Weight); // one dismissal in twenty gets a second look
    }

    [Fact]
    public async Task APostFromTheBlindSampleKeepsTheWeightOfItsLot()
    {
        await using (var bench = await BenchAsync())
        {
            var shown = Post(7, "Unggahan yang diundi dari yang tidak ditandai");
            ScoredPost[] drawn = [SampleIngest.Plain(7) with { Stratum = 1, Sample = new DrawnSample(shown, 1, 0.005) }];
            await bench.Flags.CommitBatchAsync(SampleIngest.Batch("undian.xlsx", 0, 1, drawn), default);
            await bench.Store.CatchUpAsync(bench.Due, wholly: true, default);
            await DecideTwiceAsync(bench, shown.Id, Say.Strong);
        }

        var (posts, _) = await ExportAsync();

        Assert.Equal(200, Assert.Single(posts).Weight);
    }

    [Fact]
    public async Task NoNameHandleOrNumberOfTheRosterIsInTheFile()
    {
        IReadOnlyList<RosterEntry> people;
        await using (var bench = await BenchAsync())
        {
            people = RosterFile.Load(Samples.Folder("roster.xlsx"), await bench.Flags.PseudonymKeyAsync(default)).Roster!.Entries; // the sample can be read
            for (var i = 0; i < people.Count; i++)
            {
                var (one, handles) = (people[i], string.Join(' ', people[i].Accounts.Select(account => account.Handle)));
                await UpholdAsync(bench, 100 + i, $"satu{i} dua{i} {one.Name} tiga{i} NIP {one.Nip} empat{i} {handles} lima{i} @{handles} enam{i} tujuh{i} delapan{i}");
            }
        }

        var (posts, file) = await ExportAsync();

        Assert.True(people.Count > 5 && posts.Count == people.Count, $"{posts.Count} of {people.Count}");
        var words = Word().Matches(file.ToLowerInvariant()).Select(word => word.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var one in people)
        {
            var name = PersonName.Key(one.Name).Split(' ');
            Assert.False(name.Length > 1 && name.All(words.Contains), one.Name);
            Assert.DoesNotContain(one.PersonCode, file, StringComparison.Ordinal);
            if (one.Nip is { } nip) Assert.DoesNotContain(nip, file, StringComparison.Ordinal);
            foreach (var account in one.Accounts) Assert.DoesNotContain(account.Handle, file, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task TheSamePostsGiveTheSameFileAndEachExportIsInTheJournal()
    {
        await using (var bench = await BenchAsync()) await UpholdAsync(bench, 1, "Ayo coblos nomor 1 Edi Damansyah ya teman");

        var (_, first) = await ExportAsync();
        var (posts, second) = await ExportAsync();

        Assert.Equal(first, second);
        Assert.DoesNotContain(FlagId.From(SampleIngest.Key(1)), first, StringComparison.Ordinal);
        Assert.StartsWith("reviewed-", posts[0].Author, StringComparison.Ordinal);
        await using var store = new SqliteFlagStore(StorePath.In(_folder.Path), new ManualTime(SampleIngest.Start));
        await store.OpenAsync(default);
        Assert.Equal(2, store.JournalAsync(default).ToBlockingEnumerable().Count(entry => entry.Entry is { Kind: JournalKind.Exported, Subject: "labels" }));
        Assert.Empty((await store.VerifyAsync(null, default)).Faults);
    }

    [Fact]
    public async Task WithoutARosterNothingIsWritten()
    {
        await using (var bench = await BenchAsync()) await UpholdAsync(bench, 1, "Ayo coblos nomor 1 Edi Damansyah ya teman");
        File.Delete(_folder.File("roster.xlsx"));

        Assert.Equal(Cli.Failed, await RunAsync());
        Assert.False(Directory.Exists(_folder.File("labels")));
    }

    public void Dispose() => _folder.Dispose();

    async Task<ReviewBench> BenchAsync()
    {
        new DataFolder(_folder.Path).Prepare(MonitorHost.SamplesFolder);
        File.Copy(Samples.Folder("roster.xlsx"), _folder.File("roster.xlsx"), overwrite: true);
        return await ReviewBench.OpenAsync(recheckShare: 1, _folder.Path);
    }

    static Flag Post(int number, string text)
    {
        var flag = SampleIngest.Flag(SampleIngest.Key(number));
        return flag with { Post = flag.Post with { Text = text } };
    }

    static async Task<string> RaiseAsync(ReviewBench bench, int number, string text)
    {
        await bench.RaiseAsync(Post(number, text));
        return FlagId.From(SampleIngest.Key(number));
    }

    static async Task UpholdAsync(ReviewBench bench, int number, string text) => await DecideTwiceAsync(bench, await RaiseAsync(bench, number, text), Say.Strong);

    static async Task DismissTwiceAsync(ReviewBench bench, int number, string text, ReviewDecision decision) =>
        await DecideTwiceAsync(bench, await RaiseAsync(bench, number, text), decision);

    static async Task DecideTwiceAsync(ReviewBench bench, string id, ReviewDecision decision)
    {
        foreach (var reviewer in (Reviewer[])[ReviewBench.Ani, ReviewBench.Budi]) Assert.Null((await bench.DecideAsync(id, reviewer, decision)).Refused);
    }

    async Task<(IReadOnlyList<LabelledPost> Posts, string File)> ExportAsync()
    {
        Assert.Equal(Cli.Ok, await RunAsync());
        return (LabelledPost.ReadFolder(_folder.File("labels")), File.ReadAllText(_folder.File("labels/" + ReviewedPosts.FileName)));
    }

    Task<int> RunAsync() => LabelsCommand.Build().Parse(["export", "--out", _folder.File("labels"), "--data", _folder.Path])
        .InvokeAsync(new InvocationConfiguration { Output = TextWriter.Null });

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
