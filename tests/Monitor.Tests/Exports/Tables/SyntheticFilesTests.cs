using System.Globalization;
using Monitor.Posts;

namespace Monitor.Tests.Exports.Tables;

/// <summary>Made-up files in the shapes that were seen in public ones, with what each must come to.</summary>
public class SyntheticFilesTests
{
    [Theory]
    [InlineData("excel-indonesia/rekap_netralitas.xlsx", "table", 3, "", "NumbersRounded SheetSkipped")] // two-row header, totals row, hidden sheet
    [InlineData("excel-indonesia/rekap_semicolon_utf8bom.csv", "table", 3, "", "NumbersRounded")] // the row of semicolons is no row
    [InlineData("excel-indonesia/rekap_semicolon_ansi1252.csv", "table", 3, "", "NumbersRounded")]
    [InlineData("excel-indonesia/rekap_sep_hint.csv", "table", 3, "", "NumbersRounded")]
    [InlineData("excel-indonesia/rekap_unicode_text_utf16.txt", "table", 2, "", "")]
    [InlineData("excel-indonesia/csv_text_pasted_in_column_A.xlsx", "table", 1, "", "NumbersRounded")]
    [InlineData("excel-indonesia/tweet_ids_as_numbers.xlsx", "tweet-harvest", 1, "", "NumbersRounded")]
    [InlineData("tweet-harvest/v2.2_semicolon.csv", "tweet-harvest", 3, "", "")]
    [InlineData("tweet-harvest/v2.4.1_comma_allquoted.csv", "tweet-harvest", 3, "", "")]
    [InlineData("tweet-harvest/v2.6.0_alpha_crlf.csv", "tweet-harvest", 3, "", "")]
    [InlineData("tweet-harvest/v2.6.1_undefined_username.csv", "tweet-harvest", 3, "", "")]
    [InlineData("tweet-harvest/v2.7_iso_multiline.csv", "tweet-harvest", 3, "", "")]
    [InlineData("tweet-harvest/append_repeated_header_blank_lines.csv", "tweet-harvest", 3, "", "HeaderDamaged")]
    [InlineData("tweet-harvest/double_encoded_cp1252_mojibake.csv", "tweet-harvest", 3, "", "NumbersRounded")]
    [InlineData("tweet-harvest/excel_resaved_id-ID_ansi1252.csv", "tweet-harvest", 3, "", "NumbersRounded")]
    [InlineData("tweet-harvest/excel_resaved_id-ID_utf8bom.csv", "tweet-harvest", 3, "", "NumbersRounded")]
    [InlineData("tweet-harvest/ids_rounded_15_digits.csv", "tweet-harvest", 3, "", "NumbersRounded")]
    [InlineData("apify/dataset_facebook-posts-scraper.json", "records", 2, "ToolError", "")]
    [InlineData("apify/dataset_facebook-posts-scraper_flat.csv", "apify", 2, "ToolError", "")]
    [InlineData("apify/dataset_instagram-scraper.json", "records", 1, "", "")]
    [InlineData("apify/dataset_instagram-scraper_flat.csv", "apify", 2, "", "")]
    [InlineData("apify/dataset_tiktok-scraper.json", "records", 1, "", "")]
    [InlineData("apify/dataset_tiktok-scraper_flat.csv", "apify", 1, "", "")]
    [InlineData("exportcomments/facebook_exportcomments_2021_layout.xlsx", "exportcomments", 2, "", "")]
    [InlineData("exportcomments/instagram_exportcomments_2025_layout.csv", "exportcomments", 1, "", "")]
    [InlineData("exportcomments/youtube_exportcomments_layout.csv", "exportcomments", 1, "", "")]
    [InlineData("facebook-scraper/siti.contoh_posts_utf8.csv", "facebook-scraper", 1, "", "")]
    [InlineData("facebook-scraper/siti.contoh_posts_cp1252.csv", "facebook-scraper", 1, "", "")]
    [InlineData("snscrape/twitter_0.7.jsonl", "records", 1, "", "")]
    public async Task EachFileComesToItsRows(string file, string format, int posts, string rejected, string warnings)
    {
        var reading = await Read(file);

        Assert.Null(reading.Unreadable);
        Assert.Equal(format, reading.Format);
        Assert.Equal(posts, reading.Posts.Count);
        Assert.Equal(rejected, string.Join(' ', reading.Rejected.Select(row => row.Reason)));
        Assert.Equal(warnings, string.Join(' ', reading.Warnings));
        Assert.DoesNotContain("JANGAN-DIBACA", reading.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v2.2_semicolon.csv", "pak & lanjutkan 🙏", PostWarnings.TextRepaired)] // its own "&amp "
    [InlineData("v2.4.1_comma_allquoted.csv", "pak & lanjutkan 🙏", PostWarnings.None)]
    [InlineData("v2.6.0_alpha_crlf.csv", "pak & lanjutkan 🙏", PostWarnings.None)]
    [InlineData("double_encoded_cp1252_mojibake.csv", "pak & lanjutkan 🙏", PostWarnings.TextRepaired | PostWarnings.IdPrecisionLost)]
    [InlineData("excel_resaved_id-ID_ansi1252.csv", "pak & lanjutkan ?", PostWarnings.TextDamaged | PostWarnings.IdPrecisionLost)]
    [InlineData("excel_resaved_id-ID_utf8bom.csv", "pak & lanjutkan 🙏", PostWarnings.IdPrecisionLost)]
    [InlineData("ids_rounded_15_digits.csv", "pak & lanjutkan 🙏", PostWarnings.IdPrecisionLost)]
    [InlineData("append_repeated_header_blank_lines.csv", "pak & lanjutkan 🙏", PostWarnings.None)]
    internal async Task EveryGenerationGivesTheSameTweets(string file, string words, PostWarnings warnings)
    {
        var posts = (await Read("tweet-harvest/" + file)).Posts;

        Assert.Equal(["1845090793681846273", "1845090583966646274", "1845090374251446275"], posts.Select(post => post.PlatformId));
        Assert.Equal(["akun_contoh1", "akun_contoh2", "akun_contoh3"], posts.Select(post => post.Author.Handle));
        Assert.Equal(new DateTimeOffset(2024, 10, 12, 13, 15, 0, TimeSpan.Zero), posts[0].Time.At);
        Assert.All(posts, post => Assert.Equal((Platform.X, TimePrecision.Exact), (post.Platform, post.Time.Precision)));
        Assert.Equal($"@paslon_a Mantap {words} https://t.co/abcdefghij", posts[0].Text);
        Assert.Equal(warnings, posts[0].Warnings);
        Assert.Equal("Katanya \"netral\" tapi ikut kampanye", posts[1].Text);
        Assert.StartsWith("Guru ikut deklarasi Paslon B hari² ini…", posts[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUndefinedUsernameLeavesTheAuthorToItsId()
    {
        var post = (await Read("tweet-harvest/v2.6.1_undefined_username.csv")).Posts[1];

        Assert.Null(post.Author.Handle);
        Assert.Equal("1589898138193428480", post.Author.PlatformId);
        Assert.Equal("1845090583966646274", post.PlatformId);
    }

    [Fact]
    public async Task RoundedUserIdsAreNotTakenForIds()
    {
        var posts = (await Read("tweet-harvest/excel_resaved_id-ID_utf8bom.csv")).Posts;

        Assert.Equal(["1234567890", null, "987654321"], posts.Select(post => post.Author.PlatformId));
    }

    [Fact]
    public async Task AnAnswerNamesWhomItAnswers()
    {
        var post = (await Read("tweet-harvest/v2.6.0_alpha_crlf.csv")).Posts[0];

        Assert.Equal((Activity.Reply, "paslon_a"), (post.Activity, post.Target?.Handle));
    }

    [Fact]
    public async Task TextKeepsItsLineBreaksFromVersion27()
    {
        var posts = (await Read("tweet-harvest/v2.7_iso_multiline.csv")).Posts;

        Assert.EndsWith("\n\nbaris baru, dengan koma", posts[0].Text, StringComparison.Ordinal);
        Assert.Equal(["2", "5", "8"], posts.Select(post => post.Place.Locator));
    }

    [Fact]
    public async Task ARecapInAWorkbookIsReadWithItsLinksDatesAndLostNumbers()
    {
        var posts = (await Read("excel-indonesia/rekap_netralitas.xlsx")).Posts;

        Assert.Equal(["198001012005012001", null, "198203032008032003"], posts.Select(post => post.Author.Nip));
        Assert.Equal(["https://www.facebook.com/siti.contoh/posts/1", "https://www.instagram.com/p/AbC/", null], posts.Select(post => post.Url));
        Assert.Equal(["2024-10-12T20:15:00+08:00", "2024-10-12T12:00:00+08:00", "2024-08-12T20:15:00+07:00"], posts.Select(Time));
        Assert.Equal([TimePrecision.Minute, TimePrecision.Day, TimePrecision.Minute], posts.Select(post => post.Time.Precision));
        Assert.Equal([PostWarnings.TimeZoneAssumed, PostWarnings.NipPrecisionLost, PostWarnings.None], posts.Select(post => post.Warnings));
        Assert.Equal([Platform.Facebook, Platform.Instagram, Platform.TikTok], posts.Select(post => post.Platform));
        Assert.Equal(["Rekap!A6", "Rekap!A7", "Rekap!A8"], posts.Select(post => post.Place.Locator));
        Assert.Equal("Dukung Paslon A ✌️\nbaris kedua", posts[0].Text);
    }

    [Theory]
    [InlineData("rekap_semicolon_utf8bom.csv")]
    [InlineData("rekap_semicolon_ansi1252.csv")]
    [InlineData("rekap_sep_hint.csv")]
    public async Task ARecapInACsvIsTheSameInEveryEncoding(string file)
    {
        var posts = (await Read("excel-indonesia/" + file)).Posts;

        Assert.Equal(["2024-10-12T20:15:00+07:00", "2024-10-12T20:15:00+08:00", "2024-08-12T12:00:00+08:00"], posts.Select(Time));
        Assert.Equal("Dukung Paslon A; menang!\nBaris kedua", posts[0].Text);
        Assert.Equal("“Coblos no 1”", posts[1].Text);
        Assert.Equal(["siti.contoh", null, "ani"], posts.Select(post => post.Author.Handle)); // "budi contoh (ig)" is no handle
        Assert.Equal(["198001012005012001", null, "198203032008032003"], posts.Select(post => post.Author.Nip));
    }

    [Fact]
    public async Task AnIdThatLostItsDigitsStillSettlesPlatformAndDateOrder()
    {
        // 1,3483E+18 lies on 10 January 2021, so 10/01/2021 is not 1 October.
        var post = (await Read("excel-indonesia/csv_text_pasted_in_column_A.xlsx")).Post;

        Assert.Equal("2021-01-10T16:14:00+08:00", Time(post));
        Assert.Equal(Platform.X, post.Platform);
        Assert.Null(post.PlatformId);
        Assert.Equal(PostWarnings.IdPrecisionLost | PostWarnings.TimeZoneAssumed | PostWarnings.GuessedField, post.Warnings);
    }

    [Fact]
    public async Task NumbersInPlaceOfIdsLeaveTheLinkToSayThem()
    {
        var post = (await Read("excel-indonesia/tweet_ids_as_numbers.xlsx")).Post;

        Assert.Equal("1845090793681846273", post.PlatformId);
        Assert.Equal("1234567890", post.Author.PlatformId);
        Assert.Null(post.Author.Handle);
    }

    [Theory]
    [InlineData("dataset_instagram-scraper.json")]
    [InlineData("dataset_instagram-scraper_flat.csv")] // latestComments/0/ownerUsername is somebody else
    public async Task CommentsInsideARecordAreNotItsAuthor(string file)
    {
        var post = (await Read("apify/" + file)).Posts[0];

        Assert.Equal(("siti.contoh", "5600000000", "https://www.instagram.com/p/AbCdEfGhIjK/"), (post.Author.Handle, post.Author.PlatformId, post.Url));
        Assert.Equal("2024-10-12T13:15:00+00:00", Time(post));
    }

    [Fact]
    public async Task CommentsFlattenedIntoAPostsRowAreActsOfThoseWhoWroteThem()
    {
        var comment = (await Read("apify/dataset_instagram-scraper_flat.csv")).Posts[1];

        Assert.Equal((Activity.Comment, "budi.contoh", "mantap", "2/latestComments/0"), (comment.Activity, comment.Author.Handle, comment.Text, comment.Place.Locator));
    }

    [Theory]
    [InlineData("dataset_facebook-posts-scraper.json")]
    [InlineData("dataset_facebook-posts-scraper_flat.csv")]
    public async Task AScrapedPostWithoutUserTakesItFromItsLink(string file)
    {
        var posts = (await Read("apify/" + file)).Posts;

        Assert.Equal(["siti.contoh", "siti.contoh"], posts.Select(post => post.Author.Handle));
        Assert.Equal([TimePrecision.Exact, TimePrecision.Missing], posts.Select(post => post.Time.Precision));
        Assert.Equal("Dukung Paslon A 🙏", posts[0].Text);
    }

    [Fact]
    public async Task LinksBehindCellsNameTheCommenters()
    {
        var posts = (await Read("exportcomments/facebook_exportcomments_2021_layout.xlsx")).Posts;

        Assert.Equal(["100000000000001", "100000000000002"], posts.Select(post => post.Author.PlatformId));
        Assert.Equal(["https://www.facebook.com/123_456?comment_id=789", "https://www.facebook.com/123_456?comment_id=790"], posts.Select(post => post.Url));
        Assert.Equal([Activity.Comment, Activity.Reply], posts.Select(post => post.Activity)); // numbered in the second column without a name
        Assert.All(posts, post => Assert.Equal((Platform.Facebook, null), (post.Platform, post.PlatformId)));
    }

    static Task<Reading> Read(string file) => TableReading.FileAsync(Path.Combine(TableReading.Files(), file));

    static string? Time(Post post) => post.Time.At?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
