namespace Monitor.Exports.Archives;

/// <summary>What a list in TikTok's one JSON file holds. Lists that are not here, messages above all, are passed over unparsed.</summary>
enum TikTokList
{
    None,
    Videos,
    Comments,
    LiveComments,
    Likes,
    Reposts,
    Shares,
    Follows,
}

/// <summary>
/// Finds the owner's lists by section and name: the same name means other people's films under the watch history. TikTok moved its
/// sections in 2025 and spells them now with, now without blanks and capitals.
/// </summary>
sealed class TikTokShape : JsonShape
{
    /// <summary>Sections in which to go on looking, wherever they stand.</summary>
    static readonly HashSet<string> Sections = new(StringComparer.Ordinal)
    {
        "post", "posts", "video", "videos", "comment", "comments", "activity", "youractivity", "likelist", "likesandfavorites", "reposts",
        "sharehistory", "following", "followinglist", "tiktoklive", "watchlivehistory", "watchlivemap", "userdatatiktokjson", "userdata", "data",
    };

    public override JsonStep Step(ReadOnlySpan<string> path)
    {
        var key = Plain(path[^1]);
        if (path.Length > 1 && Plain(path[^2]) == "watchlivemap") return JsonStep.HoldsRecords;
        return ListAt(path) != TikTokList.None || Sections.Contains(key) ? JsonStep.HoldsRecords : JsonStep.Skip;
    }

    /// <summary>Most sections are passed over, the first of them too.</summary>
    public override bool BeginsFile(string key) => true;

    /// <summary>Sections of things that were never done are empty in every account.</summary>
    public override bool MayBeEmpty(ReadOnlySpan<string> path) => path.Length > 0;

    /// <summary>The list to which a record belongs, by its JSON pointer.</summary>
    public static TikTokList ListOf(string pointer) => ListAt(pointer[1..].Split('/').AsSpan()[..^1]);

    static TikTokList ListAt(ReadOnlySpan<string> path)
    {
        // A list at the root belongs to no section.
        if (path.IsEmpty) return TikTokList.None;

        var (section, key) = (path.Length > 1 ? Plain(path[^2]) : "", Plain(path[^1]));
        return (section, key) switch
        {
            ("posts" or "videos", "videolist") => TikTokList.Videos,
            ("comments", "commentslist") => TikTokList.Comments,
            ("likelist" or "likesandfavorites", "itemfavoritelist") => TikTokList.Likes,
            ("reposts", "repostlist") => TikTokList.Reposts,
            ("sharehistory", "sharehistorylist") => TikTokList.Shares,
            ("following" or "followinglist", "following") => TikTokList.Follows,
            (_, "comments") when path.Length > 2 && Plain(path[^3]) == "watchlivemap" => TikTokList.LiveComments,
            _ => TikTokList.None,
        };
    }

    static string Plain(string key) => key.Replace(" ", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}

/// <summary>Finds the profile, of which only the names and the public words are looked at.</summary>
sealed class TikTokProfileShape : JsonShape
{
    public override JsonStep Step(ReadOnlySpan<string> path)
    {
        var key = path[^1].Replace(" ", "", StringComparison.Ordinal);
        if (path.Length > 1 && path[^2] == "ProfileMap") return key.Equals("userName", StringComparison.OrdinalIgnoreCase) ? JsonStep.IsRecord : JsonStep.Skip;

        return key is "Profile" or "ProfileAndSettings" or "ProfileInfo" or "ProfileInformation" or "ProfileMap" or "user_data_tiktok.json" ? JsonStep.HoldsRecords : JsonStep.Skip;
    }

    public override bool MayBeEmpty(ReadOnlySpan<string> path) => true;

    /// <summary>The profile is not the first section.</summary>
    public override bool BeginsFile(string key) => true;
}
