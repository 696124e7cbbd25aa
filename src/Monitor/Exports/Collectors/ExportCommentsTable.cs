using Monitor.Exports.Tables;
using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>
/// exportcomments.com: everybody's comments under one post. Its sheet begins with remarks, two columns without a name number comments and
/// answers, links stand behind the cells, and of Instagram the account may stand under <c>Name</c> while <c>Username</c> is empty.
/// </summary>
sealed class ExportCommentsTable : CollectorTable
{
    const string Names = "Name (click to view profile)";
    const string Source = "(view source)";

    public override string Name => "exportcomments";

    public override bool Recognizes(ColumnNames names) =>
        names.HasAll("Comment", "Date") && names.HasAny("Name", Names, "Username") && names.HasAny(Source, "Comment URL", "Profile URL", "isHearted");

    public override IEnumerable<ReadResult> Map(CollectedRow row, DateTimeOffset now)
    {
        var name = row.First("Name", Names);
        var profile = row["Profile URL"] ?? row.Link("Name") ?? row.Link(Names);
        var url = row["Comment URL"] ?? row.Link(Source) ?? row.Link("Comment") ?? (row[Source] is { } shown && PostLink.Looks(shown) ? shown : null);
        var platform = PlatformOf(row, profile, url ?? row.SourceUrl);
        var (time, zoneAssumed) = Time(row.Cell("Date"), now);
        var id = url is not null && platform is Platform.YouTube ? PostLink.Of(url).PostId : row["Comment ID"];
        return
        [
            new CollectedAct
            {
                Platform = platform,
                Place = row.Place,
                Activity = IsAnswer(row) ? Activity.Reply : Activity.Comment,
                Author = Author(platform, row, name, profile),
                Text = row.Words(platform, "Comment"),
                Known = time,
                Written = time.At is null ? row["Date"] : null,
                Id = id,
                Url = url,
                Target = CollectedAct.At(null, null, url ?? row.SourceUrl),
                Warnings = zoneAssumed ? PostWarnings.TimeZoneAssumed : PostWarnings.None,
            }.ToResult(now),
        ];
    }

    static PostAuthor? Author(Platform platform, CollectedRow row, string? name, string? profile)
    {
        var id = row["Profile ID"] is { } written ? written.Replace("ID:", "", StringComparison.OrdinalIgnoreCase).Trim() : null;
        if (platform is Platform.Facebook) return FacebookItems.Person(name, profile, id);

        var handle = row["Username"] ?? (profile is null ? null : PostLink.Of(profile).Handle) ?? (name is not null && !name.Contains(' ', StringComparison.Ordinal) ? name : null);
        return CollectedAct.Person(handle, name == handle ? null : name, id, profile);
    }

    static Platform PlatformOf(CollectedRow row, string? profile, string? url)
    {
        foreach (var link in (ReadOnlySpan<string?>)[url, profile])
            if (link is not null && PostLink.Of(link).Platform is not Platform.Unknown and var platform)
                return platform;

        if (row.Has("isHearted", "isPinned")) return Platform.YouTube;
        return row.Has("User Verified") ? Platform.Instagram : Platform.Unknown;
    }

    /// <summary>The second column without a name numbers the answers under a comment; one column numbers them as 1.1.</summary>
    static bool IsAnswer(CollectedRow row) =>
        (row.HasNoName(0) && row.HasNoName(1) && !row.At(1).IsBlank) || (row["id"] is { } number && number.Contains('.', StringComparison.Ordinal));

    /// <summary>Day first, and in no zone: taken for UTC, and said so.</summary>
    static (PostTime Time, bool ZoneAssumed) Time(Cell date, DateTimeOffset now) =>
        !date.IsBlank && TypedTime.TryRead(date, Cell.Empty, new TypedTimeContext(TimeZoneInfo.Utc, ZoneIsKnown: false, DateOrder.DayFirst, Is1904: false, now), out var read)
            ? (read.Time, read.ZoneAssumed)
            : (PostTime.Missing, false);
}
