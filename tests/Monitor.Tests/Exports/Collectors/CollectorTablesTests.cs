using System.Globalization;
using Monitor.Exports;
using Monitor.Exports.Collectors;
using Monitor.Posts;
using Monitor.Tests.Support;

namespace Monitor.Tests.Exports.Collectors;

/// <summary>Tables of collecting tools, each under the header that the tool writes.</summary>
public class CollectorTablesTests
{
    const string FourCatX =
        "collected_from_url,id,thread_id,timestamp,unix_timestamp,link,body,author,author_fullname,author_id,author_avatar_url,author_banner_url,verified,source,language_guess,possibly_sensitive,retweet_count,reply_count,like_count,quote_count,impression_count,is_retweet,retweeted_user,is_quote_tweet,quote_tweet_id,quote_author,quote_body,quote_images,quote_videos,is_quote_withheld,is_reply,replied_author,is_withheld,hashtags,urls,images,videos,mentions,long_lat,place_name\n";

    const string FourCatInstagram =
        "collected_from_url,collected_from_view,partial_item,id,timestamp,thread_id,parent_id,url,body,author_id,author,author_fullname,verified,author_avatar_url,coauthors,coauthor_fullnames,coauthor_ids,media_type,num_media,image_urls,media_urls,hashtags,usertags,play_count,likes_hidden,num_likes,num_comments,location_name,location_id,location_latlong,location_city,unix_timestamp,missing_media\n";

    const string FourCatTikTok =
        "collected_from_url,id,thread_id,author,author_full,author_followers,author_likes,author_videos,author_avatar,body,stickers,timestamp,unix_timestamp,is_duet,is_ad,is_paid_partnership,is_sensitive,is_photosensitive,music_name,music_id,music_url,music_thumbnail,music_author,video_url,tiktok_url,thumbnail_url,likes,comments,shares,plays,hashtags,challenges,diversification_labels,location_created,effects,warning\n";

    const string FourCatTikTokComments =
        "collected_from_url,id,thread_id,author,author_full,author_avatar_url,body,timestamp,unix_timestamp,likes,replies,post_id,post_url,post_body,comment_url,is_liked_by_post_author,is_sticky,is_comment_on_comment,language_guess\n";

    const string FourCatThreads =
        "collected_from_url,id,thread_id,url,body,timestamp,author,author_is_verified,author_avatar,image_url,video_url,audio_url,link_url,link_thumbnail_url,is_paid_partnership,likes,reposts,replies,quotes,hashtags,unix_timestamp\n";

    const string FourCatFacebook = "id,url,body,timestamp,author,author_name,image_url,video_url,is_in_group,group_name,unix_timestamp\n";

    const string Twarc =
        "id,conversation_id,referenced_tweets.replied_to.id,referenced_tweets.retweeted.id,referenced_tweets.quoted.id,author_id,in_reply_to_user_id,in_reply_to_username,retweeted_user_id,retweeted_username,quoted_user_id,quoted_username,created_at,text,lang,source,author.username,author.name\n";

    const string Twint =
        "id\tconversation_id\tcreated_at\tdate\ttime\ttimezone\tuser_id\tusername\tname\tplace\ttweet\tlanguage\tmentions\turls\tphotos\treplies_count\tretweets_count\tlikes_count\thashtags\tcashtags\tlink\tretweet\tquote_url\tvideo\tthumbnail\tnear\tgeo\tsource\tuser_rt_id\tuser_rt\tretweet_id\treply_to\tretweet_date\ttranslate\ttrans_src\ttrans_dest\n";

    const string CrowdTangleFacebook =
        "Page Name,User Name,Facebook Id,Page Category,Page Admin Top Country,Page Description,Page Created,Likes at Posting,Followers at Posting,Post Created,Post Created Date,Post Created Time,Type,Total Interactions,Likes,Comments,Shares,Love,Wow,Haha,Sad,Angry,Care,Video Share Status,URL,Message,Link,Final Link,Image Text,Link Text,Description,Sponsor Id,Overperforming Score\n";

    const string CrowdTangleInstagram =
        "Account,User Name,Followers at Posting,Post Created,Type,Total Interactions,Likes,Comments,Views,URL,Link,Photo,Title,Description,Image Text\n";

    const string ContentLibrary =
        "id,text,creation_time,modified_time,lang,content_type,mcl_url,post_owner.type,post_owner.id,post_owner.name,post_owner.username,surface.type,surface.id,surface.name,shared_post_id,link_attachment.link,link_attachment.name,statistics.like_count\n";

