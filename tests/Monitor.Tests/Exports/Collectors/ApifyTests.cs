using Monitor.Posts;

namespace Monitor.Tests.Exports.Collectors;

public class ApifyTests
{
    [Fact]
    public async Task TheShortestFacebookDatasetNamesItsAuthorInTheLink()
    {
        var read = await AllReaders.ReadText("""
            [{"media":[{"thumbnail":"https://contoh.example/a.jpg","ocrText":"May be an image of text"}],"url":"https://www.facebook.com/siti.contoh/posts/pfbid0nJq","text":"Menangkan!","likes":2,"shares":0}]
            """);

        var post = Assert.Single(read.Posts);
        Assert.Equal(("apify", "siti.contoh", PostTime.Missing, PostWarnings.None), (read.Format, post.Author.Handle, post.Time, post.Warnings));
    }

    [Fact]
    public async Task ErrorsAndDemoRowsAreTheToolsOwn()
    {
        var read = await AllReaders.ReadText("""
            {"url":"https://www.facebook.com/privat","error":"not_available","errorDescription":"Content not found"}
            {"noResults":true}
            {"demo":true}
            {"inputUrl":"https://www.instagram.com/siti.contoh","id":"1","shortCode":"AbC","caption":"Halo","ownerUsername":"siti.contoh","timestamp":"2024-10-12T13:15:00.000Z"}
            """);

        Assert.Equal(["Instagram Post Caption 1", "rejected ToolError 3"], read.Counts);
    }

    [Fact]
    public async Task CommentsOfOthersAndTheAnswersToThemAreSeparateRecords()
    {
        var read = await AllReaders.ReadText("""
            [{"id":"1","shortCode":"AbC","caption":null,"ownerUsername":"paslon.a","timestamp":"2024-10-12T13:15:00.000Z","latestComments":[
               {"id":"2","text":"Siap pak","ownerUsername":"siti.contoh","timestamp":"2024-10-12T13:20:00.000Z","replies":[{"id":"3","text":"Makasih","ownerUsername":"paslon.a","timestamp":"2024-10-12T13:21:00.000Z"}]}]}]
            """);

        Assert.Equal(["Instagram Comment OwnText 1", "Instagram Reply OwnText 1", "rejected NoContent 1"], read.Counts);
        Assert.Equal(["1/latestComments/0", "1/latestComments/0/replies/0"], read.Posts.Select(post => post.Place.Locator));
        Assert.Equal(("siti.contoh", "paslon.a"), (read.Posts[0].Author.Handle, read.Posts[0].Target?.Handle));
    }

    [Fact]
    public async Task AShareWithoutOwnWordsHoldsTheWordsOfTheOther()
    {
        var read = await AllReaders.ReadText("""
            [{"postId":"1","facebookUrl":"https://www.facebook.com/siti.contoh","url":"https://www.facebook.com/siti.contoh/posts/1","time":"2024-10-12T13:15:00.000Z","text":"","user":{"id":"100000000000001","name":"Siti Contoh"},
              "sharedPost":{"text":"Teks asli","user":{"name":"Paslon A"}}}]
            """);

        var post = Assert.Single(read.Posts);
        Assert.Equal((Activity.Share, TextKind.SharedText, "Teks asli", "Paslon A"), (post.Activity, post.TextKind, post.Text, post.Target?.Name));
    }

