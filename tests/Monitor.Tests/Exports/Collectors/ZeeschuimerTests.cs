using System.Text.Json;
using Monitor.Exports;
using Monitor.Posts;

namespace Monitor.Tests.Exports.Collectors;

public class ZeeschuimerTests
{
    [Fact]
    public async Task ARetweetIsTheWordsOfTheOther()
    {
        var post = await Only("twitter.com", """
            {"rest_id":"1845090793681846273","core":{"user_results":{"result":{"rest_id":"12","legacy":{"screen_name":"siti_contoh","name":"Siti"}}}},
             "legacy":{"created_at":"Sat Oct 12 13:15:00 +0000 2024","full_text":"RT @paslon_a: Mari &amp; menang bersama kami di semua kecam…","user_id_str":"12",
              "retweeted_status_result":{"result":{"tweet":{"rest_id":"1845090793681840000","core":{"user_results":{"result":{"rest_id":"99","core":{"screen_name":"paslon_a","name":"Paslon A"}}}},
               "legacy":{"created_at":"Sat Oct 12 13:00:00 +0000 2024","full_text":"Mari &amp; menang bersama kami di semua kecamatan"}}}}}}
            """);

        Assert.Equal((Activity.Repost, TextKind.SharedText, "Mari & menang bersama kami di semua kecamatan"), (post.Activity, post.TextKind, post.Text));
        Assert.Equal(("siti_contoh", "1845090793681846273", "paslon_a"), (post.Author.Handle, post.PlatformId, post.Target?.Handle));
    }

    [Fact]
    public async Task ALongPostIsReadWholeAndAnEditedOneKeepsItsFirstId()
    {
        var post = await Only("twitter.com", """
            {"rest_id":"1845090793681846999","edit_control":{"edit_tweet_ids":["1845090793681846273","1845090793681846999"]},
             "core":{"user_results":{"result":{"rest_id":"12","core":{"screen_name":"siti_contoh","name":"Siti"}}}},
             "note_tweet":{"note_tweet_results":{"result":{"text":"Kata-kata panjang sampai selesai https://t.co/x","entity_set":{"urls":[{"url":"https://t.co/x","expanded_url":"https://contoh.example/a"}]}}}},
             "legacy":{"created_at":"Sat Oct 12 13:15:00 +0000 2024","full_text":"Kata-kata panjang…","in_reply_to_status_id_str":"1845","in_reply_to_screen_name":"budi","in_reply_to_user_id_str":"77"}}
            """);

        Assert.Equal("Kata-kata panjang sampai selesai https://contoh.example/a", post.Text);
        Assert.Equal(("1845090793681846273", Activity.Reply, "budi"), (post.PlatformId, post.Activity, post.Target?.Handle));
    }

    [Theory]
    [InlineData("""{"code":"C_abc","pk":"3475","taken_at":1728738900,"caption":{"text":"Foto"},"user":{"username":"siti.contoh","full_name":"Siti","pk":"5"}}""")]
    [InlineData("""{"node":{"shortcode":"C_abc","id":"3475_5","taken_at_timestamp":1728738900,"edge_media_to_caption":{"edges":[{"node":{"text":"Foto"}}]},"owner":{"username":"siti.contoh","id":"5"}}}""")]
    public async Task BothShapesOfInstagramAreOnePost(string data)
    {
        var post = await Only("instagram.com", data);

        Assert.Equal(("siti.contoh", "5", "Foto", "3475", "https://www.instagram.com/p/C_abc/"), (post.Author.Handle, post.Author.PlatformId, post.Text, post.PlatformId, post.Url));
        Assert.Equal(PostTime.Exact(DateTimeOffset.FromUnixTimeSeconds(1728738900)), post.Time);
    }

    [Fact]
    public async Task AJointPostIsThatOfEachOfItsAuthors()
    {
        var read = await AllReaders.ReadText(Line("instagram.com", """
            {"code":"C_abc","pk":"3475","taken_at":1728738900,"caption":{"text":"Bersama"},"user":{"username":"halaman.resmi","pk":"4"},"coauthor_producers":[{"username":"siti.contoh","pk":"5"}]}
            """));

        Assert.Equal(["halaman.resmi", "siti.contoh"], read.Posts.Select(post => post.Author.Handle));
        Assert.NotEqual(PostKey.Of(read.Posts[0], "P-1"), PostKey.Of(read.Posts[1], "P-2"));
        Assert.Equal("1/coauthor_producers/0", read.Posts[1].Place.Locator);
    }

    [Fact]
    public async Task CommentsAndTheAnswersUnderThemHaveTheirOwnAuthors()
    {
        var read = await AllReaders.ReadText(Line("tiktok-comments", """
            {"cid":"71","aweme_id":"7400000000000000001","text":"Gas nomor 1","create_time":1728738900,"reply_id":"0","user":{"unique_id":"siti.contoh","nickname":"Siti","uid":"8"},
             "share_info":{"url":"https://m.tiktok.com/v/7400000000000000001.html"},
             "reply_comment":[{"cid":"72","aweme_id":"7400000000000000001","text":"Siap","create_time":1728738960,"reply_id":"71","user":{"unique_id":"budi.contoh","uid":"9"}}]}
            """));

        Assert.Equal(["TikTok Comment OwnText 1", "TikTok Reply OwnText 1"], read.Counts);
        Assert.Equal(["siti.contoh", "budi.contoh"], read.Posts.Select(post => post.Author.Handle));
    }