    [Theory]
    [InlineData("4cat", FourCatX + ",1845090793681846273,1845090793681846273,2024-10-12 21:15:00,1728738900,https://x.com/siti_contoh/status/1845090793681846273,Kerja &amp; doa,siti_contoh,Siti Contoh,1234567890,,,,,in,,,,,,,no,,no,,,,,,,no,,,,,,,,,",
        "X Post OwnText @siti_contoh 'Kerja & doa' 2024-10-12T13:15:00Z 1845090793681846273")] // "timestamp" is the server's clock
    [InlineData("4cat", FourCatX + ",1845090793681846274,1,2024-10-12 13:15:00,1728738900,,RT @paslon_a: ayo coblos,siti_contoh,Siti Contoh,1,,,,,in,,,,,,,yes,paslon_a,no,,,,,,,no,,,,,,,,,",
        "X Repost SharedText @siti_contoh 'RT @paslon_a: ayo coblos' 2024-10-12T13:15:00Z 1845090793681846274 > paslon_a")]
    [InlineData("4cat", FourCatX + ",1845090793681846275,1,2024-10-12 13:15:00,1728738900,,mantap,siti_contoh,Siti Contoh,1,,,,,in,,,,,,,no,,yes,99,paslon_a,kata orang,,,,no,,,,,,,,,",
        "X Quote OwnText @siti_contoh 'mantap' 2024-10-12T13:15:00Z 1845090793681846275 > paslon_a")] // the quoted words are left where they are
    [InlineData("4cat", FourCatX + ",1845090793681846276,1,2024-10-12 13:15:00,1728738900,,setuju,siti_contoh,Siti Contoh,1,,,,,in,,,,,,,no,,no,,,,,,,yes,paslon_a,,,,,,,,",
        "X Reply OwnText @siti_contoh 'setuju' 2024-10-12T13:15:00Z 1845090793681846276 > paslon_a")]
    [InlineData("4cat", FourCatInstagram + ",,no,AbCdEfGhIjK,2024-10-12 13:15:00,AbCdEfGhIjK,AbCdEfGhIjK,https://www.instagram.com/p/AbCdEfGhIjK/,Bersama warga,56,siti.contoh,Siti Contoh,no,,\"siti.contoh,budi.contoh\",,,photo,1,,,,,0,no,1,1,,,,,1728738900,",
        "Instagram Post Caption @siti.contoh 'Bersama warga' 2024-10-12T13:15:00Z AbCdEfGhIjK", "Instagram Post Caption @budi.contoh 'Bersama warga' 2024-10-12T13:15:00Z")]
    [InlineData("4cat", FourCatTikTok + ",7424900000000000001,7424900000000000001,siti.contoh,Siti Contoh,1,1,1,,joget di kantor,,2024-10-12 13:15:00,1728738900,no,no,no,no,no,,,,,,,https://www.tiktok.com/@siti.contoh/video/7424900000000000001,,1,1,1,1,,,,,,",
        "TikTok Post Caption @siti.contoh 'joget di kantor' 2024-10-12T13:15:00Z 7424900000000000001")]
    [InlineData("4cat", FourCatTikTokComments + ",7424900000000000002,7424900000000000001,siti.contoh,Siti Contoh,,gas pol,2024-10-12 13:15:00,1728738900,1,0,7424900000000000001,https://www.tiktok.com/@paslon_a/video/7424900000000000001,kata paslon,,no,no,yes,id",
        "TikTok Reply OwnText @siti.contoh 'gas pol' 2024-10-12T13:15:00Z 7424900000000000002 > https://www.tiktok.com/@paslon_a/video/7424900000000000001")]
    [InlineData("4cat", FourCatThreads + ",DBcode,DBcode,https://www.threads.net/@siti.contoh/post/DBcode,halo threads,2024-10-12 13:15:00,siti.contoh,no,,,,,,,no,1,1,1,1,,1728738900",
        "Threads Post OwnText @siti.contoh 'halo threads' 2024-10-12T13:15:00Z DBcode")]
    [InlineData("4cat", FourCatFacebook + "122,https://www.facebook.com/groups/9/permalink/122,info warga,2024-10-12 13:15:00,100000000000001,Siti Contoh,,,yes,Warga Contoh,1728738900",
        "Facebook GroupPost OwnText Siti Contoh 'info warga' 2024-10-12T13:15:00Z 122 > Warga Contoh")]
    [InlineData("twarc", Twarc + "1845090793681846273,1845090793681846273,,,,1,,,,,,,2024-10-12T13:15:00.000Z,Kerja &amp; doa,in,,siti_contoh,Siti Contoh",
        "X Post OwnText @siti_contoh 'Kerja & doa' 2024-10-12T13:15:00Z 1845090793681846273")]
    [InlineData("twarc", Twarc + "1845090793681846274,1,,99,,1,,,2,paslon_a,,,2024-10-12T13:15:00.000Z,RT @paslon_a: ayo …,in,,siti_contoh,Siti Contoh",
        "X Repost SharedText @siti_contoh 'RT @paslon_a: ayo …' 2024-10-12T13:15:00Z 1845090793681846274 > paslon_a TextTruncated")]
    [InlineData("twarc", Twarc + "1845090793681846275,1,98,,,1,2,paslon_a,,,,,2024-10-12T13:15:00.000Z,@paslon_a siap,in,,siti_contoh,Siti Contoh",
        "X Reply OwnText @siti_contoh '@paslon_a siap' 2024-10-12T13:15:00Z 1845090793681846275 > paslon_a")]
    [InlineData("twarc", Twarc + "1845090793681846276,1,,,97,1,,,,,2,paslon_b,2024-10-12T13:15:00.000Z,lihat ini,in,,siti_contoh,Siti Contoh",
        "X Quote OwnText @siti_contoh 'lihat ini' 2024-10-12T13:15:00Z 1845090793681846276 > paslon_b")]
    [InlineData("twint", Twint + "1845090793681846273\t1845090793681846273\t2024-10-12 20:15:00 SE Asia Standard Time\t2024-10-12\t20:15:00\t+0700\t1\tsiti_contoh\tSiti Contoh\t\tkerja, kerja\tin\t[]\t[]\t[]\t0\t0\t0\t[]\t[]\thttps://twitter.com/siti_contoh/status/1845090793681846273\tFalse\t\t0\t\t\t\t\t\t\t\t[]\t\t\t\t",
        "X Post OwnText @siti_contoh 'kerja, kerja' 2024-10-12T13:15:00Z 1845090793681846273")]
    [InlineData("twint", Twint + "1845090793681846274\t77\t2024-10-12 20:15:00 SE Asia Standard Time\t2024-10-12\t20:15:00\t+0700\t1\tsiti_contoh\tSiti Contoh\t\tsiap\tin\t[]\t[]\t[]\t0\t0\t0\t[]\t[]\thttps://twitter.com/siti_contoh/status/1845090793681846274\tFalse\t\t0\t\t\t\t\t\t\t\t[{'screen_name': 'paslon_a', 'name': 'A', 'id': '2'}]\t\t\t\t",
        "X Reply OwnText @siti_contoh 'siap' 2024-10-12T13:15:00Z 1845090793681846274 > paslon_a")]
    [InlineData("crowdtangle", CrowdTangleFacebook + "Dinas Contoh,dinas.contoh,100,GOVERNMENT,ID,,2012-01-01,\"1,234\",\"1,234\",2024-10-12 09:15:00 EDT,2024-10-12,09:15:00,Photo,\"1,234\",1,1,1,1,1,1,1,1,1,,https://www.facebook.com/dinas.contoh/posts/1,Selamat pagi,,,,,,,1.2",
        "Facebook Post OwnText @dinas.contoh 'Selamat pagi' 2024-10-12T13:15:00Z")]
    [InlineData("crowdtangle", CrowdTangleFacebook + "Dinas Contoh,dinas.contoh,100,GOVERNMENT,ID,,2012-01-01,1,1,2024-10-12 20:15:00 WIB,2024-10-12,20:15:00,Link,1,1,1,1,1,1,1,1,1,1,,https://www.facebook.com/dinas.contoh/posts/2,,https://berita.contoh.example/1,https://berita.contoh.example/1,,Judul berita orang,,,1.2",
        "Facebook Share SharedText @dinas.contoh 'Judul berita orang' 2024-10-12T13:15:00Z > https://berita.contoh.example/1")]
    [InlineData("crowdtangle", CrowdTangleInstagram + "Dinas Contoh,dinas.contoh,1,2024-10-12 13:15:00 XYZ,Photo,1,1,1,1,https://www.instagram.com/p/AbC/,,,,Keterangan foto,",
        "Instagram Post Caption @dinas.contoh 'Keterangan foto' - TimeUnreadable")] // a zone that nobody knows leaves the time unread
    [InlineData("meta-content-library", ContentLibrary + "MCL1,Kerja,2024-10-12T13:15:00+00:00,,id,post,https://www.facebook.com/transparency/x,page,MCL9,Dinas Contoh,dinas.contoh,page,MCL9,Dinas Contoh,,,,1",
        "Facebook Post OwnText @dinas.contoh 'Kerja' 2024-10-12T13:15:00Z MCL1")]
    [InlineData("meta-content-library", ContentLibrary + "MCL2,,2024-10-12T13:15:00+00:00,,id,post,https://www.facebook.com/transparency/x,page,MCL9,Dinas Contoh,dinas.contoh,page,MCL9,Dinas Contoh,MCL7,https://berita.contoh.example/1,Judul orang,1",
        "Facebook Share SharedText @dinas.contoh 'Judul orang' 2024-10-12T13:15:00Z MCL2 > https://berita.contoh.example/1")]
    [InlineData("youtube-data-tools", "id,replyCount,likeCount,publishedAt,authorName,text,authorChannelId,authorChannelUrl,isReply,isReplyTo,isReplyToName\nUgx1,0,0,2024-10-12T13:15:00Z,@siti-contoh,Gas pol,UCaaaaaaaaaaaaaaaaaaaaaa,,1,Ugx0,@paslon_a",
        "YouTube Reply OwnText @siti-contoh 'Gas pol' 2024-10-12T13:15:00Z Ugx1 > @paslon_a")]
    [InlineData("table", "position,channelId,channelTitle,videoId,publishedAt,publishedAtSQL,videoTitle,videoDescription,tags\n1,UCaaaaaaaaaaaaaaaaaaaaaa,Kanal Contoh,dQw4w9WgXcQ,2024-10-12T13:15:00Z,2024-10-12 13:15:00,Judul,Kerja,",
        "YouTube Post OwnText Kanal Contoh 'Kerja' 2024-10-12T13:15:00Z dQw4w9WgXcQ")] // videos by the YouTube Data Tools: the channel is the author
    [InlineData("tiktok-research", "video_id,username,create_time,video_description,voice_to_text,like_count\n7424900000000000001,siti.contoh,1728738900,joget,,1",
        "TikTok Post Caption @siti.contoh 'joget' 2024-10-12T13:15:00Z 7424900000000000001")]
    [InlineData("snscrape", "_type,url,date,rawContent,renderedContent,id,user,retweetedTweet,quotedTweet,inReplyToTweetId,inReplyToUser\nsnscrape.modules.twitter.Tweet,https://twitter.com/siti_contoh/status/1845090793681846273,2024-10-12 13:15:00+00:00,Kerja &amp; doa,Kerja & doa,1.845090793681846e+18,\"{'username': 'siti_contoh', 'id': 1}\",,,,",
        "X Post OwnText @siti_contoh 'Kerja & doa' 2024-10-12T13:15:00Z 1845090793681846273")] // pandas has rounded the id; the link has it whole
    [InlineData("exportcomments", ",,Name,Username,\"Profile ID\",Date,Likes,Comment,\"User Verified\",Thumbnail,\"Comment ID\",\"Profile URL\",\"Comment URL\"\n1,,siti.contoh,,56000000000,\"2024-10-12 13:15:00\",0,\"Gas pol\",no,https://cdn.example/x.jpg,17990000000000001,,https://www.instagram.com/p/AbCdEfGhIjK/c/17990000000000001",
        "Instagram Comment OwnText @siti.contoh 'Gas pol' 2024-10-12T13:15:00Z 17990000000000001 > https://www.instagram.com/p/AbCdEfGhIjK/c/17990000000000001 TimeZoneAssumed")] // the account stands under Name
    [InlineData("exportcomments", "id,Name,Date,Likes,isHearted,isPinned,Comment,(view source)\n1,@siti-contoh,03/04/24 20:15:30,3,no,no,Dukung,view comment",
        "YouTube Comment OwnText @siti-contoh 'Dukung' 2024-04-03T20:15:30Z TimeZoneAssumed")]
    [InlineData("apify", "facebookUrl,postId,url,time,user.id,user.name,text,likes,topComments.0.text,topComments.0.profileName,topComments.0.id\nhttps://www.facebook.com/siti.contoh,122,https://www.facebook.com/siti.contoh/posts/122,2024-10-12T13:15:00.000Z,1,Siti Contoh,Halo,1,mantap,Budi Contoh,900",
        "Facebook Post OwnText @siti.contoh 'Halo' 2024-10-12T13:15:00Z 122", "Facebook Comment OwnText Budi Contoh 'mantap' - 900")] // parted by dots, as a second tool flattens it
    public async Task EachHeaderIsItsToolsAndEachRowItsAuthors(string format, string table, params string[] acts)
    {
        var read = await AllReaders.ReadText(table + "\n");

        Assert.Equal(format, read.Format);
        Assert.Empty(read.Rejected);
        Assert.Equal(acts, read.Posts.Select(Told));
    }

