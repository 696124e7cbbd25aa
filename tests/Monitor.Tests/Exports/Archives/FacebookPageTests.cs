using System.Runtime.CompilerServices;
using Monitor.Exports;
using Monitor.Posts;

namespace Monitor.Tests.Exports.Archives;

public class FacebookPageTests
{
    const string PostsPage = "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.html";

    [Fact]
    public async Task TheSyntheticPagesGiveTheseRows()
    {
        var read = await Synthetic();

        Assert.Equal("facebook-html", read.Format);
        Assert.Equal(["Facebook Comment OwnText 1", "Facebook Post Caption 1", "Facebook Post OwnText 1", "Facebook Share TitleOnly 1", "warned PartOfSet", "warned MembersLeftUnopened 1"], read.Counts);
        Assert.DoesNotContain(read.Opened, member => member.Contains("messages", StringComparison.Ordinal));
        Assert.DoesNotContain(read.Results, result => result.ToString()!.Contains("JANGAN-DIBACA", StringComparison.Ordinal));
        Assert.All(read.Posts, post => Assert.Equal("siti.contoh", post.Author.Handle));
    }

    [Fact]
    public async Task WordsAreWholeAndTimesStandInTheAccountsZone()
    {
        var posts = (await Synthetic()).Posts;

        Assert.Equal("Mantap pak 👍 lanjutkan!", posts[0].Text);
        Assert.Equal("Paslon A Official", posts[0].Target?.Name);
        Assert.Equal("Dukung Paslon A ✌️ & jaga persatuan\n#pilkada2024 @budi", posts[1].Text);
        Assert.Equal(PostTime.Exact(new(2024, 10, 12, 20, 15, 0, TimeSpan.FromHours(7))), posts[1].Time);
        Assert.Equal(PostWarnings.None, posts[1].Warnings);
        Assert.Equal("https://contoh.example/berita/paslon-a", posts[2].Target?.Url);
        Assert.Equal("Foto kegiatan", posts[3].Text);
    }

    [Fact]
    public async Task WithoutTheZonesPageTheAgencysIsAssumedAndSaid()
    {
        var post = (await AllReaders.ReadBytes(ReadArchive.Zip((PostsPage, Page(Entry("Siti Contoh memperbarui statusnya.", "halo", "Okt 12, 2024 8:15:00 malam")))))).Posts.Single();

        Assert.Equal(PostTime.Exact(new(2024, 10, 12, 20, 15, 0, TimeSpan.FromHours(8))), post.Time);
        Assert.Equal(PostWarnings.TimeZoneAssumed | PostWarnings.GuessedField, post.Warnings);
        Assert.Equal("Siti Contoh", post.Author.DisplayName);
    }

    [Fact]
    public async Task ATimeInAnUnknownLanguageIsMissingAndSaid()
    {
        var post = (await AllReaders.ReadBytes(ReadArchive.Zip((PostsPage, Page(Entry("Siti Contoh x", "halo", "Tháng 10 12, 2024 8:15:00 ch")))))).Posts.Single();

        Assert.Equal((PostTime.Missing, true), (post.Time, post.Warnings.HasFlag(PostWarnings.TimeUnreadable)));
    }

    [Fact]
    public async Task ReactionsAreToldByTheirPictures()
    {
        static string Reaction(string picture, string name) => $"""
            <section class="_a6-g"><h2 class="_2ph_ _a6-h _a6-i">Siti Contoh menyukai kiriman {name}.</h2><div class="_2ph_ _a6-p"><div class="_2pin"><img src="x/{picture}.png"/></div></div><footer class="_3-94 _a6-o"><div class="_a72d">Oct 12, 2024 8:15:00 pm</div></footer></section>
            """;

        var read = await AllReaders.ReadBytes(ReadArchive.Zip(("your_facebook_activity/comments_and_reactions/likes_and_reactions_1.html", Page(Reaction("like", "Paslon A"), Reaction("anger", "Paslon B")))));

        Assert.Equal(["Facebook Like None 1", "Facebook Unknown TitleOnly 1", "warned PartOfSet"], read.Counts);
        Assert.Equal("Paslon A", read.Posts[0].Target?.Name);
    }

