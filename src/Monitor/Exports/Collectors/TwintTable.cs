using System.Text.RegularExpressions;
using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>twint's table, tab-separated under the name of a CSV. Its clock is that of the collector's computer, whose zone stands beside it; its lists are Python's.</summary>
sealed partial class TwintTable : CollectorTable
{
    public override string Name => "twint";

    public override bool Recognizes(ColumnNames names) => names.HasAll("tweet", "username", "conversation_id") && names.HasAny("timezone", "link", "user_rt_id");

    public override IEnumerable<ReadResult> Map(CollectedRow row, DateTimeOffset now) => [Tweet(row).ToResult(now)];

    static CollectedAct Tweet(CollectedRow row)
    {
        var id = row["id"];
        var author = CollectedAct.Person(row["username"], row["name"], row["user_id"]);
        var act = new CollectedAct
        {
            Platform = Platform.X,
            Place = row.Place,
            Author = author,
            Text = row.Words(Platform.X, "tweet"),
            Written = Written(row),
            Id = id,
            TimeId = id,
            Url = row["link"] ?? XItems.Link(author?.Handle, id),
        };
        if (row.Is("retweet") || XItems.Retweeted(act.Text.Text) is not null)
            return act with { Activity = Activity.Repost, Kind = TextKind.SharedText, Target = CollectedAct.At(null, row["user_rt"] ?? XItems.Retweeted(act.Text.Text), null) };
        if (row["quote_url"] is { } quoted) return act with { Activity = Activity.Quote, Target = CollectedAct.At(null, null, quoted) };

        return row["conversation_id"] is { } conversation && conversation != id && Answered(row["reply_to"]) is { } handle && handle != author?.Handle
            ? act with { Activity = Activity.Reply, Target = CollectedAct.At(null, handle, null) }
            : act;
    }

    static string? Written(CollectedRow row) =>
        row["date"] is { } day && row["time"] is { } clock ? $"{day}T{clock}{row["timezone"]}" : row["created_at"];

    /// <summary>The first of <c>[{'screen_name': 'paslon_a', …}]</c>.</summary>
    static string? Answered(string? list) => list is not null && ScreenName().Match(list) is { Success: true } match ? match.Groups["handle"].Value : null;

    [GeneratedRegex(@"'screen_name': '(?<handle>\w{1,15})'", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ScreenName();
}
