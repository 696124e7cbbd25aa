using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Monitor.Tests.Exports.Archives;
using Monitor.Tests.Support;

namespace Monitor.Tests.Exports.Fuzz;

/// <summary>Files that no tool wrote, made of the keys, headers, member names and values that readers look for.</summary>
static class Generated
{
    static readonly string[] Keys =
    [
        "timestamp", "data", "post", "attachments", "media", "title", "description", "external_context", "url", "label_values", "label", "value", "href", "dict", "fbid", "comments_v2", "comment", "author", "group",
        "reaction", "actor", "reactions_v2", "page_likes_v2", "following_v3", "name", "profile_v2", "full_name", "username", "profile_user", "string_map_data", "string_list_data", "media_list_data", "creation_timestamp",
        "ig_reels_media", "ig_stories", "likes_media_likes", "relationships_following", "text_post_app_text_posts", "tweet", "id_str", "full_text", "created_at", "entities", "urls", "expanded_url", "user_mentions",
        "edit_info", "noteTweet", "core", "text", "like", "expandedUrl", "account", "userInfo", "dataTypes", "files", "count", "Profile", "Profile Info", "ProfileMap", "userName", "Comment", "Comments", "CommentsList",
        "Post", "Posts", "VideoList", "WhoCanView", "Your Activity", "Like List", "ItemFavoriteList", "Share History", "Tiktok Live", "WatchLiveMap", "date", "Date", "Link", "_type", "rawContent", "user", "source_platform",
        "nav_index", "legacy", "core", "user_results", "result", "caption", "shortCode", "ownerUsername", "latestComments", "authorMeta", "createTimeISO", "webVideoUrl", "facebookUrl", "topComments", "node", "instaloader",
        "node_type", "edge_media_to_caption", "edges", "taken_at_timestamp", "owner", "post_id", "post_text", "shared_text", "comments_full", "referenced_tweets", "includes", "users", "__twarc", "messages", "sender_name", "participants",
    ];

    static readonly string[] Values =
    [
        "halo", "", "N/A", "Public", "null", "2024-10-12T13:15:00.000Z", "2024-10-12 13:15:00", "Sat Oct 12 13:15:00 +0000 2024", "1728738900", "1845090793681846273", "1.84509E+18", "https://x.com/siti_contoh/status/1845090793681846273",
        "https://www.facebook.com/siti.contoh/posts/1", "https://www.instagram.com/p/AbCdEfGhIjK/", "https://wa.me/62811", "RT @paslon_a: halo", "\ud83d\ude4f", "ðŸ¤²", "\u00f0\u009f\u0099\u008f", "b'\\xf0\\x9f\\x99\\x8f'", "&amp halo", "@siti_contoh",
        "snscrape.modules.twitter.Tweet", "twitter.com", "instagram.com", "tiktok.com", "facebook.com", "UCaaaaaaaaaaaaaaaaaaaaaa", "{\"text\":\"halo\"}", "true", "=1+1", "12 Nopember 2024 pukul 20.15 WIB", "03/04/2024", "45577.84375",
    ];

    static readonly string[] Headers =
    [
        "created_at", "id_str", "full_text", "username", "tweet_url", "user_id_str", "Nama", "NIP", "Unit Kerja", "Akun", "Platform", "Tanggal", "Jam", "Isi Postingan", "Tautan", "Jenis", "Komentar", "No", "", "Unnamed: 0",
        "body", "author", "timestamp", "unix_timestamp", "thread_id", "is_retweet", "num_media", "coauthors", "tiktok_url", "referenced_tweets.retweeted.id", "author.username", "text", "id", "tweet", "timezone", "conversation_id", "link",
        "Post Created", "User Name", "Page Name", "URL", "Message", "Comment", "Name (click to view profile)", "(view source)", "Date", "Username", "facebookUrl", "user/name", "topComments/0/text", "topComments/1/profileName", "latestComments/0/ownerUsername",
        "Comment ID", "Channel ID", "Comment Create Timestamp", "Video ID", "Comment Text", "sender_name", "participants", "isi pesan",
    ];

