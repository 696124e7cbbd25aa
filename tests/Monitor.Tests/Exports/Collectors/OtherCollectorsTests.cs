using Monitor.Exports;
using Monitor.Posts;
using Monitor.Tests.Exports.Archives;

namespace Monitor.Tests.Exports.Collectors;

public class OtherCollectorsTests
{
    [Fact]
    public async Task SnscrapesModulesForFacebookAndInstagramAreRead()
    {
        var read = await AllReaders.ReadText("""
            {"_type": "snscrape.modules.facebook.FacebookPost", "cleanUrl": "https://www.facebook.com/siti.contoh/posts/123", "dirtyUrl": "https://www.facebook.com/siti.contoh/posts/123?x=1", "date": "2022-10-12T13:15:00+00:00", "content": "Halo", "outlinks": []}
            {"_type": "snscrape.modules.instagram.InstagramPost", "cleanUrl": "https://www.instagram.com/p/AbCdEfGhIjK/", "date": "2022-10-12T13:15:00+00:00", "content": "Foto", "username": "siti.contoh", "likes": 1}
            {"_type": "snscrape.modules.telegram.TelegramPost", "url": "https://t.me/s/x/1", "date": "2022-10-12T13:15:00+00:00", "content": "Lain"}
            """);

        Assert.Equal(["Facebook Post OwnText 1", "Instagram Post Caption 1", "rejected NoContent 1"], read.Counts);
        Assert.All(read.Posts, post => Assert.Equal("siti.contoh", post.Author.Handle));
    }

    [Fact]
    public async Task SnscrapesRetweetsQuotesAndRepliesKeepWhoseWordsTheyAre()
    {
        const string user = """ "user":{"username":"siti_contoh","id":12} """;
        var read = await AllReaders.ReadText($$$"""
            {"_type":"snscrape.modules.twitter.Tweet","url":"https://twitter.com/siti_contoh/status/1","date":"2022-10-12T13:15:00+00:00","content":"RT @paslon_a: Mari","id":1580000000000000001,{{{user}}},"retweetedTweet":{"content":"Mari menang","user":{"username":"paslon_a"} } }
            {"_type":"snscrape.modules.twitter.Tweet","url":"https://twitter.com/siti_contoh/status/2","date":"2022-10-12T13:15:00+00:00","content":"Setuju","id":1580000000000000002,{{{user}}},"quotedTweet":{"content":"JANGAN-DIBACA","user":{"username":"paslon_b"} } }
            {"_type":"snscrape.modules.twitter.Tweet","url":"https://twitter.com/siti_contoh/status/3","date":"2022-10-12T13:15:00+00:00","content":"Ya","id":1580000000000000003,{{{user}}},"inReplyToTweetId":9,"inReplyToUser":{"username":"budi"} }
            """);

        Assert.Equal(["X Quote OwnText 1", "X Reply OwnText 1", "X Repost SharedText 1"], read.Counts);
        Assert.Equal(["paslon_a", "paslon_b", "budi"], read.Posts.Select(post => post.Target?.Handle));
    }

    [Fact]
    public async Task AFolderOfInstaloaderInAZipIsReadWithoutItsPictures()
    {
        const string post = """{"node":{"__typename":"GraphImage","id":"3700000000000000001","shortcode":"AbCdEfGhIjK","taken_at_timestamp":1728738900,"edge_media_to_caption":{"edges":[{"node":{"text":"Bersama"}}]},"owner":{"id":"5","username":"siti.contoh"}},"instaloader":{"version":"4.13","node_type":"Post"}}""";
        const string comments = """[{"id":1,"created_at":1728739200,"text":"mantap","owner":{"username":"budi"},"likes_count":0,"answers":[{"id":2,"created_at":1728739300,"text":"siap","owner":{"username":"siti.contoh"},"likes_count":0}]}]""";

        var read = await AllReaders.ReadBytes(ReadArchive.Zip(
            ("siti.contoh/2024-10-12_13-15-00_UTC.json", post), ("siti.contoh/2024-10-12_13-15-00_UTC_comments.json", comments),
            ("siti.contoh/2024-10-12_13-15-00_UTC.jpg", "x"), ("siti.contoh/id", "5")));

        Assert.Equal("instaloader", read.Format);
        Assert.Equal(["Instagram Comment OwnText 1", "Instagram Post Caption 1", "Instagram Reply OwnText 1", "warned MembersLeftUnopened 2"], read.Counts);
        Assert.Equal(["siti.contoh", "budi", "siti.contoh"], read.Posts.Select(post => post.Author.Handle));
    }

