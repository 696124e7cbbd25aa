using Monitor.Exports;

namespace Monitor.Tests.Exports.Archives;

/// <summary>What must be said aloud when a platform changes its export, and what is no change.</summary>
public class ArchiveDriftTests
{
    const string Profile = """{"profile_v2":{"name":{"full_name":"Siti Contoh"}}}""";
    const string ProfileFile = "personal_information/profile_information/profile_information.json";
    const string PostsFile = "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json";

    [Theory]
    [InlineData("""[{"timestamp":1728738900,"data":[{"post_text":"halo"}],"title":"x"}]""", "data/post_text")] // words under a new key
    [InlineData("""{"posts_v3":[{"timestamp":1728738900,"data":[{"post":"halo"}]}]}""", "posts/your_posts__check_ins__photos_and_videos_1.json")] // a list under a new key
    [InlineData("[]", "0/0")] // an account that never posted, or an export that hides it: a person must look
    public async Task AFacebookExportWithOtherKeysIsSaidToHaveChanged(string posts, string detail) =>
        Assert.Equal([detail], Changes(await ReadArchive.OfZip((ProfileFile, Profile), (PostsFile, posts))));

    [Theory]
    [InlineData("your_facebook_activity/posts/your_posts_and_reels_1.json", "posts/your_posts_and_reels_1.json")]
    [InlineData("your_facebook_activity/comments_and_reactions/all_comments.json", "comments_and_reactions/all_comments.json")]
    [InlineData("your_facebook_activity/posts/trash.json", null)] // known, and left alone
    [InlineData("your_facebook_activity/comments_and_reactions/your_comment_edits.json", null)]
    [InlineData("your_facebook_activity/groups/your_group_messages/1.json", null)] // private, and no word about it
    public async Task AFileOfOwnActsUnderANewNameIsNamed(string member, string? named)
    {
        var read = await ReadArchive.OfZip((ProfileFile, Profile), (PostsFile, """[{"timestamp":1728738900,"data":[{"post":"halo"}]}]"""), (member, "[]"));

        Assert.Equal(named is null ? [] : [named], Changes(read));
    }

    [Theory]
    [InlineData("your_instagram_activity/media/posts_1.json", "10 × media_v2", "media/posts_1.json")] // one picture without words would be no sign
    [InlineData("your_instagram_activity/comments/feed_comments_1.json", "[]", "comments/feed_comments_1.json")]
    public async Task AnInstagramExportToo(string member, string json, string detail) => Assert.Contains(detail, Changes(await ReadArchive.OfZip(
        ("personal_information/personal_information/personal_information.json", """{"profile_user":[{"string_map_data":{"Username":{"value":"siti.contoh"}}}]}"""),
        ("your_instagram_activity/likes/liked_posts.json", """{"likes_media_likes":[{"title":"paslon.a","string_list_data":[{"href":"https://www.instagram.com/p/x/","timestamp":1711225461}]}]}"""),
        (member, json == "10 × media_v2" ? $"[{string.Join(',', Enumerable.Repeat("""{"media":[{"uri":"1.jpg","text":"halo"}]}""", 10))}]" : json))));

    [Theory]
    [InlineData("data/tweets.js", """window.YTD.tweets.part0 = [ {"tweet":{"id_str":"1","body":"halo"}} ]""", "0/1")]
    [InlineData("data/posts.js", "window.YTD.posts.part0 = []", "data/posts.js")]
    [InlineData("data/tweet-headers.js", "window.YTD.tweet_headers.part0 = []", null)]
    public async Task AnXArchiveToo(string member, string json, string? detail)
    {
        (string, string)[] like = detail == "0/1" ? [] : [("data/like.js", """window.YTD.like.part0 = [ {"like":{"tweetId":"1","expandedUrl":"https://twitter.com/i/web/status/1"}} ]""")];
        var read = await ReadArchive.OfZip([("data/account.js", """window.YTD.account.part0 = [ {"account":{"username":"siti_contoh"}} ]"""), (member, json), .. like]);

        Assert.Equal(detail is null ? [] : [detail], Changes(read));
    }

    [Theory]
    [InlineData("""{"Profile":{"Profile Info":{"ProfileMap":{"userName":"siti.contoh"}}},"Comment":{"Comments":{"CommentsListV2":[{"date":"2024-10-12 13:15:00","comment":"halo"}]}},"Post":{"Posts":{"VideoList":[]}}}""")]
    [InlineData("""{"Profile":{"Profile Info":{"ProfileMap":{"userName":"siti.contoh"}}},"Comment":{"Comments":{"CommentsList":[{"date":"2024-10-12 13:15:00","body":"halo"}]}},"Your Activity":{}}""")]
    public async Task ATikTokExportToo(string json) => Assert.Single(Changes(await ReadArchive.OfText(json)));

    [Fact]
    public async Task TenStoriesWithoutWordsAreNoChange()
    {
        var stories = string.Join(',', Enumerable.Range(0, 10).Select(i => $$"""{"uri":"{{i}}.jpg","creation_timestamp":1728738900,"title":""}"""));
        var read = await ReadArchive.OfZip(
            ("personal_information/personal_information/personal_information.json", """{"profile_user":[{"string_map_data":{"Username":{"value":"siti.contoh"}}}]}"""),
            ("your_instagram_activity/media/posts_1.json", """[{"media":[{"uri":"1.jpg","creation_timestamp":1728738900,"title":"halo"}]}]"""),
            ("your_instagram_activity/media/stories.json", $$"""{"ig_stories":[{{stories}}]}"""));

        Assert.Empty(Changes(read));
    }

    [Fact]
    public void StaffReadWhatItMeans() => Assert.StartsWith(
        "Platform mungkin mengubah format ekspornya", ReceiptText.Warning(new ReadResult.Warned(ExportWarning.FormatMayHaveChanged)), StringComparison.Ordinal);

    static IEnumerable<string> Changes(ReadArchive read) =>
        read.Warnings.Where(warned => warned.Warning is ExportWarning.FormatMayHaveChanged).Select(warned => warned.Detail);

    [Fact]
    public async Task WhatMacOsPacksBesideAFileIsNoNewFile()
    {
        const string comments = "your_instagram_activity/comments/post_comments_1.json";
        var read = await ReadArchive.OfZip(
            "instagram-siti.contoh-2024-11-18-AbCd1234.zip",
            (comments, """[{"media_list_data":[],"string_map_data":{"Comment":{"value":"halo"},"Time":{"timestamp":1728738900}}}]"""),
            ("__MACOSX/your_instagram_activity/comments/._post_comments_1.json", "JANGAN-DIBACA"));

        Assert.Equal(["Instagram Comment OwnText 1", "warned PartOfSet", "warned MembersLeftUnopened 1"], read.Counts);
    }
}
