using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Contests;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Journal;
using Monitor.Review;
using Monitor.Review.Retention;
using Monitor.Tests.Flags;
using Monitor.Tests.Support;

namespace Monitor.Tests.Review.Retention;

/// <summary>What retention must do, whatever engine keeps the store.</summary>
public abstract class RetentionContract
{
    private protected static readonly TimeSpan LongAfter = TimeSpan.FromDays(181);

    readonly IStoreEngine _engine;

    private protected RetentionContract(IStoreEngine engine) => _engine = engine;

    private protected Task<ReviewBench> OpenAsync(double recheckShare = 0) => ReviewBench.OpenAsync(recheckShare, engine: _engine);

    [Fact]
    public async Task WordsPastTheirTimeStandInNoFileOfTheStoreAndInNoBackup()
    {
        await using var bench = await OpenAsync();
        const string Template = "kalimat-templat ayo warga kita menangkan pasangan nomor satu demi kemajuan daerah";
        await bench.RaiseAsync(
            ReviewBench.FlagNumber(1, "kalimat-satu " + new string('x', 20_000) + " ujung-satu"), ReviewBench.FlagNumber(2, Template), ReviewBench.FlagNumber(3, Template + " 🙏"),
            ReviewBench.FlagNumber(4, "kalimat-benar yang dibenarkan dua orang"), ReviewBench.FlagNumber(5, "kalimat-terbuka yang belum dinilai"));
        var (one, template, upheld) = (FlagId.From(SampleIngest.Key(1)), FlagId.From(SampleIngest.Key(2)), FlagId.From(SampleIngest.Key(4)));
        var (judged, unopened) = (await bench.DrawAsync(6, "kalimat-sampel-dinilai"), await bench.DrawAsync(7, "kalimat-sampel-tertutup"));
        await bench.DecideAsync(one, ReviewBench.Ani, Say.Ask with { Question = "pertanyaan-satu", Note = "catatan-satu" });
        await bench.ActAsync(new ReviewAct.RecordAnswer(one, await bench.VersionAsync(one), "jawaban-satu", new DateOnly(2024, 10, 7)), ReviewBench.Ani);
        await bench.ActAsync(new ReviewAct.RevealName(one, await bench.VersionAsync(one), "alasan-satu"), ReviewBench.Ani);
        await bench.DecideAsync(one, ReviewBench.Ani, Say.No with { Note = "putusan-satu" });
        await bench.ActAsync(new ReviewAct.Decide(one, 1, Say.No with { Note = "terlambat-satu" }), ReviewBench.Budi);
        await bench.DecideAsync(template, ReviewBench.Ani, Say.No with { Note = "putusan-templat" }, wholeGroup: true);
        await bench.DecideAsync(judged, ReviewBench.Ani, Say.No with { Note = "putusan-sampel" });
        await bench.DecideAsync(upheld, ReviewBench.Ani, Say.Strong with { Note = "putusan-benar" });
        await bench.DecideAsync(upheld, ReviewBench.Budi, Say.Strong);
        await bench.Flags.BackupAsync(bench.Data.BackupAt(bench.Time.GetUtcNow()), default);
        string[] go =
        [
            "kalimat-satu", "ujung-satu", "xxxxxxxx", "pertanyaan-satu", "catatan-satu", "jawaban-satu", "alasan-satu", "putusan-satu", "terlambat-satu", "kalimat-templat", "putusan-templat",
            "kalimat-sampel-dinilai", "putusan-sampel", "kalimat-sampel-tertutup",
        ];
        string[] stay = ["kalimat-benar", "putusan-benar", "kalimat-terbuka"];
        Assert.All(go.Concat(stay), words => Assert.True(StandsIn(bench, "monitor.db", words) && StandsIn(bench, "cadangan", words), words));

        bench.Time.Advance(LongAfter);
        var report = await bench.Retention.RunAsync(default);

        Assert.Equal((3, 2, 8, 1, true), (report.Flags, report.Samples, report.Texts, report.Backups, report.IsClean));
        Assert.All(go, words => Assert.False(StandsIn(bench, "", words), words));
        Assert.All(stay, words => Assert.True(StandsIn(bench, "monitor.db", words) && StandsIn(bench, "cadangan", words), words));
        Assert.Empty((await bench.Flags.VerifyAsync(null, default)).Faults);
        Assert.Single(Directory.GetFiles(bench.Data.Backups));
        Assert.Equal(FlagStatus.Purged, (await bench.ItemAsync(unopened)).State.Status);
    }

