using Monitor.Exports;
using Monitor.Posts;

namespace Monitor.Tests.Exports.Archives;

public class XArchiveTests
{
    const string Account = """window.YTD.account.part0 = [ { "account" : { "username" : "siti_contoh", "accountId" : "77", "accountDisplayName" : "Siti Contoh" } } ]""";

    [Fact]
    public async Task TheOwnerWroteEverything()
    {
        var read = await ReadArchive.Sample("twitter-2024-11-18-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.zip");

        var owner = new PostAuthor { Handle = "siti_contoh", DisplayName = "Siti Contoh", PlatformId = "1234567890123456789", ProfileUrl = "https://x.com/siti_contoh" };
        Assert.All(read.Posts, post => Assert.Equal(owner, post.Author));
    }

    [Fact]
    public async Task LinksAreWrittenOutAndEntitiesDecodedOnce()
    {
        var post = await OnePost(Tweet("Kerja &amp;amp; doa &lt;3 https://t.co/abc https://t.co/pic",
            """ "entities":{"urls":[{"url":"https://t.co/abc","expanded_url":"https://contoh.example/?a=1&b=2"}],"media":[{"url":"https://t.co/pic","expanded_url":"https://twitter.com/siti_contoh/status/1845090793681846273/photo/1"}]} """));

        Assert.Equal("Kerja &amp; doa <3 https://contoh.example/?a=1&b=2", post.Text);
        Assert.Equal((Activity.Post, TextKind.Caption, PostWarnings.None), (post.Activity, post.TextKind, post.Warnings));
        Assert.Equal("https://x.com/siti_contoh/status/1845090793681846273", post.Url);
        Assert.Equal(PostTime.Exact(new(2024, 10, 12, 13, 15, 0, TimeSpan.Zero)), post.Time);
        Assert.Equal(new PostPlace("data/tweets.js", "/0"), post.Place);
    }

    [Fact]
    public async Task ARetweetHoldsTheWordsOfAnother()
    {
        var post = await OnePost(Tweet("RT @paslon_a: Mari bersama…", """ "entities":{"user_mentions":[{"screen_name":"paslon_a","name":"Paslon A"}]} """));

        Assert.Equal((Activity.Repost, TextKind.SharedText), (post.Activity, post.TextKind));
        Assert.Equal(new PostTarget("Paslon A", "paslon_a", null), post.Target);
        Assert.Equal(PostWarnings.TextTruncated, post.Warnings);
    }

    [Fact]
    public async Task ALinkToAnotherPostIsAQuote()
    {
        var post = await OnePost(Tweet("Setuju https://t.co/q", """ "entities":{"urls":[{"url":"https://t.co/q","expanded_url":"https://twitter.com/paslon_a/status/1845000000000000001"}]} """));

        Assert.Equal((Activity.Quote, TextKind.OwnText), (post.Activity, post.TextKind));
        Assert.Equal(new PostTarget(null, "paslon_a", "https://twitter.com/paslon_a/status/1845000000000000001"), post.Target);
    }

    [Fact]
    public async Task AnAnswerNamesWhomItAnswers()
    {
        var post = await OnePost(Tweet("@budi_c ya", """ "in_reply_to_status_id_str":"1845000000000000000","in_reply_to_screen_name":"budi_c","in_reply_to_user_id_str":"42" """));

        Assert.Equal(Activity.Reply, post.Activity);
        Assert.Equal(new PostTarget(null, "budi_c", "https://x.com/budi_c/status/1845000000000000000"), post.Target);
    }

    [Fact]
    public async Task AThreadOfOnesOwnIsNoAnswer()
    {
        var post = await OnePost(Tweet("lanjut", """ "in_reply_to_status_id_str":"1845000000000000000","in_reply_to_screen_name":"siti_contoh","in_reply_to_user_id_str":"77" """));

        Assert.Equal((Activity.Post, null), (post.Activity, post.Target));
    }

    [Fact]
    public async Task ALongPostGetsItsWholeTextFromTheNotes()
    {
        var beginning = string.Concat(Enumerable.Repeat("kata ", 55)).Trim();
        var note = $$$"""[ {"noteTweet":{"noteTweetId":"9","createdAt":"2024-10-12T13:15:02.000Z","core":{"text":"{{{beginning}}} dan &amp; sambungan https://t.co/n","urls":[{"shortUrl":"https://t.co/n","expandedUrl":"https://contoh.example"}] } } } ]""";

        var joined = await OnePost(Tweet($"{beginning}… https://t.co/zzz"), ("data/note-tweet.js", note));
        var other = await OnePost(Tweet($"Lain {beginning}… https://t.co/zzz"), ("data/note-tweet.js", note));

        Assert.Equal($"{beginning} dan & sambungan https://contoh.example", joined.Text);
        Assert.Equal(PostWarnings.None, joined.Warnings);
        Assert.Equal(PostWarnings.TextTruncated, other.Warnings);
    }

