using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>Films as TikTok's Research API gives them. The name of an author there is the handle.</summary>
sealed class TikTokResearchTable : CollectorTable
{
    public override string Name => "tiktok-research";

    public override bool Recognizes(ColumnNames names) =>
        names.HasAll("video_description", "create_time") && names.HasAny("video_id", "id") && names.HasAny("author_name", "username");

    public override IEnumerable<ReadResult> Map(CollectedRow row, DateTimeOffset now)
    {
        var (handle, id) = (row.First("username", "author_name"), row.First("video_id", "id"));
        return
        [
            new CollectedAct
            {
                Platform = Platform.TikTok,
                Place = row.Place,
                Author = CollectedAct.Person(handle, null, null),
                Text = row.Words(Platform.TikTok, "video_description"),
                Kind = TextKind.Caption,
                Written = row["create_time"],
                Id = id,
                TimeId = id,
                Url = handle is null || id is null ? null : $"https://www.tiktok.com/@{handle.TrimStart('@')}/video/{id}",
            }.ToResult(now),
        ];
    }
}