    [Fact]
    public async Task TheSameTableInAWorkbookIsTheSame()
    {
        var rows = (FourCatFacebook + "122,https://www.facebook.com/siti.contoh/posts/122,halo,2024-10-12 13:15:00,siti.contoh,Siti Contoh,,,no,,1728738900").Split('\n').Select(line => line.Split(',').ToArray<object?>()).ToArray();

        var read = await AllReaders.ReadBytes(new Workbook().Sheet("Sheet1", rows).ToArray(), "tabel.xlsx");

        Assert.Equal("4cat", read.Format);
        Assert.Equal(["Facebook Post OwnText @siti.contoh 'halo' 2024-10-12T13:15:00Z 122"], read.Posts.Select(Told));
    }

    [Fact]
    public async Task AToolThatSuddenlyGivesNothingIsSaidToHaveChanged()
    {
        var read = await AllReaders.ReadText(FourCatFacebook + "122,https://x.example,,2024-10-12 13:15:00,,,,,no,,1728738900\n");

        Assert.Equal([new ReadResult.Warned(ExportWarning.FormatMayHaveChanged, "0/1")], read.Warnings);
    }

    [Fact]
    public async Task ATableOfPeopleIsNoTools()
    {
        var read = await AllReaders.ReadText("Nama;Akun;Tanggal;Isi;Tautan\nSiti;siti;12/10/2024;halo;https://x.com/siti/status/1\n");

        Assert.Equal("table", read.Format);
    }

