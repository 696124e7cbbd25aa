using System.Text;
using Monitor.Exports;
using Monitor.Posts;

namespace Monitor.Tests.Exports.Archives;

public class TikTokArchiveTests
{
    const string OldLayout = """
        {"Activity":{"Like List":{"ItemFavoriteList":[{"Date":"2024-10-12 13:15:05","Link":"https://www.tiktokv.com/share/video/7400000000000000001/"}]},
          "Following List":{"Following":[{"Date":"2024-10-12 13:15:07","UserName":"paslon.a"}]},
          "Video Browsing History":{"VideoList":[{"Date":"2024-10-12 13:15:08","Link":"JANGAN-DIBACA","Title":"JANGAN-DIBACA"}]},
          "Search History":{"SearchList":[{"Date":"2024-10-12 13:15:08","SearchTerm":"JANGAN-DIBACA"}]}},
         "Comment":{"Comments":{"CommentsList":[{"Date":"2024-10-12 13:15:00","Comment":"Gas nomor 1 🔥"},{"Date":"kemarin","Comment":"kapan"},{"Date":"2024-10-12 13:15:00","Comment":""}]}},
         "Direct Messages":{"Chat History":{"ChatHistory":{"Chat History with budi:":[{"Content":"JANGAN-DIBACA","Comments":{"CommentsList":[{"date":"2024-10-12 13:15:00","comment":"JANGAN-DIBACA"}]}}]}}},
         "Profile":{"Profile Information":{"ProfileMap":{"PlatformInfo":[{"Name":"x"}],"bioDescription":"Satu periode lagi","emailAddress":"JANGAN-DIBACA","userName":"siti.contoh"}}},
         "Tiktok Live":{"Go Live History":{"GoLiveList":null}},
         "Video":{"RecentlyDeletedPosts":{"PostList":[{"Title":"JANGAN-DIBACA"}]},"Videos":{"VideoList":[
           {"Date":"2024-10-12 13:15:02","Link":"https://v16.example/x.mp4","WhoCanView":"Everyone","Title":"Joget"},
           {"Date":"2024-10-12 13:15:02","Link":"https://v16.example/x.mp4","WhoCanView":"Friends","Title":"Joget teman"},
           {"Date":"2024-10-12 13:15:02","Link":"https://v16.example/x.mp4","WhoCanView":"Only me","Title":"Joget sendiri"},
           {"Date":"2024-10-12 13:15:02","Link":"https://v16.example/x.mp4"}]}}}
        """;

    [Fact]
    public async Task TheOldLayoutIsReadAndNothingPrivateInIt()
    {
        var read = await ReadArchive.OfText(OldLayout);

        Assert.Equal("tiktok-archive", read.Format);
        Assert.Equal(["TikTok Bio OwnText 1", "TikTok Comment OwnText 2", "TikTok Follow None 1", "TikTok Like None 1", "TikTok Post Caption 1", "rejected NoContent 2", "rejected NotPublic 2"], read.Counts);
        Assert.DoesNotContain(read.Results, result => result.ToString()!.Contains("JANGAN-DIBACA", StringComparison.Ordinal));
        Assert.All(read.Posts, post => Assert.Equal("siti.contoh", post.Author.Handle));
    }

    [Fact]
    public async Task TimesAreUtcAndSaidToBeUnreadableWhereTheyAre()
    {
        var comments = (await ReadArchive.OfText(OldLayout)).Posts.Where(post => post.Activity == Activity.Comment).ToList();

        Assert.Equal(PostTime.Exact(new(2024, 10, 12, 13, 15, 0, TimeSpan.Zero)), comments[0].Time);
        Assert.Equal((PostTime.Missing, PostWarnings.TimeUnreadable), (comments[1].Time, comments[1].Warnings));
        Assert.Equal("/Comment/Comments/CommentsList/0", comments[0].Place.Locator);
    }

    [Fact]
    public async Task SharesIntoChatsAreMessages()
    {
        var read = await ReadArchive.OfText("""
            {"Profile":{"Profile Info":{"ProfileMap":{"userName":"siti.contoh","displayName":"Siti Contoh"}}},
             "Your Activity":{"Share History":{"ShareHistoryList":[{"Date":"2024-10-12 13:15:08","Link":"https://www.tiktokv.com/share/video/7400000000000000003/","Method":"whatsapp"},{"Date":"2024-10-12 13:15:08","Link":"https://www.tiktokv.com/share/video/7400000000000000003/","Method":"facebook"}]},
              "Reposts":{"RepostList":[{"Date":"2024-10-12 13:15:08","Link":"https://www.tiktokv.com/share/video/7400000000000000004/"}]},"Like List":null},"Tiktok Live":{}}
            """);

        Assert.Equal(["TikTok Repost None 1", "TikTok Share None 1", "rejected PrivateMessage 1"], read.Counts);
    }

    [Fact]
    public async Task AWrappedRootIsRead()
    {
        var read = await ReadArchive.OfZip("x.zip", ("TikTok/user_data_tiktok.json", $$"""{"user_data_tiktok.json":{{OldLayout}}}"""));

        Assert.Equal((await ReadArchive.OfText(OldLayout)).Counts, read.Counts);
    }

