using Monitor.Posts;

namespace Monitor.Exports.Collectors;

/// <summary>CrowdTangle's CSV of Facebook or Instagram, closed in August 2024: pages, public groups and large accounts. Old files are still about.</summary>
sealed class CrowdTangleTable : CollectorTable
{
    /// <summary>Hours from UTC of the zones in which its accounts were kept.</summary>
    static readonly Dictionary<string, int> Zones = new(StringComparer.Ordinal)
    {
        ["EST"] = -5,
        ["EDT"] = -4,
        ["CST"] = -6,
        ["CDT"] = -5,
        ["MST"] = -7,
        ["MDT"] = -6,
        ["PST"] = -8,
        ["PDT"] = -7,
        ["WIB"] = 7,
        ["WITA"] = 8,
        ["WIT"] = 9,
        ["SGT"] = 8,
        ["CET"] = 1,
        ["CEST"] = 2,
        ["BST"] = 1,
    };

    public override string Name => "crowdtangle";

    public override bool Recognizes(ColumnNames names) =>
        names.HasAll("User Name", "Post Created", "URL") && names.HasAny("Page Name", "Group Name", "Account") && names.HasAny("Message", "Description", "Total Interactions");

    public override IEnumerable<ReadResult> Map(CollectedRow row, DateTimeOffset now) => [(row.Has("Account") ? Instagram(row) : Facebook(row)).ToResult(now)];

    static CollectedAct Facebook(CollectedRow row)
    {
        var group = row["Group Name"];
        var act = new CollectedAct
        {
            Platform = Platform.Facebook,
            Place = row.Place,
            Activity = group is null ? Activity.Post : Activity.GroupPost,
            // A group's posts are told without their authors; the group is no person on any roster.
            Author = CollectedAct.Person(row["User Name"], group ?? row["Page Name"], row["Facebook Id"]),
            Text = row.Words(Platform.Facebook, "Message"),
            Written = Zoned(row["Post Created"]),
            Url = row["URL"],
            Target = CollectedAct.At(group, null, row.First("Final Link", "Link")),
        };
        return act.Text.Text.Length > 0
            ? act
            : act with { Activity = Activity.Share, Text = row.Words(Platform.Facebook, "Link Text", "Description", "Image Text"), Kind = TextKind.SharedText };
    }

    static CollectedAct Instagram(CollectedRow row) => new()
    {
        Platform = Platform.Instagram,
        Place = row.Place,
        Author = CollectedAct.Person(row["User Name"], row["Account"], null),
        Text = row.Words(Platform.Instagram, "Description", "Title"),
        Kind = TextKind.Caption,
        Written = Zoned(row["Post Created"]),
        Url = row["URL"],
    };

    /// <summary><c>2023-01-05 10:00:00 EST</c> with the zone as an offset. A zone that is not known leaves the time unread.</summary>
    static string? Zoned(string? written)
    {
        if (written?.LastIndexOf(' ') is not (> 0 and var end) || !Zones.TryGetValue(written[(end + 1)..], out var hours)) return written;

        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{written[..end]}{(hours < 0 ? '-' : '+')}{Math.Abs(hours):00}:00");
    }
}

/// <summary>
/// Meta's Content Library: accounts with many followers only. Its ids are its own and no ids of Facebook or Instagram, so they name no
/// account here.
/// </summary>
sealed class ContentLibraryTable : CollectorTable
{
    public override string Name => "meta-content-library";

    public override bool Recognizes(ColumnNames names) =>
        names.HasAll("text", "creation_time") && names.HasAny("post_owner.username", "post_owner.name", "mcl_url");

    public override IEnumerable<ReadResult> Map(CollectedRow row, DateTimeOffset now)
    {
        var platform = row.Has("surface.id", "surface.type", "shared_post_id", "link_attachment.link") ? Platform.Facebook : Platform.Instagram;
        var act = new CollectedAct
        {
            Platform = platform,
            Place = row.Place,
            Author = CollectedAct.Person(row["post_owner.username"], row["post_owner.name"], null),
            Activity = row["surface.type"]?.Contains("group", StringComparison.OrdinalIgnoreCase) ?? false ? Activity.GroupPost : Activity.Post,
            Text = row.Words(platform, "text"),
            Kind = platform is Platform.Instagram ? TextKind.Caption : TextKind.OwnText,
            Written = row["creation_time"],
            Id = row["id"],
            Url = row["mcl_url"],
        };
        var shared = row.First("link_attachment.link", "shared_post_id");
        if (act.Text.Text.Length == 0 && shared is not null)
            act = act with
            {
                Activity = Activity.Share,
                Text = row.Words(platform, "link_attachment.name", "link_attachment.caption", "link_attachment.description"),
                Kind = TextKind.SharedText,
                Target = CollectedAct.At(null, null, shared),
            };
        return [act.ToResult(now)];
    }
}
