using Monitor.Exports.Tables;
using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>snscrape's records of X put into a table by pandas. Nested values are written as Python writes them, so the author is taken from the link.</summary>
sealed class SnscrapeTable : CollectorTable
{
    public override string Name => "snscrape";

    public override bool Recognizes(ColumnNames names) => names.HasAll("url", "date") && names.HasAny("rawContent", "content") && names.HasAny("renderedContent", "retweetedTweet", "inReplyToUser");

    public override IEnumerable<ReadResult> Map(CollectedRow row, DateTimeOffset now)
    {
        var url = row["url"];
        var link = url is null ? default : PostLink.Of(url);
        var id = link.PostId ?? row["id"];
        var act = new CollectedAct
        {
            Platform = Platform.X,
            Place = row.Place,
            Author = CollectedAct.Person(link.Handle ?? row.First("username", "user.username"), row.First("displayname", "user.displayname"), row["user.id"]),
            Text = row.Words(Platform.X, "rawContent", "content", "renderedContent"),
            Written = row["date"],
            Id = id,
            TimeId = id,
            Url = url,
        };
        if (row["retweetedTweet"] is not null || XItems.Retweeted(act.Text.Text) is not null)
            act = act with { Activity = Activity.Repost, Kind = TextKind.SharedText, Target = CollectedAct.At(null, XItems.Retweeted(act.Text.Text), null) };
        else if (row["quotedTweet"] is not null) act = act with { Activity = Activity.Quote };
        else if (row["inReplyToTweetId"] is { } answered) act = act with { Activity = Activity.Reply, Target = CollectedAct.At(null, null, XItems.Link(null, answered)) };
        return [act.ToResult(now)];
    }
}

/// <summary>Comments as the YouTube Data Tools write them.</summary>
sealed class YouTubeCommentsTable : CollectorTable
{
    public override string Name => "youtube-data-tools";

    public override bool Recognizes(ColumnNames names) => names.HasAll("text", "authorChannelId") && names.HasAny("authorName", "authorDisplayName", "publishedAt");

    public override IEnumerable<ReadResult> Map(CollectedRow row, DateTimeOffset now)
    {
        var channel = row["authorChannelId"];
        var name = row.First("authorName", "authorDisplayName");
        var film = row.First("videoId", "video_id") is { } video ? $"https://www.youtube.com/watch?v={video}" : null;
        var id = row["id"];
        return
        [
            new CollectedAct
            {
                Platform = Platform.YouTube,
                Place = row.Place,
                Activity = row.Is("isReply") ? Activity.Reply : Activity.Comment,
                Author = CollectedAct.Person(name?.StartsWith('@') ?? false ? name : null, name, channel, channel is null ? null : $"https://www.youtube.com/channel/{channel}"),
                Text = row.Words(Platform.YouTube, "text"),
                Written = row.First("publishedAt", "published_at"),
                Id = id,
                Url = film is null || id is null ? film : $"{film}&lc={id}",
                Target = CollectedAct.At(row["isReplyToName"], null, film),
            }.ToResult(now),
        ];
    }
}