    [Fact]
    public async Task AListAtTheRootBelongsToNoSection() // found by generated files
    {
        var read = await AllReaders.ReadText("""[{"CommentsList":[],"ItemFavoriteList":1}]""");

        Assert.Equal("tiktok-archive", read.Format);
        Assert.Empty(read.Posts);
    }

    [Fact]
    public async Task WithoutAProfileThereIsNoAuthor() =>
        Assert.Equal(["rejected NoAuthor 1"], (await ReadArchive.OfText("""{"Comment":{"Comments":{"CommentsList":[{"date":"2024-10-12 13:15:00","comment":"halo"}]}},"Tiktok Live":{}}""")).Counts);

    [Fact]
    public async Task TheTextVariantIsReadWhereItsNamesAreEnglish()
    {
        var read = await ReadArchive.OfZip(
            ("TikTok/Profile/Profile Info.txt", "Username: siti.contoh\nEmail address: JANGAN-DIBACA\n"),
            ("TikTok/Comment/Comments.txt", "Date: 2024-10-12 13:15:00 UTC\nComment: Gas nomor 1 🔥\nCatatan: masih komentar\n\nbaris ketiga\nPhoto: N/A\nUrl: \n\nDate: 2024-10-12 13:15:01 UTC\r\nComment: Baris kedua\r\n"),
            ("TikTok/Your Activity/Following.txt", "Date: 2024-10-12 13:15:07 UTC\nUsername: paslon.a\n"),
            ("TikTok/Your Activity/Reposts.txt", "You have no data in this section"),
            ("TikTok/Post/Posts.txt", "Date: 2024-10-12 13:15:02 UTC\nLink: x\nWho can view: Friends\nTitle: JANGAN-DIBACA\n"),
            ("TikTok/Direct Message/Direct Messages.txt", ">>> Chat History with budi:\n2024-10-12 13:15:01 UTC\nbudi: JANGAN-DIBACA"));

        Assert.Equal(["TikTok Comment OwnText 2", "TikTok Follow None 1", "rejected NotPublic 1", "warned MembersLeftUnopened 1"], read.Counts);
        Assert.Equal("Gas nomor 1 🔥\nCatatan: masih komentar\n\nbaris ketiga", read.Posts[0].Text);
        Assert.Equal((new DateTimeOffset(2024, 10, 12, 13, 15, 1, TimeSpan.Zero), "siti.contoh"), (read.Posts[1].Time.At!.Value, read.Posts[1].Author.Handle));
        Assert.DoesNotContain(read.Results, result => result.ToString()!.Contains("JANGAN-DIBACA", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OfTheDutchTextVariantCommentsAreKnownAndMessagesToo()
    {
        var read = await ReadArchive.OfZip(
            ("TikTok/Profile/Profile Info.txt", "Username: siti.contoh\n"),
            ("TikTok/Reactie/Reacties.txt", "Date: 2024-10-12 13:15:00 UTC\nComment: halo\n"),
            ("TikTok/Directe berichten/Reacties.txt", "Date: 2024-10-12 13:15:00 UTC\nComment: JANGAN-DIBACA\n"));

        Assert.Equal(["TikTok Comment OwnText 1", "warned MembersLeftUnopened 1"], read.Counts);
    }

    [Theory]
    [InlineData("Date", "Comment", "Who can view", "Title", "Username")]
    [InlineData("Tanggal", "Komentar", "Siapa yang dapat melihat", "Judul", "Nama pengguna")] // nobody has seen which of them it is
    public async Task TheIndonesianTextVariantIsReadWhereItsNamesMeanPublicListsAndIsMarkedAsGuessed(string date, string comment, string audience, string title, string user)
    {
        var read = await ReadArchive.OfZip(
            ("TikTok/Profil/Info Profil.txt", $"{user}: siti.contoh\nEmail: JANGAN-DIBACA\n"),
            ("TikTok/Komentar/Komentar.txt", $"{date}: 2024-10-12 13:15:00 UTC\n{comment}: Gas nomor 1\nbaris dua: ya\nFoto: N/A\nUrl: \n"),
            ("TikTok/Postingan/Postingan.txt", $"{date}: 2024-10-12 13:15:02 UTC\n{audience}: Publik\n{title}: Coblos nomor 1\n\n{date}: 2024-10-12 13:15:03 UTC\nKata lain: Teman\n{title}: JANGAN-DIBACA\n"),
            ("TikTok/Aktivitas Anda/Mengikuti.txt", $"{date}: 2024-10-12 13:15:07 UTC\n{user}: paslon.a\n"),
            ("TikTok/Aktivitas Anda/Riwayat Tontonan.txt", $"{date}: 2024-10-12 13:15:07 UTC\nTautan: JANGAN-DIBACA\n"),
            ("TikTok/Pesan Langsung/Pesan Langsung.txt", ">>> Riwayat Obrolan dengan budi:\n2024-10-12 13:15:01 UTC\nbudi: JANGAN-DIBACA"));

        Assert.Equal(
            ["TikTok Comment OwnText 1", "TikTok Follow None 1", "TikTok Post Caption 1", "rejected NotPublic 1", "warned HeaderGuessed TikTok TXT", "warned MembersLeftUnopened 2"], read.Counts);
        Assert.Equal("Gas nomor 1\nbaris dua: ya", read.Posts[0].Text);
        Assert.All(read.Posts, post => Assert.Equal(("siti.contoh", PostWarnings.GuessedField), (post.Author.Handle, post.Warnings)));
        Assert.DoesNotContain(read.Results, result => result.ToString()!.Contains("JANGAN-DIBACA", StringComparison.Ordinal));
        Assert.DoesNotContain(read.Opened, member => member.Contains("Pesan", StringComparison.Ordinal) || member.Contains("Tontonan", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OfCommentsUnderNamesInAnotherLanguageTheOrderTells()
    {
        var read = await ReadArchive.OfZip(
            ("TikTok/Profiel/Profielinformatie.txt", "Gebruikersnaam: siti.contoh\n"),
            ("TikTok/Reactie/Reacties.txt", "Dag: 2024-10-12 13:15:00 UTC\nWoorden: halo\nurl: \n\nDag: 2024-10-12 13:15:01 UTC\nWoorden: lagi\n"));

        Assert.Equal(["halo", "lagi"], read.Posts.Select(post => post.Text));
    }

    [Fact]
    public async Task AnArchiveThatLostTheFolderAroundItIsReadAlike()
    {
        var read = await ReadArchive.OfZip(
            ("Profile/Profile Info.txt", "Username: siti.contoh\n"), ("Comment/Comments.txt", "Date: 2024-10-12 13:15:00 UTC\nComment: halo\n"),
            ("__MACOSX/Comment/._Comments.txt", "Mac OS X JANGAN-DIBACA"), ("Direct Message/Direct Messages.txt", "JANGAN-DIBACA"));

        Assert.Equal(["TikTok Comment OwnText 1", "warned MembersLeftUnopened 2"], read.Counts);
    }

    /// <summary>The first list of a busy account is longer than all that is looked at to know the file.</summary>
    [Theory]
    [InlineData("""{"Ads and data":{"Off TikTok Activity":{"OffTikTokActivityDataList":[LONG]}},""", """{"TimeStamp":"2024-01-01 00:00:00","Source":"toko","Event":"ViewContent"}""")]
    [InlineData("""{"Activity":{"Activity Summary":{"ActivitySummaryMap":{"videosWatchedToTheEndSinceAccountRegistration":1}},"Favorite Effects":{"FavoriteEffectsList":[LONG]}},""", """{"Date":"2024-01-01 00:00:00","EffectLink":"https://www.tiktok.com/sticker/1"}""")]
    public async Task ALongListInFrontHidesNothing(string beginning, string item)
    {
        var text = beginning.Replace("LONG", string.Join(',', Enumerable.Repeat(item, 2_000)), StringComparison.Ordinal)
            + """ "Comment":{"Comments":{"CommentsList":[{"date":"2024-10-12 13:15:00","comment":"halo"}]}},"Profile":{"Profile Info":{"ProfileMap":{"userName":"siti.contoh"}}}}""";

        var read = await AllReaders.ReadText(text);

        Assert.Equal("tiktok-archive", read.Format);
        Assert.Equal(["TikTok Comment OwnText 1"], read.Counts);
    }

    [Fact]
    public async Task AListAroundTheWholeIsLookedThrough() =>
        Assert.Equal(["TikTok Comment OwnText 1"], (await AllReaders.ReadText(
            """[{"Comment":{"Comments":{"CommentsList":[{"date":"2024-10-12 13:15:00","comment":"halo"}]}},"Profile":{"Profile Info":{"ProfileMap":{"userName":"siti.contoh"}}}}]""")).Counts);

    [Theory]
    [InlineData("TikTok/Bình luận/Bình luận.txt")]
    [InlineData("TikTok/Direct Message/Direct Messages.txt")]
    public async Task TheTextVariantInAnUnknownLanguageIsRefusedAndNotGuessedAt(string member)
    {
        var problem = await Assert.ThrowsAsync<UnreadableExportException>(() => ReadArchive.OfZip((member, "Date: 2024-10-12 13:15:00 UTC\nComment: JANGAN-DIBACA\n")));

        Assert.Equal((FileProblem.NotJson, "archive as text instead of JSON"), (problem.Problem, problem.Detail));
    }

    [Fact]
    public async Task HalfAFileKeepsWhatCameBefore()
    {
        var half = OldLayout[..OldLayout.IndexOf("Direct Messages", StringComparison.Ordinal)];

        var read = await ReadArchive.OfBytes(Encoding.UTF8.GetBytes(half), "x.json");

        Assert.Equal(["rejected NoAuthor 5", "warned EndedEarly "], read.Counts.Select(line => line.StartsWith("warned", StringComparison.Ordinal) ? line + " " : line).Distinct());
    }
}