    [Fact]
    public async Task CountsByDayBecomeCountsByMonthWhenTheWordsBehindThemGo()
    {
        await using var bench = await OpenAsync();
        var named = SampleIngest.Plain(0) with { Named = [new NamedContestant("c", "1")] };
        foreach (var (number, day) in ((int, int)[])[(1, 0), (2, 1), (3, 12), (4, 40)])
            await bench.Flags.CommitBatchAsync(SampleIngest.Batch($"{number}", 0, 1, [named with { Key = SampleIngest.Key(number) }]) with { At = SampleIngest.Start.AddDays(day) }, default);

        bench.Time.Advance(LongAfter + TimeSpan.FromDays(30)); // the month of 7 October is past, that of 16 November is not
        await bench.Retention.RunAsync(default);
        await bench.Retention.RunAsync(default);

        Assert.Equal(3, await ScoredAsync(new DateTimeOffset(2024, 10, 1, 0, 0, 0, TimeSpan.Zero), days: 1));
        Assert.Equal(0, await ScoredAsync(SampleIngest.Start, days: 20));
        Assert.Equal(1, await ScoredAsync(SampleIngest.Start.AddDays(40), days: 1));

        async Task<long> ScoredAsync(DateTimeOffset from, int days) => (await bench.Flags.MentionsAsync(from, from.AddDays(days), default)).Sum(count => count.Scored);
    }

    [Fact]
    public async Task TheTermsThatHoldNowAreThoseOfTheRun()
    {
        await using var bench = await OpenAsync();
        var id = await DismissedAsync(bench, 1);
        bench.Time.Advance(TimeSpan.FromDays(31));
        var monthly = bench.Terms with { DismissedFlags = 30, KeptFiles = 30 };

        Assert.Equal(0, (await bench.Retention.RunAsync(default)).Flags);
        Assert.Equal(new RetentionForecast(1, 0, 0, 0), await bench.Retention.WouldGoAsync(monthly, default));
        bench.Terms = monthly;

        Assert.Equal(1, (await bench.Retention.RunAsync(default)).Flags);
        Assert.Equal(FlagStatus.Purged, (await bench.ItemAsync(id)).State.Status);
    }

    [Fact]
    public async Task TermsOfAFileHoldAtOnceAndABrokenFileLeavesTheLastGoodOnes()
    {
        using var folder = new TemporaryFolder();
        var data = new DataFolder(folder.Path);
        var file = new RetentionTermFile(data, Microsoft.Extensions.Options.Options.Create(new RetentionOptions()), NullLogger<RetentionTermFile>.Instance);
        Assert.Equal(new RetentionTerms(180, 180, 90), file.Current());

        await File.WriteAllBytesAsync(data.RetentionTerms, new RetentionTerms(60, 30, 10).ToBytes());
        Assert.Equal(new RetentionTerms(60, 30, 10), file.Current());
        await File.WriteAllTextAsync(data.RetentionTerms, """{"dismissedFlags":1,"keptFiles":1}""");

        Assert.Equal(new RetentionTerms(60, 30, 10), file.Current());
        Assert.Throws<DataFileException>(() => new RetentionTermFile(data, Microsoft.Extensions.Options.Options.Create(new RetentionOptions()), NullLogger<RetentionTermFile>.Instance).Current());
    }

