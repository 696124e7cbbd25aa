using System.CommandLine;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Monitor.Commands;
using Monitor.Exports;
using Monitor.Flags;
using Monitor.Flags.Sqlite;
using Monitor.Tests.Flags;
using Monitor.Tests.Support;
using Spectre.Console;

namespace Monitor.Tests.Commands;

public sealed class StoreCommandsTests : IDisposable
{
    readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task FlagsAreListedByPseudonymWithoutNameHandleOrLink()
    {
        await FillAsync();

        foreach (var form in (string[][])[[], ["--json"]])
        {
            var (exit, output) = await RunAsync(FlagsCommand.Build(), form);

            Assert.Equal(Cli.Ok, exit);
            Assert.Contains("P-", output, StringComparison.Ordinal);
            Assert.Contains("Coblos nomor satu", output, StringComparison.Ordinal);
            foreach (var secret in (string[])["akun.contoh", "199001012015031001", "example.org", "\"Contoh\"", "\u200f", "\0"])
                Assert.DoesNotContain(secret, output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task FlagsForProgramsAreAJsonObjectALine()
    {
        await FillAsync();

        var (_, output) = await RunAsync(FlagsCommand.Build(), ["--json"]);

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        var flag = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal(
            ["id", "status", "priority", "origin", "raisedAt", "personCode", "unit", "employment", "platform", "activity", "postedAt", "category", "probability", "contests", "legalBases", "context", "excerpt", "fileSha256", "place", "modelId"],
            flag.EnumerateObject().Select(property => property.Name));
        Assert.Equal("""[{"id":"pilkada-2024-contoh","phase":"Campaign"}]""", flag.GetProperty("contests").GetRawText());
    }

    [Theory]
    [InlineData("--status upheld", 0)]
    [InlineData("--status Open --priority medium", 2)]
    [InlineData("--since 2024-10-07", 2, "the day begins at midnight in the agency's zone")]
    [InlineData("--since 2024-10-08", 0)]
    [InlineData("--since 2024-10-07T08:00:00+08:00", 2, "the moment itself counts")]
    [InlineData("--since 2024-10-07T00:00:01Z", 0)]
    [InlineData("--limit 1", 1)]
    public async Task FlagsAreNarrowedByOptions(string options, int expected, string why = "")
    {
        await FillAsync();

        var (exit, output) = await RunAsync(FlagsCommand.Build(), [.. options.Split(' '), "--json"]);

        Assert.True(exit == Cli.Ok && output.Count(letter => letter == '\n') == expected, $"{why} {output}");
    }

    [Theory]
    [InlineData("--since yesterday")]
    [InlineData("--limit 0")]
    [InlineData("--status sold")]
    public void OptionsThatMeanNothingAreRefused(string options) =>
        Assert.NotEmpty(FlagsCommand.Build().Parse(options).Errors);

    [Fact]
    public async Task ReceiptsShowABalanceThatCloses()
    {
        await FillAsync();

        var (exit, output) = await RunAsync(ReceiptsCommand.Build(), []);

        Assert.Equal(Cli.Ok, exit);
        Assert.Equal(
            """
            Finished	File	Format	Outcome	Rows	Scored	Not on roster	Duplicates	Rejected	Flagged
            2024-10-07 08:01	rekap.xlsx	table	Done	8	3	2	1	2	2

            """.ReplaceLineEndings("\n"),
            output);
    }

    [Fact]
    public async Task ReceiptsForProgramsAreAsTheStoreKeepsThem()
    {
        await FillAsync();

        var (_, output) = await RunAsync(ReceiptsCommand.Build(), ["--json"]);

        Assert.Equal(8, StoreJson.Read<ExportReceipt>(output).Counts.Rows);
    }

    [Fact]
    public async Task ASoundStoreIsVerifiedWithItsAnchor()
    {
        await FillAsync();

        var (exit, output) = await RunAsync(VerifyCommand.Build(), []);
        var anchor = output.TrimEnd().Split(' ')[^1];

        Assert.Equal(Cli.Ok, exit);
        Assert.DoesNotContain("WRONG", output, StringComparison.Ordinal);
        Assert.Contains("1 files, 1 receipts, 2 flags, 3 posts", output, StringComparison.Ordinal);
        Assert.Equal(Cli.Ok, (await RunAsync(VerifyCommand.Build(), ["--anchor", anchor])).Exit);
        Assert.Equal(Cli.FoundWrong, (await RunAsync(VerifyCommand.Build(), ["--anchor", "9" + anchor])).Exit);
    }

    [Fact]
    public async Task AStoreThatWasTouchedIsNamedWithTheFlag()
    {
        await FillAsync();
        Change("UPDATE flag SET document = replace(document, 'Ajakan', 'Netral') WHERE number = 1");

        var (exit, output) = await RunAsync(VerifyCommand.Build(), ["--json"]);

        Assert.Equal(Cli.FoundWrong, exit);
        var report = JsonDocument.Parse(output).RootElement;
        Assert.False(report.GetProperty("ok").GetBoolean());
        var fault = Assert.Single(report.GetProperty("faults").EnumerateArray());
        Assert.Equal(("Flags", FlagId.From(SampleIngest.Key(1))), (fault.GetProperty("check").GetString(), fault.GetProperty("subject").GetString()));
    }

    [Fact]
    public async Task ADamagedStoreIsWrongAndNotAMistakeInUsage()
    {
        _data.Write(StorePath.FileName, new string('x', 8_192));

        var (exit, output) = await RunAsync(VerifyCommand.Build(), []);

        Assert.Equal(Cli.FoundWrong, exit);
        Assert.Contains("WRONG  database", output, StringComparison.Ordinal);
        Assert.DoesNotContain("ok ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("502")]
    [InlineData("502:abc")]
    [InlineData("-1:0000000000000000000000000000000000000000000000000000000000000000")]
    public void AnAnchorThatIsNoneIsRefused(string anchor) =>
        Assert.NotEmpty(VerifyCommand.Build().Parse(["--anchor", anchor]).Errors);

    [Fact]
    public async Task AFolderWithoutAStoreIsBadInputAndStaysEmpty()
    {
        foreach (var command in (Command[])[FlagsCommand.Build(), ReceiptsCommand.Build(), VerifyCommand.Build()])
            Assert.Equal(Cli.Failed, (await RunAsync(command, [])).Exit);

        Assert.Empty(Directory.GetFileSystemEntries(_data.Path));
    }

    [Fact]
    public async Task AllWorkWhileAnotherProcessWrites()
    {
        await using var store = await FillAsync(close: false);

        foreach (var command in (Command[])[FlagsCommand.Build(), ReceiptsCommand.Build(), VerifyCommand.Build()])
            Assert.Equal(Cli.Ok, (await RunAsync(command, [])).Exit);
    }

    [Fact]
    public async Task ABackupIsAStoreOfItsOwn()
    {
        await using var store = await FillAsync(close: false);

        var (exit, output) = await RunAsync(BackupCommand.Build(), [_data.File("cadangan/" + StorePath.FileName)]);

        Assert.Equal(Cli.Ok, exit);
        Assert.StartsWith("Journal anchor: 3:", output, StringComparison.Ordinal);
        Assert.Equal(Cli.Ok, await VerifyCommand.Build().Parse(["--data", _data.File("cadangan")]).InvokeAsync(new InvocationConfiguration { Output = TextWriter.Null }));
    }

    [Fact]
    public async Task WhatIsPastItsTimeIsCountedAndThenLetGo()
    {
        await using (await FillAsync(close: false))
        {
            var (_, waiting) = await RunAsync(RetainCommand.Build(), ["--dry-run"]);
            Assert.StartsWith("Dismissed flags without words   0", waiting, StringComparison.Ordinal);
        }

        var old = _data.Write("selesai/rekap.csv", "nama;teks");
        File.SetLastWriteTimeUtc(old, SampleIngest.Start.UtcDateTime);
        var (exit, output) = await RunAsync(RetainCommand.Build(), ["--json"]);

        Assert.Equal(Cli.Ok, exit);
        Assert.Equal((0, 1), (JsonDocument.Parse(output).RootElement.GetProperty("flags").GetInt32(), JsonDocument.Parse(output).RootElement.GetProperty("files").GetInt32()));
        Assert.False(File.Exists(old));
        Assert.Equal(Cli.Ok, (await RunAsync(VerifyCommand.Build(), [])).Exit);
    }

    [Fact]
    public async Task ABackupWithoutANameGoesWhereRetentionFindsIt()
    {
        await FillAsync();

        await RunAsync(BackupCommand.Build(), []);

        Assert.Single(Directory.GetFiles(_data.File("cadangan"), "monitor-*.db"));
    }

    [Fact]
    public void PeopleSeeATableInWhichWordsAreNeverMarkup()
    {
        var listing = new Listing("Flag", "Words");
        listing.Add("F-1", "[red]coblos[/] [bold");
        var screen = new StringWriter();

        listing.WriteTable(AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(screen) }));

        Assert.Contains("[red]coblos[/] [bold", screen.ToString(), StringComparison.Ordinal);
        Assert.Contains("Words", screen.ToString(), StringComparison.Ordinal);
    }

    async Task<(int Exit, string Output)> RunAsync(Command command, string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        var exit = await command.Parse([.. arguments, "--data", _data.Path]).InvokeAsync(new InvocationConfiguration { Output = output });
        return (exit, output.ToString());
    }

    /// <summary>Two flags, three posts, one finished file.</summary>
    async Task<SqliteFlagStore> FillAsync(bool close = true)
    {
        var store = new SqliteFlagStore(StorePath.In(_data.Path), new ManualTime(SampleIngest.Start));
        await store.OpenAsync(CancellationToken.None);
        var unscored = ExportCounts.Zero with { NotOnRoster = 2, Rejected = new SortedDictionary<RejectReason, long> { [RejectReason.NoAuthor] = 2 } };
        ScoredPost[] posts = [SampleIngest.Flagged(1), SampleIngest.Plain(2), SampleIngest.Flagged(3), SampleIngest.Plain(2)];
        var counts = await store.CommitBatchAsync(SampleIngest.Batch("rekap.xlsx", 0, 8, posts, unscored), CancellationToken.None);
        await store.CommitReceiptAsync(SampleIngest.Receipt("rekap.xlsx", counts), CancellationToken.None);
        if (close) await store.DisposeAsync();
        return store;
    }

    void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={StorePath.In(_data.Path)};Pooling=False");
        connection.Open();
        SqliteSchema.Execute(connection, sql);
    }
}
