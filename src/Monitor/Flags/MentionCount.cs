using System.Globalization;

namespace Monitor.Flags;

/// <summary>A contestant that a scored post names.</summary>
readonly record struct NamedContestant(string ContestId, string ContestantId);

/// <summary>How often the model flagged what names a contestant: counts over all posts, with nothing of any post or person.</summary>
/// <param name="ContestId">The contest.</param>
/// <param name="ContestantId">The contestant.</param>
/// <param name="Scored">New posts whose own words were scored and that name it.</param>
/// <param name="Flagged">Of those, flagged for their words.</param>
public sealed record MentionCount(string ContestId, string ContestantId, long Scored, long Flagged);

/// <summary>Counts what the posts of a batch name.</summary>
static class MentionCounts
{
    public static IEnumerable<MentionCount> Of(IEnumerable<ScoredPost> posts) =>
        from post in posts
        from named in post.Named
        group post by named into naming
        orderby naming.Key.ContestId, naming.Key.ContestantId
        select new MentionCount(naming.Key.ContestId, naming.Key.ContestantId, naming.LongCount(), naming.LongCount(post => post.Flag is { Origin: FlagOrigin.Words }));

    /// <summary>
    /// The day, as it is called where the moment was named, of what is counted by UTC day: from Jakarta to Jayapura an office's whole working
    /// day falls on the UTC day of the same name.
    /// </summary>
    public static string CountedDay(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