    [Fact]
    public async Task FacebookScraperTellsOwnWordsFromShared()
    {
        var read = await AllReaders.ReadText("""
            [{"post_id":"1","text":"Dukung\n\nAsli","post_text":"Dukung","shared_text":"Asli","time":"2024-10-12 20:15:00","timestamp":1728738900,"post_url":"https://facebook.com/siti.contoh/posts/1","user_id":"100000000000001","username":"Siti Contoh","user_url":"https://facebook.com/siti.contoh?x=1","shared_username":"Paslon A",
              "comments_full":[{"comment_id":"5","commenter_name":"Budi Contoh","commenter_url":"https://facebook.com/budi.contoh","comment_text":"Siap","comment_time":"2024-10-12 20:20:00","replies":[{"comment_id":"6","commenter_name":"Siti Contoh","comment_text":"Makasih"}]}]},
             {"post_id":"2","text":"Asli","post_text":"","shared_text":"Asli","time":null,"timestamp":null,"post_url":"https://facebook.com/siti.contoh/posts/2","user_id":"100000000000001","username":"Siti Contoh"}]
            """);

        Assert.Equal(["Facebook Comment OwnText 1", "Facebook Post OwnText 1", "Facebook Reply OwnText 1", "Facebook Share SharedText 1"], read.Counts);
        Assert.Equal(("Dukung", "siti.contoh", 1728738900L), (read.Posts[0].Text, read.Posts[0].Author.Handle, read.Posts[0].Time.At?.ToUnixTimeSeconds()));
        Assert.Equal(PostWarnings.TimeZoneAssumed, read.Posts[1].Warnings);
    }

    [Fact]
    public async Task PrettyPrintedRecordsOneAfterAnotherAreRead()
    {
        var read = await AllReaders.ReadText("""
            {
              "_type": "snscrape.modules.twitter.Tweet",
              "url": "https://twitter.com/a/status/1", "date": "2022-10-12T13:15:00+00:00", "content": "satu", "id": 1580000000000000001, "user": {"username": "a"}
            }
            {
              "_type": "snscrape.modules.twitter.Tweet",
              "url": "https://twitter.com/a/status/2", "date": "2022-10-12T13:15:00+00:00", "content": "dua", "id": 1580000000000000002, "user": {"username": "a"}
            }
            """);

        Assert.Equal(["satu", "dua"], read.Posts.Select(post => post.Text));
    }

    [Fact]
    public async Task RoundedIdsAreNotTrusted()
    {
        var post = Assert.Single((await AllReaders.ReadText("""{"_type":"snscrape.modules.twitter.Tweet","url":"https://twitter.com/a/status/1580000000000000001","date":"2022-10-12T13:15:00+00:00","content":"satu","id":1.58e18,"user":{"username":"a"}}""")).Posts);

        Assert.Equal((null, PostWarnings.IdPrecisionLost), (post.PlatformId, post.Warnings));
    }

