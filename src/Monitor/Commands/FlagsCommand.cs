using System.CommandLine;
using System.Globalization;
using Monitor.Contests;
using Monitor.Digests;
using Monitor.Flags;
using Monitor.Posts;
using Monitor.Roster;

namespace Monitor.Commands;

/// <summary><c>monitor flags</c>: lists flags for reviewers by pseudonym, with the beginning of the words. Names and handles are never shown.</summary>
static class FlagsCommand
{
    /// <summary>Characters of a post, as people count them.</summary>
    const int ExcerptLength = 80;

    public static Command Build()
    {
        var data = Cli.DataOption();
        var status = new Option<FlagStatus?>("--status") { Description = "Only flags in this state." };
        var priority = new Option<Priority?>("--priority") { Description = "Only flags of this priority." };
        var since = StoreReading.SinceOption("Only flags raised from then on.");
        var limit = new Option<int>("--limit") { Description = "How many to list at most.", DefaultValueFactory = _ => 100 };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--limit takes a number from 1 on.");
        });
        var json = Cli.JsonOption();
        var command = new Command("flags", "List flagged posts to be reviewed, the most urgent first, newest first. People are shown by pseudonym.")
        {
            data, status, priority, since, limit, json,
        };
        command.SetAction((parsed, stopping) => Cli.GuardAsync(() => RunAsync(
            parsed.GetValue(data),
            new FlagQuery(parsed.GetValue(status), parsed.GetValue(since), Priority: parsed.GetValue(priority), Limit: parsed.GetValue(limit)),
            parsed.GetValue(json), parsed.InvocationConfiguration.Output, stopping)));
        return command;
    }

    static async Task<int> RunAsync(string? dataFolder, FlagQuery query, bool json, TextWriter output, CancellationToken stopping)
    {
        await using var store = await StoreReading.OpenAsync(dataFolder, stopping);
        var found = await store.FlagsAsync(query with { Limit = query.Limit == int.MaxValue ? query.Limit : query.Limit + 1 }, stopping);
        var flags = found.Take(query.Limit).ToList();

        if (json)
        {
            foreach (var flag in flags) await output.WriteLineAsync(StoreJson.Write(FlagLine.Of(flag, ExcerptOf(flag))));
            return Cli.Ok;
        }

        List(flags, StoreReading.Zone()).Write(output, StoreReading.IsWatched(output));
        if (found.Count > flags.Count) Cli.Error(string.Create(CultureInfo.InvariantCulture, $"The first {flags.Count} are listed; there are more. Give a larger --limit."));
        return Cli.Ok;
    }

    static Listing List(IReadOnlyList<Flag> flags, TimeZoneInfo zone)
    {
        var listing = new Listing("Flag", "Status", "Priority", "Raised", "Person", "Unit", "Category", "Contest and phase", "Words");
        foreach (var flag in flags)
        {
            listing.Add(
                flag.Id, flag.Status.ToString(), flag.Priority.ToString(),
                TimeZoneInfo.ConvertTime(flag.RaisedAt, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                flag.PersonCode, flag.Unit, flag.Category.ToString(),
                string.Join(", ", flag.Contests.Select(contest => $"{contest.Name} ({contest.Phase})")), ExcerptOf(flag));
        }

        return listing;
    }

    /// <summary>One line without anything that could move the cursor or turn the writing; cut between characters, never inside one.</summary>
    static string ExcerptOf(Flag flag)
    {
        var shown = string.Concat(Excerpt.Of(flag.Post.Text, []).Select(part => part.Text));
        var line = string.Join(' ', shown.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var characters = StringInfo.ParseCombiningCharacters(line);
        return characters.Length <= ExcerptLength ? line : string.Concat(line.AsSpan(0, characters[ExcerptLength]), "…");
    }

    /// <summary>A flag as programs get it: no name, no handle, no link, since a link holds the handle.</summary>
    sealed record FlagLine(
        string Id, FlagStatus Status, Priority Priority, FlagOrigin Origin, DateTimeOffset RaisedAt, string PersonCode, string Unit, EmploymentType Employment,
        Platform Platform, Activity Activity, DateTimeOffset? PostedAt, string Category, double Probability, IReadOnlyList<FlagLineContest> Contests,
        IReadOnlyList<string> LegalBases, IReadOnlyList<ExculpatoryContext> Context, string Excerpt, string FileSha256, string Place, string ModelId)
    {
        public static FlagLine Of(Flag flag, string excerpt) => new(
            flag.Id, flag.Status, flag.Priority, flag.Origin, flag.RaisedAt, flag.PersonCode, flag.Unit, flag.Employment,
            flag.Post.Platform, flag.Post.Activity, flag.Post.Time.At, flag.Category.ToString(), flag.Probability,
            [.. flag.Contests.Select(contest => new FlagLineContest(contest.ContestId, contest.Phase))],
            [.. flag.LegalBases.Select(basis => basis.RuleId).Distinct(StringComparer.Ordinal)], flag.Context, excerpt, flag.FileSha256, flag.Post.Place.ToString(), flag.ModelId);
    }

    sealed record FlagLineContest(string Id, Phase Phase);
}
