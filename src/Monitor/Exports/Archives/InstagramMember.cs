using System.Text.RegularExpressions;

namespace Monitor.Exports.Archives;

/// <summary>What a file of an Instagram archive holds. Files that are not here are never opened.</summary>
enum InstagramMember
{
    Denied,
    Profile,
    ThreadsProfile,
    Posts,
    Stories,
    Comments,
    Likes,
    Reposts,
    Follows,
    Threads,
    ThreadsLikes,
    ThreadsFollows,
}

static partial class InstagramMembers
{
    /// <summary>Keys under which the files keep their lists, and what these hold.</summary>
    static readonly Dictionary<string, InstagramMember> ByList = new(StringComparer.Ordinal)
    {
        ["ig_reels_media"] = InstagramMember.Posts,
        ["ig_igtv_media"] = InstagramMember.Posts,
        ["ig_stories"] = InstagramMember.Stories,
        ["comments_media_comments"] = InstagramMember.Comments,
        ["comments_reels_comments"] = InstagramMember.Comments,
        ["comments_story_comments"] = InstagramMember.Comments,
        ["likes_media_likes"] = InstagramMember.Likes,
        ["likes_comment_likes"] = InstagramMember.Likes,
        ["profile_media_reposts"] = InstagramMember.Reposts,
        ["relationships_following"] = InstagramMember.Follows,
        ["text_post_app_text_posts"] = InstagramMember.Threads,
        ["text_post_app_media_likes"] = InstagramMember.ThreadsLikes,
        ["text_post_app_text_post_app_following"] = InstagramMember.ThreadsFollows,
    };

    static readonly string[] RecordKeys =
        ["media", "creation_timestamp", "timestamp", "label_values", "string_map_data", "string_list_data", "media_list_data", "uri", "fbid"];

    static readonly (Regex End, InstagramMember Member)[] Table =
    [
        (ThreadsProfileFile(), InstagramMember.ThreadsProfile),
        (ProfileFile(), InstagramMember.Profile),
        (PostsFile(), InstagramMember.Posts),
        (StoriesFile(), InstagramMember.Stories),
        (CommentsFile(), InstagramMember.Comments),
        (LikesFile(), InstagramMember.Likes),
        (RepostsFile(), InstagramMember.Reposts),
        (ThreadsFollowsFile(), InstagramMember.ThreadsFollows),
        (FollowsFile(), InstagramMember.Follows),
        (ThreadsFile(), InstagramMember.Threads),
        (ThreadsLikesFile(), InstagramMember.ThreadsLikes),
    ];

    public static JsonShape Shape { get; } = new ListShape(ByList.Keys, RecordKeys);

    public static JsonShape ProfileShape { get; } = new ListShape(["profile_user", "text_post_app_text_post_app_profile"], ["string_map_data"]);

    /// <summary>By the end of the path: the folders above changed from year to year.</summary>
    public static InstagramMember Of(string member)
    {
        if (ArchivePrivacy.Denies(member)) return InstagramMember.Denied;

        foreach (var (end, kind) in Table)
            if (end.IsMatch(member))
                return kind;

        return InstagramMember.Denied;
    }

    /// <summary>What a file by itself holds, by its keys.</summary>
    public static InstagramMember OfContent(JsonHead head)
    {
        if (head.IsMessages) return InstagramMember.Denied;

        foreach (var key in head.RootKeys)
            if (ByList.TryGetValue(key, out var kind))
                return kind;

        if (head.RootKeys.Contains("string_map_data") && head.RootKeys.Contains("media_list_data")) return InstagramMember.Comments;
        return head.RootKeys.Contains("media") && !head.RootKeys.Contains("label_values") && head.AllKeys.Contains("creation_timestamp")
            ? InstagramMember.Posts
            : InstagramMember.Denied;
    }

    /// <summary>Names of a person's own posts and comments.</summary>
    [GeneratedRegex(@"(^|/)((content|media)/(posts|reels|threads)[^/]*|comments/[^/]+|threads/threads[^/]*)\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    public static partial Regex OwnActs();

    [GeneratedRegex(@"(^|/)threads/personal_information\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ThreadsProfileFile();

    [GeneratedRegex(@"(^|/)(personal_information|account_information)/personal_information\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ProfileFile();

    [GeneratedRegex(@"(^|/)(content|media)/(posts(_\d+)?|reels|igtv_videos)\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PostsFile();

    [GeneratedRegex(@"(^|/)(content|media)/stories\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex StoriesFile();

    [GeneratedRegex(@"(^|/)comments/(post_comments(_\d+)?|reels_comments|hype)\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CommentsFile();

    [GeneratedRegex(@"(^|/)likes/(liked_posts|liked_comments)\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LikesFile();

    [GeneratedRegex(@"(^|/)personal_information/reposts\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RepostsFile();

    [GeneratedRegex(@"(^|/)threads/following\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ThreadsFollowsFile();

    [GeneratedRegex(@"(^|/)followers_and_following/following\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FollowsFile();

    [GeneratedRegex(@"(^|/)threads/threads_and_replies\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ThreadsFile();

    [GeneratedRegex(@"(^|/)threads/liked_threads\.json$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ThreadsLikesFile();
}