    /// <summary>A collector who is signed in sees what friends see; it is not public for that.</summary>
    [Theory]
    [InlineData("""{"created_at":"Sat Oct 12 13:15:00 +0000 2024","id_str":"1845090793681846273","full_text":"halo","user":{"id_str":"77","screen_name":"siti_contoh","protected":CLOSED}}""")]
    [InlineData("""{"data":[{"id":"1845090793681846273","text":"halo","author_id":"77","created_at":"2024-10-12T13:15:00.000Z"}],"includes":{"users":[{"id":"77","username":"siti_contoh","protected":CLOSED}]},"__twarc":{}}""")]
    [InlineData("""{"_type":"snscrape.modules.twitter.Tweet","url":"https://twitter.com/siti_contoh/status/1845090793681846273","date":"2022-10-12T13:15:00+00:00","rawContent":"halo","id":1845090793681846273,"user":{"username":"siti_contoh","protected":CLOSED}}""")]
    [InlineData("""{"id":"1845090793681846273","twitterUrl":"x","text":"halo","createdAt":"Sat Oct 12 13:15:00 +0000 2024","author":{"userName":"siti_contoh","protected":CLOSED}}""")]
    [InlineData("""{"node":{"id":"3700000000000000001","shortcode":"AbCdEfGhIjK","taken_at_timestamp":1728738900,"edge_media_to_caption":{"edges":[{"node":{"text":"halo"}}]},"owner":{"username":"siti.contoh","is_private":CLOSED}},"instaloader":{"node_type":"Post"}}""")]
    [InlineData("""{"nav_index":"1:1:1","source_platform":"tiktok.com","data":{"id":"7400000000000000001","desc":"halo","createTime":1728738900,"author":{"uniqueId":"siti.contoh"},"forFriend":CLOSED}}""")]
    [InlineData("""{"nav_index":"1:1:1","source_platform":"tiktok.com","data":{"id":"7400000000000000001","desc":"halo","createTime":1728738900,"author":{"uniqueId":"siti.contoh","privateAccount":CLOSED}}}""")]
    [InlineData("""{"nav_index":"1:1:1","source_platform":"instagram.com","data":{"code":"AbCdEfGhIjK","taken_at":1728738900,"caption":{"text":"halo"},"user":{"username":"siti.contoh","is_private":CLOSED}}}""")]
    [InlineData("""{"nav_index":"1:1:1","source_platform":"twitter.com","data":{"rest_id":"1845090793681846273","core":{"user_results":{"result":{"core":{"screen_name":"siti_contoh"},"privacy":{"protected":CLOSED}}}},"legacy":{"full_text":"halo","created_at":"Sat Oct 12 13:15:00 +0000 2024"}}}""")]
    public async Task WhatAClosedAccountPublishesIsNotPublic(string record)
    {
        var closed = await AllReaders.ReadText(record.Replace("CLOSED", "true", StringComparison.Ordinal));
        var open = await AllReaders.ReadText(record.Replace("CLOSED", "false", StringComparison.Ordinal));

        Assert.Equal(RejectReason.NotPublic, Assert.Single(closed.Rejected).Reason);
        Assert.Empty(closed.Posts);
        Assert.Equal("halo", Assert.Single(open.Posts).Text);
    }

    [Fact]
    public async Task TheTimeOfACollectorsComputerIsTakenForTheAgencys()
    {
        var post = Assert.Single((await AllReaders.ReadText("""[{"post_id":"1","text":"Dukung","post_text":"Dukung","shared_text":"","time":"2024-10-12 20:15:00","timestamp":null,"post_url":"https://facebook.com/siti.contoh/posts/1","username":"Siti Contoh"}]""")).Posts);

        Assert.Equal((new DateTimeOffset(2024, 10, 12, 20, 15, 0, TimeSpan.FromHours(8)), PostWarnings.TimeZoneAssumed), (post.Time.At, post.Warnings));
    }

    [Fact]
    public async Task APictureWithoutACaptionIsNoSignOfAChange() =>
        Assert.Equal(["rejected NoContent 1"], (await AllReaders.ReadText(
            """{"node":{"__typename":"GraphImage","id":"3700000000000000001","shortcode":"AbCdEfGhIjK","taken_at_timestamp":1728738900,"owner":{"username":"siti.contoh"}},"instaloader":{"node_type":"Post"}}""")).Counts);
}
