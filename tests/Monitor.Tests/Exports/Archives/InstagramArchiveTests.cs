using Monitor.Posts;

namespace Monitor.Tests.Exports.Archives;

public class InstagramArchiveTests
{
    const string ProfileFile = "personal_information/personal_information/personal_information.json";

    static readonly PostAuthor Siti = new() { Handle = "siti.contoh", DisplayName = "Siti Contoh", ProfileUrl = "https://www.instagram.com/siti.contoh" };

    [Fact]
    public async Task TheCaptionStandsOnThePictureOrAroundThem()
    {
        var read = await Read("your_instagram_activity/content/posts_1.json", $$"""
            [{"media":[{"uri":"1.jpg","creation_timestamp":1728738900,"title":"{{ReadArchive.Meta("Bersama ✌️")}}"}]},
             {"media":[{"uri":"2.jpg","creation_timestamp":1728738910,"title":""},{"uri":"3.jpg","creation_timestamp":1728738905,"title":""}],"title":"Karusel","creation_timestamp":1728738912},
             {"media":[{"uri":"2.jpg","creation_timestamp":1728738910,"title":""},{"uri":"3.jpg","creation_timestamp":1728738905,"title":"Kedua"}]},
             {"media":[{"uri":"4.jpg","creation_timestamp":1728738900,"title":""}]}]
            """);

        Assert.Equal(["Bersama ✌️ 1728738900", "Karusel 1728738912", "Kedua 1728738905"], read.Posts.Select(post => $"{post.Text} {post.Time.At?.ToUnixTimeSeconds()}"));
        Assert.All(read.Posts, post => Assert.Equal((Siti, TextKind.Caption, Platform.Instagram), (post.Author, post.TextKind, post.Platform)));
        Assert.Equal(new PostPlace("your_instagram_activity/content/posts_1.json", "/3"), Assert.Single(read.Rejected).Place);
    }