    [Theory]
    [InlineData(""" "edit_info":{"initial":{"editTweetIds":["1845090000000000000","1845090793681846273"]}} """)]
    [InlineData(""" "edit_info":{"edit":{"initialTweetId":"1845090000000000000"}} """)]
    public async Task VersionsOfAnEditedPostHaveOneId(string edit) =>
        Assert.Equal("1845090000000000000", (await OnePost(Tweet("disunting", edit))).PlatformId);

    [Theory]
    [InlineData(null, nameof(TimePrecision.FromId), nameof(PostWarnings.None))]
    [InlineData("kemarin", nameof(TimePrecision.FromId), nameof(PostWarnings.TimeUnreadable))]
    [InlineData("Sat Oct 12 13:15:00 +0000 2030", nameof(TimePrecision.Exact), nameof(PostWarnings.TimeInFuture))]
    public async Task ATimeThatIsMissingOrOddIsSaidToBe(string? createdAt, string precision, string warnings)
    {
        var at = createdAt is null ? "" : $",\"created_at\":\"{createdAt}\"";

        var post = await OnePost($$$"""[ {"tweet":{"id_str":"1845090793681846273","full_text":"halo"{{{at}}}}} ]""");

        Assert.Equal((precision, warnings), (post.Time.Precision.ToString(), post.Warnings.ToString()));
    }

    [Fact]
    public async Task LikesAndFollowsAreFactsWithoutWords()
    {
        var read = await ReadArchive.OfZip(
            ("data/account.js", Account),
            ("data/like.js", """window.YTD.like.part0 = [ {"like":{"tweetId":"1845000000000000009","fullText":"kata orang lain","expandedUrl":"https://twitter.com/i/web/status/1845000000000000009"}}, {"like":{"tweetId":"5"}} ]"""),
            ("data/following.js", """window.YTD.following.part0 = [ {"following":{"accountId":"999","userLink":"https://twitter.com/intent/user?user_id=999"}}, {"following":{}} ]"""));

        Assert.Equal(["X Follow None 1", "X Like None 2", "rejected NoContent 1"], read.Counts);
        Assert.All(read.Posts, post => Assert.Equal(("", null, PostTime.Missing), (post.Text, post.PlatformId, post.Time)));
        Assert.Equal(3, read.Posts.Select(post => PostKey.Of(post, "P")).Distinct().Count());
        Assert.NotEqual(PostKey.Of(read.Posts[0], "P"), PostKey.Of(read.Posts[0], "Q"));
    }

    [Fact]
    public async Task TheBioIsPublicWords()
    {
        var read = await ReadArchive.OfZip(("data/account.js", Account), ("data/tweets.js", "[ ]"), ("data/profile.js",
            """window.YTD.profile.part0 = [ { "profile" : { "description" : { "bio" : "Satu periode lagi &amp; terus", "website" : "", "location" : "Tenggarong" } } } ]"""));

        var bio = Assert.Single(read.Posts);
        Assert.Equal((Activity.Bio, "Satu periode lagi & terus", Audience.Public), (bio.Activity, bio.Text, bio.Audience));
    }

    [Theory]
    [InlineData("""[{"protectedHistory":{"protectedAt":"2024-01-01T00:00:00.000Z","action":"Protect"}}]""", 0, 1)]
    [InlineData("""[{"protectedHistory":{"protectedAt":"2024-05-01T00:00:00.000Z","action":"Unprotect"}},{"protectedHistory":{"protectedAt":"2024-01-01T00:00:00.000Z","action":"Protect"}}]""", 1, 0)]
    [InlineData("[ ]", 1, 0)]
    public async Task AClosedAccountIsNotPublic(string history, int read, int rejected)
    {
        var archive = await ReadArchive.OfZip(("data/account.js", Account), ("data/tweets.js", Tweet("halo")), ("data/protected-history.js", $"window.YTD.protected_history.part0 = {history}"));

        Assert.Equal((read, rejected), (archive.Posts.Count, archive.Rejected.Count(row => row.Reason == RejectReason.NotPublic)));
    }

    [Fact]
    public async Task TheManifestsCountsAreChecked()
    {
        const string manifest = """
            window.__THAR_CONFIG = {"userInfo":{"accountId":"77","userName":"siti_contoh","displayName":"Siti Contoh"},"archiveInfo":{"isPartialArchive":true},
            "dataTypes":{"tweets":{"files":[{"fileName":"data/tweets.js","count":"3"},{"fileName":"data/tweets-part1.js","count":"7"}]},"directMessages":{"files":[{"fileName":"data/direct-messages.js","count":"99"}]}}}
            """;

        var read = await ReadArchive.OfZip(("data/manifest.js", manifest), ("data/tweets.js", Tweet("halo")));

        Assert.Equal(["X Post OwnText 1", "warned CountDiffers data/tweets.js: 3 → 1", "warned PartOfSet tweets-part1.js"], read.Counts);
        Assert.Equal("siti_contoh", read.Posts[0].Author.Handle);
    }