    [Fact]
    public async Task AFilmWhoseAuthorIsABareNameIsRead() =>
        Assert.Equal("siti.contoh", (await Only("tiktok.com", """{"id":"7400000000000000001","desc":"Joget","createTime":1728738900,"author":"siti.contoh","nickname":"Siti"}""")).Author.Handle);

    [Fact]
    public async Task ThreadsKnowsPostsAnswersAndReposts()
    {
        const string user = """ "user":{"username":"siti.contoh","pk":"5"},"taken_at":1728738900 """;
        var read = await AllReaders.ReadText(string.Join('\n',
            Line("threads.net", $$"""{"code":"A1","caption":{"text":"Halo"},{{user}},"text_post_app_info":{} }"""),
            Line("threads.net", $$"""{"code":"A2","caption":{"text":"Setuju"},{{user}},"text_post_app_info":{"reply_to_author":{"username":"budi"} } }"""),
            Line("threads.net", $$$"""{"code":"A3","caption":null,{{{user}}},"text_post_app_info":{"share_info":{"reposted_post":{"code":"B1","caption":{"text":"Dari calon"},"user":{"username":"paslon.a"} } } } }""")));

        Assert.Equal(["Threads Post OwnText 1", "Threads Reply OwnText 1", "Threads Repost SharedText 1"], read.Counts);
        Assert.Equal("paslon.a", read.Posts[2].Target?.Handle);
    }

    [Fact]
    public async Task AFacebookStoryIsFoundUnderItsLayers()
    {
        var post = await Only("facebook.com", """
            {"comet_sections":{"content":{"story":{"post_id":"1000","wwwURL":"https://www.facebook.com/siti.contoh/posts/pfbid0abc","message":{"text":"Dukung Paslon A"},
              "actors":[{"name":"Siti Contoh","url":"https://www.facebook.com/siti.contoh","id":"100000000000001"}]}},
             "context_layout":{"story":{"comet_sections":{"metadata":[{"__typename":"X"},{"__typename":"CometFeedStoryMinimizedTimestampStrategy","story":{"creation_time":1728738900,"url":"https://www.facebook.com/siti.contoh/posts/pfbid0abc"}}]}}}}}
            """);

        Assert.Equal(("siti.contoh", "100000000000001", "1000", Activity.Post), (post.Author.Handle, post.Author.PlatformId, post.PlatformId, post.Activity));
        Assert.Equal(1728738900, post.Time.At?.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task CommentsUnderAFacebookPostAreThoseOfTheirAuthors()
    {
        var read = await AllReaders.ReadText(Line("facebook-comments", """
            {"id":"f","comment_rendering_instance_for_feed_location":{"comments":{"edges":[
              {"node":{"id":"a","legacy_fbid":"11","depth":0,"body":{"text":"Mantap"},"author":{"name":"Budi Contoh","url":"https://www.facebook.com/profile.php?id=100000000000002","id":"100000000000002"},"created_time":1728738900}},
              {"node":{"id":"b","legacy_fbid":"12","depth":1,"body":null,"author":{"name":"Siti Contoh","id":"1"},"created_time":1728738900}}]}}}
            """));

        Assert.Equal(["Facebook Comment OwnText 1", "rejected NoContent 1"], read.Counts);
        Assert.Equal(("Budi Contoh", null, "100000000000002"), (read.Posts[0].Author.DisplayName, read.Posts[0].Author.Handle, read.Posts[0].Author.PlatformId));
    }

    [Fact]
    public async Task TheBareRecordsOf4CatAreReadToo()
    {
        var post = (await AllReaders.ReadText("""{"id":"7400000000000000001","desc":"Joget","createTime":1728738900,"author":{"uniqueId":"siti.contoh"},"__import_meta":{"source_platform":"tiktok.com","nav_index":"1"}}""")).Posts.Single();

        Assert.Equal((Platform.TikTok, "Joget"), (post.Platform, post.Text));
    }

    [Fact]
    public async Task AnUnknownPlatformIsCountedAndSaid()
    {
        var read = await AllReaders.ReadText(Line("tiktok.com", """{"id":"7400000000000000001","desc":"Joget","createTime":1728738900,"author":"siti.contoh"}""") + "\n" + Line("linkedin.com", """{"text":"x"}"""));

        Assert.Equal(["TikTok Post Caption 1", "rejected NoContent 1", "warned FormatMayHaveChanged linkedin.com"], read.Counts);
    }

    [Fact]
    public async Task ALineThatIsHalfCostsOnlyItself()
    {
        var whole = Line("tiktok.com", """{"id":"7400000000000000001","desc":"Joget","createTime":1728738900,"author":"siti.contoh"}""");

        var read = await AllReaders.ReadText($"{whole[..50]}\n{whole}\n{whole[..80]}");

        Assert.Equal(["TikTok Post Caption 1", "rejected Malformed 2", "warned LastLineCut"], read.Counts);
    }

    [Fact]
    public async Task APlatformThatChangedItsRecordsIsSaid()
    {
        var lines = Enumerable.Range(0, 12).Select(number => Line("tiktok.com", $$$"""{"v2":{"id":"{{{number}}}","caption":"Joget"}}"""));

        Assert.Contains(new ReadResult.Warned(ExportWarning.FormatMayHaveChanged, "0/12"), (await AllReaders.ReadText(string.Join('\n', lines))).Warnings);
    }

    static async Task<Post> Only(string platform, string data) => Assert.Single((await AllReaders.ReadText(Line(platform, data))).Posts);

    static string Line(string platform, string data) =>
        $$"""{"nav_index":"1:2:3","item_id":"1","timestamp_collected":1728738900000,"source_platform":"{{platform}}","source_platform_url":"https://contoh.example","data":{{JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(data))}}}""";
}
