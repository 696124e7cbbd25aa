using Monitor.Exports;
using Monitor.Posts;

namespace Monitor.Tests.Exports.Collectors;

public class TwarcTests
{
    const string Page = """
        {"data":[{"id":"1845090793681846273","author_id":"12","created_at":"2024-10-12T13:15:00.000Z","conversation_id":"1","text":"RT @paslon_a: Mari menang bers…","referenced_tweets":[{"type":"retweeted","id":"1845"}]},{"id":"1845090793681846274","author_id":"12","created_at":"2024-10-12T13:16:00.000Z","text":"Kerja &amp; doa https://t.co/x https://t.co/p","entities":{"urls":[{"url":"https://t.co/x","expanded_url":"https://contoh.example/a"},{"url":"https://t.co/p","expanded_url":"https://twitter.com/s/status/1/photo/1","display_url":"pic.twitter.com/p","media_key":"3_1"}]},"attachments":{"media_keys":["3_1"]}}],"includes":{"users":[{"id":"12","username":"siti_contoh","name":"Siti"},{"id":"99","username":"paslon_a","name":"Paslon A"}],"tweets":[{"id":"1845","author_id":"99","text":"Mari menang bersama"}]},"meta":{"result_count":2},"__twarc":{"version":"2.9"}}
        """;

    [Fact]
    public async Task APageGivesEachOfItsPostsWithTheNamesThatCameWithIt()
    {
        var read = await AllReaders.ReadText(Page);

        Assert.Equal(["X Post Caption 1", "X Repost SharedText 1"], read.Counts);
        Assert.Equal(("siti_contoh", "Mari menang bersama", "paslon_a", "1/data/0"), (read.Posts[0].Author.Handle, read.Posts[0].Text, read.Posts[0].Target?.Handle, read.Posts[0].Place.Locator));
        Assert.Equal("Kerja & doa https://contoh.example/a", read.Posts[1].Text);
    }

    [Fact]
    public async Task ErrorsAndHalfLinesAreCounted()
    {
        var read = await AllReaders.ReadText($$"""
            {{Page.Trim()}}
            {"errors":[{"title":"Not Found Error"}],"__twarc":{"version":"2.9"} }
            {"meta":{"result_count":0},"__twarc":{"version":"2.9"} }
            {"data":[],"__twarc":{"version":"2.9"} }
            {"data":{"id":"1845
            """);

        Assert.Equal(["X Post Caption 1", "X Repost SharedText 1", "rejected Malformed 1", "rejected ToolError 3", "warned LastLineCut"], read.Counts);
    }

    [Fact]
    public async Task AFlatPostBringsItsAuthorAndWhomItAnswers()
    {
        var post = Assert.Single((await AllReaders.ReadText("""
            {"id":"1845090793681846273","conversation_id":"1","author_id":"12","author":{"id":"12","username":"siti_contoh","name":"Siti"},"created_at":"2024-10-12T13:15:00.000Z","text":"potongan","note_tweet":{"text":"@budi seluruhnya"},"in_reply_to_user_id":"7","referenced_tweets":[{"type":"replied_to","id":"9","text":"apa","author":{"username":"budi"}}],"edit_history_tweet_ids":["1845090793681846200","1845090793681846273"],"__twarc":{}}
            """)).Posts);

        Assert.Equal((Activity.Reply, "budi", "@budi seluruhnya", "1845090793681846200"), (post.Activity, post.Target?.Handle, post.Text, post.PlatformId));
    }

    [Fact]
    public async Task TheFirstApiIsReadByItsTextIdsAndWholeWords()
    {
        var read = await AllReaders.ReadText("""
            {"created_at":"Sat Oct 12 13:15:00 +0000 2024","id":1845090793681846300,"id_str":"1845090793681846273","text":"Potong…","truncated":true,"extended_tweet":{"full_text":"Potongan &lt;utuh&gt;"},"user":{"id_str":"12","screen_name":"siti_contoh","name":"Siti"}}
            {"created_at":"Sat Oct 12 13:16:00 +0000 2024","id_str":"1845090793681846274","full_text":"RT @paslon_a: Mari…","user":{"id_str":"12","screen_name":"siti_contoh"},"retweeted_status":{"id_str":"1","full_text":"Mari menang","user":{"screen_name":"paslon_a"}}}
            {"created_at":"Sat Oct 12 13:17:00 +0000 2024","id_str":"1845090793681846275","full_text":"Lihat ini","user":{"id_str":"12","screen_name":"siti_contoh"},"quoted_status":{"id_str":"2","full_text":"JANGAN-DIBACA","user":{"screen_name":"paslon_b"}}}
            """);

        Assert.Equal("twarc", read.Format);
        Assert.Equal(["X Post OwnText 1", "X Quote OwnText 1", "X Repost SharedText 1"], read.Counts);
        Assert.Equal(("Potongan <utuh>", "1845090793681846273"), (read.Posts[0].Text, read.Posts[0].PlatformId));
        Assert.DoesNotContain(read.Results, result => result.ToString()!.Contains("JANGAN-DIBACA", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnEditIsANewVersionOfTheSamePost()
    {
        static string Edited(string id, string text) =>
            $$$"""{"data":[{"id":"{{{id}}}","author_id":"12","text":"{{{text}}}","created_at":"2024-10-12T13:15:00.000Z","edit_history_tweet_ids":["1845090793681846273","{{{id}}}"]}],"__twarc":{}}""";

        var (before, after) = ((await AllReaders.ReadText(Edited("1845090793681846273", "lama"))).Posts[0], (await AllReaders.ReadText(Edited("1845090793681846299", "baru"))).Posts[0]);

        Assert.Equal(PostKey.Of(before, "P-1").Identity, PostKey.Of(after, "P-1").Identity);
        Assert.NotEqual(PostKey.Of(before, "P-1").Version, PostKey.Of(after, "P-1").Version);
    }

    [Fact]
    public async Task AFileCutInItsFirstRecordIsTruncated()
    {
        var problem = await Assert.ThrowsAsync<UnreadableExportException>(() => AllReaders.ReadText(Page[..300]));

        Assert.Equal(FileProblem.Truncated, problem.Problem);
    }
}