    [Fact]
    public async Task TheProfilesPageNamesTheOwner()
    {
        var read = await AllReaders.ReadBytes(ReadArchive.Zip(
            (PostsPage, Page(Entry("x", "halo", "Oct 12, 2024 8:15:00 pm"))),
            ("personal_information/profile_information/profile_information.html", Page("""<section class="_a6-g"><table><tr><td class="_a6_q">Name</td><td class="_a6_r">Siti Contoh</td></tr><tr><td class="_a6_q">Profile</td><td class="_a6_r"><a href="https://www.facebook.com/siti.contoh">https://www.facebook.com/siti.contoh</a></td></tr></table></section>"""))));

        Assert.Equal(["Facebook Post OwnText 1"], read.Counts);
        Assert.Equal(("siti.contoh", "Siti Contoh"), (read.Posts[0].Author.Handle, read.Posts[0].Author.DisplayName));
    }

    [Fact]
    public async Task APageWhoseClassesChangedFailsLoudly()
    {
        var page = Page(string.Concat(Enumerable.Repeat(Entry("x", "halo halo halo halo halo halo", "Oct 12, 2024"), 100)).Replace("_a6-g", "_b7-h", StringComparison.Ordinal));

        Assert.Equal(FileProblem.NotJson, (await Assert.ThrowsAsync<UnreadableExportException>(() => AllReaders.ReadBytes(ReadArchive.Zip((PostsPage, page))))).Problem);
    }

    [Fact]
    public async Task AnEmptySectionIsNoFailure()
    {
        var styles = "<style>" + new string('x', 20_000) + "</style>";

        var read = await AllReaders.ReadBytes(ReadArchive.Zip(
            (PostsPage, Page(Entry("Siti Contoh x", "halo", "Oct 12, 2024"))), ("your_facebook_activity/groups/your_comments_in_groups.html", $"<html><head>{styles}</head><body>Tidak ada data</body></html>")));

        Assert.Single(read.Posts);
    }

    [Fact]
    public async Task APageByItselfMayBeOneOfMessagesAndIsNotRead() =>
        Assert.NotEqual("facebook-html", await FormatOf(Page(Entry("Budi", "JANGAN-DIBACA", "Oct 12, 2024"))));

    [Fact]
    public async Task ScriptsAndDeepTreesAreHarmless()
    {
        var deep = string.Concat(Enumerable.Repeat("<div>", 100_000));
        var read = await AllReaders.ReadBytes(ReadArchive.Zip((PostsPage, Page(
            Entry("Siti Contoh x", "<script>alert(1)</script>halo<img src=x onerror=alert(1)>", "Oct 12, 2024 8:15:00 pm"), Entry("Siti Contoh y", deep, "Oct 12, 2024"), Entry("Siti Contoh z", new string('a', 3 << 20), "Oct 12, 2024"), Entry("Siti Contoh z", "akhir", "Oct 12, 2024")))));

        Assert.Equal(["Facebook Post Caption 1", "Facebook Post OwnText 1", "rejected Malformed 1", "rejected TooLong 1", "warned PartOfSet"], read.Counts);
        Assert.Equal("halo", read.Posts[0].Text);
    }

    [Fact]
    public async Task JsonInTheSameZipGoesToTheOtherReader()
    {
        var read = await AllReaders.ReadBytes(ReadArchive.Zip((PostsPage, "<html></html>"), (Path.ChangeExtension(PostsPage, ".json"), """[{"timestamp":1728738900,"data":[{"post":"halo"}]}]""")));

        Assert.Equal("facebook-archive", read.Format);
    }

    static string Page(params string[] entries) => $"""<html><head><meta charset="utf-8"></head><body class="_5vb_"><main>{string.Concat(entries)}</main></body></html>""";

    static string Entry(string title, string text, string time) => $"""
        <section class="_a6-g"><h2 class="_2ph_ _a6-h _a6-i">{title}</h2><div class="_2ph_ _a6-p"><div><div class="_2pin"><div>{text}</div></div></div></div><footer class="_3-94 _a6-o"><div class="_a72d">{time}</div></footer></section>
        """;

    static async Task<string> FormatOf(string text)
    {
        try
        {
            return (await AllReaders.ReadText(text)).Format;
        }
        catch (UnreadableExportException)
        {
            return "none";
        }
    }

    static async Task<ReadArchive> Synthetic([CallerFilePath] string here = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(here)!, "facebook-html");
        var members = Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file))).ToArray();
        return await AllReaders.ReadBytes(ReadArchive.Zip(members), "facebook-siti.contoh-2024-11-18-AbCd1234.zip");
    }
}
