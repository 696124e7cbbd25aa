using Microsoft.Playwright;
using Monitor.BrowserTests.Browser;
using Monitor.BrowserTests.Site;
using Monitor.Review;
using Monitor.Review.Pages;
using Monitor.Tests.Support;

namespace Monitor.BrowserTests.Pages;

/// <summary>
/// Takes the pictures of the guide and of the README from the pages as they are. With MONITOR_PICTURES=write they are put in their places;
/// otherwise they are only taken, so that a page that changed its shape is noticed.
/// </summary>
[Collection(nameof(BrowserSession))]
public class GuidePictureTests(BrowserSession session)
{
    const int LargestPicture = 200_000;

    static readonly string Guide = Samples.Folder("../src/Monitor/Review/Pages/Assets"), Readme = Samples.Folder("../docs");

    [BrowserFact]
    public async Task EveryPictureOfTheGuideCanBeTakenAgain()
    {
        await using var site = await Places.OpenAsync();
        List<(string Path, byte[] Picture)> taken = [];
        await using (var ani = await site.VisitAsync(session, TestSite.Ani, width: 1040, height: 620))
        {
            await site.ActAsync(version => new ReviewAct.Claim(site.Flags[5], version), site.Flags[5], TestSite.Budi);
            await TakeAsync(ani, "/antrean", Guide, "antrean");
            await TakeAsync(ani, $"/tinjau/{site.Flags[1]}", Guide, "tinjau");
            await TakeAsync(ani, $"/tinjau/{site.Flags[1]}", Guide, "putusan", "#putusan-judul", "1");
            await ani.Page.SetViewportSizeAsync(1180, 820);
            await TakeAsync(ani, "/antrean", Readme, "antrean");
            await TakeAsync(ani, $"/tinjau/{site.Flags[1]}", Readme, "tinjau");
        }

        await site.DecideManyAsync();
        await using (var citra = await site.VisitAsync(session, TestSite.Citra, width: 1040, height: 620))
        {
            await TakeAsync(citra, $"/berkas/{site.Flags[2]}", Guide, "berkas", "h2");
            await citra.Page.SetViewportSizeAsync(1180, 820);
            await TakeAsync(citra, $"/berkas/{site.Flags[2]}", Readme, "berkas");
        }

        await using (var dewi = await site.VisitAsync(session, TestSite.Dewi, width: 1040, height: 620))
        {
            await TakeAsync(dewi, "/statistik", Guide, "statistik");
            await dewi.Page.SetViewportSizeAsync(1180, 820);
            await TakeAsync(dewi, "/statistik", Readme, "statistik", "h2");
        }

        Assert.Equal(taken.Where(picture => picture.Path.StartsWith(Guide, StringComparison.Ordinal)).Select(picture => Path.GetFileNameWithoutExtension(picture.Path)).Order(), OwnFiles.Pictures.Keys.Order());
        Assert.All(taken, picture => Assert.InRange(picture.Picture.Length, 10_000, LargestPicture));

        async Task TakeAsync(Visitor visitor, string path, string folder, string name, string? from = null, string? key = null)
        {
            await visitor.GoAsync(path);
            if (key is not null) await visitor.Page.Keyboard.PressAsync(key);
            if (from is not null) await visitor.Page.Locator(from).First.EvaluateAsync("element => element.scrollIntoView()");
            var picture = await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Animations = ScreenshotAnimations.Disabled });
            var target = Path.Combine(folder, name + ".png");
            if (Environment.GetEnvironmentVariable("MONITOR_PICTURES") == "write") await File.WriteAllBytesAsync(target, picture);
            taken.Add((target, picture));
        }
    }

    [BrowserFact]
    public async Task TheGuideShowsItsPicturesWithWords()
    {
        await using var visitor = await session.Site.VisitAsync(session, TestSite.Dewi);
        await visitor.GoAsync("/bantuan");
        var pictures = visitor.Page.Locator("main img");

        Assert.Equal(OwnFiles.Pictures.Count, await pictures.CountAsync());
        foreach (var picture in await pictures.AllAsync())
        {
            await picture.ScrollIntoViewIfNeededAsync();
            await Assertions.Expect(picture).Not.ToHaveJSPropertyAsync("naturalWidth", 0);
            Assert.NotEmpty(await picture.GetAttributeAsync("alt") ?? "");
        }

        visitor.AssertNoComplaints();
    }
}