    static readonly string[] Members =
    [
        "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json", "your_facebook_activity/comments_and_reactions/comments.json", "your_facebook_activity/comments_and_reactions/likes_and_reactions.json",
        "personal_information/profile_information/profile_information.json", "your_facebook_activity/groups/group_posts_and_comments.json", "your_facebook_activity/posts/your_posts_1.html", "your_instagram_activity/media/posts_1.json",
        "your_instagram_activity/comments/post_comments_1.json", "personal_information/personal_information/personal_information.json", "your_instagram_activity/threads/threads_and_replies.json", "data/manifest.js", "data/account.js", "data/tweets.js",
        "data/note-tweet.js", "data/like.js", "user_data_tiktok.json", "TikTok/Comment/Comments.txt", "TikTok/Profile/Profile Info.txt", "Takeout/YouTube and YouTube Music/comments/comments.csv", "Takeout/YouTube and YouTube Music/channels/channel.csv",
        "2024-10-12_13-15-00_UTC.json", "rekap.csv", "data.jsonl", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "messages/inbox/x/message_1.json", "a/../b.json", "x.zip",
    ];

    public static Gen<byte[]> File { get; } = Gen.Frequency(
        (3, Json().Select(Encoding.UTF8.GetBytes)),
        (2, Lines().Select(Encoding.UTF8.GetBytes)),
        (3, Table().Select(Encoding.UTF8.GetBytes)),
        (1, Table().Select(Encoding.Unicode.GetBytes)),
        (4, Zip()),
        (2, Sheet()),
        (1, Gen.ListOf(Gen.Choose(0, 255).Select(value => (byte)value)).Select(bytes => bytes.ToArray())));

    static Gen<string> Value => Gen.OneOf(Gen.Elements(Values), Gen.Choose(-5, 5).Select(number => new string('x', Math.Abs(number) * 97)));

    static Gen<string> Json() => Gen.Sized(size => Node(Math.Min(size, 5))).Select(node => JsonSerializer.Serialize(node));

    static Gen<string> Lines() => Gen.ListOf(Node(4).Select(node => JsonSerializer.Serialize(node))).Select(lines => string.Join('\n', lines));

    static Gen<object?> Node(int depth)
    {
        var leaf = Gen.OneOf(Value.Select(text => (object?)text), Gen.Choose(0, int.MaxValue).Select(number => (object?)number), Gen.Elements<object?>(null, true, false, 1728738900L, 1.5e300));
        if (depth <= 0) return leaf;

        var inside = Gen.ListOf(Gen.Zip(Gen.Elements(Keys), Node(depth - 1))).Select(pairs => (object?)pairs.Take(6).DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal));
        var list = Gen.ListOf(Node(depth - 1)).Select(items => (object?)items.Take(5).ToList());
        return Gen.Frequency((1, leaf), (4, inside), (2, list));
    }

    static Gen<string> Table() =>
        from mark in Gen.Elements(',', ';', '\t')
        from headers in Gen.NonEmptyListOf(Gen.Elements(Headers))
        from rows in Gen.ListOf(Gen.ListOf(Value))
        from quote in Gen.Elements("\"", "", "\"")
        select string.Join('\n', rows.Prepend(headers.Take(14)).Select(cells => string.Join(mark, cells.Take(16).Select(cell => $"{quote}{cell}{quote}"))));

    static Gen<byte[]> Sheet() =>
        from headers in Gen.NonEmptyListOf(Gen.Elements(Headers))
        from rows in Gen.ListOf(Gen.ListOf(Gen.OneOf(Value.Select(text => (object?)text), Gen.Choose(36_000, 46_000).Select(number => (object?)(double)number), Gen.Elements<object?>(null, 1.8e18))))
        select new Workbook().Sheet("A", [headers.Take(20).Cast<object?>().ToArray(), .. rows.Take(8).Select(row => row.Take(20).ToArray())]).ToArray();

    static Gen<byte[]> Zip() =>
        from members in Gen.NonEmptyListOf(Gen.Zip(Gen.Elements(Members), Gen.OneOf(Json(), Lines(), Table(), Json().Select(json => $"window.YTD.tweets.part0 = {json}"), Value.Select(value => $"<section class=\"_a6-g\"><div class=\"_2pin\">{value}</div></section>"))))
        select ReadArchive.Zip([.. members.Take(6)]);
}