    [Theory]
    [InlineData("""{"dismissedFlags":0,"unflaggedSamples":1,"keptFiles":1}""", "1 sampai 3650")]
    [InlineData("""{"dismissedFlags":30,"unflaggedSamples":3651,"keptFiles":1}""", "Sampel uji petik")]
    [InlineData("""{"dismissedFlags":30,"unflaggedSamples":30,"keptFiles":31}""", "lebih lama")]
    [InlineData("""{"dismissedFlags":30,"unflaggedSamples":30}""", "three numbers")]
    [InlineData("""{"dismissedFlags":30,"unflaggedSamples":30,"keptFiles":3,"forever":true}""", "three numbers")]
    [InlineData("null", "three numbers")]
    public void TermsThatWouldKeepTooMuchOrTooLittleAreRefused(string json, string why)
    {
        var wrong = Assert.Throws<DataFileException>(() => RetentionTerms.Parse(Encoding.UTF8.GetBytes(json), "masa-simpan.json"));

        Assert.Contains(wrong.Faults, fault => fault.Message.Contains(why, StringComparison.Ordinal));
    }

    [Fact]
    public async Task APurgedPostThatComesAgainIsADuplicateAndNoNewFlag()
    {
        await using var bench = await OpenAsync();
        var id = await DismissedAsync(bench, 1);
        bench.Time.Advance(LongAfter);
        await bench.Retention.RunAsync(default);

        await bench.RaiseAsync(ReviewBench.FlagNumber(1));

        var flag = await bench.Flags.FindFlagAsync(id, default);
        Assert.Equal((FlagStatus.Purged, "", ""), (flag?.Status, flag?.Post.Text, flag?.PersonCode));
        Assert.Equal(1, await bench.Flags.CountAsync(new FlagQuery(), default));
        Assert.Equal(0, (await bench.QueueAsync(ReviewBench.Ani)).Total);
    }

    [Fact]
    public async Task NothingGoesBeforeItsTimeAndNothingThatPeopleStillNeed()
    {
        await using var bench = await OpenAsync(recheckShare: 1);
        var (open, asked, once, rechecked) = (await bench.RaiseOneAsync(1), await bench.RaiseOneAsync(2), await bench.RaiseOneAsync(3), await bench.RaiseOneAsync(4));
        await bench.DecideAsync(asked, ReviewBench.Ani, Say.Ask);
        await bench.DecideAsync(once, ReviewBench.Ani, Say.Strong);
        await bench.DecideAsync(rechecked, ReviewBench.Ani, Say.No);
        bench.Time.Advance(LongAfter);
        var young = await bench.RaiseOneAsync(5);
        await bench.DecideAsync(young, ReviewBench.Ani, Say.No);
        await bench.DecideAsync(young, ReviewBench.Budi, Say.No);
        bench.Time.Advance(TimeSpan.FromDays(179));
        var before = await bench.Flags.HeadAsync(default);

        var report = await bench.Retention.RunAsync(default);

        Assert.Equal((0, 0), (report.Flags, report.Samples));
        Assert.Equal(before, await bench.Flags.HeadAsync(default));
        foreach (var id in (string[])[open, asked, once, rechecked, young]) Assert.NotEmpty((await bench.ItemAsync(id)).Flag.Post.Text);
    }

    [Fact]
    public async Task ThePreviewCountsTheSameAndChangesNothing()
    {
        await using var bench = await OpenAsync();
        var id = await DismissedAsync(bench, 1);
        bench.Time.Advance(LongAfter);

        var preview = await bench.Retention.PreviewAsync(default);

        Assert.NotEmpty((await bench.ItemAsync(id)).Flag.Post.Text);
        Assert.Equal(preview, await bench.Retention.RunAsync(default));
        Assert.Equal((1, 1), (preview.Flags, preview.Texts));
    }

    [Fact]
    public async Task WhatAKilledRunLeftIsCleanedByTheNext()
    {
        await using var bench = await OpenAsync();
        await DismissedAsync(bench, 1);
        await bench.Flags.BackupAsync(bench.Data.BackupAt(bench.Time.GetUtcNow()), default);
        bench.Time.Advance(LongAfter);
        var now = bench.Time.GetUtcNow();
        await bench.Store.PurgeAsync(new PurgeScope(now, now), "monitor", default);
        Assert.True(StandsIn(bench, "", "kata1"));

        var report = await bench.Retention.RunAsync(default);

        Assert.Equal((0, 1, true), (report.Flags, report.Backups, report.IsClean));
        Assert.False(StandsIn(bench, "", "kata1"));
    }

