using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>twarc-csv: the answers of X's second API, a column for each value.</summary>
sealed class TwarcTable : CollectorTable
{
    public override string Name => "twarc";

    public override bool Recognizes(ColumnNames names) =>
        names.HasAll("id", "created_at", "text") && names.HasAny("referenced_tweets.replied_to.id", "referenced_tweets.retweeted.id", "author.username");

    public override IEnumerable<ReadResult> Map(CollectedRow row, DateTimeOffset now) => [Tweet(row).ToResult(now)];

    static CollectedAct Tweet(CollectedRow row)
    {
        var id = row["id"];
        var author = CollectedAct.Person(row["author.username"], row["author.name"], row.First("author_id", "author.id"));
        var act = new CollectedAct
        {
            Platform = Platform.X,
            Place = row.Place,
            Author = author,
            Text = row.Words(Platform.X, "note_tweet.text", "text"),
            Written = row["created_at"],
            Id = id,
            TimeId = id,
            Url = XItems.Link(author?.Handle, id),
            IsClosed = row.Is("author.protected"),
        };
        if (row["referenced_tweets.retweeted.id"] is not null || XItems.Retweeted(act.Text.Text) is not null)
            return act with
            {
                Activity = Activity.Repost,
                Kind = TextKind.SharedText,
                Target = CollectedAct.At(null, row["retweeted_username"] ?? XItems.Retweeted(act.Text.Text), XItems.Link(null, row["referenced_tweets.retweeted.id"])),
                Warnings = act.Text.Text.EndsWith('…') ? PostWarnings.TextTruncated : PostWarnings.None,
            };
        if (row["referenced_tweets.quoted.id"] is { } quoted)
            return act with { Activity = Activity.Quote, Target = CollectedAct.At(null, row["quoted_username"], XItems.Link(row["quoted_username"], quoted)) };
        if (row["referenced_tweets.replied_to.id"] is not { } answered || (row["in_reply_to_user_id"] is { } person && person == author?.PlatformId)) return act;

        return act with { Activity = Activity.Reply, Target = CollectedAct.At(null, row["in_reply_to_username"], XItems.Link(row["in_reply_to_username"], answered)) };
    }
}
