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
}