    [Fact]
    public async Task WhatWasDecidedStillCountsInTheStatistics()
    {
        await using var bench = await OpenAsync();
        await DismissedAsync(bench, 1);
        await bench.DecideAsync(await bench.DrawAsync(2), ReviewBench.Ani, Say.No);
        var before = await NumbersAsync();
        bench.Time.Advance(LongAfter);

        await bench.Retention.RunAsync(default);

        var after = await NumbersAsync();
        Assert.Equal((1, 1, 1, 1, 1, 1), (after.Bands[0].Fates.Dismissed, after.Contestants[0].First.NoIndication, after.Strata[0].Judged, before.Bands[0].Fates.Dismissed, before.Contestants[0].First.NoIndication, before.Strata[0].Judged));

        Task<ReviewNumbers> NumbersAsync() => bench.Store.NumbersAsync(SampleIngest.Start.AddDays(-2), SampleIngest.Start.AddDays(2), null, default);
    }

    [Fact]
    public async Task WhenTheFirstOfATemplateGoesFurtherCopiesStillFindTheirGroup()
    {
        await using var bench = await OpenAsync();
        const string Template = "Ayo warga Contoh kita menangkan pasangan nomor satu demi kemajuan daerah kita bersama";
        await bench.RaiseAsync(ReviewBench.FlagNumber(1, Template), ReviewBench.FlagNumber(2, Template + "!"));
        await bench.DecideAsync(FlagId.From(SampleIngest.Key(1)), ReviewBench.Ani, Say.No);
        bench.Time.Advance(LongAfter);
        await bench.Retention.RunAsync(default);

        await bench.RaiseAsync(ReviewBench.FlagNumber(3, Template + " 🙏"));

        Assert.Equal(2, Assert.Single((await bench.QueueAsync(ReviewBench.Ani)).Rows).GroupSize);
    }

    [Fact]
    public async Task NothingCanBeDoneOrWrittenAboutWhatWasPurged()
    {
        await using var bench = await OpenAsync();
        var id = await DismissedAsync(bench, 1);
        bench.Time.Advance(LongAfter);
        await bench.Retention.RunAsync(default);

        var outcome = await bench.DecideAsync(id, ReviewBench.Budi, Say.No with { Note = "kata-yang-terlambat" });

        Assert.Equal((Refusal.NotAllowedFromStatus, false), (outcome.Refused, outcome.NoteKept));
        Assert.False(StandsIn(bench, "", "kata-yang-terlambat"));
    }

    [Fact]
    public async Task ReceivedFilesGoAfterTheirTimeUnlessSomethingOpenCameFromThem()
    {
        await using var bench = await OpenAsync();
        var held = await ReceivedAsync(bench, bench.Data.Done, "terbuka.csv", 1);
        var finished = await ReceivedAsync(bench, bench.Data.Done, "sub/selesai.csv", 2);
        await bench.DecideAsync(FlagId.From(SampleIngest.Key(2)), ReviewBench.Ani, Say.No);
        var copy = Put(bench, bench.Data.Duplicates, "terbuka.csv", "isi terbuka.csv");
        var refused = Put(bench, bench.Data.Refused, "rusak.csv", "rusak");
        Directory.CreateDirectory(bench.Data.Digests);
        foreach (var name in (string[])["digest-2024-10-07.html", "digest-2024-10-07.eml", "catatan.html"]) await File.WriteAllTextAsync(Path.Combine(bench.Data.Digests, name), "x");
        bench.Time.Advance(TimeSpan.FromDays(91));
        var young = Put(bench, bench.Data.Done, "baru.csv", "baru");

        var report = await bench.Retention.RunAsync(default);

        Assert.Equal((3, 1, 0), (report.Files, report.Held, report.Digests));
        Assert.All((string[])[finished, copy, refused], path => Assert.False(File.Exists(path) || File.Exists(path + ".tanda-terima.txt") || Directory.Exists(Path.Combine(bench.Data.Done, "sub")), path));
        Assert.All((string[])[held, young], path => Assert.True(File.Exists(path) && File.Exists(path + ".tanda-terima.txt"), path));

        bench.Time.Advance(TimeSpan.FromDays(91));
        Assert.Equal(1, (await bench.Retention.RunAsync(default)).Digests);
        Assert.Equal(["catatan.html", "digest-2024-10-07.eml"], Directory.GetFiles(bench.Data.Digests).Select(Path.GetFileName).Order());
        Assert.Equal(3, (await bench.KindsAsync()).Count(kind => kind is JournalKind.FilesDeleted));
    }