    [Theory]
    [InlineData("""{"Comment":{"value":"Gas pol"},"Media Owner":{"value":"paslon.a"},"Time":{"timestamp":1728738900}}""", "Gas pol paslon.a None")]
    [InlineData("""{"Opmerking":{"value":"Gas pol"},"Media-eigenaar":{"value":"paslon.a"},"Tijd":{"timestamp":1728738900}}""", "Gas pol paslon.a None")]
    [InlineData("""{"Commentaire":{"value":"Gas pol"},"Propriétaire":{"value":"paslon.a"},"Heure":{"timestamp":1728738900}}""", "Gas pol paslon.a GuessedField")]
    [InlineData("""{"Propriétaire":{"value":"paslon.a"},"Commentaire":{"value":"Gas pol!"},"Heure":{"timestamp":1728738900}}""", "Gas pol! paslon.a GuessedField")] // the handle came first
    [InlineData("""{"X":{"value":"mantap"},"Y":{"value":"paslon.a"},"Z":{"timestamp":1728738900}}""", "mantap paslon.a GuessedField")] // both could be handles
    [InlineData("""{"X":{"value":"mantap sekali"},"Z":{"timestamp":1728738900}}""", "mantap sekali  GuessedField")]
    public async Task CommentsAreReadByKeyOrShape(string map, string expected)
    {
        var post = Assert.Single((await Read("comments/post_comments_1.json", $$"""{"media_list_data":[{"uri":""}],"string_map_data":{{map}}}""")).Posts);

        Assert.Equal(expected, $"{post.Text} {post.Target?.Handle} {post.Warnings}");
        Assert.Equal(1728738900, post.Time.At?.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task OldCommentsAreRead()
    {
        var read = await Read("comments/post_comments.json", """{"comments_media_comments":[{"title":"paslon.a","string_list_data":[{"href":"https://www.instagram.com/p/AbC/","value":"Gas pol","timestamp":1728738900}]}]}""");

        var post = Assert.Single(read.Posts);
        Assert.Equal((Activity.Comment, "Gas pol", new PostTarget(null, "paslon.a", "https://www.instagram.com/p/AbC/")), (post.Activity, post.Text, post.Target));
    }

    [Theory]
    [InlineData("""{"likes_media_likes":[{"title":"paslon.a","string_list_data":[{"href":"https://www.instagram.com/p/AbC/","value":"x","timestamp":1728738900}]}]}""")]
    [InlineData("""[{"timestamp":1728738900,"media":[],"label_values":[{"label":"URL","value":"https://www.instagram.com/p/AbC/","href":"https://www.instagram.com/p/AbC/"},{"title":"Owner","dict":[{"title":"","dict":[{"label":"Name","value":"Paslon A"},{"label":"Username","value":"paslon.a"}]}]}],"fbid":"1"}]""")]
    public async Task LikesAreReadInBothShapes(string json)
    {
        var post = Assert.Single((await Read("likes/liked_posts.json", json)).Posts);

        Assert.Equal((Activity.Like, "", TextKind.None, "paslon.a"), (post.Activity, post.Text, post.TextKind, post.Target?.Handle));
        Assert.Equal("https://www.instagram.com/p/AbC/", post.Url);
        Assert.Equal(1728738900, post.Time.At?.ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData("""{"title":"","string_list_data":[{"href":"https://www.instagram.com/paslon.a","value":"paslon.a","timestamp":1728738900}]}""")]
    [InlineData("""{"title":"paslon.a","string_list_data":[{"href":"https://www.instagram.com/_u/paslon.a","timestamp":1728738900}]}""")]
    [InlineData("""{"title":"","string_list_data":[{"href":"https://www.instagram.com/_u/paslon.a","timestamp":1728738900}]}""")]
    public async Task FollowsAreReadInEveryShape(string record)
    {
        var read = await Read("connections/followers_and_following/following.json", $$"""{"relationships_following":[{{record}}]}""");

        Assert.Equal((Activity.Follow, "paslon.a"), (Assert.Single(read.Posts).Activity, read.Posts[0].Target?.Handle));
    }

    [Fact]
    public async Task ThreadsIsAPlatformOfItsOwn()
    {
        var read = await ReadArchive.OfZip(
            (ProfileFile, Profile()),
            ("your_instagram_activity/threads/threads_and_replies.json", """{"text_post_app_text_posts":[{"media":[{"uri":"","creation_timestamp":1728738900,"title":"Utas"}]}]}"""),
            ("your_instagram_activity/threads/liked_threads.json", """{"text_post_app_media_likes":[{"title":"paslon.a","string_list_data":[{"href":"https://www.threads.net/@paslon.a/post/C1","value":"","timestamp":1728738900}]}]}"""),
            ("your_instagram_activity/threads/following.json", """{"text_post_app_text_post_app_following":[{"title":"","string_list_data":[{"href":"https://www.threads.net/@paslon.a","value":"paslon.a","timestamp":1728738900}]}]}"""));

        Assert.Equal(["Threads Follow None 1", "Threads Like None 1", "Threads Post OwnText 1"], read.Counts);
    }

    [Fact]
    public async Task AClosedAccountsPostsAreNotPublicAndItsCommentsAre()
    {
        var read = await ReadArchive.OfZip(
            (ProfileFile, Profile("True")),
            ("media/posts_1.json", """[{"media":[{"creation_timestamp":1728738900,"title":"tertutup"}]}]"""),
            ("media/reels.json", """{"ig_reels_media":[{"media":[{"creation_timestamp":1728738900,"title":"tertutup"}]}]}"""),
            ("media/stories.json", """{"ig_stories":[{"uri":"1.jpg","creation_timestamp":1728738900,"title":"tertutup"}]}"""),
            ("comments/post_comments_1.json", """[{"string_map_data":{"Comment":{"value":"terbuka"},"Time":{"timestamp":1728738900}}}]"""));

        Assert.Equal(["Instagram Comment OwnText 1", "rejected NotPublic 3"], read.Counts);
    }

    [Fact]
    public async Task StoriesAndRepostsAreRead()
    {
        var read = await ReadArchive.OfZip(
            (ProfileFile, Profile()),
            ("media/stories.json", """{"ig_stories":[{"uri":"1.jpg","creation_timestamp":1728738900,"title":"Cerita"},{"uri":"2.jpg","creation_timestamp":1728738900,"title":""}]}"""),
            ("personal_information/personal_information/reposts.json", """{"profile_media_reposts":[{"string_map_data":{"Time of repost":{"value":"","timestamp":1728738900},"Text":{"value":"kata asli"}}}]}"""));

        Assert.Equal(["Instagram Repost SharedText 1", "Instagram Story Caption 1", "rejected NoContent 1"], read.Counts);
    }

    [Fact]
    public async Task APartWithoutProfileIsNamedByItsZip()
    {
        var read = await ReadArchive.OfZip("instagram-siti.contoh-2024-11-18-AbCd1234.zip", ("media/posts_1.json", """[{"media":[{"creation_timestamp":1728738900,"title":"halo"}]}]"""));

        Assert.Equal(Siti with { DisplayName = null }, Assert.Single(read.Posts).Author);
        Assert.Equal(["warned PartOfSet"], read.Counts.Skip(1));
    }

    static Task<ReadArchive> Read(string member, string json) => ReadArchive.OfZip((ProfileFile, Profile()), (member, json));

    static string Profile(string isPrivate = "False") =>
        $$$"""{"profile_user":[{"title":"User Information","string_map_data":{"Email":{"value":"JANGAN-DIBACA"},"Username":{"value":"siti.contoh","timestamp":0},"Name":{"value":"Siti Contoh"},"Private Account":{"value":"{{{isPrivate}}}" } } } ] }""";
}
