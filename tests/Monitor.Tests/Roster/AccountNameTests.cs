using Monitor.Posts;
using Monitor.Roster;

namespace Monitor.Tests.Roster;

public sealed class AccountNameTests
{
    [Theory]
    [InlineData("@siti_contoh", "siti_contoh")]
    [InlineData("https://x.com/siti_contoh", "siti_contoh")]
    [InlineData("https://twitter.com/siti_contoh/status/1845090793681846273?s=20", "siti_contoh")]
    [InlineData("x.com/siti_contoh", "siti_contoh")]
    [InlineData("https://www.instagram.com/siti.contoh/", "siti.contoh")]
    [InlineData("https://www.instagram.com/_u/siti.contoh", "siti.contoh")]
    [InlineData("https://www.instagram.com/siti.contoh?igsh=abc", "siti.contoh")]
    [InlineData("https://www.threads.net/@siti.contoh/post/abc", "siti.contoh")]
    [InlineData("https://www.tiktok.com/@siti.contoh/video/7400000000000000001", "siti.contoh")]
    [InlineData("https://m.facebook.com/siti.contoh/posts/1", "siti.contoh")]
    [InlineData("https://www.facebook.com/profile.php?id=100000000000001&sk=about", "100000000000001")]
    [InlineData("https://www.facebook.com/people/Siti-Contoh/100000000000001/", "100000000000001")]
    [InlineData("https://www.youtube.com/@siti-contoh", "siti-contoh")]
    [InlineData("https://www.youtube.com/channel/UCcontohcontohcontohcon1", "UCcontohcontohcontohcon1")]
    [InlineData("https://www.instagram.com/p/AbCdEfGhIjK/", "")] // A post, not an account.
    [InlineData("https://www.facebook.com/groups/123/posts/4", "")] // A group is nobody's account.
    [InlineData("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "")]
    [InlineData("https://netflix.com/siti", "")] // Ends in x.com and is another house.
    [InlineData("https://contoh.example/siti", "")]
    public void TheAccountIsTakenOutOfWhatWasWritten(string written, string account) => Assert.Equal(account, AccountName.Bare(written).ToString());

    [Fact]
    public void FacebookCountsNoDotsAndTheOthersDo()
    {
        Assert.Equal("siticontoh", AccountName.Normalize(Platform.Facebook, "siti.contoh"));
        Assert.Equal("siti.contoh", AccountName.Normalize(Platform.Instagram, "siti.contoh"));
    }

    [Fact]
    public void ANameLongerThanAnyBelongsToNobody()
    {
        Assert.Equal("", AccountName.Normalize(Platform.X, new string('a', AccountName.MaxLength + 1)));
    }
}