    [Theory]
    [InlineData("DismissedFlags", "00:00:00", "give days from 1 to 3650")]
    [InlineData("KeptFiles", "200.00:00:00", "Retention:KeptFiles is longer than Retention:DismissedFlags")]
    [InlineData("At", "1.00:00:00", "give a time of day")]
    public void TimesThatMakeNoSenseAreNamed(string key, string value, string said)
    {
        var options = new RetentionOptions();
        typeof(RetentionOptions).GetProperty(key)!.SetValue(options, TimeSpan.Parse(value, System.Globalization.CultureInfo.InvariantCulture)); // the rows name real keys

        var result = new RetentionOptionsValidator().Validate(null, options);

        Assert.Contains(result.Failures ?? [], fault => fault.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheServiceLetsGoAtStartAndEachNight()
    {
        await using var bench = await OpenAsync();
        await DismissedAsync(bench, 1);
        bench.Time.Advance(LongAfter);
        using var worker = new RetentionWorker(
            bench.Retention, bench.Store, () => bench.Due, Microsoft.Extensions.Options.Options.Create(new RetentionOptions()), ReviewBench.Wita, bench.Time,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<RetentionWorker>.Instance);

        await worker.StartAsync(default);
        await UntilAsync(async () => await bench.Flags.CountAsync(new FlagQuery(FlagStatus.Purged), default) == 1);
        await DismissedAsync(bench, 2);
        await UntilAsync(async () =>
        {
            bench.Time.Advance(TimeSpan.FromDays(30));
            return await bench.Flags.CountAsync(new FlagQuery(FlagStatus.Purged), default) == 2;
        });

        await worker.StopAsync(default);
    }

    static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo()) await Task.Delay(20);
    }

    private protected static async Task<string> DismissedAsync(ReviewBench bench, int number)
    {
        var id = await bench.RaiseOneAsync(number);
        await bench.DecideAsync(id, ReviewBench.Ani, Say.No with { Note = "catatan" });
        return id;
    }

    /// <summary>A file that was received and raised one flag.</summary>
    static async Task<string> ReceivedAsync(ReviewBench bench, string folder, string name, int post)
    {
        var path = Put(bench, folder, name, "isi " + name);
        var sha256 = await KeptFiles.Sha256Async(path, default);
        var flag = ReviewBench.FlagNumber(post) with { FileSha256 = sha256 };
        await bench.Flags.CommitBatchAsync(SampleIngest.Batch(name, 0, 1, [new ScoredPost(flag.Key, flag, false, false, false)]) with { FileSha256 = sha256 }, default);
        await bench.Flags.CommitReceiptAsync(SampleIngest.Receipt(name, ExportCounts.Zero with { Scored = 1, Flagged = 1 }) with { Sha256 = sha256 }, default);
        await bench.Store.CatchUpAsync(bench.Due, wholly: true, default);
        return path;
    }

    static string Put(ReviewBench bench, string folder, string name, string content)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // a file in a folder has one
        File.WriteAllText(path, content);
        File.WriteAllText(path + ".tanda-terima.txt", "tanda terima");
        File.SetLastWriteTimeUtc(path + ".tanda-terima.txt", bench.Time.GetUtcNow().UtcDateTime);
        return path;
    }

    /// <summary>Looks through every byte of the data folder's files whose path begins so: database, log, index of the log, backups.</summary>
    private protected static bool StandsIn(ReviewBench bench, string place, string words)
    {
        var sought = Encoding.UTF8.GetBytes(words);
        return Directory.EnumerateFiles(bench.Data.Root, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetRelativePath(bench.Data.Root, path).StartsWith(place, StringComparison.Ordinal) && !path.EndsWith(".lock", StringComparison.Ordinal))
            .Any(path => Read(path).AsSpan().IndexOf(sought) >= 0);
    }

    static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
