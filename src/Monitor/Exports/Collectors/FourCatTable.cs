using Monitor.Exports.Tables;
using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>
/// 4CAT's CSV of X, Instagram, TikTok, Threads and Facebook. Its <c>timestamp</c> is in the zone of the server, so only
/// <c>unix_timestamp</c> is read where there is one. Columns: 4CAT's own modules (FORMATS section 9).
/// </summary>
sealed class FourCatTable : CollectorTable
{
    public override string Name => "4cat";

    public override bool Recognizes(ColumnNames names) =>
        names.HasAll("id", "body", "author", "timestamp") && names.HasAny("unix_timestamp", "thread_id") && SourceOf(names.HasAny) is not Source.Other;

    public override IEnumerable<ReadResult> Map(CollectedRow row, DateTimeOffset now)
    {
        var act = SourceOf(row.Has) switch
        {
            Source.X => Tweet(row),
            Source.Instagram => Instagram(row),
            Source.TikTokComments => TikTokComment(row),
            Source.TikTok => TikTok(row),
            Source.Threads => Thread(row),
            _ => Facebook(row),
        };
        yield return act.ToResult(now);

        // A joint post has several authors, and each of them published it.
        if (act.Platform is not Platform.Instagram || row["coauthors"] is not { } joint) yield break;

        var index = 0;
        foreach (var handle in joint.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (!handle.Equals(act.Author?.Handle, StringComparison.OrdinalIgnoreCase))
                yield return (act with { Author = CollectedAct.Person(handle, null, null), Id = null, Place = Below(act.Place, "coauthors", index++) }).ToResult(now);
    }

    static CollectedAct Tweet(CollectedRow row)
    {
        var act = Common(row, Platform.X, row.First("author_fullname")) with { TimeId = row["id"] };
        act = act with { Url = row["link"] ?? XItems.Link(act.Author?.Handle, act.Id) };
        if (row.Is("is_retweet") || XItems.Retweeted(act.Text.Text) is not null)
            return act with
            {
                Activity = Activity.Repost,
                Kind = TextKind.SharedText,
                Target = CollectedAct.At(null, row["retweeted_user"] ?? XItems.Retweeted(act.Text.Text), null),
            };
        if (row.Is("is_quote_tweet"))
            return act with { Activity = Activity.Quote, Target = CollectedAct.At(null, row.First("quote_author", "quoted_user"), XItems.Link(row.First("quote_author", "quoted_user"), row["quote_tweet_id"])) };

        return row.Is("is_reply") ? act with { Activity = Activity.Reply, Target = CollectedAct.At(null, row.First("replied_author", "replied_user"), null) } : act;
    }

    static CollectedAct Instagram(CollectedRow row)
    {
        var act = Common(row, Platform.Instagram, row["author_fullname"]) with { Kind = TextKind.Caption, TimeId = row["id"], Url = row["url"] };
        return row["parent_id"] is { } parent && parent != act.Id ? act with { Activity = Activity.Comment, Kind = TextKind.OwnText, Target = CollectedAct.At(null, null, act.Url) } : act;
    }

    static CollectedAct TikTok(CollectedRow row) =>
        Common(row, Platform.TikTok, row["author_full"]) with { Kind = TextKind.Caption, TimeId = row["id"], Url = row["tiktok_url"] };

    static CollectedAct TikTokComment(CollectedRow row) => Common(row, Platform.TikTok, row["author_full"]) with
    {
        Activity = row.Is("is_comment_on_comment") ? Activity.Reply : Activity.Comment,
        Url = row.First("comment_url", "post_url"),
        Target = CollectedAct.At(null, null, row["post_url"]),
    };

    static CollectedAct Thread(CollectedRow row)
    {
        var act = Common(row, Platform.Threads, null) with { TimeId = row["id"], Url = row["url"] };
        return row["thread_id"] is { } thread && thread != act.Id ? act with { Activity = Activity.Reply } : act;
    }

    static CollectedAct Facebook(CollectedRow row)
    {
        var author = row["author"];
        var person = author is not null && PostLink.Looks(author)
            ? FacebookItems.Person(row["author_name"], author, null)
            : author?.AsSpan().ContainsAnyExceptInRange('0', '9') ?? true ? CollectedAct.Person(author, row["author_name"], null) : CollectedAct.Person(null, row["author_name"], author);
        var group = row.Is("is_in_group");
        return Common(row, Platform.Facebook, null) with
        {
            Author = person,
            Activity = group ? Activity.GroupPost : Activity.Post,
            Url = row["url"],
            Target = group ? CollectedAct.At(row["group_name"], null, null) : null,
        };
    }

    static CollectedAct Common(CollectedRow row, Platform platform, string? name) => new()
    {
        Platform = platform,
        Place = row.Place,
        Author = CollectedAct.Person(row["author"], name, row["author_id"]),
        Text = row.Words(platform, "body"),
        Written = row.First("unix_timestamp", "timestamp"),
        Id = row["id"],
    };

    /// <summary>Which module wrote the table, by the columns that only it has.</summary>
    static Source SourceOf(HasAnyColumn has) =>
        has(["retweet_count", "is_retweet", "retweeted_user"]) ? Source.X
        : has(["num_media", "usertags", "coauthors"]) ? Source.Instagram
        : has(["post_body", "is_comment_on_comment"]) ? Source.TikTokComments
        : has(["tiktok_url", "is_duet"]) ? Source.TikTok
        : has(["is_in_group", "group_name"]) ? Source.Facebook
        : has(["author_is_verified", "reposts"]) ? Source.Threads
        : Source.Other;

    delegate bool HasAnyColumn(params ReadOnlySpan<string> names);

    enum Source
    {
        Other,
        X,
        Instagram,
        TikTok,
        TikTokComments,
        Facebook,
        Threads,
    }
}
