using Monitor.Exports.Tables;
using Monitor.Posts;

namespace Monitor.Tests.Exports.Tables;

public class TypedCellsTests
{
    [Theory]
    [InlineData("@siti.contoh", "", "siti.contoh", null, "")]
    [InlineData("siti (ig)", "", "siti", null, "Instagram")]
    [InlineData("FB: Siti Contoh", "", null, "Siti Contoh", "Facebook")]
    [InlineData("IG - @siti", "", "siti", null, "Instagram")]
    [InlineData("budi contoh (ig)", "Instagram", null, "budi contoh", "Instagram")]
    [InlineData("https://www.instagram.com/siti.contoh/", "", "siti.contoh", null, "Instagram")]
    [InlineData("facebook.com/siti.contoh", "", "siti.contoh", null, "Facebook")]
    [InlineData("@siti (ig), FB: Siti Contoh", "Facebook", null, "Siti Contoh", "Facebook")] // the row's platform chooses
    [InlineData("@siti (ig), FB: Siti Contoh", "", "siti", null, "Instagram")]
    [InlineData("budi / budi.contoh", "Instagram", "budi", null, "")]
    [InlineData("siti\nbudi", "", "siti", null, "")]
    [InlineData("-", "", null, null, "")]
    [InlineData("undefined", "", null, null, "")]
    public void AccountsAreReadAsClerksTypeThem(string cell, string platform, string? handle, string? name, string found)
    {
        var account = TypedAccount.Of(cell, platform.Length == 0 ? Platform.Unknown : Enum.Parse<Platform>(platform));

        Assert.Equal((handle, name), (account.Handle, account.DisplayName));
        Assert.Equal(found.Length == 0 ? "Unknown" : found, account.Platform.ToString());
    }

    [Theory]
    [InlineData("FB", "Facebook")]
    [InlineData("Fb", "Facebook")]
    [InlineData("IG", "Instagram")]
    [InlineData("Insta", "Instagram")]
    [InlineData("Tik Tok", "TikTok")]
    [InlineData("TT", "TikTok")]
    [InlineData("X (Twitter)", "X")]
    [InlineData("YT", "YouTube")]
    [InlineData("FB, IG", "Facebook")]
    [InlineData("Akun Facebook", "Facebook")]
    [InlineData("koran", "Unknown")]
    [InlineData("", "Unknown")]
    public void PlatformsAreReadAsClerksTypeThem(string cell, string platform) => Assert.Equal(platform, TypedPlatform.Of(cell).ToString());

    [Theory]
    [InlineData("WA", true)]
    [InlineData("Whatsapp", true)]
    [InlineData("Grup WA kantor", true)]
    [InlineData("DM", true)]
    [InlineData("online", false)]
    [InlineData("IG/WA", false)] // posted on Instagram, passed on elsewhere
    [InlineData("", false)]
    public void ChatsAreKnown(string cell, bool chat) => Assert.Equal(chat, TypedPlatform.IsChat(cell));

    [Theory]
    [InlineData("198001012005012001", "198001012005012001", false)]
    [InlineData("'198001012005012001", "198001012005012001", false)]
    [InlineData("19820303 200803 2 003", "198203032008032003", false)]
    [InlineData("1,98E+17", null, true)]
    [InlineData("1.98505052010011E+017", null, true)]
    [InlineData("198505052010011000", null, true)] // nobody has number 000
    [InlineData("-", null, false)]
    [InlineData("3402010101800001", null, false)] // sixteen digits: a citizen's number
    [InlineData("Siti 198001012005012001", null, false)]
    public void EmployeeNumbersAreWholeOrAbsent(string cell, string? nip, bool rounded)
    {
        Assert.Equal(nip, EmployeeNumber.Read(new Cell(cell), out var isRounded));
        Assert.Equal(rounded, isRounded);
    }

    [Fact]
    public void ANumberInAnEmployeeNumbersCellHasLostItsEnd()
    {
        Assert.Null(EmployeeNumber.Read(Cell.Of(198505052010011002d), out var rounded));
        Assert.True(rounded);
    }

    [Theory]
    [InlineData("https://x.com/siti_contoh/status/1845090793681846273?s=20", "X", "siti_contoh", "1845090793681846273")]
    [InlineData("https://mobile.twitter.com/siti_contoh/status/1845090793681846273", "X", "siti_contoh", "1845090793681846273")]
    [InlineData("https://x.com/undefined/status/1845090793681846273", "X", null, "1845090793681846273")]
    [InlineData("https://x.com/i/web/status/1845090793681846273", "X", null, null)]
    [InlineData("https://www.facebook.com/siti.contoh/posts/pfbid0abc", "Facebook", "siti.contoh", null)] // pfbid differs from viewer to viewer
    [InlineData("https://www.facebook.com/permalink.php?story_fbid=1&id=2", "Facebook", "2", null)] // the account on whose page it stands
    [InlineData("https://m.facebook.com/groups/123/permalink/456", "Facebook", null, null)]
    [InlineData("https://www.facebook.com/123_456?comment_id=789", "Facebook", null, null)]
    [InlineData("instagram.com/p/AbCdEfGhIjK", "Instagram", null, "AbCdEfGhIjK")]
    [InlineData("https://www.instagram.com/siti.contoh/reel/AbCdEfGhIjK/", "Instagram", "siti.contoh", "AbCdEfGhIjK")]
    [InlineData("https://www.tiktok.com/@siti.contoh/video/7400000000000000001", "TikTok", "siti.contoh", "7400000000000000001")]
    [InlineData("https://vt.tiktok.com/ZSabc/", "TikTok", null, null)]
    [InlineData("https://www.youtube.com/watch?v=abc&lc=Ugx", "YouTube", null, "Ugx")] // the comment, not the film
    [InlineData("https://www.threads.net/@siti/post/C9", "Threads", "siti", "C9")]
    [InlineData("https://notx.com/siti/status/1", "Unknown", null, null)]
    [InlineData("https://example.go.id/berita", "Unknown", null, null)]
    [InlineData("", "Unknown", null, null)]
    public void LinksSayPlatformAccountAndPost(string url, string platform, string? handle, string? id)
    {
        var link = PostLink.Of(url);

        Assert.Equal((platform, handle, id), (link.Platform.ToString(), link.Handle, link.PostId));
    }

    [Theory]
    [InlineData("1.84509079368185E+18", true)]
    [InlineData("1,85E+18", true)]
    [InlineData("1845090793681840000", true)]
    [InlineData("1845090793681846273", false)]
    [InlineData("1234567890", false)]
    [InlineData("AbCdEfGhIjK", false)]
    public void IdsThatASpreadsheetSpoiledAreKnown(string cell, bool rounded)
    {
        Assert.Equal(rounded ? null : cell, RoundedNumber.Exact(new Cell(cell), out var isRounded));
        Assert.Equal(rounded, isRounded);
    }
}