    [Fact]
    public void NoToolClaimsAnothersHeader()
    {
        foreach (var header in (string[])[FourCatX, FourCatInstagram, FourCatTikTok, FourCatTikTokComments, FourCatThreads, FourCatFacebook, Twarc, Twint.Replace('\t', ','), CrowdTangleFacebook, CrowdTangleInstagram, ContentLibrary])
            Assert.Single(CollectorTables.All, table => table.Recognizes(new ColumnNames(header.Trim().Split(','))));
    }

    static string Told(Post post)
    {
        var author = post.Author.Handle is { } handle ? $"@{handle}" : post.Author.DisplayName;
        var target = post.Target is { } aimed ? $" > {aimed.Name ?? aimed.Handle ?? aimed.Url}" : "";
        var warnings = post.Warnings is PostWarnings.None ? "" : $" {post.Warnings}";
        var at = post.Time.At?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "-";
        return $"{post.Platform} {post.Activity} {post.TextKind} {author} '{post.Text}' {at}{(post.PlatformId is { } id ? $" {id}" : "")}{target}{warnings}";
    }

    [Fact]
    public async Task TheLinkAboveATableNamesThePlatformWhereNoCellDoes()
    {
        var read = await AllReaders.ReadText("""
            ExportComments.com
            Source URL,https://www.facebook.com/paslona/posts/1



            ,,Name (click to view profile),Profile ID,Date,Likes,Comment,(view source)
            1,,Siti Contoh,ID: 809570028,12/10/24 13:15:00,1,Mantap,view comment
            ,1,Budi,ID: 80957,12/10/24 13:16:00,0,balas,view comment
            """);

        Assert.Equal(["Facebook Comment OwnText 1", "Facebook Reply OwnText 1"], read.Counts);
        Assert.All(read.Posts, post => Assert.Equal("https://www.facebook.com/paslona/posts/1", post.Target?.Url));
        Assert.Equal((null, "Budi"), (read.Posts[1].Author.Handle, read.Posts[1].Author.DisplayName)); // one word is still a shown name
    }

    [Theory]
    [InlineData("video_id,author_name,create_time,video_description,voice_to_text")]
    [InlineData("id,username,create_time,video_description,region_code")]
    public async Task TikToksResearchApiNamesTheHandle(string header)
    {
        var post = Assert.Single((await AllReaders.ReadText($"{header}\n7424800000000000001,siti.contoh,1728738900,isi film,x\n")).Posts);

        Assert.Equal(("siti.contoh", "7424800000000000001", 1728738900L), (post.Author.Handle, post.PlatformId, post.Time.At?.ToUnixTimeSeconds()));
    }
}