    [Theory]
    [InlineData("""{"facebookUrl":"https://www.facebook.com/groups/1","url":"https://www.facebook.com/groups/1/permalink/2","time":"2024-10-12T13:15:00.000Z","text":"Halo grup","id":"x","legacyId":"2","user":{"id":"100000000000001","name":"Siti Contoh"},"groupTitle":"Guru Kukar"}""", "Facebook GroupPost OwnText 1", "100000000000001")]
    [InlineData("""{"commentUrl":"https://www.facebook.com/x/posts/1?comment_id=2","id":"y","date":"2024-10-12T13:15:00.000Z","text":"Mantap","profileUrl":"https://www.facebook.com/siti.contoh","profileName":"Siti Contoh","profileId":"100000000000001","likesCount":0,"threadingDepth":0,"facebookUrl":"https://www.facebook.com/x/posts/1"}""", "Facebook Comment OwnText 1", "100000000000001")]
    [InlineData("""{"postUrl":"https://www.instagram.com/p/AbC/","id":"1","text":"Siap","ownerUsername":"siti.contoh","timestamp":"2024-10-12T13:15:00.000Z","repliesCount":0,"replies":[],"likesCount":0,"owner":{"id":"100000000000001"}}""", "Instagram Comment OwnText 1", "100000000000001")]
    [InlineData("""{"cid":"1","text":"Gas","createTime":1728738900,"createTimeISO":"2024-10-12T13:15:00.000Z","uniqueId":"siti.contoh","uid":"100000000000001","repliesToId":null,"videoWebUrl":"https://www.tiktok.com/@a/video/7400000000000000001","diggCount":0}""", "TikTok Comment OwnText 1", "100000000000001")]
    [InlineData("""{"type":"tweet","id":"1845090793681846273","url":"https://x.com/siti_contoh/status/1845090793681846273","twitterUrl":"https://twitter.com/siti_contoh/status/1845090793681846273","text":"Kerja &amp; doa","createdAt":"Sat Oct 12 13:15:00 +0000 2024","isReply":false,"isRetweet":false,"isQuote":false,"author":{"userName":"siti_contoh","name":"Siti","id":"100000000000001"}}""", "X Post OwnText 1", "100000000000001")]
    [InlineData("""{"tweet_id":"1845090793681846273","created_at":"Sat Oct 12 13:15:00 +0000 2024","text":"Kerja","favorites":0,"retweets":0,"author":{"rest_id":"100000000000001","screen_name":"siti_contoh","name":"Siti"},"conversation_id":"1"}""", "X Post OwnText 1", "100000000000001")]
    public async Task EveryActorIsKnownByItsKeys(string record, string expected, string author)
    {
        var read = await AllReaders.ReadText($"[{record}]");

        Assert.Equal("apify", read.Format);
        Assert.Equal([expected], read.Counts);
        Assert.Equal(author, read.Posts[0].Author.PlatformId);
        Assert.Equal(1728738900, read.Posts[0].Time.At?.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task AZipOfDatasetsIsReadByTheSameReader()
    {
        var zip = Archives.ReadArchive.Zip(("dataset_instagram.json", """[{"inputUrl":"x","id":"1","shortCode":"AbC","caption":"Halo","ownerUsername":"siti.contoh","timestamp":"2024-10-12T13:15:00.000Z","latestComments":[{"id":"2","text":"Siap","ownerUsername":"budi"}]}]"""));

        var read = await AllReaders.ReadBytes(zip);

        Assert.Equal(["Instagram Comment OwnText 1", "Instagram Post Caption 1"], read.Counts);
        Assert.Equal("dataset_instagram.json", read.Posts[0].Place.Member);
    }

    [Fact]
    public async Task AProfileBringsItsWordsAndItsLatestPosts()
    {
        var read = await AllReaders.ReadText("""
            [{"id":"123","username":"siti.contoh","url":"https://www.instagram.com/siti.contoh","fullName":"Siti Contoh","biography":"Guru, ibu dua anak","private":false,
              "latestPosts":[{"id":"1","type":"Image","shortCode":"DBCabcdefgh","caption":"kaption","url":"https://www.instagram.com/p/DBCabcdefgh/","timestamp":"2024-10-12T13:15:00.000Z","ownerUsername":"siti.contoh","latestComments":[]}]}]
            """);

        Assert.Equal("apify", read.Format);
        Assert.Equal(["Instagram Bio OwnText 1", "Instagram Post Caption 1"], read.Counts);
    }
}
