using Monitor.Exports;
using Monitor.Exports.Archives;
using Monitor.Posts;
using Monitor.Tests.Support;

namespace Monitor.Tests.Exports.Archives;

public sealed class ArchivePartsTests : IDisposable
{
    const string Post = """[{"timestamp":1728738900,"data":[{"post":"halo"}],"title":"Siti Contoh memperbarui statusnya."}]""";

    readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("facebook-siti.contoh-2024-11-18-AbCd1234.zip", "facebook-siti.contoh")]
    [InlineData("facebook-Siti.Contoh-2024-11-18-ZyXw9876-20241118T010203Z-002.zip", "facebook-siti.contoh")] // another part has other letters
    [InlineData("facebook-100001234567890-2024-11-18-AbCd1234 (1).zip", "facebook-100001234567890")] // dropped into a folder that had one
    [InlineData("instagram-siti_contoh.x-2024-11-18-AbCd1234.zip", "instagram-siti_contoh.x")]
    [InlineData("takeout-20241118T010203Z-002.zip", "takeout-20241118t010203z")]
    [InlineData("twitter-2024-11-18-0123456789abcdef0123456789abcdef-part2.zip", "twitter-2024-11-18-0123456789abcdef0123456789abcdef")]
    [InlineData("arsip facebook siti.zip", null)] // a name that a person gave says nothing
    [InlineData("facebook-2024.zip", null)]
    public void PartsAreKnownByTheNamesThatPlatformsGive(string name, string? set) => Assert.Equal(set, ArchiveParts.SetOf(name));

    [Fact]
    public async Task AFacebookPartTakesItsOwnerFromThePartWithTheProfile()
    {
        Part("facebook-100001234567890-2024-11-18-aaaaaaaa.zip", ("personal_information/profile_information/profile_information.json", """{"profile_v2":{"name":{"full_name":"Siti Contoh"},"username":"siti.contoh"}}"""));
        var part = Part("facebook-100001234567890-2024-11-18-bbbbbbbb.zip", ("your_facebook_activity/posts/your_posts_1.json", Post));

        var read = await ReadArchive.Of(part);

        Assert.Equal(new PostAuthor { DisplayName = "Siti Contoh", Handle = "siti.contoh" }, Assert.Single(read.Posts).Author);
        Assert.Empty(read.Warnings);
    }

    [Fact]
    public async Task WithoutThatPartItSaysThatItIsOne()
    {
        var part = Part("facebook-100001234567890-2024-11-18-bbbbbbbb.zip", ("your_facebook_activity/posts/your_posts_1.json", Post));

        Assert.Equal([new ReadResult.Warned(ExportWarning.PartOfSet)], (await ReadArchive.Of(part)).Warnings);
    }

    [Fact]
    public async Task APartInWhichSomebodyElseActsKeepsItsOwnOwner()
    {
        Part("facebook-keluarga-2024-11-18-aaaaaaaa.zip", ("personal_information/profile_information/profile_information.json", """{"profile_v2":{"name":{"full_name":"Budi Contoh"}}}"""));
        var part = Part("facebook-keluarga-2024-11-18-bbbbbbbb.zip",
            ("your_facebook_activity/comments_and_reactions/comments.json", """{"comments_v2":[{"timestamp":1728738900,"data":[{"comment":{"timestamp":1728738900,"comment":"halo","author":"Siti Contoh"}}],"title":"x"}]}"""));

        Assert.Equal("Siti Contoh", Assert.Single((await ReadArchive.Of(part)).Posts).Author.DisplayName);
    }

    [Fact]
    public async Task AClosedInstagramAccountIsClosedInEveryPart()
    {
        Part("instagram-siti.contoh-2024-11-18-aaaaaaaa.zip", ("personal_information/personal_information/personal_information.json",
            """{"profile_user":[{"title":"User Information","string_map_data":{"Username":{"value":"siti.contoh"},"Name":{"value":"Siti Contoh"},"Private Account":{"value":"True"}}}]}"""));
        var part = Part("instagram-siti.contoh-2024-11-18-bbbbbbbb.zip", ("your_instagram_activity/media/posts_1.json", """[{"media":[{"uri":"1.jpg","creation_timestamp":1728738900,"title":"halo"}]}]"""));

        Assert.Equal(RejectReason.NotPublic, Assert.Single((await ReadArchive.Of(part)).Rejected).Reason);
    }

    [Fact]
    public async Task AnXPartTakesOwnerAndProtectionFromAnother()
    {
        const string name = "twitter-2024-11-18-0123456789abcdef0123456789abcdef";
        const string tweets = """window.YTD.tweets.part0 = [ {"tweet":{"id_str":"1845090793681846273","created_at":"Sat Oct 12 13:15:00 +0000 2024","full_text":"halo"}} ]""";
        var part = Part($"{name}-part2.zip", ("data/tweets-part1.js", tweets));
        Assert.Equal(RejectReason.NoAuthor, Assert.Single((await ReadArchive.Of(part)).Rejected).Reason);

        Part($"{name}.zip", ("data/account.js", """window.YTD.account.part0 = [ {"account":{"username":"siti_contoh","accountId":"77","accountDisplayName":"Siti Contoh"}} ]"""));
        Assert.Equal("siti_contoh", Assert.Single((await ReadArchive.Of(part)).Posts).Author.Handle);

        Part($"{name}-part1.zip", ("data/account.js", """window.YTD.account.part0 = [ {"account":{"username":"siti_contoh"}} ]"""), ("data/protected-history.js",
            """window.YTD.protected_history.part0 = [ {"protectedHistory":{"protectedAt":"2024-01-01T00:00:00.000Z","action":"Protect"}} ]"""));
        Assert.Equal(RejectReason.NotPublic, Assert.Single((await ReadArchive.Of(part)).Rejected).Reason);
    }

    [Fact]
    public async Task ATakeoutPartTakesTheChannelsNameFromAnother()
    {
        const string comments = "Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Video ID,Comment Text\nUgxAAAAAAAAAAAAAAAAAA,UCaaaaaaaaaaaaaaaaaaaaaa,2024-10-12T13:15:00+00:00,0,,dQw4w9WgXcQ,\"{\"\"text\"\":\"\"halo\"\"}\"\n";
        Part("takeout-20241118T010203Z-001.zip", ("Takeout/YouTube and YouTube Music/channels/channel.csv", "Channel ID,Channel Title (Original),Channel Visibility\nUCaaaaaaaaaaaaaaaaaaaaaa,Siti Contoh,Public\n"));
        var part = Part("takeout-20241118T010203Z-002.zip", ("Takeout/YouTube and YouTube Music/comments/comments.csv", comments));

        var read = await ReadArchive.Of(part, policy: null, name: null, AllReaders.Of);

        Assert.Equal("Siti Contoh", Assert.Single(read.Posts).Author.DisplayName);
        Assert.DoesNotContain(read.Warnings, warned => warned.Warning is ExportWarning.PartOfSet);
    }

    [Fact]
    public async Task ABrokenPartAndAnothersArchiveAreNoHelpAndNoHarm()
    {
        File.WriteAllBytes(_folder.File("facebook-siti.contoh-2024-11-18-aaaaaaaa.zip"), [0x50, 0x4B, 3, 4, 0, 0]);
        Part("facebook-budi.contoh-2024-11-18-cccccccc.zip", ("personal_information/profile_information/profile_information.json", """{"profile_v2":{"name":{"full_name":"Budi Contoh"}}}"""));
        var part = Part("facebook-siti.contoh-2024-11-18-bbbbbbbb.zip", ("your_facebook_activity/posts/your_posts_1.json", Post));

        Assert.Equal("siti.contoh", Assert.Single((await ReadArchive.Of(part)).Posts).Author.Handle);
    }

    [Fact]
    public async Task OfAnotherPartOnlyTheProfileIsOpened()
    {
        Part("facebook-1000-2024-11-18-aaaaaaaa.zip",
            ("personal_information/profile_information/profile_information.json", """{"profile_v2":{"name":{"full_name":"Siti Contoh"}}}"""),
            ("your_facebook_activity/posts/your_posts_1.json", Post), ("your_facebook_activity/messages/inbox/b_1/message_1.json", "JANGAN-DIBACA"));
        var part = Part("facebook-1000-2024-11-18-bbbbbbbb.zip", ("your_facebook_activity/posts/your_posts_2.json", Post));

        var read = await ReadArchive.Of(part);

        Assert.Equal(["profile_information.json", "your_posts_2.json"], read.Opened.Select(Path.GetFileName).Distinct().Order(StringComparer.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    string Part(string name, params (string Name, string Text)[] members) => _folder.Write(name, ReadArchive.Zip(members));

    [Fact]
    public async Task APartOfAnArchiveAsPagesTakesOwnerAndZoneFromAnother()
    {
        var part = Part("facebook-100001234567890-2024-11-18-bbbbbbbb.zip", ("your_facebook_activity/posts/your_posts_1.html", Page("Siti Contoh memperbarui statusnya.")));
        Assert.Equal((null, "100001234567890"), (await Html(part)).Posts.Select(post => (post.Author.Handle, post.Author.PlatformId)).Single());

        Part("facebook-100001234567890-2024-11-18-aaaaaaaa.zip",
            ("personal_information/profile_information/profile_information.html", Facts(("Nama", "Siti Contoh"), ("Profil", "https://www.facebook.com/siti.contoh"))),
            ("logged_information/location/timezone.html", Facts(("Zona waktu", "Asia/Jayapura"))),
            ("your_facebook_activity/messages/inbox/b_1/message_1.html", "JANGAN-DIBACA"));
        var read = await Html(part);

        var post = Assert.Single(read.Posts);
        Assert.Equal(("siti.contoh", new DateTimeOffset(2024, 10, 12, 20, 15, 0, TimeSpan.FromHours(9))), (post.Author.Handle, post.Time.At));
        Assert.Equal(["profile_information.html", "timezone.html", "your_posts_1.html"], read.Opened.Select(Path.GetFileName).Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(read.Warnings);
    }

    [Fact]
    public async Task PagesOfSomebodyElseAreNotGivenTheProfilesName()
    {
        Part("facebook-100001234567890-2024-11-18-aaaaaaaa.zip", ("personal_information/profile_information/profile_information.html", Facts(("Nama", "Budi Contoh"))));
        var part = Part("facebook-100001234567890-2024-11-18-bbbbbbbb.zip", ("your_facebook_activity/posts/your_posts_1.html", Page("Siti Contoh memperbarui statusnya.")));

        var read = await Html(part);

        Assert.Equal("Siti Contoh", Assert.Single(read.Posts).Author.DisplayName);
        Assert.Contains(new ReadResult.Warned(ExportWarning.PartOfSet), read.Warnings);
    }

    static Task<ReadArchive> Html(string path) => AllReaders.Read(path);

    static string Page(string title) =>
        $"""<html><body><section class="_a6-g"><h2 class="_a6-h">{title}</h2><div class="_a6-p"><div class="_2pin"><div>halo</div></div></div><footer><div class="_a72d">12 Okt 2024 20.15</div></footer></section></body></html>""";

    static string Facts(params (string Label, string Value)[] facts) =>
        $"""<html><body><section class="_a6-g"><table>{string.Concat(facts.Select(fact => $"<tr><td class=\"_a6_q\">{fact.Label}</td><td class=\"_a6_r\">{fact.Value}</td></tr>"))}</table></section></body></html>""";
}
