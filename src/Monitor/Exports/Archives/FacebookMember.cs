using System.Text.RegularExpressions;

namespace Monitor.Exports.Archives;

/// <summary>What a file of a Facebook archive holds. Files that are not here are never opened.</summary>
enum FacebookMember
{
    Denied,
    Profile,
    Posts,
    LabelledPosts,
    Media,
    Stories,
    Comments,
    Reactions,
    GroupPosts,
    GroupComments,
    GroupsJoined,
    Follows,
    PageLikes,
}

static partial class FacebookMembers
{
    /// <summary>Keys under which the files keep their lists, without version.</summary>
    static readonly string[] Lists =
    [
        "comments", "reactions", "group_posts", "group_comments", "groups_joined", "pages_followed", "page_likes", "recommended_pages",
        "following", "videos", "other_photos", "photos", "archived_stories", "activity_log_data",
    ];

    static readonly Dictionary<string, FacebookMember> ByList = new(StringComparer.Ordinal)
    {
        ["comments"] = FacebookMember.Comments,
        ["reactions"] = FacebookMember.Reactions,
        ["group_posts"] = FacebookMember.GroupPosts,
        ["group_comments"] = FacebookMember.GroupComments,
        ["groups_joined"] = FacebookMember.GroupsJoined,
        ["pages_followed"] = FacebookMember.Follows,
        ["following"] = FacebookMember.Follows,
        ["page_likes"] = FacebookMember.PageLikes,
        ["recommended_pages"] = FacebookMember.PageLikes,
        ["videos"] = FacebookMember.Media,
        ["other_photos"] = FacebookMember.Media,
        ["archived_stories"] = FacebookMember.Stories,
    };

    static readonly string[] RecordKeys = ["timestamp", "creation_timestamp", "data", "attachments", "label_values", "uri", "fbid"];

    static readonly (Regex End, FacebookMember Member)[] Table =
    [
        (ProfileFile(), FacebookMember.Profile),
        (PostsFile(), FacebookMember.Posts),
        (LabelledPostsFile(), FacebookMember.LabelledPosts),
        (MediaFile(), FacebookMember.Media),
        (StoriesFile(), FacebookMember.Stories),
        (CommentsFile(), FacebookMember.Comments),
        (ReactionsFile(), FacebookMember.Reactions),
        (GroupPostsFile(), FacebookMember.GroupPosts),
        (GroupCommentsFile(), FacebookMember.GroupComments),
        (GroupsJoinedFile(), FacebookMember.GroupsJoined),
        (FollowsFile(), FacebookMember.Follows),
        (PageLikesFile(), FacebookMember.PageLikes),
    ];

    public static JsonShape Shape { get; } = new ListShape(Lists, RecordKeys);

    public static JsonShape ProfileShape { get; } = new ListShape([], ["profile_v2", "profile"]);

    /// <summary>By the end of the path: archives are wrapped in folders of many names. A Facebook zip may hold Instagram's files; they are left to it.</summary>
    public static FacebookMember Of(string member)
    {
        if (ArchivePrivacy.Denies(member)) return FacebookMember.Denied;

        foreach (var (end, kind) in Table)
            if (end.IsMatch(member) && !member.Contains("your_instagram_activity/", StringComparison.OrdinalIgnoreCase))
                return kind;

        return FacebookMember.Denied;
    }

    /// <summary>What a file by itself holds, by its keys.</summary>
    public static FacebookMember OfContent(JsonHead head)
    {
        if (head.IsMessages) return FacebookMember.Denied;

        foreach (var key in head.RootKeys)
            if (ByList.TryGetValue(ListShape.WithoutVersion(key), out var kind))
                return kind;

        if (head.AllKeys.Contains("reaction") && head.AllKeys.Contains("actor")) return FacebookMember.Reactions;

        // Facebook's or Instagram's, and by itself nobody's: what it says is that its owner is not known.
        if (head.RootKeys.Contains("label_values")) return FacebookMember.Reactions;
        return head.RootKeys.Contains("timestamp") && (head.RootKeys.Contains("data") || head.RootKeys.Contains("attachments"))
            ? FacebookMember.Posts
            : FacebookMember.Denied;
    }

    /// <summary>Names of a person's own posts and comments, those apart that are known and left alone: edits, days of activity, what was never published.</summary>
    [GeneratedRegex(@"(^|/)(posts/your_posts[^/]*|comments_and_reactions/(?!your_comment_edits|your_comment_active|audio_comment)[^/]*comment[^/]*|groups/(?!your_pending)[^/]*(posts|comments)[^/]*)\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    public static partial Regex OwnActs();

    [GeneratedRegex(@"(^|/)profile_information/profile_information\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ProfileFile();

    [GeneratedRegex(@"(^|/)posts/your_posts(__check_ins__photos_and_videos)?(_\d+)?\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PostsFile();

    [GeneratedRegex(@"(^|/)posts/(check-ins|posts_on_other_pages_and_profiles)\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LabelledPostsFile();

    [GeneratedRegex(@"(^|/)(posts|photos_and_videos)/(your_videos|your_uncategorized_photos|album/\d+)\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MediaFile();

    [GeneratedRegex(@"(^|/)stories/archived_stories\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex StoriesFile();

    [GeneratedRegex(@"(^|/)(comments_and_reactions|comments)/comments\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CommentsFile();

    [GeneratedRegex(@"(^|/)(comments_and_reactions|likes_and_reactions)/(likes_and_reactions(_\d+)?|posts_and_comments)\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ReactionsFile();

    [GeneratedRegex(@"(^|/)groups/(group_posts_and_comments|your_posts_in_groups)\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex GroupPostsFile();

    [GeneratedRegex(@"(^|/)groups/your_comments_in_groups\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex GroupCommentsFile();

    [GeneratedRegex(@"(^|/)groups/your_group_membership_activity\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex GroupsJoinedFile();

    [GeneratedRegex(@"(^|/)(pages/pages_and_profiles_you_follow|followers/who_you['’_]ve_followed)\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FollowsFile();

    [GeneratedRegex(@"(^|/)pages/(pages_you['’_]ve_liked|pages_and_profiles_you['’_]ve_recommended)\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PageLikesFile();
}