    [Fact]
    public async Task AFileByItselfNamesItsOwnerOnlyByAPicture()
    {
        const string picture = """ "entities":{"media":[{"url":"https://t.co/p","expanded_url":"https://twitter.com/siti_contoh/status/1845090793681846273/photo/1"}]} """;

        var known = await ReadArchive.OfText($"window.YTD.tweets.part0 = {Tweet("halo https://t.co/p", picture)}", "tweets.js");
        var unknown = await ReadArchive.OfText($"window.YTD.tweets.part0 = {Tweet("halo")}", "tweets.txt");

        Assert.Equal("siti_contoh", Assert.Single(known.Posts).Author.Handle);
        Assert.Equal(["rejected NoAuthor 1"], unknown.Counts);
    }

    [Theory]
    [InlineData("window.YTD.direct_messages.part0 = [ ]", nameof(FileProblem.PrivateMessages))]
    [InlineData("window.YTD.grok_chat_item.part0 = [ ]", nameof(FileProblem.PrivateMessages))]
    [InlineData("window.YTD.ip_audit.part0 = [ ]", nameof(FileProblem.UnknownFormat))]
    public async Task OtherFilesByThemselvesAreRefused(string text, string problem) =>
        Assert.Equal(problem, (await ReadArchive.ProblemOf(System.Text.Encoding.UTF8.GetBytes(text))).ToString());

    [Fact]
    public async Task OldLayoutsAreRead()
    {
        var read = await ReadArchive.OfZip(
            ("twitter-2021/data/account.js", Account),
            ("twitter-2021/data/tweet.js", $"window.YTD.tweet.part0 = {Tweet("satu")};\n"),
            ("twitter-2021/data/tweet-part1.js", """window.YTD.tweet.part1 = [ {"id_str":"20","full_text":"tanpa bungkus","created_at":"Sat Oct 12 13:15:00 +0000 2024"} ]"""),
            ("twitter-2021/data/community-tweet.js", $"window.YTD.community_tweet.part0 = {Tweet("komunitas")}"),
            ("twitter-2021/assets/js/tweets.js", "kode"));

        Assert.Equal(["satu", "tanpa bungkus", "komunitas"], read.Posts.Select(post => post.Text));
        Assert.Equal(["warned MembersLeftUnopened 1"], read.Counts.Skip(1));
    }

    [Fact]
    public async Task AHalfCharacterIsALossAndNoCrash()
    {
        var post = await OnePost(Tweet("RT @a: terpotong \\ud83d"));

        Assert.Equal("RT @a: terpotong \uFFFD", post.Text);
        Assert.True(post.Warnings.HasFlag(PostWarnings.TextDamaged));
    }

    static async Task<Post> OnePost(string tweets, params (string, string)[] others) =>
        Assert.Single((await ReadArchive.OfZip([("data/account.js", Account), ("data/tweets.js", tweets), .. others])).Posts);

    static string Tweet(string text, string more = "") =>
        $$$"""[ {"tweet":{"id_str":"1845090793681846273","created_at":"Sat Oct 12 13:15:00 +0000 2024","full_text":"{{{text}}}"{{{(more.Length > 0 ? "," : "")}}}{{{more}}}}} ]""";

    [Fact]
    public async Task APostsFileWithoutWhatXPutsInFrontIsKnownByItsWrapper()
    {
        var read = await AllReaders.ReadText("""
            [{"tweet":{"id_str":"1845090793681846273","created_at":"Sat Oct 12 13:15:00 +0000 2024","full_text":"Foto https://t.co/p","entities":{"media":[{"url":"https://t.co/p","expanded_url":"https://twitter.com/siti_contoh/status/1845090793681846273/photo/1"}]}}},
             {"tweet":{"id_str":"1845090793681846274","created_at":"Sat Oct 12 13:16:00 +0000 2024","full_text":"lanjutan utas","in_reply_to_status_id_str":"1845090793681846273","in_reply_to_screen_name":"siti_contoh","in_reply_to_user_id_str":"77"}}]
            """);

        Assert.Equal("x-archive", read.Format);
        Assert.Equal(["X Post Caption 1", "X Post OwnText 1"], read.Counts); // to go on with one's own thread is to answer nobody
        Assert.All(read.Posts, post => Assert.Equal("siti_contoh", post.Author.Handle));
    }
}
